"""What the sound side tells the rest: frozen, in the past tense, in seconds on the session's clock."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from pathlib import Path

EndReason = Literal["done", "silence", "file", "time"]
"""Why a turn ended: the key, a patient silence, the end of its recording, the wall-clock limit."""


@dataclass(frozen=True, slots=True)
class LevelMeasured:
    """How loud the microphone was over about 50 ms; dBFS, -120 for digital silence."""

    at: float
    rms: float
    peak: float
    voiced: bool


@dataclass(frozen=True, slots=True)
class SpeechStarted:
    """The first voiced sample of a stretch of speech, refined to its energy edge."""

    at: float


@dataclass(frozen=True, slots=True)
class SpeechEnded:
    """The last voiced sample of a stretch, known only once the silence after it has held."""

    at: float


@dataclass(frozen=True, slots=True)
class TurnEnded:
    """The candidate's turn is over. `at` is when that was decided, not when the speech ended."""

    answer: int
    at: float
    reason: EndReason


@dataclass(frozen=True, slots=True)
class Word:
    """One recognised word."""

    text: str
    start: float
    end: float
    probability: float


@dataclass(frozen=True, slots=True)
class Stretch:
    """A stretch of speech without a pause in it, from its first to its last voiced sample."""

    start: float
    end: float


@dataclass(frozen=True, slots=True)
class InterimTranscript:
    """Text while the candidate still talks: `committed` will not change, `tentative` may."""

    answer: int
    committed: str
    tentative: str


@dataclass(frozen=True, slots=True)
class EndForeseen:
    """All words of an answer up to a silence that may end it: what would follow may be prepared."""

    answer: int
    text: str


@dataclass(frozen=True, slots=True)
class Utterance:
    """A whole turn in words, with its stretches of speech and where its recording lies."""

    answer: int
    text: str
    words: tuple[Word, ...]
    stretches: tuple[Stretch, ...]
    opened: float
    """When the microphone was opened for this answer: sample 0 of its recording."""
    ended: float
    """When the turn was decided to be over."""
    reason: EndReason
    audio: Path | None


@dataclass(frozen=True, slots=True)
class Fillers:
    """The fillers of one answer; `low` and `high` are the 95 % interval of the count, were it Poisson."""

    at_least: int
    low: float
    high: float
    words: tuple[Word, ...]
    restarts: int = 0
    """Repeated words and phrases and cut-off words: of low trust, as recognisers smooth them away."""


@dataclass(frozen=True, slots=True)
class FillersCounted:
    """An answer was heard a second time for its fillers; `ended` tells which version of it."""

    answer: int
    ended: float
    fillers: Fillers


@dataclass(frozen=True, slots=True)
class PlayoutStarted:
    """The first sample of a line left the speaker."""

    line: int
    at: float


@dataclass(frozen=True, slots=True)
class PlayoutEnded:
    """The last sample of a line left the speaker, or the line was cut short there."""

    line: int
    at: float
    interrupted: bool


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
class PatienceAsked:
    """A long pause after what sounds unfinished: the candidate is asked once whether they want more time."""

    answer: int
    at: float


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
class SpeechModelLoaded:
    """The speech model is ready."""

    name: str
    digest: str
    device: str


@dataclass(frozen=True, slots=True)
class SpeechModelFailed:
    """The speech model could not be loaded."""

    sentence: str


AudioEvent = (
    LevelMeasured
    | SpeechStarted
    | SpeechEnded
    | TurnEnded
    | InterimTranscript
    | EndForeseen
    | Utterance
    | FillersCounted
    | PlayoutStarted
    | PlayoutEnded
    | VoiceFailed
    | VoiceFellBack
    | DeviceLost
    | DeviceFound
    | PatienceAsked
    | InputMuted
    | InputHeard
    | FramesDropped
    | RecordingFailed
    | TranscriptionFailed
    | SpeechModelLoaded
    | SpeechModelFailed
)
