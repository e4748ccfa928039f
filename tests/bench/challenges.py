"""How well the examiner finds the weak point: `challenges.py FILE.jsonl [--repairs FILE.jsonl] [--engine …]`.

`--leave-author-out` trains anew for each author of FILE without that author's rows (scikit-learn needed); without it
the shipped weights judge.
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from pathlib import Path

import numpy as np

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT), str(ROOT / "training")]

from interviewer.examiner.move import WEAKNESSES  # noqa: E402
from interviewer.examiner.quoting import cut  # noqa: E402
from interviewer.examiner.signals import LexicalSignals, Suspicion  # noqa: E402
from interviewer.examiner.trained import TrainedSignals  # noqa: E402


def read(path: Path) -> list[dict]:
    return [json.loads(line) for line in path.read_text("utf-8").splitlines() if line.strip()]


def interval(values: list[bool], rng: np.random.Generator) -> str:
    """Return a 95 % bootstrap interval over rows."""
    sample = np.array(values, float)
    means = rng.choice(sample, (2000, len(sample))).mean(axis=1)
    low, high = np.percentile(means, (2.5, 97.5))
    return f"{sample.mean():.3f} [{low:.3f}, {high:.3f}]"


def area(weak: list[float], solid: list[float]) -> float:
    """Return the chance that a weak answer scores above a solid one."""
    above = [(one > other) + 0.5 * (one == other) for one in weak for other in solid]
    return float(np.mean(above)) if above else float("nan")


class Model:
    """The model behind an endpoint, asked to rank the weaknesses."""

    def __init__(self, url: str, name: str) -> None:
        from openai import OpenAI

        self._client = OpenAI(base_url=url, api_key="local")
        self._name = name

    def suspect(self, tokens: list[str], part: str) -> tuple[Suspicion, ...]:
        ask = (
            f"An interview answer ({part}) follows. For each of these weaknesses give the probability that the answer "
            f"shows it, as JSON with these keys and numbers from 0 to 1: {', '.join(WEAKNESSES)}. Only JSON.\n\n"
        )
        reply = self._client.chat.completions.create(
            model=self._name, temperature=0, messages=[{"role": "user", "content": ask + " ".join(tokens)}]
        )
        text = reply.choices[0].message.content or "{}"
        try:
            found = json.loads(text[text.index("{") : text.rindex("}") + 1])
        except ValueError:
            found = {}
        scores = {label: float(found.get(label, 0.0) or 0.0) for label in WEAKNESSES}
        ranked = sorted(scores.items(), key=lambda item: -item[1])
        return tuple(Suspicion(label, score, 0, len(tokens)) for label, score in ranked)


def engines(args: argparse.Namespace, answers: list[dict]) -> dict[str, object]:
    """Return what judges each author's rows."""
    letters = sorted({row["id"][0] for row in answers})
    if args.engine == "openai":
        return dict.fromkeys(letters, Model(args.model_url, args.model))
    if args.engine == "lexical":
        return dict.fromkeys(letters, LexicalSignals())
    if not args.leave_author_out:
        return dict.fromkeys(letters, TrainedSignals())
    import examiner

    learn = {kind: examiner.rows(kind, args.learn or []) for kind in ("answers", "repairs")}
    found = {}
    for letter in letters:
        kept = [[row for row in learn[kind] if row["id"][0] != letter] for kind in ("answers", "repairs")]
        found[letter] = TrainedSignals(examiner.weak_points(*kept))
    return found


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("file", type=Path)
    parser.add_argument("--repairs", type=Path)
    parser.add_argument("--engine", choices=("embedded", "lexical", "openai"), default="embedded")
    parser.add_argument("--model-url", default="")
    parser.add_argument("--model", default="")
    parser.add_argument("--leave-author-out", action="store_true")
    parser.add_argument("--learn", type=Path, nargs="*", help="further labelled files to train on")
    args = parser.parse_args()
    answers = read(args.file)
    judges = engines(args, answers)
    began = time.process_time()
    judged = {row["id"]: judges[row["id"][0]].suspect(row["text"].split(), row["part"]) for row in answers}
    cpu = (time.process_time() - began) / len(answers)
    weak = [row for row in answers if row["label"] != "none"]
    ranks = [[s.label for s in judged[row["id"]]].index(row["label"]) for row in weak]
    rng = np.random.default_rng(0)
    tops = {row["id"]: judged[row["id"]][0].score for row in answers}
    document = {
        "engine": args.engine,
        "n": len(weak),
        "hit1": float(np.mean([rank == 0 for rank in ranks])),
        "hit3": float(np.mean([rank < 3 for rank in ranks])),
        "auc_solid_weak": area(
            [tops[row["id"]] for row in weak], [tops[r["id"]] for r in answers if r["label"] == "none"]
        ),
        "span_hit": float(np.mean(spans(weak, judged) or [0.0])),
        "cpu_s_per_answer": cpu,
        "leave_author_out": args.leave_author_out,
    }
    print(f"{'hit@1':12} {interval([rank == 0 for rank in ranks], rng)}")
    print(f"{'hit@3':12} {interval([rank < 3 for rank in ranks], rng)}")
    if args.repairs:
        lower = contrast(read(args.repairs), answers, judges, judged)
        document["contrast"] = float(np.mean(lower))
        print(f"{'contrast':12} {interval(lower, rng)}")
    for label in WEAKNESSES:
        own = [rank for rank, row in zip(ranks, weak, strict=True) if row["label"] == label]
        if own:
            print(f"{label:28} n {len(own):3}  hit@1 {np.mean([r == 0 for r in own]):.2f}  ", end="")
            print(f"hit@3 {np.mean([r < 3 for r in own]):.2f}")
    print(json.dumps(document))


def spans(weak: list[dict], judged: dict[str, tuple[Suspicion, ...]]) -> list[bool]:
    """Return, for each first hit, whether the words that would be quoted overlap the weak ones."""
    found = []
    for row in weak:
        first = judged[row["id"]][0]
        if first.label != row["label"]:
            continue
        quote = cut(row["text"].split(), first.start, first.stop)
        found.append(bool(set(quote.split()) & set(row["span"].split())) and overlaps(row, quote))
    return found


def overlaps(row: dict, quote: str) -> bool:
    """Return whether a quote and the labelled span share words at their places in the text."""
    at, span = row["text"].find(quote), row["text"].find(row["span"])
    return at >= 0 and at < span + len(row["span"]) and span < at + len(quote)


def contrast(repairs: list[dict], answers: list[dict], judges: dict, judged: dict) -> list[bool]:
    """Return, for each repaired answer, whether its repaired label scores lower than in the original."""
    parts = {row["id"]: row["part"] for row in answers}
    found = []
    for row in repairs:
        if row["id"] not in judged:
            continue
        after = judges[row["id"][0]].suspect(row["text"].split(), parts[row["id"]])
        scores = [{s.label: s.score for s in one}[row["repairs"]] for one in (after, judged[row["id"]])]
        found.append(scores[0] < scores[1])
    return found


if __name__ == "__main__":
    main()
