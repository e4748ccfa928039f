"""A change over rounds is told only where chance does not explain it."""

from __future__ import annotations

import pytest

from interviewer.trend import FEWEST, LONGEST, trend, words


def test_fewer_than_four_rounds_say_nothing():
    for values in ([], [1.0], [1.0, 2.0, 3.0]):
        assert trend(values).direction == "too few"
    assert words(trend([2.0, 3.0])) == f"Too few rounds to say: 2 rounds, and it takes {FEWEST}."
    assert words(trend([2.0])).startswith("Too few rounds to say: 1 round,")


def test_values_that_wander_are_no_clear_change():
    found = trend([2.0, 3.0, 2.0, 3.0, 2.0, 3.0, 2.0])
    assert found.direction == "no clear change"
    assert words(found) == "No clear change over 7 rounds."


def test_a_steady_rise_is_told_with_its_size_and_its_interval():
    found = trend([1.0, 1.4, 2.1, 2.4, 3.0, 3.6, 4.0, 4.4])
    assert found.direction == "rising"
    assert found.slope.value == pytest.approx(0.5, abs=0.03)
    assert found.slope.low <= found.slope.value <= found.slope.high
    said = words(found, "s")
    assert said.startswith("Rising by about 0.5 s a round over 8 rounds (95 %: ")


def test_a_fall_is_told_without_a_minus_sign():
    said = words(trend([8.0, 7.1, 6.0, 4.9, 4.1, 3.0]))
    assert said.startswith("Falling by about 1 a round")
    assert "-" not in said.replace("95 %: ", "")


def test_one_odd_round_hardly_moves_the_slope():
    steady = [1.0, 1.5, 2.0, 2.5, 3.0, 3.5, 4.0, 4.5, 5.0]
    odd = [*steady[:8], 90.0]
    assert trend(odd).slope.value == pytest.approx(trend(steady).slope.value, abs=0.1)


def test_equal_values_are_no_change_and_no_trouble():
    found = trend([2.0] * 6)
    assert (found.slope.value, found.direction) == (0.0, "no clear change")


def test_the_same_rounds_always_give_the_same_trend_and_old_ones_drop_out():
    values = [float(number % 5) for number in range(90)]
    assert trend(values) == trend(list(values))
    assert trend(values).rounds == LONGEST
    assert trend(values) == trend([100.0, *values])
