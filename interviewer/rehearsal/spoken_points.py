"""Whether a point of a slide or a plan was spoken, in whatever words plain code can recognise."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

from interviewer.rehearsal.stems import Vocabulary, is_weak, placed, stems

if TYPE_CHECKING:
    from collections.abc import Sequence

    from interviewer.events import Word

# A point is told within so many words of substance while its slide is shown: two or three sentences.
NEAR = 22
# Anywhere later one sentence must say it, and nearly all of it: the words of a talk come up again and again.
FAR = 12
STEP = 2
SPOKEN, SPOKEN_LATER = 0.56, 0.85
# What a word of a point counts: a figure is hardly ever said by chance; a word of the title or of another point of the
# slide says little about this one; one that is nowhere in the talk may have been put differently.
FIGURE, SHARED, WEAK, UNHEARD = 2.0, 0.5, 0.4, 0.6


@dataclass(frozen=True, slots=True)
class Heard:
    """How much of a point was heard, and when it was heard best."""

    share: float
    at: float | None
    enough: float

    @property
    def spoken(self) -> bool:
        """Whether that is enough."""
        return self.share >= self.enough


@dataclass(frozen=True, slots=True)
class Place:
    """Where a point belongs."""

    since: float = 0.0
    until: float = math.inf
    """The end of its own slide or section."""
    beside: tuple[str, ...] = ()
    """The title and the other points there."""


ANYWHERE = Place()


class SpokenPoints:
    """A talk's words, to be asked for points."""

    def __init__(self, words: Sequence[Word]) -> None:
        found = placed([word.text for word in words])
        self._stems = [stem for stem, _ in found]
        self._times = [words[index].start for _, index in found]
        self._whole = Vocabulary(self._stems)
        self._windows: dict[tuple[int, int], Vocabulary] = {}

    def heard(self, point: str, place: Place = ANYWHERE) -> Heard:
        """Return how well a point was heard in its place, else later; one without substance counts as heard."""
        weights = self._weights(point, place.beside)
        if not weights:
            return Heard(1.0, None, SPOKEN)
        near = self._best(weights, place.since, place.until, NEAR, SPOKEN)
        if near.spoken or place.until == math.inf:
            return near
        later = self._best(weights, place.until, math.inf, FAR, SPOKEN_LATER)
        return later if later.spoken else near

    def _weights(self, point: str, beside: Sequence[str]) -> dict[str, float]:
        shared = {stem for text in beside if text != point for stem in stems(text)}
        found: dict[str, float] = {}
        for stem in stems(point):
            weight = WEAK if is_weak(stem) else 1.0 if stem in self._whole else UNHEARD
            if stem[0].isdigit() and stem != "1":
                weight = FIGURE
            found[stem] = weight * (SHARED if stem in shared else 1.0)
        return found

    def _best(self, weights: dict[str, float], since: float, until: float, wide: int, enough: float) -> Heard:
        inside = [i for i, at in enumerate(self._times) if since <= at < until]
        whole = sum(weights.values())
        best = Heard(0.0, None, enough)
        if not inside:
            return best
        first, last = inside[0], inside[-1] + 1
        for start in range(first, max(first + 1, last - wide + STEP), STEP):
            stop = min(start + wide, last)
            said = self._window(start, stop)
            hits = {stem for stem in weights if stem in said}
            share = sum(weights[stem] for stem in hits) / whole
            if share > best.share + 1e-9:
                at = next(
                    (self._times[i] for i in range(start, stop) if self._stems[i] in hits), self._times[start]
                )
                best = Heard(share, at, enough)
        return best

    def _window(self, start: int, stop: int) -> Vocabulary:
        if (start, stop) not in self._windows:
            self._windows[start, stop] = Vocabulary(self._stems[start:stop])
        return self._windows[start, stop]
