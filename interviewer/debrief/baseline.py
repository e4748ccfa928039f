"""The candidate's own calm: what they said in the same round to questions that nobody needs to defend."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from interviewer.events import LineSpoken

if TYPE_CHECKING:
    from collections.abc import Sequence

    from interviewer.debrief.measured import Measured
    from interviewer.events import RoundEvent

CALM = ("warm_up", "neutral")
# With less, the calm itself is not known well enough for anything to be told from it.
SECONDS = 60.0
TURNS = 3
# Makes the median distance from the median an estimate of the standard deviation (Rousseeuw & Croux 1993).
NORMAL = 1.4826
# Overlapping windows: the calm has only six to twelve that do not.
STEP = 2.0
FEWEST_WINDOWS = 5


@dataclass(frozen=True, slots=True)
class Band:
    """Where one measure of a calm 10 s window lies: its median, and one MAD (made normal) around it."""

    middle: float
    reach: float
    noise: float
    """Their standard deviation, or the MAD where that is larger: a MAD of eight windows is often far too small."""

    def holds(self, value: float | None) -> bool:
        """Whether a window is like calm ones."""
        return value is not None and abs(value - self.middle) <= self.reach


@dataclass(frozen=True, slots=True)
class Baseline:
    """The calm answers; `missing` says in a sentence why they do not suffice, and is empty where they do."""

    turns: tuple[Measured, ...]
    speaking: float
    missing: str
    pauses: Band | None = None
    articulation: Band | None = None
    """With `pauses` the bands that define recovery; None where there were too few windows of 10 s."""


def baseline(spoken: Sequence[Measured], events: Sequence[RoundEvent]) -> Baseline:
    """Gather the calm answers of a round."""
    kinds = {event.number: event.kind for event in events if isinstance(event, LineSpoken)}
    turns = tuple(one for one in spoken if kinds.get(one.after) in CALM)
    speaking = sum(one.speaking for one in turns)
    found = [window for one in turns for window in one.sounding.windows(STEP)]
    rates = [window.articulation for window in found if window.articulation is not None]
    return Baseline(
        turns,
        speaking,
        _missing(len(turns), speaking),
        _band([window.pause_ratio for window in found]),
        _band(rates),
    )


def _missing(turns: int, speaking: float) -> str:
    if not turns:
        return "Nothing calm was recorded; next time leave the warm-up on and answer its questions aloud."
    if turns < TURNS:
        return (
            f"{turns} calm {'answer was' if turns == 1 else 'answers were'} recorded and {TURNS} are needed; "
            "next time answer every warm-up question aloud."
        )
    if speaking < SECONDS:
        return (
            f"{speaking:.0f} s of calm speech were recorded and {SECONDS:.0f} s are needed; "
            "next time talk for half a minute to each warm-up question."
        )
    return ""


def _band(values: Sequence[float]) -> Band | None:
    if len(values) < FEWEST_WINDOWS:
        return None
    middle = float(np.median(values))
    reach = NORMAL * float(np.median(np.abs(np.array(values) - middle)))
    return Band(middle, reach, max(reach, float(np.std(values, ddof=1))))
