"""The panel's voice in a round without a speaker."""

from __future__ import annotations

import wave

import numpy as np
import pytest

from audio.clock import ManualClock
from audio.events import PlayoutEnded, PlayoutStarted, VoiceFailed, VoiceFellBack
from audio.speaking.file_voice import FileVoice
from audio.speaking.renderer import Renderer
from audio.speaking.voices import ENGINES, Voice, panel_voice


@pytest.fixture
def renderer():
    made = Renderer()
    yield made
    made.close()


def samples_of(path):
    with wave.open(str(path)) as file:
        assert (file.getnchannels(), file.getsampwidth()) == (1, 2)
        return np.frombuffer(file.readframes(file.getnframes()), "<i2"), file.getframerate()


@pytest.mark.parametrize("engine", ENGINES)
def test_a_line_takes_the_time_of_its_sound(renderer, tmp_path, engine):
    posted = []
    clock = ManualClock(12.5)
    FileVoice(renderer, posted.append, clock).say(
        3, "Why five seeds?", panel_voice(0, engine), tmp_path / "a.wav"
    )
    samples, rate = samples_of(tmp_path / "a.wav")
    end = 12.5 + samples.size / rate
    assert posted == [PlayoutStarted(3, 12.5), PlayoutEnded(3, end, interrupted=False)]
    assert clock.now() == end


@pytest.mark.parametrize("engine", ENGINES)
def test_the_same_line_is_the_same_file(renderer, tmp_path, engine):
    voice = FileVoice(renderer, [].append, ManualClock())
    for name in ("a", "b"):
        # At its normal pace: espeak-ng may speak a process's first line with the settings before ours (1 of 25).
        voice.say(1, "Was it tuned as long?", panel_voice(0, engine), tmp_path / name)
    assert (tmp_path / "a").read_bytes() == (tmp_path / "b").read_bytes()


def test_another_engine_is_announced_before_it_speaks(renderer, tmp_path):
    posted = []
    FileVoice(renderer, posted.append, ManualClock()).say(1, "Why?", Voice("hibari", "kore"), tmp_path / "a")
    assert [type(event) for event in posted] == [VoiceFellBack, PlayoutStarted, PlayoutEnded]
    assert (posted[0].wanted, posted[0].used) == ("hibari", "pyttsx3")


def test_a_line_that_cannot_be_said_does_not_stop_the_round(renderer, tmp_path):
    posted = []
    voice = FileVoice(renderer, posted.append, ManualClock(2.0))
    voice.say(1, "...", panel_voice(0), tmp_path / "a.wav")
    voice.say(2, "Why?", panel_voice(0), tmp_path / "no folder" / "a.wav")
    assert [type(event) for event in posted] == [VoiceFailed, PlayoutEnded] * 2
    assert {event.at for event in posted if not isinstance(event, VoiceFailed)} == {2.0}
