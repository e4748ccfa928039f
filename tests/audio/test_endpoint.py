"""Where speech begins and ends, and when a turn is over."""

from __future__ import annotations

import pytest

from audio.events import SpeechEnded, SpeechStarted
from audio.listening.endpoint import FILE, HOLD, PATIENT, PRESSURE, Endpoint, Patience

FRAME = 0.032


class Fed:
    """An endpoint fed with stretches of voice and silence."""

    def __init__(self, patience=PATIENT):
        self.endpoint = Endpoint(patience, FRAME)
        self.events = []
        self.count = 0
        self.over_at = None

    def __call__(self, *stretches):
        for seconds, voiced in stretches:
            for _ in range(round(seconds / FRAME)):
                self.events += self.endpoint.push(self.count * FRAME, voiced)
                self.count += 1
                if self.over_at is None and self.endpoint.over():
                    self.over_at = (self.count * FRAME, self.endpoint.over())
        return self


def spoken(*stretches):
    return Fed()(*stretches).events


def test_a_cough_is_not_an_answer():
    assert spoken((0.1, True), (1.0, False)) == []


def test_speech_is_stamped_with_its_true_edges():
    events = spoken((1.024, False), (0.96, True), (1.0, False))
    assert events == [SpeechStarted(pytest.approx(1.024)), SpeechEnded(pytest.approx(1.984))]


def test_a_short_gap_inside_a_word_is_no_pause():
    events = spoken((0.5, True), (0.1, False), (0.5, True), (0.5, False))
    assert [type(event) for event in events] == [SpeechStarted, SpeechEnded]


def test_a_pause_of_a_quarter_second_is_a_pause():
    events = spoken((0.5, True), (0.256, False), (0.5, True), (0.5, False))
    assert [type(event) for event in events] == [SpeechStarted, SpeechEnded] * 2


def test_a_pause_to_think_does_not_end_the_answer():
    assert Fed()((2.0, True), (2.9, False), (1.0, True), (2.9, False)).over_at is None


def test_a_patient_silence_ends_it_whatever_is_known():
    at, reason = Fed()((2.0, True), (4.0, False)).over_at
    assert reason == "silence"
    assert at == pytest.approx(2.0 + 3.0, abs=2 * FRAME)


def test_pressure_is_brisk():
    at, reason = Fed(PRESSURE)((2.0, True), (4.0, False)).over_at
    assert reason == "silence"
    assert at == pytest.approx(2.8, abs=2 * FRAME)


@pytest.mark.parametrize("patience", [PATIENT, PRESSURE])
def test_nothing_ends_before_anything_was_said(patience):
    assert Fed(patience)((60.0, False)).over_at is None


def test_a_cough_before_the_answer_starts_no_clock():
    assert Fed()((0.1, True), (30.0, False)).over_at is None


@pytest.mark.parametrize("patience", [HOLD, FILE])
def test_held_silence_never_ends_it(patience):
    assert Fed(patience)((1.0, True), (300.0, False)).over_at is None


def test_the_longest_turn_is_limited_even_when_silence_is_held():
    at, reason = Fed(Patience(silence=None, limit=20.0))((1.0, True), (30.0, False)).over_at
    assert reason == "time"
    assert at == pytest.approx(20.0, abs=2 * FRAME)


def test_after_reopening_patience_begins_anew():
    fed = Fed()((1.0, True), (3.2, False))
    assert fed.over_at is not None
    fed.endpoint.reopen(5.0)
    fed.over_at = None
    fed((3.6, False))
    assert fed.over_at is None
    fed((0.3, False))
    assert fed.over_at is not None


def test_a_device_that_was_gone_is_neither_silence_nor_time():
    fed = Fed(Patience(silence=3.0, limit=30.0))((1.0, True), (2.0, False))
    fed.endpoint.stand_still(60.0)
    fed.count += round(60.0 / FRAME)
    fed((2.9, False))
    assert fed.over_at is None
    fed((0.2, False))
    assert fed.over_at[1] == "silence"


def test_a_device_that_went_in_the_middle_of_a_word_does_not_end_the_turn():
    fed = Fed()((1.0, True))
    fed.endpoint.stand_still(10.0)
    fed((12.9, False))
    assert fed.over_at is None
    fed((0.3, False))
    assert fed.over_at[1] == "silence"


def test_patience_can_change_in_the_middle():
    fed = Fed(HOLD)((1.0, True), (5.0, False))
    fed.endpoint.set_patience(PATIENT)
    fed((0.1, False))
    assert fed.over_at[1] == "silence"


