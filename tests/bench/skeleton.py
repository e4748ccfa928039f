"""How well the parts of a talk are found: `skeleton.py FILE.jsonl … [--leave-author-out]`.

FILE holds labelled talks (training/README.md), read as if spoken at 150 words a minute. `f1` counts a part as found
wherever its quote lies, `f1_placed` only where the quote lies in a stretch of that part. `--leave-author-out` trains
anew for each author without that author's talks (scikit-learn needed); without it the shipped weights judge.
"""

from __future__ import annotations

import argparse
import json
import random
import sys
import time
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT), str(ROOT / "training")]

import skeleton as learner  # noqa: E402

from interviewer.events import Word  # noqa: E402
from interviewer.rehearsal.skeleton import Skeleton, skeleton  # noqa: E402
from interviewer.rehearsal.skeleton_model import LABELS, PARTS, SkeletonModel, shipped  # noqa: E402

if TYPE_CHECKING:
    from collections.abc import Callable

SECONDS_A_WORD = 60.0 / 150.0
# A verdict this sure should be wrong once in ten at most.
SURE = 0.9
FILLERS = frozenset(("um", "uh", "er", "erm"))
Said = list[tuple[str, int]]


@dataclass(frozen=True)
class Verdict:
    """One part of one talk: what is true and what was found."""

    talk: str
    part: str
    there: bool
    found: bool
    placed: bool
    error: float | None
    """Seconds between the true first sentence and the found one."""
    sure: float


def with_errors(said: Said, rate: float, name: str) -> Said:
    """Drop a word or put another with the same first letter in its place, each half of the time."""
    rng = random.Random(f"{rate} {name}")
    alike: dict[str, list[str]] = {}
    for word, _ in said:
        alike.setdefault(word[0].casefold(), []).append(word)
    found = []
    for word, label in said:
        chance = rng.random()
        if chance >= rate / 2:
            found.append((rng.choice(alike[word[0].casefold()]) if chance < rate else word, label))
    return found


def bare(said: Said) -> Said:
    """Take every mark, capital and filler away."""
    words = [(word.strip(".,;:?!…").casefold(), label) for word, label in said]
    return [(word, label) for word, label in words if word and word not in FILLERS]


VARIANTS: dict[str, Callable[[Said, str], Said]] = {
    "as written": lambda said, name: said,
    "5 % of words wrong": lambda said, name: with_errors(said, 0.05, name),
    "10 % of words wrong": lambda said, name: with_errors(said, 0.1, name),
    "no marks, no fillers": lambda said, name: bare(said),
    "all of it, 10 %": lambda said, name: bare(with_errors(said, 0.1, name)),
}


def timed(said: Said) -> list[Word]:
    return [
        Word(word, SECONDS_A_WORD * i, SECONDS_A_WORD * (i + 0.9), 0.9) for i, (word, _) in enumerate(said)
    ]


def verdicts(name: str, said: Said, model: SkeletonModel) -> list[Verdict]:
    found = skeleton(timed(said), model)
    verbatim(found, said)
    labels = np.array([label for _, label in said])
    return [verdict(name, found, part, labels) for part in PARTS]


def verdict(name: str, found: Skeleton, part: str, labels: np.ndarray) -> Verdict:
    own = labels == LABELS.index(part)
    one = found.part(part)
    placed = bool(one.quoted and own[one.quoted.first : one.quoted.last].mean() > 0.5)
    right = one.found and bool(own.any())
    error = abs(one.at - SECONDS_A_WORD * int(own.argmax())) if right and one.at is not None else None
    return Verdict(name, part, bool(own.any()), one.found, placed, error, one.sure)


def verbatim(found: Skeleton, said: Said) -> None:
    """Nothing that is quoted may be invented."""
    text = " ".join(word for word, _ in said)
    for part in found.parts:
        if part.quote not in text or len(part.quote.split()) > 30:
            raise SystemExit(f"not said: {part.quote}")


def f1(some: list[Verdict]) -> float:
    hits = sum(one.found and one.there for one in some)
    return 2 * hits / max(1, sum(one.found for one in some) + sum(one.there for one in some))


def f1_placed(some: list[Verdict]) -> float:
    hits = sum(one.found and one.there and one.placed for one in some)
    return 2 * hits / max(1, sum(one.found for one in some) + sum(one.there for one in some))


