"""Learns where sentences end from the words before, and writes audio/listening/completeness_words.json.

python training/turns/learn_words.py SPEECH.jsonl … --judge OTHER.jsonl … [--out FILE]

Every place between two words of the rows' texts is an example: an end where the writer closed the sentence.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path

import numpy as np
from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import roc_auc_score

from audio.listening.completeness_words import features

FILLERS = (
    "um",
    "uh",
    "so",
    "like",
    "and um",
    "and so",
    "well",
    "you know",
    "i mean",
    "and",
    "but",
    "because",
)
# Share of unfinished places after which a filler is put: recognisers keep some of them.
FILLED = 0.06


def texts(files: list[Path]) -> list[str]:
    """Return the rows' texts, each once."""
    found: dict[str, None] = {}
    for file in files:
        for line in file.read_text(encoding="utf-8").splitlines():
            row = json.loads(line)
            for key in ("text", "reply", "weak", "strong", "context"):
                if key in row:
                    found[row[key]] = None
    return list(found)


def examples(found: list[str], random: np.random.Generator) -> tuple[list[list[str]], list[int]]:
    """Return the features of every place, and whether a sentence ends there."""
    seen: list[list[str]] = []
    ends: list[int] = []
    for text in found:
        words = text.split()
        for count in range(1, len(words) + 1):
            end = words[count - 1][-1] in ".?!"
            so_far = " ".join(words[max(0, count - 40) : count])
            seen.append(features(so_far))
            ends.append(int(end))
            if not end and random.random() < FILLED:
                seen.append(features(f"{so_far} {random.choice(FILLERS)}"))
                ends.append(0)
    return seen, ends


def main() -> None:
    """Learn, judge by other writers, write."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("speech", type=Path, nargs="+")
    parser.add_argument("--judge", type=Path, nargs="+", required=True)
    parser.add_argument("--out", type=Path, default=Path("audio/listening/completeness_words.json"))
    parser.add_argument("--strength", type=float, default=0.3)
    asked = parser.parse_args()
    random = np.random.default_rng(0)
    seen, ends = examples(texts(asked.speech), random)
    vectorizer = DictVectorizer()
    table = vectorizer.fit_transform([dict.fromkeys(each, 1.0) for each in seen])
    # liblinear takes no wider indices.
    table.indices, table.indptr = table.indices.astype(np.int32), table.indptr.astype(np.int32)
    model = LogisticRegression(
        C=asked.strength, l1_ratio=1.0, solver="liblinear", class_weight="balanced", max_iter=200
    )
    model.fit(table, ends)
    weights = {
        name: round(float(weight), 2)
        for name, weight in zip(vectorizer.feature_names_, model.coef_[0], strict=True)
        if abs(weight) >= 0.05
    }
    weights["bias"] = round(float(model.intercept_[0]), 2)
    asked.out.write_text(
        json.dumps(weights, indent=0, sort_keys=True, ensure_ascii=False) + "\n", encoding="utf-8"
    )
    for file in asked.judge:
        others, truth = examples(texts([file]), random)
        score = [sum(weights.get(name, 0.0) for name in ("bias", *each)) for each in others]
        print(f"{file.name}: {len(truth)} places, {sum(truth)} ends, AUC {roc_auc_score(truth, score):.3f}")
    print(f"{len(weights)} weights")


if __name__ == "__main__":
    main()
