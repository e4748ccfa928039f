"""Takes the panel's voice out of the microphone's sound, where it plays over open speakers."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    from audio.loudspeaker import Loudspeaker

Samples = NDArray[np.int16]

RATE = 16_000

FRAME = 160
"""10 ms: WebRTC's echo canceller takes no other length."""

LEAD = 0.05
"""Seconds by which the canceller is shown what is played before it can be heard. It finds the delay between the
two by itself, but an echo that comes before its sound it never finds, and the clocks err by up to 40 ms."""

TAIL = 0.5
"""Seconds after the last sound in which a room may still ring."""

QUIET = round((LEAD + TAIL) * RATE)
"""Samples of silence in what is played after which the microphone is left alone."""

INNER = 128
"""Samples by which the canceller's output lags behind its input (measured by correlation)."""

DELAY = INNER + 128
"""Samples by which cleaned sound lags: blocks of 512 leave up to 128 samples over from frames of 160."""

LEARNING = round(2.0 * RATE)
"""Samples of sound after which the room is known. Before that, three of 24 first lines came through for 0.1 to 0.5 s;
after it, one run of 0.16 s in ten minutes."""


class Echo:
    """Feed it the microphone's blocks in order, on one thread; what it learns of the room is kept between lines."""

    def __init__(self, loudspeaker: Loudspeaker) -> None:
        from pywebrtc_audio import EchoCanceller

        self._loudspeaker = loudspeaker
        self._canceller = EchoCanceller(RATE, 1, round(LEAD * 1000))
        self._silent = QUIET
        self._before = np.zeros(DELAY, np.int16)
        self._near = self._far = self._ready = np.zeros(0, np.int16)
        self.played = np.zeros(0, np.int16)
        """What left the speaker `LEAD` later than the last block was taken."""
        self.active = False
        """Whether the last block was cleaned: then it lags by `DELAY` samples."""
        self.share = 0.0
        """How much of the last block was echo: 0 where nothing was taken out of it, 1 where nothing was left."""
        self._learned = 0
        self._jumps = 0

    @property
    def learning(self) -> bool:
        """Whether the room is not known yet, or no longer, so that some of the panel's voice may be left."""
        return self.active and self._learned < LEARNING

    def clean(self, samples: Samples, at: float) -> Samples:
        """Return as many samples, without the echo; the same array where nothing has played for half a second.

        `at` is when the first of them was taken.
        """
        self.played = far = self._loudspeaker.take(at + LEAD, len(samples))
        if far.any():
            self._silent = 0
            self._learned = self._learned + len(samples) if self._loudspeaker.jumps == self._jumps else 0
            self._jumps = self._loudspeaker.jumps
        else:
            self._silent += len(samples)
        raw = np.concatenate([self._before, samples])
        if self._silent < QUIET:
            cleaned = self._cleaned(samples, far)
            self.share = _share(raw[: len(samples)], cleaned)
        else:
            cleaned = samples
            self.active, self.share = False, 0.0
        self._before = raw[-DELAY:]
        return cleaned

    def _cleaned(self, samples: Samples, far: Samples) -> Samples:
        if not self.active:
            # Sound from before the line goes first, for what the canceller still holds is from the last one.
            self.active = True
            self._near, self._far = self._before, np.zeros(DELAY, np.int16)
            self._ready = np.zeros(0, np.int16)
            self._process()
            self._ready = self._ready[INNER:]
        self._near = np.concatenate([self._near, samples])
        self._far = np.concatenate([self._far, far])
        self._process()
        cleaned, self._ready = self._ready[: len(samples)], self._ready[len(samples) :]
        return cleaned

    def _process(self) -> None:
        """Put all whole frames through the canceller."""
        whole = len(self._near) // FRAME * FRAME
        if whole:
            cleaned = self._canceller.process(self._near[:whole], self._far[:whole])
            self._ready = np.concatenate([self._ready, cleaned])
        self._near, self._far = self._near[whole:], self._far[whole:]


def _share(heard: Samples, cleaned: Samples) -> float:
    """Compare the energies of two blocks; of differences, as hum is taken out too."""
    before = float(np.sum(np.diff(heard.astype(np.float64)) ** 2))
    after = float(np.sum(np.diff(cleaned.astype(np.float64)) ** 2))
    return min(1.0, max(0.0, 1.0 - after / before)) if before > 0 else 0.0
