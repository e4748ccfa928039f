"""Forecasts made aloud: what is to happen, how much of it, by when, how likely, and what would show it wrong.

Found by words alone: a slot that was not said stays empty, and nothing is guessed. "Probably" is no probability.
"""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from interviewer.examiner.numbers import Quantity, quantities
from interviewer.examiner.quoting import plain, tokens_of
from interviewer.examiner.signals import clauses

if TYPE_CHECKING:
    from collections.abc import Sequence

    from interviewer.debrief.said import Said, Talk

# Who says so forecasts; who only says "will" does where a date goes with it.
_OPENLY = re.compile(
    r"\b(i (?:expect|predict|forecast|bet|d bet|would bet|d guess)|my (?:bet|forecast|prediction)(?: s| is)?"
    r"|what i (?:d|would) bet|i bet)\b"
)
_AHEAD = re.compile(r"\b(will|won t|ll|going to|gonna)\b")
# What the panel will hear or would happen in another world is no forecast.
_NO_FORECAST = re.compile(r"\b(i (?:will|ll)|we (?:will|ll)|let me|would have|if we had|you (?:will|ll))\b")
_DISCONFIRM = re.compile(
    r"\b(change my mind|prove me wrong|show (?:me|us|it|that) wrong"
    r"|i (?:d be|would be|am|m|was) (?:wrong|mistaken|not right)"
    r"|i d say i was wrong|falsif\w+|disconfirm\w*|i (?:d|would) (?:drop|give|withdraw|abandon|kill)|i give up|i lost"
    r"|i take (?:it|that) back|stand corrected|i ve got that backwards|contradict me|count against)\b"
)
_LIKELY = re.compile(
    r"\b(chance|chances|sure|confident|certain|likely|likelihood|probability|odds|confidence)\b"
)
_ONE_IN = re.compile(
    r"\b(one|two|three|four|nine) (?:in|out of) (two|three|four|five|ten|twenty|hundred|\d+)\b"
)
_SMALL = {
    "one": 1,
    "two": 2,
    "three": 3,
    "four": 4,
    "five": 5,
    "nine": 9,
    "ten": 10,
    "twenty": 20,
    "hundred": 100,
}
_MONTHS = {name.lower(): number for number, name in enumerate(calendar.month_name) if name}
_DECADES = {"twenty": 20, "thirty": 30, "forty": 40}
_DIGITS = "one two three four five six seven eight nine"
_ONES = {name: number for number, name in enumerate(_DIGITS.split(), 1)}
_YEAR = r"(20\d\d|twenty (?:twenty|thirty|forty)(?: (?:one|two|three|four|five|six|seven|eight|nine))?)"
_COUNT = r"(\d+|a|one|two|three|four|five|six|seven|eight|nine|ten|twelve|eighteen|twenty four)"
_COUNTS = {"a": 1, "ten": 10, "twelve": 12, "eighteen": 18, "twenty four": 24, **_ONES}
_DAYS = {"day": 1, "week": 7}
_SEASONS = {"spring": 5, "summer": 8, "autumn": 11, "fall": 11, "winter": 2, "christmas": 12}
_END = r"(?:the )?(?:end of|close of)?(?: the)? ?"
_UNTIL = r"(?:by|before|until|in|at|for|through)"
_TERM = re.compile(
    rf"\b(?:within|in|over|inside|for) (?:the next )?{_COUNT} (day|week|month|quarter|year)s?\b"
)
_BY_MONTH = re.compile(
    rf"\b{_UNTIL} {_END}(?:next )?({'|'.join([*_MONTHS, *_SEASONS])})(?: (?:of )?(?:{_YEAR}|(next year)))?\b"
)
_BY_YEAR = re.compile(rf"\b({_UNTIL}) {_END}{_YEAR}\b")
_NEXT = re.compile(
    r"\b(?:(?:by|before|until|for) )?(?:the )?(end of the|end of this|end of next|next|this)"
    r" (year|quarter|month|week)\b"
)
# Words that are kept of what a forecast is about.
SUBJECT = 8
# So far back the "if" may lie that says what would show a forecast wrong.
REACH = 35
_SCORES = ("percent", "point")
_DATED = frozenset(("year", "month", "quarter", "week", "day"))
_JOINING = frozenset(("that", "is", "on", "s", "by", "and", "so", "the", "in"))


