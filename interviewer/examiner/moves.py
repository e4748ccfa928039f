"""The whole catalogue of challenge moves."""

from __future__ import annotations

from typing import TYPE_CHECKING

from interviewer.examiner.moves_judgement import JUDGEMENT
from interviewer.examiner.moves_research import RESEARCH

if TYPE_CHECKING:
    from interviewer.examiner.move import Move

MOVES: tuple[Move, ...] = JUDGEMENT + RESEARCH

_BY_ID = {move.id: move for move in MOVES}


def move_of(identity: str) -> Move | None:
    """Return the move of this id, or None where another catalogue made it."""
    return _BY_ID.get(identity)
