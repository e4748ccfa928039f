"""How far chance alone could move a difference: intervals that hold their rate with a handful of turns.

A bootstrap of three to six turns covers far less than it says (tests/bench/composure.py), so differences take
Student's t with the spread pooled over all answers of the round, and counts take the conditional binomial.
Looks at several challenges against one baseline are made good for together (Dunnett 1955).
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

LEVEL = 0.95
# What a verdict hangs on reaches a little further: the weights of long and short answers are only about right, and
# without this the bench's rounds in which nothing changed showed a clear change in up to 6 % instead of 5 %.
AT_ONCE = 0.96
# Of the spread of 10 s turns, the part that longer turns would not lessen. Measured of nobody: with 0.3 the bench's
# intervals hold for true parts from 0 to 0.7, as the whole spread is taken from the round itself.
LASTING = 0.3
DRAWS = 20_000
# Whoever is more unsteady than Poisson in one round need not be called so: below this many turns it cannot be told.
TURNS_FOR_DISPERSION = 6


@dataclass(frozen=True, slots=True)
class Interval:
    """An estimate with its ends."""

    value: float
    low: float
    high: float

    @property
    def spans_zero(self) -> bool:
        """Whether no change at all would be no surprise."""
        return self.low <= 0.0 <= self.high


@dataclass(frozen=True, slots=True)
class Group:
    """What was observed in turns of one kind; `amounts` says how much material stands behind each value."""

    values: tuple[float, ...]
    amounts: tuple[float, ...] = ()
    """In natural units (10 s windows); nothing where every value weighs the same, as an onset does."""

    def weights(self) -> NDArray[np.float64]:
        """Return how much each value counts."""
        if not self.amounts:
            return np.ones(len(self.values))
        amounts = np.maximum(np.array(self.amounts), 0.1)
        return np.asarray(1.0 / (LASTING + (1.0 - LASTING) / amounts))

    def mean(self) -> float:
        """Return the weighted mean."""
        return float(np.average(self.values, weights=self.weights()))


@dataclass(frozen=True, slots=True)
class Compared:
    """A group against the baseline."""

    alone: Interval
    """95 % for this comparison by itself."""
    together: Interval
    """95 % for all comparisons of the family at once: the one a verdict may hang on."""


def differences(calm: Group, others: Sequence[Group], level: float = LEVEL) -> tuple[Compared, ...] | None:
    """Compare means with the calm one's; nothing where no spread can be known.

    The spread is that within the groups, pooled. With one observation in a group this is the prediction interval
    of a further calm observation.
    """
    groups = [calm, *others]
    weights = [group.weights() for group in groups]
    values = [np.array(group.values) for group in groups]
    means = [group.mean() for group in groups]
    freedom = sum(map(len, values)) - len(groups)
    if freedom < 1:
        return None
    squares = sum(
        float(np.sum(weight * (value - mean) ** 2))
        for value, weight, mean in zip(values, weights, means, strict=True)
    )
    spread = math.sqrt(squares / freedom)
    precision = [1.0 / float(weight.sum()) for weight in weights]
    once = student(level, freedom)
    at_once = many_to_one(max(level, AT_ONCE), freedom, precision[0], tuple(precision[1:]))
    found = []
    for mean, part in zip(means[1:], precision[1:], strict=True):
        error = spread * math.sqrt(part + precision[0])
        change = mean - means[0]
        found.append(Compared(_around(change, once * error), _around(change, at_once * error)))
    return tuple(found)


def ratios(
    calm: tuple[int, float],
    others: Sequence[tuple[int, float]],
    dispersion: float = 1.0,
    level: float = LEVEL,
) -> tuple[Compared, ...]:
    """Compare counts over exposures with the calm one's, as natural logs of ratios.

    Given both counts' sum, one of them is binomial (Przyborowski & Wilenski 1940); mid-p (Lancaster 1961).
    """
    shared = 1.0 - level ** (1.0 / max(1, len(others)))
    return tuple(
        Compared(
            _ratio(calm, other, dispersion, 1.0 - level),
            _ratio(calm, other, dispersion, shared),
        )
        for other in others
    )


def dispersion(groups: Sequence[Sequence[tuple[int, float]]]) -> float:
    """Return how many times more than Poisson the counts of single turns vary within their groups; at least 1."""
    squares, freedom = 0.0, 0
    for group in groups:
        count, exposure = sum(one[0] for one in group), sum(one[1] for one in group)
        if len(group) < 2 or not count:
            continue
        expected = [count * one[1] / exposure for one in group]
        squares += sum((one[0] - mean) ** 2 / mean for one, mean in zip(group, expected, strict=True) if mean)
        freedom += len(group) - 1
    return max(1.0, squares / freedom) if freedom >= TURNS_FOR_DISPERSION else 1.0


@lru_cache(maxsize=512)
def student(level: float, freedom: float) -> float:
    """Return how many standard errors a two-sided interval of Student's t reaches."""
    low, high = 0.0, 1.0
    while _inside(high, freedom) < level:
        high *= 2.0
    for _ in range(60):
        middle = (low + high) / 2.0
        low, high = (middle, high) if _inside(middle, freedom) < level else (low, middle)
    return high


