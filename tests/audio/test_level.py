"""How loud it is, every 50 ms."""

from __future__ import annotations

import numpy as np
import pytest

from audio.listening.level import Levels


def test_a_full_scale_square_is_zero_decibels():
    (level,) = Levels().push(0, np.tile(np.array([32767, -32768], np.int16), 400))
    assert level.rms == pytest.approx(0.0, abs=0.01)
    assert level.peak == pytest.approx(0.0, abs=0.01)
    assert level.end == 800


def test_a_sine_of_a_tenth_is_minus_twenty_three():
    at = np.arange(800)
    (level,) = Levels().push(0, (3277 * np.sin(2 * np.pi * at / 16)).astype(np.int16))
    assert level.rms == pytest.approx(-23.0, abs=0.05)
    assert level.peak == pytest.approx(-20.0, abs=0.05)


def test_digital_silence_is_minus_120():
    (level,) = Levels().push(0, np.zeros(800, np.int16))
    assert (level.rms, level.peak) == (-120.0, -120.0)


def test_twenty_levels_a_second_however_the_blocks_fall():
    levels, found = Levels(), []
    for start in range(0, 16000, 512):
        found += levels.push(start, np.zeros(min(512, 16000 - start), np.int16))
    assert [level.end for level in found] == list(range(800, 16001, 800))
