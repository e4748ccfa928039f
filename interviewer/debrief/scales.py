"""How much a measure varies in the candidate's own calm, robustly: the ruler in which an effect is told."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np

from interviewer.debrief.baseline import NORMAL, STEP

if TYPE_CHECKING:
    from collections.abc import Sequence

    from interviewer.debrief.measured import Measured
    from interviewer.debrief.measures import Measure

# The median absolute deviation of three values is still a figure; of two it is their distance.
FEWEST = 3


def calm_spread(measure: Measure, calm: Sequence[Measured]) -> float | None:
    """Return 1.4826 MAD of the calm, of single 10 s windows where there are any; logarithms where times count."""
    values = _windowed(measure.id, calm) or _answers(measure, calm)
    if len(values) < FEWEST:
        return None
    spread = NORMAL * float(np.median(np.abs(np.array(values) - np.median(values))))
    return spread or None


def _windowed(measure: str, calm: Sequence[Measured]) -> list[float]:
    if measure not in ("pause_ratio", "articulation"):
        return []
    windows = [window for one in calm for window in one.sounding.windows(STEP)]
    if measure == "pause_ratio":
        return [window.pause_ratio for window in windows]
    return [window.articulation for window in windows if window.articulation is not None]


def _answers(measure: Measure, calm: Sequence[Measured]) -> list[float]:
    if measure.id in ("pitch", "loudness"):
        seconds = [second for one in calm for second in one.sounding.voice]
        if measure.id == "loudness":
            return [second.loudness for second in seconds]
        return [second.pitch for second in seconds if second.pitch is not None]
    readings = [reading for one in calm if (reading := one.reading(measure.id)) is not None]
    return [math.log(one.value) if measure.scale == "ratio" else one.value for one in readings]
