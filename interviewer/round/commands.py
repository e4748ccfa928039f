"""What the round wants done; each is carried out elsewhere and its result comes back as an event."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from interviewer.events import CloseReason, LineKind, Validity
    from interviewer.examiner.examiner import Brief


@dataclass(frozen=True, slots=True)
class Say:
    """Speak a line; LineSpoken answers it. Two in one batch are spoken in order."""

    number: int
    speaker: str
    kind: LineKind
    text: str
    quote: str
    about: int | None
    """The answer it is about."""
    move: str
    engine: str
    """Which examiner made it; empty for what the round itself says."""
    dimension: str = ""
    validity: Validity = "open"
    rung: int = 0
    let_go: str = ""
    """What ended the ladder of whys before it."""
    slide: int | None = None
    """The slide that the quote stands on; None where it was said."""


@dataclass(frozen=True, slots=True)
class Listen:
    """Take this answer, or take it up again; AnswerGiven answers it. A line still sounding is hushed."""

    number: int
    after: int
    """The line it answers."""


@dataclass(frozen=True, slots=True)
class Finish:
    """End this answer now, as if the candidate were done; AnswerGiven answers it."""

    number: int


@dataclass(frozen=True, slots=True)
class Examine:
    """Ask the examiner; QuestionProposed answers it."""

    brief: Brief


@dataclass(frozen=True, slots=True)
class Withdraw:
    """The question of this request is no longer wanted, and a reply to it will be dropped."""

    request: int


@dataclass(frozen=True, slots=True)
class Close:
    """The round is over: hush what sounds, keep what was heard; RoundClosed answers it."""

    reason: CloseReason


Command = Say | Listen | Finish | Examine | Withdraw | Close
