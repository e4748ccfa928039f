"""How a debrief says its figures and names."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from interviewer.debrief.exchanges import Answer, Line
    from interviewer.debrief.fillers import Fillers
    from interviewer.debrief.report import Judged
    from interviewer.debrief.totals import Duration, Spread
    from interviewer.debrief.turnaround import Turnaround, Turnarounds

KINDS = {
    "opening": "Opening",
    "warm_up": "Warm-up",
    "neutral": "Calm question",
    "question": "Question",
    "clarification": "Clarified",
    "challenge": "Challenge",
    "follow_up": "Why, one layer deeper",
    "anchor": "An easier question",
    "aside": "Aside",
    "bridge": "Bridge",
    "repeat": "Said again",
    "rephrase": "In other words",
    "hint": "Hint",
    "invitation": "Your question",
    "reply": "Reply",
    "closing": "Closing",
    "interruption": "Cutting in on the talk",
}
ROUNDS = {
    "discussion": "Research discussion",
    "presentation": "Research presentation",
    "onsite": "Whole onsite",
}
ENDINGS = {
    "finished": "to its end",
    "time": "until the time was up",
    "ended": "until you ended it",
    "files": "until the recordings ran out",
    "crashed": "until it was cut off",
    "": "until it was cut off",
}
NOT_YOURS = "This is the program's own time: none of it counts against you."
_DECIDED = {"done": "until your key", "time": "until the time was up"}
_WORD = re.compile(r"[^\W_]+(?:[.,'’][^\W_]+)*")


def clock(seconds: float) -> str:
    """Minutes and seconds of the round."""
    whole = max(0, round(seconds))
    hours, rest = divmod(whole, 3600)
    minutes, left = divmod(rest, 60)
    return f"{hours}:{minutes:02d}:{left:02d}" if hours else f"{minutes}:{left:02d}"


def kind(line: Line) -> str:
    """What sort of line it is."""
    return KINDS.get(line.kind, line.kind)


def lasted(duration: Duration) -> str:
    """How long the round took and why it ended."""
    ended = ENDINGS.get(duration.ended, duration.ended)
    paused = f", {clock(duration.paused)} of it paused" if duration.paused >= 1 else ""
    return f"{clock(duration.whole)}, {ended}{paused}"


def seconds(value: float) -> str:
    """Seconds to a tenth, with a real minus."""
    return f"{value:.1f} s".replace("-", "−")


def spread(found: Spread | None, unit: str, digits: int) -> tuple[str, str]:
    """A median and, beneath it, its range."""
    if found is None:
        return "—", "nothing to measure"
    middle, low, high = (
        f"{value:.{digits}f}".replace("-", "−") for value in (found.median, found.low, found.high)
    )
    return f"{middle} {unit}", f"from {low} to {high}, {found.of} {'answer' if found.of == 1 else 'answers'}"


def filled(found: Fillers) -> list[str]:
    """How many fillers and restarts were heard, and how little that may mean."""
    rate, between = filler_rate(found)
    pieces = [f"at least {_count(found.at_least, 'filler')}" + (f", {rate} ({between})" if between else "")]
    if found.restarts:
        pieces.append(f"about {_count(found.restarts, 'restart')}")
    return pieces


def filler_rate(found: Fillers | None) -> tuple[str, str]:
    """Fillers a minute, at least, and the interval that chance alone allows."""
    if found is None:
        return "—", "not counted"
    if found.a_minute is None:
        return str(found.at_least), ""
    rate, low, high = found.a_minute
    return f"{rate:.1f} a minute", f"95 % interval {low:.1f} to {high:.1f}"


def measured(answer: Answer) -> list[str]:
    """What is known of an answer in time, each piece a few words."""
    if answer.typed:
        return ["typed, so nothing is measured"]
    found = answer.timings
    pieces = []
    if found.onset_delay is not None:
        late = found.onset_delay >= 0
        pieces.append(
            f"began after {seconds(found.onset_delay)}"
            if late
            else f"began {seconds(-found.onset_delay)} before the line ended"
        )
    if found.span > 0:
        pieces.append(f"spoke for {clock(found.span)}")
    if found.pace_wpm is not None:
        pieces.append(f"{found.pace_wpm:.0f} words a minute")
    if found.long_pauses:
        longest = max(pause.length for pause in found.pauses)
        noun = "long pause" if found.long_pauses == 1 else "long pauses"
        pieces.append(f"{found.long_pauses} {noun}, the longest {seconds(longest)}")
    if answer.fillers is not None:
        pieces += filled(answer.fillers)
    if answer.reopened:
        pieces.append("“I'm done” taken back")
    if answer.reason == "time":
        pieces.append("ended by the clock")
    return pieces or ["nothing was heard"]


def answered(answer: Answer) -> str:
    """How long the panel took to answer, and on what; nothing where that was not timed."""
    if answer.turnaround is None:
        return ""
    whole, (deciding, wording, finding, voicing) = _tenths(answer.turnaround)
    advance = ", found in advance" if answer.turnaround.foreseen else ""
    return (
        f"The panel answered {whole} after you stopped: {deciding} {_decided(answer)}, {wording} for the words, "
        f"{finding} for the question{advance}, {voicing} until it sounded."
    )


def answered_briefly(answer: Answer) -> str:
    """Say the same on one line of a card."""
    if answer.turnaround is None:
        return ""
    whole, (deciding, wording, finding, voicing) = _tenths(answer.turnaround)
    advance = " in advance" if answer.turnaround.foreseen else ""
    return (
        f"The panel answered {whole} after you stopped: {deciding} {_decided(answer)}, "
        f"words {wording}, question{advance} {finding}, voice {voicing}"
    )


def _decided(answer: Answer) -> str:
    return _DECIDED.get(answer.reason, "to be sure you were done")


def panel_pace(found: Turnarounds | None) -> str:
    """How soon the panel answered in this round, and that it is nobody's fault; nothing where not timed."""
    if found is None:
        return ""
    if found.of == 1:
        return f"The panel answered {seconds(found.median)} after you stopped, timed once. {NOT_YOURS}"
    most = (
        f"95 % within {seconds(found.most)}"
        if found.most_is == "p95"
        else f"the longest {seconds(found.most)}"
    )
    return f"The panel answered {seconds(found.median)} after you stopped, median of {found.of} ({most}). {NOT_YOURS}"


