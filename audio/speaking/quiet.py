"""Where a rendered line is quiet: its gaps, and the place to go on from after it was held."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Samples = NDArray[np.int16]
Levels = NDArray[np.float32]

FRAME_SECONDS = 0.01

FLOOR = -120.0
"""dBFS of digital silence."""

BELOW_VOICE = 25.0
"""dB below a line's loud frames: there lie the gaps between its words, and the closures of its stops."""

BACK_SECONDS = 0.6
"""How far a held line may go back: about two words."""


def levels(samples: Samples, rate: int) -> Levels:
    """Return the level of each whole frame in dBFS."""
    size = round(FRAME_SECONDS * rate)
    frames = samples[: len(samples) // size * size].reshape(-1, size).astype(np.float32) / 32768
    power = np.mean(frames**2, axis=1)
    return np.asarray(10 * np.log10(np.maximum(power, 10 ** (FLOOR / 10))), np.float32)


def gaps(found: Levels, shortest: float) -> list[tuple[int, int]]:
    """Return the first frame of each quiet stretch of at least so many seconds, and the one behind it."""
    edges = np.diff(_quiet(found).astype(np.int8), prepend=0, append=0)
    pairs = zip(np.flatnonzero(edges == 1), np.flatnonzero(edges == -1), strict=True)
    return [(int(start), int(end)) for start, end in pairs if (end - start) * FRAME_SECONDS >= shortest]


def place_to_go_on(samples: Samples, held: int, rate: int) -> int:
    """Return the last quiet sample at most `BACK_SECONDS` before `held`, else the quietest one."""
    first = max(0, held - round(BACK_SECONDS * rate))
    near = levels(samples[first:held], rate)
    if not len(near):
        return held
    below = np.flatnonzero(_quiet(near))
    frame = int(below[-1] if len(below) else np.argmin(near))
    return first + round(frame * FRAME_SECONDS * rate)


def _quiet(found: Levels) -> NDArray[np.bool_]:
    return np.asarray(found < np.percentile(found, 90) - BELOW_VOICE) if len(found) else np.zeros(0, bool)
