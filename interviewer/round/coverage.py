"""What a part of the round has not asked about yet: dimensions of the rubric, and challenges."""

from __future__ import annotations

from typing import TYPE_CHECKING

from interviewer.examiner.moves import MOVES
from interviewer.question.rubric import TWELVE

if TYPE_CHECKING:
    from collections.abc import Collection

    from interviewer.round.plan import PartName


# The first of two parts leaves this share of the challenges that fit it: most of them fit the second too.
FIRST_SHARE = 0.7


# A challenge may come a second time about other words; an answer of fewer has none worth quoting, and without a
# quote it would be the same question again.
QUOTABLE_WORDS = 15
MOST_CHALLENGES = round(1.6 * len(MOVES))


def fresh(part: PartName, parts_left: int, moves_used: Collection[str], answer: str, challenges: int) -> bool:
    """Tell whether there is a challenge left that would not be the same question again."""
    fitting = [move.id for move in MOVES if part in move.parts]
    used = sum(identity in moves_used for identity in fitting)
    if used < (FIRST_SHARE if parts_left else 1.0) * len(fitting):
        return True
    return challenges < MOST_CHALLENGES and len(answer.split()) >= QUOTABLE_WORDS


def wanted(part: PartName, covered: Collection[str]) -> tuple[str, ...]:
    """Return the dimensions still to ask about in this part: its own first, then those of every part."""
    own = [one.id for one in TWELVE if one.scope == part]
    throughout = [one.id for one in TWELVE if one.scope == "throughout"]
    return tuple(identity for identity in (*own, *throughout) if identity not in covered)
