"""How a debrief tells of takes: what is known of each, and in what it differs from the first answer."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from interviewer.debrief.composure_words import SURE
from interviewer.debrief.wording import clock, filler_rate, seconds

if TYPE_CHECKING:
    from collections.abc import Iterator

    from interviewer.debrief.exchanges import Answer
    from interviewer.debrief.grading import Graded
    from interviewer.debrief.take_differences import Difference
    from interviewer.debrief.takes import Take, Takes

TITLE = "Side by side"
NOTE = (
    "“Clear”: chance would not make it between two answers of yours (95 %). Counts are held to Poisson, times to the "
    "spread of your calm answers in the round; where these are too few, one pair cannot tell. You knew the question by "
    "then, so a difference is not yet a skill."
)
BETTER = "the better one, you said"
MOST_QUOTES = 2
SOONER = 0.1
"""Seconds: the edges of speech are found to some 0.06 s each, so less is no difference."""
METS = {"concede": "conceded", "revise": "revised the claim", "hold": "held", "deflect": "deflected"}
_DIRECT = {"direct": "at once", "delayed": "after a detour", "never": "not directly"}
_UNITS = {"pace": "words a minute", "pause_ratio": "%", "fillers": "a minute", "hedges": "per 100 words"}
_NAMES = {"pace": "Pace", "pause_ratio": "Pauses", "fillers": "Fillers at least", "hedges": "Hedges"}
_VERDICTS = {
    "clear change": "clear",
    "no clear change": "no clear change",
    "one pair cannot tell": "one pair cannot tell",
}


def name(take: Take) -> str:
    """Name an answer."""
    return f"Take {take.take}" if take.take else "First answer"


def when(take: Take) -> str:
    """Say when a take was made and how it ended, in a few words."""
    parts = [_date(take.made)] if take.made else []
    if take.ending == "left":
        parts.append("you left it")
    elif take.ending == "cut off":
        parts.append("cut off")
    return " · ".join(parts)


def said(take: Take) -> str:
    """Return its words, or why there are none."""
    if take.answer is None:
        return "Viva went away before this was put into words; the recording is kept."
    return take.answer.text.strip() or "Nothing was put into words."


def rows(take: Take, found: Takes) -> tuple[tuple[str, str], ...]:
    """Return what is known of an answer, each with its name; what was not measured is not there."""
    return tuple((label, value) for label, value in _rows(take, found) if value)


def quotes(take: Take) -> tuple[str, ...]:
    """Return the words that carry its level, each with the side it speaks for."""
    if take.level is None:
        return ()
    return tuple(
        f"{'for' if one.says == 'for' else 'against'}: “{one.quote}”"
        for one in take.level.evidence[:MOST_QUOTES]
    )


def differs(take: Take, found: Takes) -> tuple[str, ...]:
    """Say in what a take differs from the first answer, each with what the pair can tell."""
    if found.first is None or not take.take:
        return ()
    return tuple(sentence for sentence in _differs(take, found.first, found) if sentence)


def _rows(take: Take, found: Takes) -> Iterator[tuple[str, str]]:
    answer = take.answer
    if answer is None:
        return
    if answer.typed:
        yield "Time", "typed, so nothing is measured"
    else:
        yield "Began", _onset(answer.timings.onset_delay)
    if answer.timings.words:
        lasted = f" in {clock(answer.timings.span)}" if answer.timings.span > 0 else ""
        yield "Words", f"{answer.timings.words}{lasted}"
    yield "Corrected", _corrected(answer)
    yield "Pace", _reading(take, "pace")
    yield "Pauses", _share(take)
    if not answer.typed:
        yield "Fillers", _fillers(take)
    yield "Hedges", _hedges(take)
    yield "Directness", _directness(take)
    yield "Stance", _stance(take)
    if found.dimension and take.level is not None:
        yield found.dimension, _level(take.level)


def _onset(delay: float | None) -> str:
    if delay is None:
        return ""
    return f"after {seconds(delay)}" if delay >= 0 else f"{seconds(-delay)} before the line ended"


def _corrected(answer: Answer) -> str:
    """Say how many words are not as they were heard: pace and all that hangs on words is of the corrected ones."""
    if answer.correction is None:
        return ""
    count = answer.correction.words
    much = ", more than a fifth" if answer.correction.much else ""
    return f"{count} {'word' if count == 1 else 'words'}{much}"


def _value(take: Take, measure: str) -> float | None:
    return next((one.value for one in take.readings if one.measure == measure), None)


def _reading(take: Take, measure: str) -> str:
    value = _value(take, measure)
    return "" if value is None else f"{value:.0f} {_UNITS[measure]}"


def _share(take: Take) -> str:
    value = _value(take, "pause_ratio")
    return "" if value is None else f"{value:.0f} % of the time"


def _fillers(take: Take) -> str:
    counted = take.answer.fillers if take.answer else None
    if counted is None:
        return "not counted"
    rate, between = filler_rate(counted)
    return f"at least {counted.at_least}" + (f", {rate} ({between})" if between else "")


def _hedges(take: Take) -> str:
    one = next((one for one in take.readings if one.measure == "hedges"), None)
    if one is None or one.low is None or one.high is None:
        return ""
    return f"{one.count}, {one.value:.1f} per 100 words (95 % interval {one.low:.1f} to {one.high:.1f})"


def _directness(take: Take) -> str:
    if take.directness is None:
        return ""
    if take.directness.certainty < SURE:
        return "the words do not tell"
    return f"{_DIRECT[take.directness.judged]} (certainty {take.directness.certainty:.0%})"


def _stance(take: Take) -> str:
    if take.met is None:
        return ""
    if take.met == "unsure":
        return "the words do not tell"
    worth = {True: ", rightly", False: ", wrongly", None: ""}[take.well_met]
    return f"{METS[take.met]}{worth} (certainty {take.certainty:.0%})"


def _level(level: Graded) -> str:
    if level.level is None:
        return "not shown" if level.shown == "not shown" else level.shown
    between = f" ({level.low} to {level.high})" if level.low != level.high else ""
    return f"level {level.level}{between}"


def _differs(take: Take, first: Take, found: Takes) -> Iterator[str]:
    if take.answer is None or first.answer is None:
        return
    for one in take.differences:
        yield _delay(one) if one.measure == "onset" else _measure(one)
    words, were = take.answer.timings.words, first.answer.timings.words
    if words and were and words != were:
        yield f"{words} words, not {were}."
    if not take.alike:
        yield "Another speech model heard this take: pace, fillers and hedges are not compared."
    yield _stances(take, first)
    yield _levels(take, first, found.dimension)


def _delay(one: Difference) -> str:
    sooner = one.first - one.again
    if abs(sooner) < SOONER:
        return f"Began as soon: after {seconds(one.again)}."
    how = "sooner" if sooner > 0 else "later"
    return (
        f"Began {seconds(abs(sooner))} {how}: after {seconds(one.again)}, not {seconds(one.first)} "
        f"({_VERDICTS[one.verdict]})."
    )


def _measure(one: Difference) -> str:
    digits = 1 if one.measure in ("fillers", "hedges") else 0
    now, was = f"{one.again:.{digits}f}", f"{one.first:.{digits}f}"
    both = (
        f"{now} {_UNITS[one.measure]} as before" if now == was else f"{now}, not {was} {_UNITS[one.measure]}"
    )
    return f"{_NAMES[one.measure]} {both} ({_VERDICTS[one.verdict]})."


def _stances(take: Take, first: Take) -> str:
    """Hold one stance against the other, where each is likelier than all others together."""
    if take.met is None or first.met is None or take.met == first.met or "unsure" in (take.met, first.met):
        return ""
    if min(take.certainty, first.certainty) < SURE:
        return ""
    return f"{METS[take.met].capitalize()}, where the first answer {METS[first.met]}."


def _levels(take: Take, first: Take, dimension: str) -> str:
    now, was = take.level, first.level
    if now is None or was is None or now.level is None or was.level is None:
        return ""
    if now.level == was.level:
        return f"{dimension} at {_level(now)}, as before."
    apart = _low(now) > _high(was) or _high(now) < _low(was)
    tells = "the ranges lie apart" if apart else "no clear change, as the ranges overlap"
    return f"{dimension} at {_level(now)}, not {_level(was)}: {tells}."


def _low(level: Graded) -> int:
    return level.low if level.low is not None else level.level or 0


def _high(level: Graded) -> int:
    return level.high if level.high is not None else level.level or 0


def _date(made: str) -> str:
    try:
        at = datetime.fromisoformat(made)
    except ValueError:
        return made[:40]
    return f"{at.day} {at:%B %Y, %H:%M}"
