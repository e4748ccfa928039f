"""Words on the session's clock, inside the speech they were said in."""

from __future__ import annotations

from pathlib import Path

import numpy as np

from audio.clock import SampleClock
from audio.events import Stretch, Word
from audio.listening.answer_words import AnswerWords, Turn, heard, within
from audio.listening.windows import Window


class Echo:
    """Answers each window with one word that spans it."""

    name, digest, device = "echo", "", "cpu"

    def transcribe(self, samples, prompt=""):
        assert samples.dtype == np.float32
        assert np.abs(samples).max() <= 1.0
        return [Word(f"word{prompt}", 0.0, len(samples) / 16000, 0.5)]


def test_a_window_is_timed_in_the_recording():
    window = Window(32000, np.full(8000, -32768, np.int16))
    assert heard(Echo(), window, 16000, "!") == [Word("word!", 2.0, 2.5, 0.5)]


def test_an_utterance_lies_on_the_sessions_clock():
    answer = AnswerWords(SampleClock(100.0, 16000), Path("001.wav"))
    answer.words += [Word("We", 1.0, 1.4, 0.9)]
    turn = Turn(3, (Stretch(1.0, 2.0),), 105.0, "done")
    said = answer.utterance(turn, [Word("ran.", 1.5, 1.9, 0.8)])
    assert said.text == "We ran."
    assert said.words == (Word("We", 101.0, 101.4, 0.9), Word("ran.", 101.5, 101.9, 0.8))
    assert said.stretches == (Stretch(101.0, 102.0),)
    assert (said.answer, said.opened, said.ended, said.reason) == (3, 100.0, 105.0, "done")
    assert answer.text() == "We"


def test_a_word_that_begins_in_the_pause_before_it_is_cut_to_its_stretch():
    stretches = [Stretch(1.0, 2.0), Stretch(3.0, 4.0)]
    words = [Word("one", 0.6, 1.5, 1), Word("two", 1.5, 2.2, 1), Word("three", 2.4, 3.4, 1)]
    assert [(word.start, word.end) for word in within(words, stretches)] == [
        (1.0, 1.5),
        (1.5, 2.0),
        (3.0, 3.4),
    ]


def test_words_never_go_back_in_time():
    stretches = [Stretch(1.0, 2.0), Stretch(2.1, 4.0)]
    words = [Word("a", 1.8, 2.6, 1), Word("b", 1.9, 2.0, 1), Word("c", 2.0, 2.05, 1)]
    starts = [word.start for word in within(words, stretches)]
    assert starts == sorted(starts)


def test_without_stretches_words_stay_as_they_are():
    words = [Word("a", 1.0, 2.0, 1)]
    assert within(words, []) == words
