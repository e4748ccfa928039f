"""How true the pitch is: tones of known pitch in noise, voices moved by known semitones, and what a minute costs.

python tests/bench/pitch.py [recording ...]
"""

from __future__ import annotations

import math
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import numpy as np

sys.path.insert(0, str(Path(__file__).parents[2]))

from audio.events import Stretch
from audio.listening.pitch import RATE, REFERENCE, tracker, voice, without_outliers
from audio.sound_file import read, resample
from interviewer.debrief.windows import middle

TEXT = (
    "We tuned every baseline with exactly the same budget. The metric can be gamed, so we checked it by hand. "
    "I have three seeds and no interval, and I would not claim more than that."
)
ENGINES = ("en-us", "en-us+f3", "en-us+m7")
MOVED = (-3, -2, -1, -0.5, 0.5, 1, 2, 3)


def tone(frequency: float, snr: float | None, seconds: float = 10.0) -> np.ndarray:
    """Return a voice-like tone: overtones falling by 6 dB an octave, vibrating by a quarter tone."""
    draw = np.random.default_rng(1)
    at = np.arange(round(seconds * RATE)) / RATE
    phase = 2 * np.pi * np.cumsum(frequency * 2 ** (0.25 / 12 * np.sin(2 * np.pi * 4 * at))) / RATE
    sound = sum(np.sin(phase * k) / k for k in range(1, int(3800 / frequency) + 1))
    sound = np.asarray(sound) * (0.05 / np.std(sound))
    if snr is not None:
        sound = sound + draw.normal(0.0, 0.05 * 10 ** (-snr / 20), len(sound))
    return sound.astype(np.float32)


def heard(samples: np.ndarray) -> tuple[float, float, float]:
    """Return pitch, voiced seconds and loudness of a whole recording."""
    whole = [Stretch(0.0, len(samples) / RATE)]
    found = without_outliers(voice(samples, 0.0, whole, tracker()))
    pitched = [one for one in found if one.pitch is not None]
    if not pitched:
        return math.nan, 0.0, math.nan
    voiced = sum(one.voiced for one in pitched)
    return middle(pitched), voiced, float(np.median([one.loudness for one in found]))


def tones() -> None:
    errors = []
    for frequency in (75, 90, 110, 140, 170, 200, 240, 290, 350):
        for snr in (None, 20.0, 10.0, 5.0):
            pitch, _, _ = heard(tone(frequency, snr))
            errors.append((snr, pitch - 12 * np.log2(frequency / REFERENCE)))
    for snr in (None, 20.0, 10.0, 5.0):
        found = np.abs([error for of, error in errors if of == snr])
        print(f"| tones, SNR {snr or 'clean'} | {np.median(found):.3f} st | {found.max():.3f} st |")


def voices(recordings: list[Path]) -> None:
    engine = shutil.which("espeak-ng")
    sounds = {path.stem: read(path) for path in recordings}
    if engine is not None:
        with tempfile.TemporaryDirectory() as folder:
            for name in ENGINES:
                path = Path(folder, "a.wav")
                subprocess.run([engine, "-v", name, "-s", "150", "-w", str(path), TEXT], check=True)
                sounds[name] = read(path)
    errors: dict[str, list[float]] = {"rendered voices": [], "recordings": []}
    noisy: dict[str, list[float]] = {"rendered voices": [], "recordings": []}
    draw = np.random.default_rng(2)
    for name, sound in sounds.items():
        own, voiced, loud = heard(sound.astype(np.float32) / 32768)
        hertz, lasts = REFERENCE * 2 ** (own / 12), len(sound) / RATE
        print(f"{name}: {hertz:.0f} Hz, {voiced:.1f} of {lasts:.1f} s voiced, {loud:.1f} dB")
        if not voiced > 2.0:
            continue
        kind = "rendered voices" if name in ENGINES else "recordings"
        for semitones in MOVED:
            moved = resample(sound, round(RATE * 2 ** (semitones / 12)), RATE).astype(np.float32) / 32768
            errors[kind].append(heard(moved)[0] - own - semitones)
            level = float(np.sqrt(np.mean(moved**2))) * 10 ** (-15 / 20)
            with_noise = (moved + draw.normal(0, level, len(moved))).astype(np.float32)
            noisy[kind].append(heard(with_noise)[0] - own - semitones)
    for name, moved_errors in (("moved", errors), ("moved, 15 dB SNR", noisy)):
        for kind, found in moved_errors.items():
            if found:
                off = np.abs(found)
                print(
                    f"| {kind}, {name} ({len(off)}) | {np.median(off):.3f} st | {np.percentile(off, 95):.3f} st |"
                )


def cost() -> None:
    minute = np.tile(tone(120, 20.0), 6)
    spent = []
    for _ in range(5):
        began = time.process_time()
        for start in range(0, 60, 20):
            heard(minute[start * RATE : (start + 20) * RATE])
        spent.append(time.process_time() - began)
    print(f"CPU seconds a minute of speech: {np.median(spent):.2f}")


if __name__ == "__main__":
    tones()
    voices([Path(name) for name in sys.argv[1:]])
    cost()
