"""How well the grader tells a strong answer from a weak one: `grading.py FILE.jsonl [--engine …] [--leave-author-out]`.

FILE holds pairs (`dimension`, `weak`, `strong`). `ordered` compares the place on the scale from 1 to 4 before it is
rounded, `ordered_levels` the levels; where one of a pair was not graded, the pair counts half. `length_bias` is the
correlation of level and words over all texts.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter
from functools import partial
from pathlib import Path

import numpy as np

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT), str(ROOT / "training"), str(ROOT / "tests" / "bench")]

from challenges import read  # noqa: E402

from interviewer.debrief.grading import Graded, grade  # noqa: E402
from interviewer.debrief.grading_quotes import Said  # noqa: E402
from interviewer.debrief.model_grading import grade_by_model  # noqa: E402
from interviewer.examiner.model_talk import ModelTalk  # noqa: E402
from interviewer.examiner.quoting import occurs  # noqa: E402
from interviewer.question.rubric import BY_ID, TWELVE  # noqa: E402


def judges(args: argparse.Namespace, letters: set[str]) -> dict:
    """Return what grades each author's texts: a function of answers and dimensions."""
    if args.engine == "openai":
        talk = ModelTalk(args.model_url, args.model)
        return dict.fromkeys(letters, lambda said, dimensions: grade_by_model(said, dimensions, talk)[0])
    if not args.leave_author_out:
        return dict.fromkeys(letters, grade)
    import grading

    known = grading.learned_from(args.learn)
    models = {
        one: grading.with_cuts([row for row in known if row["id"][0] != one]) for one in sorted(letters)
    }
    return {letter: partial(grade, model=model) for letter, model in models.items()}


def above(weak: float | None, strong: float | None) -> float:
    """Return 1 where strong stands above weak, a half for a tie and where one of them was not graded."""
    if weak is None or strong is None or weak == strong:
        return 0.5
    return float(strong > weak)


def interval(values: list[float], measure, rng: np.random.Generator) -> list[float]:
    """Return the 95 % bootstrap interval of a measure over rows."""
    rows = np.arange(len(values))
    found = [measure([values[at] for at in rng.choice(rows, len(rows))]) for _ in range(2000)]
    return [float(bound) for bound in np.percentile(found, (2.5, 97.5))]


def correlation(points: list[tuple[float, int]]) -> float:
    """Return how a level goes with the number of words."""
    levels, words = np.array(points, float).T
    return float(np.corrcoef(levels, words)[0, 1]) if levels.std() and words.std() else 0.0


def stretched(rows: list[dict], judge: dict) -> list[tuple[float, int]]:
    """Return level and words of half a text, the whole, and it with another of the same dimension and side."""
    found = []
    for row, other in zip(rows, rows[1:] + rows[:1], strict=True):
        for side in ("weak", "strong"):
            tokens = row[side].split()
            if (
                row["dimension"] != other["dimension"]
                or row["id"][0] != other["id"][0]
                or row["id"] == other["id"]
            ):
                continue
            texts = (
                tokens[: len(tokens) // 2],
                tokens[len(tokens) // 2 :],
                tokens,
                tokens + other[side].split(),
            )
            for text in texts:
                one = judge[row["id"][0]]([Said(1, " ".join(text))], [BY_ID[row["dimension"]]])[0]
                if one.level is not None:
                    found.append((one.level, len(text)))
    return found


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("file", type=Path)
    parser.add_argument("--engine", choices=("embedded", "openai"), default="embedded")
    parser.add_argument("--leave-author-out", action="store_true")
    parser.add_argument("--learn", type=Path, nargs="*", default=[])
    parser.add_argument("--model-url", default="")
    parser.add_argument("--model", default="")
    args = parser.parse_args()
    rows = read(args.file)
    judge = judges(args, {row["id"][0] for row in rows})
    marks: list[tuple[Graded, Graded]] = []
    quotes = verbatim = 0
    for row in rows:
        pair = []
        for side in ("weak", "strong"):
            one = judge[row["id"][0]]([Said(1, row[side])], [BY_ID[row["dimension"]]])[0]
            quotes += len(one.evidence)
            verbatim += sum(occurs(quote.quote, row[side]) for quote in one.evidence)
            pair.append(one)
        marks.append((pair[0], pair[1]))
    report(args, rows, marks, judge, (quotes, verbatim))


def report(
    args: argparse.Namespace, rows: list[dict], marks: list, judge: dict, quoted: tuple[int, int]
) -> None:
    """Print the figures and, as the last line, all of them as one object."""
    rng = np.random.default_rng(0)
    places = [above(weak.place, strong.place) for weak, strong in marks]
    levels = [above(weak.level, strong.level) for weak, strong in marks]
    lengths = [
        (one.level, len(row[side].split()))
        for row, pair in zip(rows, marks, strict=True)
        for side, one in zip(("weak", "strong"), pair, strict=True)
        if one.level is not None
    ]
    # A text of whole numbers only: more figures, higher mark. What a grader must beat.
    figures = [above(float(figured(row["weak"])), float(figured(row["strong"]))) for row in rows]
    document: dict[str, object] = {
        "engine": args.engine,
        "n": len(rows),
        "leave_author_out": args.leave_author_out,
    }
    for name, values in (("ordered", places), ("ordered_levels", levels), ("ordered_by_figures", figures)):
        document[name], document[f"{name}_95"] = float(np.mean(values)), interval(values, np.mean, rng)
    document["length_bias"], document["length_bias_95"] = (
        correlation(lengths),
        interval(lengths, correlation, rng),
    )
    if args.engine == "embedded":
        more = stretched(sorted(rows, key=lambda row: (row["id"][0], row["dimension"])), judge)
        document["length_bias_stretched"] = correlation(more) if len(more) > 2 else None
    document["not_graded"] = float(np.mean([one.level is None for pair in marks for one in pair]))
    document["quotes"], document["verbatim"] = quoted
    for name in ("ordered", "ordered_levels", "ordered_by_figures", "length_bias"):
        low, high = document[f"{name}_95"]
        print(f"{name:20} {document[name]:.3f} [{low:.3f}, {high:.3f}]")
    for at, side in enumerate(("weak", "strong")):
        print(f"{side:8} levels {sorted(Counter(str(pair[at].level) for pair in marks).items())}")
    for dimension in TWELVE:
        own = [place for place, row in zip(places, rows, strict=True) if row["dimension"] == dimension.id]
        if own:
            print(f"  {dimension.id:26} n {len(own):3}  ordered {np.mean(own):.2f}")
    print(json.dumps(document))


def figured(text: str) -> int:
    """Return how many figures a text holds."""
    from interviewer.debrief.grading_model import NUMBER, masked

    return masked(text).split().count(NUMBER)


if __name__ == "__main__":
    main()
