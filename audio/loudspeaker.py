"""Remembers what left the speaker and when, so that the microphone's side can know it again."""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass
from statistics import median

import numpy as np
from numpy.typing import NDArray

from audio.listening.preroll import Preroll
from audio.sound_file import Resampler

Samples = NDArray[np.int16]

RATE = 16_000

KEPT = 10.0
"""Seconds: the listener is never further behind, as its queue of blocks holds no more."""

WAITING = 4096
"""Buffers that nobody took: 10 s of the shortest seen (128 samples at 48 kHz). Then the oldest are dropped."""

SMOOTHED = 5.0
"""The time a sound server names for a buffer wanders by 10 to 30 ms: the median of so many seconds stands still."""

ESTIMATE_EVERY = 0.5

STEP = 0.03
STALLED = 3
"""After so many buffers in a row that lie so far from the median the device has stalled, and what it said before no
longer holds: each underrun on a loaded machine put all that followed 80 to 120 ms later."""

SLIP = round(0.02 * RATE)
"""A reader that follows in time goes on sample for sample until the clocks are 20 ms apart: a canceller finds its way
through that, while a jump of 4 ms in the middle of a line let 0.6 s of the panel through."""

LATEST = round(0.04 * RATE)
"""A device that buffers less than the reader looks ahead costs it up to so much of that; where more is missing,
nothing plays."""


@dataclass(frozen=True, slots=True)
class _Buffer:
    """One buffer of the device; the samples are left out where all are zero."""

    at: float
    first: int
    length: int
    samples: Samples | None


class Track:
    """What one output stream plays: `add` runs on its callback's thread, the rest on the listener's."""

    def __init__(self, rate: int) -> None:
        self.rate = rate
        self._added = 0
        self._buffers: deque[_Buffer] = deque(maxlen=WAITING)
        self._offsets: deque[tuple[float, float]] = deque()
        self._offset: float | None = None
        self._estimated = 0.0
        self._ring = Preroll(round(KEPT * RATE))
        self._resampler: Resampler | None = None
        self._written = 0
        self._drained = 0
        self._expected = 0
        self._late = 0
        self.jumps = 0
        """How often what was taken did not join what was taken before."""

    def add(self, at: float, samples: Samples) -> None:
        """Take the next buffer, whose first sample leaves the speaker at `at`; it may be used again at once."""
        kept = samples.copy() if samples.any() else None
        self._buffers.append(_Buffer(at, self._added, len(samples), kept))
        self._added += len(samples)

    def take(self, start: float, count: int) -> Samples:
        """Return `count` samples at 16 kHz from the time `start` on; a span after the last one joins it exactly."""
        self._drain()
        silence = np.zeros(count, np.int16)
        if self._offset is None:
            return silence
        first = round((start - self._offset) * RATE) - self._late
        if abs(first - self._expected) <= SLIP:
            first = self._expected
        else:
            self.jumps += 1
        late = self._late + first + count - self._ring.end
        if self._late < late <= LATEST:
            first -= late - self._late
            self._late = late
        self._expected = first + count
        begin, samples = self._ring.since(max(0, first))
        samples = samples[: max(0, first + count - begin)]
        silence[begin - first : begin - first + len(samples)] = samples
        return silence

    def _drain(self) -> None:
        while self._buffers:
            buffer = self._buffers.popleft()
            self._place(buffer.at, buffer.at - buffer.first / self.rate)
            if buffer.first != self._drained:
                # Some were dropped, as nobody took them.
                self._fall_silent(buffer.first)
            self._drained = buffer.first + buffer.length
            if buffer.samples is None:
                self._fall_silent(self._drained)
            else:
                self._write(buffer.first, buffer.samples)

    def _place(self, at: float, offset: float) -> None:
        """Take a buffer's word for when the stream's sample 0 left the speaker."""
        self._offsets.append((at, offset))
        while at - self._offsets[0][0] > SMOOTHED:
            self._offsets.popleft()
        stalled = self._stalled()
        while stalled and len(self._offsets) > STALLED:
            self._offsets.popleft()
        if stalled or self._offset is None or at - self._estimated >= ESTIMATE_EVERY:
            self._estimated = at
            self._offset = median(each for _, each in self._offsets)

    def _stalled(self) -> bool:
        if self._offset is None or len(self._offsets) < STALLED:
            return False
        newest = [self._offsets[-number][1] - self._offset for number in range(1, STALLED + 1)]
        if min(newest) < STEP and max(newest) > -STEP:
            return False
        self._late = 0
        return True

    def _write(self, first: int, samples: Samples) -> None:
        if self._resampler is None:
            self._resampler = Resampler(self.rate, RATE)
            self._written = round(first * RATE / self.rate)
        self._push(self._resampler.push(samples))

    def _fall_silent(self, until: int) -> None:
        """Write what the resampler holds back; zeros need none, so silence costs nothing."""
        if self._resampler is not None:
            self._push(self._resampler.flush())
            self._resampler = None
        self._ring.push(max(self._ring.end, round(until * RATE / self.rate)), np.zeros(0, np.int16))

    def _push(self, samples: Samples) -> None:
        """Put samples in their place; the last one before a silence may reach a sample too far."""
        over = max(0, self._ring.end - self._written)
        self._ring.push(self._written + over, samples[over:])
        self._written += len(samples)


class Loudspeaker:
    """All that is played; it outlives the streams, as the device may change in the middle of a round."""

    def __init__(self) -> None:
        # The old device's last words still echo while the new one begins.
        self._tracks: deque[Track] = deque(maxlen=2)
        self.speakers = 0
        """How often a device was opened: what was known about the last one says nothing about it."""

    @property
    def jumps(self) -> int:
        """How often what was taken did not join what was taken before; the newest device counts."""
        return self._tracks[-1].jumps if self._tracks else 0

    def track(self, rate: int) -> Track:
        """Begin a new output stream."""
        track = Track(rate)
        self._tracks.append(track)
        self.speakers += 1
        return track

    def take(self, start: float, count: int) -> Samples:
        """Return what left the speaker from `start` on, at 16 kHz; silence where nothing played. One reader only."""
        played = [track.take(start, count) for track in tuple(self._tracks)]
        sounds = [samples for samples in played if samples.any()]
        if len(sounds) == 1:
            return sounds[0]
        total = sum((samples.astype(np.int32) for samples in sounds), np.zeros(count, np.int32))
        return np.clip(total, -32768, 32767).astype(np.int16)
