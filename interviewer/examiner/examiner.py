"""What the round asks of an examiner, whichever engine it runs on."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, Protocol

if TYPE_CHECKING:
    from interviewer.events import Pressure, Validity
    from interviewer.examiner.move import PartName
    from interviewer.question.question import Question
    from interviewer.talk_events import SlideText
    from interviewer.transcript import Turn


@dataclass(frozen=True, slots=True)
class Brief:
    """All that an examiner may know when it asks the next question."""

    request: int
    kind: Literal["challenge", "follow_up", "anchor"]
    """A challenge opens a new point; a follow-up asks one "why" deeper about the last challenge, an anchor
    something easier about it.
    """
    part: Literal["discussion", "presentation"]
    question: Question
    turns: tuple[Turn, ...]
    """What was said so far, oldest first; the last answer is the one to ask about.

    Answers that are not examined (the warm-up, clarifying questions, what was skipped) are left out, and words
    the candidate disputes are replaced by dots.
    """
    moves_used: tuple[str, ...]
    pressure: Pressure
    seed: int
    rung: int = 0
    """Which why to ask, from 1, when climbing."""
    let_go: str = ""
    """What ended the ladder before this challenge."""
    wanted: tuple[str, ...] = ()
    """Dimensions of the rubric this part has not asked about yet, its own first."""
    in_a_hurry: bool = False
    """Whether there is only time left for what is `wanted`."""
    covered: tuple[str, ...] = ()
    """Dimensions asked about so far."""
    disputed: tuple[str, ...] = ()
    """Quotes the candidate said they never said."""
    seconds_left: float = float("inf")
    """Of the whole round."""
    part_seconds_left: float = float("inf")
    parts_left: int = 0
    """How many parts follow this one."""
    focus: str = ""
    """The dimension that the candidate wants to practise; empty where none was chosen."""
    slides: tuple[SlideText, ...] = ()
    """The words of the talk's slides."""


@dataclass(frozen=True, slots=True)
class Proposal:
    """One question that has passed the guard."""

    text: str
    quote: str
    """Words of the candidate, verbatim, that stand in `text`; empty when nothing was worth quoting."""
    move: str
    dimension: str
    engine: str
    fallback: str = ""
    validity: Validity = "open"
    """Whether the objection is right: known only where the panel planted it or quotes two numbers that differ."""
    rung: int = 0
    """How many whys deep it asks about the challenge before it; 0 for a challenge."""
    let_go: str = ""
    """What ended the ladder of whys before this challenge."""
    slide: int | None = None
    """The slide that the quote stands on; None where it was said."""


class Examiner(Protocol):
    """Turns an answer into the next question."""

    name: str

    def prepare(self, text: str, part: PartName) -> None:
        """Read an answer as far as it has come; changes no question."""

    def propose(self, brief: Brief) -> Proposal:
        """Return one guarded question; never raises for what the candidate said or a server did."""
