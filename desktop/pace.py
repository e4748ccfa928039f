"""How long the rest will take, from how long the first part took."""

from __future__ import annotations

ENOUGH = 1.0
"""Seconds of work before a rate is believed: the first window also warms the model up."""


class Pace:
    """Fed with how far the work is and how long it has taken; both in seconds."""

    def __init__(self) -> None:
        self._done = 0.0
        self._busy = 0.0

    def push(self, done: float, busy: float) -> None:
        """Take how much is done by now, and the time that went into it."""
        self._done, self._busy = done, busy

    @property
    def rate(self) -> float | None:
        """Seconds of sound done in a second of work; nothing until that can be told."""
        return self._done / self._busy if self._busy >= ENOUGH and self._done > 0 else None

    def left(self, rest: float) -> float | None:
        """Return the seconds of work that `rest` seconds of sound still take."""
        return rest / self.rate if self.rate else None


def left_words(seconds: float) -> str:
    """Say how much time is left no more exactly than it is known."""
    if seconds < 10:
        return "a few seconds left"
    if seconds < 55:
        return f"about {round(seconds / 5) * 5} s left"
    minutes = max(1, round(seconds / 60))
    if minutes < 60:
        return f"about {minutes} min left"
    return f"about {minutes // 60} h {minutes % 60} min left"
