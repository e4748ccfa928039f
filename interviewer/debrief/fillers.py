"""The fillers of answers as rates, with how far chance alone could move them."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

from interviewer.events import FillersHeard

if TYPE_CHECKING:
    from collections.abc import Sequence

    from interviewer.events import AnswerGiven, RoundEvent

# In less speech than this a single "um" would read as ten a minute and more.
SHORTEST = 5.0


@dataclass(frozen=True, slots=True)
class Fillers:
    """Fillers that were heard, at least; `low` and `high` are the 95 % interval of the count, were it Poisson."""

    at_least: int
    low: float
    high: float
    speaking: float
    """Seconds of speech they were counted in."""
    restarts: int
    """Repeated words and phrases and cut-off words: of low trust."""

    @property
    def a_minute(self) -> tuple[float, float, float] | None:
        """The count, its low and its high end a minute of speech; nothing where there was too little speech."""
        if self.speaking < SHORTEST:
            return None
        minutes = self.speaking / 60.0
        return self.at_least / minutes, self.low / minutes, self.high / minutes


def fillers_of(answer: AnswerGiven, speaking: float, events: Sequence[RoundEvent]) -> Fillers | None:
    """Return what was counted for this version of an answer."""
    for event in reversed(events):
        if isinstance(event, FillersHeard) and (event.number, event.ended) == (answer.number, answer.ended):
            return Fillers(event.at_least, event.low, event.high, speaking, event.restarts)
    return None


def together(counted: Sequence[Fillers]) -> Fillers | None:
    """Add up the counts of several answers, with the interval of their sum."""
    if not counted:
        return None
    count = sum(one.at_least for one in counted)
    low, high = interval(count)
    return Fillers(
        count, low, high, sum(one.speaking for one in counted), sum(one.restarts for one in counted)
    )


def interval(count: int) -> tuple[float, float]:
    """Return the exact 95 % interval of a Poisson mean of which `count` was seen (Garwood 1936)."""
    low = _mean(count - 1, 0.975) if count else 0.0
    return low, _mean(count, 0.025)


def _mean(count: int, wanted: float) -> float:
    """Return the mean at which at most `count` are seen with the wished probability."""
    low, high = 0.0, 10.0 + 3.0 * (count + 1)
    for _ in range(60):
        middle = (low + high) / 2
        seen = sum(math.exp(k * math.log(middle) - middle - math.lgamma(k + 1)) for k in range(count + 1))
        low, high = (middle, high) if seen > wanted else (low, middle)
    return low
