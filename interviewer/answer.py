"""What an answer was like in time: how soon, how fast, with which pauses; measured, never judged."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from interviewer.events import AnswerGiven, LineSpoken, Stretch

# The usual floor in fluency research (De Jong & Bosker 2013): a shorter gap is mostly a consonant's closure.
PAUSE = 0.25
# Our convention for a pause a listener notices: four times the floor.
LONG_PAUSE = 1.0


@dataclass(frozen=True, slots=True)
class Pause:
    """Silence between two stretches of speech, in seconds on the session's clock."""

    start: float
    end: float

    @property
    def length(self) -> float:
        """Seconds from the last voiced sample before it to the first after it."""
        return self.end - self.start


@dataclass(frozen=True, slots=True)
class Timings:
    """The timings of one answer; None where they cannot be known."""

    onset_delay: float | None
    """Seconds from the last sample of the line to the first voiced sample of the answer.

    Negative when the candidate talked over the line. Blind to a breath, a cough taken for speech, and to
    what a headset adds between the sample played and the ear. None for a typed or silent answer.
    """
    speaking: float
    """Seconds of speech, pauses left out. A voiced "um" counts as speech."""
    span: float
    """Seconds from the first to the last voiced sample. 0 for a typed or silent answer."""
    pauses: tuple[Pause, ...]
    """Silences of at least 0.25 s inside the answer. A pause filled with "um" is not among them."""
    long_pauses: int
    """How many of the pauses lasted at least 1 s."""
    pace_wpm: float | None
    """Words a minute over the span, pauses included. Blind to long words; coarse below some ten words.

    None for a typed or silent answer, and where nothing was put into words.
    """
    words: int
    """Words of the transcript. Blind to what the recogniser left out, fillers above all."""


def timings(answer: AnswerGiven, line: LineSpoken | None) -> Timings:
    """Measure an answer against the line that was heard last before it."""
    words = len(answer.words) or len(answer.text.split())
    stretches = () if answer.typed else tuple(sorted(answer.stretches, key=lambda stretch: stretch.start))
    if not stretches:
        return Timings(None, 0.0, 0.0, (), 0, None, words)
    first, last = stretches[0].start, max(stretch.end for stretch in stretches)
    pauses = _pauses(stretches)
    span = last - first
    return Timings(
        onset_delay=None if line is None else first - line.end,
        speaking=max(0.0, span - sum(gap.length for gap in _gaps(stretches))),
        span=span,
        pauses=pauses,
        long_pauses=sum(pause.length >= LONG_PAUSE for pause in pauses),
        pace_wpm=60.0 * words / span if words and span > 0 else None,
        words=words,
    )


def line_before(answer: AnswerGiven, lines: Sequence[LineSpoken]) -> LineSpoken | None:
    """Return the line an answer's onset is counted from: the last one that had begun when the answer did.

    A line repeated on request before the answer began counts; one that came in the middle of it does not.
    """
    began = min((stretch.start for stretch in answer.stretches), default=answer.ended)
    heard = [line for line in lines if line.start <= began]
    return max(heard, key=lambda line: line.start, default=None)


def _gaps(stretches: Sequence[Stretch]) -> tuple[Pause, ...]:
    reached = stretches[0].end
    gaps = []
    for before, after in pairwise(stretches):
        reached = max(reached, before.end)
        if after.start > reached:
            gaps.append(Pause(reached, after.start))
    return tuple(gaps)


def _pauses(stretches: Sequence[Stretch]) -> tuple[Pause, ...]:
    return tuple(gap for gap in _gaps(stretches) if gap.length >= PAUSE)
