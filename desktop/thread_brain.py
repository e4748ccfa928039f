"""The examiner on a thread of its own, so that a model that thinks stops nobody."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from audio.worker import Worker
from desktop import wiring
from desktop.from_files import proposed
from interviewer.examiner.embedded import EmbeddedExaminer

if TYPE_CHECKING:
    from collections.abc import Callable

    from audio.clock import Clock
    from interviewer.examiner.examiner import Brief, Examiner

log = logging.getLogger(__name__)


class ThreadBrain:
    """The examiner on its own thread; a reply that was withdrawn meanwhile is dropped by whoever reads it."""

    def __init__(
        self,
        build: Callable[[], Examiner],
        clock: Clock,
        post: Callable[[object], None],
        keep: Callable[[int, Examiner], None],
    ) -> None:
        self._build = build
        self._examiner: Examiner | None = None
        self._clock = clock
        self._post = post
        self._keep = keep
        self._worker: Worker[Brief] = Worker("examiner", self._examine, self._failed)

    def examine(self, brief: Brief) -> None:
        """Begin to look for a question."""
        self._worker.submit(brief)

    def withdraw(self, request: int) -> None:
        """Nothing to stop: a call that cannot be cancelled runs out, and its reply names its request."""

    def close(self) -> None:
        """End the thread; a model that still writes is left behind."""
        self._worker.close(timeout=0.2)

    def _examine(self, brief: Brief) -> None:
        try:
            # Built here, as the client of a model server takes half a second to import.
            self._examiner = self._examiner or self._build()
            found = self._examiner.propose(brief)
        except Exception as error:
            log.exception("the examiner failed")
            found = EmbeddedExaminer().propose(brief)
            sentence = f"The examiner failed ({type(error).__name__}), so the built-in one asked."
            self._post(wiring.with_fallback(proposed(brief, found, self._clock.now()), sentence))
            return
        self._keep(brief.request, self._examiner)
        self._post(proposed(brief, found, self._clock.now()))

    def _failed(self, error: Exception) -> None:
        log.error("what was sent to the model could not be kept: %s", type(error).__name__)
