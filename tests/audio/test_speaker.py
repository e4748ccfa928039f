"""The whole mouth: text to heard sound, through the real engines and the virtual card."""

from __future__ import annotations

import signal
import threading
import wave

import numpy as np
import pytest
from listening_in import Posted, place

from audio.clock import MonotonicClock
from audio.events import PlayoutEnded, PlayoutStarted, VoiceFailed, VoiceFellBack, WordsSounded
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
    kinds = [type(event) for event in posted.events]
    words = len(LINE.split())
    assert kinds == [PlayoutStarted, *[WordsSounded] * words, PlayoutEnded]
    assert [event.words for event in posted.of(WordsSounded)] == list(range(1, words + 1))
    times = [event.at for event in posted.events]
    assert times == sorted(times)


def test_a_warm_voice_is_heard_within_a_second(speaker, posted, clock, tmp_path):
    speaker.say(1, "Ready?", VOICE, tmp_path / "1.wav")
    posted.wait(PlayoutEnded, 1)
    asked = clock.now()
    speaker.say(2, LINE, VOICE, tmp_path / "2.wav")
    assert posted.wait(PlayoutStarted, 2).at - asked < 1.0


def test_a_line_stopped_while_it_is_rendered_is_never_played(card, renderer, speaker, posted, tmp_path):
    speaker.say(1, "Ready?", VOICE, tmp_path / "1.wav")
    posted.wait(PlayoutEnded, 1)
    child = renderer._synthesizers["hibari"]._child._process
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


IN_TIME = 2.0
"""Seconds from the wish for a line to its first sample, whatever befalls its engine."""


def hung(child):
    child.send_signal(signal.SIGSTOP)


def killed_at_work(child):
    hung(child)
    threading.Timer(0.2, child.kill).start()


@pytest.mark.parametrize("harm", [hung, killed_at_work])
def test_when_the_voice_fails_in_a_line_the_other_one_speaks_in_time(
    card, renderer, speaker, posted, clock, tmp_path, harm
):
    speaker.say(1, "Ready?", VOICE, tmp_path / "1.wav")
    posted.wait(PlayoutEnded, 1)
    harm(renderer._synthesizers["hibari"]._child._process)
    truth = card.record()
    asked = clock.now()
    speaker.say(2, LINE, VOICE, tmp_path / "2.wav")
    assert posted.wait(PlayoutStarted, 2).at - asked < IN_TIME
    assert not posted.wait(PlayoutEnded, 2).interrupted
    truth.wait_more(0.3)
    left, _ = truth.stop()
    assert place(kept(tmp_path / "2.wav"), left)[1] > 0.95
    told = posted.wait(VoiceFellBack)
    assert (told.wanted, told.used) == ("hibari", "pyttsx3")
    asked = clock.now()
    speaker.say(3, LINE, VOICE, tmp_path / "3.wav")
    assert posted.wait(PlayoutStarted, 3).at - asked < IN_TIME
    assert not posted.wait(PlayoutEnded, 3).interrupted


@pytest.fixture
def no_package(tmp_path, monkeypatch):
    """Let the engines' packages be found and fail when they are loaded."""

    def without(*packages):
        for package in packages:
            (tmp_path / f"{package}.py").write_text("raise ImportError('broken')")
        monkeypatch.setenv("PYTHONPATH", str(tmp_path))

    return without


def test_an_engine_that_cannot_be_loaded_costs_no_line_its_voice(no_package, card, posted, clock, tmp_path):
    no_package("hibari")
    speaker = Speaker(Renderer(), Player(posted, clock), posted, clock)
    try:
        for line in (1, 2, 3):
            asked = clock.now()
            speaker.say(line, LINE, VOICE, tmp_path / f"{line}.wav")
            assert posted.wait(PlayoutStarted, line).at - asked < IN_TIME
            posted.wait(PlayoutEnded, line)
        assert {event.used for event in posted.of(VoiceFellBack)} == {"pyttsx3"}
    finally:
        speaker.close()


def test_without_any_engine_every_line_is_to_be_read(no_package, card, posted, clock, tmp_path):
    no_package("hibari", "pyttsx3")
    speaker = Speaker(Renderer(), Player(posted, clock), posted, clock)
    try:
        for line in (1, 2):
            asked = clock.now()
            speaker.say(line, LINE, VOICE, tmp_path / f"{line}.wav")
            assert "broken" in posted.wait(VoiceFailed, line).sentence
            assert posted.wait(PlayoutEnded, line).at - asked < IN_TIME
        assert posted.of(PlayoutStarted) == []
    finally:
        speaker.close()


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


def test_a_line_is_said_again_as_it_was_kept(card, speaker, posted, tmp_path):
    path = tmp_path / "4.wav"
    speaker.say(4, LINE, VOICE, path)
    posted.wait(PlayoutEnded)
    before = path.read_bytes()
    truth = card.record()
    # Other words prove that it is the recording that is heard.
    speaker.say_again(5, "Something else entirely.", VOICE, path)
    posted.wait(PlayoutEnded, line=5)
    truth.wait_more(0.3)
    left, _ = truth.stop()
    _, worst_piece = place(kept(path), left)
    assert worst_piece > 0.95
    assert path.read_bytes() == before


@pytest.mark.parametrize("damage", [None, b"no sound"])
def test_a_line_whose_recording_is_gone_is_rendered_and_kept_anew(speaker, posted, tmp_path, damage):
    path = tmp_path / "4.wav"
    if damage is not None:
        path.write_bytes(damage)
    speaker.say_again(4, LINE, VOICE, path)
    assert not posted.wait(PlayoutEnded).interrupted
    assert len(kept(path).samples) > 16000
