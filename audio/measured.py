"""What was measured of an answer's voice after it was given, in seconds on the session's clock."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class VoiceWindow:
    """The voice within about a second of speech."""

    start: float
    end: float
    voiced: float
    """Seconds of it that had a pitch."""
    pitch: float | None
    """The median in semitones above 55 Hz; None where too little was voiced."""
    spread: float | None
    """The standard deviation of the pitch around it, in semitones."""
    loudness: float
    """The median of its speech in dB below full scale."""


@dataclass(frozen=True, slots=True)
class VoiceMeasured:
    """An answer was heard again for its pitch and loudness; `ended` tells which version of it."""

    answer: int
    ended: float
    windows: tuple[VoiceWindow, ...]
