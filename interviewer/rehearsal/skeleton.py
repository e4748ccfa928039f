"""The skeleton of a research talk: which of its thirteen parts were said, when, and in which words."""

from __future__ import annotations

import re
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
_FULL_STOP = re.compile(r"[.?!…]\W*$")


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
    """Its clearest sentence, or the clearest clauses of a long one; verbatim, at most thirty words."""
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


@dataclass(frozen=True, slots=True)
class _Words:
    """The words of a talk that are more than blanks, and where each stands among all."""

    words: Sequence[Word]
    tokens: list[str]
    places: list[int]

    @classmethod
    def of(cls, words: Sequence[Word]) -> _Words:
        """Leave out what is blank."""
        places = [index for index, word in enumerate(words) if word.text.strip()]
        return cls(words, [words[place].text.strip() for place in places], places)

    def passage(self, first: int, last: int) -> Passage:
        """Return tokens `first` to `last` as they stand among all words."""
        begins, ends = self.places[first], self.places[last - 1]
        return Passage(begins, ends + 1, self.words[begins].start, self.words[ends].end)


def skeleton(words: Sequence[Word], model: SkeletonModel | None = None) -> Skeleton:
    """Find the parts of a talk in its words; reads weights on first use, so call it off the window's thread."""
    said = _Words.of(words)
    cut = units(said.tokens)
    if not any(unit.text for unit in cut):
        return Skeleton(tuple(Part(name, found=False, sure=1.0) for name in PARTS), None, None)
    own = model or shipped()
    alone = own.alone(cut)
    chain = own.chain(alone)
    likely = own.there(cut, alone, chain)
    parts = tuple(
        _part(name, float(likely[column]), chain[:, column], alone[:, column], cut, said)
        for column, name in enumerate(PARTS)
    )
    return Skeleton(parts, *_lateness(parts[PARTS.index(CONTRIBUTION)], said))


def _part(
    name: str, likely: float, chances: Doubles, alone: Doubles, cut: Sequence[Unit], said: _Words
) -> Part:
    if likely <= THERE:
        return Part(name, found=False, sure=1.0 - likely)
    best = int((chances + ALONE * alone).argmax())
    runs = _runs(chances, best)
    passages = tuple(said.passage(cut[first].start, cut[last - 1].stop) for first, last in runs)
    run = next(run for run in runs if run[0] <= best < run[1])
    start, stop = _sentence(best, run, cut, said.tokens)
    quote = _bare(said.tokens[start:stop])
    return Part(name, True, likely, passages[0].start, quote, said.passage(start, stop), passages)


def _sentence(best: int, run: tuple[int, int], cut: Sequence[Unit], tokens: Sequence[str]) -> tuple[int, int]:
    """Return the best unit's tokens with the rest of its sentence, as far as that is short and of the same part."""
    first = last = best
    while first > run[0] and cut[last].stop - cut[first - 1].start <= MOST_WORDS:
        if _FULL_STOP.search(tokens[cut[first].start - 1]):
            break
        first -= 1
    while last + 1 < run[1] and cut[last + 1].stop - cut[first].start <= MOST_WORDS:
        if _FULL_STOP.search(tokens[cut[last].stop - 1]):
            break
        last += 1
    return cut[first].start, cut[last].stop


def _runs(chances: Doubles, best: int) -> list[tuple[int, int]]:
    """Return the neighbouring units that stand out, the best one among them, as ranges."""
    high = chances >= STANDS_OUT * min(1.0, float(chances.max()))
    high[best] = True
    edges = np.flatnonzero(np.diff([False, *high, False]))
    return [(int(first), int(last)) for first, last in zip(edges[::2], edges[1::2], strict=True)]


def _bare(tokens: Sequence[str]) -> str:
    said = " ".join(" ".join(tokens).split())
    return said.strip(" .,;:?!…-–—\"'()") or said


def _lateness(part: Part, said: _Words) -> tuple[float | None, float | None]:
    if part.at is None:
        return None, None
    whole = said.passage(0, len(said.tokens))
    after, length = part.at - whole.start, whole.end - whole.start
    return after, min(1.0, max(0.0, after / length)) if length > 0 else 0.0
