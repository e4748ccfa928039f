"""The arithmetic under composure: quantiles against tables, counts against dictionaries."""

from __future__ import annotations

import math

import pytest

from interviewer.debrief.content import first_content, hedges
from interviewer.debrief.intervals import (
    Group,
    differences,
    dispersion,
    incomplete_beta,
    many_to_one,
    ratios,
    student,
)
from interviewer.debrief.syllables import syllables
from interviewer.events import Word


@pytest.mark.parametrize(
    ("freedom", "reach"), [(1, 12.7062), (2, 4.3027), (3, 3.1824), (10, 2.2281), (60, 2.0003)]
)
def test_students_t_is_that_of_the_tables(freedom, reach):
    assert student(0.95, freedom) == pytest.approx(reach, abs=1e-4)


@pytest.mark.parametrize(("freedom", "count", "reach"), [(10, 4, 2.89), (20, 9, 2.93), (5, 2, 3.03)])
def test_many_looks_at_one_baseline_reach_as_far_as_dunnetts_tables(freedom, count, reach):
    assert many_to_one(0.95, freedom, 1.0, (1.0,) * count) == pytest.approx(reach, abs=0.05)


def test_the_incomplete_beta_is_right_at_known_points():
    assert incomplete_beta(1.0, 1.0, 0.3) == pytest.approx(0.3)
    assert incomplete_beta(2.0, 3.0, 0.5) == pytest.approx(0.6875)
    assert incomplete_beta(5.0, 5.0, 0.5) == pytest.approx(0.5)


def test_a_difference_is_that_of_the_pooled_t_test():
    (found,) = differences(Group((1.0, 2.0, 3.0)), [Group((4.0, 6.0))])
    error = math.sqrt(4.0 / 3.0) * math.sqrt(1 / 3 + 1 / 2)
    assert found.alone.value == pytest.approx(3.0)
    assert found.alone.low == pytest.approx(3.0 - 3.182446 * error, rel=1e-5)
    assert found.together.low < found.alone.low


def test_two_single_values_tell_nothing():
    assert differences(Group((1.0,)), [Group((2.0,))]) is None


def test_a_ratio_of_counts_without_any_is_unbounded():
    (both, more) = ratios((0, 1.0), [(0, 1.0), (9, 1.0)])
    assert (both.alone.low, both.alone.high) == (-math.inf, math.inf)
    assert more.alone.high == math.inf
    assert more.alone.low > 0


def test_a_ratio_of_counts_narrows_with_them():
    (few,) = ratios((5, 1.0), [(5, 1.0)])
    (many,) = ratios((500, 1.0), [(500, 1.0)])
    assert few.alone.low == pytest.approx(-few.alone.high)
    assert many.alone.high == pytest.approx(1.96 * math.sqrt(2 / 500), rel=0.02)


def test_counts_in_clumps_widen_their_interval():
    assert dispersion([[(2, 1.0)] * 8]) == 1.0
    clumped = dispersion([[(0, 1.0), (8, 1.0)] * 4])
    assert clumped > 3.0
    (poisson,), (wider,) = ratios((8, 1.0), [(16, 1.0)]), ratios((8, 1.0), [(16, 1.0)], clumped)
    assert wider.alone.low < poisson.alone.low


@pytest.mark.parametrize(
    ("word", "count"),
    [
        ("baseline,", 2), ("seeds", 1), ("people", 2), ("hundred", 2), ("measured.", 2), ("wanted", 2),
        ("evaluation", 5),
        ("algorithm", 4), ("don't", 1), ("didn't", 2), ("GPU", 3), ("40%", 4), ("5,000", 3), ("0.5", 4), ("1999", 5),
        ("the", 1), ("—", 0), ("layer", 2), ("idea", 3), ("matches", 2), ("training", 2), ("ratio", 3),
    ],
)  # fmt: skip
def test_syllables_are_counted_as_the_word_is_said(word, count):
    assert syllables(word) == count


def words(text):
    return [Word(word, float(at), at + 0.5, 0.9) for at, word in enumerate(text.split())]


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("So, um, you know, the baseline", "the"),
        ("Well, that's a good question. We tuned it", "We"),
        ("We did", "We"),
        ("Um. Okay, so I mean", None),
    ],
)
def test_the_first_content_word_is_neither_filler_nor_marker(text, first):
    found = first_content(words(text))
    assert (found.text if found else None) == first


def test_hedges_are_counted_as_whole_phrases():
    assert hedges("I think it is, sort of, maybe right.") == 3
    assert hedges("The mightiest thinking of some sort.") == 0
