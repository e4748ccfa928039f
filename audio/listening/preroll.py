"""Keeps the last seconds of sound, so that an answer can begin before it was asked for."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Samples = NDArray[np.int16]


class Preroll:
    """A ring of the newest samples, addressed by their number in the stream."""

    def __init__(self, length: int) -> None:
        self._ring = np.zeros(length, np.int16)
        self._end = 0
        self._begin = 0

    @property
    def begin(self) -> int:
        """The number of the oldest sample still here."""
        return self._begin

    @property
    def end(self) -> int:
        """The number of the next sample to come."""
        return self._end

    def push(self, sample: int, samples: Samples) -> None:
        """Take a block that begins at `sample`; a gap before it is silence."""
        length = len(self._ring)
        if sample > self._end:
            missing = min(sample - self._end, length)
            self._end = sample
            self._write(np.zeros(missing, np.int16))
        self._end = sample + len(samples)
        self._write(samples[-length:])
        self._begin = max(self._begin, self._end - length)

    def since(self, sample: int) -> tuple[int, Samples]:
        """Return what is here from `sample` on, and the number of its first sample: later if that is gone."""
        first = min(max(sample, self._begin), self._end)
        places = np.arange(first, self._end) % len(self._ring)
        return first, self._ring[places]

    def overwrite(self, sample: int, samples: Samples) -> None:
        """Put other samples in the place of those from `sample` on, as far as they are here."""
        first = max(sample, self._begin)
        samples = samples[first - sample : max(0, self._end - sample)]
        self._ring[np.arange(first, first + len(samples)) % len(self._ring)] = samples

    def blank(self, first: int, last: int) -> None:
        """Put silence from one sample to before another, as far as they are here."""
        first, last = max(first, self._begin), min(last, self._end)
        if first < last:
            self._ring[np.arange(first, last) % len(self._ring)] = 0

    def _write(self, samples: Samples) -> None:
        """Put samples so that the last of them lies just before the end."""
        places = np.arange(self._end - len(samples), self._end) % len(self._ring)
        self._ring[places] = samples
