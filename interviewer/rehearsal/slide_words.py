"""The words of slides, from a deck that was read or from a plain list."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Protocol

from interviewer.errors import InterviewerError
from interviewer.examiner.quoting import words_of
from interviewer.talk_events import SlideText

if TYPE_CHECKING:
    from collections.abc import Iterable

MOST_SLIDES = 500
# A slide of more words is a document; what lies beyond is cut, so that a journal's line stays one.
LONGEST = 20_000


class ReadSlide(Protocol):
    """A slide whose words were read."""

    @property
    def number(self) -> int:
        """Counted from 1."""

    @property
    def title(self) -> str:
        """Its headline, where one was found."""

    @property
    def text(self) -> str:
        """All its words, the headline among them."""

    @property
    def notes(self) -> str:
        """What the speaker wrote for themselves."""


def slide_texts(slides: Iterable[ReadSlide]) -> tuple[SlideText, ...]:
    """Take the words of a deck; the headline is taken out of the text that begins with it."""
    return tuple(
        SlideText(one.number, one.title, _without(one.title, one.text)[:LONGEST], one.notes[:LONGEST])
        for one in slides
    )


def read_list(content: bytes) -> tuple[SlideText, ...]:
    """Read a JSON list of texts, one a slide, whose first line is its title; raises with one sentence."""
    try:
        found = json.loads(content.decode("utf-8-sig"))
    except (ValueError, RecursionError) as error:
        raise InterviewerError(
            "The slides are neither a PDF nor a JSON list of texts, one a slide."
        ) from error
    if not isinstance(found, list) or not found or not all(isinstance(one, str) for one in found):
        raise InterviewerError("A JSON file of slides must be a list of texts, one a slide, the title first.")
    if len(found) > MOST_SLIDES:
        raise InterviewerError(f"There are more than {MOST_SLIDES} slides; give the ones you will show.")
    slides = []
    for number, text in enumerate(found, 1):
        title, _, rest = text.strip().partition("\n")
        slides.append(SlideText(number, title.strip(), rest.strip()[:LONGEST]))
    return tuple(slides)


def _without(title: str, text: str) -> str:
    """Return a text without the lines at its top that are its title."""
    lines = text.splitlines()
    left = words_of(title)
    while lines and left:
        words = words_of(lines[0])
        if words and words != left[: len(words)]:
            break
        left = left[len(words) :]
        lines.pop(0)
    return "\n".join(lines).strip() if not left else text.strip()
