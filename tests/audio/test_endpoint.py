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


def test_a_patient_silence_ends_it():
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
