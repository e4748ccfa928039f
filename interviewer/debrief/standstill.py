"""Take the time in which the round stood still out of an answer's timings: nobody is measured in a pause."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from interviewer.answer import LONG_PAUSE
from interviewer.events import RoundPaused, RoundResumed

if TYPE_CHECKING:
    from collections.abc import Sequence

    from interviewer.answer import Timings
    from interviewer.events import RoundEvent

Interval = tuple[float, float]


def standstills(events: Sequence[RoundEvent]) -> tuple[Interval, ...]:
    """From each pause of the round to its resumption; one that never ended has no end."""
    found: list[Interval] = []
    since: float | None = None
    for event in events:
        if isinstance(event, RoundPaused) and since is None:
            since = event.at
        elif isinstance(event, RoundResumed) and since is not None:
            found.append((since, event.at))
            since = None
    return (*found, (since, float("inf"))) if since is not None else tuple(found)


def without(found: Timings, start: float, still: Sequence[Interval]) -> Timings:
    """Timings of an answer whose first voiced sample lies at `start`, as if the round had never stood still."""
    if not still or found.span <= 0:
        return found
    onset = found.onset_delay
    if onset is not None:
        onset -= overlap(start - onset, start, still)
    pauses = tuple(pause for pause in found.pauses if not overlap(pause.start, pause.end, still))
    gone = sum(overlap(pause.start, pause.end, still) for pause in found.pauses)
    span = found.span - gone
    return replace(
        found,
        onset_delay=onset,
        span=span,
        pauses=pauses,
        long_pauses=sum(pause.length >= LONG_PAUSE for pause in pauses),
        pace_wpm=60.0 * found.words / span if found.pace_wpm is not None and span > 0 else found.pace_wpm,
    )


def overlap(start: float, end: float, still: Sequence[Interval]) -> float:
    """Return how much of a stretch of time the round stood still."""
    return sum(max(0.0, min(end, until) - max(start, since)) for since, until in still)
