"""What is proposed for practice follows from the last levels, and nothing is proposed on thin evidence."""

from __future__ import annotations

import pytest

from interviewer.history_points import Point
from interviewer.weakest import kind_for, weakest


def points(*levels, day=1, high=None):
    return [
        Point(f"r{day + at}", f"2026-03-{day + at:02d}T10:00:00", float(level), None, high)
        for at, level in enumerate(levels)
    ]


SOUND = {"scoped_depth": points(3, 3, 4), "composure": points(3, 3, 3)}


def test_the_lowest_median_of_the_last_rounds_is_proposed_and_says_why():
    found = weakest(SOUND | {"honest_limitations": points(4, 1, 2, 1)})
    assert found.dimension == "honest_limitations"
    assert (
        found.why
        == "Weakest lately: honest limitations, 1 of 4 in two of the last three rounds that showed it"
    )
    assert found.newest == "r4"


def test_old_rounds_do_not_count():
    found = weakest(SOUND | {"honest_limitations": points(1, 1, 1, 3, 4, 4)})
    assert found.dimension != "honest_limitations"


def test_one_bad_day_is_not_enough():
    assert weakest(SOUND | {"honest_limitations": points(1), "first_principles": points(2, 3)}).dimension == (
        "first_principles"
    )


def test_nothing_is_proposed_while_little_is_known():
    assert weakest({}) is None
    assert weakest(SOUND) is None
    assert weakest({"honest_limitations": points(1, 1, 1)}) is None


def test_equal_ones_go_to_the_one_judged_least_recently():
    levels = {
        "scoped_depth": points(2, 2, day=8),
        "composure": points(2, 2, day=2),
        "first_principles": points(2, 2, day=5),
    }
    assert weakest(levels).dimension == "composure"


def test_a_level_that_could_as_well_be_the_top_is_not_called_weak():
    levels = {
        "scoped_depth": points(3, 3, high=4.0),
        "composure": points(4, 4, high=4.0),
        "first_principles": points(4, 4),
    }
    assert weakest(levels) is None


def test_a_median_between_levels_counts_what_lies_at_or_below_it():
    found = weakest(SOUND | {"honest_limitations": points(1, 2)})
    assert found.level == pytest.approx(1.5)
    assert "1.5 of 4 or less in one of the last two rounds" in found.why


def test_a_dimension_of_a_questions_own_is_never_proposed():
    assert weakest(SOUND | {"own_bytes": points(1, 1, 1), "first_principles": points(2, 2)}).dimension == (
        "first_principles"
    )


@pytest.mark.parametrize(
    ("dimension", "chosen", "wanted"),
    [
        ("honest_limitations", "discussion", "presentation"),
        ("honest_limitations", "onsite", "onsite"),
        ("scoped_depth", "presentation", "discussion"),
        ("composure", "discussion", "discussion"),
    ],
)
def test_the_round_becomes_one_in_which_it_is_asked_about(dimension, chosen, wanted):
    assert kind_for(dimension, chosen) == wanted
