"""What was agreed before a round began."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from interviewer.events import Pressure
    from interviewer.question.question import Question
    from interviewer.round.plan import Plan


@dataclass(frozen=True, slots=True)
class Terms:
    """The question, the time and the temper."""

    question: Question
    plan: Plan
    pressure: Pressure
    seed: int
    focus: str = ""
    """The dimension to come back to."""
