"""When each slide was on the screen, and what was said over it."""

from __future__ import annotations

import json
import math
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import pairwise
from typing import TYPE_CHECKING

from interviewer.errors import InterviewerError
from interviewer.examiner.quoting import words_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from interviewer.events import Word
    from interviewer.talk_events import SlideText

# Four words in a row that also stand on the slide in that order are read off it: names and terms run to three, and
# talks told from memory share runs of four with their slides hardly ever.
RUN = 4


@dataclass(frozen=True, slots=True)
class Showing:
    """A slide on the screen, once."""

    number: int
    start: float
    end: float


def read_slide_times(content: bytes, slides: int | None) -> tuple[float, ...]:
    """Read a JSON list of the second at which each slide appears; raises with one sentence.

    The last slides of a deck may be missing: they were not reached.
    """
    try:
        found = json.loads(content.decode("utf-8-sig"))
    except (ValueError, RecursionError) as error:
        raise InterviewerError(
            "The slide times are not JSON: give seconds, such as [0, 31.5, 80]."
        ) from error
    if not isinstance(found, list) or not found:
        raise InterviewerError(
            "The slide times must be a list of seconds, one a slide, such as [0, 31.5, 80]."
        )
    for place, value in enumerate(found, 1):
        if isinstance(value, bool) or not isinstance(value, int | float) or not _finite(value) or value < 0:
            raise InterviewerError(f"Slide time {place} is not a number of seconds from 0 on; correct it.")
    times = tuple(float(value) for value in found)
    for place, (before, after) in enumerate(pairwise(times), 2):
        if after <= before:
            raise InterviewerError(
                f"Slide time {place} ({after:g} s) is not after the one before it ({before:g} s); put them in order."
            )
    if slides is not None and len(times) > slides:
        raise InterviewerError(
            f"There are {len(times)} slide times and {slides} slides: give one time a slide at most."
        )
    return times


def showings(shown: Sequence[tuple[int, float]], end: float) -> tuple[Showing, ...]:
    """Return what was on the screen when, until the talk's end; one that came up after the end is left out."""
    moments = sorted(shown, key=lambda one: one[1])
    until = [*(at for _, at in moments[1:]), end][: len(moments)]
    found = (
        Showing(number, max(0.0, since), min(stop, end))
        for (number, since), stop in zip(moments, until, strict=True)
    )
    return tuple(one for one in found if one.end > one.start)


def read_off(slide: SlideText, said: Sequence[Word]) -> float:
    """Return the share of a slide's words that were spoken in its own order, in runs of at least four words.

    It tells reading aloud from telling: a paraphrase shares single terms with the slide, but no runs.
    """
    written = words_of(f"{slide.title}\n{slide.text}")
    spoken = [one for word in said for one in words_of(word.text)]
    if not written or not spoken:
        return 0.0
    blocks = SequenceMatcher(None, written, spoken, autojunk=False).get_matching_blocks()
    return sum(block.size for block in blocks if block.size >= RUN) / len(written)


def _finite(value: float) -> bool:
    try:
        return math.isfinite(value)
    except OverflowError:
        return False
