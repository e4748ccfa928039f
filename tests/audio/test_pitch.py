"""Pitch and loudness: true on known tones, silent on silence, on the session's clock, and only when nobody speaks."""

from __future__ import annotations

from collections import deque
from dataclasses import replace

import numpy as np
import pytest

from audio.events import Stretch, Utterance
from audio.listening.pitch import REFERENCE, tracker, voice, without_outliers
from audio.listening.voice_pass import LONGEST, VoicePass, parts
from audio.measured import VoiceMeasured, VoiceWindow
from audio.sound_file import write_wav

RATE = 16000
OPENED = 100.0


def tone(frequency, seconds=3.0, level=0.1):
    at = np.arange(round(seconds * RATE)) / RATE
    sound = sum(np.sin(2 * np.pi * frequency * k * at) / k for k in range(1, int(3800 / frequency)))
    return (sound * level / np.std(sound)).astype(np.float32)


def semitones(frequency):
    return 12.0 * np.log2(frequency / REFERENCE)


class Flat:
    """A tracker that hears one pitch everywhere."""

    def __init__(self, hertz=110.0):
        self.hertz = hertz
        self.heard = []

    def track(self, samples):
        self.heard.append(samples)
        count = len(samples) // 256
        return np.full(count, self.hertz), np.ones(count)


@pytest.mark.parametrize("frequency", [80.0, 120.0, 210.0, 330.0])
@pytest.mark.parametrize("level", [0.1, 0.002])
def test_the_pitch_of_a_known_tone_is_within_a_tenth_of_a_semitone(frequency, level):
    found = voice(tone(frequency, level=level), 0.0, [Stretch(0.0, 3.0)], tracker())
    assert [round(window.end - window.start, 3) for window in found] == [1.0, 1.0, 1.0]
    for window in found:
        assert window.pitch == pytest.approx(semitones(frequency), abs=0.1)
        assert window.spread < 0.2
        assert window.voiced > 0.8
        assert window.loudness == pytest.approx(20 * np.log10(level), abs=0.5)


def test_noise_and_silence_have_no_pitch():
    noise = np.random.default_rng(1).normal(0, 0.01, 2 * RATE).astype(np.float32)
    silent = np.zeros(2 * RATE, np.float32)
    for sound in (noise, silent):
        found = voice(sound, 0.0, [Stretch(0.0, 2.0)], tracker())
        assert [window.pitch for window in found] == [None, None]


def test_only_what_lies_in_speech_is_measured_and_times_are_the_sessions():
    found = voice(tone(110.0, 10.0), 50.0, [Stretch(51.0, 53.2), Stretch(57.0, 57.4)], Flat())
    assert [(window.start, window.end) for window in found] == [(51.0, 52.0), (52.0, 53.2), (57.0, 57.4)]
    assert all(window.pitch == pytest.approx(12.0) for window in found)


def test_a_wrong_octave_is_no_pitch():
    usual = [VoiceWindow(at, at + 1.0, 0.5, 12.0, 1.0, -20.0) for at in range(5)]
    found = without_outliers([*usual, replace(usual[0], start=5.0, end=6.0, pitch=24.0)])
    assert [window.pitch for window in found] == [12.0] * 5 + [None]
    assert found[-1].loudness == -20.0


def test_parts_are_short_and_miss_nothing():
    spoken = (Stretch(0.0, 50.0), Stretch(51.0, 53.0), Stretch(90.0, 91.0))
    found = parts(spoken)
    assert all(part[-1].end - part[0].start <= LONGEST for part in found)
    assert sum(one.end - one.start for part in found for one in part) == pytest.approx(53.0)


class Idle:
    """Jobs that wait until the test lets nobody speak."""

    def __init__(self):
        self.jobs = deque()

    def __call__(self, job):
        self.jobs.append(job)

    def run(self):
        while self.jobs:
            self.jobs.popleft()(None)


@pytest.fixture
def spoken(tmp_path):
    path = tmp_path / "001.wav"
    write_wav(path, (tone(110.0, 40.0) * 32767).astype(np.int16), RATE)
    stretches = (Stretch(OPENED + 1.0, OPENED + 3.0), Stretch(OPENED + 30.0, OPENED + 32.0))
    return Utterance(1, "we did", (), stretches, OPENED, 140.0, "done", path)


def hearing(posted, model=None):
    idle, flat = Idle(), model or Flat()
    return VoicePass(idle, posted.append, lambda: flat), idle, flat


def test_an_answer_is_measured_only_once_it_is_begun_and_nobody_speaks(spoken):
    posted = []
    second, idle, flat = hearing(posted)
    second.add(spoken)
    assert not idle.jobs
    second.begin()
    assert flat.heard == []
    idle.run()
    (event,) = posted
    assert isinstance(event, VoiceMeasured)
    assert (event.answer, event.ended) == (1, 140.0)
    assert [window.start for window in event.windows] == [101.0, 102.0, 130.0, 131.0]
    assert sum(map(len, flat.heard)) == 4 * RATE


def test_an_answer_taken_back_is_measured_as_it_was_given_in_the_end(spoken):
    posted = []
    second, idle, _ = hearing(posted)
    second.add(spoken)
    second.begin()
    second.add(replace(spoken, ended=150.0))
    idle.run()
    assert posted == []
    second.begin()
    idle.run()
    assert [event.ended for event in posted] == [150.0]


def test_a_round_that_is_over_is_forgotten(spoken):
    posted = []
    second, idle, flat = hearing(posted)
    second.add(spoken)
    second.begin()
    second.forget()
    idle.run()
    assert posted == []
    assert flat.heard == []


def test_a_recording_that_is_gone_costs_its_own_figures_only(spoken, tmp_path):
    posted = []
    second, idle, _ = hearing(posted)
    second.add(replace(spoken, answer=2, audio=tmp_path / "gone.wav"))
    second.add(spoken)
    second.begin()
    idle.run()
    assert [event.answer for event in posted] == [1]
