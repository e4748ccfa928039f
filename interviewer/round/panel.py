"""Who sits across the table, and which of them asks."""

from __future__ import annotations

import random
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from interviewer.errors import InterviewerError
from interviewer.transcript import CANDIDATE

if TYPE_CHECKING:
    from collections.abc import Sequence

Role = Literal["methods", "rigour", "product"]

ROLES: tuple[Role, ...] = ("methods", "rigour", "product")
NAMES = ("Ines Vale", "Tomas Reed", "Priya Nair")
# A name is read aloud in the first line and stands beside every line after it.
LONGEST_NAME = 40

_OWNER: dict[str, Role] = {
    "scoped_depth": "methods",
    "comparative_judgment": "methods",
    "crisp_contribution": "methods",
    "method_altitudes": "methods",
    "first_principles": "methods",
    "first_hand_evidence": "rigour",
    "falsifiable_forecasting": "rigour",
    "experimental_rigor": "rigour",
    "honest_limitations": "rigour",
    "intellectual_honesty": "rigour",
    "composure": "product",
    "research_to_product": "product",
}


@dataclass(frozen=True, slots=True)
class Member:
    """One member of the panel."""

    name: str
    role: Role


@dataclass(frozen=True, slots=True)
class Panel:
    """Up to three members; the first opens and closes the round."""

    members: tuple[Member, ...]

    @property
    def chair(self) -> Member:
        """Who opens, bridges and closes."""
        return self.members[0]

    @property
    def names(self) -> tuple[str, ...]:
        """Their names, the chair's first."""
        return tuple(member.name for member in self.members)

    def asker(self, dimension: str, before: str, seed: int, request: int) -> Member:
        """Return who asks: the member that owns the dimension, else one who did not ask the one before."""
        for member in self.members:
            if member.role == _OWNER.get(dimension):
                return member
        others = [member for member in self.members if member.name != before] or list(self.members)
        return random.Random(f"{seed}:{request}:asker").choice(others)


def panel(names: Sequence[str] = NAMES) -> Panel:
    """Seat one to three people under these names; each takes the next role."""
    seated = [" ".join(name.split()) for name in names]
    if not 1 <= len(seated) <= len(ROLES) or len(set(seated)) < len(seated):
        raise InterviewerError("A panel has one, two or three members: give each a different name.")
    if not all(name.isprintable() and 0 < len(name) <= LONGEST_NAME for name in seated):
        raise InterviewerError(f"A panel member's name is plain text of 1 to {LONGEST_NAME} characters.")
    if CANDIDATE in (name.casefold() for name in seated):
        raise InterviewerError(f'"{CANDIDATE}" is what you are called here: choose another panel name.')
    return Panel(tuple(Member(name, role) for name, role in zip(seated, ROLES, strict=False)))
