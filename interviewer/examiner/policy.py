"""Chooses what to challenge: open gap times rubric weight times signal times phase, and the emptiest cell."""

from __future__ import annotations

import random
from dataclasses import dataclass
from typing import TYPE_CHECKING

from interviewer.examiner.grid_words import MOVES_OF
from interviewer.examiner.moves import MOVES, dimension_of, move_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from interviewer.examiner.examiner import Brief
    from interviewer.examiner.grid_words import Column
    from interviewer.examiner.move import Move, PartName
    from interviewer.examiner.signals import Suspicion

# All weights are our judgement. Scores of signals lie between 0 and 1; a dimension without any signal is still
# worth a third of the strongest one, for a round must reach all twelve.
GROUND = 0.35
# What is left of a dimension's gap after so many challenges about it.
GAPS = (1.0, 0.4, 0.2, 0.1)
# A move that no signal speaks for, about the emptiest cell of the rigour grid.
EMPTY_CELL = 0.15
# Among moves of one label the more specific one, and chance where nothing else decides.
SHARED_LABEL = 0.02
CHANCE = 0.05
# By which challenge of a round a pushback and a product move must have come: the seed decides which is first.
DUE = (3, 4)
OVERDUE = 10.0
# Time for two more challenges, about: in a short round they come at once.
DUE_SECONDS = 180.0
# An answer whose likeliest weakness scores below this is solid: push back on it, once.
SOLID = 0.35
SOLID_PUSHBACK = 0.2

_OWN: dict[PartName, frozenset[str]] = {
    "discussion": frozenset(
        ("scoped_depth", "comparative_judgment", "first_hand_evidence", "falsifiable_forecasting")
    ),
    "presentation": frozenset(
        ("crisp_contribution", "method_altitudes", "experimental_rigor", "honest_limitations")
    ),
}
OWN_WEIGHT, THROUGHOUT_WEIGHT, OTHER_WEIGHT = 1.15, 1.0, 0.8
# These have moves in their own part only: what is missed there is missed for good.
_ONLY: dict[PartName, frozenset[str]] = {
    part: frozenset(move.dimension for move in MOVES)
    - frozenset(move.dimension for move in MOVES if set(move.parts) != {part})
    for part in _OWN
}
ONLY_WEIGHT = 1.4
# Limits and the product belong to the end of a part, once its claims are on the table.
LATE = frozenset(("honest_limitations", "research_to_product"))
LATE_FROM, LATE_WEIGHT = 3, 1.15
# What the candidate wants to practise comes as soon and as often as the rule against twice in a row lets it, unless
# something else is far weaker; a pushback and a product move that are due still come first.
FOCUS_GAPS = (1.0, 0.9, 0.7, 0.5)
FOCUS_WEIGHT = 3.0


@dataclass(frozen=True, slots=True)
class Choice:
    """A move and the stretch of the answer it is about, in tokens."""

    move: Move
    start: int
    stop: int
    worth: float
    score: float = 0.0
    """How strongly the signals speak for it; 0 for a move that fits any answer."""


def choose(brief: Brief, suspicions: Sequence[Suspicion], empty: Sequence[Column] = ()) -> tuple[Choice, ...]:
    """Rank the moves for a challenge; `empty` are the columns of the rigour grid nobody has spoken of.

    No move comes twice before all that fit the part have come once, and no dimension twice in a row while
    another is left.
    """
    asked = challenges_of(brief.moves_used)
    fitting = [move for move in MOVES if brief.part in move.parts]
    fresh = [move for move in fitting if move.id not in brief.moves_used] or fitting
    last = dimension_of(asked[-1]) if asked else ""
    moves = [move for move in fresh if move.dimension != last] or fresh
    if brief.in_a_hurry:
        moves = [move for move in moves if move.dimension in brief.wanted] or moves
    chance = random.Random(f"{brief.seed}:{brief.request}:move")
    aimed = {identity for column in empty for identity in MOVES_OF[column]}
    ranked = []
    for move in moves:
        found = stretch_for(move, suspicions)
        score = found.score if found.label in move.labels else 0.0
        worth = (
            _gap(brief, move.dimension, asked) * _weight(brief, move.dimension, len(asked)) * (GROUND + score)
        )
        worth += (
            EMPTY_CELL * (move.id in aimed) + CHANCE * chance.random() + _due(brief, move, asked, suspicions)
        )
        worth -= SHARED_LABEL * max(0, len(move.labels) - 1)
        ranked.append(Choice(move, found.start, found.stop, worth, score))
    return tuple(sorted(ranked, key=lambda choice: -choice.worth))


def stretch_for(move: Move | None, suspicions: Sequence[Suspicion]) -> Suspicion:
    """Return the stretch a why about this move should take up: its own weakness's, else the likeliest."""
    own = [suspicion for suspicion in suspicions if move and suspicion.label in move.labels]
    return max(own or suspicions, key=lambda suspicion: suspicion.score)


def challenges_of(moves_used: Sequence[str]) -> list[str]:
    """Return the moves of the challenges alone: a why repeats the move of the challenge before it."""
    return [move for index, move in enumerate(moves_used) if not index or move != moves_used[index - 1]]


def _gap(brief: Brief, dimension: str, asked: Sequence[str]) -> float:
    times = sum(dimension_of(identity) == dimension for identity in asked)
    times = max(times, int(dimension in brief.covered))
    gaps = FOCUS_GAPS if dimension == brief.focus else GAPS
    return gaps[min(times, len(gaps) - 1)]


def _weight(brief: Brief, dimension: str, asked: int) -> float:
    own = _own_weight(brief.part, dimension, asked)
    return own * FOCUS_WEIGHT if dimension == brief.focus else own


def _own_weight(part: PartName, dimension: str, asked: int) -> float:
    other: PartName = "presentation" if part == "discussion" else "discussion"
    if dimension in _ONLY[part]:
        return ONLY_WEIGHT
    weight = (
        OWN_WEIGHT
        if dimension in _OWN[part]
        else OTHER_WEIGHT
        if dimension in _OWN[other]
        else THROUGHOUT_WEIGHT
    )
    return weight * (LATE_WEIGHT if dimension in LATE and asked >= LATE_FROM else 1.0)


def _due(brief: Brief, move: Move, asked: Sequence[str], suspicions: Sequence[Suspicion]) -> float:
    """Return what a pushback or a product move gains because the round has had none yet."""
    if move.dimension not in ("composure", "research_to_product"):
        return 0.0
    if any(dimension_of(identity) == move.dimension for identity in asked if move_of(identity)):
        return 0.0
    product_first = random.Random(f"{brief.seed}:due").random() < 0.5
    by = DUE[(move.dimension == "composure") == product_first]
    if len(asked) + 1 >= by or brief.seconds_left < DUE_SECONDS:
        return OVERDUE
    solid = move.dimension == "composure" and asked and max(one.score for one in suspicions) < SOLID
    return SOLID_PUSHBACK if solid else 0.0
