"""What the history says: rounds, dates that are typed, points of a trend, forecasts."""

from __future__ import annotations

import calendar
import re
from datetime import date
from typing import TYPE_CHECKING

from desktop.screens.debrief_words import when
from desktop.widgets.long_list import LongRow
from desktop.widgets.trend_view import Drawn
from interviewer.debrief import evidence_words
from interviewer.docket import missing
from interviewer.trend import LONGEST, brief, words

if TYPE_CHECKING:
    from interviewer.debrief.standing import Sensitivity
    from interviewer.docket import Score
    from interviewer.docket_file import Entry
    from interviewer.history_points import Found, Point
    from interviewer.trend_lines import Line

NO_SESSIONS = (
    "No rounds yet.\n\nWhen you have finished one, it stays here with its recording and its debrief, "
    "on this machine only, until you delete it."
)
NOTHING_FOUND = "Nothing found. Look for fewer words, or let more rounds through the filter."
NO_TRENDS = "Nothing to draw yet.\n\nA round that has ended and been graded is a point here; a filter may keep all out."
NO_FORECASTS = (
    "No forecasts yet.\n\nSay in an answer what you expect, how much of it, by when and how likely (“I expect 90 "
    "percent by the end of 2027, I'm 70 percent sure”), and it stands here until the day has come."
)
NOT_A_DATE = "This is not a date; one looks like 2026-03-04, or 2026-03 for a whole month."
TOO_FEW = (
    "Concede or hold: too few objections of known worth in these rounds to say how well you tell them apart."
)
_DATE = re.compile(r"(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?")
_OUTCOMES = {"came_true": "Came true", "did_not": "Did not", "cannot_tell": "Cannot tell", "open": "Open"}


def first_day(typed: str) -> date | None:
    """Return the first day that a typed date names; ValueError where it is none."""
    return _day(typed, last=False)


def last_day(typed: str) -> date | None:
    """Return the last day that a typed date names, as of a month or a year."""
    return _day(typed, last=True)


def _day(typed: str, *, last: bool) -> date | None:
    if not typed.strip():
        return None
    found = _DATE.fullmatch(typed.strip())
    if found is None:
        raise ValueError(NOT_A_DATE)
    year = int(found[1])
    month = int(found[2]) if found[2] else 12 if last else 1
    if not (1 <= month <= 12 and year):
        raise ValueError(NOT_A_DATE)
    day = int(found[3]) if found[3] else calendar.monthrange(year, month)[1] if last else 1
    try:
        return date(year, month, day)
    except ValueError as error:
        raise ValueError(NOT_A_DATE) from error


def row(found: Found) -> LongRow:
    """Return a round as a row."""
    held = found.held
    minutes = max(1, round(held.seconds / 60))
    parts = (
        when(held.created),
        held.kind,
        f"{held.pressure} panel" if held.pressure else "",
        _count(minutes, "minute"),
        _count(held.answers, "answer"),
        "" if held.ended else "not ended",
    )
    return LongRow(held.question or held.name, " · ".join(part for part in parts if part), found.excerpt)


def how_many(shown: int, total: int, there: int, *, searched: bool) -> str:
    """Say how many rounds are seen, of how many."""
    if searched:
        most = " (the newest; a further word narrows it)" if shown >= 200 else ""
        return f"Said in {_count(shown, 'round')}{most}."
    if total == there:
        return _count(total, "round")
    return f"{total:,} of {_count(there, 'round')}"


def reading(done: int, of: int) -> str:
    """Say how far the sessions are read."""
    return f"Reading your sessions: {done:,} of {of:,}. What is read already can be looked at."


def drawn(line: Line) -> Drawn:
    """Return a line as it is painted."""
    dates = tuple(_date(point.created) for point in line.points)
    return Drawn(line, tuple(_point(line, point) for point in line.points), dates)


def trend_words(line: Line) -> str:
    """Say how a value went; a line of forty rounds says that there were more."""
    said = words(line.trend, _plural(line))
    latest = len(line.points) >= LONGEST
    return f"{said} Only the last {LONGEST} rounds are looked at." if latest else said


def trend_row(line: Line) -> str:
    """Say in one line how a value went."""
    return f"Last {_value(line, line.points[-1].value)} · {brief(line.trend)}"


def what_points_are(line: Line) -> str:
    """Say what is drawn."""
    match line.scale:
        case "level":
            return "Levels from 1 to 4, drawn before rounding; a bar is how far one moves with some words left out."
        case "times":
            return (
                "How many times the calm value of the same round; 1 is no change. A bar is the 95 % interval."
            )
        case "difference":
            return "Against the calm of the same round; 0 is no change. A bar is the 95 % interval."
        case "figure" if any(point.low is not None for point in line.points):
            return "One figure a round; a bar is its 95 % interval."
        case _:
            return "One figure a round; it has no interval of its own."


