"""What a talk's report holds: slide by slide, section by section, interruption by interruption."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from interviewer.rehearsal.found_parts import FoundPart
    from interviewer.rehearsal.interruptions import Reply
    from interviewer.talk_events import Cause


@dataclass(frozen=True, slots=True)
class SlideReport:
    """One slide and what was said while it was shown."""

    number: int
    title: str
    start: float | None
    """When it came up first, in seconds of the talk; None where it was never shown or nobody noted when."""
    end: float | None
    """When it was gone for good."""
    seconds: float | None
    """How long it was shown in all, each time counted."""
    showings: tuple[tuple[float, float], ...]
    planned: float | None
    """Its share of the section it belongs to; None where the plan names no slides."""
    words: int
    text: str
    pace_wpm: float | None
    fillers: int | None
    """At least so many; None where nobody counted."""
    long_pauses: int
    read_off: float
    """The share of the slide's words spoken in its own order, in runs of four words and more."""
    unspoken_points: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SectionReport:
    """One section against the plan."""

    name: str
    planned: float
    start: float | None
    end: float | None
    seconds: float
    drift: float | None
    """Seconds behind the plan at its end; negative when ahead; None where it was never reached."""
    overrun: float | None
    """What it alone took beyond its time."""
    unspoken_points: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class InterruptionReport:
    """One interruption and what it did."""

    at: float
    speaker: str
    text: str
    cause: Cause
    reply: Reply | None
    recovery_seconds: float | None
    """From the end of the reply until the thread was found again; None where it never was."""
    found_at: float | None
    thread: str
    """The clause that found it."""
    cost_seconds: float | None
    """From the interruption until the thread was found."""
    point: str
    """What was dropped: of the slide or the plan, else the words that were cut off."""
    point_source: str
    point_quote: str
    """The candidate's last words before it, verbatim."""
    point_returned: bool | None
    """None where nothing was dropped."""
    point_returned_at: float | None


@dataclass(frozen=True, slots=True)
class DrillReport:
    """The contribution said again at one altitude."""

    altitude: str
    text: str
    """What was asked."""
    limit: float
    seconds: float
    """From the first to the last voiced sample of the answer."""
    answer: int
    audio: str
    survived: bool | None
    """Whether the claim was still the same one; None where the talk had no contribution to compare with."""
    share: float
    """Of the words of substance of the contribution, how many were heard again."""
    numbers_lost: tuple[str, ...]
    numbers_changed: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class TalkReport:
    """A whole talk; all times are seconds of the talk, 0 its first sample."""

    answer: int
    opened: float
    """The round's second at which it began."""
    audio: str
    seconds: float
    planned: float | None
    overrun: float | None
    """Seconds beyond the plan, negative when shorter; None without a plan."""
    sections_by: str
    """What the sections rest on: `slides`, `words` or nothing."""
    slides: tuple[SlideReport, ...] = ()
    sections: tuple[SectionReport, ...] = ()
    interruptions: tuple[InterruptionReport, ...] = ()
    skeleton: tuple[FoundPart, ...] | None = None
    """None where nobody looked for it."""
    notes: tuple[str, ...] = ()
    """What of the plan was not understood."""
    drill: tuple[DrillReport, ...] = ()
