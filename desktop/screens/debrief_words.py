"""What the debrief says about a round, in words that claim no more than was measured."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from interviewer.debrief import wording
from interviewer.examiner.embedded import NAME as EMBEDDED
from interviewer.question.rubric import BY_ID

if TYPE_CHECKING:
    from interviewer.debrief.exchanges import Answer, Exchange, Line
    from interviewer.debrief.report import Report


HOW_TO_READ = (
    "Click a word to hear it. Of dotted words the recogniser was unsure. Misheard? Double-click or press F2 and write "
    "what you said: everything above is worked out anew, and what was heard is kept beside it."
)


WORKING = "Working the debrief out anew with your correction…"


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
    """Say in one line when it was, how long it took and why it ended."""
    parts = [
        when(report.created),
        wording.ROUNDS.get(report.kind, report.kind),
        wording.lasted(report.duration),
    ]
    if report.pressure:
        parts.append(f"{report.pressure} panel")
    if report.focus in BY_ID:
        parts.append(f"practised: {BY_ID[report.focus].name}")
    return " · ".join(part for part in parts if part)


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
    """Return the totals in the order they are read; medians come with their range."""
    totals = report.totals
    onset, onset_range = wording.spread(totals.onset, "s", 1)
    pace, pace_range = wording.spread(totals.pace, "wpm", 0)
    rate, between = wording.filler_rate(totals.fillers)
    apart = f"pauses left out; {totals.spoken} spoken, {totals.typed} typed, {totals.empty} without words"
    quoted = f"{totals.quoted} quoted your own words"
    return (
        Figure("Challenges", str(totals.questions), quoted if totals.quoted else "none quoted your words"),
        Figure("Until you began", onset, f"median; {onset_range}" if totals.onset else onset_range),
        Figure("Speech", wording.clock(totals.speaking), apart),
        Figure("Pace", pace, f"median; {pace_range}" if totals.pace else pace_range),
        Figure("Long pauses", str(totals.long_pauses), "of a second or more, inside your answers"),
        Figure(
            "Fillers", rate, f"at least; {between}" if between and totals.fillers else between or "at least"
        ),
    )


def line_title(line: Line) -> str:
    """Say when in the round it was and what kind of line."""
    return f"{wording.clock(line.start)} · {wording.kind(line)}"


def line_flags(line: Line) -> list[str]:
    """Return what must be known about a line before it is believed."""
    flags = []
    if line.verified is False:
        flags.append(f"Unverified: “{line.quote}” is not in the transcript.")
    if line.fallback:
        flags.append(f"Asked by {examiner(line.engine)} instead: {line.fallback}")
    if line.interrupted:
        flags.append("Cut short")
    return flags


def answer_chips(answer: Answer) -> list[str]:
    """Return what is known of an answer in time, each piece a few words."""
    return [piece[:1].upper() + piece[1:] for piece in wording.measured(answer)]


def answer_flags(answer: Answer) -> list[str]:
    """Return what was unusual about an answer."""
    flags = []
    if answer.empty:
        flags.append("All words were struck" if answer.correction else "No words were recognised")
    if answer.correction is not None and answer.correction.much:
        flags.append("More than a fifth of the words corrected")
    return flags


def empty_words(exchanges: tuple[Exchange, ...]) -> str:
    """Say that there is nothing to look back on, where that is so."""
    if any(exchange.answers for exchange in exchanges):
        return ""
    return "No answer was given in this round, so there is nothing to measure."


def corrected_so_far(report: Report) -> str:
    """Say how much of a session is corrected."""
    tally = report.corrections
    if not tally.count:
        return "Everything is as it was heard."
    words, answers = _count(tally.words, "word"), _count(len(tally.answers), "answer")
    return f"{words} corrected in {answers}; the debrief is of your words."


def _count(number: int, thing: str) -> str:
    return f"{number} {thing}" + ("" if number == 1 else "s")
