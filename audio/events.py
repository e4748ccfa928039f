"""What the sound side tells the rest: frozen, in the past tense, in seconds on the session's clock."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from audio.measured import VoiceMeasured as VoiceMeasured
from audio.troubles import DeviceFound as DeviceFound
from audio.troubles import DeviceLost as DeviceLost
from audio.troubles import FramesDropped as FramesDropped
from audio.troubles import InputHeard as InputHeard
from audio.troubles import InputMuted as InputMuted
from audio.troubles import RecordingFailed as RecordingFailed
from audio.troubles import SpeechModelFailed as SpeechModelFailed
from audio.troubles import TranscriptionFailed as TranscriptionFailed
from audio.troubles import VoiceFailed as VoiceFailed
from audio.troubles import VoiceFellBack as VoiceFellBack

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
class WordsSounded:
    """So many words of a line (separated by blanks) have begun to be heard; `at` is the last one's beginning."""

    line: int
    words: int
    at: float


@dataclass(frozen=True, slots=True)
class PlayoutHeld:
    """A line fell silent in its midst and keeps its place; `at` is its last audible sample."""

    line: int
    at: float


@dataclass(frozen=True, slots=True)
class PlayoutWentOn:
    """A held line sounds again; `at` is its first sample after the hold."""

    line: int
    at: float


@dataclass(frozen=True, slots=True)
class PatienceAsked:
    """A long pause after what sounds unfinished: the candidate is asked once whether they want more time."""

    answer: int
    at: float


@dataclass(frozen=True, slots=True)
class CouplingMeasured:
    """Whether the microphone hears what is played, and by how much; -120 to 0 dB, or what it is at most."""

    at: float
    verdict: Literal["headphones", "speakers"]
    decibels: float


@dataclass(frozen=True, slots=True)
class InterruptionBegan:
    """Somebody may be cutting in on the panel, which has fallen silent; `at` is their first voiced sample."""

    at: float


@dataclass(frozen=True, slots=True)
class Interrupted:
    """The candidate speaks while the panel has the floor, and not only to agree; `at` is their first voiced sample."""

    at: float


@dataclass(frozen=True, slots=True)
class InterruptionOver:
    """It was a cough, a hum or a word of assent: the panel goes on where it was."""

    at: float


@dataclass(frozen=True, slots=True)
class SpeechModelLoaded:
    """The speech model is ready."""

    name: str
    digest: str
    device: str


AudioEvent = (
    LevelMeasured
    | SpeechStarted
    | SpeechEnded
    | TurnEnded
    | InterimTranscript
    | EndForeseen
    | Utterance
    | FillersCounted
    | VoiceMeasured
    | PlayoutStarted
    | PlayoutEnded
    | WordsSounded
    | PlayoutHeld
    | PlayoutWentOn
    | VoiceFailed
    | VoiceFellBack
    | DeviceLost
    | DeviceFound
    | PatienceAsked
    | CouplingMeasured
    | InterruptionBegan
    | Interrupted
    | InterruptionOver
    | InputMuted
    | InputHeard
    | FramesDropped
    | RecordingFailed
    | TranscriptionFailed
    | SpeechModelLoaded
    | SpeechModelFailed
)
