"""A talk cut into units of a clause or two, and what of each is read: words, turns of phrase, its place in the talk."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from interviewer.debrief.grading_model import masked
from interviewer.examiner.signals import clauses
from interviewer.rehearsal.skeleton_cues import PATTERNS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from interviewer.examiner.text_model import Floats

# A clause shorter than this says too little alone; no unit is longer than a quote may be.
SHORT, FRAGMENT, LONGEST = 8, 3, 28
# Units looked at on either side of one: its sentence, and what stands around that.
NEAR, AROUND = 1, 3
# A unit's own turns of phrase, those near it and those around it, weighed so that none drowns the words.
OWN_WEIGHT, NEAR_WEIGHT, AROUND_WEIGHT, PLACE_WEIGHT = 0.5, 0.5, 0.3, 0.5
MOST_OF_A_CUE = 2
# The place in a talk, read softly at nine points, and whether it lies within so many words of either end.
POINTS, WIDTH, EDGE_WORDS = 9, 0.09, 45
# A recogniser writes some words as signs.
_SIGNS = (("%", " percent "), ("$", " dollars "), ("€", " euros "), ("£", " pounds "))
PLACES = 3 * len(PATTERNS) + POINTS + 2


@dataclass(frozen=True, slots=True)
class Unit:
    """Tokens `start` to `stop` of a talk, and their text with each figure as one sign."""

    start: int
    stop: int
    text: str

    @property
    def size(self) -> int:
        """How many words it has."""
        return self.stop - self.start


def units(tokens: Sequence[str]) -> list[Unit]:
    """Cut a talk into units that cover it; needs no full stops."""
    spans: list[tuple[int, int]] = []
    for start, stop in clauses(tokens) if tokens else []:
        before = spans[-1] if spans else (0, 0)
        small = before[1] - before[0] < SHORT or stop - start < FRAGMENT
        if spans and small and stop - before[0] <= LONGEST:
            spans[-1] = (before[0], stop)
        else:
            spans.append((start, stop))
    return [Unit(start, stop, _read(tokens[start:stop])) for start, stop in spans]


def _read(tokens: Sequence[str]) -> str:
    said = " ".join(tokens)
    for sign, spoken in _SIGNS:
        said = said.replace(sign, spoken)
    return masked(said)


def nearby(cut: Sequence[Unit]) -> list[str]:
    """Return each unit's text with that of its neighbours."""
    return [" ".join(one.text for one in cut[max(0, i - NEAR) : i + NEAR + 1]) for i in range(len(cut))]


def signs(cut: Sequence[Unit]) -> Floats:
    """Return a row a unit: the turns of phrase in it, near it and around it, and its place in the talk."""
    texts = [unit.text.replace("'", " ") for unit in cut]
    own = np.array([[len(cue.findall(text)) for cue in PATTERNS.values()] for text in texts], np.float32)
    total = cut[-1].stop
    columns = (
        OWN_WEIGHT * np.minimum(own, MOST_OF_A_CUE),
        NEAR_WEIGHT * np.sqrt(_summed(own, NEAR)),
        AROUND_WEIGHT * np.sqrt(_summed(own, AROUND)),
        PLACE_WEIGHT * np.stack([_place((unit.start + unit.stop) / 2, total) for unit in cut]),
    )
    return np.concatenate(columns, axis=1).astype(np.float32)


def _summed(own: Floats, reach: int) -> Floats:
    """Return, for each row, the sum of the rows at most `reach` away."""
    sums = np.concatenate([np.zeros((1, own.shape[1]), np.float32), np.cumsum(own, axis=0)])
    index = np.arange(len(own))
    found: Floats = sums[np.minimum(len(own), index + reach + 1)] - sums[np.maximum(0, index - reach)]
    return found


def _place(middle: float, total: int) -> Floats:
    points = np.linspace(0.0, 1.0, POINTS)
    near = np.exp(-(((middle / total - points) / WIDTH) ** 2))
    return np.array([*near, middle < EDGE_WORDS, total - middle < EDGE_WORDS], np.float32)
