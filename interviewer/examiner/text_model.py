"""A linear classifier over word and letter n-grams of a text: small, pure numpy, trained elsewhere."""

from __future__ import annotations

import math
import re
from collections import Counter
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

Floats = NDArray[np.float32]

_WORD = re.compile(r"[a-z0-9']+")
LETTERS = (3, 4, 5)


def word_grams(text: str) -> Counter[str]:
    """Count a text's words and pairs of neighbouring words."""
    words = _WORD.findall(text.casefold())
    return Counter([*words, *(f"{one} {other}" for one, other in pairwise(words))])


def letter_grams(text: str) -> Counter[str]:
    """Count runs of 3 to 5 letters inside each word, its edges marked by a space: misheard words still share most."""
    found: Counter[str] = Counter()
    for word in text.casefold().split():
        padded = f" {word} "
        for length in LETTERS:
            found.update(padded[i : i + length] for i in range(max(1, len(padded) - length + 1)))
    return found


@dataclass(frozen=True, slots=True)
class Grams:
    """One kind of n-gram: which are known, and how rare each is (inverse document frequency)."""

    index: dict[str, int]
    rarity: Floats

    def of(self, counts: Counter[str]) -> tuple[list[int], Floats]:
        """Return the known grams and their weights: (1 + log count) x rarity, of unit length together."""
        known = [(self.index[gram], count) for gram, count in counts.items() if gram in self.index]
        places = [place for place, _ in known]
        weights = np.array([1.0 + math.log(count) for _, count in known], np.float32) * self.rarity[places]
        length = float(np.linalg.norm(weights))
        return places, weights / length if length else weights


@dataclass(frozen=True, slots=True)
class TextModel:
    """Scores each label of a text: a row of weights a gram, words first, and one bias a label."""

    labels: tuple[str, ...]
    words: Grams
    letters: Grams
    weights: Floats
    bias: Floats

    def score(self, text: str) -> Floats:
        """Return one logit a label."""
        places, values = self.features(text)
        if not places:
            return self.bias.copy()
        found: Floats = values @ self.weights[places] + self.bias
        return found

    def features(self, text: str) -> tuple[list[int], Floats]:
        """Return the places of a text's grams among all, and their weights."""
        words, word_weights = self.words.of(word_grams(text))
        letters, letter_weights = self.letters.of(letter_grams(text))
        offset = len(self.words.index)
        places = [*words, *(offset + place for place in letters)]
        return places, np.concatenate([word_weights, letter_weights]).astype(np.float32)

    def save(self, path: Path) -> None:
        """Write the model; half precision changes a logit by less than 0.01."""
        np.savez_compressed(
            path,
            labels=np.array(self.labels),
            words=_packed(self.words.index),
            letters=_packed(self.letters.index),
            word_rarity=self.words.rarity.astype(np.float16),
            letter_rarity=self.letters.rarity.astype(np.float16),
            weights=self.weights.astype(np.float16),
            bias=self.bias.astype(np.float32),
        )


def load(path: Path) -> TextModel:
    """Read a model that `save` wrote."""
    with np.load(path) as kept:
        return TextModel(
            labels=tuple(str(label) for label in kept["labels"]),
            words=Grams(_unpacked(kept["words"]), kept["word_rarity"].astype(np.float32)),
            letters=Grams(_unpacked(kept["letters"]), kept["letter_rarity"].astype(np.float32)),
            weights=kept["weights"].astype(np.float32),
            bias=kept["bias"],
        )


def grams(counts: Sequence[Counter[str]], least: int, most: int = 0) -> Grams:
    """Learn which grams stand in at least `least` of the texts (the `most` frequent of them) and how rare they are."""
    documents = Counter(gram for one in counts for gram in one)
    kept = [gram for gram, number in documents.items() if number >= least]
    if most and len(kept) > most:
        totals: Counter[str] = Counter()
        for one in counts:
            totals.update(one)
        kept = sorted(kept, key=lambda gram: (-totals[gram], gram))[:most]
    kept.sort()
    # The smoothed form that scikit-learn documents: log((1 + n) / (1 + df)) + 1.
    rarity = np.array(
        [math.log((1 + len(counts)) / (1 + documents[gram])) + 1.0 for gram in kept], np.float32
    )
    return Grams({gram: place for place, gram in enumerate(kept)}, rarity)


def _packed(index: dict[str, int]) -> NDArray[np.uint8]:
    # No word or run of letters holds a line break.
    return np.frombuffer("\n".join(index).encode(), np.uint8)


def _unpacked(packed: Iterable[int]) -> dict[str, int]:
    return {gram: place for place, gram in enumerate(bytes(bytearray(packed)).decode().split("\n"))}
