"""Boosted trees, learnt elsewhere and kept as JSON: a few hundred comparisons instead of a library."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from pathlib import Path

    from numpy.typing import NDArray

DEPTH = 4


@dataclass(frozen=True, slots=True)
class Trees:
    """Boosted trees, a row each: a node asks for one measure and goes on to its left child or the one after."""

    bias: float
    measure: NDArray[np.int64]
    above: NDArray[np.float64]
    left: NDArray[np.int64]
    value: NDArray[np.float64]

    def score(self, shown: NDArray[np.float64]) -> float:
        """Return the sum of the leaves that these measures lead to."""
        rows = np.arange(len(self.measure))
        at = np.zeros(len(rows), np.int64)
        for _ in range(DEPTH):
            # A leaf is its own left child, and nothing is above its bound.
            right = shown[self.measure[rows, at]] > self.above[rows, at]
            at = self.left[rows, at] + right
        return self.bias + float(self.value[rows, at].sum())


@cache
def read(path: Path) -> Trees:
    """Return the trees that a training script wrote to `path`."""
    learnt = json.loads(path.read_text(encoding="utf-8"))
    above = np.array([[np.inf if bound is None else bound for bound in row] for row in learnt["above"]])
    return Trees(
        learnt["bias"],
        np.array(learnt["measure"]),
        above,
        np.array(learnt["left"]),
        np.array(learnt["value"]),
    )
