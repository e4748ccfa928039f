"""After how many seconds of an answer the candidate spoke as in the calm: by pauses and articulation, not by voice."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from interviewer.debrief.baseline import Band, Baseline
    from interviewer.debrief.windows import Sounding

Ending = Literal["recovered", "never away", "not within this answer", "unknown"]
DEFINED_BY = ("pause_ratio", "articulation")
WINDOW = 10
# Twice a log likelihood. Calm answers of 50 s stay below it nine times in ten (tests/bench/composure.py --recovery).
AWAY = 16.0
# A departure shorter than this is one pause or one long word.
SHORTEST = 3


@dataclass(frozen=True, slots=True)
class Recovery:
    """The seconds from the answer's first voiced sample, standstills left out, until the speech was calm again.

    Calm again: from there on, and for 10 s at least, the share of pauses and the articulation rate lie within one
    MAD of the calm answers' 10 s windows. "not within this answer" is a lower bound: the answer ended first.
    """

    ending: Ending
    seconds: float | None
    """None unless recovered; 0 where there was nothing to recover from."""
    of: float
    """Seconds the answer lasted."""


def recovery(sound: Sounding, calm: Baseline) -> Recovery:
    """Find the moment at which an answer most likely went back to the calm."""
    lasted = float(len(sound.spoken))
    if calm.pauses is None or calm.articulation is None or lasted < WINDOW or calm.missing:
        return Recovery("unknown", None, lasted)
    steps = _departure(sound, calm.pauses, calm.articulation)
    at = np.arange(1, len(steps) + 1)
    # Twice the log likelihood of "away until here, calm from here on", against "calm throughout".
    sums = np.cumsum(steps, axis=0) / _noise(calm.pauses, calm.articulation)
    gain = (sums**2).sum(axis=1) / at * WINDOW
    gain[: SHORTEST - 1] = 0.0
    left = int(np.argmax(gain)) + 1
    if gain[left - 1] < AWAY:
        return Recovery("never away", 0.0, lasted)
    rest = steps[left:]
    if len(rest) < WINDOW or _away(rest) > 1.0:
        return Recovery("not within this answer", None, lasted)
    return Recovery("recovered", float(left), lasted)


def _departure(sound: Sounding, pauses: Band, articulation: Band) -> NDArray[np.float64]:
    """Return how far each second departs from the calm; ten alike add up to 1 where a window is one MAD away."""
    whole = sound.spoken + sound.paused
    share = pauses.middle / 100.0
    paused = (sound.paused - share * whole) / (WINDOW * _some(pauses.reach / 100.0))
    said = (sound.said - articulation.middle * sound.spoken) / (
        WINDOW * (1.0 - share) * _some(articulation.reach)
    )
    return np.column_stack([paused, said])


def _away(steps: NDArray[np.float64]) -> float:
    """Return how many MADs these seconds lie from the calm, both measures together."""
    return float(np.sqrt(np.mean((steps.mean(axis=0) * WINDOW) ** 2)))


def _noise(pauses: Band, articulation: Band) -> NDArray[np.float64]:
    """Return how many MADs a calm window may well be away."""
    return np.array([band.noise / _some(band.reach) for band in (pauses, articulation)])


def _some(reach: float) -> float:
    return max(reach, 1e-3)
