"""Takes a round up again from its journal, exactly where it was when the program went away."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from interviewer.errors import InterviewerError
from interviewer.events import AnswerGiven, AnswerReopened, RoundOpened, RoundPaused, RoundResumed
from interviewer.round.panel import panel
from interviewer.round.round import Round

if TYPE_CHECKING:
    from collections.abc import Sequence

    from interviewer.events import RoundEvent
    from interviewer.question.question import Question
    from interviewer.round.commands import Command

WENT_AWAY = "The program went away in the middle of the round."


@dataclass(frozen=True, slots=True)
class Restored:
    """A round as it stood, and how to go on with it."""

    round: Round
    opened: RoundOpened
    last: float
    """The session's time of the last thing in the journal: the clock goes on from here."""
    missing: tuple[RoundEvent, ...]
    """To be journaled and applied first; they keep the time away out of the round's time."""
    pending: tuple[Command, ...]
    """What to carry out then: lines under the numbers they had, or the answer that was open."""

    def go_on(self, at: float) -> tuple[tuple[RoundEvent, ...], tuple[Command, ...]]:
        """Bring the round to the session's time `at`; return what to journal, and then what to carry out."""
        journaled = (*self.missing, RoundResumed(at))
        for event in journaled:
            self.round.apply(event)
        return journaled, self.pending


def restore(events: Sequence[RoundEvent], question: Question) -> Restored:
    """Rebuild a round from what could be read of its journal; a line torn by the crash is simply not there.

    Raises where the round was over, or where so much is missing that it would go on from somewhere else.
    """
    opened = next((event for event in events if isinstance(event, RoundOpened)), None)
    if opened is None:
        raise InterviewerError("This round never began, so there is nothing to go on with: start a new one.")
    round_ = Round(
        question,
        opened.kind,
        opened.minutes,
        opened.pressure,
        panel(opened.panel),
        opened.seed,
        opened.warm_up,
        opened.focus,
    )
    for event in events:
        round_.apply(event)
    if round_.phase == "closed" and not round_.pending:
        raise InterviewerError("This round is over; its debrief is complete: start a new one.")
    _check(events, round_)
    last = last_moment(events)
    missing = () if round_.phase == "paused" else (RoundPaused(last, WENT_AWAY),)
    return Restored(round_, opened, last, missing, round_.pending)


def _check(events: Sequence[RoundEvent], round_: Round) -> None:
    """See that every answer of the journal found its place; a hole in the middle would lead elsewhere."""
    given = {event.number for event in events if isinstance(event, AnswerGiven)}
    reopened = {event.number for event in events if isinstance(event, AnswerReopened)}
    taken = {turn.number for turn in round_.turns if turn.is_answer}
    if given - reopened - taken:
        raise InterviewerError(
            "A part of this round's journal is missing, so it cannot go on where it was; "
            "everything that was kept is in its debrief."
        )


def last_moment(events: Sequence[RoundEvent]) -> float:
    """Return the session's time by which all of this was over: each event names its end in one of these ways."""
    names = ("at", "end", "ended")
    return max((float(getattr(event, name, 0.0)) for event in events for name in names), default=0.0)
