"""The whole live path: a voice said into the card comes out as a recording and words."""

from __future__ import annotations

import queue
import shutil
import subprocess
import threading

import numpy as np
import pytest
from virtual_card import find, write_wav

from audio.clock import MonotonicClock, SampleClock
from audio.events import FramesDropped, LevelMeasured, SpeechModelLoaded, SpeechStarted, TurnEnded, Utterance
from audio.listening import models
from audio.listening.endpoint import HOLD
from audio.listening.listener import Listener
from audio.listening.microphone import Microphone
from audio.listening.recorder import Recorder
from audio.listening.source import Block
from audio.listening.transcriber import Transcriber
from audio.listening.whisper import Whisper
from audio.sound_file import read

RATE = 16000
SENTENCE = b"We trained the model for three days, and the gap shrank to one point."


class Posted:
    """Everything that was posted, to wait on."""

    def __init__(self):
        self.all = []
        self.changed = threading.Condition()

    def __call__(self, event):
        with self.changed:
            self.all.append(event)
            self.changed.notify_all()

    def of(self, kind):
        return [event for event in self.all if isinstance(event, kind)]

    def wait(self, kind, count=1, timeout=30.0):
        with self.changed:
            assert self.changed.wait_for(lambda: len(self.of(kind)) >= count, timeout), self.all[-5:]
        return self.of(kind)[count - 1]


@pytest.fixture(scope="module")
def spoken(tmp_path_factory):
    """The sentence with a second of soft noise on both sides: a real room is never digitally silent."""
    engine = shutil.which("espeak-ng")
    if engine is None:
        pytest.skip("espeak-ng is not installed")
    path = tmp_path_factory.mktemp("speech") / "a.wav"
    subprocess.run(
        [engine, "-v", "en-us", "-s", "150", "-w", str(path), "--stdin"], input=SENTENCE, check=True
    )
    sound = read(path)
    sound = np.concatenate([np.zeros(RATE, np.int16), sound, np.zeros(RATE, np.int16)]).astype(np.int32)
    return np.clip(sound + np.random.default_rng(0).normal(0, 20, len(sound)), -32768, 32767).astype(np.int16)


@pytest.mark.journey
def test_a_spoken_answer_is_kept_and_put_into_words(card, spoken, tmp_path):
    posted, clock = Posted(), MonotonicClock()
    microphone = Microphone(posted, clock)
    transcriber = Transcriber(lambda: Whisper(models.find("tiny.en", tmp_path, offline=True), "cpu"), posted)
    recorder = Recorder(posted)
    listener = Listener(microphone, transcriber, recorder, posted, clock, HOLD)
    listener.start()
    posted.wait(SpeechModelLoaded)
    posted.wait(LevelMeasured, count=10)
    fed_at = clock.now()
    card.feed(write_wav(tmp_path / "spoken.wav", spoken))
    while not posted.of(LevelMeasured)[-1].voiced:
        posted.wait(LevelMeasured, count=len(posted.of(LevelMeasured)) + 1)
    # The answer is opened only now that it has begun: its first syllable must be there all the same.
    listener.open_answer(1, tmp_path / "001.wav", since=fed_at)
    seconds = len(spoken) / RATE
    posted.wait(LevelMeasured, count=len(posted.of(LevelMeasured)) + round(20 * seconds))
    listener.end_turn()
    utterance = posted.wait(Utterance)
    assert listener.close()
    assert recorder.close()
    assert transcriber.close()
    ended = posted.of(TurnEnded)[0]
    assert ended.reason == "done"
    recording = read(tmp_path / "001.wav")
    assert len(recording) / RATE == pytest.approx(ended.at - fed_at, abs=0.001)
    at = find(spoken, recording)
    assert np.array_equal(recording[at : at + len(spoken)], spoken)
    assert "three days" in utterance.text.lower()
    voice_at = fed_at + (at + RATE) / RATE
    assert utterance.stretches[0].start == pytest.approx(voice_at, abs=0.08)
    assert posted.of(SpeechStarted)[0].at == utterance.stretches[0].start
    assert posted.of(FramesDropped) == []


class Tape:
    """A source that gives what is put on it."""

    def __init__(self):
        self.blocks = queue.SimpleQueue()
        self.closed = threading.Event()
        self.broken = threading.Event()

    def read(self, timeout):
        if self.broken.is_set():
            self.broken.clear()
            raise OSError("hiccup")
        try:
            return self.blocks.get(timeout=timeout)
        except queue.Empty:
            return None

    def clock(self):
        return SampleClock(0.0, RATE)

    def close(self):
        self.closed.set()


class Words:
    def __init__(self):
        self.finished = queue.SimpleQueue()

    def open(self, *given):
        pass

    def commit(self, *given):
        pass

    def finish(self, turn, tail):
        self.finished.put(turn)


@pytest.fixture
def tape(tmp_path):
    posted, source, words = Posted(), Tape(), Words()
    recorder = Recorder(posted, threaded=False)
    listener = Listener(source, words, recorder, posted, MonotonicClock())
    listener.start()
    yield source, listener, posted, words
    assert listener.close()
    assert source.closed.is_set()


def block(number):
    return Block(number * 512, np.full(512, 7, np.int16))


def test_a_failed_step_does_not_end_the_listener(tape, caplog):
    source, _, posted, _ = tape
    source.broken.set()
    for number in range(20):
        source.blocks.put(block(number))
    posted.wait(LevelMeasured, count=10)


def test_done_is_answered_even_when_no_sound_comes_any_more(tape, tmp_path):
    source, listener, posted, _ = tape
    source.blocks.put(block(0))
    listener.open_answer(1, tmp_path / "1.wav", since=0.0)
    listener.end_turn()
    assert posted.wait(TurnEnded, timeout=5).reason == "done"


def test_an_order_that_cannot_be_followed_does_not_end_the_listener(tape, tmp_path, caplog):
    source, listener, posted, _ = tape
    listener.reopen_answer()
    listener.end_turn()
    source.blocks.put(block(0))
    source.blocks.put(block(1))
    posted.wait(LevelMeasured)


def test_closing_keeps_what_was_heard(tape, tmp_path):
    source, listener, posted, words = tape
    listener.open_answer(1, tmp_path / "1.wav", since=0.0)
    for number in range(25):
        source.blocks.put(block(number))
    posted.wait(LevelMeasured, count=16)
    assert listener.close()
    assert len(read(tmp_path / "1.wav")) == 25 * 512
    assert words.finished.get(timeout=1).answer == 1