def many_to_one(level: float, freedom: int, calm: float, others: tuple[float, ...]) -> float:
    """Return how many standard errors all comparisons with one baseline reach at once (Dunnett 1955).

    `calm` and `others` are the variances of the means, in any one unit. Seeded, so that a report never changes.
    """
    if len(others) == 1:
        return student(level, freedom)
    shared, own, scale = _draws(freedom, len(others))
    parts = np.array(others)
    reach = np.abs(np.sqrt(parts) * own - math.sqrt(calm) * shared) / np.sqrt(parts + calm)
    return max(student(level, freedom), float(np.quantile(reach.max(axis=1) / scale, level)))


@lru_cache(maxsize=4)
def _draws(freedom: int, count: int) -> tuple[NDArray[np.float64], NDArray[np.float64], NDArray[np.float64]]:
    draw = np.random.default_rng((freedom, count))
    scale = np.sqrt(draw.chisquare(freedom, DRAWS) / freedom)
    return draw.standard_normal((DRAWS, 1)), draw.standard_normal((DRAWS, count)), scale


def _around(middle: float, reach: float) -> Interval:
    return Interval(middle, middle - reach, middle + reach)


def _ratio(calm: tuple[int, float], other: tuple[int, float], dispersion: float, error: float) -> Interval:
    was, now = calm[0] / dispersion, other[0] / dispersion
    exposure = math.log(calm[1] / other[1])
    low = _share(now, was, error / 2) if now else 0.0
    high = _share(now, was, 1.0 - error / 2) if was else 1.0
    # The usual half keeps the estimate finite; the interval does not need it.
    value = math.log((other[0] + 0.5) / (calm[0] + 0.5)) + exposure
    ends = (_log_odds(low) + exposure, _log_odds(high) + exposure)
    return Interval(min(max(value, ends[0]), ends[1]), *ends)


def _log_odds(share: float) -> float:
    if share <= 0.0:
        return -math.inf
    return math.inf if share >= 1.0 else math.log(share / (1.0 - share))


@lru_cache(maxsize=4096)
def _share(now: float, was: float, below: float) -> float:
    """Return the share of which `now` in `now + was` leaves the probability `below` on its lower side, by mid-p."""
    low, high = 0.0, 1.0
    for _ in range(32):
        middle = (low + high) / 2.0
        # Between the two beta quantiles of Clopper & Pearson; for whole counts this is the mid-p bound.
        upper = incomplete_beta(now, was + 1.0, middle) if now else 1.0
        lower = incomplete_beta(now + 1.0, was, middle) if was else 0.0
        low, high = (middle, high) if (upper + lower) / 2.0 < below else (low, middle)
    return (low + high) / 2.0


def _inside(reach: float, freedom: float) -> float:
    return 1.0 - incomplete_beta(freedom / 2.0, 0.5, freedom / (freedom + reach * reach))


def incomplete_beta(a: float, b: float, x: float) -> float:
    """Return the regularised incomplete beta function, by its continued fraction (Lentz)."""
    if x <= 0.0 or x >= 1.0:
        return float(x >= 1.0)
    if x > (a + 1.0) / (a + b + 2.0):
        return 1.0 - incomplete_beta(b, a, 1.0 - x)
    front = math.exp(
        math.lgamma(a + b) - math.lgamma(a) - math.lgamma(b) + a * math.log(x) + b * math.log1p(-x)
    )
    c, d = 1.0, 1.0 / _kept(1.0 - (a + b) * x / (a + 1.0))
    total = d
    for m in range(1, 300):
        even = m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m))
        d, c = 1.0 / _kept(1.0 + even * d), _kept(1.0 + even / c)
        total *= d * c
        odd = -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1))
        d, c = 1.0 / _kept(1.0 + odd * d), _kept(1.0 + odd / c)
        total *= d * c
        if abs(d * c - 1.0) < 1e-13:
            break
    return front * total / a


def _kept(value: float) -> float:
    return value if abs(value) > 1e-300 else 1e-300
