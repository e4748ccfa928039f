"""Which samples are put into words together."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from audio.listening.windows import LONGEST, MARGIN, RATE, Windows

FRAME = 512


class Fed:
    def __init__(self):
        self.windows = Windows()
        self.given = []
        self.said = np.zeros(0, np.int16)
        self.voiced = np.zeros(0, bool)

    def __call__(self, *stretches):
        for seconds, voiced in stretches:
            for _ in range(round(seconds * RATE / FRAME)):
                frame = np.arange(len(self.said), len(self.said) + FRAME).astype(np.int16)
                self.said = np.concatenate([self.said, frame])
                self.voiced = np.concatenate([self.voiced, np.full(FRAME, voiced)])
                if window := self.windows.push(frame, voiced):
                    self.given.append(window)
        return self

    def all(self, rest=0):
        tail = self.windows.tail(np.zeros(rest, np.int16))
        return [*self.given, tail] if tail else list(self.given)


def spans(windows):
    return [(window.start / RATE, (window.start + len(window.samples)) / RATE) for window in windows]


def test_a_short_answer_is_one_tail():
    fed = Fed()((1.0, False), (4.0, True), (1.0, False))
    assert fed.given == []
    ((start, end),) = spans(fed.all())
    assert start == pytest.approx(1.0 - MARGIN, abs=0.07)
    assert end == pytest.approx(6.0, abs=0.05)


def test_silence_alone_gives_nothing():
    assert Fed()((60.0, False)).all(rest=300) == []


def test_a_click_alone_gives_nothing():
    assert Fed()((1.0, False), (0.1, True), (5.0, False)).all() == []


def test_a_pause_after_enough_speech_closes_a_window():
    fed = Fed()((11.0, True), (0.5, False))
    ((start, end),) = spans(fed.given)
    assert start == 0
    assert end == pytest.approx(11.0 + MARGIN, abs=0.07)
    assert fed.given[0].spoken / RATE == pytest.approx(11.0, abs=0.05)


def test_a_short_breath_closes_nothing():
    assert Fed()((11.0, True), (0.3, False), (2.0, True)).given == []


def test_after_long_speech_a_breath_closes_a_window():
    ((_, end),) = spans(Fed()((15.0, True), (0.25, False), (2.0, True)).given)
    assert end == pytest.approx(15.2, abs=0.07)


def test_a_long_pause_closes_a_window_however_short():
    fed = Fed()((1.0, True), (2.2, False))
    assert len(fed.given) == 1
    assert fed.all() == fed.given


def test_endless_speech_is_cut_at_its_longest_breath():
    fed = Fed()((11.0, True), (0.07, False), (6.0, True), (0.15, False), (12.0, True))
    ((_, end), _) = spans(fed.all())
    assert end == pytest.approx(17.15, abs=0.1)


def test_breathless_speech_is_cut_at_the_limit():
    ((_, end), _) = spans(Fed()((30.0, True)).all())
    assert end == pytest.approx(LONGEST, abs=0.05)


def test_looking_at_the_tail_consumes_nothing():
    fed = Fed()((4.0, True))
    before = spans(fed.all(rest=100))
    assert spans(fed.all(rest=100)) == before
    fed((7.0, True), (0.5, False))
    assert spans(fed.given)[0][0] == before[0][0]


def test_more_silence_makes_it_no_other_speech():
    fed = Fed()((4.0, True), (0.2, False))
    (early,) = fed.all()
    (late,) = fed((0.5, False)).all(rest=300)
    assert (early.start, early.spoken) == (late.start, late.spoken)
    assert len(late.samples) > len(early.samples)
    (other,) = fed((0.5, True)).all()
    assert other.spoken > late.spoken


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(st.floats(0.04, 12.0), st.booleans()), max_size=12))
def test_every_voiced_sample_of_real_speech_is_in_exactly_one_window(stretches):
    fed = Fed()(*stretches)
    covered = np.zeros(len(fed.said), int)
    for window in fed.all():
        covered[window.start : window.start + len(window.samples)] += 1
        assert np.array_equal(window.samples, fed.said[window.start : window.start + len(window.samples)])
        assert len(window.samples) <= 30 * RATE
    assert covered.max(initial=0) <= 1
    missed = fed.voiced & (covered == 0)
    # Only scraps of voice, too short to be speech, with silence on both sides may be left out.
    for scrap in np.split(missed, np.flatnonzero(np.diff(missed)) + 1):
        assert not scrap.any() or len(scrap) < 0.15 * RATE
