"""The journal's events: everything that happened in a round, frozen, in seconds on the session's clock."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from interviewer import talk_events

RoundKind = Literal["discussion", "presentation", "onsite"]
Pressure = Literal["calm", "probing", "hostile"]
LineKind = Literal[
    "opening",
    "warm_up",
    "neutral",
    "question",
    "clarification",
    "challenge",
    "follow_up",
    "anchor",
    "aside",
    "bridge",
    "repeat",
    "rephrase",
    "hint",
    "invitation",
    "reply",
    "closing",
    "interruption",
]
Help = Literal["repeat", "rephrase", "hint", "dispute", "skip"]
Validity = Literal["open", "valid", "invalid", "false_premise"]
EndReason = Literal["done", "silence", "file", "time", "typed"]
CloseReason = Literal["finished", "time", "ended", "files", "crashed"]


@dataclass(frozen=True, slots=True)
class Word:
    """One word the candidate said, with the recogniser's certainty from 0 to 1."""

    text: str
    start: float
    end: float
    probability: float


@dataclass(frozen=True, slots=True)
class Stretch:
    """Speech without a pause, from its first to its last voiced sample."""

    start: float
    end: float


@dataclass(frozen=True, slots=True)
class RoundOpened:
    """A round began. `question` is its title; the file itself lies in the session folder."""

    at: float
    question: str
    kind: RoundKind
    minutes: float
    pressure: Pressure
    seed: int
    panel: tuple[str, ...]
    engine: str
    warm_up: bool = False
    """Whether calm questions come first; their answers are the candidate's own baseline."""
    focus: str = ""
    """The dimension of the rubric that the panel is to come back to; empty where it treats all alike."""


@dataclass(frozen=True, slots=True)
class LineSpoken:
    """A line of the panel was heard (or, where no voice worked, shown), from its first to its last sample."""

    number: int
    speaker: str
    kind: LineKind
    text: str
    quote: str
    about: int | None
    """The answer it is about."""
    move: str
    engine: str
    start: float
    end: float
    audio: str
    """Path inside the session folder without its ending, or nothing."""
    interrupted: bool
    dimension: str = ""
    """Of the rubric, where the line probes one."""
    validity: Validity = "open"
    """Whether an objection is right, planted knowingly wrong, or rests on what was never said."""
    rung: int = 0
    """How many whys lie between the challenge and this line: 0 for the challenge itself."""
    let_go: str = ""
    """What ended the ladder of whys before this line; empty where none ended here."""
    slide: int | None = None
    """The slide that the quote stands on; None where it was said."""


@dataclass(frozen=True, slots=True)
class AnswerGiven:
    """The candidate finished a turn, in words."""

    number: int
    after: int
    """The line it answers."""
    text: str
    words: tuple[Word, ...]
    stretches: tuple[Stretch, ...]
    opened: float
    """Sample 0 of its recording."""
    ended: float
    reason: EndReason
    audio: str
    typed: bool


@dataclass(frozen=True, slots=True)
class FillersHeard:
    """An answer was heard a second time for its fillers: "um", "uh" and their like, at least so many."""

    number: int
    """The answer's."""
    ended: float
    """As in the `AnswerGiven` it belongs to, which may have been given again since."""
    at_least: int
    low: float
    high: float
    """With `low` the 95 % interval of the count, were it Poisson."""
    words: tuple[Word, ...]
    restarts: int
    """Repeated words and phrases and cut-off words: of low trust."""


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
    """The median of its speech in dB below full scale; it depends on the microphone and its distance."""


@dataclass(frozen=True, slots=True)
class VoiceHeard:
    """An answer was heard again for its pitch and loudness, a second of speech at a time."""

    number: int
    """The answer's."""
    ended: float
    """As in the `AnswerGiven` it belongs to, which may have been given again since."""
    windows: tuple[VoiceWindow, ...]


@dataclass(frozen=True, slots=True)
class ExchangeTimed:
    """How an answer became the panel's next line, each stage at the session's time it was done."""

    answer: int
    line: int
    stopped: float
    """The last voiced sample of the answer."""
    decided: float
    """The turn was decided to be over."""
    worded: float
    """All words of it were known."""
    found: float
    """The next thing to say was known."""
    sounded: float
    """Its first sample left the speaker."""
    foreseen: bool
    """Whether the examiner's question had been found before the decision."""


@dataclass(frozen=True, slots=True)
class CandidateCutIn:
    """The candidate began to speak over a line, which ends there; what was to follow waits for what they say."""

    line: int
    at: float
    """Their first voiced sample."""


@dataclass(frozen=True, slots=True)
class PanelCutIn:
    """The panel ends an answer that goes on for too long, at a pause in it."""

    number: int
    """The answer's."""
    at: float
    why: str


@dataclass(frozen=True, slots=True)
class PatienceOffered:
    """After a long silence in the midst of a thought the panel says that there is time; nothing hangs on it."""

    number: int
    """The answer's."""
    at: float


@dataclass(frozen=True, slots=True)
class AnswerReopened:
    """The candidate took an "I'm done" back: the answer goes on and what was to follow it is withdrawn."""

    number: int
    at: float


@dataclass(frozen=True, slots=True)
class QuestionProposed:
    """The examiner has its next question. A `fallback` says why another engine than the wished one made it."""

    request: int
    at: float
    text: str
    quote: str
    move: str
    dimension: str
    engine: str
    fallback: str
    validity: Validity = "open"
    rung: int = 0
    let_go: str = ""
    """What ended the ladder before this question."""
    slide: int | None = None


@dataclass(frozen=True, slots=True)
class HelpAsked:
    """The candidate asked for the last line again, in other words, or for a hint; disputed or skipped it.

    A disputed quote is struck and a skipped question dropped: neither is ever held against the candidate.
    """

    at: float
    what: Help


@dataclass(frozen=True, slots=True)
class RoundPaused:
    """The clock stands still from here."""

    at: float
    sentence: str


@dataclass(frozen=True, slots=True)
class RoundResumed:
    """The clock goes on."""

    at: float


@dataclass(frozen=True, slots=True)
class CandidateLeft:
    """No more answers will come: the recordings ran out, or the candidate ended the round."""

    at: float
    reason: CloseReason


@dataclass(frozen=True, slots=True)
class RoundClosed:
    """The round is over."""

    at: float
    reason: CloseReason


RoundEvent = (
    talk_events.TalkEvent
    | RoundOpened
    | LineSpoken
    | AnswerGiven
    | FillersHeard
    | VoiceHeard
    | ExchangeTimed
    | CandidateCutIn
    | PanelCutIn
    | PatienceOffered
    | AnswerReopened
    | QuestionProposed
    | HelpAsked
    | RoundPaused
    | RoundResumed
    | CandidateLeft
    | RoundClosed
)
