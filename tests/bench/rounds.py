"""Plays whole rounds with simulated candidates and counts what a round must reach and must never do.

    python tests/bench/rounds.py [--rounds 200] [--minutes 60] [--crash 0.02] [--seed 0]

Every round has its own seed; the five manners and the bundled questions take turns. The last line is one JSON
object. Nothing here asserts: the figures are for reading.
"""

from __future__ import annotations

import argparse
import json
import statistics
import sys
import time
from collections import Counter
from pathlib import Path

sys.path[:0] = [str(Path(__file__).parents[2]), str(Path(__file__).parents[1])]

from simulated_round import ASKED_BY_EXAMINER, MANNERS, Played, Simulation, questions  # noqa: E402 - beside, not below

from interviewer.examiner.embedded import EmbeddedExaminer  # noqa: E402


def main() -> None:
    """Play, then print a row for each manner and the totals."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=200)
    parser.add_argument("--minutes", type=float, default=60.0)
    parser.add_argument("--crash", type=float, default=0.02, help="chance of a crash before each command")
    parser.add_argument("--seed", type=int, default=0, help="of the first round")
    given = parser.parse_args()
    played: dict[str, list[Played]] = {manner: [] for manner in MANNERS}
    began, stuck = time.process_time(), 0
    for number in range(given.rounds):
        manner, question = MANNERS[number % len(MANNERS)], questions()[number % len(questions())]
        simulation = Simulation(
            EmbeddedExaminer(),
            question,
            manner,
            given.seed + number,
            minutes=given.minutes,
            crash=given.crash,
        )
        try:
            played[manner].append(simulation.run())
        except AssertionError as error:
            stuck += 1
            print(f"round {given.seed + number} ({manner}): {error}", file=sys.stderr)
    spent = time.process_time() - began
    print(f"{'manner':10} rounds minutes asked  all dims  all stock  refused  repeated  crashes")
    for manner, rounds in played.items():
        print(f"{manner:10} {row(rounds)}")
    everything = [one for rounds in played.values() for one in rounds]
    print(json.dumps(figures(everything, stuck, spent)))


def row(rounds: list[Played]) -> str:
    """Return a line of the table."""
    if not rounds:
        return "none"
    minutes = statistics.median(one.minutes for one in rounds)
    asked = statistics.median(len(asked_in(one)) for one in rounds)
    dimensions = sum(not one.missed_dimensions() for one in rounds)
    stock = sum(not one.missed_stock() for one in rounds)
    refused = sum(len(one.refused()) for one in rounds)
    repeated = sum(len(one.repeated()) for one in rounds)
    crashes = sum(one.crashes for one in rounds)
    return f"{len(rounds):6} {minutes:7.1f} {asked:5.0f} {dimensions:9} {stock:10} {refused:8} {repeated:9} {crashes:8}"


def asked_in(played: Played) -> list[str]:
    """Return what the examiner asked."""
    return [line.text for line in played.lines if line.kind in ASKED_BY_EXAMINER]


def figures(rounds: list[Played], stuck: int, spent: float) -> dict[str, object]:
    """Return the totals."""
    ended = Counter(line.let_go for one in rounds for line in one.lines if line.let_go)
    missed = Counter(dimension for one in rounds for dimension in one.missed_dimensions())
    whole = [not one.missed_dimensions() and not one.missed_stock() for one in rounds]
    return {
        "rounds": len(rounds) + stuck,
        "stuck": stuck,
        "finished": sum(one.finished for one in rounds),
        "questions": sum(len(asked_in(one)) for one in rounds),
        "refused_by_guard": sum(len(one.refused()) for one in rounds),
        "asked_twice": sum(len(one.repeated()) for one in rounds),
        "reached_all_dimensions": sum(not one.missed_dimensions() for one in rounds),
        "reached_all_follow_ups": sum(not one.missed_stock() for one in rounds),
        "reached_everything": sum(whole),
        "missed": dict(missed),
        "ladders_ended_by": dict(ended.most_common()),
        "crashes": sum(one.crashes for one in rounds),
        "longest_minutes": round(max((one.minutes for one in rounds), default=0.0), 1),
        "cpu_seconds_a_round": round(spent / max(1, len(rounds)), 2),
    }


if __name__ == "__main__":
    main()
