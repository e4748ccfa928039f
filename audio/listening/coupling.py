"""Says how strongly the speaker is heard in the microphone: headphones let almost nothing of it through."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray

Samples = NDArray[np.int16]
Floats = NDArray[np.float64]
Verdict = Literal["headphones", "speakers", "unknown"]

RATE = 16_000

OPEN = -40.0
"""dB from what is played to what the microphone hears of it: from here on a line at -26 dBFS stands out of the
noise of a quiet room."""

QUIETEST = 30.0
"""An int16 RMS of -60 dBFS: a line played this softly tells nothing."""

SHORTEST = 0.3
"""Seconds of sound below which too little is known."""

EARLY, LATE = 0.05, 0.15
"""An echo is looked for from 50 ms before its sound (the two clocks err by up to 40 ms) to 150 ms after it."""

DIRECT = round(0.02 * RATE)
"""20 ms hold the direct sound and the first reflections: most of an echo's energy, little of the noise's."""

CERTAIN = 2.0
"""How much stronger than by chance an echo must fit. Without one, 600 tones, chirps and lines with and without talk
over them came to 1.8 at most."""

NARROW = 0.1
"""The share of the spectrum below which a sound is a tone: a tone takes 0.02, a chirp and a line 0.4 and more."""

PIECE = 640
"""40 ms: a tone holds its phase over all pieces, a voice does not even over three."""

STANDS_OUT = 3.0
"""The standard errors that are `CERTAIN` of a tone."""


@dataclass(frozen=True, slots=True)
class Coupling:
    """`decibels` is the gain from what was played to what was heard of it, or what it is at most."""

    decibels: float
    verdict: Verdict


@dataclass(frozen=True, slots=True)
class _Fit:
    """Powers relative to what was played: what fits, what would fit by chance."""

    own: float
    chance: float


NOTHING_KNOWN = Coupling(0.0, "unknown")


def coupling(played: Samples, heard: Samples) -> Coupling:
    """Compare what was played with what the microphone heard in the same span of time, both at 16 kHz.

    The span should begin with the sound or up to a second before it and go on for 0.2 s after it.
    """
    sounding = np.flatnonzero(np.abs(played.astype(np.int32)) > QUIETEST)
    if len(sounding) < SHORTEST * RATE or not heard.any():
        # A muted microphone hears nothing from open speakers either.
        return NOTHING_KNOWN
    near, far = played.astype(np.float64), heard.astype(np.float64)
    if np.sqrt(np.mean(near[sounding[0] : sounding[-1] + 1] ** 2)) < QUIETEST:
        return NOTHING_KNOWN
    spectrum = _smoothed(np.abs(np.fft.rfft(near, _size(near))) ** 2)
    band = (spectrum > spectrum.max() * 10**-2.5) & (np.arange(len(spectrum)) > len(spectrum) * 150 / 8000)
    fit = _tone(near, far) if band.mean() < NARROW else _sound(near, far, spectrum, band)
    if fit.own >= CERTAIN * fit.chance:
        decibels = _decibels(fit.own)
        return Coupling(decibels, "speakers" if decibels >= OPEN else "headphones")
    at_most = _decibels(fit.own + fit.chance)
    return Coupling(at_most, "headphones" if at_most < OPEN else "unknown")


def _sound(played: Floats, heard: Floats, spectrum: Floats, band: NDArray[np.bool_]) -> _Fit:
    """Undo the sound: an echo is then a click at its lag, and talk is noise spread over all lags."""
    size = _size(played)
    near, far = np.fft.rfft(played, size), np.fft.rfft(heard, size)
    path = np.where(band, far * near.conj() / spectrum, 0.0)
    lag = np.arange(size)
    lag = np.where(lag > size // 2, lag - size, lag)
    early, late = round(EARLY * RATE), round(LATE * RATE)
    own = (lag >= -early) & (lag <= late)
    # Beyond these the two hardly overlap; and the room goes on ringing for a while.
    other = (np.abs(lag) < 0.6 * len(played)) & ((lag > late + DIRECT) | (lag < -early - DIRECT))
    # Where the microphone is full of something else, the path is believed less. But this also favours what the
    # room swallows, so how strong an echo is, once it is certain, is told by all of the band alike.
    trust = np.where(band, spectrum / np.maximum(_smoothed(np.abs(far) ** 2), 1e-9), 0.0)
    energy, plain = _energies(path, trust, size), _energies(path, band.astype(np.float64), size)
    fit = _Fit(float(energy[own].max()), float(energy[other].max()))
    if fit.own < CERTAIN * fit.chance:
        return fit
    strength = float(plain[np.flatnonzero(own)[np.argmax(energy[own])]] - np.median(plain[other]))
    return _Fit(max(strength, fit.own), fit.chance * max(strength, fit.own) / fit.own)


def _energies(path: NDArray[np.complex128], weight: Floats, size: int) -> Floats:
    """Return the energy of the path in the 20 ms from each lag on, the mean over the band."""
    clicks = np.fft.irfft(path * np.sqrt(weight), size) ** 2
    summed = np.cumsum(np.concatenate([[0.0], clicks, clicks[:DIRECT]]))
    energies: Floats = (summed[DIRECT:] - summed[:-DIRECT])[:size] / weight.mean()
    return energies


def _tone(played: Floats, heard: Floats) -> _Fit:
    """Follow a tone's amplitude and phase: in its echo both stand still."""
    spectrum = np.fft.fft(played)
    spectrum[len(played) // 2 + 1 :] = 0
    tone = np.fft.ifft(2 * spectrum)
    loud = np.flatnonzero(np.abs(tone) > 0.5 * np.abs(tone).max())
    # Both ends are left out: there the echo has not begun, or the sound has ended.
    starts = range(loud[0] + round(EARLY * RATE), loud[-1] - round(EARLY * RATE) - PIECE, PIECE)
    gains = np.array([_gain(tone[at : at + PIECE], heard[at : at + PIECE]) for at in starts])
    error = float(np.std(gains)) / np.sqrt(max(1, len(gains) - 1))
    return _Fit(float(np.abs(np.mean(gains))) ** 2, (STANDS_OUT * error) ** 2 / CERTAIN)


def _gain(tone: NDArray[np.complex128], heard: Floats) -> complex:
    return complex(2 * np.vdot(tone, heard) / np.vdot(tone, tone).real)


def _size(samples: Floats) -> int:
    """Return a length at which nothing wraps around."""
    return 1 << (2 * len(samples) - 1).bit_length()


def _smoothed(power: Floats) -> Floats:
    window = np.hanning(65)
    return np.convolve(power, window / window.sum(), mode="same")


def _decibels(power: float) -> float:
    return max(-120.0, 10.0 * float(np.log10(power))) if power > 0 else -120.0
