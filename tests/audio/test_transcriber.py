"""Words on a thread of their own: in order, taken back, tried again."""

from __future__ import annotations

import queue
import threading
import time
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

    def sketch(self, samples, prompt=""):
        return self.transcribe(samples, prompt)


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


def window(start=0.0, seconds=1.0, silence=0.0):
    first, spoken = round(start * RATE), round(seconds * RATE)
    return Window(first, np.zeros(spoken + round(silence * RATE), np.int16), first + spoken)


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


def test_the_tail_is_in_words_before_the_turn_ends(made, posted):
    recogniser = Scripted("That is all.")
    transcriber = made(recogniser)
    transcriber.open(1, CLOCK, WAV)
    transcriber.speculate(1, window(0.0, 2.0, silence=0.2))
    assert posted.next(InterimTranscript) == InterimTranscript(1, "", "That is all.")
    assert transcriber.text(1) == "That is all."
    transcriber.finish(turn(), window(0.0, 2.0, silence=0.6))
    assert posted.next(Utterance).text == "That is all."
    assert recogniser.lines == []


def test_while_the_tail_is_in_work_there_is_no_text(made, posted):
    recogniser = Scripted("That is all.")
    recogniser.go.clear()
    transcriber = made(recogniser)
    transcriber.open(1, CLOCK, WAV)
    assert transcriber.text(1) is None
    transcriber.speculate(1, window())
    assert recogniser.asked.wait(5)
    assert transcriber.text(1) is None
    transcriber.finish(turn(), window(silence=0.5))
    recogniser.go.set()
    posted.next(InterimTranscript)
    assert posted.next(Utterance).text == "That is all."


def test_what_was_speculated_is_thrown_away_when_speech_goes_on(made, posted):
    transcriber = made(Scripted("That is all", "That is all but one."))
    transcriber.open(1, CLOCK, WAV)
    transcriber.speculate(1, window(0.0, 2.0))
    assert posted.next(InterimTranscript).tentative == "That is all"
    transcriber.discard(1)
    assert transcriber.text(1) is None
    transcriber.finish(turn(), window(0.0, 3.0))
    assert posted.next(Utterance).text == "That is all but one."


def test_a_speculation_is_the_text_of_the_window_that_its_pause_closes(made, posted):
    recogniser = Scripted("We tuned it.", "For three days.")
    transcriber = made(recogniser)
    transcriber.open(1, CLOCK, WAV)
    transcriber.speculate(1, window(0.0, 9.0, silence=0.2))
    assert posted.next(InterimTranscript).tentative == "We tuned it."
    transcriber.commit(1, window(0.0, 9.0, silence=0.3))
    assert posted.next(InterimTranscript) == InterimTranscript(1, "We tuned it.", "")
    assert transcriber.text(1) == "We tuned it."
    transcriber.discard(1)
    transcriber.finish(turn(), window(9.5, 2.0))
    assert posted.next(Utterance).text == "We tuned it. For three days."


def test_a_discarded_speculation_in_work_still_serves_the_window_it_became(made, posted):
    recogniser = Scripted("We tuned it.", "More.")
    recogniser.go.clear()
    transcriber = made(recogniser)
    transcriber.open(1, CLOCK, WAV)
    transcriber.speculate(1, window(0.0, 9.0))
    assert recogniser.asked.wait(5)
    transcriber.commit(1, window(0.0, 9.0, silence=0.3))
    transcriber.discard(1)
    recogniser.go.set()
    transcriber.finish(turn(), window(10.0))
    committed = [posted.next(InterimTranscript).committed for _ in range(2)]
    assert committed == ["", "We tuned it."]
    assert posted.next(Utterance).text == "We tuned it. More."


def test_speech_shows_while_it_goes_on_and_never_over_committed_text(made, posted):
    transcriber = made(Scripted("We tuned", "We tuned it.", "never shown"))
    transcriber.open(1, CLOCK, WAV)
    transcriber.preview(1, window(0.0, 1.0))
    assert posted.next(InterimTranscript) == InterimTranscript(1, "", "We tuned")
    transcriber.commit(1, window(0.0, 9.0))
    assert posted.next(InterimTranscript) == InterimTranscript(1, "We tuned it.", "")
    transcriber.preview(1, window(0.0, 9.0))
    transcriber.finish(turn(), None)
    assert posted.next(Utterance).text == "We tuned it."


def test_of_the_previews_that_wait_only_the_newest_is_done(made, posted):
    recogniser = Scripted("One.", "newest")
    recogniser.go.clear()
    transcriber = made(recogniser)
    transcriber.open(1, CLOCK, WAV)
    transcriber.commit(1, window(0.0, 9.0))
    assert recogniser.asked.wait(5)
    for seconds in (1.0, 2.0, 3.0):
        transcriber.preview(1, window(9.0, seconds))
    recogniser.go.set()
    posted.next(InterimTranscript)
    assert posted.next(InterimTranscript).tentative == "newest"
    assert recogniser.lines == []


def test_idle_work_waits_until_nobody_speaks(made, posted):
    transcriber = made(Scripted("All."))
    done = queue.SimpleQueue()
    transcriber.open(1, CLOCK, WAV)
    transcriber.when_idle(lambda recogniser: done.put(recogniser.name))
    transcriber.finish(turn(), window())
    assert posted.next(Utterance).text == "All."
    assert done.get(timeout=5) == "scripted"
    assert transcriber.spent.idle >= 0


def test_idle_work_that_fails_harms_nobody(made, posted, caplog):
    transcriber = made(Scripted("All."))

    def fail(recogniser):
        raise RuntimeError("no")

    transcriber.when_idle(fail)
    transcriber.open(1, CLOCK, WAV)
    transcriber.finish(turn(), window())
    assert posted.next(Utterance).text == "All."


def test_a_speculation_that_fails_is_done_again_at_the_end(made, posted, caplog):
    recogniser = Scripted(RuntimeError("hiccup"), "All.")
    transcriber = made(recogniser)
    transcriber.open(1, CLOCK, WAV)
    transcriber.speculate(1, window())
    assert recogniser.asked.wait(5)
    transcriber.finish(turn(), window())
    assert posted.next(Utterance).text == "All."


def test_a_turn_taken_back_forgets_its_speculation(made, posted):
    transcriber = made(Scripted("Done", "Done and dusted."))
    transcriber.open(1, CLOCK, WAV)
    transcriber.speculate(1, window(0.0, 1.0))
    posted.next(InterimTranscript)
    transcriber.finish(turn(), window(0.0, 1.0))
    assert posted.next(Utterance).text == "Done"
    transcriber.reopen(1)
    assert transcriber.text(1) is None
    transcriber.finish(turn(end=30.0), window(0.0, 3.0))
    assert posted.next(Utterance).text == "Done and dusted."


class Slow(Scripted):
    """Takes 0.2 s of the processor for each look."""

    def sketch(self, samples, prompt=""):
        until = time.process_time() + 0.2
        while time.process_time() < until:
            pass
        return self.transcribe(samples, prompt)


def test_after_a_costly_look_the_next_one_waits(made, posted):
    transcriber = made(Slow("one", "one two three", "All."))
    transcriber.open(1, CLOCK, WAV)
    for end, text in ((1.0, "one"), (1.6, None), (2.2, "one two three")):
        transcriber.preview(1, window(0.0, end))
        if text:
            assert posted.next(InterimTranscript).tentative == text
    transcriber.finish(turn(), window())
    assert posted.next(Utterance).text == "All."
    assert transcriber.spent.interim >= 0.4
    assert transcriber.spent.committed < 0.2
