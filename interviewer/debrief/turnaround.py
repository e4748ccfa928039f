"""How long the panel took to answer, stage by stage: the program's own time, never the candidate's."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from math import ceil
from statistics import median
from typing import TYPE_CHECKING, Literal

from interviewer.debrief.standstill import overlap
from interviewer.events import AnswerReopened, ExchangeTimed

if TYPE_CHECKING:
    from collections.abc import Sequence

    from interviewer.debrief.standstill import Interval
    from interviewer.events import AnswerGiven, RoundEvent

# With fewer exchanges than these the 95 % is the longest one by another name.
MANY = 20


@dataclass(frozen=True, slots=True)
class Turnaround:
    """From an answer's last voiced sample to the first sample of the line after it, in seconds."""

    line: int
    deciding: float
    """Until the turn was over: by the key, or after a silence long enough to be sure."""
    wording: float
    """Until all words of the answer were known."""
    finding: float
    """Until the panel knew what to say next."""
    voicing: float
    """Until it sounded."""
    whole: float
    foreseen: bool
    """Whether the question was found while the silence was still being weighed."""


@dataclass(frozen=True, slots=True)
class Turnarounds:
    """The whole round's, in seconds."""

    median: float
    most: float
    most_is: Literal["p95", "longest"]
    of: int
    """How many exchanges."""


def turnaround_of(
    answer: AnswerGiven, events: Sequence[RoundEvent], still: Sequence[Interval]
) -> Turnaround | None:
    """Return what was timed after this version of an answer, without the time the round stood still.

    None for a typed answer and for a recording that was fed: nobody sat there waiting.
    """
    timed: ExchangeTimed | None = None
    for event in events:
        if isinstance(event, ExchangeTimed) and event.answer == answer.number:
            timed = event
        elif isinstance(event, AnswerReopened) and event.number == answer.number:
            timed = None
    if timed is None or answer.typed or answer.reason == "file":
        return None
    moments = [timed.stopped]
    for moment in (timed.decided, timed.worded, timed.found, timed.sounded):
        # A key pressed in the middle of a word decides before that word has ended.
        moments.append(max(moments[-1], moment))
    lasted = [until - since - overlap(since, until, still) for since, until in pairwise(moments)]
    deciding, wording, finding, voicing = lasted
    return Turnaround(timed.line, deciding, wording, finding, voicing, sum(lasted), timed.foreseen)


def overall(found: Sequence[Turnaround]) -> Turnarounds | None:
    """Return the median, with what 95 % stayed within or, where there are few, the longest."""
    if not found:
        return None
    whole = sorted(one.whole for one in found)
    many = len(whole) >= MANY
    most = whole[ceil(0.95 * len(whole)) - 1] if many else whole[-1]
    return Turnarounds(median(whole), most, "p95" if many else "longest", len(whole))