@dataclass(frozen=True, slots=True)
class Forecast:
    """One forecast, as it was said; what was not said is empty."""

    said: Said
    """The clauses it was made in."""
    metric: str
    """The words it is about."""
    threshold: str
    """The number with its unit."""
    when: str
    """The words that set the date."""
    due: date | None
    probability: float | None
    disconfirmed_by: str
    """The words that say what would show it wrong."""

    @property
    def missing(self) -> tuple[str, ...]:
        """What would still have to be said for it to be checked."""
        named = {
            "a threshold": self.threshold,
            "a date": self.when,
            "a probability": self.probability is not None,
            "what would show it wrong": self.disconfirmed_by,
        }
        return tuple(name for name, value in named.items() if not value)


def forecasts(talk: Talk, said_on: date) -> tuple[Forecast, ...]:
    """Return the forecasts of a round held on a day: they name a number or a date, and lie ahead."""
    found = []
    for turn in talk.turns:
        if turn.is_answer:
            tokens = tokens_of(turn.text)
            spans = clauses(tokens)
            found += [
                made
                for at in range(len(spans))
                if (made := _forecast(talk, turn.number, tokens, spans, at, said_on))
            ]
    return tuple(found)


def due(text: str, said_on: date) -> tuple[str, date | None]:
    """Return the words of a text that set a date, and the last day of it; nothing where none is set."""
    said = plain(text)
    if found := _TERM.search(said):
        count, unit = _count(found[1]), found[2]
        if unit in _DAYS:
            return found[0], said_on + timedelta(days=count * _DAYS[unit])
        return found[0], _later(said_on, count * {"month": 1, "quarter": 3, "year": 12}[unit])
    if found := _BY_MONTH.search(said):
        month = _MONTHS.get(found[1]) or _SEASONS[found[1]]
        # "Next spring", said in March, is the one of another year.
        soon = 3 if f"next {found[1]}" in found[0] else 0
        later = 1 if found[3] else month < said_on.month + soon
        year = _year(found[2]) if found[2] else said_on.year + later
        return found[0], _last(year, month)
    if found := _BY_YEAR.search(said):
        return found[0], date(_year(found[2]) - (found[1] == "before"), 12, 31)
    if found := _NEXT.search(said):
        return found[0], _named(found[1], found[2], said_on)
    return "", None


def probability(tokens: Sequence[str]) -> tuple[float | None, Quantity | None]:
    """Return the probability that some words name, and the number among them that names it."""
    said = plain(" ".join(tokens))
    if (found := _ONE_IN.search(said)) and _LIKELY.search(said):
        share = _count(found[1]) / max(1, _count(found[2]))
        return (share, None) if share <= 1 else (None, None)
    for one in quantities(tokens):
        around = plain(" ".join(tokens[max(0, one.start - 5) : one.stop + 3]))
        value = one.value / 100 if one.unit == "percent" else one.value
        bet = one.unit == "percent" and plain(" ".join(tokens[: one.start])).endswith(
            ("my bet", "i d say", "i m")
        )
        if (bet or _LIKELY.search(around)) and 0 < value <= 1 and (one.unit == "percent" or value < 1):
            return value, one
    return None, None


def _forecast(
    talk: Talk, number: int, tokens: list[str], spans: list[tuple[int, int]], at: int, said_on: date
) -> Forecast | None:
    start, stop = spans[at]
    said = _clause(tokens, spans[at])
    openly, ahead = _OPENLY.search(said), _AHEAD.search(said)
    if not (openly or ahead) or _NO_FORECAST.search(said) or tokens[stop - 1].endswith("?"):
        return None
    # How likely and by when often stands in the next breath; another forecast there keeps its own.
    follows = _clause(tokens, spans[at + 1]) if at + 1 < len(spans) else ""
    alone = not follows or any(one.search(follows) for one in (_OPENLY, _AHEAD, _DISCONFIRM))
    whole = tokens[start : stop if alone else spans[at + 1][1]]
    words, ends = due(" ".join(whole), said_on)
    likely, named = probability(whole)
    threshold = _threshold(whole, words, named)
    # A year that has passed is no forecast.
    if not (words or (openly and threshold)) or (ends is not None and ends < said_on):
        return None
    return Forecast(
        said=talk.said(" ".join(whole), number),
        metric=_metric(plain(" ".join(whole)), openly, ahead, words),
        threshold=threshold,
        when=words,
        due=ends,
        probability=likely,
        disconfirmed_by=_against(tokens, spans, at),
    )


