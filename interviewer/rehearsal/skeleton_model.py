"""Which part of a talk each unit belongs to, and which parts are there: linear, small, trained elsewhere."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from interviewer.assets import asset
from interviewer.examiner.text_model import Floats, Grams, word_grams
from interviewer.rehearsal.skeleton_units import nearby, signs

if TYPE_CHECKING:
    from collections import Counter
    from collections.abc import Sequence
    from pathlib import Path

    from interviewer.rehearsal.skeleton_units import Unit

Doubles = NDArray[np.float64]

PARTS = (
    "problem",
    "gap",
    "contribution",
    "intuition",
    "formal",
    "recipe",
    "complexity",
    "setup",
    "results",
    "ablations",
    "error_analysis",
    "limitations",
    "next",
)
OTHER = "other"
LABELS = (*PARTS, OTHER)
# The words near a unit weigh twice its own.
NEAR_WORDS = 2.0
# Training sees every label equally often; half of what is rare in talks is given back.
PRIOR = 0.5
# Evidence for a part that is there: neighbouring units of a sentence or two together.
TOGETHER = 3
_TINY = 1e-4
# Words: fewer than a third of one are as good as none; the shorter talks to learn from have a thousand.
_FEW, _USUAL = 0.3, 1000.0


@dataclass(frozen=True, slots=True)
class SkeletonModel:
    """Scores units one by one, then reads the talk as a chain of parts; all numbers are learned."""

    own: Grams
    near: Grams
    weights: Floats
    """A row a feature (grams of the unit, grams near it, its signs), a column a label."""
    bias: Doubles
    start: Doubles
    """Log chances of the first unit's label."""
    steps: Doubles
    """Log chances of a unit's label, a row for each label before it."""
    prior: Doubles
    verdict: Doubles
    """Weights of a part's evidence, the last one the bias: log odds that the part is there."""

    def features(self, cut: Sequence[Unit]) -> list[tuple[list[int], Floats]]:
        """Return, for each unit, the places of its features and their values."""
        rows = []
        offset, after = len(self.own.index), len(self.own.index) + len(self.near.index)
        for unit, around, sign in zip(cut, nearby(cut), signs(cut), strict=True):
            own, own_values = self.own.of(word_grams(unit.text))
            near, near_values = self.near.of(word_grams(around))
            held = np.flatnonzero(sign)
            places = [*own, *(offset + place for place in near), *(after + int(place) for place in held)]
            values = np.concatenate([own_values, NEAR_WORDS * near_values, sign[held]])
            rows.append((places, values.astype(np.float32)))
        return rows

    def alone(self, cut: Sequence[Unit]) -> Doubles:
        """Return log chances of each label, a row a unit, each read with its neighbours' words only."""
        logits = np.stack([values @ self.weights[places] for places, values in self.features(cut)])
        logits = logits.astype(np.float64) + self.bias
        found: Doubles = logits - _log_sum(logits, 1)[:, None]
        return found

    def chain(self, alone: Doubles) -> Doubles:
        """Return the chance of each label, a row a unit, with the whole talk read as a chain of parts."""
        seen = alone - PRIOR * self.prior
        forward, backward = np.zeros(seen.shape), np.zeros(seen.shape)
        forward[0] = self.start + seen[0]
        for i in range(1, len(seen)):
            forward[i] = _log_sum(forward[i - 1][:, None] + self.steps, 0) + seen[i]
        for i in range(len(seen) - 2, -1, -1):
            backward[i] = _log_sum(self.steps + (seen[i + 1] + backward[i + 1])[None, :], 1)
        both = forward + backward
        found: Doubles = np.exp(both - _log_sum(both, 1)[:, None])
        return found

    def there(self, cut: Sequence[Unit], alone: Doubles, chain: Doubles) -> Doubles:
        """Return how likely each part is there."""
        odds = evidence(cut, alone, chain) @ self.verdict[:-1] + self.verdict[-1]
        found: Doubles = 1.0 / (1.0 + np.exp(-odds))
        return found

    def save(self, path: Path) -> None:
        """Write the model, its weights in half precision."""
        np.savez_compressed(
            path,
            own=_packed(self.own),
            near=_packed(self.near),
            own_rarity=self.own.rarity.astype(np.float16),
            near_rarity=self.near.rarity.astype(np.float16),
            weights=self.weights.astype(np.float16),
            **{name: getattr(self, name) for name in _WHOLE},
        )


_WHOLE = ("bias", "start", "steps", "prior", "verdict")


def evidence(cut: Sequence[Unit], alone: Doubles, chain: Doubles) -> Doubles:
    """Return five figures for each part: how sure its best unit, its best place and its best units read alone are,
    how much is said of it, and how long the talk is: the longer, the more is taken for a part by mistake.
    """
    sizes = np.array([unit.size for unit in cut])
    length = np.log(max(1.0, sizes.sum() / _USUAL))
    rows = []
    for column in range(len(PARTS)):
        chances = chain[:, column]
        top = float(chances.max())
        place = float(np.convolve(chances * sizes, np.ones(TOGETHER)).max())
        odds = alone[:, column] - np.log1p(-np.minimum(np.exp(alone[:, column]), 1.0 - 1e-9))
        surest = np.log(top / (1.0 - top + _TINY) + _TINY)
        said = float(chances @ sizes)
        best = float(np.sort(odds)[-TOGETHER:].mean())
        rows.append((surest, np.log(place + _FEW), best, np.log(said + _FEW), length))
    return np.array(rows)


def load(path: Path) -> SkeletonModel:
    """Read a model that `save` wrote."""
    with np.load(path) as kept:
        return SkeletonModel(
            own=_unpacked(kept["own"], kept["own_rarity"]),
            near=_unpacked(kept["near"], kept["near_rarity"]),
            weights=kept["weights"].astype(np.float32),
            **{name: kept[name] for name in _WHOLE},
        )


@lru_cache(maxsize=1)
def shipped() -> SkeletonModel:
    """Return the model that comes with the program."""
    return load(asset("rehearsal", "skeleton.npz"))


def bag(texts: Sequence[str]) -> list[Counter[str]]:
    """Return the words and pairs of words of texts, as the model counts them."""
    return [word_grams(text) for text in texts]


def _log_sum(values: Doubles, axis: int) -> Doubles:
    top = values.max(axis=axis, keepdims=True)
    found: Doubles = (top + np.log(np.exp(values - top).sum(axis=axis, keepdims=True))).squeeze(axis)
    return found


def _packed(grams: Grams) -> NDArray[np.uint8]:
    # No word holds a line break.
    return np.frombuffer("\n".join(grams.index).encode(), np.uint8)


def _unpacked(names: NDArray[np.uint8], rarity: Floats) -> Grams:
    listed = names.tobytes().decode().split("\n")
    return Grams({gram: place for place, gram in enumerate(listed)}, rarity.astype(np.float32))
