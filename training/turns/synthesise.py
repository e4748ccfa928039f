"""Makes spoken turns with exact timing: whole sentences cut at an energy dip in their middle, a pause put there.

python training/turns/synthesise.py OUT SPEECH.jsonl … --voices learn|judge|report --count N [--seed S]

Writes OUT/NNN.wav and OUT/truth.jsonl (file, text, voice, segments). The three sets of voices differ.
"""

from __future__ import annotations

import argparse
import json
import re
import subprocess
import tempfile
import wave
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from audio import sound_file

if TYPE_CHECKING:
    from hibari import Hibari
    from numpy.typing import NDArray

RATE = 16000
HIBARI_RATE = 24000
SHORTEST, LONGEST = 7, 30  # words of a sentence
PAUSES = (0.6, 2.5)


@dataclass(frozen=True, slots=True)
class Voice:
    """An engine and how it speaks; `pitch` multiplies hibari's and is espeak's own number."""

    engine: str
    name: str
    pitch: float
    rate: float


LEARN = (
    *(Voice("hibari", "heart", pitch, rate) for pitch in (0.78, 0.93, 1.07, 1.18) for rate in (0.85, 1.1)),
    Voice("espeak", "en-us", 45, 150),
    Voice("espeak", "en-gb", 55, 170),
    Voice("espeak", "en-us+m3", 35, 140),
    Voice("espeak", "en-us+f2", 60, 165),
    Voice("espeak", "en-gb-scotland+f3", 50, 155),
    Voice("espeak", "en-029+m7", 40, 175),
    Voice("espeak", "en-us", 55, 175),
    Voice("espeak", "en-us+f3", 55, 150),
    Voice("espeak", "en-gb+m2", 45, 160),
    Voice("espeak", "en-gb-x-gbclan+m5", 50, 165),
    Voice("espeak", "en-us+m1", 50, 180),
    Voice("espeak", "en-gb+f1", 55, 140),
)
JUDGE = (
    *(Voice("hibari", "heart", pitch, rate) for pitch in (0.86, 1.0) for rate in (0.95, 1.2)),
    Voice("espeak", "en-us+f4", 50, 145),
    Voice("espeak", "en-gb-x-rp+m1", 50, 175),
    Voice("espeak", "en-us+m6", 40, 160),
    Voice("espeak", "en-gb-x-gbcwmd+f5", 55, 150),
)
# Voices that nothing was tuned with, for the figures that are told.
REPORT = (
    *(Voice("hibari", "heart", pitch, rate) for pitch in (0.9, 1.12) for rate in (0.9, 1.15)),
    Voice("espeak", "en-us+f5", 52, 150),
    Voice("espeak", "en-gb+m4", 42, 165),
    Voice("espeak", "en-us+m7", 45, 155),
    Voice("espeak", "en-gb-scotland+m1", 48, 160),
)
VOICES = {"learn": LEARN, "judge": JUDGE, "report": REPORT}


def sentences(files: list[Path]) -> list[str]:
    """Return whole sentences of the rows' texts, each once."""
    found: dict[str, None] = {}
    for file in files:
        for line in file.read_text(encoding="utf-8").splitlines():
            row = json.loads(line)
            for text in (row[key] for key in ("text", "reply", "weak") if key in row):
                for sentence in re.split(r"(?<=[.?!])\s+", text):
                    if SHORTEST <= len(sentence.split()) <= LONGEST and sentence[-1] in ".?!":
                        found[sentence] = None
    return list(found)


def spoken_in(folder: Path) -> list[str]:
    """Return the sentences of turns made earlier."""
    rows = (folder / "truth.jsonl").read_text(encoding="utf-8").splitlines()
    return [json.loads(row)["text"] for row in rows]


class Speakers:
    """The engines; espeak-ng runs as a program."""

    def __init__(self) -> None:
        self._hibari: Hibari | None = None

    def say(self, text: str, voice: Voice, seed: int) -> NDArray[np.float64]:
        """Return 16 kHz samples with nothing before the first and after the last sound."""
        sound = (
            self._espeak(text, voice) if voice.engine == "espeak" else self._hibari_says(text, voice, seed)
        )
        return trimmed(sound / max(1e-9, np.abs(sound).max()) * 0.5)

    def _hibari_says(self, text: str, voice: Voice, seed: int) -> NDArray[np.float64]:
        from hibari import Hibari

        if self._hibari is None:
            self._hibari = Hibari(voice=voice.name)
        sound = self._hibari(text, speed=voice.rate / voice.pitch, seed=seed).astype(np.float64)
        length = round(len(sound) * RATE / HIBARI_RATE / voice.pitch)
        if voice.pitch * HIBARI_RATE > RATE:
            cut = RATE / 2 / (HIBARI_RATE * voice.pitch)
            taps = np.sinc(2 * cut * np.arange(-32, 33)) * np.hamming(65) * 2 * cut
            sound = np.convolve(sound, taps, mode="same")
        return np.interp(np.linspace(0, len(sound) - 1, length), np.arange(len(sound)), sound)

    def _espeak(self, text: str, voice: Voice) -> NDArray[np.float64]:
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder, "a.wav")
            order = ["espeak-ng", "-v", voice.name, "-p", f"{voice.pitch:.0f}", "-s", f"{voice.rate:.0f}"]
            subprocess.run([*order, "-w", str(path), "--stdin"], input=text.encode(), check=True)
            return sound_file.read(path, RATE).astype(np.float64) / 32768.0