def _tenths(found: Turnaround) -> tuple[str, list[str]]:
    """Cut the whole at tenths, so that the stages add up to what is shown of it."""
    at, ends = 0.0, [0]
    for stage in (found.deciding, found.wording, found.finding, found.voicing):
        at += stage
        ends.append(round(10 * at))
    return seconds(ends[-1] / 10), [seconds((end - start) / 10) for start, end in pairwise(ends)]


def _count(number: int, thing: str) -> str:
    return f"{number} {thing}" + ("" if number == 1 else "s")


def find(quote: str, text: str) -> tuple[int, int] | None:
    """Where the words of a quote stand in a text, whatever the case and marks between them."""
    sought = [match[0].casefold().replace("’", "'") for match in _WORD.finditer(quote)]
    found = list(_WORD.finditer(text))
    words = [match[0].casefold().replace("’", "'") for match in found]
    for at in range(len(words) - len(sought) + 1) if sought else ():
        if words[at : at + len(sought)] == sought:
            return found[at].start(), found[at + len(sought) - 1].end()
    return None


_SHOWN = {
    "poorly heard": "poorly heard: the recogniser hardly understood these answers",
    "unstable": "unstable: the passes disagreed by two levels or more",
}
MOST_QUOTES = 2
"""Of a dimension; the rest is in report.json."""


def level(one: Judged) -> str:
    """Say what was judged of a dimension."""
    if one.level is None:
        return _SHOWN.get(one.shown, one.shown)
    between = f" ({one.low} to {one.high})" if one.low != one.high and one.low is not None else ""
    return f"level {one.level}{between}"


def anchor(one: Judged) -> str:
    """Say what that level looks like."""
    return one.anchors[one.level - 1] if one.level is not None and len(one.anchors) >= one.level else ""


def quoted(one: Judged) -> tuple[str, ...]:
    """Return the words a level rests on, each with its time and whether it speaks for or against."""
    return tuple(
        f"{clock(each.start)} {'for' if each.says == 'for' else 'against'}: “{each.quote}”"
        for each in one.evidence[:MOST_QUOTES]
    )
