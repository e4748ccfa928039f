"""What the debrief says about a round, in words that claim no more than was measured."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from desktop.screens.room_words import clock_words

if TYPE_CHECKING:
    from interviewer.debrief.exchanges import Answer, Exchange, Line
    from interviewer.debrief.report import Report
    from interviewer.debrief.totals import Spread

EMBEDDED = "embedded"
NOTHING = "–"

_KINDS = {
    "opening": "opening",
    "question": "question",
    "challenge": "challenge",
    "follow_up": "follow-up",
    "bridge": "bridge",
    "repeat": "again, as asked",
    "rephrase": "in other words, as asked",
    "hint": "hint, as asked",
    "closing": "closing",
}
_ENDED = {
    "finished": "",
    "time": "the time was up",
    "ended": "you ended it",
    "files": "the recordings ran out",
    "crashed": "it was cut off",
}


@dataclass(frozen=True, slots=True)
class Figure:
    """One of the totals: its name, its value and what must be known to read it."""

    name: str
    value: str
    note: str


def when(created: str) -> str:
    """Write a session's date as people do; what is no date stays as it is."""
    try:
        at = datetime.fromisoformat(created)
    except ValueError:
        return created
    return f"{at.day} {at:%B %Y, %H:%M}"


def headline(report: Report) -> str:
    """Say in one line when it was, how long it took, and who asked."""
    minutes = round(report.duration.whole / 60)
    length = "under a minute" if minutes == 0 else _count(minutes, "minute")
    parts = [when(report.created), report.kind.capitalize(), length, f"{report.pressure} panel"]
    if report.duration.paused >= 1:
        parts[2] += f" ({clock_words(report.duration.paused)} of it paused)"
    if ended := _ENDED.get(report.duration.ended, ""):
        parts.append(ended)
    return " · ".join(part for part in parts if part.strip() and part != " panel")


def examiner(engine: str) -> str:
    """Name an engine as the candidate knows it."""
    return "Viva's own panel" if engine == EMBEDDED else engine


def asked_by(report: Report) -> str:
    """Say which engine really asked, and how often."""
    if not report.asked_by:
        return "No challenge was asked."
    parts = [f"{examiner(engine)} ({_count(count, 'question')})" for engine, count in report.asked_by.items()]
    return "Asked by " + ", ".join(parts) + "."


def figures(report: Report) -> tuple[Figure, ...]:
    """Return the totals in the order they are read."""
    totals = report.totals
    return (
        Figure("Challenges", str(totals.questions), _quoted(report)),
        Figure("Time to first word", _middle(totals.onset, "{:.1f} s"), _range(totals.onset, "{:.1f}", "s")),
        Figure("Speaking", clock_words(totals.speaking), _answers(report)),
        Figure("Pace", _middle(totals.pace, "{:.0f}"), _range(totals.pace, "{:.0f}", "words a minute")),
        Figure("Long pauses", str(totals.long_pauses), "one second or more, inside your answers"),
    )


def _quoted(report: Report) -> str:
    lines = [exchange.line for exchange in report.exchanges if exchange.line]
    count = sum(line.verified is True for line in lines)
    return "none quoted your words" if count == 0 else f"{count} quoted your words"


def _middle(spread: Spread | None, form: str) -> str:
    return _signed(form.format(spread.median)) if spread else NOTHING


def _range(spread: Spread | None, form: str, unit: str) -> str:
    if spread is None:
        return "nothing spoken to measure"
    if spread.of == 1:
        return f"{unit}, one answer"
    return _signed(f"median; {form.format(spread.low)} to {form.format(spread.high)} {unit}")


def _signed(text: str) -> str:
    return text.replace("-", "−")


def _answers(report: Report) -> str:
    totals = report.totals
    words = f"pauses left out; {_count(totals.answers, 'answer')}"
    return words + (f", {totals.typed} typed" if totals.typed else "")


def line_title(line: Line) -> str:
    """Say when in the round it was and what kind of line."""
    return f"{clock_words(line.start)} · {_KINDS.get(line.kind, line.kind)}"


def line_flags(line: Line) -> list[str]:
    """Return what must be known about a line before it is believed."""
    flags = []
    if line.verified is False:
        flags.append("Quoted words not found in your transcript")
    if line.fallback:
        flags.append(f"Asked by {examiner(line.engine)} instead: {line.fallback}")
    if line.interrupted:
        flags.append("Cut short")
    return flags


def answer_chips(answer: Answer) -> list[str]:
    """Return the answer's timings, each with its name."""
    timings = answer.timings
    chips = []
    if timings.onset_delay is not None:
        late = timings.onset_delay
        chips.append(f"first word after {late:.1f} s" if late >= 0 else f"began {-late:.1f} s before the end")
    if timings.speaking > 0:
        chips.append(f"spoke {clock_words(timings.speaking)}")
    if timings.pauses:
        longest = max(pause.length for pause in timings.pauses)
        chips.append(f"{_count(len(timings.pauses), 'pause')}, longest {longest:.1f} s")
    if timings.pace_wpm is not None:
        chips.append(f"{timings.pace_wpm:.0f} words a minute")
    return chips


def answer_flags(answer: Answer) -> list[str]:
    """Return what was unusual about an answer."""
    flags = []
    if answer.typed:
        flags.append("Typed")
    if answer.empty:
        flags.append("No words were recognised")
    if answer.reopened:
        flags.append("Taken up again after “I'm done”")
    if answer.reason == "time":
        flags.append("Ended by the clock")
    return flags


def empty_words(exchanges: tuple[Exchange, ...]) -> str:
    """Say that there is nothing to look back on, where that is so."""
    if any(exchange.answers for exchange in exchanges):
        return ""
    return "No answer was given in this round, so there is nothing to measure. What the panel said is below."


def _count(number: int, thing: str) -> str:
    return f"{number} {thing}" + ("" if number == 1 else "s")
