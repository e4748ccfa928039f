"""What a recording of the speaker tells about its lines: none lost, repeated, clipped or unclear."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np
from listening_in import AUDIBLE, PIECE, low_passed
from virtual_card import RATE, find
from word_errors import errors, plain

from audio import sound_file

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from numpy.typing import NDArray

    from audio.listening.whisper import Recogniser
    from interviewer.events import LineSpoken

ALIKE = 0.9  # correlation below 1.5 kHz of a piece of 0.1 s that was heard as it was rendered
VOICED = 33  # of 32768: -60 dBFS
GAP = 0.45  # seconds of silence that no line has in its midst
AROUND = 1.5  # seconds by which the two clocks may disagree about where a line is


@dataclass(frozen=True, slots=True)
class Heard:
    """One line as the recording has it."""

    line: LineSpoken
    at: int
    """The sample at which it begins."""
    rendered: NDArray[np.int16]
    pieces_lost: int
    clipped: bool
    """Whether its first or last audible piece is not there."""


def heard(lines: Sequence[LineSpoken], session: Path, left: NDArray[np.int16]) -> list[Heard]:
    """Find each whole line in the recording of the speaker's side."""
    found: list[Heard] = []
    offset: float | None = None
    for line in lines:
        rendered = sound_file.read(session / f"{line.audio}.wav")
        if offset is None:
            offset = find(rendered, left) / RATE - line.start
        first = max(0, round((line.start + offset - AROUND) * RATE))
        window = left[first : first + len(rendered) + round(2 * AROUND * RATE)]
        at = first + find(rendered, window)
        offset = at / RATE - line.start
        found.append(_compared(line, rendered, left, at))
    return found


def _compared(line: LineSpoken, rendered: NDArray[np.int16], left: NDArray[np.int16], at: int) -> Heard:
    sound = left[at : at + len(rendered)]
    sound = np.pad(sound, (0, len(rendered) - len(sound)))
    alike = []
    for start in range(0, len(rendered) - PIECE // 2, PIECE):
        wanted, got = (low_passed(each[start : start + PIECE]) for each in (rendered, sound))
        if np.sqrt(np.mean(wanted**2)) > AUDIBLE:
            alike.append(float(got.std() > 0 and np.corrcoef(wanted, got)[0, 1]) > ALIKE)
    return Heard(line, at, rendered, alike.count(False), clipped=not (alike[0] and alike[-1]))


def strays(found: Sequence[Heard], left: NDArray[np.int16]) -> float:
    """Return the seconds in which something was audible outside of every line: a repetition, or what nobody asked."""
    rest = left.astype(np.int32).copy()
    for each in found:
        rest[max(0, each.at - 800) : each.at + len(each.rendered) + 800] = 0
    windows = np.abs(rest[: len(rest) // 160 * 160]).reshape(-1, 160).max(axis=1)
    return float((windows > AUDIBLE).sum()) / 100


def word_error(
    found: Sequence[Heard], left: NDArray[np.int16], recogniser: Recogniser
) -> tuple[float, float, int]:
    """Return the word error of what the speaker played, that of the same rendering heard directly, and the words."""
    played = direct = words = 0
    for each in found:
        sound = left[each.at : each.at + len(each.rendered)]
        played += _errors(each.line.text, sound, recogniser)
        direct += _errors(each.line.text, each.rendered, recogniser)
        words += len(plain(each.line.text))
    return played / words, direct / words, words


def _errors(text: str, sound: NDArray[np.int16], recogniser: Recogniser) -> int:
    samples = np.pad(sound, RATE // 2)[: 30 * RATE].astype(np.float32) / np.float32(32768)
    said = " ".join(word.text for word in recogniser.transcribe(samples))
    return int(errors(text, said).sum())


def silence_after(
    left: NDArray[np.int16], right: NDArray[np.int16], fed: int
) -> tuple[float | None, float | None]:
    """Return the seconds from the first voiced sample fed after `fed` to the speaker's last audible one before a gap,
    and from there to its next; None where it did not fall silent, or not come back.
    """
    onset = (fed + int(np.flatnonzero(np.abs(right[fed:].astype(np.int32)) > VOICED)[0])) / RATE
    windows = np.abs(left[: len(left) // 160 * 160].astype(np.int32)).reshape(-1, 160).max(axis=1)
    at = np.flatnonzero(windows > AUDIBLE) * 0.01
    at = at[at > onset - 2.0]
    for last, following in pairwise(at):
        if following > onset and following - last > GAP:
            return float(last + 0.01 - onset), float(following - last)
    ended = len(at) and len(left) / RATE - at[-1] > GAP
    return (float(at[-1] + 0.01 - onset), None) if ended else (None, None)


def overlap(left: NDArray[np.int16], begins: int, ends: int, yields: float = 0.3) -> float:
    """Return the seconds the speaker was audible while somebody spoke from one sample to another.

    What sounds in the first `yields` seconds is not counted: nobody can have fallen silent by then.
    """
    piece = left[begins + round(yields * RATE) : ends].astype(np.int32)
    windows = np.abs(piece[: len(piece) // 160 * 160]).reshape(-1, 160).max(axis=1)
    return float((windows > AUDIBLE).sum()) / 100
