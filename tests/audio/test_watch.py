"""While the panel speaks: its voice is held, the words said over it are kept, everything else is not the answer."""

from __future__ import annotations

import numpy as np
import pytest
from hearing_room import BEGAN, RATE, STEADY, Room, Words, silence

from audio.events import Interrupted, InterruptionBegan, InterruptionOver, TurnEnded, Word
from audio.listening.ear import Ear
from audio.sound_file import read


class Panel:
    """Notes what it is told."""

    def __init__(self):
        self.told = []

    def hold(self):
        self.told.append("hold")

    def go_on(self):
        self.told.append("go on")


class Hears(Words):
    """A transcriber that runs what is wanted soon at once, with words of the test's choice."""

    def __init__(self, text="", probability=0.9):
        super().__init__()
        self.text_of_it, self.probability = text, probability

    def soon(self, job):
        job(self)

    def sketch(self, samples, prompt):
        assert samples.dtype == np.float32
        return [Word(word, 0, 1, self.probability) for word in self.text_of_it.split()]


@pytest.fixture
def room():
    made = Room(STEADY)
    made.panel = Panel()
    made.words = Hears("Mm-hmm.")
    made.ear = Ear(made.words, made.recorder, made.posted.append, STEADY, made.panel)
    return made


def test_words_over_the_panel_hold_it_and_are_told_with_their_first_sample(room, voice):
    room.say(silence(1.0))
    room.ear.watch()
    room.say(silence(1.0), voice)
    (began,), (taken,) = room.events(InterruptionBegan), room.events(Interrupted)
    assert began.at == taken.at == pytest.approx(BEGAN + 2.0, abs=0.06)
    assert room.panel.told == ["hold"]


def test_without_a_watch_nobody_interrupts(room, voice):
    room.say(silence(2.0), voice, silence(1.0))
    assert room.panel.told == []
    assert room.events(Interrupted) == []


