"""Weak points by a model trained on labelled interview speech: which weakness, how likely, in which words."""

from __future__ import annotations

import math
from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np

from interviewer.assets import asset
from interviewer.examiner.move import WEAKNESSES
from interviewer.examiner.signals import Suspicion, clauses
from interviewer.examiner.text_model import TextModel, load

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from numpy.typing import NDArray

    from interviewer.examiner.move import PartName

# A weak point is said in some 20 words; a window is a little longer and overlaps the next by half.
SIZE, STEP = 25, 12
NONE = "none"
# Puts the border between solid and weak answers at the policy's 0.35: with the author left out, the likeliest weakness
# of a solid answer scored 0.02 (median) before this shift, that of a weak one 0.10 (challenges.py, 152 answers).
SHIFT = 2.4


def weights(name: str) -> Path:
    """Return a file of trained weights."""
    return asset("examiner", name)


def windows(count: int) -> list[tuple[int, int]]:
    """Cut `count` words into overlapping windows; all but the last stay as they are while more words come."""
    starts = range(0, max(1, count - SIZE + STEP), STEP)
    return [(start, min(count, start + SIZE)) for start in starts]


class TrainedSignals:
    """Scores windows of an answer; a window once scored is remembered, so that a growing answer costs little."""

    def __init__(self, model: TextModel | None = None) -> None:
        self._model = model or _shipped()
        self._labels = [label for label in self._model.labels if label != NONE]
        self._score = lru_cache(maxsize=4096)(self._model.score)
        self._none = self._model.labels.index(NONE)

    def suspect(self, tokens: Sequence[str], part: PartName) -> tuple[Suspicion, ...]:
        """Return one suspicion for each known weakness, the strongest first."""
        found = windows(len(tokens))
        margins = np.stack([self.margins(" ".join(tokens[start:stop])) for start, stop in found])
        best = margins.argmax(axis=0)
        suspicions = []
        for label in WEAKNESSES:
            column = self._labels.index(label)
            margin = float(margins[best[column], column])
            start, stop = self._sharpest(tokens, found[best[column]], column)
            suspicions.append(Suspicion(label, 1.0 / (1.0 + math.exp(-margin - SHIFT)), start, stop))
        return tuple(sorted(suspicions, key=lambda suspicion: -suspicion.score))

    def margins(self, text: str) -> NDArray[np.float32]:
        """Return, for each weakness, by how much its logit is above that of nothing being weak."""
        logits = self._score(text)
        found: NDArray[np.float32] = np.delete(logits, self._none) - logits[self._none]
        return found

    def _sharpest(self, tokens: Sequence[str], window: tuple[int, int], column: int) -> tuple[int, int]:
        """Return the clause of a window that alone speaks most for the weakness."""
        start, stop = window
        spans = [(start + first, start + last) for first, last in clauses(tokens[start:stop])]
        return max(spans, key=lambda span: float(self.margins(" ".join(tokens[slice(*span)]))[column]))


@lru_cache(maxsize=1)
def _shipped() -> TextModel:
    return load(weights("weak_points.npz"))
