"""What a deck is once it was read: slides with their size, words and notes, and pictures of them."""

from __future__ import annotations

import re
from dataclasses import dataclass

_WORD = re.compile(r"[^\W_]+(?:['’./-][^\W_]+)*")


@dataclass(frozen=True, slots=True)
class Slide:
    """One slide; `width` and `height` are in points, as the PDF has them."""

    number: int
    """Counted from 1."""
    width: float
    height: float
    title: str = ""
    text: str = ""
    notes: str = ""

    @property
    def words(self) -> tuple[str, ...]:
        """What stands on it, word by word, each once: what a recogniser may expect to hear."""
        return tuple(dict.fromkeys(_WORD.findall(self.text)))

    def fitted(self, width: int, height: int) -> tuple[int, int]:
        """Return the largest size in pixels that shows all of it in a box."""
        scale = min(width / self.width, height / self.height)
        across, down = round(self.width * scale), round(self.height * scale)
        return min(max(1, across), width), min(max(1, down), height)


@dataclass(frozen=True, slots=True)
class Deck:
    """All slides of one file."""

    title: str
    slides: tuple[Slide, ...]
    remarks: tuple[str, ...] = ()
    """A sentence for each thing that was not understood; nothing here keeps the talk from being given."""
    is_read: bool = False
    """Whether titles, words and notes are there; the sizes always are."""

    def __len__(self) -> int:
        return len(self.slides)

    def slide(self, number: int) -> Slide:
        """Return a slide by its number, counted from 1."""
        return self.slides[number - 1]

    def name(self, number: int) -> str:
        """Say which slide this is, as a screen reader should."""
        title = self.slide(number).title
        return f"Slide {number} of {len(self.slides)}" + (f": {title}" if title else "")


@dataclass(frozen=True, slots=True)
class Picture:
    """A slide in pixels: four bytes each (blue, green, red, unused), rows of `stride` bytes from the top."""

    number: int
    width: int
    height: int
    stride: int
    pixels: bytes
