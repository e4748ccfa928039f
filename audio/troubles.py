"""What went wrong on the sound side, and what is well again; part of `audio.events`."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from pathlib import Path


@dataclass(frozen=True, slots=True)
class VoiceFailed:
    """No engine could speak this line: it must be read from the screen."""

    line: int
    sentence: str


@dataclass(frozen=True, slots=True)
class VoiceFellBack:
    """The wished voice engine failed and another one spoke."""

    wanted: str
    used: str
    sentence: str


@dataclass(frozen=True, slots=True)
class DeviceLost:
    """A sound device went away or fell silent."""

    at: float
    kind: Literal["input", "output"]
    sentence: str


@dataclass(frozen=True, slots=True)
class DeviceFound:
    """A lost device is back."""

    at: float
    kind: Literal["input", "output"]


@dataclass(frozen=True, slots=True)
class InputMuted:
    """The microphone sends exact zeros: it is muted, or another program has taken it."""

    at: float
    sentence: str


@dataclass(frozen=True, slots=True)
class InputHeard:
    """A muted microphone sends sound again."""

    at: float


@dataclass(frozen=True, slots=True)
class FramesDropped:
    """Sound that never arrived, counted against the clock; silence stands in its place in the recording."""

    at: float
    seconds: float


@dataclass(frozen=True, slots=True)
class RecordingFailed:
    """The recording could not be written to disk (full, read-only); what was written before is kept."""

    answer: int
    sentence: str


@dataclass(frozen=True, slots=True)
class TranscriptionFailed:
    """An answer could not be put into words; its recording is kept."""

    answer: int
    sentence: str
    audio: Path | None


@dataclass(frozen=True, slots=True)
class SpeechModelFailed:
    """The speech model could not be loaded."""

    sentence: str
