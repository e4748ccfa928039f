"""The rigour grid: for each headline result what has been said about it, cell by cell, and what is still empty."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Literal

from interviewer.examiner.grid_words import CONCEDED, PATTERNS, Column
from interviewer.examiner.ledger import ledger
from interviewer.examiner.numbers import quantities
from interviewer.examiner.quoting import cut, plain, tokens_of, words_of
from interviewer.examiner.signals import clauses

if TYPE_CHECKING:
    from collections.abc import Sequence

    from interviewer.examiner.ledger import Claim
    from interviewer.transcript import Turn

State = Literal["empty", "claimed", "evidenced", "conceded"]
_ORDER: tuple[State, ...] = ("empty", "claimed", "evidenced", "conceded")

_HEADLINE = re.compile(
    r"\b(against|versus|better|beats?|outperform\w*|improv\w+|gains?|wins?|ahead|instead of|reduc\w+|drop(?:s|ped)"
    r"|higher|lower|up|down|from|faster|cheaper|more than the)\b"
)

_NO_RESULT = frozenset(("seed", "run", "trial", "year", "hour", "layer", "epoch", "month", "week", "day"))


@dataclass(frozen=True, slots=True)
class Cell:
    """What is known about one column."""

    state: State = "empty"
    quote: str = ""
    """Verbatim; nothing where nobody spoke of it."""
    answer: int = 0
    """The number of the answer in which it was said."""


@dataclass(frozen=True, slots=True)
class Row:
    """One headline result and its cells."""

    claim: Claim
    cells: dict[Column, Cell]

    @property
    def empty(self) -> tuple[Column, ...]:
        """The columns that nobody has spoken of."""
        return tuple(column for column, cell in self.cells.items() if cell.state == "empty")


def grid(turns: Sequence[Turn]) -> tuple[Row, ...]:
    """Return a row for each headline result, in the order claimed.

    What is said before the next headline belongs to the one before it; what is said ahead of the first, or in
    a later answer without a headline of its own, counts for all that were claimed by then.
    """
    headlines = [claim for claim in ledger(turns) if _is_headline(claim)]
    rows: list[Row] = []
    for claim in _one_an_answer(headlines):
        cells: dict[Column, Cell] = {column: Cell() for column in PATTERNS}
        own = {other.answer for other in headlines if other.answer != claim.answer}
        for turn in turns:
            if turn.is_answer and (turn.number == claim.answer or turn.number not in own):
                for column, cell in cells_of(turn.text).items():
                    cells[column] = _stronger(cells[column], Cell(cell.state, cell.quote, turn.number))
        rows.append(Row(claim, cells))
    return tuple(rows)


def emptiest(turns: Sequence[Turn]) -> tuple[Column, ...]:
    """Return the columns that nobody has spoken of since a headline result was claimed; nothing without one."""
    answers = [turn for turn in turns if turn.is_answer]
    claimed = {claim.answer for claim in ledger(turns) if _is_headline(claim)}
    if not claimed:
        return ()
    rows = []
    for number in sorted(claimed, reverse=True):
        spoken = {
            column
            for turn in answers
            if turn.number not in claimed - {number}
            for column in _places(turn.text)
        }
        rows.append(tuple(column for column in PATTERNS if column not in spoken))
    return max(rows, key=len)


@lru_cache(maxsize=256)
def cells_of(text: str) -> dict[Column, Cell]:
    """Return the columns that one answer speaks of."""
    tokens = tokens_of(text)
    places = _places(text)
    cells = {column: Cell(state, cut(tokens, start, stop)) for column, (state, start, stop) in places.items()}
    return {column: cell for column, cell in cells.items() if cell.quote}


@lru_cache(maxsize=256)
def _places(text: str) -> dict[Column, tuple[State, int, int]]:
    """Return the columns one answer speaks of: how, and between which tokens."""
    tokens = tokens_of(text)
    spans = clauses(tokens)
    best: dict[Column, tuple[State, int, int]] = {}
    for (start, stop), (_, reach) in zip(spans, [*spans[1:], spans[-1]], strict=True):
        for column, (state, within) in _spoken_of(tuple(tokens[start:stop]), tuple(tokens[stop:reach])):
            if column not in best or _ORDER.index(state) > _ORDER.index(best[column][0]):
                best[column] = (state, start, stop if within else reach)
    return best


# Clauses stay the same while an answer grows, so reading it as it comes leaves only the last one to read.
@lru_cache(maxsize=4096)
def _spoken_of(said: tuple[str, ...], then: tuple[str, ...]) -> tuple[tuple[Column, tuple[State, bool]], ...]:
    """Return the columns that a clause speaks of, alone or together with the next: how, and whether alone."""
    alone, after = plain(" ".join(said)), plain(" ".join(then))
    both = f"{alone} {after}"
    found: list[tuple[Column, tuple[State, bool]]] = []
    for column, pattern in PATTERNS.items():
        within = bool(pattern.search(alone))
        # One thing is often said over two clauses: "without the gate, it loses two points".
        if within or (pattern.search(both) and not pattern.search(after)):
            found.append((column, (_state(column, both, [*said, *then]), within)))
    return tuple(found)


def _state(column: Column, text: str, said: Sequence[str]) -> State:
    if CONCEDED.search(text):
        return "conceded"
    counted = bool(quantities(said))
    if column == "failures shown":
        return "evidenced" if counted else "claimed"
    return "evidenced" if counted or column == "test data untouched" else "claimed"


def _stronger(one: Cell, other: Cell) -> Cell:
    return other if _ORDER.index(other.state) > _ORDER.index(one.state) else one


def _is_headline(claim: Claim) -> bool:
    scored = [
        one
        for one in claim.quantities
        if one.unit not in ("seed", "run", "trial", "year", "hour", "layer", "epoch")
    ]
    return bool(scored) and bool(_HEADLINE.search(" ".join(words_of(claim.text))))


def _one_an_answer(headlines: Sequence[Claim]) -> list[Claim]:
    """Keep the first headline of each answer: what follows in one breath is the same result in other figures."""
    kept: dict[int, Claim] = {}
    for claim in headlines:
        kept.setdefault(claim.answer, claim)
    return list(kept.values())
