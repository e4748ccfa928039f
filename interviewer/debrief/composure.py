"""Composure: what each challenge changed against the candidate's own calm, measure by measure, never in one number."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from interviewer.debrief.baseline import Baseline, baseline
from interviewer.debrief.intervals import Group, differences, dispersion, ratios
from interviewer.debrief.measured import Measured, measured
from interviewer.debrief.measures import COMPARED, Measure
from interviewer.debrief.recovery import Recovery, recovery
from interviewer.debrief.scales import calm_spread
from interviewer.events import AnswerGiven, AnswerReopened, LineSpoken
from interviewer.examiner.stance import judge

if TYPE_CHECKING:
    from collections.abc import Sequence

    from interviewer.debrief.intervals import Compared, Interval
    from interviewer.events import RoundEvent

Verdict = Literal["clear change", "no clear change"]
# What asks to hear the line again is no answer to it.
_AGAIN = ("repeat", "rephrase", "clarification")
FEWEST = 3


@dataclass(frozen=True, slots=True)
class Change:
    """One measure under challenge, against the calm.

    `change`, `low` and `high` are times (1 is no change) where the measure's scale is a ratio or a rate, and a
    difference in its unit (0 is no change) otherwise. An end that is None is unbounded.
    """

    measure: str
    calm: float
    """The typical calm value, in the measure's unit: a geometric mean of delays, a mean, or a pooled rate."""
    under: float
    change: float
    low: float | None
    """With `high` the 95 % interval for all challenges of the round at once; the verdict hangs on it."""
    high: float | None
    low_alone: float | None
    """With `high_alone` the 95 % interval of this look by itself: narrower, right only where it is the only one."""
    high_alone: float | None
    effect: float | None
    """The change in spreads of the calm (1.4826 MAD); None for counts and where the spread is not known."""
    answers: int
    calm_answers: int
    verdict: Verdict


@dataclass(frozen=True, slots=True)
class Directness:
    """How an answer met the challenge, with the trained model's certainty from 1/3 to 1."""

    words: int
    judged: Literal["direct", "delayed", "never"]
    certainty: float


@dataclass(frozen=True, slots=True)
class Shift:
    """One challenge with everything that followed from it."""

    line: int
    at: float
    answers: tuple[int, ...]
    """The answer to the challenge and those to its follow-ups."""
    changes: tuple[Change, ...]
    recovery: Recovery
    talked_over: float
    """Seconds, over all its answers."""
    directness: Directness | None


@dataclass(frozen=True, slots=True)
class Composure:
    """The round's composure; with `missing` it reads "no baseline", and why."""

    missing: str
    calm_seconds: float
    calm_answers: tuple[int, ...]
    whole: tuple[Change, ...]
    """All challenges taken together: one look a measure, and the surest one."""
    shifts: tuple[Shift, ...]
    chance: str
    """What chance alone would show, in a sentence."""


def composure(events: Sequence[RoundEvent], heard: Sequence[RoundEvent] = ()) -> Composure:
    """Measure a round; `heard` are its events before the answers were corrected."""
    as_heard = {answer.number: answer.words for answer in _answers(heard)}
    every = {answer.number: answer for answer in _answers(events)}
    taken = [measured(answer, events, as_heard.get(number)) for number, answer in every.items()]
    spoken = [found for found in taken if found is not None]
    calm = baseline(spoken, events)
    groups = _challenges(events, spoken)
    looks: list[dict[str, Change]] = [{} for _ in groups]
    whole: list[Change] = []
    if not calm.missing:
        for measure in COMPARED:
            for look, change in zip(looks, compared(measure, calm, list(groups.values())), strict=True):
                if change is not None:
                    look[measure.id] = change
            together = compared(measure, calm, [[one for group in groups.values() for one in group]])
            whole += [change for change in together if change is not None]
    shifts = tuple(
        _shift(line, group, look, calm, every[group[0].number])
        for (line, group), look in zip(groups.items(), looks, strict=True)
    )
    numbers = tuple(one.number for one in calm.turns)
    return Composure(calm.missing, calm.speaking, numbers, tuple(whole), shifts, _chance(whole, shifts))


def compared(measure: Measure, calm: Baseline, groups: Sequence[Sequence[Measured]]) -> list[Change | None]:
    """Compare each group of answers with the calm; nothing for a group that lacks the measure."""
    found: list[Change | None] = [None] * len(groups)
    with_it = [at for at, group in enumerate(groups) if any(one.reading(measure.id) for one in group)]
    chosen = [groups[at] for at in with_it]
    if chosen:
        make = _rates if measure.scale == "rate" else _levels
        for at, change in zip(with_it, make(measure, calm, chosen), strict=True):
            found[at] = change
    return found


def _levels(measure: Measure, calm: Baseline, groups: Sequence[Sequence[Measured]]) -> list[Change | None]:
    was = _group(measure, calm.turns)
    now = [_group(measure, group) for group in groups]
    results = differences(was, now) if len(was.values) >= FEWEST else None
    if results is None:
        return [None] * len(groups)
    told = math.exp if measure.scale == "ratio" else float
    spread = calm_spread(measure, calm.turns)
    typical = was.mean()
    return [
        _change(
            measure,
            (told(typical), told(typical + one.alone.value)),
            one,
            one.alone.value / spread if spread else None,
            (len(group.values), len(was.values)),
        )
        for one, group in zip(results, now, strict=True)
    ]


