from __future__ import annotations

import pytest

from desktop.pace import Pace, left_words


def test_nothing_is_promised_before_it_can_be_known():
    pace = Pace()
    assert pace.left(100.0) is None
    pace.push(30.0, 0.5)
    assert pace.left(100.0) is None


def test_the_rest_takes_as_long_as_the_first_part_did():
    pace = Pace()
    pace.push(60.0, 4.0)
    assert pace.rate == 15.0
    assert pace.left(300.0) == 20.0


@pytest.mark.parametrize(
    ("seconds", "words"),
    [
        (0.0, "a few seconds left"),
        (23.0, "about 25 s left"),
        (58.0, "about 1 min left"),
        (400.0, "about 7 min left"),
        (4000.0, "about 1 h 7 min left"),
    ],
)
def test_time_left_is_said_no_more_exactly_than_it_is_known(seconds, words):
    assert left_words(seconds) == words
