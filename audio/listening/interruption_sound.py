"""How much the first tenths of a second of a sound are like somebody who takes the floor, before any word is known."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from audio.listening.trees import Trees, read

Samples = NDArray[np.int16]
Values = NDArray[np.float64]

RATE = 16000
FRAME = 512
# Frames that are looked at, 32 ms each: the newest last. More would mostly show what was before the sound.
REACH = 5
# Edges in Hz: a hum has little above the first, a vowel fills the next two, hisses and clicks the last.
BANDS = (80, 350, 800, 1600, 3200, 7500)
# Voices from 60 to 400 Hz.
SHORTEST_LAG, LONGEST_LAG = RATE // 400, RATE // 60
HOP = 64
LEARNT = Path(__file__).with_name("interruption_sound.json")


def takes_the_floor(samples: Samples, voiced: Values, floor: float, since: int) -> float:
    """Return the log odds that this sound is the beginning of words meant for the panel."""
    return trees().score(measures(samples, voiced, floor, since))


def trees() -> Trees:
    """Return what training/turns/learn_interruptions.py has learnt."""
    return read(LEARNT)


def measures(samples: Samples, voiced: Values, floor: float, since: int) -> Values:
    """Return what the last frames show.

    `samples`: the last `REACH` frames; `voiced`: how likely each is speech, 0 to 1; `floor`: the level in dB of the
    room before the sound; `since`: frames since the sound began.
    """
    heard = samples.astype(np.float64) / 32768.0
    frames = heard.reshape(REACH, FRAME)
    level = 10.0 * np.log10(np.mean(frames * frames, axis=1) + 1e-9)
    edges = np.array(BANDS) * FRAME // RATE
    power = np.abs(np.fft.rfft(frames * np.hanning(FRAME), axis=1)) ** 2
    bands = np.stack([power[:, low:high].sum(axis=1) for low, high in pairwise(edges)], axis=1)
    balance = 10.0 * np.log10(bands + 1e-6) - 10.0 * np.log10(bands.sum(axis=1, keepdims=True) + 1e-6)
    fine = 10.0 * np.log10(np.mean(heard.reshape(-1, HOP) ** 2, axis=1) + 1e-9)
    last = fine[-2 * FRAME // HOP :]
    return np.concatenate(
        [
            level - floor,
            balance.ravel(),
            _clear(heard),
            voiced,
            _flat(power),
            [since, float(np.diff(fine).max()), float(np.std(last)), float(last.max() - last.min())],
        ]
    )


def _clear(heard: Values) -> Values:
    """Return how periodic the sound is, two frames at a time."""
    cut = np.lib.stride_tricks.sliding_window_view(heard, 2 * FRAME)[::FRAME]
    power = np.abs(np.fft.rfft(cut * np.hanning(2 * FRAME), 4 * FRAME)) ** 2
    own = np.fft.irfft(power)[:, : LONGEST_LAG + 1]
    window = np.fft.irfft(np.abs(np.fft.rfft(np.hanning(2 * FRAME), 4 * FRAME)) ** 2)[: LONGEST_LAG + 1]
    normal = own / (own[:, :1] + 1e-9) / (window / window[0])
    return np.asarray(normal[:, SHORTEST_LAG:].max(axis=1))


def _flat(power: Values) -> Values:
    """Return how evenly the spectrum is filled, 0 for all of it: a hiss or a click, not a voice."""
    used = power[:, 3:240] + 1e-9
    return np.asarray(np.mean(np.log(used), axis=1) - np.log(np.mean(used, axis=1)))