def _rates(measure: Measure, calm: Baseline, groups: Sequence[Sequence[Measured]]) -> list[Change | None]:
    turns = [_counts(measure, calm.turns), *(_counts(measure, group) for group in groups)]
    if len(turns[0]) < FEWEST:
        return [None] * len(groups)
    sums = [(sum(count for count, _ in group), sum(exposure for _, exposure in group)) for group in turns]
    results = ratios(sums[0], sums[1:], dispersion(turns))
    (count, exposure), *others = sums
    return [
        _change(measure, (count / exposure, other[0] / other[1]), one, None, (len(group), len(turns[0])))
        for one, other, group in zip(results, others, turns[1:], strict=True)
    ]


def _change(
    measure: Measure,
    values: tuple[float, float],
    found: Compared,
    effect: float | None,
    answers: tuple[int, int],
) -> Change:
    def told(value: float) -> float | None:
        if measure.scale == "difference":
            return value
        return math.exp(value) if value < 50.0 else None

    def ends(interval: Interval) -> tuple[float | None, float | None]:
        return told(interval.low), told(interval.high)

    change = told(found.alone.value)
    assert change is not None
    verdict: Verdict = "no clear change" if found.together.spans_zero else "clear change"
    return Change(
        measure.id, *values, change, *ends(found.together), *ends(found.alone), effect, *answers, verdict
    )


def _group(measure: Measure, answers: Sequence[Measured]) -> Group:
    readings = [reading for one in answers if (reading := one.reading(measure.id)) is not None]
    values = [math.log(one.value) if measure.scale == "ratio" else one.value for one in readings]
    once = measure.id in ("onset", "content")
    return Group(tuple(values), () if once else tuple(one.amount for one in readings))


def _counts(measure: Measure, answers: Sequence[Measured]) -> list[tuple[int, float]]:
    readings = [reading for one in answers if (reading := one.reading(measure.id)) is not None]
    return [(one.count, one.exposure) for one in readings if one.count is not None and one.exposure > 0]


def _shift(
    line: LineSpoken, group: Sequence[Measured], look: dict[str, Change], calm: Baseline, first: AnswerGiven
) -> Shift:
    over = [reading.value for one in group if (reading := one.reading("talk_over")) is not None]
    return Shift(
        line.number,
        line.start,
        tuple(one.number for one in group),
        tuple(look.values()),
        recovery(group[0].sounding, calm),
        math.fsum(over),
        _directness(line, first),
    )


def _directness(line: LineSpoken, answer: AnswerGiven) -> Directness | None:
    if not answer.text.split():
        return None
    found = judge(line.text, answer.text)
    return Directness(len(answer.text.split()), found.directness, found.directness_certainty)


def _answers(events: Sequence[RoundEvent]) -> list[AnswerGiven]:
    """Return every answer once, as it stood in the end, without those that only asked for the line again."""
    last: dict[int, AnswerGiven] = {}
    asked_again: set[int] = set()
    latest = 0
    for event in events:
        match event:
            case AnswerGiven():
                last[event.number] = event
                latest = event.number
                asked_again.discard(latest)
            case AnswerReopened():
                last.pop(event.number, None)
            case LineSpoken(kind=kind) if kind in _AGAIN and event.start >= _ended(last.get(latest)):
                asked_again.add(latest)
            case LineSpoken():
                latest = 0
    return [answer for number, answer in last.items() if number not in asked_again]


def _ended(answer: AnswerGiven | None) -> float:
    return answer.ended if answer is not None else math.inf


def _challenges(events: Sequence[RoundEvent], spoken: Sequence[Measured]) -> dict[LineSpoken, list[Measured]]:
    """Return the answers to each challenge and to its follow-ups, challenges without an answer left out."""
    found: dict[LineSpoken, list[Measured]] = {}
    lines = sorted({e.number: e for e in events if isinstance(e, LineSpoken)}.values(), key=lambda e: e.start)
    open_: LineSpoken | None = None
    for line in lines:
        if line.kind == "challenge":
            open_ = line
        elif line.kind in ("question", "warm_up", "neutral", "bridge", "invitation", "closing"):
            open_ = None
        elif line.kind not in ("follow_up", "anchor"):
            continue
        if open_ is not None:
            found.setdefault(open_, []).extend(one for one in spoken if one.after == line.number)
    return {line: answers for line, answers in found.items() if answers}


def _chance(whole: Sequence[Change], shifts: Sequence[Shift]) -> str:
    if not whole or not shifts:
        return ""
    measures = len({change.measure for shift in shifts for change in shift.changes})
    return (
        f"Each measure is held against the calm in {len(shifts)} "
        f"{'challenge' if len(shifts) == 1 else 'challenges'} at once: were nothing different, one round in twenty "
        f"would show a clear change in it somewhere. With {measures} measures, a single clear one may well be chance."
    )
