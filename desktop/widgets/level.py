"""Whether the microphone is loud enough, decided from its levels."""

from __future__ import annotations

from collections import deque
from statistics import median
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from audio.events import LevelMeasured

Verdict = Literal["waiting", "dead", "quiet", "good", "loud"]

# Telephone practice (ITU-T P.56) puts active speech at -26 dB; 20 dB below it a recogniser begins to lose words.
QUIET = -46.0
LOUD = -1.0
"""A peak this near to full scale will clip on the next stressed word."""
FLOOR = -60.0
"""The left end of the meter."""
WINDOW = 3.0
"""Seconds that are judged: about one sentence."""
ENOUGH = 5
"""Voiced levels, 50 ms each, before anything is said about loudness."""
HOLD = 1.2
"""Seconds a peak stands before it falls."""
FALL = 24.0
"""Decibels a second it falls by, near the 20 of a studio meter."""

WORDS: dict[Verdict, str] = {
    "waiting": "Say a sentence to try your microphone.",
    "dead": "Nothing arrives at all: check that the microphone is not muted.",
    "quiet": "Too quiet: come closer or turn the microphone up.",
    "good": "Good level.",
    "loud": "Too loud: move back a little or turn the microphone down.",
}


class LevelJudge:
    """Feed it levels in order; it says what to draw and what to tell the candidate."""

    def __init__(self) -> None:
        self._recent: deque[LevelMeasured] = deque()
        self._peak = FLOOR
        self._peak_at = 0.0

    def push(self, level: LevelMeasured) -> None:
        """Take the next level."""
        if self._recent and level.at < self._recent[-1].at:
            self.clear()
        self._recent.append(level)
        while level.at - self._recent[0].at > WINDOW:
            self._recent.popleft()
        if level.peak >= self._held(level.at):
            self._peak, self._peak_at = level.peak, level.at

    def clear(self) -> None:
        """Forget everything: another microphone."""
        self._recent.clear()
        self._peak = FLOOR

    @property
    def rms(self) -> float:
        """The last level in dBFS."""
        return self._recent[-1].rms if self._recent else FLOOR

    @property
    def peak(self) -> float:
        """The held peak in dBFS."""
        return self._held(self._recent[-1].at) if self._recent else FLOOR

    def _held(self, at: float) -> float:
        return max(FLOOR, self._peak - max(0.0, at - self._peak_at - HOLD) * FALL)

    @property
    def verdict(self) -> Verdict:
        """What the last few seconds amount to."""
        if not self._recent:
            return "waiting"
        if max(level.peak for level in self._recent) >= LOUD:
            return "loud"
        voiced = [level.rms for level in self._recent if level.voiced]
        if len(voiced) < ENOUGH:
            whole = self._recent[-1].at - self._recent[0].at > WINDOW * 0.8
            return "dead" if whole and max(level.peak for level in self._recent) <= -100 else "waiting"
        return "quiet" if median(voiced) < QUIET else "good"

    @property
    def words(self) -> str:
        """The verdict as a sentence."""
        return WORDS[self.verdict]


def share(level: float) -> float:
    """Return where a level lies on the meter, from 0 to 1."""
    return min(1.0, max(0.0, (level - FLOOR) / -FLOOR))
