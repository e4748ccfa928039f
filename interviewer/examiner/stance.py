"""How a reply meets a challenge: concedes, revises, holds or deflects, and how directly; each with its certainty."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Literal, cast

import numpy as np

from interviewer.examiner.text_model import TextModel, load
from interviewer.examiner.trained import weights

StanceName = Literal["concede", "revise", "hold", "deflect"]
Directness = Literal["direct", "delayed", "never"]

# How a reply begins tells most of its directness, how it ends most of its stance.
EDGE_SHARE, EDGE_WORDS = 3, 8


@dataclass(frozen=True, slots=True)
class Stance:
    """A judgement of one reply; the certainties are probabilities, from 1/4 and 1/3 up to 1."""

    stance: StanceName
    certainty: float
    directness: Directness
    directness_certainty: float


def judge(challenge: str, reply: str, context: str = "") -> Stance:
    """Judge a reply from its words; an empty reply deflects and never answers."""
    if not reply.split():
        return Stance("deflect", 1.0, "never", 1.0)
    text = marked(challenge, reply)
    stance, certainty = _likeliest(_model("stance.npz"), text)
    directness, sure = _likeliest(_model("directness.npz"), text)
    return Stance(cast("StanceName", stance), certainty, cast("Directness", directness), sure)


def marked(challenge: str, reply: str) -> str:
    """Return a reply with its first and last words marked as such, and those it takes up from the challenge."""
    words = reply.casefold().split()
    edge = max(EDGE_WORDS, len(words) // EDGE_SHARE)
    asked = {word.strip(".,?!\"'") for word in challenge.casefold().split() if len(word) > 3}
    first = [f"f'{word}" for word in words[:edge]]
    last = [f"l'{word}" for word in words[-edge:]]
    taken = ["takenup" for word in words if word.strip(".,?!\"'") in asked]
    return " ".join([*words, ".", *first, ".", *last, ".", *taken[:6]])


def _likeliest(model: TextModel, text: str) -> tuple[str, float]:
    logits = model.score(text)
    shares = np.exp(logits - logits.max())
    best = int(shares.argmax())
    return model.labels[best], float(shares[best] / shares.sum())


@lru_cache(maxsize=2)
def _model(name: str) -> TextModel:
    return load(weights(name))
