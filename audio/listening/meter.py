"""What the level meter shows: how loud the microphone is, and whether that is speech."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from audio.events import LevelMeasured
from audio.listening.level import Levels
from audio.listening.vad import FRAME, Vad

if TYPE_CHECKING:
    from collections.abc import Iterator

    from audio.clock import SampleClock
    from audio.listening.source import Block


class Meter:
    """Feed it the microphone's blocks, whatever becomes of them."""

    def __init__(self) -> None:
        self._levels = Levels()
        self._vad = Vad()
        self._unframed = np.zeros(0, np.int16)
        self._voiced = False

    def push(self, block: Block, clock: SampleClock) -> Iterator[LevelMeasured]:
        """Take the next block."""
        waiting = np.concatenate([self._unframed, block.samples])
        whole = len(waiting) // FRAME * FRAME
        self._unframed = waiting[whole:]
        for frame in waiting[:whole].reshape(-1, FRAME):
            self._voiced = self._vad.voiced(frame.astype(np.float32) / 32768.0)
        for level in self._levels.push(block.sample, block.samples):
            yield LevelMeasured(clock.at(level.end), level.rms, level.peak, self._voiced)
