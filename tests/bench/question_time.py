"""How long the embedded question takes once an answer's final text is there, read ahead as it came and not.

    python tests/bench/question_time.py ANSWERS.jsonl … [--minutes 5] [--rounds 40] [--signals trained|lexical]

Answers of one part are joined to the wished length (150 words a minute) and come sentence by sentence, as a
listener commits them; between sentences the examiner reads ahead. Then the last words come, and the clock runs
from the final text to the guarded question. The last line is one JSON object; no time is asserted.
"""

from __future__ import annotations

import argparse
import json
import random
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from interviewer.examiner.embedded import EmbeddedExaminer
from interviewer.examiner.examiner import Brief
from interviewer.examiner.guard import refusal
from interviewer.examiner.signals import LexicalSignals, Signals
from interviewer.question.question import Question
from interviewer.transcript import CANDIDATE, Turn

if TYPE_CHECKING:
    from interviewer.examiner.move import PartName

WORDS_A_MINUTE = 150
# A committed piece of text is a sentence or, in speech without marks, about as long.
PIECE = 20
BUDGET_MS = 100.0


def main() -> None:
    given = _arguments()
    rows = [
        json.loads(line) for path in given.files for line in path.read_text(encoding="utf-8").splitlines()
    ]
    ahead, cold, reading = [], [], []
    for number in range(given.rounds):
        chance = random.Random(f"{given.seed}:{number}")
        part: PartName = "presentation" if number % 2 else "discussion"
        turns = _turns(rows, part, given.minutes, chance)
        for prepared, times in ((True, ahead), (False, cold)):
            # A fresh examiner each time: nothing it remembers from another answer helps.
            examiner = EmbeddedExaminer(_signals(given.signals))
            _forget()
            examiner.prepare(turns[0].text, part)
            if prepared:
                reading.append(_read_ahead(examiner, turns[-1].text, part))
            for kind in ("challenge", "follow_up"):
                took = _ask(examiner, kind, part, turns, number)
                times.append(took)
    result = {
        "signals": given.signals,
        "minutes": given.minutes,
        "n": len(ahead),
        "ready_ms_median": _share(ahead, 0.5),
        "ready_ms_p95": _share(ahead, 0.95),
        "ready_ms_max": max(ahead),
        "within_100_ms": sum(took <= BUDGET_MS for took in ahead) / len(ahead),
        "cold_ms_p95": _share(cold, 0.95),
        "reading_ahead_cpu_s_per_minute": sum(reading) / len(reading) / given.minutes,
    }
    for name, value in result.items():
        print(f"{name:32} {value if isinstance(value, str) else round(value, 3)}")
    print(json.dumps(result))


def _turns(
    rows: list[dict[str, str]], part: PartName, minutes: float, chance: random.Random
) -> tuple[Turn, ...]:
    """Return a talk of two answers: an ordinary one, and the long one that is asked about."""
    texts = [row["text"] for row in rows if row["part"] == part]
    first = Turn(1, CANDIDATE, "answer", chance.choice(texts))
    words: list[str] = []
    while len(words) < minutes * WORDS_A_MINUTE:
        words += chance.choice(texts).split()
    long = Turn(2, CANDIDATE, "answer", " ".join(words[: int(minutes * WORDS_A_MINUTE)]))
    return (
        first,
        Turn(1, "Ada", "challenge", "Which single piece earns the gain, and how do you know?"),
        long,
    )


def _read_ahead(examiner: EmbeddedExaminer, text: str, part: PartName) -> float:
    """Read an answer as it comes, all but its last piece; return the CPU seconds that took."""
    words, began = text.split(), time.process_time()
    for stop in range(PIECE, len(words), PIECE):
        examiner.prepare(" ".join(words[:stop]), part)
    return time.process_time() - began


def _ask(examiner: EmbeddedExaminer, kind: str, part: PartName, turns: tuple[Turn, ...], seed: int) -> float:
    brief = Brief(2, kind, part, Question("A project"), turns, ("ER-ablate",), "probing", seed)  # type: ignore[arg-type]
    began = time.perf_counter()
    made = examiner.propose(brief)
    took = 1000 * (time.perf_counter() - began)
    assert not refusal(made.text, made.quote, turns)
    return took


def _signals(name: str) -> Signals:
    if name == "lexical":
        return LexicalSignals()
    from interviewer.examiner.trained import TrainedSignals

    return TrainedSignals()


def _forget() -> None:
    """Empty every memory of what was read, so that each answer is met for the first time."""
    from interviewer.examiner import grid, ledger, quoting, reading

    for module in (grid, ledger, quoting, reading):
        for thing in vars(module).values():
            if hasattr(thing, "cache_clear") and thing.__name__ != "_judge":
                thing.cache_clear()


def _share(values: list[float], share: float) -> float:
    ranked = sorted(values)
    return ranked[min(len(ranked) - 1, int(share * len(ranked)))]


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("files", nargs="+", type=Path)
    parser.add_argument("--minutes", type=float, default=5.0)
    parser.add_argument("--rounds", type=int, default=40)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--signals", choices=("trained", "lexical"), default="trained")
    return parser.parse_args()


if __name__ == "__main__":
    main()
