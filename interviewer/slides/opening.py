"""Opens a deck: reads the file, asks the reading process about it, and adds the notes."""

from __future__ import annotations

import math
from dataclasses import replace
from typing import TYPE_CHECKING

from interviewer.errors import InterviewerError
from interviewer.slides.deck import Deck, Slide
from interviewer.slides.messages import MOST_BYTES
from interviewer.slides.notes import Notes, beside, read_notes
from interviewer.slides.renderer import Renderer

if TYPE_CHECKING:
    from pathlib import Path

    from interviewer.slides.messages import Words

FALLBACK = (960.0, 540.0)
"""Points of a page that says nothing usable of its size: it will not be shown, but has its place."""

_NO_TITLES = ("untitled", "powerpoint presentation", "presentation", "slides", "microsoft powerpoint")
"""What programs write where nobody gave a title."""


def read_content(path: Path) -> bytes:
    """Return the bytes of a PDF.

    Raises:
        InterviewerError: There is no such file, it cannot be read, is empty or too long for a deck.
    """
    name = path.name
    try:
        # A pipe or a device would be waited for; only a file has an end.
        if not path.is_file():
            raise InterviewerError(f"There is no file {name} here; choose the PDF of your slides.")
        with path.open("rb") as file:
            content = file.read(MOST_BYTES + 1)
    except OSError as error:
        raise InterviewerError(
            f"{name} cannot be read; check who may read it, or choose another file."
        ) from error
    if not content:
        raise InterviewerError(f"{name} is empty; export the slides as PDF again and choose that.")
    if len(content) > MOST_BYTES:
        raise InterviewerError(
            f"{name} is larger than {MOST_BYTES >> 20} MB; export the slides with smaller pictures and choose that."
        )
    return content


def opened(renderer: Renderer, path: Path) -> Deck:
    """Return the deck as it is known at once: how many slides, and how large.

    Raises:
        InterviewerError: It cannot be opened.
    """
    loaded = renderer.open()
    pairs = zip(loaded.sizes[::2], loaded.sizes[1::2], strict=True)
    slides = tuple(Slide(number, *_usable(*size)) for number, size in enumerate(pairs, 1))
    return Deck(_title(loaded.title) or path.stem, slides)


def filled(deck: Deck, found: dict[int, Words | None], path: Path) -> Deck:
    """Return the deck with titles, words and notes; a file of notes takes the place of the PDF's own."""
    sidecar = beside(path)
    notes = read_notes(sidecar, len(deck)) if sidecar else Notes()
    slides, unread = [], []
    for slide in deck.slides:
        words = found.get(slide.number)
        said = notes.by_slide.get(slide.number, "")
        if words is None:
            unread.append(slide.number)
            slides.append(replace(slide, notes=said))
            continue
        own = "" if notes.by_slide else words.notes
        slides.append(replace(slide, title=words.title, text=words.text, notes=said or own))
    title = deck.title
    if title == path.stem and slides[0].title:
        title = slides[0].title
    return Deck(title, tuple(slides), notes.remarks + _of_unread(unread), is_read=True)


def read_deck(path: Path) -> Deck:
    """Read a whole deck and wait for it; what shows slides reads it piece by piece instead.

    Raises:
        InterviewerError: It cannot be opened.
    """
    renderer = Renderer(read_content(path), path.name)
    try:
        deck = opened(renderer, path)
        return filled(deck, {slide.number: renderer.words(slide.number) for slide in deck.slides}, path)
    finally:
        renderer.close()


def _usable(width: float, height: float) -> tuple[float, float]:
    if math.isfinite(width) and math.isfinite(height) and width > 0 and height > 0:
        return width, height
    return FALLBACK


def _title(said: str) -> str:
    words = said.strip()
    return "" if any(words.lower().startswith(one) for one in _NO_TITLES) else words


def _of_unread(unread: list[int]) -> tuple[str, ...]:
    if not unread:
        return ()
    which = f"slide {unread[0]}" if len(unread) == 1 else f"{len(unread)} slides, the first is {unread[0]},"
    return (f"The words of {which} could not be read; the panel and the recogniser will not know them.",)
