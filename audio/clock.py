"""The one clock that both sound devices are mapped to."""

from __future__ import annotations

import time
from dataclasses import dataclass
from typing import Protocol


class Clock(Protocol):
    """Seconds since the session began; never goes back."""

    def now(self) -> float:
        """Return the time in seconds."""


class MonotonicClock:
    """The machine's monotonic clock, counted from the moment this object was made."""

    def __init__(self) -> None:
        self._start = time.monotonic()

    def move_to(self, now: float) -> None:
        """Jump forward to `now`, for a session that goes on; what was anchored before must be opened anew."""
        self._start -= max(0.0, now - self.now())

    def now(self) -> float:
        """Return the seconds since this clock was made."""
        return time.monotonic() - self._start


class ManualClock:
    """A clock that moves only when told to: for files fed as if spoken, and for tests."""

    def __init__(self, now: float = 0.0) -> None:
        self._now = now

    def now(self) -> float:
        """Return the time it was last moved to."""
        return self._now

    def move_to(self, now: float) -> None:
        """Move forward to `now`; a time already past is ignored, as a clock never goes back."""
        self._now = max(self._now, now)


@dataclass(frozen=True, slots=True)
class SampleClock:
    """Maps a sample's number to seconds: sample 0 was taken at `anchor`."""

    anchor: float
    rate: int

    def at(self, sample: int) -> float:
        """Return the time of a sample."""
        return self.anchor + sample / self.rate

    def sample(self, at: float) -> int:
        """Return the number of the sample nearest to a time."""
        return round((at - self.anchor) * self.rate)
