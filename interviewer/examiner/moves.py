"""The whole catalogue of challenge moves."""

from __future__ import annotations

from typing import TYPE_CHECKING

from interviewer.examiner.moves_judgement import JUDGEMENT
from interviewer.examiner.moves_research import RESEARCH

if TYPE_CHECKING:
    from interviewer.examiner.move import Move

MOVES: tuple[Move, ...] = JUDGEMENT + RESEARCH

_BY_ID = {move.id: move for move in MOVES}
# Moves that are made from the talk itself: a number that drifted, an objection planted knowingly invalid, and one
# on a premise nobody stated.
DRIFT, INVALID, FALSE_PREMISE = "DR", "PI", "PF"
_MADE = {DRIFT: "intellectual_honesty", INVALID: "composure", FALSE_PREMISE: "composure"}


def move_of(identity: str) -> Move | None:
    """Return the move of this id, or None where another catalogue made it."""
    return _BY_ID.get(identity)


def dimension_of(identity: str) -> str:
    """Return the rubric dimension a move probes; nothing for one of another catalogue."""
    move = move_of(identity)
    return move.dimension if move else _MADE.get(identity.partition("-")[0], "")


def is_planted(identity: str) -> bool:
    """Tell whether a move is an objection planted to be held against."""
    return identity.partition("-")[0] in (INVALID, FALSE_PREMISE)
