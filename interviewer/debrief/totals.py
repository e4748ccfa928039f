"""The round in figures: counts and medians with their range, never a score."""

from __future__ import annotations

from dataclasses import dataclass
from statistics import median
from typing import TYPE_CHECKING

from interviewer.debrief.fillers import Fillers, together
from interviewer.debrief.standstill import standstills
from interviewer.debrief.turnaround import Turnarounds, overall
from interviewer.events import RoundClosed, RoundOpened

if TYPE_CHECKING:
    from collections.abc import Sequence

    from interviewer.debrief.exchanges import Exchange
    from interviewer.events import RoundEvent


@dataclass(frozen=True, slots=True)
class Spread:
    """A median with the smallest and the largest value it was taken from."""

    median: float
    low: float
    high: float
    of: int
    """How many values."""


@dataclass(frozen=True, slots=True)
class Totals:
    """Figures of the whole round."""

    answers: int
    spoken: int
    typed: int
    empty: int
    questions: int
    """Challenges and their follow-ups."""
    quoted: int
    """Lines that quote words the candidate really said."""
    words: int
    speaking: float
    long_pauses: int
    onset: Spread | None
    pace: Spread | None
    fillers: Fillers | None = None
    turnaround: Turnarounds | None = None
    """How long the panel took to answer: the program's time, not the candidate's."""


@dataclass(frozen=True, slots=True)
class Duration:
    """How long a round took, in seconds of its own clock."""

    whole: float
    paused: float
    ended: str
    """Why it ended; empty when the journal stops before the end."""


def totals(exchanges: Sequence[Exchange]) -> Totals:
    """Count and take medians; typed and silent answers have no timings and stay out of them."""
    answers = [answer for exchange in exchanges for answer in exchange.answers]
    lines = [exchange.line for exchange in exchanges if exchange.line]
    measured = [answer.timings for answer in answers]
    return Totals(
        answers=len(answers),
        spoken=sum(not answer.typed and not answer.empty for answer in answers),
        typed=sum(answer.typed for answer in answers),
        empty=sum(answer.empty for answer in answers),
        questions=sum(line.kind in ("challenge", "follow_up") for line in lines),
        quoted=sum(line.verified is True for line in lines),
        words=sum(one.words for one in measured),
        speaking=sum(one.speaking for one in measured),
        long_pauses=sum(one.long_pauses for one in measured),
        onset=spread([one.onset_delay for one in measured]),
        pace=spread([one.pace_wpm for one in measured]),
        fillers=together([answer.fillers for answer in answers if answer.fillers]),
        turnaround=overall([answer.turnaround for answer in answers if answer.turnaround]),
    )


def spread(values: Sequence[float | None]) -> Spread | None:
    """Median and range of what is known, or nothing."""
    known = [value for value in values if value is not None]
    return Spread(median(known), min(known), max(known), len(known)) if known else None


def duration(events: Sequence[RoundEvent]) -> Duration:
    """From the opening to the end, or to the last thing a journal that was cut off knows."""
    times = [at for event in events if (at := _time(event)) is not None]
    began = next((event.at for event in events if isinstance(event, RoundOpened)), min(times, default=0.0))
    closed = next((event for event in reversed(events) if isinstance(event, RoundClosed)), None)
    # A round that was closed after a crash may carry a time before its last words.
    end = max([closed.at, *times] if closed else times, default=began)
    paused = sum((max(0.0, min(until, end) - since) for since, until in standstills(events)), 0.0)
    return Duration(max(0.0, end - began), paused, closed.reason if closed else "")


def _time(event: RoundEvent) -> float | None:
    for name in ("at", "ended", "end"):
        value = getattr(event, name, None)
        if isinstance(value, float):
            return value
    return None
