"""Turns scikit-learn's boosted trees into the rows that `audio/listening/trees.py` reads."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from audio.listening.trees import DEPTH

if TYPE_CHECKING:
    from sklearn.ensemble import HistGradientBoostingClassifier


def upwards(bound: float) -> float:
    """Round a bound so that the example it was taken from stays below it."""
    return math.ceil(bound * 1e5) / 1e5


def rows_of(model: HistGradientBoostingClassifier) -> dict[str, object]:
    """Return the trees as rows of equal length: right children follow their left ones, leaves lead to themselves."""
    rows: dict[str, list[list[object]]] = {"measure": [], "above": [], "left": [], "value": []}
    width = 2 ** (DEPTH + 1)
    # scikit-learn shows its trees in no public way.
    for (predictor,) in model._predictors:  # noqa: SLF001
        nodes, row = predictor.nodes, {"measure": [0], "above": [None], "left": [0], "value": [0.0]}
        waiting = [(0, 0)]
        while waiting:
            node, place = waiting.pop()
            if nodes[node]["is_leaf"]:
                row["left"][place] = place
                row["value"][place] = round(float(nodes[node]["value"]), 4)
                continue
            row["measure"][place] = int(nodes[node]["feature_idx"])
            row["above"][place] = upwards(float(nodes[node]["num_threshold"]))
            row["left"][place] = len(row["left"])
            for name, empty in (("measure", 0), ("above", None), ("left", 0), ("value", 0.0)):
                row[name] += [empty, empty]
            waiting += [
                (nodes[node]["left"], len(row["left"]) - 2),
                (nodes[node]["right"], len(row["left"]) - 1),
            ]
        for name, values in row.items():
            rows[name].append(values + [None if name == "above" else 0] * (width - len(values)))
    return {"bias": round(float(model._baseline_prediction.item()), 4), **rows}  # noqa: SLF001
