"""Hears the pitch and the loudness of speech, a second at a time; the model comes inside its package, offline."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Protocol

import numpy as np

from audio.measured import VoiceWindow

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from audio.events import Stretch

RATE = 16000
HOP = 256
# Semitones are counted from the A three octaves below concert pitch: below every speaking voice.
REFERENCE = 55.0
# Speaking voices; narrower than the model's own range, so that an overtone is not taken for the voice.
LOWEST, HIGHEST = 60.0, 500.0
VOICED = 0.5
LENGTH = 1.0
# Frames: less of a second is no median.
FEWEST = 6
# A frame this far from the middle of the whole answer is the wrong octave or somebody else.
OUTLYING = 9.5
SILENT = -120.0
# The network hears little voice in a quiet microphone's sound: its loud parts are raised to here, by this at most.
RAISED_TO, MOST = -20.0, 40.0


class Tracker(Protocol):
    """Finds the pitch of each 16 ms."""

    def track(self, samples: NDArray[np.float32]) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
        """Return a frequency and a certainty for each whole hop of 256 samples."""


class SwiftTracker:
    """The network of swift-f0, on one thread."""

    def __init__(self) -> None:
        from swift_f0 import SwiftF0

        # A thread that waits busily would take the voice's processor.
        self._detector = SwiftF0(threads=1, spin=False)

    def track(self, samples: NDArray[np.float32]) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
        """Return a frequency and a certainty for each whole hop of 256 samples."""
        found = self._detector.detect(samples, RATE, LOWEST, HIGHEST)
        return found.pitch_hz, found.confidence


@lru_cache(maxsize=1)
def tracker() -> Tracker:
    """Return the one tracker, made when it is first needed."""
    return SwiftTracker()


def voice(
    samples: NDArray[np.float32], begins: float, stretches: Sequence[Stretch], model: Tracker
) -> list[VoiceWindow]:
    """Measure what lies within stretches of speech; `samples` begin at the session's time `begins`."""
    if len(samples) < HOP:
        return []
    levels = _levels(samples)
    pitch, certainty = model.track(_raised(samples, levels))
    count = min(len(pitch), len(levels))
    middles = begins + (np.arange(count) + 0.5) * HOP / RATE
    semitones = 12.0 * np.log2(np.maximum(pitch[:count], 1.0) / REFERENCE)
    voiced = certainty[:count] >= VOICED
    found = []
    for stretch in stretches:
        start = stretch.start
        while start < stretch.end - 1e-6:
            end = stretch.end if stretch.end - start < 1.5 * LENGTH else start + LENGTH
            inside = (middles >= start) & (middles < end)
            if inside.any():
                found.append(_window(start, end, semitones[inside & voiced], levels[:count][inside]))
            start = end
    return found


def without_outliers(windows: Sequence[VoiceWindow]) -> list[VoiceWindow]:
    """Drop the pitch of seconds in a wrong octave, as far as the whole answer tells."""
    pitches = [window.pitch for window in windows if window.pitch is not None]
    if not pitches:
        return list(windows)
    middle = float(np.median(pitches))
    return [
        window
        if window.pitch is None or abs(window.pitch - middle) <= OUTLYING
        else VoiceWindow(window.start, window.end, 0.0, None, None, window.loudness)
        for window in windows
    ]


def _window(start: float, end: float, pitch: NDArray[np.float64], levels: NDArray[np.float64]) -> VoiceWindow:
    voiced = len(pitch) * HOP / RATE
    loudness = round(float(np.median(levels)), 2)
    if len(pitch) < FEWEST:
        return VoiceWindow(start, end, voiced, None, None, loudness)
    middle = float(np.median(pitch))
    kept = pitch[np.abs(pitch - middle) <= OUTLYING]
    return VoiceWindow(start, end, voiced, round(middle, 3), round(float(np.std(kept)), 3), loudness)


def _raised(samples: NDArray[np.float32], levels: NDArray[np.float64]) -> NDArray[np.float32]:
    gain = min(MOST, RAISED_TO - float(np.percentile(levels, 90)))
    if gain <= 0.0:
        return samples
    return np.asarray(np.clip(samples * np.float32(10 ** (gain / 20)), -1.0, 1.0))


def _levels(samples: NDArray[np.float32]) -> NDArray[np.float64]:
    """Return the level of each hop in dB below full scale."""
    whole = samples[: len(samples) // HOP * HOP].astype(np.float64).reshape(-1, HOP)
    return np.asarray(np.maximum(SILENT, 10.0 * np.log10(np.mean(whole**2, axis=1) + 1e-12)))
