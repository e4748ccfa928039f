"""The examiner's side of a round: what it was asked for, and what it may already read."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from desktop.ports import Brain
    from interviewer.examiner.examiner import Brief
    from interviewer.examiner.move import PartName


class Asking:
    """Knows which question is awaited; an answer is read ahead as its words become firm."""

    def __init__(self, brain: Brain) -> None:
        self._brain = brain
        self._wanted: int | None = None
        self._read = ""

    @property
    def awaits(self) -> bool:
        """Whether a question is on its way."""
        return self._wanted is not None

    def examine(self, brief: Brief) -> None:
        """Have a question found."""
        self._wanted = brief.request
        self._brain.examine(brief)

    def withdraw(self, request: int) -> None:
        """Want it no longer."""
        self._wanted = None
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
