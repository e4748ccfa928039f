"""Learns how the end of a thought sounds, from synthesis, and writes audio/listening/completeness_sound.json.

python training/turns/learn_sound.py SPEECH.jsonl … --count N --judge TURNS … [--out FILE]

Each sentence is, in four voices, one end and two places where it is broken off at an energy dip; half of all have the
end of another sentence and a pause in front. TURNS are folders made by synthesise.py; their sentences are left out of
what is learnt from.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path

import numpy as np
from boosted import rows_of
from numpy.typing import NDArray
from sklearn.ensemble import HistGradientBoostingClassifier
from sklearn.metrics import roc_auc_score
from synthesise import LEARN, RATE, Speakers, dip, sentences, spoken_in, trimmed

from audio import sound_file
from audio.listening.completeness_sound import measures
from audio.listening.trees import DEPTH, read

Values = NDArray[np.float64]
BREAKS = 2
TREES = 240
VOICES = 4  # of each sentence


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
    before = np.zeros(0)
    for number, text in enumerate(text for text in texts for _ in range(VOICES)):
        voice = LEARN[int(random.integers(len(LEARN)))]
        sound = speakers.say(text, voice, number)
        cuts = [trimmed(sound[: dip(sound, random)]) for _ in range(BREAKS)]
        for piece, end in ((sound, 1), *((cut, 0) for cut in cuts)):
            pause = np.zeros(round(random.uniform(0.3, 1.5) * RATE))
            whole = np.concatenate([before, pause, piece]) if random.random() < 0.5 else piece
            if (shown := measures(ending(whole, random))) is not None:
                seen.append(shown)
                ends.append(end)
        before = sound[-2 * RATE :]
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
    weight = [BREAKS if end else 1 for end in ends]
    model = HistGradientBoostingClassifier(
        max_depth=DEPTH, max_iter=TREES, learning_rate=0.08, min_samples_leaf=25, l2_regularization=2.0
    )
    model.fit(seen, ends, sample_weight=weight)
    learnt = rows_of(model)
    asked.out.write_text(json.dumps(learnt) + "\n", encoding="utf-8")
    for folder in asked.judge:
        shown, truth = judged(folder)
        score = model.decision_function(shown)
        own = [read(asked.out).score(each) for each in shown[:50]]
        assert np.abs(score[:50] - own).mean() < 0.02, "what was written is not what was learnt"
        breaks = np.sort(score[np.array(truth) == 0])
        found = (score[np.array(truth) == 1] > breaks[int(0.97 * len(breaks))]).mean()
        print(
            f"{folder.name}: AUC {roc_auc_score(truth, score):.3f}, ends found at 3 % of breaks {found:.2f}"
        )
    print(f"{len(ends)} examples of {len(texts[: asked.count])} sentences")


if __name__ == "__main__":
    main()
