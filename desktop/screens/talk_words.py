"""What the room says of a talk while it is given, in words that can be read at two metres."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from interviewer.debrief.wording import clock

if TYPE_CHECKING:
    from desktop.talk_floor import TalkView
    from interviewer.rehearsal.talk_clock import TimeLeft

ON_PLAN = 10.0
"""Seconds off the plan that nobody hears: a sentence. Our judgement."""
LATE = 60.0
"""Seconds behind from which it is said with emphasis: what is lost has to be cut somewhere. Our judgement."""

Haste = Literal["", "soon", "now"]


def time_words(talk: TalkView) -> str:
    """Say how long it has lasted, of how much."""
    passed = clock(talk.standing.elapsed)
    planned = talk.standing.elapsed + talk.standing.left
    return f"{passed} of {clock(planned)}" if planned > 0 else passed


def drift_words(drift: float) -> str:
    """Say how far off the plan a talk is."""
    if abs(drift) < ON_PLAN:
        return "on plan"
    return f"{clock(abs(drift))} {'behind' if drift > 0 else 'ahead'}"


def haste(talk: TalkView) -> Haste:
    """Say whether time presses: it is nearly up or far behind, or up."""
    if talk.standing.over:
        return "now"
    planned = talk.standing.elapsed + talk.standing.left
    return "soon" if (planned > 0 and talk.standing.left <= LATE) or talk.standing.drift >= LATE else ""


def warning_words(warning: TimeLeft) -> str:
    """Say that time is nearly up, or up, and what follows."""
    if warning.seconds > 0:
        left = "One minute" if warning.seconds == 60 else f"{warning.seconds:g} seconds"
        return f"{left} left of your talk."
    return (
        "Time is up: the talk ends here."
        if warning.stop
        else "Time is up: what you take beyond it is counted."
    )


def slide_words(number: int, count: int) -> str:
    """Say which slide is up."""
    return f"Slide {number} of {count}" if count else ""
