"""The skeleton of a research talk: which of its thirteen parts were said, when, and in which words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from interviewer.rehearsal.skeleton_model import PARTS, shipped
from interviewer.rehearsal.skeleton_units import units

if TYPE_CHECKING:
    from collections.abc import Sequence

    from interviewer.events import Word
    from interviewer.rehearsal.skeleton_model import Doubles, SkeletonModel
    from interviewer.rehearsal.skeleton_units import Unit

CONTRIBUTION = "contribution"
MOST_WORDS = 30
# A part is there where that is likelier than not.
THERE = 0.5
# What else belongs to a part stands out at least half as much as its clearest words.
STANDS_OUT = 0.5
# Of two places that are equally sure in the talk's order, the one that is surer alone is quoted.
ALONE = 1e-3


@dataclass(frozen=True, slots=True)
class Passage:
    """Words `first` to `last` (not included) of a talk that belong to one part."""

    first: int
    last: int
    start: float
    end: float


@dataclass(frozen=True, slots=True)
class Part:
    """One part of the talk: where it was said, or that it was not found."""

    name: str
    """One of PARTS."""
    found: bool
    sure: float
    """How likely the verdict is right, from 0.5 to 1: learned on talks of other authors."""
    at: float | None = None
    """When its first sentence began, on the clock of the words; None where it is missing, as all below."""
    quote: str = ""
    """Its clearest words, verbatim, at most thirty."""
    quoted: Passage | None = None
    passages: tuple[Passage, ...] = ()
    """Everything that was said of it, in order; where the talk leaves it open, two parts may share words."""


@dataclass(frozen=True, slots=True)
class Skeleton:
    """What a talk has of the thirteen parts, in the order of PARTS."""

    parts: tuple[Part, ...]
    contribution_after: float | None
    """Seconds from the talk's first word to the contribution; None where it was not found."""
    contribution_share: float | None
    """The same as a share of the talk, from 0 to 1."""

    @property
    def missing(self) -> tuple[str, ...]:
        """The names of the parts that were not found."""
        return tuple(part.name for part in self.parts if not part.found)

    def part(self, name: str) -> Part:
        """Return the part of this name."""
        return next(part for part in self.parts if part.name == name)


def skeleton(words: Sequence[Word], model: SkeletonModel | None = None) -> Skeleton:
    """Find the parts of a talk in its words; reads weights on first use, so call it off the window's thread."""
    kept = [word for word in words if word.text.strip()]
    cut = units([word.text.strip() for word in kept])
    if not any(unit.text for unit in cut):
        return Skeleton(tuple(Part(name, found=False, sure=1.0) for name in PARTS), None, None)
    own = model or shipped()
    alone = own.alone(cut)
    chain = own.chain(alone)
    likely = own.there(cut, alone, chain)
    places = [index for index, word in enumerate(words) if word.text.strip()]
    parts = tuple(
        _part(name, float(likely[column]), chain[:, column] + ALONE * alone[:, column], cut, words, places)
        for column, name in enumerate(PARTS)
    )
    return Skeleton(parts, *_lateness(next(part for part in parts if part.name == CONTRIBUTION), kept))


def _part(
    name: str,
    likely: float,
    worth: Doubles,
    cut: Sequence[Unit],
    words: Sequence[Word],
    places: Sequence[int],
) -> Part:
    if likely <= THERE:
        return Part(name, found=False, sure=1.0 - likely)
    best = int(worth.argmax())
    passages = tuple(
        _passage(cut[first].start, cut[last - 1].stop, words, places) for first, last in _runs(worth)
    )
    tokens = [words[place].text.strip() for place in places[cut[best].start : cut[best].stop]][:MOST_WORDS]
    quoted = _passage(cut[best].start, cut[best].start + len(tokens), words, places)
    return Part(name, True, likely, passages[0].start, _bare(tokens), quoted, passages)


def _runs(worth: Doubles) -> list[tuple[int, int]]:
    """Return the neighbouring units that stand out, as ranges."""
    high = worth >= min(STANDS_OUT, STANDS_OUT * float(worth.max()))
    edges = np.flatnonzero(np.diff([False, *high, False]))
    return [(int(first), int(last)) for first, last in zip(edges[::2], edges[1::2], strict=True)]


def _passage(first: int, last: int, words: Sequence[Word], places: Sequence[int]) -> Passage:
    begins, ends = places[first], places[last - 1]
    return Passage(begins, ends + 1, words[begins].start, words[ends].end)


def _bare(tokens: Sequence[str]) -> str:
    said = " ".join(" ".join(tokens).split())
    return said.strip(" .,;:?!…-–—\"'()") or said


def _lateness(part: Part, words: Sequence[Word]) -> tuple[float | None, float | None]:
    if part.at is None:
        return None, None
    after, length = part.at - words[0].start, words[-1].end - words[0].start
    return after, min(1.0, max(0.0, after / length)) if length > 0 else 0.0
