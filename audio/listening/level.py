"""Measures how loud the sound is, twenty times a second."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    from collections.abc import Iterator

Samples = NDArray[np.int16]

# 50 ms at 16 kHz.
LENGTH = 800
SILENCE = -120.0


@dataclass(frozen=True, slots=True)
class Level:
    """dBFS over 50 ms; `end` is the number of the sample after the last one."""

    end: int
    rms: float
    peak: float


class Levels:
    """Feed it samples in order."""

    def __init__(self) -> None:
        self._rest = np.zeros(0, np.int16)

    def push(self, sample: int, samples: Samples) -> Iterator[Level]:
        """Take the samples from number `sample` on."""
        start = sample - len(self._rest)
        waiting = np.concatenate([self._rest, samples])
        whole = len(waiting) // LENGTH * LENGTH
        self._rest = waiting[whole:]
        for number, piece in enumerate(waiting[:whole].reshape(-1, LENGTH), start=1):
            loud = piece.astype(np.float64) / 32768.0
            rms = float(np.sqrt(np.mean(loud * loud)))
            yield Level(start + number * LENGTH, _decibels(rms), _decibels(float(np.abs(loud).max())))


def _decibels(value: float) -> float:
    return max(SILENCE, 20.0 * float(np.log10(value))) if value > 0 else SILENCE
