from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from interviewer.answer import Pause, line_before, timings
from interviewer.events import AnswerGiven, LineSpoken, Stretch


def answer(*stretches, text="four words are here", typed=False):
    return AnswerGiven(
        1, 1, text, (), tuple(Stretch(*s) for s in stretches), 9.0, 30.0, "silence", "audio/001", typed
    )


def line(number=1, start=5.0, end=10.0):
    return LineSpoken(number, "Ada", "challenge", "Why?", "", None, "", "", start, end, "", False)


def test_the_onset_runs_from_the_last_sample_of_the_line_to_the_first_voiced_one():
    assert timings(answer((11.25, 12.0)), line()).onset_delay == pytest.approx(1.25)


def test_talking_over_the_line_is_a_negative_onset():
    assert timings(answer((9.5, 12.0)), line()).onset_delay == pytest.approx(-0.5)


def test_silence_and_typing_have_no_onset_and_no_pace():
    for given_ in (answer(text=""), answer((11.0, 12.0), typed=True)):
        measured = timings(given_, line())
        assert (measured.onset_delay, measured.pace_wpm, measured.span) == (None, None, 0.0)
    assert timings(answer((11.0, 12.0), typed=True), line()).words == 4


def test_only_gaps_of_a_quarter_second_are_pauses_and_long_ones_are_counted():
    measured = timings(answer((10.0, 11.0), (11.2, 12.0), (12.25, 13.0), (14.5, 16.0)), line())
    assert measured.pauses == (Pause(12.0, 12.25), Pause(13.0, 14.5))
    assert measured.long_pauses == 1
    assert measured.span == pytest.approx(6.0)
    assert measured.speaking == pytest.approx(6.0 - 0.2 - 0.25 - 1.5)
    assert measured.pace_wpm == pytest.approx(40.0)


def test_a_repeat_before_the_answer_is_what_the_onset_is_counted_from():
    lines = [line(1, 5, 10), line(2, 12, 14), line(3, 20, 22)]
    assert line_before(answer((15.0, 25.0)), lines) == lines[1]
    assert line_before(answer((11.0, 25.0)), lines) == lines[0]
    assert line_before(answer((1.0, 2.0)), lines) is None


edges = st.lists(st.floats(0, 100), min_size=2, max_size=12).map(sorted)


@given(edges)
def test_speech_and_gaps_make_up_the_span(times):
    stretches = list(zip(times[::2], times[1::2], strict=False))
    measured = timings(answer(*stretches), line())
    assert measured.speaking == pytest.approx(sum(end - start for start, end in stretches), abs=1e-6)
    assert 0 <= measured.speaking <= measured.span + 1e-9
    assert all(pause.length >= 0.25 for pause in measured.pauses)
