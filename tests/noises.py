"""Sounds of a room in which nobody speaks: its own noise, a cough, a keyboard; int16 at 16 kHz."""

from __future__ import annotations

import numpy as np

RATE = 16000


def room(seconds, seed=0):
    return np.random.default_rng(seed).normal(0, 12, round(seconds * RATE)).astype(np.int16)


def cough(seed):
    """A burst of noise as the glottis opens, and breath after it."""
    random = np.random.default_rng(seed)
    noise = random.normal(0, 1, round(0.3 * RATE))
    smooth = np.convolve(noise, np.ones(4) / 4, mode="same")
    shape = np.minimum(1, np.arange(len(noise)) / 60) * np.exp(-np.arange(len(noise)) / (0.06 * RATE))
    return (smooth * shape * 9000).astype(np.int16)


def keys(seed):
    """Eight keys in a second."""
    random = np.random.default_rng(seed)
    sound = np.zeros(RATE)
    for at in np.arange(8) * RATE // 8:
        times = np.arange(400) / RATE
        ring = np.sin(2 * np.pi * random.uniform(1500, 4000) * times) * np.exp(-times / 0.004)
        sound[at : at + 400] += ring * random.uniform(3000, 9000)
    return sound.astype(np.int16)
