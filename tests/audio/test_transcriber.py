"""Words on a thread of their own: in order, taken back, tried again."""

from __future__ import annotations

import queue
import threading
from pathlib import Path

import numpy as np
import pytest

from audio.clock import SampleClock
from audio.errors import AudioError
from audio.events import (
    InterimTranscript,
    SpeechModelFailed,
    SpeechModelLoaded,
    Stretch,
    TranscriptionFailed,
    Utterance,
    Word,
)
from audio.listening.answer_words import Turn
from audio.listening.transcriber import Transcriber
from audio.listening.windows import Window

RATE = 16000


class Scripted:
    """Says the next of its lines for each window; waits for `go`, fails where the line is an error."""

    name, digest, device = "scripted", "abc", "cpu"

    def __init__(self, *lines):
        self.lines = list(lines)
        self.go = threading.Event()
        self.go.set()
        self.asked = threading.Event()

    def transcribe(self, samples, prompt=""):
        self.asked.set()
        assert self.go.wait(5)
        line = self.lines.pop(0)
        if isinstance(line, Exception):
            raise line
        return [Word(text, at / 10, at / 10 + 0.1, 0.9) for at, text in enumerate(line.split())]


class Posted(queue.SimpleQueue):
    def next(self, kind):
        event = self.get(timeout=5)
        assert isinstance(event, kind), event
        return event

    def none(self):
        assert self.empty()


@pytest.fixture
def posted():
    return Posted()


@pytest.fixture
def made(posted):
    open_ones = []

    def make(recogniser):
        transcriber = Transcriber(lambda: recogniser, posted.put)
        open_ones.append(transcriber)
        posted.next(SpeechModelLoaded)
        return transcriber

    yield make
    for transcriber in open_ones:
        assert transcriber.close()


def window(start=0.0, seconds=1.0):
    return Window(round(start * RATE), np.zeros(round(seconds * RATE), np.int16))


def turn(number=1, end=20.0):
    return Turn(number, (Stretch(0.0, end),), 100.0 + end, "done")


CLOCK = SampleClock(100.0, RATE)
WAV = Path("audio/001.wav")


def test_text_grows_while_the_candidate_speaks_and_only_the_tail_is_left(made, posted):
    transcriber = made(Scripted("We tuned it.", "For three days.", "That is all."))
    transcriber.open(1, CLOCK, WAV)
    transcriber.commit(1, window(0.0))
    assert posted.next(InterimTranscript) == InterimTranscript(1, "We tuned it.", "")
    transcriber.commit(1, window(8.0))
    assert posted.next(InterimTranscript).committed == "We tuned it. For three days."
    transcriber.finish(turn(), window(16.0))
    said = posted.next(Utterance)
    assert said.text == "We tuned it. For three days. That is all."
    assert [round(word.start, 3) for word in said.words][::3] == [100.0, 108.0, 116.0]
    assert (said.opened, said.ended, said.reason, said.audio) == (100.0, 120.0, "done", WAV)


def test_a_turn_without_a_tail_needs_no_more_work(made, posted):
    transcriber = made(Scripted("Nothing more."))
    transcriber.open(1, CLOCK, WAV)
    transcriber.commit(1, window())
    transcriber.finish(turn(), None)
    posted.next(InterimTranscript)
    assert posted.next(Utterance).text == "Nothing more."


def test_a_turn_taken_back_in_time_gives_no_utterance_and_goes_on(made, posted):
    recogniser = Scripted("First.", "too early", "Second.", "End.")
    transcriber = made(recogniser)
    transcriber.open(1, CLOCK, WAV)
    transcriber.commit(1, window())
    posted.next(InterimTranscript)
    recogniser.go.clear()
    recogniser.asked.clear()
    transcriber.finish(turn(), window(8.0))
    assert recogniser.asked.wait(5)
    transcriber.reopen(1)
    recogniser.go.set()
    transcriber.commit(1, window(8.0, 9.0))
    assert posted.next(InterimTranscript).committed == "First. Second."
    transcriber.finish(turn(end=25.0), window(17.0))
    assert posted.next(Utterance).text == "First. Second. End."


def test_after_its_utterance_an_answer_can_still_be_taken_back(made, posted):
    transcriber = made(Scripted("First.", "the tail", "the tail and more"))
    transcriber.open(1, CLOCK, WAV)
    transcriber.commit(1, window())
    transcriber.finish(turn(), window(8.0))
    posted.next(InterimTranscript)
    assert posted.next(Utterance).text == "First. the tail"
    transcriber.reopen(1)
    transcriber.finish(turn(), window(8.0, 3.0))
    assert posted.next(Utterance).text == "First. the tail and more"


def test_a_window_that_failed_is_tried_once_more_at_the_end(made, posted, caplog):
    transcriber = made(Scripted(RuntimeError("hiccup"), "First.", "Second."))
    transcriber.open(1, CLOCK, WAV)
    transcriber.commit(1, window())
    transcriber.finish(turn(), window(8.0))
    assert posted.next(Utterance).text == "First. Second."


def test_what_cannot_be_put_into_words_is_said_with_its_recording(made, posted, caplog):
    transcriber = made(Scripted(RuntimeError("broken"), "Another answer."))
    transcriber.open(1, CLOCK, WAV)
    transcriber.finish(turn(), window())
    failed = posted.next(TranscriptionFailed)
    assert (failed.answer, failed.audio) == (1, WAV)
    assert "kept" in failed.sentence
    transcriber.open(2, CLOCK, WAV)
    transcriber.finish(turn(2), window())
    assert posted.next(Utterance).answer == 2


@pytest.mark.parametrize(
    "error", [AudioError("There is no speech model here; install one."), OSError("disk")]
)
def test_without_a_model_every_answer_is_kept_and_said(posted, caplog, error):
    def load():
        raise error

    transcriber = Transcriber(load, posted.put)
    sentence = posted.next(SpeechModelFailed).sentence
    assert sentence.endswith(".")
    transcriber.open(1, CLOCK, WAV)
    transcriber.commit(1, window())
    transcriber.finish(turn(), None)
    failed = posted.next(TranscriptionFailed)
    assert (failed.answer, failed.audio) == (1, WAV)
    assert transcriber.close()


def test_two_answers_do_not_mix(made, posted):
    recogniser = Scripted("One.", "Two.")
    transcriber = made(recogniser)
    recogniser.go.clear()
    transcriber.open(1, CLOCK, Path("1.wav"))
    transcriber.finish(turn(1), window())
    transcriber.open(2, CLOCK, Path("2.wav"))
    transcriber.finish(turn(2), window())
    recogniser.go.set()
    first, second = posted.next(Utterance), posted.next(Utterance)
    assert (first.text, first.audio) == ("One.", Path("1.wav"))
    assert (second.text, second.audio) == ("Two.", Path("2.wav"))
