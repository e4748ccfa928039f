"""What happens to a deck of slides, as the window hears of it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from interviewer.slides.deck import Deck


@dataclass(frozen=True, slots=True)
class DeckOpened:
    """How many slides there are and how large; titles, words and notes follow with `DeckRead`."""

    path: Path
    deck: Deck


@dataclass(frozen=True, slots=True)
class DeckRead:
    """The same deck, whole."""

    path: Path
    deck: Deck


@dataclass(frozen=True, slots=True)
class DeckFailed:
    """A deck could not be opened; the one that was open before still is."""

    path: Path
    sentence: str


@dataclass(frozen=True, slots=True)
class SlideRendered:
    """A slide in pixels: four bytes each (blue, green, red, 255), rows of `stride` bytes from the top."""

    number: int
    width: int
    height: int
    stride: int
    pixels: bytes


@dataclass(frozen=True, slots=True)
class SlideFailed:
    """A slide cannot be shown."""

    number: int
    sentence: str


@dataclass(frozen=True, slots=True)
class KeptSlides:
    """One of these events, about the slides of a talk that is looked back on."""

    event: object
