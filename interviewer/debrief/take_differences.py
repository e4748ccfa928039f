"""Holds one take against the first answer: what two answers alone can tell, and what they cannot."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from interviewer.debrief.intervals import LEVEL, Group, ratios, student
from interviewer.debrief.measures import BY_ID

if TYPE_CHECKING:
    from collections.abc import Sequence

    from interviewer.debrief.measured import Measured, Reading
    from interviewer.debrief.measures import Measure

Verdict = Literal["clear change", "no clear change", "one pair cannot tell"]
# Pitch and loudness are left out: another day, another seat at the microphone.
HELD = ("onset", "pace", "pause_ratio", "fillers", "hedges")
WORDED = ("pace", "fillers", "hedges")
"""Those that hang on what the recogniser writes down: two models cannot be held against each other."""
FEWEST = 3
"""Calm answers from which a spread can be told, as for composure."""


@dataclass(frozen=True, slots=True)
class Difference:
    """One measure of a take against the first answer.

    `change`, `low` and `high` are times (1 is no change) where the measure's scale is a ratio or a rate, and a
    difference in its unit (0 is no change) otherwise. `low` and `high` are the 95 % interval; an end that is None is
    unbounded, or not known where one pair cannot tell.
    """

    measure: str
    first: float
    again: float
    change: float | None
    low: float | None
    high: float | None
    verdict: Verdict


def differences(
    first: Sequence[Reading], again: Sequence[Reading], calm: Sequence[Measured], *, alike: bool = True
) -> tuple[Difference, ...]:
    """Compare what was measured of both; `alike` where the same speech model heard them.

    `calm`: the round's calm answers, whose spread says how far two answers of this speaker lie apart anyway.
    """
    found = []
    for name in HELD:
        was = next((one for one in first if one.measure == name), None)
        now = next((one for one in again if one.measure == name), None)
        if was is not None and now is not None and (alike or name not in WORDED):
            measure = BY_ID[name]
            make = _rate if measure.scale == "rate" else _level
            found.append(make(measure, was, now, calm))
    return tuple(found)


def _rate(measure: Measure, was: Reading, now: Reading, _calm: Sequence[Measured]) -> Difference:
    one = ratios((was.count or 0, was.exposure), [(now.count or 0, now.exposure)])[0].alone
    known = bool(was.count or now.count)
    return Difference(
        measure.id,
        was.value,
        now.value,
        _told(one.value) if known else None,
        _told(one.low),
        _told(one.high),
        "no clear change" if one.spans_zero else "clear change",
    )


def _level(measure: Measure, was: Reading, now: Reading, calm: Sequence[Measured]) -> Difference:
    ratio = measure.scale == "ratio"
    values = [math.log(one.value) if ratio else one.value for one in (was, now)]
    change = values[1] - values[0]
    reach = _reach(measure, was, now, calm)

    def told(value: float) -> float | None:
        return _told(value) if ratio else value

    if reach is None:
        return Difference(measure.id, was.value, now.value, told(change), None, None, "one pair cannot tell")
    return Difference(
        measure.id,
        was.value,
        now.value,
        told(change),
        told(change - reach),
        told(change + reach),
        "no clear change" if abs(change) <= reach else "clear change",
    )


def _reach(measure: Measure, was: Reading, now: Reading, calm: Sequence[Measured]) -> float | None:
    """Return how far two single answers lie apart by chance (95 %), by the spread of the calm ones."""
    readings = [found for one in calm if (found := one.reading(measure.id)) is not None]
    if len(readings) < FEWEST:
        return None
    once = measure.id == "onset"
    group = Group(
        tuple(math.log(one.value) if measure.scale == "ratio" else one.value for one in readings),
        () if once else tuple(one.amount for one in readings),
    )
    mean, freedom = group.mean(), len(readings) - 1
    squares = sum(
        weight * (value - mean) ** 2 for value, weight in zip(group.values, group.weights(), strict=True)
    )
    pair = Group((0.0, 0.0), () if once else (was.amount, now.amount))
    error = math.sqrt(float(squares) / freedom * sum(1.0 / float(weight) for weight in pair.weights()))
    return student(LEVEL, freedom) * error


def _told(value: float) -> float | None:
    return math.exp(value) if -50.0 < value < 50.0 else None
