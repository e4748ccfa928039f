"""Sentences spoken by synthetic voices, gathered into answers; voices and sentences for tuning stay apart."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from audio import sound_file
from audio.speaking.renderer import Renderer
from audio.speaking.voices import Voice

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from numpy.typing import NDArray

RATE = 16000
HERE = Path(__file__).parent

TUNING = {"hibari": Voice("hibari", "heart"), "espeak us": Voice("pyttsx3", "en-us")}
HELD_OUT = {
    "hibari, lower and quicker": Voice("hibari", "heart", 1.1, -3.5),
    "hibari, higher and slower": Voice("hibari", "heart", 0.95, 2.5),
    "espeak gb": Voice("pyttsx3", "en-gb+f3", 0.85),
}


@dataclass(frozen=True, slots=True)
class Spoken:
    """One answer: its sentences' rows and its sound."""

    rows: tuple[dict[str, Any], ...]
    samples: NDArray[np.int16]


def rows(name: str) -> list[dict[str, Any]]:
    """Read a set of sentences."""
    return [json.loads(line) for line in (HERE / name).read_text(encoding="utf-8").splitlines()]


def answers(sentences: Sequence[dict[str, Any]], voice: Voice, size: int) -> Iterator[Spoken]:
    """Speak the sentences, so many to an answer, with 0.6 s of faint noise after each."""
    renderer = Renderer()
    try:
        for at in range(0, len(sentences), size):
            group = tuple(sentences[at : at + size])
            rng = np.random.default_rng(at)
            parts = [rng.normal(0, 5, RATE // 2)]
            for row in group:
                clip = renderer.render(row.get("said", row["text"]), voice)
                if clip.engine != voice.engine:
                    raise SystemExit(f"the voice engine {voice.engine} does not work here: {clip.fell_back}")
                sound = sound_file.resample(clip.samples, clip.rate, RATE)
                parts += [sound.astype(float), rng.normal(0, 5, round(0.6 * RATE))]
            yield Spoken(group, np.clip(np.concatenate(parts), -32768, 32767).astype(np.int16))
    finally:
        renderer.close()
