"""The examiner on a thread of its own, so that a model that thinks stops nobody."""

from __future__ import annotations

import logging
from dataclasses import dataclass
from typing import TYPE_CHECKING

from audio.worker import Worker
from desktop import wiring
from desktop.from_files import proposed
from interviewer.examiner.embedded import EmbeddedExaminer

if TYPE_CHECKING:
    from collections.abc import Callable

    from audio.clock import Clock
    from interviewer.examiner.examiner import Brief, Examiner
    from interviewer.examiner.move import PartName

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class _Ahead:
    """The firm words of an answer that goes on."""

    text: str
    part: PartName


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
        self._ahead: _Ahead | None = None
        self._worker: Worker[Brief | _Ahead] = Worker("examiner", self._take, self._failed)

    def examine(self, brief: Brief) -> None:
        """Begin to look for a question."""
        self._worker.submit(brief)

    def withdraw(self, request: int) -> None:
        """Nothing to stop: a call that cannot be cancelled runs out, and its reply names its request."""

    def read_ahead(self, committed: str, part: PartName) -> None:
        """Read the words of an answer that are firm while it goes on; only the newest are worth it."""
        self._ahead = _Ahead(committed, part)
        self._worker.submit(self._ahead)

    def close(self) -> None:
        """End the thread; a model that still writes is left behind."""
        self._worker.close(timeout=0.2)

    def _take(self, item: Brief | _Ahead) -> None:
        # Built here, as the client of a model server takes half a second to import.
        if not isinstance(item, _Ahead):
            self._examine(item)
        elif item is self._ahead:
            self._built().prepare(item.text, item.part)

    def _built(self) -> Examiner:
        self._examiner = self._examiner or self._build()
        return self._examiner

    def _examine(self, brief: Brief) -> None:
        try:
            examiner = self._built()
            found = examiner.propose(brief)
        except Exception as error:
            log.exception("the examiner failed")
            found = EmbeddedExaminer().propose(brief)
            sentence = f"The examiner failed ({type(error).__name__}), so the built-in one asked."
            self._post(wiring.with_fallback(proposed(brief, found, self._clock.now()), sentence))
            return
        self._keep(brief.request, examiner)
        self._post(proposed(brief, found, self._clock.now()))

    def _failed(self, error: Exception) -> None:
        log.error("reading ahead, or keeping what was sent to the model, failed: %s", type(error).__name__)
