"""Trains what finds the parts of a talk: `python training/skeleton.py [--out FILE]`.

Learns from the labelled talks of training/talks, and from talk without content (training/speech/idle.jsonl).
Needs scikit-learn (the `dev` extra).
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from interviewer.examiner.text_model import Grams, grams  # noqa: E402
from interviewer.rehearsal.skeleton_model import LABELS, OTHER, PARTS, SkeletonModel, bag, evidence  # noqa: E402
from interviewer.rehearsal.skeleton_units import PLACES, Unit, nearby, units  # noqa: E402

# All of these were looked at on authors t, x and u alone, each left out in turn; hardly anything depends on them.
STRENGTH = 1.0
# A gram is no author's own subject where two use it.
AUTHORS, LEAST = 2, 3
# Counts given to each step from part to part, so that the order of so few talks is only a hint.
SMOOTH = 8.0
# Written to learn from only: no verdict is learned or reported on them.
IDLE = "idle"
LEARNING_ONLY = frozenset(("y", IDLE))
# An author has 5 talks and 39 joined ones; in those about 1 part of 12 is missing, in a talk 1 of 4.
JOINED, SCARCE = 0.05, 4.0


@dataclass(frozen=True)
class Talk:
    """A labelled talk, cut into units."""

    author: str
    cut: list[Unit]
    labels: list[int]
    missing: frozenset[str]


def rows() -> list[dict]:
    """Return every labelled talk, and one of nothing but talk without content."""
    idle = [one["text"] for one in _read(ROOT / "training" / "speech" / "idle.jsonl")]
    segments = [{"part": OTHER, "text": text} for text in idle]
    files = sorted((ROOT / "training" / "talks").glob("*.jsonl"))
    talks = [row for file in files for row in _read(file)]
    return [*talks, {"author": IDLE, "missing": list(PARTS), "segments": segments}]


def _read(file: Path) -> list[dict]:
    return [json.loads(line) for line in file.read_text("utf-8").splitlines() if line.strip()]


def labelled(row: dict) -> tuple[list[str], list[int]]:
    """Return the words of a talk and the label of each."""
    words = [(word, LABELS.index(one["part"])) for one in row["segments"] for word in one["text"].split()]
    return [word for word, _ in words], [label for _, label in words]


def talk(row: dict) -> Talk:
    """Cut a labelled talk into units, each with the label of most of its words."""
    tokens, labels = labelled(row)
    cut = units(tokens)
    own = [Counter(labels[unit.start : unit.stop]).most_common(1)[0][0] for unit in cut]
    return Talk(row["author"], cut, own, frozenset(row["missing"]))


def learn(known: list[dict]) -> SkeletonModel:
    """Learn the parts, and when one is there from models that each left one author out."""
    talks = [talk(row) for row in known]
    found: list[np.ndarray] = []
    there: list[bool] = []
    weights: list[float] = []
    for author in sorted({one.author for one in talks} - LEARNING_ONLY):
        model = parts([one for one in talks if one.author != author])
        own = [row for row in known if row["author"] == author]
        for row in [*own, *joined(own)]:
            one = talk(row)
            alone = model.alone(one.cut)
            found.append(evidence(one.cut, alone, model.chain(alone)))
            there += [part not in one.missing for part in PARTS]
            weights += [_weight(row, part) for part in PARTS]
    verdict = LogisticRegression(C=1.0).fit(np.concatenate(found), there, sample_weight=weights)
    return replace(parts(talks), verdict=np.array([*verdict.coef_[0], verdict.intercept_[0]]))


def joined(own: list[dict]) -> list[dict]:
    """Return longer talks: an author's talks two by two and all together, each part left out in turn."""
    groups = [own[first : first + 2] for first in range(0, len(own) - 1, 2)] + [own]
    return [_without(group, part) for group in groups for part in PARTS]


def _without(group: list[dict], part: str) -> dict:
    segments = [one for row in group for one in row["segments"] if one["part"] != part]
    there = {one["part"] for one in segments}
    missing = [name for name in PARTS if name not in there]
    return {"author": group[0]["author"], "missing": missing, "segments": segments, "joined": len(group)}


def _weight(row: dict, part: str) -> float:
    """Return what a part of a talk counts: joined talks half as much as the others, their missing parts made up for."""
    if "joined" not in row:
        return 1.0
    return JOINED * (SCARCE if part in row["missing"] else 1.0)


def parts(talks: list[Talk]) -> SkeletonModel:
    """Learn which label each unit has and which follows which."""
    known = [_shared(talks, [bag([unit.text for unit in one.cut]) for one in talks])]
    known.append(_shared(talks, [bag(nearby(one.cut)) for one in talks]))
    size = sum(len(one.index) for one in known) + PLACES
    labels = np.array([label for one in talks for label in one.labels])
    share = np.bincount(labels, minlength=len(LABELS)) / len(labels)
    start, steps = _order(talks)
    blank = np.zeros((size, len(LABELS)), np.float32)
    model = SkeletonModel(
        *known, blank, np.zeros(len(LABELS)), start, steps, np.log(share + 1e-6), np.zeros(len(PARTS))
    )
    features = [row for one in talks for row in model.features(one.cut)]
    ends = np.cumsum([0, *(len(places) for places, _ in features)])
    columns = np.concatenate([np.array(places, np.int64) for places, _ in features])
    values = np.concatenate([values for _, values in features])
    classifier = LogisticRegression(C=STRENGTH, class_weight="balanced", max_iter=500)
    classifier.fit(csr_matrix((values, columns, ends), shape=(len(features), size)), labels)
    weights = classifier.coef_.T.astype(np.float32)
    return replace(model, weights=weights, bias=classifier.intercept_)


def _shared(talks: list[Talk], counts: list[list[Counter[str]]]) -> Grams:
    """Return the grams that several authors use."""
    users: dict[str, set[str]] = {}
    for one, own in zip(talks, counts, strict=True):
        for gram in {gram for count in own for gram in count}:
            users.setdefault(gram, set()).add(one.author)
    return grams(
        [
            Counter({gram: number for gram, number in count.items() if len(users[gram]) >= AUTHORS})
            for own in counts
            for count in own
        ],
        LEAST,
    )


def _order(talks: list[Talk]) -> tuple[np.ndarray, np.ndarray]:
    """Return the log chances of the first label and of each label after each."""
    size = len(LABELS)
    first, after = np.ones(size), np.full((size, size), SMOOTH)
    stayed = moved = 0
    for one in talks:
        first[one.labels[0]] += 1
        for before, label in zip(one.labels, one.labels[1:], strict=False):
            after[before, label] += before != label
            stayed, moved = stayed + (before == label), moved + (before != label)
    np.fill_diagonal(after, 0.0)
    stay = stayed / (stayed + moved)
    steps = stay * np.eye(size) + (1.0 - stay) * after / after.sum(axis=1, keepdims=True)
    return np.log(first / first.sum()), np.log(steps)


def main() -> None:
    """Train and write the model."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--out", type=Path, default=ROOT / "assets" / "rehearsal" / "skeleton.npz")
    args = parser.parse_args()
    model = learn(rows())
    args.out.parent.mkdir(parents=True, exist_ok=True)
    model.save(args.out)
    print(f"{len(model.own.index)} and {len(model.near.index)} grams, {args.out.stat().st_size} bytes")


if __name__ == "__main__":
    main()
