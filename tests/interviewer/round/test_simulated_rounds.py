"""Whole rounds with candidates who are terse, rambling, evasive, honest or confused, and a program that crashes."""

from __future__ import annotations

import pytest
from simulated_round import MANNERS, Simulation, questions

from interviewer.examiner.embedded import EmbeddedExaminer

# Four of each; tests/bench/rounds.py plays two hundred.
ROUNDS = 20
# One crash in so many commands: some four in an hour's round.
CRASH = 0.02


@pytest.fixture(scope="module")
def rounds():
    files = questions()
    return [
        Simulation(
            EmbeddedExaminer(), files[seed % len(files)], MANNERS[seed % len(MANNERS)], seed, crash=CRASH
        ).run()
        for seed in range(ROUNDS)
    ]


def test_every_question_of_the_examiner_passes_the_guard(rounds):
    assert [found for played in rounds for found in played.refused()] == []


def test_nothing_is_asked_twice(rounds):
    assert [text for played in rounds for text in played.repeated()] == []


def test_a_full_length_round_reaches_every_dimension_and_every_question_of_the_file(rounds):
    whole = [not played.missed_dimensions() and not played.missed_stock() for played in rounds]
    assert sum(whole) >= 0.95 * len(rounds)


def test_every_round_comes_to_its_own_end_in_its_time(rounds):
    assert all(played.finished for played in rounds)
    # An answer that has begun is never cut off, so the last ones may run over.
    assert all(played.minutes <= 60.0 + 4.0 for played in rounds)


def test_crashes_happened_and_cost_nothing(rounds):
    assert sum(played.crashes for played in rounds) > ROUNDS


def test_the_same_seed_and_the_same_words_give_the_same_round():
    once, again = (
        Simulation(EmbeddedExaminer(), questions()[0], "honest", 5, minutes=20.0).run() for _ in range(2)
    )
    assert once.events == again.events


def test_a_crash_changes_no_question():
    calm = Simulation(EmbeddedExaminer(), questions()[1], "honest", 6, "discussion", 20.0).run()
    torn = Simulation(EmbeddedExaminer(), questions()[1], "honest", 6, "discussion", 20.0, crash=0.2).run()
    assert torn.crashes > 5
    assert [line.text for line in calm.lines][:30] == [line.text for line in torn.lines][:30]
