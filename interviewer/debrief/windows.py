"""Cuts an answer into windows of 10 s, on a clock that stands still whenever the round did."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np

from interviewer.answer import PAUSE
from interviewer.debrief.standstill import overlap
from interviewer.debrief.syllables import syllables

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from interviewer.debrief.standstill import Interval
    from interviewer.events import AnswerGiven, VoiceWindow

STEP = 1.0
LENGTH = 10.0


@dataclass(frozen=True, slots=True)
class Window:
    """So much of an answer, with what defines recovery."""

    start: float
    """Seconds after the answer's first voiced sample, standstills left out."""
    pause_ratio: float
    articulation: float | None


@dataclass(frozen=True, slots=True, eq=False)
class Sounding:
    """An answer second by second."""

    spoken: NDArray[np.float64]
    """Seconds of speech in each second."""
    paused: NDArray[np.float64]
    """Seconds of pauses in each second."""
    said: NDArray[np.float64]
    """Syllables begun in each second."""
    voice: tuple[VoiceWindow, ...]

    @property
    def speech(self) -> float:
        """Seconds of speech."""
        return float(self.spoken.sum())

    @property
    def syllables(self) -> float:
        """Syllables of all words."""
        return float(self.said.sum())

    @property
    def pitch(self) -> float | None:
        """The median of its voiced parts, in semitones above 55 Hz."""
        return middle(self.voice)

    @property
    def pitch_spread(self) -> float | None:
        """The standard deviation within and between its seconds, in semitones."""
        found = [
            (one.pitch, one.spread, one.voiced)
            for one in self.voice
            if one.pitch is not None and one.spread is not None
        ]
        if len(found) < 2:
            return None
        pitch, spread, weight = (np.array(column) for column in zip(*found, strict=True))
        middle = np.average(pitch, weights=weight)
        return float(np.sqrt(np.average(spread**2 + (pitch - middle) ** 2, weights=weight)))

    def windows(self, step: float = LENGTH) -> tuple[Window, ...]:
        """Return windows of 10 s, each beginning `step` after the one before; none of a shorter answer."""
        wide = round(LENGTH / STEP)
        starts = range(0, len(self.spoken) - wide + 1, round(step / STEP))
        return tuple(self._window(start, start + wide) for start in starts)

    def _window(self, start: int, stop: int) -> Window:
        spoken, paused = float(self.spoken[start:stop].sum()), float(self.paused[start:stop].sum())
        rate = float(self.said[start:stop].sum()) / spoken if spoken >= LENGTH / 4 else None
        return Window(start * STEP, 100.0 * paused / max(STEP, spoken + paused), rate)


def middle(voice: Sequence[VoiceWindow]) -> float | None:
    """Return the median pitch over seconds of which medians and spreads are known, each weighing what was voiced in it.

    The plain median of the medians hangs on where the seconds were cut: by half a semitone in 12 s of speech.
    """
    found = [
        (one.pitch, one.spread, one.voiced)
        for one in voice
        if one.pitch is not None and one.spread is not None
    ]
    if not found:
        return None
    pitch, spread, weight = (np.array(column) for column in zip(*found, strict=True))
    spread = np.maximum(spread, 0.1)
    low, high = float(pitch.min()), float(pitch.max())
    for _ in range(20):
        half = (low + high) / 2.0
        # The logistic curve stands in for the normal one.
        below = 1.0 / (1.0 + np.exp(np.clip(-1.702 * (half - pitch) / spread, -50.0, 50.0)))
        low, high = (half, high) if np.average(below, weights=weight) < 0.5 else (low, half)
    return (low + high) / 2.0


def sounding(answer: AnswerGiven, still: Sequence[Interval], voice: Sequence[VoiceWindow]) -> Sounding:
    """Lay an answer on a clock of its own seconds, which stands still in `still`."""
    stretches = sorted((stretch.start, stretch.end) for stretch in answer.stretches)
    origin = stretches[0][0]

    def own(at: float) -> float:
        return at - origin - overlap(origin, at, still)

    moved = [(own(start), own(end)) for start, end in stretches]
    reached = [end for _, end in moved]
    gaps = [
        (before, after)
        for before, (after, _) in zip(reached, moved[1:], strict=False)
        if after - before >= PAUSE
    ]
    # A gap in which the round stood still is nobody's pause, also with what was left of it.
    if still:
        real = [(end, start) for (_, end), (start, _) in pairwise(stretches)]
        kept = {(own(before), own(after)) for before, after in real if not overlap(before, after, still)}
        gaps = [gap for gap in gaps if gap in kept]
    seconds = int(np.ceil(max(reached) / STEP))
    said = np.zeros(seconds)
    for word in answer.words:
        middle = own((word.start + word.end) / 2.0)
        said[min(max(0, int(middle / STEP)), seconds - 1)] += syllables(word.text)
    if not answer.words and seconds:
        said += sum(map(syllables, answer.text.split())) / seconds
    return Sounding(_laid(moved, seconds), _laid(gaps, seconds), said, tuple(voice))


def _laid(parts: Sequence[tuple[float, float]], seconds: int) -> NDArray[np.float64]:
    """Return how much of each second the parts take, which lie in order."""
    edges = np.arange(seconds + 1) * STEP
    starts = [start for start, _ in parts]
    ends = [end for _, end in parts]
    lengths = np.concatenate([[0.0], np.cumsum([end - start for start, end in parts])])

    def until(at: float) -> float:
        whole = bisect_right(ends, at)
        rest = at - starts[whole] if whole < bisect_left(starts, at) else 0.0
        return float(lengths[whole] + rest)

    return np.diff([until(float(edge)) for edge in edges])
