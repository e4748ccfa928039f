"""Decides where speech begins and ends in a turn, and when the turn is over."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

import numpy as np

from audio.events import SpeechEnded, SpeechStarted

if TYPE_CHECKING:
    from collections.abc import Iterator

# A cough or a click is shorter; "no" is longer.
SHORTEST_SPEECH = 0.15
# A pause in the sense of the research on fluency is 0.25 s; a voiced frame reaches up to 32 ms into it at
# either side, and closures of stop consonants last up to 0.12 s.
SHORTEST_PAUSE = 0.18
# Who paused so long after a finished thought and went on gets this much more the next time.
ROOM = 1.25
# Log odds over which the wait falls from the one to the other: a step would make it a matter of luck.
RAMP = 0.3
# What would follow is prepared after this share of the wait, so that most of it is left to prepare in. Where only a
# key ends the turn it is prepared after so many seconds: most pauses in a sentence are shorter.
FORESEE_SHARE, FORESEE_HOLD = 0.35, 0.5


@dataclass(frozen=True, slots=True)
class Patience:
    """How long a silence must last to end a turn, in seconds; `limit` is the longest turn.

    From `sure` log odds on that the thought is finished the wait is `finished`; `RAMP` below it is `unsure`,
    and where they are less than `open` it is `silence`. No `silence` at all: silence never ends a turn.
    """

    silence: float | None = 8.0
    limit: float = 900.0
    finished: float = 1.15
    unsure: float = 3.0
    asks: float | None = 4.0
    """When the candidate is asked, once, whether to wait on: only where the thought sounds unfinished."""
    late: float = 1.8
    """How long words that are still on their way hold the end up at most: an end without its text is no use."""
    sure: float = 2.0
    open: float = -1.0

    def wait(self, finished: float | None) -> float | None:
        """Return how long to wait after a thought with these log odds of being finished."""
        if self.silence is None:
            return None
        if finished is None:
            return min(self.unsure, self.silence)
        if finished < self.open:
            return self.silence
        wait = np.interp(finished, (self.sure - RAMP, self.sure), (self.unsure, self.finished))
        return min(float(wait), self.silence)


HOLD = Patience(silence=None)
PATIENT = Patience()
PRESSURE = Patience(silence=1.6, finished=0.4, unsure=0.8, asks=None, late=1.4, sure=1.0)
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
        self._finished: float | None = None
        self._worded = True
        self._habit = 0.0
        self._asked = False
        self._foreseen = False

    @property
    def speaking(self) -> bool:
        """Whether a stretch of speech is open."""
        return self._speaking

    @property
    def waiting(self) -> bool:
        """Whether something was said and a silence lasts that may end the turn."""
        return self._heard and not self._speaking and self._patience.silence is not None

    @property
    def quiet(self) -> bool:
        """Whether something was said and a silence lasts."""
        return self._heard and not self._speaking

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
                self._finished = None
                self._foreseen = False
                self._waiting_since = max(self._waiting_since, self._run_end)
                yield SpeechEnded(self._run_end)
        else:
            self._running = False

    def refine(self, ended: float) -> None:
        """Take where the speech before this silence really ended: the VAD is up to 0.06 s late to see it."""
        if self._waiting_since == self._run_end:
            self._waiting_since = ended

    def judge(self, finished: float | None, worded: bool = True) -> None:
        """Take the log odds that the thought before this silence is finished, and whether its words are known."""
        self._finished, self._worded = finished, worded

    def over(self) -> Literal["silence", "time"] | None:
        """Return why the turn is over by now, if it is."""
        if self._now - self._stood_still >= self._patience.limit:
            return "time"
        wait = self._wait()
        if wait is None or not self._heard or self._running:
            return None
        return "silence" if self._silence() >= wait else None

    def asks(self) -> bool:
        """Return, once a turn, that the candidate should be asked whether to wait on."""
        after, wait = self._patience.asks, self._wait()
        if self._asked or after is None or wait is None or not self.waiting or self._running:
            return False
        self._asked = after < wait and self._silence() >= after
        return self._asked

    def foresees(self) -> bool:
        """Return, once in each silence, that what would follow should be prepared."""
        if self._foreseen or not self.quiet or self._running:
            return False
        wait = self._wait()
        least = FORESEE_HOLD if wait is None else FORESEE_SHARE * wait
        self._foreseen = self._silence() >= least
        return self._foreseen

    def reopen(self, at: float) -> None:
        """Go on after the end was taken back at `at`: patience and the longest turn begin anew from there."""
        self._waiting_since = self._stood_still = at
        self._finished = None

    def stand_still(self, seconds: float) -> None:
        """Let time pass that nobody could speak in: a pause, or a device that was gone."""
        self._now += seconds
        self._stood_still += seconds
        self._waiting_since = self._now

    def set_patience(self, patience: Patience) -> None:
        """Change how long a silence may last from now on."""
        self._patience = patience

    def _silence(self) -> float:
        return self._now - self._waiting_since

    def _wait(self) -> float | None:
        wait = self._patience.wait(self._finished)
        if wait is None:
            return None
        if wait < self._patience.unsure:
            wait = min(max(wait, self._habit * ROOM), self._patience.unsure)
        return wait if self._worded else max(wait, self._patience.late)

    def _voiced(self, at: float) -> Iterator[SpeechStarted]:
        if not self._running:
            self._running = True
            self._run_start = at
        self._run_end = self._now
        if not self._speaking and self._run_end - self._run_start >= SHORTEST_SPEECH:
            if self._heard and self._finished is not None and self._finished >= self._patience.sure:
                self._habit = max(self._habit, self._run_start - self._waiting_since)
            self._speaking = self._heard = True
            yield SpeechStarted(self._run_start)
