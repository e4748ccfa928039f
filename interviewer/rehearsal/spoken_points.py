"""Whether a point of a slide or a plan was spoken, in whatever words plain code can recognise."""

from __future__ import annotations

import math
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from interviewer.rehearsal.stems import Vocabulary, placed, stems

if TYPE_CHECKING:
    from collections.abc import Sequence

    from interviewer.events import Word

# A point is told within this many words of substance: three or four sentences.
WINDOW = 30
STEP = 6
# So much of what a point says, its rare words counting more, must be heard in one window.
SPOKEN = 0.45
# Two words may be all of a point; a longer one is never spoken by a single word of it.
LEAST = 2


@dataclass(frozen=True, slots=True)
class Heard:
    """How much of a point was heard, and when it was heard best."""

    share: float
    at: float | None

    @property
    def spoken(self) -> bool:
        """Whether that is enough."""
        return self.share >= SPOKEN


class SpokenPoints:
    """A talk's words, to be asked for points."""

    def __init__(self, words: Sequence[Word]) -> None:
        found = placed([word.text for word in words])
        self._stems = [stem for stem, _ in found]
        self._times = [words[index].start for _, index in found]
        self._counts = Counter(self._stems)
        self._windows: list[tuple[int, Vocabulary]] = [
            (first, Vocabulary(self._stems[first : first + WINDOW]))
            for first in range(0, max(1, len(self._stems) - WINDOW + STEP), STEP)
        ]

    def heard(self, point: str, since: float = 0.0, until: float = math.inf) -> Heard:
        """Return how well a point was heard from `since` on; a point without substance counts as heard."""
        sought = list(dict.fromkeys(stems(point)))
        if not sought:
            return Heard(1.0, None)
        whole = sum(map(self._weight, sought))
        best, place = 0.0, None
        for first, said in self._windows:
            if not self._lies(first, since, until):
                continue
            hits = [stem for stem in sought if stem in said]
            share = sum(map(self._weight, hits)) / whole
            if len(hits) < min(LEAST, len(sought)):
                continue
            if share > best + 1e-9:
                best, place = share, self._first(first, hits, since)
        return Heard(best, place)

    def _weight(self, stem: str) -> float:
        """Weigh a word: what comes up all through the talk says little about one point of it."""
        return 1.0 / (1.0 + math.log1p(self._counts[stem]))

    def _lies(self, first: int, since: float, until: float) -> bool:
        times = self._times[first : first + WINDOW]
        return bool(times) and times[-1] >= since and times[0] < until

    def _first(self, first: int, hits: Sequence[str], since: float) -> float:
        inside = range(first, min(first + WINDOW, len(self._stems)))
        return next(
            (self._times[i] for i in inside if self._stems[i] in hits and self._times[i] >= since),
            self._times[first],
        )
