"""Prepares what would follow if the answer ended here, while the silence is still being weighed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from interviewer.round.commands import Examine, Say

if TYPE_CHECKING:
    from desktop.asking import Asking
    from desktop.ports import Course, Parts, QuestionForeseen
    from interviewer.events import AnswerGiven, PanelCutIn, QuestionProposed, RoundEvent


class Foresight:
    """Asks the round what it would do, has that question looked for and its words rendered; nothing is said."""

    def __init__(self, round_: Course, asking: Asking, parts: Parts) -> None:
        self._round = round_
        self._asking = asking
        self._parts = parts
        self._answer: AnswerGiven | None = None

    def pause(self, answer: AnswerGiven, now: float) -> PanelCutIn | None:
        """Return the panel's cutting in on an answer that goes on for too long, or prepare for its being over."""
        cut_in = self._round.cuts_in(answer.number, answer.opened, now)
        if cut_in is None:
            self._answer = answer
            self._prepare(answer)
        return cut_in

    def question(self, event: QuestionForeseen) -> QuestionProposed | None:
        """Take a question found ahead; return it where it is awaited by now, else have it rendered."""
        if self._asking.foreseen(event):
            return event.proposed
        if self._answer is not None and self._asking.is_ahead(event.ticket):
            self._prepare(self._answer, event.proposed)
        return None

    def _prepare(self, *events: RoundEvent) -> None:
        for command in self._round.foresee(*events):
            match command:
                case Say(text=text, speaker=speaker):
                    self._parts.mouth.prepare(text, self._parts.voice_of(speaker))
                    return
                case Examine(brief):
                    self._asking.foresee(brief)
