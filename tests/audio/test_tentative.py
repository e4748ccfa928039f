"""Text that may still change: it grows, it gives way to committed text, and it is not heard anew for ever."""

from __future__ import annotations

import numpy as np
import pytest

from audio.events import Word
from audio.listening.tentative import LOOK, RECENT, Tentative
from audio.listening.windows import Window

RATE = 16000


def tail(start, end, spoken=None):
    first = round(start * RATE)
    samples = np.zeros(round(end * RATE) - first, np.int16)
    return Window(first, samples, round((end if spoken is None else spoken) * RATE))


def words(start, end):
    return [Word(f"w{at}", float(at), at + 0.9, 0.9) for at in range(start, end)]


def seconds(window):
    return window.start / RATE, (window.start + len(window.samples)) / RATE


def test_the_newest_look_replaces_the_one_before():
    text = Tentative()
    text.look(tail(0, 2), words(0, 2))
    text.look(tail(0, 3), words(0, 3))
    assert text.text() == "w0 w1 w2"


def test_long_speech_is_looked_at_from_its_recent_words_on():
    text = Tentative()
    text.look(tail(0, LOOK + 2), words(0, 8))
    start, end = seconds(text.part(tail(0, LOOK + 3)))
    assert end - start <= RECENT + 2.2
    text.look(tail(0, LOOK + 3), words(round(start + 0.1), 9))
    assert text.text() == " ".join(f"w{at}" for at in range(9))


def test_after_a_silence_only_what_is_new_is_looked_at():
    text = Tentative()
    text.settle(tail(0, 4.2, spoken=4), words(0, 4))
    assert seconds(text.part(tail(0, 6))) == pytest.approx((4.1, 6.0))
    text.look(tail(0, 6), words(5, 6))
    assert text.text() == "w0 w1 w2 w3 w5"


def test_what_is_committed_is_tentative_no_more():
    text = Tentative()
    text.look(tail(0, 5), words(0, 5))
    text.commit(3 * RATE)
    assert text.text() == "w3 w4"
    assert text.begin == 3 * RATE
    assert seconds(text.part(tail(3, 6))) == (3.0, 6.0)