def test_a_word_of_assent_lets_the_panel_go_on(room, voice):
    room.say(silence(1.0))
    room.ear.watch()
    room.say(silence(1.0), voice[: RATE // 2], silence(1.5))
    assert room.panel.told == ["hold", "go on"]
    assert len(room.events(InterruptionOver)) == 1
    assert room.events(Interrupted) == []
    # The watch goes on: the next words are noticed.
    room.say(voice)
    assert room.panel.told == ["hold", "go on", "hold"]
    assert len(room.events(Interrupted)) == 1


def test_an_answer_that_began_over_the_panel_is_recorded_from_its_first_word(room, voice, tmp_path):
    room.say(silence(1.0))
    room.ear.watch()
    room.say(silence(1.0), voice)
    heard_until = room.now
    room.open(tmp_path / "1.wav", heard_until)
    room.say(silence(0.5))
    room.ear.end(room.now)
    opened = room.words.last("open")[2].at(0)
    assert opened == pytest.approx(BEGAN + 1.7, abs=0.06)
    assert np.array_equal(read(tmp_path / "1.wav"), room.between(opened, room.now))


def test_an_answer_that_began_as_the_panel_ended_is_recorded_from_its_first_word(room, voice, tmp_path):
    room.say(silence(1.0))
    room.ear.watch()
    room.say(silence(1.0), voice[: RATE // 2])
    assert room.events(Interrupted) == []
    room.open(tmp_path / "1.wav", room.now)
    room.say(voice[RATE // 2 :], silence(0.5))
    room.ear.end(room.now)
    opened = room.words.last("open")[2].at(0)
    assert opened == pytest.approx(BEGAN + 1.7, abs=0.06)
    # Nothing stays held that nobody decides about any more.
    assert room.panel.told == ["hold", "go on"]


def test_a_line_in_the_midst_of_an_answer_is_silence_in_its_recording(room, voice, tmp_path):
    room.say(silence(0.5))
    room.open(tmp_path / "1.wav", BEGAN)
    room.say(voice, silence(0.5))
    watched_from = room.heard
    room.ear.watch()
    room.say(silence(4.0, seed=3))
    assert room.events(TurnEnded) == []
    watched_to = room.heard
    room.ear.unwatch()
    room.say(silence(2.8))
    assert room.events(TurnEnded) == []
    room.ear.end(room.now)
    recording = read(tmp_path / "1.wav")
    assert len(recording) == room.heard
    assert not recording[watched_from:watched_to].any()
    assert np.array_equal(recording[:watched_from], room.sound[:watched_from])


def test_words_over_a_line_in_the_midst_of_an_answer_belong_to_it(room, voice, tmp_path):
    room.say(silence(0.5))
    room.open(tmp_path / "1.wav", BEGAN)
    room.say(voice, silence(0.5))
    room.ear.watch()
    room.say(silence(2.0, seed=3))
    spoken_from = len(room.sound)
    room.say(voice)
    assert len(room.events(Interrupted)) == 1
    room.ear.unwatch()
    room.say(silence(0.5))
    room.ear.end(room.now)
    recording = read(tmp_path / "1.wav")
    assert len(recording) == room.heard
    assert np.array_equal(recording[spoken_from:], room.sound[spoken_from : room.heard])
    assert len(room.words.last("finish")[1].stretches) == 2


def test_a_very_long_line_costs_an_open_answer_nothing(room, voice, tmp_path):
    room.say(silence(0.5))
    room.open(tmp_path / "1.wav", BEGAN)
    room.say(voice, silence(0.5))
    room.ear.watch()
    room.say(silence(50.0, seed=3))
    room.ear.unwatch()
    room.say(voice, silence(0.5))
    room.ear.end(room.now)
    recording = read(tmp_path / "1.wav")
    assert len(recording) == room.heard
    assert room.events(TurnEnded)[-1].reason == "done"
    assert len(room.words.last("finish")[1].stretches) == 2


def test_an_answer_that_went_on_before_the_panel_spoke_is_taken_up_without_a_gap(room, voice, tmp_path):
    room.say(silence(0.5))
    room.open(tmp_path / "1.wav", BEGAN)
    room.say(voice, silence(3.2))
    assert len(room.events(TurnEnded)) == 1
    room.ear.watch()
    room.say(silence(0.2), voice[:20000])
    assert len(room.events(Interrupted)) == 1
    room.ear.reopen(room.now)
    room.say(voice[20000:], silence(0.5))
    room.ear.end(room.now)
    recording = read(tmp_path / "1.wav")
    assert len(recording) == room.heard
    assert np.array_equal(recording[-RATE:], room.sound[: room.heard][-RATE:])
    assert len(room.words.last("finish")[1].stretches) == 2


def test_a_pause_lets_go_of_what_is_held(room, voice):
    room.say(silence(1.0))
    room.ear.watch()
    room.say(silence(1.0), voice[: RATE // 2])
    assert room.panel.told == ["hold"]
    room.ear.pause(True)
    assert room.panel.told == ["hold", "go on"]
    room.say(voice)
    assert room.panel.told == ["hold", "go on"]


def test_a_microphone_that_goes_away_lets_the_panel_go_on(room, voice):
    room.say(silence(1.0))
    room.ear.watch()
    room.say(silence(1.0), voice[: RATE // 2])
    room.ear.tick(room.now + 1.5)
    assert room.panel.told == ["hold", "go on"]


def test_after_an_interruption_nobody_gave_way_to_the_watch_is_armed_anew(room, voice):
    room.say(silence(1.0))
    room.ear.watch()
    room.say(silence(1.0), voice, silence(1.0))
    assert len(room.events(Interrupted)) == 1
    room.ear.watch()
    room.say(silence(1.0), voice)
    assert len(room.events(Interrupted)) == 2


def test_the_last_word_of_an_answer_that_was_ended_by_its_key_is_no_interruption(room, voice):
    room.say(silence(1.0), voice[: 2 * RATE])
    room.ear.watch()
    room.say(voice[2 * RATE : round(2.3 * RATE)], silence(2.0))
    assert room.panel.told == []
    room.say(voice)
    assert room.panel.told == ["hold"]


def test_in_a_noisy_room_words_are_heard_and_the_noise_is_not(room, voice):
    noise = np.random.default_rng(5).normal(0, 250, 12 * RATE)
    room.say(noise[: 3 * RATE].astype(np.int16))
    room.ear.watch()
    room.say(noise[: 6 * RATE].astype(np.int16))
    assert room.panel.told == []
    room.say((voice + noise[: len(voice)]).astype(np.int16))
    assert room.panel.told == ["hold"]
    assert len(room.events(Interrupted)) == 1


def test_who_goes_on_talking_as_the_watch_begins_is_noticed(room, voice):
    room.say(silence(1.0), voice[: RATE // 2])
    room.ear.watch()
    room.say(voice[RATE // 2 :])
    assert room.panel.told == ["hold"]


def test_a_noise_that_runs_into_the_words_is_not_their_beginning(room, voice):
    room.say(silence(3.0))
    room.ear.watch()
    rustle = np.random.default_rng(4).normal(0, 120, 2 * RATE).astype(np.int16)
    room.say(silence(0.5), rustle)
    begins = room.now
    room.say(voice)
    (began, *_) = room.events(Interrupted)
    assert began.at == pytest.approx(begins, abs=0.2)