def test_a_finished_thought_ends_it_soon():
    fed = Fed()((2.0, True), (0.5, False))
    fed.endpoint.judge(PATIENT.sure)
    at, reason = fed((4.0, False)).over_at
    assert reason == "silence"
    assert at == pytest.approx(2.0 + PATIENT.finished, abs=2 * FRAME)


def test_the_less_finished_it_sounds_the_longer_is_the_wait():
    waits = [PATIENT.wait(odds) for odds in (6.0, PATIENT.sure, 1.0, 0.0, PATIENT.open, PATIENT.open - 0.1)]
    assert waits == sorted(waits)
    assert waits[0] == waits[1] == PATIENT.finished
    assert waits[-2:] == [PATIENT.unsure, PATIENT.silence]


def test_an_unfinished_thought_is_waited_for_and_asked_about_once():
    fed = Fed()((2.0, True), (0.3, False))
    fed.endpoint.judge(-5.0)
    assert not fed.endpoint.asks()
    fed((3.8, False))
    assert fed.endpoint.asks()
    fed((3.0, False))
    assert not fed.endpoint.asks()
    assert fed.over_at is None
    fed((2.5, False))
    assert fed.over_at == (pytest.approx(2.0 + PATIENT.silence, abs=2 * FRAME), "silence")


def test_nobody_is_asked_twice_in_a_turn():
    fed = Fed()((2.0, True), (0.3, False))
    fed.endpoint.judge(-5.0)
    fed((3.9, False))
    assert fed.endpoint.asks()
    fed((1.0, True), (0.3, False))
    fed.endpoint.judge(-5.0)
    fed((4.5, False))
    assert not fed.endpoint.asks()
    assert fed.over_at is None


@pytest.mark.parametrize("patience", [HOLD, PRESSURE, FILE])
def test_only_the_patient_mode_asks(patience):
    fed = Fed(patience)((2.0, True), (0.3, False))
    fed.endpoint.judge(-5.0)
    fed((1.2, False))
    assert not fed.endpoint.asks()


def test_what_was_known_of_one_silence_says_nothing_about_the_next():
    fed = Fed()((2.0, True), (0.5, False))
    fed.endpoint.judge(9.0)
    fed((1.0, True), (2.5, False))
    assert fed.over_at is None


def test_who_rests_between_finished_thoughts_is_given_more_time():
    fed = Fed()((2.0, True), (0.3, False))
    fed.endpoint.judge(9.0)
    fed((PATIENT.finished - 0.4, False), (2.0, True), (0.3, False))
    fed.endpoint.judge(9.0)
    fed((PATIENT.finished - 0.3 + 0.05, False))
    assert fed.over_at is None
    fed((0.4, False))
    assert fed.over_at[1] == "silence"


def test_pauses_inside_a_thought_lengthen_no_later_wait():
    fed = Fed()((2.0, True), (0.3, False))
    fed.endpoint.judge(-5.0)
    fed((2.0, False), (2.0, True), (0.3, False))
    start = fed.count * FRAME - 0.3
    fed.endpoint.judge(9.0)
    fed((2.0, False))
    assert fed.over_at[0] == pytest.approx(start + PATIENT.finished, abs=2 * FRAME)


@pytest.mark.parametrize("patience", [PATIENT, PRESSURE])
def test_words_on_their_way_hold_the_end_up_but_not_for_long(patience):
    fed = Fed(patience)((2.0, True), (0.3, False))
    fed.endpoint.judge(9.0, worded=False)
    fed((patience.late - 0.4, False))
    assert fed.over_at is None
    fed((0.2, False))
    assert fed.over_at[0] == pytest.approx(2.0 + patience.late, abs=2 * FRAME)


def test_words_that_come_in_end_it_at_once_when_it_was_time():
    fed = Fed(PRESSURE)((2.0, True), (0.5, False))
    fed.endpoint.judge(9.0, worded=False)
    assert fed.endpoint.over() is None
    fed.endpoint.judge(9.0)
    assert fed.endpoint.over() == "silence"


def test_what_would_follow_is_prepared_later_where_the_thought_sounds_unfinished():
    waits = []
    for finished in (9.0, -9.0):
        fed = Fed()((2.0, True), (0.3, False))
        fed.endpoint.judge(finished)
        silent = 0.3
        while not fed.endpoint.foresees():
            fed((0.1, False))
            silent += 0.1
        assert not fed.endpoint.foresees()
        assert fed.over_at is None
        waits.append(silent)
    assert waits[0] < 0.6
    assert waits[1] > 2.0
