"""The slides of a talk, kept in its session: what was shown is looked back on, whatever becomes of the file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from interviewer import private_files
from interviewer.errors import InterviewerError
from interviewer.slides.opening import read_content

if TYPE_CHECKING:
    from pathlib import Path

FOLDER, NAME = "slides", "deck.pdf"


def keep(pdf: Path, session: Path) -> None:
    """Copy the PDF into the session.

    Raises:
        InterviewerError: It cannot be read any more, or not written there.
    """
    content = read_content(pdf)
    try:
        private_files.make_parents(session / FOLDER)
        private_files.replace(session / FOLDER / NAME, content)
    except OSError as error:
        reason = (error.strerror or "the disk refused it").lower()
        raise InterviewerError(
            f"The slides could not be kept with the round ({reason}); the talk goes on, the debrief will show none."
        ) from error


def kept(session: Path) -> Path | None:
    """Return the PDF that was kept, if there is one."""
    path = session / FOLDER / NAME
    return path if path.is_file() else None
