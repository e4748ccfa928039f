"""The test tone of the sound check."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

RATE = 48_000
HERTZ = 440.0
SECONDS = 0.8
LEVEL = 0.1
"""-20 dBFS: about as loud as speech, and harmless in a headset."""

FADE_SECONDS = 0.02


def samples() -> NDArray[np.int16]:
    """Return the tone at `RATE`; it begins and ends softly."""
    times = np.arange(round(SECONDS * RATE)) / RATE
    envelope = np.minimum(1.0, np.minimum(times, times[::-1]) / FADE_SECONDS)
    return np.asarray(np.sin(2 * np.pi * HERTZ * times) * envelope * LEVEL * 32767, np.int16)
