"""The weights by which windows of an answer speak for or against a dimension: small, linear, trained elsewhere."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np

from interviewer.assets import asset
from interviewer.examiner.text_model import Floats, Grams, word_grams

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

# As the weak points are read; at half the step of training, so that little hangs on where a window begins.
SIZE, STEP = 25, 6
# Of a window's score, in its spread over windows of training: below it, the words say nothing of the dimension.
SILENT = 0.5
# Windows' worth of evidence that an answer is given for neither side: little evidence does not make an extreme.
DOUBT = 4.0
# Words of one's own work that a window needs to speak fully for anything; with one or none it says nothing for it.
SPECIFIC, LETTERS = 4, 3
# A level is earned: with so much evidence for a dimension, in windows' worth, the place on the scale ends here.
FLOOR, EARNED = 1.9, 0.6

_NAMES = (
    "zero two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety hundred thousand million billion"
)
_NUMBERS = frozenset(_NAMES.split())
_WORD = re.compile(r"[a-z0-9']+(?:[.,][0-9]+)*")
NUMBER = "0"


def masked(text: str) -> str:
    """Return a text with each number as one sign: figures are easily made up, so they weigh nothing."""
    words: list[str] = []
    for word in _WORD.findall(text.casefold().replace("’", "'")):
        number = word[0].isdigit() or word in _NUMBERS or (word == "point" and words[-1:] == [NUMBER])
        if not number:
            words.append(word)
        elif words[-1:] != [NUMBER]:
            words.append(NUMBER)
    return " ".join(words)


def windows(count: int, step: int = STEP, first: int = 0) -> list[tuple[int, int]]:
    """Cut `count` words into overlapping windows, the first of them shortened by `first` words."""
    starts = range(-first, max(1, count - SIZE + step), step)
    return [(max(0, start), min(count, start + SIZE)) for start in starts if start + SIZE > 0]


@dataclass(frozen=True, slots=True)
class GradingModel:
    """Scores a text on each dimension, above 0 for what a strong answer says, in spreads of a window's score."""

    dimensions: tuple[str, ...]
    grams: Grams
    weights: Floats
    everyday: frozenset[str]
    """Words that any candidate says, those of the rubric among them: they show no work."""
    cuts: tuple[float, ...]
    """Where levels 2, 3 and 4 begin, on the balance of evidence from -1 to 1."""

    def score(self, text: str) -> Floats:
        """Return one score a dimension; what is said for one counts as far as it is about somebody's own work."""
        found = self.lean(text)
        share = min(1.0, max(0.0, (self.special(text) - 1) / (SPECIFIC - 1)))
        return np.where(found > 0, found * np.float32(share), found)

    def special(self, text: str) -> int:
        """Count the words of a text that not any candidate says, figures left out."""
        return len({word for word in masked(text).split() if len(word) >= LETTERS} - self.everyday)

    def lean(self, text: str) -> Floats:
        """Return one score a dimension, whatever it is about."""
        places, values = self.grams.of(word_grams(masked(text)))
        if not places:
            return np.zeros(len(self.dimensions), np.float32)
        found: Floats = values @ self.weights[places]
        return found

    def save(self, path: Path) -> None:
        """Write the model, its weights in half precision."""
        np.savez_compressed(
            path,
            dimensions=np.array(self.dimensions),
            grams=np.frombuffer("\n".join(self.grams.index).encode(), np.uint8),
            rarity=self.grams.rarity.astype(np.float16),
            weights=self.weights.astype(np.float16),
            everyday=np.frombuffer("\n".join(sorted(self.everyday)).encode(), np.uint8),
            cuts=np.array(self.cuts, np.float32),
        )


def load(path: Path) -> GradingModel:
    """Read a model that `save` wrote."""
    with np.load(path) as kept:
        names, everyday = (kept[name].tobytes().decode().split("\n") for name in ("grams", "everyday"))
        return GradingModel(
            dimensions=tuple(str(name) for name in kept["dimensions"]),
            grams=Grams({gram: place for place, gram in enumerate(names)}, kept["rarity"].astype(np.float32)),
            weights=kept["weights"].astype(np.float32),
            everyday=frozenset(everyday),
            cuts=tuple(float(cut) for cut in kept["cuts"]),
        )


@lru_cache(maxsize=1)
def shipped() -> GradingModel:
    """Return the model that comes with the program."""
    return load(asset("examiner", "grading.npz"))


def balance(scores: Floats | Sequence[float], doubt: float = DOUBT) -> float:
    """Return how far the evidence of windows leans, from -1 (all against) to 1 (all for); silent windows weigh nothing.

    A longer answer of the same kind has more evidence for both sides and leans the same way.
    """
    for_it, against = masses(scores)
    return (for_it - against) / (for_it + against + doubt)


def masses(scores: Floats | Sequence[float]) -> tuple[float, float]:
    """Return the evidence for and against, in windows' worth."""
    found = np.asarray(scores, np.float64)
    return float(np.maximum(found - SILENT, 0.0).sum()), float(np.maximum(-found - SILENT, 0.0).sum())


def position(scores: Floats | Sequence[float], cuts: Sequence[float]) -> float:
    """Return where windows stand on the scale from 1 to 4; level 2 begins at 1.5, 3 at 2.5 and 4 at 3.5."""
    place = float(np.interp(balance(scores), (-1.0, *cuts, 1.0), (1.0, 1.5, 2.5, 3.5, 4.0)))
    return min(place, FLOOR + EARNED * masses(scores)[0])


def level(place: float) -> int:
    """Return the level of a place on the scale."""
    return int(min(4, max(1, np.floor(place + 0.5))))
