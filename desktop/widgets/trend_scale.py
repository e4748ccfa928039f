"""The scale beside a trend: how far it reaches and where it is marked."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from interviewer.trend_lines import Line, Scale

MARKS = 4
"""Marks wished for; there are between three and six."""
FAR = 2.0
"""An interval's end is shown as far as so many reaches of the points beyond them: one that is hardly known would
press the points of all other rounds together."""
_STEPS = (1.0, 2.0, 2.5, 5.0, 10.0)


@dataclass(frozen=True, slots=True)
class Range:
    """From where to where the scale goes."""

    low: float
    high: float


def reach(line: Line) -> Range:
    """Return the scale for a line: a level's is always the same, a figure's begins no lower than 0."""
    if line.scale == "level":
        return Range(0.7, 4.3)
    values = [point.value for point in line.points]
    none = {"times": [1.0], "difference": [0.0]}.get(line.scale, [])
    low, high = min(values + none), max(values + none)
    around = max(high - low, abs(high) * 0.1, 1e-6)
    ends = [end for point in line.points for end in (point.low, point.high) if end is not None]
    low = min([low, *(max(end, low - FAR * around) for end in ends)])
    high = max([high, *(min(end, high + FAR * around) for end in ends)])
    edge = 0.08 * max(high - low, 1e-6) or around
    low, high = low - edge, high + edge
    return Range(low if line.scale == "difference" else max(0.0, low), max(high, low + around))


def ticks(found: Range, scale: Scale) -> list[tuple[float, str]]:
    """Return the marks, each with its words."""
    if scale == "level":
        return [(float(level), str(level)) for level in (1, 2, 3, 4)]
    wide = (found.high - found.low) / MARKS
    power = 10.0 ** math.floor(math.log10(wide))
    step = next(power * one for one in _STEPS if power * one >= wide * 0.999)
    first = math.ceil(found.low / step - 1e-9)
    values = [round(number * step, 10) for number in range(first, math.floor(found.high / step + 1e-9) + 1)]
    return [(value, f"{value:g}".replace("-", "\N{MINUS SIGN}")) for value in values]
