"""Keeps the text of a tail that may still change, and says which part of it is worth another look."""

from __future__ import annotations

from typing import TYPE_CHECKING

from audio.listening.repetition import once
from audio.listening.windows import RATE, Window

if TYPE_CHECKING:
    from collections.abc import Sequence

    from audio.events import Word

# A look at more than this would hold up the work that must not wait; words older than RECENT then stay.
LOOK = 6.0
RECENT = 2.5
# Where a pause begins the VAD may be this early.
AFTER_SPEECH = 0.1


class Tentative:
    """Words in seconds of the recording; `begin` is the sample at which committed text ends."""

    def __init__(self) -> None:
        self.begin = 0
        self._old: list[Word] = []
        self._new: list[Word] = []
        self._from = 0

    def text(self) -> str:
        """Return the words after the committed ones."""
        return " ".join(word.text for word in (*self._old, *self._new))

    def part(self, tail: Window) -> Window:
        """Return what of a tail is not known well enough yet."""
        skipped = max(0, self._from - tail.start)
        return Window(tail.start + skipped, tail.samples[skipped:], tail.spoken)

    def look(self, tail: Window, words: Sequence[Word]) -> None:
        """Take the words of such a part."""
        self._new = once(words)
        end = (tail.start + len(tail.samples)) / RATE
        if end - max(tail.start, self._from) / RATE <= LOOK:
            return
        settled = [word for word in self._new if word.end <= end - RECENT]
        self._old += settled
        self._new = self._new[len(settled) :]
        self._from = round((settled[-1].end if settled else end - RECENT) * RATE)

    def settle(self, tail: Window, words: Sequence[Word]) -> None:
        """Take the words of a whole tail that ends in a silence."""
        self._old, self._new = list(words), []
        self._from = max(self._from, tail.spoken + round(AFTER_SPEECH * RATE))

    def commit(self, end: int) -> None:
        """Let go of what lies before sample `end`: it is committed."""
        self.begin = end
        self._from = max(self._from, end)
        self._old = _after(self._old, end)
        self._new = _after(self._new, end)


def _after(words: Sequence[Word], end: int) -> list[Word]:
    return [word for word in words if (word.start + word.end) / 2 >= end / RATE]
