"""The round along its clock: who spoke when, with which pauses, and where it was cut in on or stood still."""

from __future__ import annotations

from dataclasses import dataclass
from math import ceil
from statistics import median
from typing import TYPE_CHECKING, Literal

from interviewer.answer import LONG_PAUSE
from interviewer.debrief.exchanges import last_versions
from interviewer.debrief.standstill import standstills
from interviewer.events import CandidateCutIn, PanelCutIn

if TYPE_CHECKING:
    from collections.abc import Sequence

    from interviewer.debrief.exchanges import Answer, Exchange, Line
    from interviewer.events import RoundEvent, Word

Who = Literal["panel", "candidate"]
What = Literal["challenge", "planted", "candidate_cut_in", "panel_cut_in"]

LONGEST_LABEL = 90
# Up to so many seconds a picture has one row; beyond, rows of a quarter of an hour, and no more than four.
ONE_ROW, LONGER_ROW, MOST_ROWS = 600.0, 900.0, 4
# The pace of a moment is that of the ten seconds around it, told every five: a shorter piece holds too few words.
PACE_WINDOW, PACE_STEP = 10.0, 5.0
SLOWEST, FASTEST = 40.0, 240.0
"""Words a minute at the bottom and the top of a picture: halting speech, and faster than lively (Tauroza & Allison)."""


@dataclass(frozen=True, slots=True)
class Span:
    """A turn: of the panel, or of the candidate."""

    who: Who
    number: int
    """The line's or the answer's."""
    start: float
    end: float
    seat: int
    """The speaker's place in the panel."""
    speaker: str
    kind: str
    label: str
    """How it begins, in words."""
    clip: str
    zero: float
    """The clock's time of its recording's first sample."""
    pauses: tuple[tuple[float, float], ...] = ()
    """Silences of a second and more."""
    pace: float | None = None
    """Words a minute."""
    paces: tuple[tuple[float, float], ...] = ()
    """Words a minute of the seconds around a moment; nothing where the words have no times."""


@dataclass(frozen=True, slots=True)
class Mark:
    """Something that happened at one moment."""

    at: float
    what: What


@dataclass(frozen=True, slots=True)
class Timeline:
    """A whole round, from its opening."""

    seconds: float = 0.0
    spans: tuple[Span, ...] = ()
    marks: tuple[Mark, ...] = ()
    still: tuple[tuple[float, float], ...] = ()
    """When the round stood still."""

    @property
    def pace(self) -> float | None:
        """Words a minute of the middle moment of all that was said; None where nothing was timed."""
        found = [pace for span in self.spans for _, pace in span.paces]
        return median(found) if found else None

    @property
    def row(self) -> float:
        """How many seconds one row of a picture holds."""
        if self.seconds <= ONE_ROW:
            return max(60.0, self.seconds)
        rows = min(MOST_ROWS, ceil(self.seconds / LONGER_ROW))
        return 60.0 * ceil(self.seconds / rows / 60.0)

    @property
    def rows(self) -> int:
        """How many rows that are."""
        return max(1, ceil(self.seconds / self.row))

    def speakers(self, whole: float) -> list[Who | None]:
        """Return who spoke most of each stretch of `whole` seconds."""
        found: list[Who | None] = []
        for place in range(int(self.seconds / whole) + 1):
            since, until = place * whole, (place + 1) * whole
            spoken: dict[Who, float] = {"panel": 0.0, "candidate": 0.0}
            for span in self.spans:
                spoken[span.who] += max(0.0, min(until, span.end) - max(since, span.start))
            most = max(spoken, key=lambda who: spoken[who])
            found.append(most if spoken[most] > 0 else None)
        return found


def timeline(exchanges: Sequence[Exchange], events: Sequence[RoundEvent], seconds: float) -> Timeline:
    """Lay a round out along its clock."""
    lines = [exchange.line for exchange in exchanges if exchange.line]
    seats: dict[str, int] = {}
    for line in lines:
        seats.setdefault(line.speaker, len(seats))
    spans = [_line(line, seats[line.speaker]) for line in lines]
    words = {answer.number: answer.words for answer in last_versions(events)}
    spans += [
        _answer(answer, words.get(answer.number, ()))
        for exchange in exchanges
        for answer in exchange.answers
        if not answer.typed
    ]
    marks = [
        Mark(line.start, "planted" if line.validity in ("invalid", "false_premise") else "challenge")
        for line in lines
        if line.kind == "challenge"
    ]
    marks += [Mark(event.at, "candidate_cut_in") for event in events if isinstance(event, CandidateCutIn)]
    marks += [Mark(event.at, "panel_cut_in") for event in events if isinstance(event, PanelCutIn)]
    still = tuple((since, min(until, seconds)) for since, until in standstills(events) if since < seconds)
    return Timeline(
        seconds,
        tuple(sorted((span for span in spans if span.end > span.start), key=lambda span: span.start)),
        tuple(sorted(marks, key=lambda mark: mark.at)),
        still,
    )


def _line(line: Line, seat: int) -> Span:
    label = _short(line.text)
    return Span(
        "panel",
        line.number,
        line.start,
        line.end,
        seat,
        line.speaker,
        line.kind,
        label,
        line.audio,
        line.start,
    )


def _answer(answer: Answer, words: Sequence[Word]) -> Span:
    return Span(
        "candidate",
        answer.number,
        answer.start,
        answer.end,
        -1,
        "You",
        "answer",
        _short(answer.text),
        answer.audio,
        answer.opened,
        tuple((one.start, one.end) for one in answer.timings.pauses if one.length >= LONG_PAUSE),
        answer.timings.pace_wpm,
        _paces(words, answer.start, answer.end),
    )


def _paces(words: Sequence[Word], start: float, end: float) -> tuple[tuple[float, float], ...]:
    """Return words a minute in windows that lie wholly within the answer, each at its middle."""
    middles = [(word.start + word.end) / 2 for word in words]
    found = []
    for number in range(
        int((end - start - PACE_WINDOW) / PACE_STEP) + 1 if end - start >= PACE_WINDOW else 0
    ):
        since = start + number * PACE_STEP
        count = sum(since <= middle < since + PACE_WINDOW for middle in middles)
        found.append((since + PACE_WINDOW / 2, 60.0 * count / PACE_WINDOW))
    return tuple(found) if words else ()


def _short(text: str) -> str:
    words = " ".join(text.split())
    return words if len(words) <= LONGEST_LABEL else f"{words[: LONGEST_LABEL - 1].rsplit(' ', 1)[0]}…"
