"""Finds words in a text, and goes from one place to the next."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right


class Finder:
    """Where something stands in a text; which place is looked at goes round at both ends."""

    def __init__(self, text: str = "", wanted: str = "", near: int = 0) -> None:
        self.length = len(wanted)
        pattern = re.compile(re.escape(wanted), re.IGNORECASE)
        self.places = [found.start() for found in pattern.finditer(text)] if wanted else []
        self._at = bisect_left(self.places, near) % len(self.places) if self.places else -1

    @property
    def place(self) -> int | None:
        """Where the place that is looked at begins."""
        return self.places[self._at] if self.places else None

    def step(self, forwards: bool, near: int) -> None:
        """Go to the first place after `near`, or to the last one before it."""
        if self.places:
            found = bisect_right(self.places, near) if forwards else bisect_left(self.places, near) - 1
            self._at = found % len(self.places)

    @property
    def words(self) -> str:
        """Which of how many."""
        if not self.length:
            return ""
        return f"{self._at + 1} of {len(self.places)}" if self.places else "Not found"
