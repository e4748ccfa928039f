"""Decides which samples of an answer are put into words together, while the candidate still speaks."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from audio.listening.endpoint import SHORTEST_SPEECH

Samples = NDArray[np.int16]

RATE = 16000
# Longer windows cost less (each pays for 4 s of silence) and keep more context; shorter ones leave less to do at
# the end of the turn. 10 s of tail take tiny.en 0.3 s of one core.
LONGEST = 25.0
ENOUGH = 10.0
PAUSE = 0.4
# Who has spoken for so long is cut at the next breath, so that the tail of a turn stays short.
PLENTY = 14.0
BREATH = 0.2
# So long a pause is a cut whatever came before it: a patient endpoint then finds nothing left to do.
LONG_PAUSE = 2.0
# Sound kept before the first and after the last voiced frame, for what the VAD was late or early to see.
MARGIN = 0.3


@dataclass(frozen=True, slots=True)
class Window:
    """Samples to put into words together; `start` is the number of the first one in the recording."""

    start: int
    samples: Samples
    spoken: int = 0
    """The number of the sample after its last voiced frame: windows that differ in silence only share it."""


class Windows:
    """Feed it frames in order; it gives a window as soon as a pause closes one."""

    def __init__(self) -> None:
        self._start = 0
        self._frames: list[Samples] = []
        self._voiced: list[bool] = []

    def push(self, frame: Samples, voiced: bool) -> Window | None:
        """Take the next frame; return the window that is finished with it, if any."""
        self._frames.append(frame)
        self._voiced.append(voiced)
        if not any(self._voiced):
            self._forget(self._seconds(len(self._frames)) - MARGIN)
            return None
        last = self._last_voiced()
        pause = self._seconds(len(self._frames)) - self._seconds(last)
        if pause >= _wanted(self._seconds(last)):
            return self._cut(min(len(self._frames), last + self._count(MARGIN)))
        if self._seconds(len(self._frames)) >= LONGEST:
            return self._cut(self._best_cut())
        return None

    def tail(self, rest: Samples) -> Window | None:
        """Return what is left, `rest` after it; nothing is consumed, so that the answer can go on."""
        window = self._window(len(self._frames))
        if window is None:
            return None
        return Window(window.start, np.concatenate([window.samples, rest]), window.spoken)

    def _cut(self, count: int) -> Window | None:
        window = self._window(count)
        self._drop(count)
        return window

    def _window(self, count: int) -> Window | None:
        voiced = sum(
            len(frame) for frame, heard in zip(self._frames[:count], self._voiced, strict=False) if heard
        )
        if voiced < SHORTEST_SPEECH * RATE:
            return None
        return Window(self._start, np.concatenate(self._frames[:count]), self._spoken(count))

    def _best_cut(self) -> int:
        """Return the middle of the longest pause in the later part, or the end when there is none."""
        best, length, run = len(self._frames), 0, 0
        for index in range(self._count(ENOUGH), len(self._frames)):
            run = 0 if self._voiced[index] else run + 1
            if run >= max(length, 1):
                length, best = run, index + 1 - run // 2
        return best

    def _last_voiced(self) -> int:
        return len(self._voiced) - self._voiced[::-1].index(True)

    def _spoken(self, count: int) -> int:
        last = count - self._voiced[:count][::-1].index(True)
        return self._start + sum(len(frame) for frame in self._frames[:last])

    def _forget(self, seconds: float) -> None:
        if seconds > 0:
            self._drop(self._count(seconds))

    def _drop(self, count: int) -> None:
        self._start += sum(len(frame) for frame in self._frames[:count])
        del self._frames[:count], self._voiced[:count]

    def _seconds(self, frames: int) -> float:
        return frames * len(self._frames[0]) / RATE if self._frames else 0.0

    def _count(self, seconds: float) -> int:
        return int(seconds * RATE / len(self._frames[0]))


def _wanted(spoken: float) -> float:
    """Return how long a pause must last to be a cut, after so many seconds."""
    if spoken >= PLENTY:
        return BREATH
    return PAUSE if spoken >= ENOUGH else LONG_PAUSE
