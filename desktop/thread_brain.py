"""The examiner on a thread of its own, so that a model that thinks stops nobody."""

from __future__ import annotations

import logging
from dataclasses import dataclass
from typing import TYPE_CHECKING

from audio.worker import Worker
from desktop import wiring
from desktop.from_files import proposed
from desktop.ports import QuestionForeseen
from interviewer.errors import InterviewerError
from interviewer.examiner.embedded import EmbeddedExaminer
from interviewer.examiner.examiner import Brief

if TYPE_CHECKING:
    from collections.abc import Callable

    from audio.clock import Clock
    from interviewer.events import QuestionProposed
    from interviewer.examiner.examiner import Examiner
    from interviewer.examiner.move import PartName

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class _Foresee:
    """A question that may be wanted soon."""

    brief: Brief
    ticket: int


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
        self._ticket = 0
        self._worker: Worker[Brief | _Ahead | _Foresee] = Worker("examiner", self._take, self._failed)
        self._foreseeing = False
        self._spare: Worker[Brief] | None = None
        self._spare_examiner: Examiner | None = None

    def examine(self, brief: Brief) -> None:
        """Begin to look for a question; a server that still writes one nobody will ask is not waited for."""
        if self._foreseeing and not isinstance(self._examiner, EmbeddedExaminer):
            self._spare = self._spare or Worker("examiner-2", self._take_spare, self._failed)
            self._spare.submit(brief)
        else:
            self._worker.submit(brief)

    def foresee(self, brief: Brief, ticket: int) -> None:
        """Look for the question that may be wanted soon; only the newest is worth it."""
        self._ticket = ticket
        self._worker.submit(_Foresee(brief, ticket))

    def withdraw(self, request: int) -> None:
        """Nothing to stop: a call that cannot be cancelled runs out, and its reply names its request."""

    def read_ahead(self, committed: str, part: PartName) -> None:
        """Read the words of an answer that are firm while it goes on; only the newest are worth it."""
        self._ahead = _Ahead(committed, part)
        self._worker.submit(self._ahead)

    def close(self) -> None:
        """End the thread; a model that still writes is left behind."""
        self._worker.close(timeout=0.2)
        if self._spare is not None:
            self._spare.close(timeout=0.2)

    def _take(self, item: Brief | _Ahead | _Foresee) -> None:
        match item:
            case _Ahead() if item is self._ahead:
                self._built().prepare(item.text, item.part)
            case _Foresee(brief, ticket) if ticket == self._ticket:
                self._foreseeing = True
                try:
                    self._post(QuestionForeseen(ticket, self._found(brief, self._built)))
                finally:
                    self._foreseeing = False
            case Brief():
                self._post(self._found(item, self._built))

    def _take_spare(self, brief: Brief) -> None:
        self._post(self._found(brief, self._built_spare))

    def _built_spare(self) -> Examiner:
        self._spare_examiner = self._spare_examiner or self._build()
        return self._spare_examiner

    def _built(self) -> Examiner:
        # Built here, as the client of a model server takes half a second to import.
        self._examiner = self._examiner or self._build()
        return self._examiner

    def _found(self, brief: Brief, built: Callable[[], Examiner]) -> QuestionProposed:
        try:
            examiner = built()
            found = examiner.propose(brief)
        except Exception as error:
            log.exception("the examiner failed")
            found = EmbeddedExaminer().propose(brief)
            sentence = f"The examiner failed ({type(error).__name__}), so the built-in one asked."
            return wiring.with_fallback(proposed(brief, found, self._clock.now()), sentence)
        try:
            self._keep(brief.request, examiner)
        except InterviewerError as error:
            log.error("what was sent to the model could not be kept: %s", error)
        return proposed(brief, found, self._clock.now())

    def _failed(self, error: Exception) -> None:
        log.error("reading ahead failed: %s", type(error).__name__)
