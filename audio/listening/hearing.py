"""Hears one answer: samples in, edges of speech and windows for the transcriber out."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

import numpy as np
from numpy.typing import NDArray

from audio.events import SpeechEnded, SpeechStarted, Stretch
from audio.listening import edges
from audio.listening.completeness import Thought
from audio.listening.endpoint import Endpoint, Patience
from audio.listening.preroll import Preroll
from audio.listening.vad import FRAME, RATE
from audio.listening.windows import Window, Windows

if TYPE_CHECKING:
    from collections.abc import Iterator

    from audio.listening.vad import Vad

Samples = NDArray[np.int16]

# Seconds that are looked back at, to refine an edge and to hear how a thought ended.
RECENT = 5


class Hearing:
    """One answer from its first sample on; every time is in seconds of its recording."""

    def __init__(self, vad: Vad, patience: Patience) -> None:
        self._vad = vad
        self._endpoint = Endpoint(patience, FRAME / RATE)
        self._windows = Windows()
        self._recent = Preroll(RECENT * RATE)
        self._rest = np.zeros(0, np.int16)
        self._framed = 0
        self._stretches: list[Stretch] = []
        self._started = 0.0
        self._thought = Thought(None)

    @property
    def speaking(self) -> bool:
        """Whether a stretch of speech is open."""
        return self._endpoint.speaking

    @property
    def waiting(self) -> bool:
        """Whether a silence lasts that may end the turn."""
        return self._endpoint.waiting

    @property
    def quiet(self) -> bool:
        """Whether something was said and a silence lasts."""
        return self._endpoint.quiet

    def push(self, samples: Samples) -> Iterator[SpeechStarted | SpeechEnded | Window]:
        """Take the next samples, as many as there are."""
        waiting = np.concatenate([self._rest, samples])
        whole = len(waiting) // FRAME * FRAME
        self._rest = waiting[whole:]
        for frame in waiting[:whole].reshape(-1, FRAME):
            yield from self._frame(frame)

    def over(self) -> Literal["silence", "time"] | None:
        """Return why the turn is over by now, if it is."""
        return self._endpoint.over()

    def foresees(self) -> bool:
        """Return, once in each silence, that what would follow should be prepared."""
        return self._endpoint.foresees()

    def asks(self) -> bool:
        """Return, once a turn, that the candidate should be asked whether to wait on."""
        return self._endpoint.asks()

    def consider(self, text: str | None) -> None:
        """Judge how finished the thought before this silence is; the words so far may not be known yet."""
        self._endpoint.judge(self._thought.finished(text), worded=text is not None)

    def stretches(self) -> tuple[Stretch, ...]:
        """Return all stretches so far; one that is still open ends at its last voiced sample."""
        if not self._endpoint.speaking:
            return tuple(self._stretches)
        return (*self._stretches, Stretch(self._started, self._refined_end(self._endpoint.last_voiced)))

    def tail(self) -> Window | None:
        """Return the samples that no window has covered yet, if there is speech in them."""
        return self._windows.tail(self._rest)

    def reopen(self, at: float) -> None:
        """Go on after the end was taken back, `at` seconds into the recording."""
        self._endpoint.reopen(at)

    def stand_still(self, seconds: float) -> None:
        """Do not count the next seconds as silence of the candidate's; their samples come all the same."""
        self._endpoint.stand_still(seconds)

    def set_patience(self, patience: Patience) -> None:
        """Change how long a silence may last from now on."""
        self._endpoint.set_patience(patience)

    def _frame(self, frame: Samples) -> Iterator[SpeechStarted | SpeechEnded | Window]:
        voiced = self._vad.voiced(frame.astype(np.float32) / 32768.0)
        self._recent.push(self._framed, frame)
        for edge in self._endpoint.push(self._framed / RATE, voiced):
            yield self._refined(edge)
        self._framed += FRAME
        if window := self._windows.push(frame, voiced):
            yield window

    def _refined(self, edge: SpeechStarted | SpeechEnded) -> SpeechStarted | SpeechEnded:
        if isinstance(edge, SpeechStarted):
            first, samples = self._recent.since(0)
            at = (first + edges.onset(samples, round(edge.at * RATE) - first)) / RATE
            self._started = max(at, self._stretches[-1].end if self._stretches else 0.0)
            return SpeechStarted(self._started)
        at = self._refined_end(edge.at)
        self._endpoint.refine(at)
        first, samples = self._recent.since(0)
        # Where silence never ends the turn nobody asks how the thought ended.
        self._thought = Thought(samples[: round(at * RATE) - first] if self._endpoint.waiting else None)
        self._stretches.append(Stretch(self._started, at))
        return SpeechEnded(at)

    def _refined_end(self, at: float) -> float:
        first, samples = self._recent.since(0)
        return max(self._started, (first + edges.end(samples, round(at * RATE) - first)) / RATE)
