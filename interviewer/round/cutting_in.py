"""When the panel cuts in on an answer: rarely, never early, and only at a pause."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from interviewer.events import Pressure

# Seconds of an answer after which a panel of this temper cuts in: two and a half minutes are a monologue to anybody;
# a hostile panel waits half as long; a calm one listens to the end.
MONOLOGUE: dict[Pressure, float] = {"probing": 150.0, "hostile": 75.0}
# The talk itself, or the way into the discussion, may take so much more than was planned for it.
OVERDRAWN = 1.2
# In one part of a round; a third time would be a quarrel.
MOST = 2

_PHRASES = (
    "Let me stop you there.",
    "Sorry, let me come in here.",
    "I'll cut in here, if I may.",
    "One moment, before you go on.",
)


def why(pressure: Pressure, lasted: float, planned: float | None, times: int) -> str:
    """Return why the panel cuts in on an answer that has lasted so many seconds, or nothing.

    `planned`: seconds an opening answer was given, None for any other; `times`: how often it did in this part.
    """
    patience = MONOLOGUE.get(pressure)
    if patience is None or times >= MOST:
        return ""
    longest = max(patience, OVERDRAWN * (planned or 0.0))
    if lasted < longest:
        return ""
    return f"The answer had lasted {lasted / 60:.1f} minutes."


def phrase(seed: int, number: int) -> str:
    """Return what is said to somebody who is cut off; another one each time."""
    order = random.Random(f"{seed}:cut in").sample(_PHRASES, len(_PHRASES))
    return order[number % len(order)]
