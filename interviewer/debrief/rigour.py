"""The rigour grid of a round: for each headline result what was said about it, each cell with its quote."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from interviewer.examiner import grid
from interviewer.examiner.grid_words import PATTERNS

if TYPE_CHECKING:
    from interviewer.debrief.said import Said, Talk
    from interviewer.examiner.grid import State
    from interviewer.examiner.grid_words import Column

COLUMNS: tuple[Column, ...] = tuple(PATTERNS)


@dataclass(frozen=True, slots=True)
class Checked:
    """One check of one result."""

    column: Column
    state: State
    said: Said | None
    """None where nobody spoke of it."""


@dataclass(frozen=True, slots=True)
class Result:
    """One headline result and its nine checks."""

    claim: Said
    checks: tuple[Checked, ...]

    @property
    def empty(self) -> tuple[Column, ...]:
        """The checks that nobody spoke of."""
        return tuple(check.column for check in self.checks if check.state == "empty")


def rigour(talk: Talk) -> tuple[Result, ...]:
    """Return the headline results in the order claimed."""
    return tuple(
        Result(
            talk.said(row.claim.text, row.claim.answer),
            tuple(
                Checked(column, cell.state, talk.said(cell.quote, cell.answer) if cell.quote else None)
                for column, cell in row.cells.items()
            ),
        )
        for row in grid.grid(talk.turns)
    )
