"""One call to a model server that may hang: it runs on a thread of its own and can be left behind."""

from __future__ import annotations

import logging
import queue
import threading
import time
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

log = logging.getLogger(__name__)


class ModelError(Exception):
    """A call came to nothing; the text is one sentence to show, without a key or a server's words."""


class ModelCall:
    """Runs `work`, which calls its argument at the first word and returns the reply or raises ModelError.

    A name that is looked up cannot be interrupted, so a call over its time is abandoned: its thread ends with
    the timeouts of its connection, and what it still brings is dropped.
    """

    def __init__(self, work: Callable[[Callable[[], None]], str]) -> None:
        self._work = work
        self._first = threading.Event()
        self._over = threading.Event()
        self._ended: queue.Queue[str | ModelError] = queue.Queue()
        threading.Thread(target=self._run, name="model call", daemon=True).start()

    @property
    def running(self) -> bool:
        """Whether its thread still waits for the server."""
        return not self._over.is_set()

    def reply(self, first_by: float, by: float, late: str) -> str:
        """Wait for the reply until `by`, for its first word until `first_by` (monotonic seconds).

        Raises ModelError with what went wrong, with `late` when the time is over.
        """
        try:
            while not self._first.is_set():
                wait = first_by - time.monotonic()
                if wait <= 0:
                    raise ModelError(late)
                self._first.wait(wait)
            ended = self._ended.get(timeout=max(0.0, by - time.monotonic()))
        except queue.Empty:
            raise ModelError(late) from None
        if isinstance(ended, ModelError):
            raise ended
        return ended

    def abandon(self, sentence: str) -> None:
        """Let whoever waits for the reply go on at once, with this as what went wrong; from any thread."""
        self._ended.put(ModelError(sentence))
        self._first.set()

    def _run(self) -> None:
        ended = self._outcome()
        # In this order: whoever has the reply may begin the next call at once.
        self._over.set()
        self._ended.put(ended)
        self._first.set()

    def _outcome(self) -> str | ModelError:
        try:
            return self._work(self._first.set)
        except ModelError as failed:
            return failed
        except Exception as error:
            # Only the kind is logged: the error's text may hold what the candidate said.
            log.error("A model call failed: %s", type(error).__name__)
            return ModelError("The model server sent a reply that cannot be read.")
