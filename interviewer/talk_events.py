"""The journal's events of a timed talk: what was planned, when each slide was shown, when the panel interrupted."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Cause = Literal["given", "seeded", "signalled"]
"""Why the panel interrupts: at a second that was asked for, at one that the seed chose, or at words that look weak."""


@dataclass(frozen=True, slots=True)
class SlideText:
    """The words on one slide, a line for each bullet."""

    number: int
    title: str
    text: str
    """Without its title."""
    notes: str = ""
    """The speaker's own notes."""

    @property
    def bullets(self) -> tuple[str, ...]:
        """Its lines, without their marks."""
        return tuple(line for raw in self.text.splitlines() if (line := raw.strip(" \t-*•–—·▪◦")))


@dataclass(frozen=True, slots=True)
class PlannedSection:
    """One section of a talk's plan."""

    name: str
    seconds: float
    first_slide: int | None = None
    last_slide: int | None = None
    points: tuple[str, ...] = ()
    """What is to be said in it."""


@dataclass(frozen=True, slots=True)
class TalkPlanned:
    """What the talk is to be; the words of the slides stand here, so that what quotes them can be checked."""

    at: float
    sections: tuple[PlannedSection, ...] = ()
    slides: tuple[SlideText, ...] = ()
    strict: bool = False
    """Whether the clock goes on while a question is taken."""
    notes: tuple[str, ...] = ()
    """What of the plan was not understood, a sentence each."""
    drill: tuple[str, ...] = ()
    """What the panel asks towards the end: the contribution once more, at other altitudes."""


@dataclass(frozen=True, slots=True)
class TalkBegan:
    """The talk is the answer of this number, from here on."""

    number: int
    at: float


@dataclass(frozen=True, slots=True)
class SlideShown:
    """A slide came up; the one before it is gone."""

    number: int
    at: float


@dataclass(frozen=True, slots=True)
class TalkQuestioned:
    """The panel comes in on the talk: its question follows, and the talk goes on after it."""

    number: int
    """The talk's answer."""
    at: float
    text: str
    cause: Cause


@dataclass(frozen=True, slots=True)
class TalkInterrupted:
    """The panel came in on the talk with a question, from its first to its last sample.

    Where a recording is the talk, the question takes no time in it: both are the second at which it comes.
    """

    at: float
    end: float
    speaker: str
    text: str
    cause: Cause


TalkEvent = TalkPlanned | TalkBegan | SlideShown | TalkQuestioned | TalkInterrupted
