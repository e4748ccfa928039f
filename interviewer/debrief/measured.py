"""Measures one answer: every figure with how much speech stands behind it, on a clock that is fair to the candidate."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from interviewer.answer import line_before, timings
from interviewer.debrief.content import first_content, hedges
from interviewer.debrief.fillers import interval
from interviewer.debrief.standstill import overlap, standstills, without
from interviewer.debrief.windows import Sounding, sounding
from interviewer.events import FillersHeard, LineSpoken, VoiceHeard

if TYPE_CHECKING:
    from collections.abc import Sequence

    from interviewer.answer import Timings
    from interviewer.debrief.standstill import Interval as Stretched
    from interviewer.events import AnswerGiven, RoundEvent, VoiceWindow, Word

# A reaction faster than this was none: the answer had been begun in the head before the line ended.
FASTEST = 0.1
# Seconds of speech, or of answer, below which a rate is a matter of single words.
LEAST = 4.0
LEAST_VOICED = 1.5
WINDOW = 10.0


@dataclass(frozen=True, slots=True)
class Reading:
    """One measure of one answer."""

    measure: str
    value: float
    amount: float
    """Natural units behind it: windows of 10 s of speech, or 1 for what happens once in an answer."""
    count: int | None = None
    """Of what is counted: how many, in `exposure` minutes or hundreds of words."""
    exposure: float = 0.0
    low: float | None = None
    """With `high` the exact 95 % Poisson interval of a count's rate; None where one answer gives no interval."""
    high: float | None = None


@dataclass(frozen=True, slots=True)
class Measured:
    """Everything measured of one spoken answer."""

    number: int
    after: int
    start: float
    speaking: float
    readings: tuple[Reading, ...]
    sounding: Sounding

    def reading(self, measure: str) -> Reading | None:
        """Return one reading; nothing where it could not be taken."""
        return next((one for one in self.readings if one.measure == measure), None)


def measured(
    answer: AnswerGiven, events: Sequence[RoundEvent], heard: Sequence[Word] | None = None
) -> Measured | None:
    """Measure a spoken answer; nothing for one that was typed or has no speech.

    `heard`: its words before they were corrected; when the first of them with content began stays as it was measured.
    """
    if answer.typed or not answer.stretches:
        return None
    lines = [event for event in events if isinstance(event, LineSpoken)]
    start = min(stretch.start for stretch in answer.stretches)
    line = line_before(answer, lines)
    still = (*standstills(events), *_said_meanwhile(answer, start, lines))
    timed = without(timings(answer, line), start, still)
    sound = sounding(answer, still, _voice(answer, events))
    readings = [
        *_beginning(answer.words if heard is None else heard, line, timed, start, still),
        *_flow(timed, sound),
        *_counts(answer, timed, events),
        *_voiced(sound),
        Reading("words", float(timed.words), 1.0),
        Reading("talk_over", _talk_over(answer, lines), 1.0),
    ]
    return Measured(answer.number, answer.after, start, timed.speaking, tuple(readings), sound)


def _beginning(
    words: Sequence[Word],
    line: LineSpoken | None,
    timed: Timings,
    start: float,
    still: Sequence[Stretched],
) -> list[Reading]:
    """Measure the onset; a line that was only shown was read at a pace nobody knows."""
    if line is None or timed.onset_delay is None or timed.onset_delay < 0 or not line.audio:
        return []
    found = [Reading("onset", max(FASTEST, timed.onset_delay), 1.0)]
    first = first_content(words)
    if first is not None and first.start >= start - 0.5:
        late = max(first.start, start) - line.end
        found.append(Reading("content", max(FASTEST, late - overlap(line.end, line.end + late, still)), 1.0))
    return found


def _flow(timed: Timings, sound: Sounding) -> list[Reading]:
    if timed.speaking < LEAST:
        return []
    spans, spoken = timed.span / WINDOW, timed.speaking / WINDOW
    paused = sum(pause.length for pause in timed.pauses)
    found = [Reading("pause_ratio", 100.0 * paused / timed.span, spans)]
    if timed.words and timed.pace_wpm is not None:
        found.append(Reading("pace", timed.pace_wpm, spans))
    if sound.syllables:
        found.append(Reading("articulation", sound.syllables / timed.speaking, spoken))
    return found


def _counts(answer: AnswerGiven, timed: Timings, events: Sequence[RoundEvent]) -> list[Reading]:
    heard = next(
        (
            event
            for event in reversed(events)
            if isinstance(event, FillersHeard)
            and (event.number, event.ended) == (answer.number, answer.ended)
        ),
        None,
    )
    hundreds = timed.words / 100.0
    found = [_counted("long_pauses", timed.long_pauses, timed.span / 60.0)]
    if timed.words:
        found.append(_counted("hedges", hedges(answer.text), hundreds))
    if heard is not None:
        found.append(_counted("fillers", heard.at_least, timed.speaking / 60.0))
        if timed.words:
            found.append(_counted("restarts", heard.restarts, hundreds))
    return [one for one in found if one.exposure > 0]


def _counted(measure: str, count: int, exposure: float) -> Reading:
    if exposure <= 0:
        return Reading(measure, 0.0, 0.0, count, 0.0)
    low, high = interval(count)
    return Reading(measure, count / exposure, exposure, count, exposure, low / exposure, high / exposure)


def _voiced(sound: Sounding) -> list[Reading]:
    amount = sound.speech / WINDOW
    pitched = [window for window in sound.voice if window.pitch is not None]
    found = []
    if sum(window.voiced for window in pitched) >= LEAST_VOICED:
        level = sound.pitch
        spread = sound.pitch_spread
        if level is not None:
            found.append(Reading("pitch", level, amount))
        if spread:
            found.append(Reading("pitch_spread", spread, amount))
    if sound.voice:
        loud = float(np.median([window.loudness for window in sound.voice]))
        found.append(Reading("loudness", loud, amount))
    return found


def _talk_over(answer: AnswerGiven, lines: Sequence[LineSpoken]) -> float:
    heard = [(line.start, line.end) for line in lines if line.audio]
    return math.fsum(overlap(stretch.start, stretch.end, heard) for stretch in answer.stretches)


def _said_meanwhile(answer: AnswerGiven, start: float, lines: Sequence[LineSpoken]) -> list[Stretched]:
    """Return when the panel spoke inside the answer: silence meanwhile is manners, not a pause."""
    end = max(stretch.end for stretch in answer.stretches)
    return [(line.start, line.end) for line in lines if start < line.start < end]


def _voice(answer: AnswerGiven, events: Sequence[RoundEvent]) -> tuple[VoiceWindow, ...]:
    for event in reversed(events):
        if isinstance(event, VoiceHeard) and (event.number, event.ended) == (answer.number, answer.ended):
            return event.windows
    return ()
