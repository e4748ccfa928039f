"""When the panel comes in on a talk, and with which words: given, chosen by the seed, or at words that look weak."""

from __future__ import annotations

import math
import random
from dataclasses import dataclass
from typing import TYPE_CHECKING

from interviewer.errors import InterviewerError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from interviewer.events import Word
    from interviewer.examiner.signals import Signals
    from interviewer.talk_events import Cause

MOST = 12
"""Interruptions of one talk: more would be no talk."""
# The beginning and the end of a talk belong to the speaker, and two interruptions lie apart.
FIRST, LAST, APART = 0.12, 0.92, 0.12
# A stretch that looks as weak as this is worth an interruption.
WEAK = 0.75

_WORDS = (
    "Before you go on: why that choice, and not the obvious one?",
    "One moment: how do you know that?",
    "Stop there for a second: what is that compared against?",
    "Before the next slide: what would change if that were wrong?",
    "Sorry to come in: which part of this did you do yourself?",
    "Hold on: how many seeds stand behind that?",
    "Before you go on: why that baseline?",
    "Let me come in here: what does that cost?",
)


@dataclass(frozen=True, slots=True)
class ComesIn:
    """One interruption to come, in seconds of the talk."""

    at: float
    text: str
    cause: Cause


def read_seconds(text: str) -> tuple[float, ...]:
    """Read “95,240”: raises with one sentence where that is no list of seconds in order."""
    try:
        found = tuple(float(part) for part in text.split(",") if part.strip())
    except ValueError:
        found = ()
    if not found or not all(math.isfinite(one) and one > 0 for one in found):
        raise InterviewerError(
            "--interrupt-at takes seconds of the talk with commas between, such as 95,240."
        )
    if list(found) != sorted(set(found)):
        raise InterviewerError("--interrupt-at takes its seconds in order, each once, such as 95,240.")
    if len(found) > MOST:
        raise InterviewerError(f"--interrupt-at takes at most {MOST} seconds; leave some out.")
    return found


def given(seconds: Sequence[float], seed: int) -> tuple[ComesIn, ...]:
    """Come in at these seconds."""
    return tuple(
        ComesIn(at, words, "given") for at, words in zip(seconds, _lines(seed, len(seconds)), strict=True)
    )


def seeded(count: int, seconds: float, seed: int) -> tuple[ComesIn, ...]:
    """Come in so many times in a talk of this length, at moments that follow from the seed."""
    chance = random.Random(f"{seed}:come in")
    room = (LAST - FIRST) * seconds
    count = min(count, MOST, int(1 / APART) - 1)
    slack = room - APART * seconds * max(0, count - 1)
    if count < 1 or slack <= 0:
        return ()
    offsets = sorted(chance.uniform(0.0, slack) for _ in range(count))
    moments = [FIRST * seconds + at + index * APART * seconds for index, at in enumerate(offsets)]
    return tuple(
        ComesIn(round(at, 1), words, "seeded") for at, words in zip(moments, _lines(seed, count), strict=True)
    )


def signalled(
    words: Sequence[Word], signals: Signals, seconds: float, came_in: Sequence[float], seed: int
) -> ComesIn | None:
    """Come in now where what was said last looks weak; `words` of the talk so far, `seconds` of its whole plan."""
    if not words or len(came_in) >= MOST:
        return None
    now = words[-1].end
    if not FIRST * seconds <= now <= LAST * seconds or any(now - at < APART * seconds for at in came_in):
        return None
    recent = [word.text for word in words[-40:]]
    found = max(signals.suspect(recent, "presentation"), key=lambda one: one.score, default=None)
    if found is None or found.score < WEAK or found.stop < len(recent) - 25:
        return None
    return ComesIn(now, _lines(seed, len(came_in) + 1)[-1], "signalled")


def _lines(seed: int, count: int) -> list[str]:
    order = random.Random(f"{seed}:come in with").sample(_WORDS, len(_WORDS))
    return [order[index % len(order)] for index in range(count)]
