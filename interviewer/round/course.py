"""What follows an answer: one why deeper, a question of the file, a challenge, the next part, or the end."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from interviewer.round.plan import Plan

Step = Literal["follow_up", "stock", "challenge", "bridge", "closing"]

# A challenge, its answer and one "why" take a minute at the least.
CHALLENGE_SECONDS = 60.0
# A "why" belongs to the challenge before it, so it needs only the time to be asked and answered in a breath.
FOLLOW_UP_SECONDS = 20.0
# The file's own follow-up questions: about this long each, and never more than this share of the last part.
STOCK_SECONDS = 90.0
STOCK_SHARE = 0.35


@dataclass(frozen=True, slots=True)
class Course:
    """Where the round stands between two answers."""

    part: int = 0
    asked: int = 0
    """The line that the next answer answers."""
    asked_again: bool = False
    stock_used: int = 0
    hints_used: int = 0
    """Of the part that is on."""


def next_step(course: Course, plan: Plan, elapsed: float, stock: int, on_challenge: bool) -> Step:
    """Decide what follows.

    `elapsed` is the round's time, `stock` how many follow-up questions the file has, and `on_challenge`
    whether the answer was one in words to a challenge.
    """
    planned = plan.parts[course.part]
    last = planned is plan.parts[-1]
    left = planned.ends - elapsed
    if on_challenge and left >= FOLLOW_UP_SECONDS:
        return "follow_up"
    if left >= CHALLENGE_SECONDS:
        reserve = min(STOCK_SECONDS * (stock - course.stock_used), STOCK_SHARE * planned.seconds)
        return "stock" if last and left <= reserve else "challenge"
    return "bridge" if not last and plan.seconds - elapsed >= CHALLENGE_SECONDS else "closing"
