"""What to practise next: the dimension that was weakest lately, or nothing where too little was judged."""

from __future__ import annotations

from dataclasses import dataclass
from statistics import median
from typing import TYPE_CHECKING

from interviewer.question.rubric import BY_ID, TWELVE

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from interviewer.events import RoundKind
    from interviewer.history_points import Point

RECENT = 3
"""Rounds that count as lately: those in which the dimension was judged, however long ago."""
FEWEST_ROUNDS = 2
"""Rounds that must have judged a dimension: one may have been a bad day."""
FEWEST_DIMENSIONS = 3
"""Dimensions that must be known so well before one of them is called the weakest."""
TOP = 4.0

_COUNTS = ("no", "one", "two", "three")


@dataclass(frozen=True, slots=True)
class Proposal:
    """A dimension to practise, and what speaks for it."""

    dimension: str
    level: float
    """The median of its last levels."""
    times: int
    """Rounds, of those that count, with that level or a lower one."""
    of: int
    newest: str
    """The last round that judged it: with a newer one it is a new proposal."""

    @property
    def id(self) -> str:
        """What tells this proposal from one that rests on other rounds."""
        return f"{self.dimension}:{self.newest}"

    @property
    def name(self) -> str:
        """The dimension as it is called in a sentence."""
        name = BY_ID[self.dimension].name
        return name[:1].lower() + name[1:]

    @property
    def why(self) -> str:
        """Say in one line why it is proposed."""
        level = f"{self.level:g} of {TOP:g}"
        lower = "" if self.level == 1 else " or less"
        share = "each" if self.times == self.of else _COUNTS[self.times]
        rounds = f"{share} of the last {_COUNTS[self.of]} rounds that showed it"
        return f"Weakest lately: {self.name}, {level}{lower} in {rounds}"


def weakest(levels: Mapping[str, Sequence[Point]]) -> Proposal | None:
    """Return the weakest of the twelve dimensions by the median of their last levels, the oldest level first.

    A dimension whose level, leaving some words out, could as well be the top one is not called weak. Equal ones: the
    one that was judged least recently, then the rubric's order.
    """
    known = {
        one.id: list(levels.get(one.id, ()))[-RECENT:]
        for one in TWELVE
        if len(levels.get(one.id, ())) >= FEWEST_ROUNDS
    }
    if len(known) < FEWEST_DIMENSIONS:
        return None
    weak = {name: points for name, points in known.items() if median(map(_highest, points)) < TOP}
    if not weak:
        return None
    name = min(weak, key=lambda one: (_level(weak[one]), weak[one][-1].created))
    level = _level(weak[name])
    times = sum(point.value <= level for point in weak[name])
    return Proposal(name, level, times, len(weak[name]), weak[name][-1].name)


def kind_for(dimension: str, kind: RoundKind) -> RoundKind:
    """Return the kind of round in which a dimension is asked about: the chosen one where it is."""
    scope = BY_ID[dimension].scope
    return kind if scope == "throughout" or kind == "onsite" else scope


def _level(points: Sequence[Point]) -> float:
    return float(median(point.value for point in points))


def _highest(point: Point) -> float:
    return point.value if point.high is None else point.high
