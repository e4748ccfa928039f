"""The round's own time: told when it starts, stands still and stops, it counts what lies between."""

from __future__ import annotations


class Stopwatch:
    """Counts the seconds of a round, pauses left out; it reads no clock itself."""

    def __init__(self) -> None:
        self._started: float | None = None
        self._paused: float | None = None
        self._stopped: float | None = None
        self._stood_still = 0.0

    @property
    def started(self) -> bool:
        """Whether it was ever started."""
        return self._started is not None

    @property
    def paused(self) -> bool:
        """Whether it stands still for now."""
        return self._paused is not None

    @property
    def stopped(self) -> bool:
        """Whether it has stopped for good."""
        return self._stopped is not None

    def start(self, at: float) -> None:
        """Count from here."""
        self._started = at

    def pause(self, at: float) -> None:
        """Stand still from here; a second pause changes nothing."""
        self._paused = at if self._paused is None else self._paused

    def resume(self, at: float) -> None:
        """Go on; what lies since the pause is not counted."""
        if self._paused is not None:
            self._stood_still += max(0.0, at - self._paused)
            self._paused = None

    def stop(self, at: float) -> None:
        """Stop for good; a second stop changes nothing."""
        self._stopped = at if self._stopped is None else self._stopped

    def elapsed(self, at: float) -> float:
        """Return the seconds counted by the time `at`."""
        if self._started is None:
            return 0.0
        for stop in (self._paused, self._stopped):
            at = at if stop is None else min(at, stop)
        return max(0.0, at - self._started - self._stood_still)
