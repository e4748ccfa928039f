"""Learns what the first tenths of a second of an interruption sound like; writes interruption_sound.json.

python training/turns/learn_interruptions.py SPEECH.jsonl … [--count N] [--out FILE]

Learnt in the LEARN voices of synthesise.py, judged in the JUDGE voices and with other sentences.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from pathlib import Path

import numpy as np
from boosted import rows_of
from numpy.typing import NDArray
from overheard import ASSENTS, OPENINGS, Made, noises, words
from sklearn.ensemble import HistGradientBoostingClassifier
from synthesise import JUDGE, LEARN, Speakers, sentences

from audio.listening.interruption import Room
from audio.listening.interruption_sound import measures
from audio.listening.trees import DEPTH, read
from audio.listening.vad import FRAME, RATE, Vad

Values = NDArray[np.float64]
TREES = 200
LEAD = 1.5  # seconds of room noise before the sound
# Frames after the beginning that are learnt from: later the words themselves decide.
LOOK = 12


def placed(made: Made, random: np.random.Generator) -> tuple[NDArray[np.int16], int]:
    """Put a sound into a noisy room at any moment and loudness; return the samples and where it begins."""
    begin = round(LEAD * RATE) + int(random.integers(0, FRAME))
    sound = np.zeros(begin + len(made.sound) + RATE)
    sound[begin : begin + len(made.sound)] = made.sound
    level = float(np.sqrt(np.mean(made.sound**2))) * 10 ** (-random.uniform(20, 70) / 20)
    hum = np.cumsum(random.normal(size=len(sound)))
    hum -= np.convolve(hum, np.ones(400) / 400, mode="same")
    sound += level * (0.5 * random.normal(size=len(sound)) + 0.5 * hum / (hum.std() + 1e-9))
    return np.clip(sound * random.uniform(0.1, 1.2) * 32767, -32768, 32767).astype(np.int16), begin


def shown(samples: NDArray[np.int16], begin: int, vad: Vad) -> list[tuple[int, Values]]:
    """Return what each frame after the beginning shows, as seen live, and the sample it ends with."""
    room, seen = Room(vad), []
    for end in range(FRAME, len(samples) + 1, FRAME):
        room.push(samples[end - FRAME : end])
        if end > begin and len(seen) < LOOK and room.since:
            seen.append((end, measures(room.samples, room.voiced, room.floor, room.since)))
    return seen


def examples(
    sounds: list[Made], random: np.random.Generator
) -> list[tuple[Made, int, list[tuple[int, Values]]]]:
    """Hear every sound."""
    found = []
    for made in sounds:
        samples, begin = placed(made, random)
        found.append((made, begin, shown(samples, begin, Vad())))
    return found


def main() -> None:
    """Learn, judge by other voices and sentences, write."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("speech", type=Path, nargs="+")
    parser.add_argument("--count", type=int, default=4000)
    parser.add_argument("--out", type=Path, default=Path("audio/listening/interruption_sound.json"))
    asked = parser.parse_args()
    random = np.random.default_rng(11)
    texts = sentences(asked.speech)
    random.shuffle(texts)
    openings = list(OPENINGS)
    random.shuffle(openings)
    judged, learnt = openings[: len(openings) // 3], openings[len(openings) // 3 :]
    many = asked.count // 2
    speakers = Speakers()
    sets = {}
    for name, voices, own, count in (("learn", LEARN, learnt, many), ("judge", JUDGE, judged, many // 4)):
        said = [own[n % len(own)] if n % 2 else texts.pop() for n in range(count)]
        assent = [ASSENTS[n % len(ASSENTS)] for n in range(count // 2)]
        sounds = [
            *words(speakers, voices, said, random),
            *words(speakers, voices[::-1], assent, random),
            *noises(random, count // 2),
        ]
        sets[name] = examples(sounds, random)
        print(name, Counter(made.kind for made, _, _ in sets[name]))
    # How "right" begins tells nothing about whether more follows: such words are not learnt from.
    rows = [
        (seen, made.floor)
        for made, _, frames in sets["learn"]
        for _, seen in frames
        if made.kind != "word of assent"
    ]
    model = HistGradientBoostingClassifier(
        max_depth=DEPTH, max_iter=TREES, learning_rate=0.08, min_samples_leaf=25, l2_regularization=2.0
    )
    model.fit(np.array([seen for seen, _ in rows]), np.array([floor for _, floor in rows]))
    asked.out.write_text(json.dumps(rows_of(model)) + "\n", encoding="utf-8")
    read.cache_clear()
    for name in ("learn", "judge"):
        report(name, sets[name], asked.out)


def report(name: str, heard: list[tuple[Made, int, list[tuple[int, Values]]]], path: Path) -> None:
    """Print how soon words are found and how often something else is taken for them, for some bounds."""
    trees = read(path)
    scored = [
        (made, [((end - begin) / RATE, trees.score(seen)) for end, seen in frames])
        for made, begin, frames in heard
    ]
    kinds = sorted({made.kind for made, _ in scored} - {"words"})
    for bound in (-0.5, 0.0, 0.5, 1.0, 1.5, 2.0, 3.0):
        when = [
            next((at for at, score in frames if score > bound), np.inf)
            for made, frames in scored
            if made.floor
        ]
        line = f"{name} bound {bound:4}: words after {np.median(when):.3f} s, 95 % {np.percentile(when, 95):.3f} s"
        for kind in kinds:
            hits = [any(score > bound for _, score in frames) for made, frames in scored if made.kind == kind]
            line += f", {kind} {np.mean(hits):.2f}"
        print(line)


if __name__ == "__main__":
    main()
