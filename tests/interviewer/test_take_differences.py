"""What a pair of answers can tell, and what it cannot."""

from __future__ import annotations

import numpy as np
import pytest

from interviewer.debrief.measured import Measured, Reading
from interviewer.debrief.take_differences import differences
from interviewer.debrief.windows import Sounding

NOTHING = Sounding(np.zeros(0), np.zeros(0), np.zeros(0), ())


def calm(measure: str, *values: float, amount: float = 2.0) -> list[Measured]:
    return [
        Measured(number, number, 0.0, 20.0, (Reading(measure, value, amount),), NOTHING)
        for number, value in enumerate(values)
    ]


def one(measure: str, value: float, amount: float = 2.0) -> Reading:
    return Reading(measure, value, amount)


def counted(measure: str, count: int, exposure: float) -> Reading:
    return Reading(measure, count / exposure, exposure, count, exposure)


def only(first: Reading, again: Reading, still=(), **how: bool):
    (found,) = differences([first], [again], still, **how)
    return found


def test_without_a_calm_of_ones_own_one_pair_cannot_tell():
    found = only(one("onset", 3.0), one("onset", 1.0), calm("onset", 1.0, 2.0))
    assert found.verdict == "one pair cannot tell"
    assert (found.low, found.high) == (None, None)
    assert found.change == pytest.approx(1 / 3)


def test_a_steady_speaker_shows_a_change_that_an_unsteady_one_does_not():
    pair = one("pace", 150.0), one("pace", 110.0)
    steady = only(*pair, calm("pace", 140, 142, 139, 141))
    unsteady = only(*pair, calm("pace", 100, 180, 120, 165))
    assert steady.verdict == "clear change"
    assert steady.high < 0
    assert unsteady.verdict == "no clear change"
    assert unsteady.low < 0 < unsteady.high


def test_delays_are_held_against_each_other_as_times():
    found = only(one("onset", 4.0), one("onset", 1.0), calm("onset", 1.0, 1.1, 0.9, 1.0))
    assert found.change == pytest.approx(0.25)
    assert found.low < 0.25 < found.high < 1.0
    assert found.verdict == "clear change"


def test_a_few_counts_more_or_less_are_no_clear_change():
    few = only(counted("fillers", 5, 0.5), counted("fillers", 1, 0.5))
    many = only(counted("fillers", 30, 1.0), counted("fillers", 2, 1.0))
    assert few.verdict == "no clear change"
    assert few.low < 1 < few.high
    assert many.verdict == "clear change"
    assert many.high < 1


def test_two_answers_without_any_differ_by_nothing_known():
    found = only(counted("hedges", 0, 0.4), counted("hedges", 0, 0.5))
    assert (found.change, found.low, found.high, found.verdict) == (None, None, None, "no clear change")


def test_what_only_one_of_them_shows_is_not_compared():
    assert differences([one("pace", 120.0)], [one("onset", 1.0)], ()) == ()


def test_pitch_and_loudness_of_another_day_are_not_compared():
    both = [one("pitch", 20.0), one("loudness", -30.0)]
    assert differences(both, both, ()) == ()


def test_two_speech_models_are_not_compared_in_words():
    first = [one("onset", 1.0), one("pace", 120.0), counted("fillers", 1, 1.0), counted("hedges", 1, 1.0)]
    assert [each.measure for each in differences(first, first, (), alike=False)] == ["onset"]


def test_chance_shows_a_clear_change_in_about_one_pair_of_twenty():
    chance = np.random.default_rng(7)
    clear = 0
    for _ in range(600):
        *still, was, now = chance.normal(140.0, 12.0, 8)
        clear += only(one("pace", was), one("pace", now), calm("pace", *still)).verdict == "clear change"
    # 600 draws of a true 5 % lie within 2.9 and 7.2 % in 99 of 100 runs.
    assert 0.029 <= clear / 600 <= 0.072
