"""How finished a thought sounds from its melody, loudness and length alone, whatever was said."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from audio.listening.trees import read

Samples = NDArray[np.int16]
Values = NDArray[np.float64]

RATE = 16000
# Seconds of speech that are looked at: enough for a speaker's range, and 10 ms of work.
REACH = 4.0
HOP, WINDOW, SPECTRUM = 160, 640, 2048
# Voices from 60 to 400 Hz.
SHORTEST_LAG, LONGEST_LAG = RATE // 400, RATE // 60
# A frame with a clearer period than this is voiced; frames so much quieter than the loud ones are not speech.
PERIODIC, QUIETER = 0.5, 30.0
LEAST_VOICED = 8
# Edges in Hz of the bands whose balance tells a vowel that dies away from a word that is broken off.
BANDS = (80, 400, 900, 1800, 3500, 7500)
# Frames before the end: the last sound, the one before it, and the syllable they belong to.
PIECES = ((0, 6), (6, 15), (15, 30))
PITCH_POINTS, LEVEL_POINTS = 6, 8
LEARNT = Path(__file__).with_name("completeness_sound.json")


@dataclass(frozen=True, slots=True)
class _Frames:
    """The frames of a stretch, one every 10 ms."""

    power: Values
    level: Values
    tone: Values
    voiced: NDArray[np.int64]


def finished(samples: Samples) -> float | None:
    """Return the log odds that a thought ends where these samples end; nothing when too little was voiced."""
    shown = measures(samples)
    return None if shown is None else read(LEARNT).score(shown)


def measures(samples: Samples) -> Values | None:
    """Return what the end of these samples shows; they end with the speech."""
    heard = samples[-round(REACH * RATE) :].astype(np.float64) / 32768.0
    if len(heard) < 8 * WINDOW:
        return None
    frames = _frames(heard)
    if len(frames.voiced) < LEAST_VOICED:
        return None
    return np.concatenate([_melody(frames), _loudness(frames), _balance(frames), _rhythm(frames)])


def _frames(heard: Values) -> _Frames:
    cut = np.lib.stride_tricks.sliding_window_view(heard, WINDOW)[(len(heard) - WINDOW) % HOP :: HOP]
    level = 10.0 * np.log10(np.mean(cut * cut, axis=1) + 1e-9)
    power = np.abs(np.fft.rfft(cut * np.hanning(WINDOW), SPECTRUM)) ** 2
    tone, clear = _pitch(power)
    voiced = (clear > PERIODIC) & (level > np.percentile(level, 90) - QUIETER)
    return _Frames(power, level, tone, np.flatnonzero(voiced))


def _pitch(power: Values) -> tuple[Values, Values]:
    """Return semitones above 60 Hz and how periodic each frame is."""
    own = np.fft.irfft(power, SPECTRUM)[:, : LONGEST_LAG + 1]
    window = np.fft.irfft(np.abs(np.fft.rfft(np.hanning(WINDOW), SPECTRUM)) ** 2, SPECTRUM)[: LONGEST_LAG + 1]
    normal = own / (own[:, :1] + 1e-9) / (window / window[0])
    lags = np.arange(SHORTEST_LAG, LONGEST_LAG + 1)
    # Of periods that fit about alike the shortest is the voice's own.
    best = np.argmax(normal[:, SHORTEST_LAG:] - 0.0006 * lags, axis=1)
    return 12.0 * np.log2(RATE / lags[best] / 60.0), normal[np.arange(len(power)), SHORTEST_LAG + best]


def _melody(frames: _Frames) -> Values:
    """Return the last pitches against the speaker's middle and floor, and how they move."""
    tones = frames.tone[frames.voiced]
    middle, floor, top = np.percentile(tones, (50, 10, 90))
    last = tones[-5 * PITCH_POINTS :]
    points = [float(np.median(piece)) - middle for piece in np.array_split(last, PITCH_POINTS)]
    final = float(np.median(tones[-5:]))
    moves = [_slope(frames.voiced[-count:], tones[-count:]) for count in (12, 25, 80)]
    return np.array([*points, final - floor, (final - floor) / (top - floor + 1.0), *moves])


def _loudness(frames: _Frames) -> Values:
    """Return the last levels against what is usual, 40 ms each, and how they move."""
    usual = float(np.median(frames.level[frames.voiced]))
    pieces = frames.level[-4 * LEVEL_POINTS :].reshape(LEVEL_POINTS, 4).mean(axis=1) - usual
    long = float(np.mean(frames.level[frames.voiced[-60:]])) - usual
    return np.array([*pieces, long])


def _balance(frames: _Frames) -> Values:
    """Return the level of each band in the last sounds against the whole stretch."""
    edges = np.array(BANDS) * SPECTRUM // RATE
    bands = np.stack([frames.power[:, low:high].sum(axis=1) for low, high in pairwise(edges)], axis=1)
    level = 10.0 * np.log10(bands + 1e-6)
    usual = level[frames.voiced].mean(axis=0)
    count = len(level)
    return np.concatenate(
        [level[count - last : count - first].mean(axis=0) - usual for first, last in PIECES]
    )


def _rhythm(frames: _Frames) -> Values:
    """Return how long the last sounds last: the last syllable of a thought is drawn out."""
    breaks = np.flatnonzero(np.diff(frames.voiced) > 2)
    runs = np.diff(np.concatenate([[-1], breaks, [len(frames.voiced) - 1]])) * HOP / RATE
    tail = (len(frames.level) - 1 - int(frames.voiced[-1])) * HOP / RATE
    smooth = np.convolve(frames.level, np.hanning(9) / np.hanning(9).sum(), mode="same")
    loud = smooth > np.percentile(smooth, 50)
    peaks = np.flatnonzero((smooth[1:-1] > smooth[:-2]) & (smooth[1:-1] >= smooth[2:]) & loud[1:-1]) + 1
    gaps = np.diff(peaks) if len(peaks) > 2 else np.array([20, 20])
    last = (len(smooth) - int(peaks[-1])) if len(peaks) else 20
    usual = float(np.median(gaps))
    return np.array([runs[-1], np.mean(runs[-3:]), tail, last / usual, float(np.mean(gaps[-2:])) / usual])


def _slope(at: NDArray[np.int64], values: Values) -> float:
    """Return the change per second of what is measured every hop."""
    seconds = (at - at.mean()) * HOP / RATE
    spread = float(np.sum(seconds * seconds))
    return float(np.sum(seconds * values) / spread) if spread > 1e-4 else 0.0
