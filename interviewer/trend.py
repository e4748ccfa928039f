"""Whether something changed from round to round: a robust slope, how far chance could move it, and the words for it.

The slope is that of Theil (1950) and Sen (1968): the median over all pairs of rounds, which one odd round hardly moves.
Its interval is the percentile bootstrap over rounds (Efron 1979; Wilcox 2001 for this slope).
tests/bench/trends.py measures how often it sees a change where there is none.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Literal

import numpy as np

from interviewer.debrief.intervals import Interval

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

FEWEST = 4
"""Rounds below which nothing is said of a change."""
LONGEST = 40
"""The last rounds that a trend is taken over: what was a year ago says little of now, and pairs grow by the square."""
DRAWS = 600

Direction = Literal["too few", "no clear change", "rising", "falling"]


@dataclass(frozen=True, slots=True)
class Trend:
    """How a value went over rounds."""

    rounds: int
    slope: Interval | None
    """Change from one round to the next with its 95 % interval; nothing where there are too few rounds."""
    start: float = 0.0
    """The line's value at the first of these rounds."""

    @property
    def direction(self) -> Direction:
        """What can be said of it."""
        if self.slope is None:
            return "too few"
        if self.slope.spans_zero:
            return "no clear change"
        return "rising" if self.slope.value > 0 else "falling"


def trend(values: Sequence[float]) -> Trend:
    """Return the trend over the last rounds, the oldest first; the same values always give the same one."""
    return _trend(tuple(values[-LONGEST:]))


def brief(found: Trend) -> str:
    """Say in a few words what happened."""
    if found.slope is None:
        return "too few rounds to say"
    return f"{found.direction} over {found.rounds} rounds"


def words(found: Trend, unit: str = "") -> str:
    """Say in a sentence what happened, claiming no more than the interval allows."""
    rounds = "1 round" if found.rounds == 1 else f"{found.rounds} rounds"
    if found.slope is None:
        return f"Too few rounds to say: {rounds}, and it takes {FEWEST}."
    if found.slope.spans_zero:
        return f"No clear change over {rounds}."
    ends = sorted((abs(found.slope.low), abs(found.slope.high)))
    each = f"{_figure(abs(found.slope.value))}{f' {unit}' if unit else ''} a round"
    between = f"95 %: {_figure(ends[0])} to {_figure(ends[1])}"
    return f"{found.direction.capitalize()} by about {each} over {rounds} ({between})."


@lru_cache(maxsize=512)
def _trend(values: tuple[float, ...]) -> Trend:
    count = len(values)
    if count < FEWEST:
        return Trend(count, None)
    observed, places = np.array(values), np.arange(count, dtype=float)
    slope = float(_slopes(observed[None, :], places[None, :])[0])
    chance = np.random.default_rng(count)
    drawn = chance.integers(0, count, (DRAWS, count))
    slopes = _slopes(observed[drawn], places[drawn])
    low, high = np.quantile(slopes[np.isfinite(slopes)], (0.025, 0.975))
    start = float(np.median(observed - slope * places))
    return Trend(count, Interval(slope, float(low), float(high)), start)


def _slopes(values: NDArray[np.float64], places: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return the median slope of each row over all its pairs of different rounds; none where a row is one round."""
    first, second = np.triu_indices(values.shape[1], 1)
    apart = places[:, second] - places[:, first]
    with np.errstate(divide="ignore", invalid="ignore"):
        each = np.where(apart == 0.0, np.nan, (values[:, second] - values[:, first]) / apart)
    one_round = np.all(apart == 0.0, axis=1)
    found = np.full(len(values), np.nan)
    found[~one_round] = np.nanmedian(each[~one_round], axis=1)
    return found


def _figure(value: float) -> str:
    return f"{value:.0f}" if value >= 10 else f"{value:.2g}"
