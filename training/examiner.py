"""Trains the examiner's weak-point and stance models: `python training/examiner.py [--out DIR] [FILE.jsonl …]`.

Learns from training/speech and from any further labelled files of the same shape. Needs scikit-learn (the `dev` extra).
"""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path

import numpy as np
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from interviewer.examiner import stance, trained  # noqa: E402
from interviewer.examiner.move import WEAKNESSES  # noqa: E402
from interviewer.examiner.text_model import TextModel, grams, letter_grams, word_grams  # noqa: E402

# Strength and class weight were chosen on authors n, o and s, each left out in turn; hardly anything depends on them.
STRENGTH = 10.0
WEAK_WEIGHT = 3.0
MOST_LETTERS = 60_000
# A window is a positive where it holds most of the weak words.
OVERLAP = 8


def rows(kind: str, more: list[Path]) -> list[dict]:
    """Return every labelled row of a kind: answers, repairs or replies."""
    files = [*sorted((ROOT / "training" / "speech").glob(f"*-{kind}.jsonl")), *more]
    return [
        json.loads(line) for file in files for line in file.read_text("utf-8").splitlines() if line.strip()
    ]


def author(row: dict) -> str:
    """Return the author's letter of a row: its id's first."""
    return row["id"][0]


def fit(
    texts: list[str], targets: list[str], labels: tuple[str, ...], weight: dict[str, float] | str
) -> TextModel:
    """Train one model."""
    words, letters = [word_grams(text) for text in texts], [letter_grams(text) for text in texts]
    blank = np.zeros((0, 0), np.float32)
    model = TextModel(
        labels, grams(words, 2), grams(letters, 3, MOST_LETTERS), blank, np.zeros(0, np.float32)
    )
    features = [model.features(text) for text in texts]
    ends = np.cumsum([0, *(len(places) for places, _ in features)])
    data = np.concatenate([values for _, values in features])
    indices = np.concatenate([np.array(places, np.int64) for places, _ in features])
    size = len(model.words.index) + len(model.letters.index)
    matrix = csr_matrix((data, indices, ends), shape=(len(texts), size))
    classifier = LogisticRegression(C=STRENGTH, class_weight=weight, max_iter=400)
    classifier.fit(matrix, np.array([labels.index(target) for target in targets]))
    found = np.zeros((size, len(labels)), np.float32)
    found[:, classifier.classes_] = classifier.coef_.T
    bias = np.full(len(labels), -10.0, np.float32)
    bias[classifier.classes_] = classifier.intercept_
    return TextModel(labels, model.words, model.letters, found, bias)


def span_of(row: dict) -> tuple[int, int] | None:
    """Return the words of a row's weak point, as numbers of its tokens."""
    at = row["text"].find(row["span"]) if row.get("span") else -1
    if at < 0:
        return None
    start = len(row["text"][:at].split()) - (at > 0 and not row["text"][at - 1].isspace())
    return start, start + len(row["span"].split())


def weak_points(answers: list[dict], repairs: list[dict]) -> TextModel:
    """Train the 19 weaknesses and "none" on windows of answers; what was repaired is "none"."""
    texts, targets = [], []
    for row in [*answers, *({**row, "label": trained.NONE} for row in repairs)]:
        tokens, span = row["text"].split(), span_of(row)
        for start, stop in trained.windows(len(tokens)):
            held = min(stop, span[1]) - max(start, span[0]) if span else 0
            weak = span is not None and held >= min(OVERLAP, (span[1] - span[0]) // 2 + 1)
            texts.append(" ".join(tokens[start:stop]))
            targets.append(row["label"] if weak else trained.NONE)
    labels = (*WEAKNESSES, trained.NONE)
    weight = dict.fromkeys(range(len(WEAKNESSES)), WEAK_WEIGHT) | {len(WEAKNESSES): 1.0}
    return fit(texts, targets, labels, weight)


def stances(replies: list[dict], key: str) -> TextModel:
    """Train the stance or the directness of replies."""
    labels = {
        "stance": ("concede", "revise", "hold", "deflect"),
        "directness": ("direct", "delayed", "never"),
    }[key]
    texts = [stance.marked(row["challenge"], row["reply"]) for row in replies]
    return fit(texts, [row[key] for row in replies], labels, "balanced")


def main() -> None:
    """Train all three models and write them."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--out", type=Path, default=ROOT / "assets" / "examiner")
    parser.add_argument(
        "more", nargs="*", type=Path, help="further labelled rows: answers, repairs or replies"
    )
    args = parser.parse_args()
    args.out.mkdir(parents=True, exist_ok=True)
    more = {
        kind: [file for file in args.more if kind in file.name] for kind in ("answers", "repairs", "replies")
    }
    weak_points(rows("answers", more["answers"]), rows("repairs", more["repairs"])).save(
        args.out / "weak_points.npz"
    )
    replies = rows("replies", more["replies"])
    for key in ("stance", "directness"):
        stances(replies, key).save(args.out / f"{key}.npz")


if __name__ == "__main__":
    main()
