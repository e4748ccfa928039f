"""Learns how much the words, the sound and the recogniser's punctuation count, and prints the constants.

python training/turns/learn_together.py TURNS … [--judge TURNS …]

TURNS are folders made by synthesise.py with sentences that neither of the two models has learnt from, and with
texts.jsonl beside (`cut` and `whole`: what tiny.en makes of the sound up to the pause and up to the end).
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path

import numpy as np
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import roc_auc_score

from audio import sound_file
from audio.listening import completeness_sound, completeness_words
from audio.listening.completeness import CLOSING, OPEN_ENDINGS, SUREST

RATE = 16000


def evidence(folders: list[Path]) -> tuple[np.ndarray, list[int]]:
    """Return sound, words, closed and trailing of each pause and end, and which it is."""
    seen, ends = [], []
    for folder in folders:
        said = {
            row["file"]: (row["cut"], row["whole"])
            for row in map(json.loads, (folder / "texts.jsonl").read_text(encoding="utf-8").splitlines())
        }
        for row in map(json.loads, (folder / "truth.jsonl").read_text(encoding="utf-8").splitlines()):
            if row["file"] not in said:
                continue
            samples = sound_file.read(folder / row["file"], RATE)
            for number, (_, end, _) in enumerate(row["segments"]):
                text = said[row["file"]][number]
                sound = completeness_sound.finished(samples[: round(end * RATE)]) or 0.0
                trailing = text.endswith(OPEN_ENDINGS)
                seen.append(
                    (
                        np.clip(sound, -SUREST, SUREST),
                        np.clip(completeness_words.finished(text), -SUREST, SUREST),
                        float(text.endswith(CLOSING) and not trailing),
                        float(trailing),
                    )
                )
                ends.append(number)
    return np.array(seen), ends


def main() -> None:
    """Learn and judge."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("turns", type=Path, nargs="+")
    parser.add_argument("--judge", type=Path, nargs="*", default=[])
    asked = parser.parse_args()
    seen, ends = evidence(asked.turns)
    for name, columns in (("both", [0, 1, 2, 3]), ("sound alone", [0]), ("words alone", [1, 2, 3])):
        model = LogisticRegression(C=1.0).fit(seen[:, columns], ends)
        print(name, "bias", model.intercept_.round(2), "weights", model.coef_.round(2))
        for folders in (asked.turns, asked.judge):
            if folders:
                others, truth = evidence(folders)
                score = model.decision_function(others[:, columns])
                breaks = np.sort(score[np.array(truth) == 0])
                at = breaks[int(0.97 * len(breaks))]
                found = (score[np.array(truth) == 1] > at).mean()
                print(
                    f"  {len(truth)} examples: AUC {roc_auc_score(truth, score):.3f}, "
                    f"ends found at 3 % of breaks {found:.2f} (log odds {at:.2f})"
                )


if __name__ == "__main__":
    main()
