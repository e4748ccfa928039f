"""Which line of a slide is its title: the largest near the top, and the line it runs on in."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

UPPER = 0.5
"""Share of the page, from its top, in which a slide's title stands."""

LARGER = 1.3
"""How many times as large as the largest line up there a line elsewhere must be to be the title: that of a first slide
stands in the middle, and so does a section's."""

ALIKE = 0.06
"""Share by which the sizes of two lines of one title may differ."""

MOST = 120
"""Letters of a title that is still one."""


@dataclass(frozen=True, slots=True)
class Line:
    """One line of text; `down` is how far below the page's top it begins, as a share of the page's height."""

    text: str
    size: float
    down: float


def headline(lines: Sequence[Line]) -> str:
    """Return the title, or nothing where no line can be one."""
    found = [line for line in lines if any(letter.isalpha() for letter in line.text) and line.size > 0]
    if not found:
        return ""
    largest = _first(found)
    upper = [line for line in found if line.down < UPPER]
    title = _first(upper) if upper else largest
    if largest.size > LARGER * title.size:
        title = largest
    words = title.text
    at = found.index(title)
    if at + 1 < len(found) and _goes_on(title, found[at + 1]):
        words = f"{words} {found[at + 1].text}"
    return _cut(" ".join(words.split()))


def _first(lines: Sequence[Line]) -> Line:
    most = max(line.size for line in lines)
    return min((line for line in lines if line.size >= most * (1 - ALIKE)), key=lambda line: line.down)


def _goes_on(title: Line, below: Line) -> bool:
    return abs(below.size - title.size) <= ALIKE * title.size and 0 < below.down - title.down < UPPER / 2


def _cut(words: str) -> str:
    return words if len(words) <= MOST else words[: MOST - 1].rsplit(" ", 1)[0] + "…"
