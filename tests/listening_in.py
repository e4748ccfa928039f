"""Checks on what a virtual speaker really played, and on what was posted about it."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING, TypeVar

import numpy as np
from virtual_card import RATE, find

from audio import sound_file

if TYPE_CHECKING:
    from audio.speaking.renderer import Clip

T = TypeVar("T")

PIECE = RATE // 10
AUDIBLE = 60
"""An int16 RMS of -55 dBFS: quieter pieces are pauses, whose noise compares with nothing."""
HEARD = 0.95
"""The correlation of a piece with what was heard of it from which it is the same sound."""


class Posted:
    """Collects events from any thread; a test waits on it for the one it needs."""

    def __init__(self) -> None:
        self.events: list[object] = []
        self._came = threading.Condition()

    def __call__(self, event: object) -> None:
        with self._came:
            self.events.append(event)
            self._came.notify_all()

    def of(self, kind: type[T], line: int | None = None) -> list[T]:
        """Return what came so far of a kind, or of a kind about one line."""
        found = [event for event in tuple(self.events) if isinstance(event, kind)]
        return [event for event in found if line is None or event.line == line]

    def wait(self, kind: type[T], line: int | None = None, timeout: float = 15.0) -> T:
        """Return the first event of a kind, once it has come."""
        with self._came:
            assert self._came.wait_for(lambda: self.of(kind, line), timeout), (
                f"no {kind.__name__}: {self.events}"
            )
        return self.of(kind, line)[0]


def place(clip: Clip, left: np.ndarray) -> tuple[float, float]:
    """Return where in a recording a clip begins, and the worst correlation of its 0.1 s pieces.

    Two resamplings shift a sound by a fraction of a sample, which above 1.5 kHz looks like another sound.
    """
    wanted = sound_file.resample(clip.samples, clip.rate, RATE)
    at = find(wanted, left)
    heard = left[at : at + wanted.size]
    assert heard.size == wanted.size, "the recording ends before the line does"
    worst = 1.0
    for start in range(0, wanted.size - PIECE // 2, PIECE):
        pieces = [low_passed(sound[start : start + PIECE]) for sound in (wanted, heard)]
        if np.sqrt(np.mean(pieces[0] ** 2)) > AUDIBLE:
            worst = min(worst, float(np.corrcoef(*pieces)[0, 1]))
    return at / RATE, worst


def share_heard(clip: Clip, left: np.ndarray) -> float:
    """Return which share of a clip's audible 0.1 s pieces is in a recording, one after the other.

    For a line that a device, just opened, may have broken with a gap: `place` wants it in one piece.
    """
    wanted = sound_file.resample(clip.samples, clip.rate, RATE)
    pieces = [wanted[start : start + PIECE] for start in range(0, wanted.size - PIECE, PIECE)]
    audible = [piece for piece in pieces if np.sqrt(np.mean(low_passed(piece) ** 2)) > AUDIBLE]
    found, after = 0, 0
    for piece in audible:
        near = left[after : after + RATE]
        at = find(piece, near)
        heard = near[at : at + piece.size]
        if heard.size == piece.size and np.corrcoef(low_passed(piece), low_passed(heard))[0, 1] > HEARD:
            found, after = found + 1, after + at + PIECE // 2
    return found / len(audible)


def low_passed(samples: np.ndarray) -> np.ndarray:
    """Keep what lies below about 1.5 kHz."""
    return np.convolve(samples.astype(float), np.hanning(13) / np.hanning(13).sum(), mode="same")
