"""A file is one turn, as if it had been spoken."""

from __future__ import annotations

import shutil
import subprocess
import wave
from itertools import pairwise

import numpy as np
import pytest

from audio.clock import ManualClock
from audio.errors import AudioError
from audio.events import (
    RecordingFailed,
    SpeechEnded,
    SpeechStarted,
    TranscriptionFailed,
    TurnEnded,
    Utterance,
    Word,
)
from audio.listening import models
from audio.listening.playback import Playback
from audio.listening.whisper import Whisper
from audio.sound_file import read, write_wav

RATE = 16000
FIRST = "We tuned the baseline with the same budget."
SECOND = "The gap shrank to one point."


@pytest.fixture(scope="module")
def whisper(tmp_path_factory):
    return Whisper(models.find("tiny.en", tmp_path_factory.mktemp("store"), offline=True), "cpu")


def said(folder, text):
    engine = shutil.which("espeak-ng")
    if engine is None:
        pytest.skip("espeak-ng is not installed")
    path = folder / "said.wav"
    subprocess.run(
        [engine, "-v", "en-us", "-s", "150", "-w", str(path), "--stdin"], input=text.encode(), check=True
    )
    sound = read(path)
    loud = np.flatnonzero(np.abs(sound.astype(int)) > 200)
    return sound[loud[0] : loud[-1] + 1]


@pytest.fixture(scope="module")
def answer(tmp_path_factory):
    """Two sentences five seconds apart, 1.5 s of silence first; the truth is exact."""
    folder = tmp_path_factory.mktemp("speech")
    first, second = said(folder, FIRST), said(folder, SECOND)
    parts = [np.zeros(RATE * 3 // 2), first, np.zeros(5 * RATE), second, np.zeros(RATE // 2)]
    noise = np.random.default_rng(0).normal(0, 20, sum(map(len, parts)))
    sound = np.clip(np.concatenate(parts) + noise, -32768, 32767).astype(np.int16)
    edges = np.cumsum([len(part) for part in parts]) / RATE
    write_wav(folder / "answer.wav", sound, RATE)
    return folder / "answer.wav", sound, edges


@pytest.fixture(scope="module")
def played(whisper, answer, tmp_path_factory):
    posted, clock = [], ManualClock(10.0)
    recording = tmp_path_factory.mktemp("session") / "001.wav"
    Playback(whisper, posted.append, clock).answer(1, answer[0], recording, since=12.0)
    return posted, clock, recording


def one(posted, kind):
    (event,) = [event for event in posted if isinstance(event, kind)]
    return event


def test_the_whole_file_is_one_turn_however_long_its_silence(played, answer):
    posted, clock, _ = played
    ended = one(posted, TurnEnded)
    assert (ended.answer, ended.reason) == (1, "file")
    assert ended.at == pytest.approx(12.0 + len(answer[1]) / RATE)
    assert clock.now() == ended.at
    assert isinstance(posted[-1], Utterance)


def test_leading_silence_is_the_delay_of_the_onset(played, answer):
    utterance = one(played[0], Utterance)
    assert utterance.opened == 12.0
    assert utterance.stretches[0].start == pytest.approx(12.0 + answer[2][0], abs=0.03)


def test_edges_are_true_and_posted_as_they_come(played, answer):
    posted = played[0]
    utterance = one(posted, Utterance)
    assert utterance.stretches[-1].end == pytest.approx(12.0 + answer[2][3], abs=0.05)
    (pause,) = [b.start - a.end for a, b in pairwise(utterance.stretches) if b.start - a.end > 3]
    assert pause == pytest.approx(5.0, abs=0.05)
    edges = [event.at for event in posted if isinstance(event, SpeechStarted | SpeechEnded)]
    assert edges == sorted(edges)
    assert edges[0] == utterance.stretches[0].start


def test_its_words_lie_in_its_stretches(played):
    utterance = one(played[0], Utterance)
    assert "same budget" in utterance.text.lower()
    assert utterance.text == " ".join(word.text for word in utterance.words)
    assert utterance.words[0].start >= utterance.stretches[0].start
    assert utterance.words[-1].end <= utterance.stretches[-1].end
    starts = [word.start for word in utterance.words]
    assert starts == sorted(starts)


def test_the_recording_is_the_file_sample_for_sample(played, answer):
    _, _, recording = played
    assert one(played[0], Utterance).audio == recording
    with wave.open(str(recording)) as sound:
        assert np.array_equal(np.frombuffer(sound.readframes(10**9), np.int16), answer[1])


def test_the_same_file_gives_the_same_utterance(whisper, answer, played, tmp_path):
    posted = []
    Playback(whisper, posted.append, ManualClock()).answer(1, answer[0], tmp_path / "again.wav", since=12.0)
    again, before = one(posted, Utterance), one(played[0], Utterance)
    assert (again.words, again.stretches) == (before.words, before.stretches)


def test_a_missing_file_is_said_and_nothing_else_happens(whisper, tmp_path):
    posted, clock = [], ManualClock(3.0)
    with pytest.raises(AudioError):
        Playback(whisper, posted.append, clock).answer(
            1, tmp_path / "no.wav", tmp_path / "001.wav", since=4.0
        )
    assert posted == []
    assert clock.now() == 3.0
    assert not (tmp_path / "001.wav").exists()


class Broken:
    """A recogniser that always fails."""

    name, digest, device = "broken", "", "cpu"

    def transcribe(self, samples, prompt=""):
        raise RuntimeError("out of memory")


def test_an_answer_that_cannot_be_put_into_words_is_kept(answer, tmp_path):
    posted, clock = [], ManualClock()
    Playback(Broken(), posted.append, clock).answer(1, answer[0], tmp_path / "001.wav", since=0.0)
    failed = one(posted, TranscriptionFailed)
    assert failed.audio == tmp_path / "001.wav"
    assert "kept" in failed.sentence
    assert one(posted, TurnEnded).reason == "file"
    assert np.array_equal(read(tmp_path / "001.wav"), answer[1])


class Deaf:
    """A recogniser that hears one word in everything."""

    name, digest, device = "deaf", "", "cpu"

    def transcribe(self, samples, prompt=""):
        return [Word("what", 0.0, 0.1, 0.5)]


def test_an_answer_that_cannot_be_recorded_is_heard_all_the_same(answer, tmp_path):
    posted = []
    Playback(Deaf(), posted.append, ManualClock()).answer(
        1, answer[0], tmp_path / "gone" / "001.wav", since=0.0
    )
    assert one(posted, RecordingFailed).answer == 1
    assert one(posted, Utterance).text.startswith("what")


def test_silence_is_an_answer_without_words(tmp_path):
    posted, clock = [], ManualClock()
    Playback(Deaf(), posted.append, clock).answer(
        1, np.zeros(2 * RATE, np.int16), tmp_path / "001.wav", since=1.0
    )
    utterance = one(posted, Utterance)
    assert (utterance.text, utterance.stretches) == ("", ())
    assert clock.now() == 3.0
