"""Learns how the end of a thought sounds, from synthesis, and writes audio/listening/completeness_sound.json.

python training/turns/learn_sound.py SPEECH.jsonl … --count N --judge TURNS … [--out FILE]

Each sentence is one end and three places where it is broken off at an energy dip. TURNS are folders made by
synthesise.py; their sentences are left out of what is learnt from.
"""

# ruff: noqa: T201 (what is learnt is told)
from __future__ import annotations

import argparse
import json
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from sklearn.metrics import roc_auc_score
from sklearn.neural_network import MLPClassifier
from synthesise import LEARN, RATE, Speakers, dip, sentences, spoken_in, trimmed

from audio import sound_file
from audio.listening.completeness_sound import FURTHEST, measures

Values = NDArray[np.float64]
BREAKS = 3


def ending(sound: Values, random: np.random.Generator) -> NDArray[np.int16]:
    """Return samples that end with the sound: any loudness, room noise, and an edge that is never exact."""
    level = float(np.sqrt(np.mean(sound * sound))) * 10 ** (-random.uniform(22, 50) / 20)
    ramp = round(random.uniform(0.002, 0.05) * RATE)
    sound = sound.copy()
    sound[-ramp:] *= np.linspace(1, 0, ramp)
    late = round(random.uniform(0, 0.04) * RATE)
    whole = np.concatenate([np.zeros(RATE // 2), sound, np.zeros(late)])
    whole += random.normal(0, level, len(whole))
    return np.clip(whole * random.uniform(0.1, 1.0) * 32767, -32768, 32767).astype(np.int16)


def spoken(texts: list[str], random: np.random.Generator) -> tuple[Values, list[int]]:
    """Return the measures of ends and breaks."""
    speakers, seen, ends = Speakers(), [], []
    for number, text in enumerate(texts):
        voice = LEARN[number % len(LEARN)]
        sound = speakers.say(text, voice, number)
        cuts = [trimmed(sound[: dip(sound, random)]) for _ in range(BREAKS)]
        for piece, end in ((sound, 1), *((cut, 0) for cut in cuts)):
            if (shown := measures(ending(piece, random))) is not None:
                seen.append(shown)
                ends.append(end)
    return np.array(seen), ends


def judged(folder: Path) -> tuple[Values, list[int]]:
    """Return the measures of the breaks and ends of made turns, cut at their true edges."""
    seen, ends = [], []
    for line in (folder / "truth.jsonl").read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        samples = sound_file.read(folder / row["file"], RATE)
        for number, (_, end, _) in enumerate(row["segments"]):
            if (shown := measures(samples[: round(end * RATE)])) is not None:
                seen.append(shown)
                ends.append(number)
    return np.array(seen), ends


def main() -> None:
    """Learn, judge by other voices and sentences, write."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("speech", type=Path, nargs="+")
    parser.add_argument("--count", type=int, default=1500)
    parser.add_argument("--judge", type=Path, nargs="+", required=True)
    parser.add_argument("--out", type=Path, default=Path("audio/listening/completeness_sound.json"))
    asked = parser.parse_args()
    random = np.random.default_rng(3)
    kept = {text for folder in asked.judge for text in spoken_in(folder)}
    texts = [text for text in sentences(asked.speech) if text not in kept]
    random.shuffle(texts)
    seen, ends = spoken(texts[: asked.count], random)
    mean, spread = seen.mean(axis=0), seen.std(axis=0) + 1e-6

    def scaled(shown: Values) -> Values:
        return np.clip((shown - mean) / spread, -FURTHEST, FURTHEST)

    weight = [BREAKS if end else 1 for end in ends]
    repeated = np.repeat(np.arange(len(ends)), weight)
    model = MLPClassifier((24,), alpha=2.0, max_iter=150, random_state=0, early_stopping=False)
    model.fit(scaled(seen)[repeated], np.array(ends)[repeated])
    for folder in asked.judge:
        shown, truth = judged(folder)
        score = model.predict_proba(scaled(shown))[:, 1]
        breaks = np.sort(score[np.array(truth) == 0])
        found = (score[np.array(truth) == 1] > breaks[int(0.97 * len(breaks))]).mean()
        print(
            f"{folder.name}: AUC {roc_auc_score(truth, score):.3f}, ends found at 3 % of breaks {found:.2f}"
        )
    rows = {
        "mean": mean,
        "spread": spread,
        "inner": model.coefs_[0],
        "inner_bias": model.intercepts_[0],
        "outer": model.coefs_[1],
        "outer_bias": model.intercepts_[1],
    }
    text = json.dumps({name: np.round(values, 4).tolist() for name, values in rows.items()})
    asked.out.write_text(text + "\n", encoding="utf-8")
    print(f"{len(ends)} examples of {len(texts[: asked.count])} sentences")


if __name__ == "__main__":
    main()
