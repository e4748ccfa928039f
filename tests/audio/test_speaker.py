"""The whole mouth: text to heard sound, through the real engines and the virtual card."""

from __future__ import annotations

import signal
import wave

import numpy as np
import pytest
from listening_in import Posted, place

from audio.clock import MonotonicClock
from audio.events import PlayoutEnded, PlayoutStarted, VoiceFailed, VoiceFellBack
from audio.speaking.player import Player
from audio.speaking.renderer import Clip, Renderer
from audio.speaking.speaker import Speaker
from audio.speaking.voices import panel_voice

LINE = "Why should I believe five seeds?"
VOICE = panel_voice(1, "hibari")


@pytest.fixture
def posted():
    return Posted()


@pytest.fixture
def clock():
    return MonotonicClock()


@pytest.fixture
def renderer():
    return Renderer()


@pytest.fixture
def speaker(card, renderer, posted, clock):
    made = Speaker(renderer, Player(posted, clock), posted, clock)
    yield made
    made.close()


def kept(path):
    with wave.open(str(path)) as file:
        samples = np.frombuffer(file.readframes(file.getnframes()), np.int16)
        return Clip(samples, file.getframerate(), "hibari")


def test_what_is_kept_is_what_was_heard(card, speaker, posted, tmp_path):
    truth = card.record()
    speaker.say(4, LINE, VOICE, tmp_path / "4.wav")
    ended = posted.wait(PlayoutEnded)
    truth.wait_more(0.3)
    left, _ = truth.stop()
    clip = kept(tmp_path / "4.wav")
    _, worst_piece = place(clip, left)
    assert worst_piece > 0.95
    assert ended.at - posted.wait(PlayoutStarted).at == pytest.approx(clip.seconds, abs=0.02)
    assert [type(event) for event in posted.events] == [PlayoutStarted, PlayoutEnded]


def test_a_warm_voice_is_heard_within_a_second(speaker, posted, clock, tmp_path):
    speaker.say(1, "Ready?", VOICE, tmp_path / "1.wav")
    posted.wait(PlayoutEnded, 1)
    asked = clock.now()
    speaker.say(2, LINE, VOICE, tmp_path / "2.wav")
    assert posted.wait(PlayoutStarted, 2).at - asked < 1.0


def test_a_line_stopped_while_it_is_rendered_is_never_played(card, renderer, speaker, posted, tmp_path):
    speaker.say(1, "Ready?", VOICE, tmp_path / "1.wav")
    posted.wait(PlayoutEnded, 1)
    child = renderer._children["hibari"]._process
    child.send_signal(signal.SIGSTOP)
    truth = card.record()
    speaker.say(2, LINE, VOICE, tmp_path / "2.wav")
    speaker.say(3, LINE, VOICE, tmp_path / "3.wav")
    speaker.stop()
    child.send_signal(signal.SIGCONT)
    assert posted.wait(PlayoutEnded, 3).interrupted
    assert posted.wait(PlayoutEnded, 2).interrupted
    truth.wait_more(0.5)
    left, _ = truth.stop()
    assert not left.any()
    assert [event.line for event in posted.of(PlayoutStarted)] == [1]


def test_a_line_after_a_stop_is_heard_whole(card, speaker, posted, tmp_path):
    speaker.say(1, LINE, VOICE, tmp_path / "1.wav")
    posted.wait(PlayoutStarted, 1)
    speaker.stop()
    truth = card.record()
    speaker.say(2, "Then why five seeds?", VOICE, tmp_path / "2.wav")
    assert not posted.wait(PlayoutEnded, 2).interrupted
    truth.wait_more(0.3)
    left, _ = truth.stop()
    assert place(kept(tmp_path / "2.wav"), left)[1] > 0.95
    assert posted.wait(PlayoutEnded, 1).interrupted


def test_when_the_voice_dies_the_other_one_speaks(card, renderer, speaker, posted, tmp_path):
    speaker.say(1, "Ready?", VOICE, tmp_path / "1.wav")
    posted.wait(PlayoutEnded, 1)
    child = renderer._children["hibari"]._process
    child.send_signal(signal.SIGSTOP)
    truth = card.record()
    speaker.say(2, LINE, VOICE, tmp_path / "2.wav")
    truth.wait_more(0.3)
    child.kill()
    assert not posted.wait(PlayoutEnded, 2).interrupted
    truth.wait_more(0.3)
    left, _ = truth.stop()
    assert place(kept(tmp_path / "2.wav"), left)[1] > 0.95
    told = posted.wait(VoiceFellBack)
    assert (told.wanted, told.used) == ("hibari", "pyttsx3")


def test_a_line_that_cannot_be_said_ends_at_once_and_is_to_be_read(speaker, posted, tmp_path):
    speaker.say(1, "…", VOICE, tmp_path / "1.wav")
    assert "on the screen" in posted.wait(VoiceFailed).sentence
    assert not posted.wait(PlayoutEnded).interrupted


def test_a_folder_that_cannot_be_written_does_not_silence_the_panel(speaker, posted, tmp_path):
    speaker.say(1, "Why?", VOICE, tmp_path / "gone" / "1.wav")
    posted.wait(PlayoutStarted)
    assert not posted.wait(PlayoutEnded).interrupted


def test_closing_in_the_middle_of_a_line_ends_it(card, posted, clock, tmp_path):
    speaker = Speaker(Renderer(), Player(posted, clock), posted, clock)
    speaker.say(1, LINE, VOICE, tmp_path / "1.wav")
    posted.wait(PlayoutStarted)
    closing = clock.now()
    speaker.close()
    assert clock.now() - closing < 2
    assert [event.interrupted for event in posted.of(PlayoutEnded)] == [True]
