"""What the dictation screen says, and what it allows at one moment."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Sequence

    from desktop.dictations import Kept

Phase = Literal["idle", "listening", "transcribing"]

NOTHING_YET = (
    "Nothing here yet.\n\nPress Ctrl+D and speak, or drop recordings on this page. What is said becomes text on this "
    "machine: nothing leaves it, and everything stays until you delete it."
)
NO_WORDS = "No words were heard in this recording. You can still play it."
UNFINISHED = (
    "This recording was not put into words yet, because Viva was closed or its speech model was missing. "
    "Nothing of it is lost."
)
LOADING = "The speech model is loading; what you say meanwhile is kept and becomes text after."
SPEAK = "Speak. Your words appear here as they are recognised; pauses are fine, only the key ends it."
DROP = "Or drop them on this page: WAV, MP3, M4A, FLAC, Opus, also films."


@dataclass(frozen=True, slots=True)
class Live:
    """A dictation at one moment."""

    phase: Phase = "idle"
    seconds: float = 0.0
    committed: str = ""
    tentative: str = ""
    banner: str = ""


def dictate_words(phase: Phase) -> tuple[str, str]:
    """Return what the key does now, and its icon."""
    return ("Stop", "stop") if phase == "listening" else ("Dictate", "microphone")


def phase_words(live: Live) -> str:
    """Say what is going on with the microphone."""
    match live.phase:
        case "idle":
            return "Ready"
        case "listening":
            return f"Listening, {clock(live.seconds)}"
        case "transcribing":
            return "Putting the last words into text…"


def clock(seconds: float) -> str:
    """Write a time as people read it on a player."""
    whole = int(max(0.0, seconds))
    hours, minutes = whole // 3600, whole // 60 % 60
    return f"{hours}:{minutes:02}:{whole % 60:02}" if hours else f"{minutes}:{whole % 60:02}"


def about(kept: Kept) -> str:
    """Say on one line when an entry was made and how long it is."""
    parts = [f"{kept.created.day} {kept.created:%B %Y, %H:%M}", clock(kept.duration)]
    if not kept.finished:
        parts.append("not in words yet")
    elif kept.words == 0:
        parts.append("no words")
    else:
        parts.append("1 word" if kept.words == 1 else f"{kept.words:,} words")
    return " · ".join(parts)


def entry_rows(entries: Sequence[Kept]) -> list[tuple[str, str, str]]:
    """Return the list's rows: id, title and the line beneath."""
    return [(kept.id, kept.title, about(kept)) for kept in entries]


def delete_sentences(kept: Kept, *, own: bool) -> list[str]:
    """Say what deleting takes away; the recording is ours only where it was dictated."""
    if own:
        return ["The recording and its text are deleted. This cannot be taken back."]
    return [f"The text is deleted. The recording itself, {kept.audio.name}, stays where it is."]


def closing_sentences(files: int) -> list[str]:
    """Say what closing the window now leaves undone."""
    left = "One recording is" if files == 1 else f"{files} recordings are"
    return [f"{left} not in words yet: add them again next time.", "What is finished is kept."]


def file_name(kept: Kept) -> str:
    """Propose a file's name without its ending."""
    stem = kept.audio.stem
    return f"dictation-{stem[:15]}" if kept.audio.name == f"{kept.id}.wav" else stem
