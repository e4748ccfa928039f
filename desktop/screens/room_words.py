"""What the room says and allows at one moment, decided from a view of it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from desktop.room_view import RoomView

Urgency = Literal["", "soon", "now"]

SOON, NOW = 180.0, 60.0
"""Seconds left at which the clock turns amber, then red."""

_SKIPPED = {"dr", "prof", "professor", "mr", "ms", "mrs", "mx", "dr.", "prof.", "mr.", "ms.", "mrs.", "mx."}


@dataclass(frozen=True, slots=True)
class Allowed:
    """Which of the room's actions make sense now."""

    done: bool
    undo: bool
    help: bool
    dispute: bool
    pause: bool
    type: bool
    end: bool


def allowed(view: RoomView) -> Allowed:
    """Say what the candidate may do."""
    listening = view.phase == "listening"
    return Allowed(
        done=listening,
        undo=view.can_undo,
        help=listening,
        dispute=listening and bool(view.quote),
        pause=view.phase not in ("preparing", "closed"),
        type=view.can_type,
        end=view.phase != "closed",
    )


def phase_words(view: RoomView) -> str:
    """Say in words whose move it is."""
    match view.phase:
        case "preparing":
            return "Getting ready…"
        case "speaking":
            return f"{view.speaking} is speaking" if view.speaking else "The panel is speaking"
        case "listening":
            return "Your turn"
        case "transcribing":
            return "Putting your words into text…"
        case "thinking":
            return "Getting ready…" if view.plain else "The panel is thinking…"
        case "paused":
            return "Paused: the clock stands still"
        case "closed":
            return "The take is over" if view.plain else "The round is over"


def clock_words(seconds: float) -> str:
    """Write a length of time as minutes and seconds; beyond the end it counts up with a plus."""
    sign, whole = ("+" if seconds < 0 else ""), int(abs(seconds))
    return f"{sign}{whole // 60}:{whole % 60:02}"


def urgency(remaining: float) -> Urgency:
    """Say how near the end is."""
    return "now" if remaining <= NOW else "soon" if remaining <= SOON else ""


def remaining_words(remaining: float) -> str:
    """Say how much time is left, so that colour is never the only sign."""
    return "over time" if remaining < 0 else "left"


def runs(line: str, quote: str) -> list[tuple[str, bool]]:
    """Split a line into (text, whether these are the candidate's own words)."""
    at = line.find(quote) if quote else -1
    if at < 0:
        return [(line, False)] if line else []
    parts = [(line[:at], False), (quote, True), (line[at + len(quote) :], False)]
    return [part for part in parts if part[0]]


def heard_length(view: RoomView) -> int:
    """Return how many characters of the line have been heard: all of them, unless the panel has the floor."""
    if view.phase not in ("preparing", "speaking"):
        return len(view.line)
    begins = [word.start() for word in re.finditer(r"\S+", view.line)]
    return begins[view.sounded] if view.sounded < len(begins) else len(view.line)


def initials(name: str) -> str:
    """Return one or two letters that stand for a name."""
    words = [word for word in name.split() if word.lower() not in _SKIPPED and word[0].isalnum()]
    if not words:
        return name.strip()[:1].upper() or "?"
    return (words[0][0] + (words[-1][0] if len(words) > 1 else "")).upper()


def may_leave_at_once(view: RoomView) -> bool:
    """Whether nothing can have been said yet in a take, so that leaving it loses nothing."""
    return view.plain and view.phase in ("preparing", "speaking")


def leave_sentences() -> list[str]:
    """Say what leaving a take now keeps."""
    return ["What you said so far is kept as a take you left; you can delete it in the debrief."]


def end_sentences(answers: int) -> list[str]:
    """Say what ending the round now keeps."""
    if answers == 0:
        kept = "What was recorded so far is kept."
    elif answers == 1:
        kept = "Your answer, its recording and its transcript are kept."
    else:
        kept = f"Your {answers} answers, their recordings and the transcript are kept."
    return [kept, "The debrief opens next. The round cannot be continued afterwards."]
