"""The claim ledger of a round: every claim with its standing and its place, and the numbers that drifted."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from interviewer.examiner import ledger

if TYPE_CHECKING:
    from interviewer.debrief.said import Said, Talk
    from interviewer.examiner.ledger import Standing

STANDINGS: tuple[Standing, ...] = ("measured", "cited", "believed", "unmarked")


@dataclass(frozen=True, slots=True)
class Claimed:
    """One claim, as it was said."""

    said: Said
    standing: Standing
    counted: bool
    """Whether it holds a number."""


@dataclass(frozen=True, slots=True)
class Drifted:
    """The same thing said with two values."""

    unit: str
    earlier: str
    before: Said
    later: str
    after: Said


@dataclass(frozen=True, slots=True)
class Claims:
    """All claims of a round, oldest first."""

    made: tuple[Claimed, ...] = ()
    drifted: tuple[Drifted, ...] = ()

    def count(self, standing: Standing) -> int:
        """Return how many claims stand this way."""
        return sum(one.standing == standing for one in self.made)


def claims(talk: Talk) -> Claims:
    """Read the claims out of what counts."""
    found = ledger.ledger(talk.turns, talk.words)
    return Claims(
        tuple(
            Claimed(talk.said(one.text, one.answer, one.start), one.standing, bool(one.quantities))
            for one in found
        ),
        tuple(
            Drifted(
                drift.unit,
                drift.earlier,
                talk.said(drift.before.text, drift.before.answer, drift.before.start),
                drift.later,
                talk.said(drift.after.text, drift.after.answer, drift.after.start),
            )
            for drift in reversed(ledger.drifts(found))
        ),
    )
