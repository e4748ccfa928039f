"""Decides where speech begins and ends in a turn, and when the turn is over."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from audio.events import SpeechEnded, SpeechStarted

if TYPE_CHECKING:
    from collections.abc import Iterator

# A cough or a click is shorter; "no" is longer.
SHORTEST_SPEECH = 0.15
# A pause in the sense of the research on fluency is 0.25 s; a voiced frame reaches up to 32 ms into it at
# either side, and closures of stop consonants last up to 0.12 s.
SHORTEST_PAUSE = 0.18


@dataclass(frozen=True, slots=True)
class Patience:
    """How long a silence must last to end a turn; `None` never ends it. `limit` is the longest turn."""

    silence: float | None = 3.0
    limit: float = 900.0


HOLD = Patience(silence=None)
PATIENT = Patience()
PRESSURE = Patience(silence=0.8)
FILE = Patience(silence=None, limit=float("inf"))


class Endpoint:
    """Feed it frames in order; it yields an event at each boundary, stamped with the true edge."""

    def __init__(self, patience: Patience, frame: float) -> None:
        self._patience = patience
        self._frame = frame
        self._speaking = False
        self._heard = False
        self._run_start = 0.0
        self._run_end = 0.0
        self._running = False  # a voiced run, long enough for speech or not yet
        self._waiting_since = 0.0
        self._now = 0.0
        self._stood_still = 0.0

    @property
    def speaking(self) -> bool:
        """Whether a stretch of speech is open."""
        return self._speaking

    @property
    def last_voiced(self) -> float:
        """Where the last voiced frame ended."""
        return self._run_end

    def push(self, at: float, voiced: bool) -> Iterator[SpeechStarted | SpeechEnded]:
        """Take one frame that begins `at` seconds into the recording."""
        self._now = at + self._frame
        if voiced:
            yield from self._voiced(at)
        elif self._speaking:
            if self._now - self._run_end >= SHORTEST_PAUSE:
                self._speaking = self._running = False
                self._waiting_since = max(self._waiting_since, self._run_end)
                yield SpeechEnded(self._run_end)
        else:
            self._running = False

    def over(self) -> Literal["silence", "time"] | None:
        """Return why the turn is over by now, if it is."""
        if self._now - self._stood_still >= self._patience.limit:
            return "time"
        if self._patience.silence is None or not self._heard or self._running:
            return None
        return "silence" if self._now - self._waiting_since >= self._patience.silence else None

    def reopen(self, at: float) -> None:
        """Go on after the end was taken back at `at`: patience and the longest turn begin anew from there."""
        self._waiting_since = self._stood_still = at

    def stand_still(self, seconds: float) -> None:
        """Let time pass that nobody could speak in: a pause, or a device that was gone."""
        self._now += seconds
        self._stood_still += seconds
        self._waiting_since = self._now

    def set_patience(self, patience: Patience) -> None:
        """Change how long a silence may last from now on."""
        self._patience = patience

    def _voiced(self, at: float) -> Iterator[SpeechStarted]:
        if not self._running:
            self._running = True
            self._run_start = at
        self._run_end = self._now
        if not self._speaking and self._run_end - self._run_start >= SHORTEST_SPEECH:
            self._speaking = self._heard = True
            yield SpeechStarted(self._run_start)
