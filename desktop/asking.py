"""The examiner's side of a round: what it was asked for, what it may already read, what it may be asked soon."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from desktop.ports import Brain, QuestionForeseen
    from interviewer.events import QuestionProposed
    from interviewer.examiner.examiner import Brief
    from interviewer.examiner.move import PartName


@dataclass(slots=True)
class _Ahead:
    """A question looked for before the turn is over; it holds only if the answer stays as it is."""

    ticket: int
    request: int
    answer: str
    found: QuestionProposed | None = None


class Asking:
    """Knows which question is awaited; an answer is read ahead as its words become firm."""

    def __init__(self, brain: Brain) -> None:
        self._brain = brain
        self._wanted: int | None = None
        self._read = ""
        self._ahead: _Ahead | None = None
        self._tickets = 0

    @property
    def awaits(self) -> bool:
        """Whether a question is on its way."""
        return self._wanted is not None

    def foresee(self, brief: Brief) -> None:
        """Have the question looked for that this brief would ask, unless that was begun already."""
        answer = _answer(brief)
        ahead = self._ahead
        if ahead is None or (ahead.request, ahead.answer) != (brief.request, answer):
            self._tickets += 1
            self._ahead = _Ahead(self._tickets, brief.request, answer)
            self._brain.foresee(brief, self._tickets)

    def foreseen(self, event: QuestionForeseen) -> bool:
        """Take what was found ahead; return whether it is the question awaited now."""
        ahead = self._ahead
        if ahead is None or event.ticket != ahead.ticket:
            return False
        ahead.found = event.proposed
        return self.takes(event.proposed.request)

    def is_ahead(self, ticket: int) -> bool:
        """Whether this is still the question that would follow."""
        return self._ahead is not None and self._ahead.ticket == ticket

    def examine(self, brief: Brief) -> QuestionProposed | None:
        """Have a question found; return it at once where it was found ahead."""
        ahead, answer = self._ahead, _answer(brief)
        if ahead is None or (ahead.request, ahead.answer) != (brief.request, answer):
            self._ahead = None
            self._wanted = brief.request
            self._brain.examine(brief)
            return None
        if ahead.found is None:
            self._wanted = brief.request
        return ahead.found

    def withdraw(self, request: int) -> None:
        """Want it no longer."""
        self._wanted = self._ahead = None
        self._brain.withdraw(request)

    def takes(self, request: int) -> bool:
        """Return whether this question is the one awaited; then it is no longer."""
        if request != self._wanted:
            return False
        self._wanted = None
        return True

    def read_ahead(self, committed: str, part: PartName) -> None:
        """Let the examiner read the firm words of an answer that goes on, as often as there are new ones."""
        if committed and committed != self._read:
            self._read = committed
            self._brain.read_ahead(committed, part)


def _answer(brief: Brief) -> str:
    return next((turn.text for turn in reversed(brief.turns) if turn.is_answer), "")
