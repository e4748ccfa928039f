"""An answer that is being taken out of the stream of sound."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    from audio.clock import SampleClock
    from audio.listening.hearing import Hearing


@dataclass(slots=True)
class OpenAnswer:
    """The answer that is open, or was last; samples are numbered as in the stream."""

    number: int
    clock: SampleClock
    first: int
    next: int
    hearing: Hearing
    open: bool = True
    last: int | None = None
    """The sample at which the candidate said "I'm done"."""
    done_at: float = 0.0
    previewed: int = 0
    """The sample at which interim text was asked for last."""


@dataclass(frozen=True, slots=True)
class Wish:
    """An answer that was opened before the first sound came in."""

    number: int
    path: Path
    since: float