def _metric(said: str, openly: re.Match[str] | None, ahead: re.Match[str] | None, dated: str) -> str:
    """Return the first words after "I expect", or the last ones before "will"."""
    begins, ends = said[: ahead.start()] if ahead else "", said[openly.end() :] if openly else ""
    words = (ends if openly else begins).replace(dated or "\n", " ").split()
    if not openly:
        return " ".join(words[-SUBJECT:])
    while words and words[0] in _JOINING:
        words.pop(0)
    return " ".join(words[:SUBJECT])


def _against(tokens: list[str], spans: list[tuple[int, int]], at: int) -> str:
    """Return what would show a forecast wrong, from its "if" on; nothing where the next forecast comes first."""
    for place in range(at, len(spans)):
        said = _clause(tokens, spans[place])
        if place > at and _OPENLY.search(said):
            return ""
        if _DISCONFIRM.search(said):
            first, stop = spans[place]
            back = range(stop - 1, max(spans[at][0], stop - REACH) - 1, -1)
            start = next(
                (index for index in back if plain(tokens[index]) in ("if", "under", "beyond")), first
            )
            return " ".join(tokens[min(start, first) if place == at else start : stop])
    return ""


def _threshold(tokens: Sequence[str], dated: str, likely: Quantity | None) -> str:
    """Return the number that neither sets the date nor the probability, a score before a count, and none after "if"."""
    ends = next((at for at, token in enumerate(tokens) if at and plain(token) == "if"), len(tokens))
    found = []
    for one in quantities(tokens[:ends]):
        said = [token.strip(".,;:!?") for token in tokens[one.start : one.stop]]
        bare = plain(" ".join(said[:-1] if one.unit and len(said) > 1 else said))
        years = one.value.is_integer() and 2000 <= one.value < 2100
        # "The dense one" counts nothing.
        counts = one.unit in _SCORES or plain(said[0]) != "one"
        if one != likely and not years and counts and bare not in dated and one.unit not in _DATED:
            found.append((one.unit not in _SCORES and one.value.is_integer(), one.start, " ".join(said)))
    return min(found)[2] if found else ""


def _clause(tokens: Sequence[str], span: tuple[int, int]) -> str:
    return plain(" ".join(tokens[span[0] : span[1]]))


def _count(word: str) -> int:
    return int(word) if word.isdigit() else _COUNTS.get(word, _SMALL.get(word, 1))


def _year(words: str) -> int:
    if words.isdigit():
        return int(words)
    _, *rest = words.split()
    return 2000 + sum(_DECADES.get(word, 0) + _ONES.get(word, 0) for word in rest)


def _later(day: date, months: int) -> date:
    place = day.month - 1 + months
    year, month = day.year + place // 12, place % 12 + 1
    return date(year, month, min(day.day, calendar.monthrange(year, month)[1]))


def _last(year: int, month: int) -> date:
    return date(year, month, calendar.monthrange(year, month)[1])


def _named(which: str, unit: str, day: date) -> date:
    """Return the last day of this or the next year, quarter, month or week."""
    ahead = int("next" in which)
    if unit == "week":
        return day + timedelta(days=6 - day.weekday() + 7 * ahead)
    length = {"year": 12, "quarter": 3, "month": 1}[unit]
    first = (day.month - 1) // length * length + 1
    return _last_of(_later(date(day.year, first, 1), length * (ahead + 1) - 1))


def _last_of(day: date) -> date:
    return _last(day.year, day.month)
