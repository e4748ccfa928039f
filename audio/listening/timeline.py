"""Says when a sample was taken, and notices samples that never arrived, from when blocks came in."""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass
from statistics import median

from audio.clock import SampleClock

# Measured on ALSA through PulseAudio over 12 s: blocks arrive within 0.5 ms of their time on a quiet machine,
# while the latency the driver names for them wanders by 30 ms, slowly. Long medians of both stand still.
REMEMBERED = 60.0
# Sound cards run up to 0.1 ms a second fast or slow, so lateness is compared with the recent past only.
RECENT = 8.0
# A machine under load delivers late, then catches up: what stays away for a second is missing.
PATIENCE = 1.0
LEAST_MISSING = 0.04


@dataclass(frozen=True, slots=True)
class _Arrival:
    """One block: when it came, how that compares with its first sample's number, and the driver's latency."""

    at: float
    offset: float
    latency: float


class Timeline:
    """Feed it every block in order, counted in samples at `rate`; times are on the session's clock."""

    def __init__(self, rate: int) -> None:
        self._rate = rate
        self._count = 0.0
        self._arrivals: deque[_Arrival] = deque()
        self._restarted: SampleClock | None = None

    def clock(self) -> SampleClock | None:
        """Return the map from samples to seconds, once there is one."""
        if not self._arrivals:
            return None
        arrivals = list(self._arrivals)
        offset = median(each.offset for each in arrivals)
        latency = median(each.latency for each in arrivals)
        return SampleClock(offset - latency, self._rate)

    def push(self, frames: float, arrived: float, captured: float) -> int:
        """Take a block, its first sample `captured` then; return how many samples are missing before it."""
        missing = self._gap(captured) if self._restarted else 0
        self._count += missing
        # Just after a start ALSA names latencies shorter than the block itself.
        latency = max(arrived - captured, frames / self._rate)
        self._arrivals.append(_Arrival(arrived, arrived - self._count / self._rate, latency))
        while arrived - self._arrivals[0].at > REMEMBERED:
            self._arrivals.popleft()
        lost = self._lost(arrived)
        self._count += lost + frames
        return missing + lost

    def restart(self) -> None:
        """Begin anew with another stream: its first block is put where it belongs in time."""
        self._restarted = self.clock() or self._restarted
        self._arrivals.clear()

    def _gap(self, captured: float) -> int:
        clock, self._restarted = self._restarted, None
        return max(0, clock.sample(captured) - round(self._count)) if clock else 0

    def _lost(self, now: float) -> int:
        """Return what has been missing for all of the last second, and take it as it is from now on."""
        late = [each for each in self._arrivals if each.at > now - PATIENCE]
        before = [each.offset for each in self._arrivals if now - RECENT < each.at <= now - PATIENCE]
        if not before or now - self._arrivals[0].at < 2 * PATIENCE:
            return 0
        lateness = min(each.offset for each in late) - median(before)
        if lateness < LEAST_MISSING:
            return 0
        for _ in late:
            self._arrivals.pop()
        self._arrivals.extend(_Arrival(each.at, each.offset - lateness, each.latency) for each in late)
        return round(lateness * self._rate)
