"""Coarse edges become exact ones."""

from __future__ import annotations

import numpy as np
import pytest

from audio.listening import edges

RATE = 16000


def burst(first, last, length=32000, snr=30.0, seed=0):
    """Noise with a louder stretch whose edges are known to the sample."""
    random = np.random.default_rng(seed)
    sound = random.normal(0, 3000 / 10 ** (snr / 20), length)
    voice = 3000 * np.sign(np.sin(2 * np.pi * 130 * np.arange(last - first) / RATE))
    ramp = np.minimum(1, np.arange(last - first) / 160)
    sound[first:last] += voice * ramp * ramp[::-1]
    return np.clip(sound, -32768, 32767).astype(np.int16)


@pytest.mark.parametrize("snr", [20.0, 30.0, 45.0])
def test_the_median_error_is_under_twenty_ms(snr):
    random = np.random.default_rng(1)
    onsets, ends = [], []
    for seed in range(40):
        first, last = int(random.integers(6000, 10000)), int(random.integers(18000, 26000))
        sound = burst(first, last, snr=snr, seed=seed)
        onsets.append(edges.onset(sound, first + int(random.integers(-1500, 1500))) - first)
        ends.append(edges.end(sound, last + int(random.integers(-1500, 1500))) - last)
    for errors in (onsets, ends):
        assert np.median(np.abs(errors)) / RATE <= 0.010
        assert np.max(np.abs(errors)) / RATE <= 0.030


def test_an_edge_is_never_moved_further_than_a_quarter_second():
    sound = burst(16000, 24000)
    assert abs(edges.onset(sound, 8000) - 8000) <= 0.25 * RATE + edges.WINDOW
    assert abs(edges.end(sound, 31000) - 31000) <= 0.25 * RATE + edges.WINDOW


def test_where_there_is_no_rise_the_edge_stays():
    silence = np.zeros(16000, np.int16)
    assert edges.onset(silence, 8000) == 8000
    assert edges.end(silence, 8000) == 8000


def test_a_soft_click_long_before_the_word_is_not_its_beginning():
    sound = burst(16000, 24000, snr=45.0)
    sound[13000:13080] += 2000
    assert abs(edges.onset(sound, 16300) - 16000) <= 0.01 * RATE


@pytest.mark.parametrize("length", [0, 1, 100, 200])
def test_a_scrap_of_sound_keeps_its_edge_inside(length):
    scrap = np.zeros(length, np.int16)
    assert 0 <= edges.onset(scrap, length // 2) <= length
    assert 0 <= edges.end(scrap, length // 2) <= length
