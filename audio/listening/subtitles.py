"""Cuts recognised words into subtitles and writes them as SRT or WebVTT."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from audio.events import Word

# Two lines of 42 characters and at most 7 s on screen: the usual rule of subtitling (BBC and Netflix style guides).
MAX_CHARACTERS = 84
LINE_CHARACTERS = 42
MAX_SECONDS = 7.0
# A pause that parts two cues: longer than the pauses inside a clause (0.25 to 0.5 s).
PAUSE = 0.8


@dataclass(frozen=True, slots=True)
class Cue:
    """One subtitle."""

    start: float
    end: float
    text: str


def cues(words: Iterable[Word]) -> list[Cue]:
    """Cut words into cues at sentence ends, pauses and the limits of what fits on a screen."""
    found: list[Cue] = []
    held: list[Word] = []
    for word in words:
        if held and _full(held, word):
            found.append(_cue(held))
            held = []
        held.append(word)
    if held:
        found.append(_cue(held))
    return found


def _full(held: Sequence[Word], following: Word) -> bool:
    text = " ".join(word.text.strip() for word in held)
    return (
        len(text) + 1 + len(following.text.strip()) > MAX_CHARACTERS
        or following.end - held[0].start > MAX_SECONDS
        or following.start - held[-1].end > PAUSE
        or (text.endswith((".", "?", "!")) and len(text) > LINE_CHARACTERS)
    )


def _cue(held: Sequence[Word]) -> Cue:
    text = " ".join(word.text.strip() for word in held)
    if len(text) > LINE_CHARACTERS:
        middle = len(text) // 2
        spaces = [i for i, letter in enumerate(text) if letter == " "]
        if spaces:
            cut = min(spaces, key=lambda i: abs(i - middle))
            text = f"{text[:cut]}\n{text[cut + 1 :]}"
    return Cue(held[0].start, max(held[-1].end, held[0].start + 0.001), text)


def srt(found: Sequence[Cue]) -> str:
    """Write SubRip: numbered cues, a comma before the milliseconds."""
    blocks = (
        f"{number}\n{_stamp(cue.start, ',')} --> {_stamp(cue.end, ',')}\n{cue.text}\n"
        for number, cue in enumerate(found, 1)
    )
    return "\n".join(blocks)


def vtt(found: Sequence[Cue]) -> str:
    """Write WebVTT; what looks like markup in speech is escaped, as the format asks."""
    blocks = (f"{_stamp(cue.start, '.')} --> {_stamp(cue.end, '.')}\n{_escaped(cue.text)}\n" for cue in found)
    return "WEBVTT\n\n" + "\n".join(blocks)


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def _stamp(seconds: float, mark: str) -> str:
    total = round(max(0.0, seconds) * 1000)
    return f"{total // 3_600_000:02d}:{total // 60_000 % 60:02d}:{total // 1000 % 60:02d}{mark}{total % 1000:03d}"
