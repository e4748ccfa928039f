"""Plays recordings back, from any second on."""

from __future__ import annotations

import logging
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from audio import events as heard
from audio import sound_file
from audio.errors import AudioError
from audio.worker import Worker

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from audio.clock import Clock
    from audio.speaking.player import Player

log = logging.getLogger(__name__)

RATE = 24_000
LONGEST = 600.0
"""Seconds that are played at most: 30 MB of memory, and more than anyone listens to in one go."""

EXCERPT, CLIP, FORECAST = -1, -1_000_000_000, -2_000_000_000
"""The first numbers of recordings that are played back, which count down: those of the dictation screen, of the debrief
and of the docket; lines of the panel count from 1."""


@dataclass(frozen=True, slots=True)
class Clip:
    """A recording to play; `line` is the number that its playout events carry."""

    line: int
    path: Path
    start: float
    stops: int
    """How often the player had been stopped when it was asked for."""


class Clips:
    """Reads a recording on its own thread and hands it to the player."""

    def __init__(self, player: Player, post: Callable[[object], None], clock: Clock) -> None:
        self._player = player
        self._post = post
        self._clock = clock
        self._worker: Worker[Clip] = Worker("clips", self._play, self._failed)

    def play(self, line: int, path: Path, start: float) -> None:
        """Play from a second on; `PlayoutEnded` of that line tells when it is over, also where nothing was heard."""
        self._worker.submit(Clip(line, path, start, self._player.stops))

    def close(self) -> None:
        """End the thread."""
        self._worker.close()

    def _play(self, clip: Clip) -> None:
        try:
            samples = _excerpt(clip)
        except Exception as error:
            if not isinstance(error, AudioError):
                log.exception("a recording could not be played")
            self._post(heard.VoiceFailed(clip.line, str(error)))
            self._post(heard.PlayoutEnded(clip.line, self._clock.now(), interrupted=True))
            return
        self._player.play(clip.line, samples, RATE, clip.stops)

    def _failed(self, error: Exception) -> None:
        log.error("a recording was not played: %s", type(error).__name__)


def _excerpt(clip: Clip) -> sound_file.Samples:
    parts, held = [], 0
    for piece in sound_file.pieces(clip.path, RATE, clip.start):
        parts.append(piece)
        held += len(piece)
        if held >= LONGEST * RATE:
            break
    if not held:
        raise AudioError(f"There is nothing to hear in {clip.path.name} after this point.")
    return np.concatenate(parts)
