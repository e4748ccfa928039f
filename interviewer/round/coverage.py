"""Which dimensions of the rubric a part of the round has not asked about yet."""

from __future__ import annotations

from typing import TYPE_CHECKING

from interviewer.question.rubric import TWELVE

if TYPE_CHECKING:
    from collections.abc import Collection

    from interviewer.round.plan import PartName


def wanted(part: PartName, covered: Collection[str]) -> tuple[str, ...]:
    """Return the dimensions still to ask about in this part: its own first, then those of every part."""
    own = [one.id for one in TWELVE if one.scope == part]
    throughout = [one.id for one in TWELVE if one.scope == "throughout"]
    return tuple(identity for identity in (*own, *throughout) if identity not in covered)
