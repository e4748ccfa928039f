"""What the ear hears of a panel that plays over open speakers, and over headphones."""

from __future__ import annotations

import numpy as np
import pytest
from hearing_room import BEGAN, BLOCK, RATE, STEADY, Words
from synthetic_room import Room, as_samples, noise

from audio import sound_file
from audio.clock import SampleClock
from audio.events import CouplingMeasured, Interrupted, InterruptionBegan, SpeechStarted
from audio.listening.ear import Ear
from audio.listening.recorder import Recorder
from audio.listening.source import Block
from audio.loudspeaker import Loudspeaker
from audio.speaking.renderer import Renderer
from audio.speaking.voices import panel_voice

LINES = (
    "You said that the larger model won because of its size. How do you know that it was the size?",
    "Let me stop you there. If the validation set had been drawn a year later, would your ranking still hold?",
)


@pytest.fixture(scope="module")
def played():
    """Two lines of the panel, as they leave the speaker, with silence around them."""
    renderer = Renderer()
    clips = [renderer.render(line, panel_voice(0)) for line in LINES]
    renderer.close()
    sounds = [sound_file.resample(clip.samples, clip.rate, RATE) for clip in clips]
    gap = np.zeros(RATE, np.int16)
    return np.concatenate([gap, sounds[0], gap, sounds[1], gap])


class Panel:
    def __init__(self):
        self.told = []

    def hold(self):
        self.told.append("hold")

    def go_on(self):
        self.told.append("go on")


class Hall:
    """An ear in a room in which a loudspeaker plays."""

    def __init__(self):
        self.posted, self.panel = [], Panel()
        self.loudspeaker = Loudspeaker()
        self.track = self.loudspeaker.track(RATE)
        recorder = Recorder(self.posted.append, threaded=False)
        self.ear = Ear(Words(), recorder, self.posted.append, STEADY, self.panel, self.loudspeaker)
        self.clock = SampleClock(BEGAN, RATE)
        self.sample = 0

    @property
    def now(self):
        return self.clock.at(self.sample)

    def pass_by(self, played, heard):
        """Let both pass; what is played is known 50 ms before it is heard, as a device buffers it."""
        ahead = RATE // 20
        played = np.concatenate([played[ahead:], np.zeros(ahead, np.int16)])
        if not self.sample:
            self.track.add(BEGAN, np.zeros(ahead, np.int16))
        for at in range(0, len(heard) - BLOCK + 1, BLOCK):
            self.track.add(self.now + 0.05, played[at : at + BLOCK])
            block = Block(self.sample, heard[at : at + BLOCK])
            self.sample += BLOCK
            self.ear.hear(block, self.clock, self.now)

    def of(self, kind):
        return [event for event in self.posted if isinstance(event, kind)]


def on_speakers(played, decibels=-12.0):
    return as_samples(Room(decibels=decibels).heard(played) + noise(len(played)))


def test_over_open_speakers_the_panel_does_not_interrupt_itself(played):
    hall = Hall()
    hall.ear.watch()
    for _ in range(2):
        hall.pass_by(played, on_speakers(played))
    assert hall.of(Interrupted) == []
    # The first two seconds of sound are those in which the room is learnt.
    assert [event for event in hall.of(InterruptionBegan) if event.at > BEGAN + 4.0] == []
    assert {event.verdict for event in hall.of(CouplingMeasured)} == {"speakers"}


def test_the_same_sound_that_nobody_played_is_an_interruption(played):
    hall = Hall()
    hall.ear.watch()
    hall.pass_by(np.zeros_like(played), on_speakers(played))
    assert len(hall.of(Interrupted)) == 1


def test_who_speaks_over_the_panel_on_open_speakers_is_heard(played, voice):
    hall = Hall()
    hall.ear.watch()
    hall.pass_by(played, on_speakers(played))
    hall.panel.told.clear()
    over = on_speakers(played).astype(np.int32)
    begins = 3 * RATE
    over[begins : begins + len(voice)] += voice
    before = hall.now
    hall.pass_by(played, as_samples(over))
    assert hall.panel.told[:1] == ["hold"]
    (taken,) = hall.of(Interrupted)
    assert taken.at - before == pytest.approx(3.0, abs=0.35)


def test_an_answer_after_the_panel_on_open_speakers_begins_with_the_candidate(played, voice, tmp_path):
    hall = Hall()
    hall.ear.watch()
    hall.pass_by(played, on_speakers(played))
    line = played[: len(played) - RATE]
    sound = on_speakers(np.concatenate([line, np.zeros(6 * RATE, np.int16)])).astype(np.int32)
    begins = len(line) + RATE
    sound[begins : begins + len(voice)] += voice
    start = hall.now
    both = np.concatenate([line, np.zeros(6 * RATE, np.int16)])
    hall.pass_by(both[: len(line)], as_samples(sound[: len(line)]))
    hall.ear.open(1, tmp_path / "1.wav", start + len(line) / RATE, hall.clock)
    hall.pass_by(both[len(line) :], as_samples(sound[len(line) :]))
    started = hall.of(SpeechStarted)
    assert started[0].at - start == pytest.approx(begins / RATE, abs=0.06)


def test_with_headphones_the_answer_is_what_the_microphone_gave(played, voice, tmp_path):
    hall = Hall()
    hall.ear.watch()
    alone = as_samples(noise(len(played)))
    hall.pass_by(played, alone)
    hall.pass_by(played, alone)
    assert {event.verdict for event in hall.of(CouplingMeasured)} == {"headphones"}
    since = hall.now
    hall.ear.open(1, tmp_path / "1.wav", since, hall.clock)
    said = np.concatenate([voice, as_samples(noise(RATE))])
    hall.pass_by(np.zeros_like(said), said)
    hall.ear.end(hall.now)
    recording = sound_file.read(tmp_path / "1.wav")
    np.testing.assert_array_equal(recording, said[: len(recording)])
