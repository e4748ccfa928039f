"""Chooses what to challenge: the moves worth making next, best first."""

from __future__ import annotations

import random
from dataclasses import dataclass
from typing import TYPE_CHECKING

from interviewer.examiner.moves import MOVES, move_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from interviewer.examiner.examiner import Brief
    from interviewer.examiner.move import Move
    from interviewer.examiner.signals import Suspicion

# Scores of signals lie between 0 and 1. A dimension that no move has touched yet is worth a weak signal;
# chance only settles what the signals leave open.
UNTOUCHED = 0.15
CHANCE = 0.05


@dataclass(frozen=True, slots=True)
class Choice:
    """A move and the stretch of the answer it is about, in tokens."""

    move: Move
    start: int
    stop: int
    worth: float


def choose(brief: Brief, suspicions: Sequence[Suspicion]) -> tuple[Choice, ...]:
    """Rank the moves for a challenge.

    No move comes twice before all that fit the part have come once, and no dimension twice in a row while
    another is left.
    """
    fitting = [move for move in MOVES if brief.part in move.parts]
    fresh = [move for move in fitting if move.id not in brief.moves_used] or fitting
    last = move_of(brief.moves_used[-1]) if brief.moves_used else None
    moves = [move for move in fresh if last is None or move.dimension != last.dimension] or fresh
    touched = {move.dimension for move in map(move_of, brief.moves_used) if move}
    chance = random.Random(f"{brief.seed}:{brief.request}:move")
    ranked = [
        _choice(move, suspicions, (move.dimension not in touched) * UNTOUCHED + CHANCE * chance.random())
        for move in moves
    ]
    return tuple(sorted(ranked, key=lambda choice: -choice.worth))


def stretch_for(move: Move | None, suspicions: Sequence[Suspicion]) -> Suspicion:
    """Return the stretch a why about this move should take up: its own weakness's, else the likeliest."""
    own = [suspicion for suspicion in suspicions if move and suspicion.label in move.labels]
    return max(own or suspicions, key=lambda suspicion: suspicion.score)


def _choice(move: Move, suspicions: Sequence[Suspicion], bonus: float) -> Choice:
    found = stretch_for(move, suspicions)
    # A move that fits any answer competes at the height of no signal at all.
    score = found.score if found.label in move.labels else 0.0
    # A move made for one weakness goes before one that probes two.
    return Choice(move, found.start, found.stop, score + bonus - 0.02 * max(0, len(move.labels) - 1))
