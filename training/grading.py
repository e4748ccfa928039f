"""Trains the grader's weights: `python training/grading.py [--out FILE]`.

Learns from pairs of answers that differ in one dimension, and from answers with one weakness and the same repaired
(training/speech). Needs scikit-learn (the `dev` extra).
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter
from dataclasses import replace
from pathlib import Path

import numpy as np
from scipy.sparse import csr_matrix
from sklearn.linear_model import Ridge

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "training")]

from examiner import author, rows  # noqa: E402

from interviewer.debrief.grading import leaning  # noqa: E402
from interviewer.debrief.grading_model import NUMBER, GradingModel, masked, windows  # noqa: E402
from interviewer.debrief.grading_quotes import Said  # noqa: E402
from interviewer.examiner.move import WEAKNESSES  # noqa: E402
from interviewer.examiner.text_model import grams, word_grams  # noqa: E402
from interviewer.question.rubric import TWELVE  # noqa: E402

DIMENSIONS = tuple(dimension.id for dimension in TWELVE)
# Judged on authors n, o and s alone, each left out in turn.
STRENGTH = 3.0
NEUTRAL = 0.1
# Talk without content: its windows stand for nothing.
IDLE = 3.0
# A word that so large a share of answers holds is anybody's.
COMMON = 0.02
# Words and pairs of words that fewer windows hold say nothing of the next author.
LEAST = 2
STEP = 12


def learned_from(more: list[Path] | None = None) -> list[dict]:
    """Return every pair, those of weak answers and their repairs among them: `weak`, `strong` and a `dimension`."""
    answers = {row["id"]: row["text"] for row in rows("answers", more or [])}
    repaired = [
        {
            "id": row["id"],
            "dimension": WEAKNESSES[row["repairs"]],
            "weak": answers[row["id"]],
            "strong": row["text"],
            "repair": True,
        }
        for row in rows("repairs", more or [])
        if row["id"] in answers
    ]
    return [*rows("pairs", more or []), *repaired]


def rows_of_idle() -> list[dict]:
    """Return talk without content: fillers, flattery, claims about oneself, words of the rubric."""
    file = ROOT / "training" / "speech" / "idle.jsonl"
    return [json.loads(line) for line in file.read_text("utf-8").splitlines()]


def everyday(pairs: list[dict]) -> frozenset[str]:
    """Return the words that show nobody's own work: common ones, the rubric's, and those of talk without content."""
    counts = Counter(word for row in pairs for word in set(masked(row["weak"]).split()))
    rubric = [" ".join((one.name, one.asks, *one.anchors)) for one in TWELVE]
    idle = [row["text"] for row in rows_of_idle()]
    empty = {word for text in [*rubric, *idle] for word in masked(text).split()}
    return frozenset(empty | {word for word, count in counts.items() if count >= COMMON * len(pairs)})


def cut_up(text: str) -> list[str]:
    """Return the windows of a text."""
    tokens = text.split()
    return [" ".join(tokens[start:stop]) for start, stop in windows(len(tokens), STEP)]


def train(pairs: list[dict], dimensions: tuple[str, ...] = DIMENSIONS) -> GradingModel:
    """Learn, for each dimension, which windows only the strong answers have (1) or only the weak (-1)."""
    found: list[tuple[str, str, float]] = []
    counts: list[Counter[str]] = []
    for row in pairs:
        strong, weak = cut_up(row["strong"]), cut_up(row["weak"])
        counts += [word_grams(masked(text)) for text in [*weak, *strong]]
        both = set(strong) & set(weak)
        found += [(text, row["dimension"], 0.0 if text in both else 1.0) for text in strong]
        found += [(text, row["dimension"], -1.0) for text in weak if text not in both]
    idle = [row["text"] for row in rows_of_idle()]
    found += [(text, "", 0.0) for text in idle]
    known = grams([Counter({gram: 1 for gram in one if NUMBER not in gram.split()}) for one in counts], LEAST)
    model = GradingModel(
        dimensions,
        known,
        np.zeros((len(known.index), len(dimensions)), np.float32),
        everyday(pairs),
        (-0.5, 0.0, 0.5),
    )
    matrix = _matrix([text for text, _, _ in found], model)
    named = np.array([dimension for _, dimension, _ in found])
    sides = np.array([side for _, _, side in found])
    for column, dimension in enumerate(dimensions):
        own = (named == dimension) & (sides != 0)
        ridge = Ridge(alpha=STRENGTH, fit_intercept=False, solver="sparse_cg", tol=1e-4)
        weights = np.where(own, 1.0, np.where(named == "", IDLE, NEUTRAL))
        ridge.fit(matrix, np.where(own, sides, 0.0), sample_weight=weights)
        model.weights[:, column] = ridge.coef_
    inside = np.array(["repair" not in row for row in pairs for _ in range(_size(row))] + [False] * len(idle))
    spread = np.sqrt(((matrix[inside] @ model.weights) ** 2).mean(axis=0))
    return replace(model, weights=(model.weights / np.maximum(spread, 1e-9)).astype(np.float32))


def cuts(balances: list[tuple[float, float]]) -> tuple[float, float, float]:
    """Return where levels 2, 3 and 4 begin, from the balances of weak and strong answers of unseen authors.

    Level 3 begins where weak and strong are told apart best; half the weak ones stand at 1, half the strong at 4.
    """
    weak, strong = (np.array(side) for side in zip(*balances, strict=True))
    places = np.linspace(-0.5, 0.5, 201)
    right = [(weak < place).mean() + (strong >= place).mean() for place in places]
    best = places[np.flatnonzero(np.array(right) > max(right) - 1e-9)].mean()
    return float(np.median(weak)), float(best), float(np.median(strong))


def judged(text: str, dimension: str, model: GradingModel) -> float:
    """Return the balance of a whole text on one dimension, as the grader reads it."""
    return leaning([Said(1, text)], dimension, model)


def with_cuts(pairs: list[dict]) -> GradingModel:
    """Train on everything, with cut points from models that each left one author out."""
    balances: list[tuple[float, float]] = []
    for letter in sorted({author(row) for row in pairs}):
        model = train([row for row in pairs if author(row) != letter])
        own = [row for row in pairs if author(row) == letter and "repair" not in row]
        for side in own:
            weak, strong = (judged(side[key], side["dimension"], model) for key in ("weak", "strong"))
            balances.append((weak, strong))
    return replace(train(pairs), cuts=cuts(balances))


def _size(row: dict) -> int:
    strong, weak = cut_up(row["strong"]), cut_up(row["weak"])
    return len(strong) + sum(text not in set(strong) for text in weak)


def _matrix(texts: list[str], model: GradingModel) -> csr_matrix:
    features = [model.grams.of(word_grams(masked(text))) for text in texts]
    ends = np.cumsum([0, *(len(places) for places, _ in features)])
    values = np.concatenate([weights for _, weights in features])
    columns = np.concatenate([np.array(places, np.int64) for places, _ in features])
    return csr_matrix((values, columns, ends), shape=(len(texts), len(model.grams.index)))


def main() -> None:
    """Train and write the model."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--out", type=Path, default=ROOT / "assets" / "examiner" / "grading.npz")
    parser.add_argument("more", nargs="*", type=Path, help="further labelled rows: pairs, answers or repairs")
    args = parser.parse_args()
    model = with_cuts(learned_from(args.more))
    args.out.parent.mkdir(parents=True, exist_ok=True)
    model.save(args.out)
    print(f"{len(model.grams.index)} grams, levels from {', '.join(f'{cut:.2f}' for cut in model.cuts)}")


if __name__ == "__main__":
    main()
