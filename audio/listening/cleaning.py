"""Brings the microphone's sound into the ring; on open speakers the panel's voice is taken out of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from audio.events import CouplingMeasured
from audio.listening.coupling import coupling
from audio.listening.echo import DELAY, LEAD, RATE, Echo

if TYPE_CHECKING:
    from collections.abc import Callable

    from audio.clock import SampleClock
    from audio.events import AudioEvent
    from audio.listening.preroll import Preroll
    from audio.loudspeaker import Loudspeaker

Samples = NDArray[np.int16]

ENOUGH = 3 * RATE
"""Samples of a line after which it is judged what the microphone hears of it; a shorter one at its end."""

ECHOES = 0.5
"""Share of a block that was echo from which the panel is heard at all; with headphones, or where somebody speaks over
it, it is less."""

PAUSE = round(0.3 * RATE)
"""Silence after which a line is over."""


class Cleaning:
    """Fed by the listener's thread; what it finds out about the room holds until another speaker is used."""

    def __init__(self, loudspeaker: Loudspeaker | None, post: Callable[[AudioEvent], None]) -> None:
        self._loudspeaker = loudspeaker
        self._post = post
        self._echo = Echo(loudspeaker) if loudspeaker is not None else None
        self._speakers = 0
        self._headphones = False
        self._played: list[Samples] = []
        self._heard: list[Samples] = []
        self._gathered = self._silent = 0

    @property
    def learning(self) -> bool:
        """Whether some of the panel's voice may be left, as it is heard in a room that is not known yet."""
        echo = self._echo
        return echo is not None and echo.learning and echo.share > ECHOES and not self._headphones

    def push(self, ring: Preroll, sample: int, samples: Samples, clock: SampleClock) -> int:
        """Take the next samples, from number `sample` on; return up to which sample the ring is as it will stay."""
        ring.push(sample, samples)
        if self._echo is None or self._loudspeaker is None:
            return ring.end
        if self._loudspeaker.speakers != self._speakers:
            self._speakers, self._headphones = self._loudspeaker.speakers, False
        at = clock.at(sample)
        cleaned = self._echo.clean(samples, at)
        self._listen(self._echo.played, samples, at)
        if not self._echo.active or self._headphones:
            return ring.end
        ring.overwrite(sample - DELAY, cleaned)
        return ring.end - DELAY

    def _listen(self, played: Samples, heard: Samples, at: float) -> None:
        """Gather what was played and heard at the same time, until it can be judged."""
        self._silent = 0 if played.any() else self._silent + len(played)
        if not self._gathered and self._silent:
            return
        self._played.append(played)
        self._heard.append(heard)
        self._gathered += len(played)
        if self._gathered >= ENOUGH or self._silent >= PAUSE:
            self._judge(at)

    def _judge(self, at: float) -> None:
        # What is played is taken a little early, so that no echo comes before it.
        early = np.zeros(round(LEAD * RATE), np.int16)
        played = np.concatenate([early, *self._played])[: self._gathered]
        found = coupling(played, np.concatenate(self._heard))
        self._played, self._heard, self._gathered = [], [], 0
        if found.verdict != "unknown":
            self._headphones = found.verdict == "headphones"
            self._post(CouplingMeasured(at, found.verdict, found.decibels))