def levels(sound: NDArray[np.float64], length: int, hop: int) -> NDArray[np.float64]:
    """Return the level in dB of each window."""
    power = np.concatenate([[0.0], np.cumsum(sound * sound)])
    starts = np.arange(0, max(1, len(sound) - length + 1), hop)
    ends = np.minimum(starts + length, len(sound))
    return np.asarray(10 * np.log10((power[ends] - power[starts]) / length + 1e-10))


def trimmed(sound: NDArray[np.float64]) -> NDArray[np.float64]:
    """Cut what is 40 dB below the loudest at both ends."""
    level = levels(sound, 80, 80)
    loud = np.flatnonzero(level > level.max() - 40)
    return sound[loud[0] * 80 : loud[-1] * 80 + 80]


def dip(sound: NDArray[np.float64], random: np.random.Generator) -> int:
    """Return the sample of one of the three deepest dips in the middle of the sentence."""
    level = levels(sound, 400, 80)
    first, last = round(len(level) * 0.3), round(len(level) * 0.7)
    order = first + np.argsort(level[first:last])
    picked: list[int] = []
    for index in order:
        if all(abs(index - other) > 30 for other in picked):
            picked.append(int(index))
        if len(picked) == 3:
            break
    return int(random.choice(picked)) * 80 + 200


def turn(
    sound: NDArray[np.float64], random: np.random.Generator
) -> tuple[NDArray[np.float64], list[tuple[float, float]]]:
    """Return the turn with its pause, and its segments."""
    at = dip(sound, random)
    pieces = [trimmed(sound[:at]), trimmed(sound[at:])]
    ramp = np.linspace(0, 1, 80)
    pieces[0][-80:] *= ramp[::-1]
    pieces[1][:80] *= ramp
    lead, pause = round(random.uniform(0.6, 1.6) * RATE), round(random.uniform(*PAUSES) * RATE)
    second = lead + len(pieces[0]) + pause
    whole = np.zeros(second + len(pieces[1]) + RATE)
    whole[lead : lead + len(pieces[0])] = pieces[0]
    whole[second : second + len(pieces[1])] = pieces[1]
    level = float(np.sqrt(np.mean(sound * sound))) * 10 ** (-random.choice([25, 35, 45]) / 20)
    whole += random.normal(0, level, len(whole))
    ends = [(lead, lead + len(pieces[0])), (second, second + len(pieces[1]))]
    return whole, [(start / RATE, end / RATE) for start, end in ends]


def write(path: Path, sound: NDArray[np.float64]) -> None:
    """Write 16-bit mono."""
    with wave.open(str(path), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(RATE)
        file.writeframes((np.clip(sound, -1, 1) * 32767).astype("<i2").tobytes())


def main() -> None:
    """Make the turns."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("out", type=Path)
    parser.add_argument("speech", type=Path, nargs="+")
    parser.add_argument("--voices", choices=list(VOICES), required=True)
    parser.add_argument("--count", type=int, required=True)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument(
        "--without", type=Path, nargs="*", default=[], help="folders whose sentences are left out"
    )
    asked = parser.parse_args()
    random = np.random.default_rng(asked.seed)
    voices = VOICES[asked.voices]
    kept = {text for folder in asked.without for text in spoken_in(folder)}
    texts = [text for text in sentences(asked.speech) if text not in kept]
    chosen = random.choice(len(texts), asked.count, replace=False)
    asked.out.mkdir(parents=True, exist_ok=True)
    speakers = Speakers()
    with (asked.out / "truth.jsonl").open("w", encoding="utf-8") as truth:
        for number, index in enumerate(chosen):
            voice, text = voices[number % len(voices)], texts[index]
            whole, spans = turn(speakers.say(text, voice, number), random)
            name = f"{number:04d}.wav"
            write(asked.out / name, whole)
            segments = [[start, end, ""] for start, end in spans]
            segments[-1][2] = text
            row = {"file": name, "text": text, "voice": f"{voice.engine} {voice.name} {voice.pitch}"}
            truth.write(json.dumps({**row, "segments": segments}) + "\n")


if __name__ == "__main__":
    main()
