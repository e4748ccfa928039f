"""What an output stream's callback does: copies the lines' samples out and stamps the first and the last."""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    import queue

    from audio.clock import Clock

Samples = NDArray[np.int16]

FADE_SECONDS = 0.005
"""A line cut off without a fade ends in a click that is louder than the voice."""


class BufferTimes(Protocol):
    """The times PortAudio hands to a callback, on the device's own clock."""

    currentTime: float  # noqa: N815
    outputBufferDacTime: float  # noqa: N815


@dataclass(frozen=True, slots=True)
class FirstSample:
    """When the first sample of a line leaves the speaker: mostly a little in the future."""

    line: int | None
    at: float


@dataclass(frozen=True, slots=True)
class LastSample:
    """When the last sample of a line leaves the speaker, or the last one before it was cut off."""

    line: int | None
    at: float
    interrupted: bool


Stamp = FirstSample | LastSample


class Sound:
    """One sound in the queue; a line, or the test tone, which has no number."""

    def __init__(self, line: int | None, samples: Samples) -> None:
        self.line = line
        self.samples = samples
        self.position = 0
        self.cut = False


class Feed:
    """The queue of one output stream; `fill` runs on PortAudio's thread, the rest on any, without locks."""

    def __init__(self, clock: Clock, rate: int, stamps: queue.SimpleQueue[Stamp | None]) -> None:
        self.rate = rate
        self.last_beat = clock.now()
        """When the device last asked for samples."""
        self._abandoned = False
        self._clock = clock
        self._stamps = stamps
        self._sounds: deque[Sound] = deque()

    def add(self, sound: Sound) -> None:
        """Play it after what is queued already."""
        self._sounds.append(sound)

    def cut(self) -> None:
        """Fall silent and drop what is queued: every line ends as interrupted."""
        for sound in tuple(self._sounds):
            sound.cut = True

    def abandon(self) -> None:
        """Play silence from now on: the device was given up, but may still come back to life."""
        self._abandoned = True

    def unfinished(self) -> list[Sound]:
        """Return what was not played to its end."""
        return list(self._sounds)

    def fill(self, output: Samples, frames: int, times: BufferTimes) -> None:
        """Fill one buffer of shape (frames, channels)."""
        self.last_beat = now = self._clock.now()
        at = now + max(0.0, times.outputBufferDacTime - times.currentTime)
        filled = 0
        while filled < frames and self._sounds and not self._abandoned:
            filled = self._copy(self._sounds[0], output, filled, at)
        output[filled:] = 0

    def _copy(self, sound: Sound, output: Samples, filled: int, at: float) -> int:
        """Copy what fits behind `filled`; return how far the buffer is filled then."""
        start = sound.position
        samples = sound.samples[start : start + len(output) - filled]
        if sound.cut:
            # A line that never began ends where it would have begun.
            samples = samples[: round(FADE_SECONDS * self.rate) if start else 0]
            samples = (samples * np.linspace(1, 0, len(samples))).astype(np.int16)
        elif start == 0:
            self._stamp(FirstSample(sound.line, at + filled / self.rate))
        end = filled + len(samples)
        output[filled:end] = samples[:, np.newaxis]
        sound.position += len(samples)
        if sound.cut or sound.position == len(sound.samples):
            self._sounds.popleft()
            whole = sound.position == len(sound.samples)
            self._stamp(LastSample(sound.line, at + end / self.rate, interrupted=not whole))
        return end

    def _stamp(self, stamp: Stamp) -> None:
        if stamp.line is not None:
            self._stamps.put(stamp)
