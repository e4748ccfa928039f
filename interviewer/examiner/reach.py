"""Whether anything answers at a model server's address, asked before a round begins."""

from __future__ import annotations

import socket
from urllib.parse import urlsplit

from interviewer.errors import InterviewerError
from interviewer.examiner.endpoint import endpoint

# As long as the openai client would be given to connect, doubled: nothing waits for this answer yet.
SECONDS = 2.0


def reach(base_url: str, timeout: float = SECONDS) -> None:
    """Open a connection and close it again; send nothing.

    Raises:
        InterviewerError: Nobody listens there.
    """
    where = endpoint(base_url)
    parts = urlsplit(where.url)
    port = parts.port or (443 if parts.scheme == "https" else 80)
    try:
        socket.create_connection((parts.hostname or "", port), timeout).close()
    except OSError as error:
        reason = "refused the connection" if isinstance(error, ConnectionRefusedError) else "did not answer"
        raise InterviewerError(
            f"The model server at {where.host} {reason}, so the round was not begun: start the server, correct its "
            "address, or leave it out and the built-in examiner asks."
        ) from error