def f1_missing(some: list[Verdict]) -> float:
    hits = sum(not one.found and not one.there for one in some)
    return 2 * hits / max(1, sum(not one.found for one in some) + sum(not one.there for one in some))


def interval(some: list[Verdict], measure: Callable[[list[Verdict]], float]) -> list[float]:
    """Return a 95 % bootstrap interval over talks."""
    rng = np.random.default_rng(0)
    talks: dict[str, list[Verdict]] = {}
    for one in some:
        talks.setdefault(one.talk, []).append(one)
    names = sorted(talks)
    sums = [measure([v for n in rng.choice(names, len(names)) for v in talks[n]]) for _ in range(2000)]
    return [float(bound) for bound in np.percentile(sums, (2.5, 97.5))]


def figures(some: list[Verdict]) -> dict[str, object]:
    found = [one for one in some if one.found]
    true = [one for one in found if one.there]
    untrue = [one for one in some if not one.there]
    sure = [one for one in some if one.sure >= SURE]
    unsure = [one for one in some if one.sure < SURE]
    errors = [one.error for one in true if one.error is not None]
    return {
        "f1": f1(some),
        "f1_placed": f1_placed(some),
        "f1_missing": f1_missing(some),
        "precision": len(true) / max(1, len(found)),
        "recall": len(true) / max(1, sum(one.there for one in some)),
        "missing_recall": sum(not one.found for one in untrue) / max(1, len(untrue)),
        "placed": float(np.mean([one.placed for one in true] or [0.0])),
        "sure": len(sure) / len(some),
        "right_when_sure": sum(one.found == one.there for one in sure) / max(1, len(sure)),
        "right_when_unsure": sum(one.found == one.there for one in unsure) / max(1, len(unsure)),
        "at_error_s_median": float(np.median(errors)) if errors else None,
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("files", type=Path, nargs="+")
    parser.add_argument("--leave-author-out", action="store_true")
    args = parser.parse_args()
    rows = [
        json.loads(line)
        for file in args.files
        for line in file.read_text("utf-8").splitlines()
        if line.strip()
    ]
    talks = {row["id"]: list(zip(*learner.labelled(row), strict=True)) for row in rows}
    models = {row["author"]: shipped() for row in rows}
    if args.leave_author_out:
        known = learner.rows()
        models = {a: learner.learn([row for row in known if row["author"] != a]) for a in models}
    document: dict[str, object] = {"n": len(rows), "leave_author_out": args.leave_author_out}
    began = time.process_time()
    for title, change in VARIANTS.items():
        judged = [
            v
            for row in rows
            for v in verdicts(row["id"], change(talks[row["id"]], row["id"]), models[row["author"]])
        ]
        report(title, judged, document)
    document["cpu_s_per_talk"] = (time.process_time() - began) / len(rows) / len(VARIANTS)
    for count, title in ((2, "two talks joined"), (5, "five talks joined")):
        long = [
            (row["author"], f"{row['author']} {at}", list(zip(*learner.labelled(row), strict=True)))
            for author in sorted(models)
            for at, row in enumerate(learner.joined([row for row in rows if row["author"] == author]))
            if row["joined"] == count
        ]
        report(
            title, [v for author, name, said in long for v in verdicts(name, said, models[author])], document
        )
    document["f1_of_finding_everything"] = everything = f1([replace(v, found=True) for v in judged])
    print(f"{'finding everything':26} f1 {everything:.3f}")
    print(json.dumps(document))


def report(title: str, judged: list[Verdict], document: dict[str, object]) -> None:
    """Print a line of figures; as written also those of each part and author."""
    own = figures(judged)
    print(f"{title:26} " + "  ".join(f"{key} {value:.3f}" for key, value in own.items() if value is not None))
    if title != "as written":
        document[title] = own
        return
    document |= own
    for measure in (f1, f1_placed, f1_missing):
        low, high = document[f"{measure.__name__}_95"] = interval(judged, measure)
        print(f"  {measure.__name__:12} {measure(judged):.3f} [{low:.3f}, {high:.3f}]")
    for key in (*PARTS, *sorted({one.talk[0] for one in judged})):
        some = [one for one in judged if key in (one.part, one.talk[0])]
        document[key] = figures(some)
        print(f"  {key:15} n {sum(one.there for one in some):3}  ", end="")
        print("  ".join(f"{name} {value:.2f}" for name, value in figures(some).items() if value is not None))


if __name__ == "__main__":
    main()