def standing(found: Sensitivity | None) -> str:
    """Say how well giving way followed the objections' being right, over all these rounds."""
    if found is None:
        return TOO_FEW
    return f"Concede or hold over these rounds: {evidence_words.d_prime(found)}"


# Forecasts


def is_due(entry: Entry, today: date) -> bool:
    """Whether a forecast waits to be settled."""
    return entry.outcome == "open" and bool(entry.due) and entry.due <= today.isoformat()


def in_order(entries: tuple[Entry, ...], today: date) -> list[Entry]:
    """Return what is due first, then what is open by its day, then what was settled last."""
    waiting = [one for one in entries if is_due(one, today)]
    ahead = [one for one in entries if one.outcome == "open" and one not in waiting]
    over = [one for one in entries if one.outcome != "open"]
    return [
        *sorted(waiting, key=lambda one: one.due),
        *sorted(ahead, key=lambda one: (not one.due, one.due, one.said_on)),
        *sorted(over, key=lambda one: one.settled_on, reverse=True),
    ]


def forecast_row(entry: Entry, today: date) -> LongRow:
    """Return a forecast as a row."""
    if entry.outcome != "open":
        state = f"{_OUTCOMES[entry.outcome]}, entered {_date(entry.settled_on)}"
    elif is_due(entry, today):
        state = f"DUE since {_date(entry.due)}"
    else:
        state = f"Open until {_date(entry.due)}" if entry.due else "Open, no date"
    likely = "" if entry.probability is None else f"{entry.probability * 100:.0f} % sure"
    parts = (state, likely, f"said {_date(entry.said_on)}")
    return LongRow(f"“{entry.quote}”", " · ".join(part for part in parts if part))


def forecast_facts(entry: Entry) -> str:
    """Say what was understood of a forecast, and kindly what is missing of it."""
    understood = [
        f"About: {entry.metric}" if entry.metric else "",
        f"threshold {entry.threshold}" if entry.threshold else "",
        f"by {_date(entry.due)}" if entry.due else "",
        "" if entry.probability is None else f"{entry.probability * 100:.0f} % sure",
    ]
    facts = "; ".join(part for part in understood if part)
    wrong = f"Wrong: {entry.disconfirmed_by}" if entry.disconfirmed_by else ""
    lacks = missing(entry)
    next_time = f"Next time, say too: {', '.join(lacks)}." if lacks and entry.outcome == "open" else ""
    return "\n".join(part for part in (f"{facts}." if facts else "", wrong, next_time) if part)


def score_words(found: Score | None, entries: tuple[Entry, ...]) -> str:
    """Say how good the settled forecasts were, and on how many that rests."""
    settled = sum(one.outcome in ("came_true", "did_not") for one in entries)
    if found is None:
        if not settled:
            return "No forecast is settled yet, so there is no score."
        return "No settled forecast named a probability, so there is no score: say how sure you are."
    between = (
        f", 95 % interval {found.low:.2f} to {found.high:.2f}"
        if found.low is not None and found.high is not None
        else ""
    )
    few = " Too few to say how good the next ones are." if not between else ""
    return (
        f"Brier score {found.brier:.2f} over {_count(found.of, 'settled forecast')}{between}: "
        f"0 is perfect, 0.25 is saying one half each time.{few}"
    )


def due_words(count: int) -> str:
    """Say how many forecasts wait, or nothing."""
    if not count:
        return ""
    return "A forecast you made is due." if count == 1 else f"{count} forecasts you made are due."


def _point(line: Line, point: Point) -> str:
    ends = [_value(line, end) for end in (point.low, point.high) if end is not None]
    between = f" ({ends[0]} to {ends[1]})" if len(ends) == 2 and ends[0] != ends[1] else ""
    unit = f" {line.unit}" if line.unit else ""
    value = f"{_value(line, point.value)} of 4" if line.scale == "level" else _value(line, point.value) + unit
    return f"{_date(point.created)}, {point.question or point.name}: {value}{between}. Return opens it."


def _value(line: Line, value: float) -> str:
    if line.scale == "level":
        return f"{value:g}"
    text = f"{value:.0f}" if abs(value) >= 100 else f"{value:.1f}" if abs(value) >= 10 else f"{value:.2f}"
    return text.replace("-", "\N{MINUS SIGN}")


def _plural(line: Line) -> str:
    return "levels" if line.scale == "level" else line.unit


def _date(text: str) -> str:
    """Write a day as people do; what is none stays as it is."""
    try:
        found = date.fromisoformat(text[:10])
    except ValueError:
        return text
    return f"{found.day} {found:%B %Y}"


def _count(number: int, thing: str) -> str:
    return f"{number:,} {thing}" + ("" if number == 1 else "s")
