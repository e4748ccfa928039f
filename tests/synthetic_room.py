"""Rooms made of numbers: what a microphone hears of a loudspeaker in the same room."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from virtual_card import RATE


@dataclass(frozen=True)
class Room:
    """The loudspeaker's sound arrives `late` seconds after its time, and the room rings for `ringing` seconds."""

    decibels: float = -12.0
    ringing: float = 0.3
    late: float = 0.0
    drift: float = 0.0
    """Millionths by which the loudspeaker's clock is slow."""
    distorted: bool = False
    seed: int = 1

    def path(self) -> np.ndarray:
        """The direct sound and an exponentially decaying noise, with an energy of 1."""
        times = np.arange(round(self.ringing * RATE)) / RATE
        noise = np.random.default_rng(self.seed).normal(0, 1, times.size)
        path = 0.06 * noise * 10 ** (-3 * times / self.ringing)
        path[0] = 1.0
        return path / np.sqrt(np.sum(path**2))

    def heard(self, played: np.ndarray) -> np.ndarray:
        """What the microphone hears of a sound, in the units of the sound."""
        sound = played.astype(float)
        if self.distorted:
            limit = np.abs(sound).max() / 2
            sound = limit * np.tanh(sound / limit)
        size = 1 << (2 * sound.size).bit_length()
        rung = np.fft.irfft(np.fft.rfft(sound, size) * np.fft.rfft(self.path(), size), size)[: sound.size]
        places = (np.arange(sound.size) - self.late * RATE) * (1 - self.drift * 1e-6)
        return 10 ** (self.decibels / 20) * np.interp(places, np.arange(sound.size), rung, left=0, right=0)


def noise(count: int, decibels: float = -66.0, seed: int = 7) -> np.ndarray:
    """The microphone's own noise, in int16 units."""
    return np.random.default_rng(seed).normal(0, 32768 * 10 ** (decibels / 20), count)


def as_samples(sound: np.ndarray) -> np.ndarray:
    """Round to int16."""
    return np.clip(np.round(sound), -32768, 32767).astype(np.int16)
