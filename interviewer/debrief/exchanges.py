"""Pair what the panel said with what the candidate answered, and check every quote against the answers."""

from __future__ import annotations

import re
from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING

from interviewer.answer import Timings, line_before, timings
from interviewer.debrief.fillers import Fillers, fillers_of
from interviewer.debrief.standstill import standstills, without
from interviewer.debrief.turnaround import Turnaround, turnaround_of
from interviewer.events import AnswerGiven, AnswerReopened, LineSpoken, QuestionProposed
from interviewer.examiner.quoting import occurs
from interviewer.examiner.slide_challenge import words_on
from interviewer.talk_events import TalkPlanned

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from interviewer.correcting import Correction
    from interviewer.events import RoundEvent, Validity, Word

# A journal can be edited or come from elsewhere: only names the program itself gives become links.
_NONE: Mapping[int, Correction] = MappingProxyType({})
_SOUND = re.compile(r"^(?:audio|panel|takes)/[\w-]{1,40}$", re.ASCII)


@dataclass(frozen=True, slots=True)
class Answer:
    """One turn of the candidate."""

    number: int
    text: str
    start: float
    """First voiced sample; of a typed or silent answer, when it was opened."""
    end: float
    reason: str
    typed: bool
    empty: bool
    """Whether nothing was put into words."""
    reopened: int
    """How often an "I'm done" was taken back."""
    timings: Timings
    audio: str
    fillers: Fillers | None = None
    """None where nobody counted: typed and silent answers, and sessions of earlier versions."""
    turnaround: Turnaround | None = None
    """How long the panel then took; None where nobody waited or nothing was timed."""
    opened: float = 0.0
    """Sample 0 of its recording."""
    correction: Correction | None = None
    """What the candidate corrected in its words; None where they stand as they were heard."""
    words: tuple[Word, ...] = ()
    """Its words with their times; not in the JSON, as the journal has them."""


@dataclass(frozen=True, slots=True)
class Line:
    """One turn of the panel."""

    number: int
    speaker: str
    kind: str
    text: str
    quote: str
    verified: bool | None
    """Whether the candidate had said the quoted words by then; None where nothing is quoted."""
    about: int | None
    move: str
    dimension: str
    engine: str
    fallback: str
    """Why another engine than the wished one asked."""
    start: float
    end: float
    interrupted: bool
    audio: str
    validity: Validity = "open"
    """Whether the objection is right, planted knowingly wrong, or rests on what was never said."""
    quote_now: str | None = None
    """What the candidate made of the quoted words by correcting them; None where they stand as they were heard."""
    slide: int | None = None
    """The slide that the quote stands on; None where it was said."""


@dataclass(frozen=True, slots=True)
class Exchange:
    """A line and what was answered to it; a talk may come before any line."""

    line: Line | None
    answers: tuple[Answer, ...]


def exchanges(
    events: Sequence[RoundEvent],
    heard: Sequence[RoundEvent] = (),
    corrections: Mapping[int, Correction] = _NONE,
) -> tuple[Exchange, ...]:
    """Everything said, in the order of the lines.

    `heard`: the events before they were corrected. What the panel quoted is checked against these.
    """
    heard = heard or events
    spoken = {event.number: event for event in events if isinstance(event, LineSpoken)}
    given = [answer for answer in last_versions(events) if answer.after in spoken]
    orphans = [answer for answer in last_versions(events) if answer.after not in spoken]
    lines = list(spoken.values())
    found = [
        Exchange(None, (_answer(answer, lines, events, corrections.get(answer.number)),))
        for answer in orphans
    ]
    for line in sorted(lines, key=lambda line: line.start):
        answers = [
            _answer(answer, lines, events, corrections.get(answer.number))
            for answer in given
            if answer.after == line.number
        ]
        found.append(Exchange(_line(line, heard, corrections), tuple(answers)))
    return tuple(found)


def sound_name(name: str) -> str:
    """The name of a sound inside the session, or nothing where it is not one of ours."""
    return name if _SOUND.match(name) else ""


def is_verified(line: LineSpoken, events: Sequence[RoundEvent]) -> bool | None:
    """Whether the quote stands in the line and in an answer given before it, or on the slide it is said to be of."""
    if not line.quote:
        return None
    if line.slide is not None:
        slides = [slide for event in events if isinstance(event, TalkPlanned) for slide in event.slides]
        return occurs(line.quote, line.text) and occurs(line.quote, words_on(slides, line.slide))
    before: dict[int, str] = {}
    for event in events:
        if isinstance(event, LineSpoken) and event.number == line.number:
            break
        if isinstance(event, AnswerGiven):
            before[event.number] = event.text
    return occurs(line.quote, line.text) and any(occurs(line.quote, text) for text in before.values())


def last_versions(events: Sequence[RoundEvent]) -> list[AnswerGiven]:
    """Every answer once, as it stood in the end."""
    last: dict[int, AnswerGiven] = {}
    for event in events:
        if isinstance(event, AnswerGiven):
            last[event.number] = event
        elif isinstance(event, AnswerReopened):
            last.pop(event.number, None)
    return list(last.values())


def _answer(
    answer: AnswerGiven,
    lines: list[LineSpoken],
    events: Sequence[RoundEvent],
    correction: Correction | None,
) -> Answer:
    start = min((stretch.start for stretch in answer.stretches), default=answer.opened)
    measured = timings(answer, line_before(answer, lines))
    still = standstills(events)
    return Answer(
        number=answer.number,
        text=answer.text,
        start=start,
        end=max((stretch.end for stretch in answer.stretches), default=answer.ended),
        reason=answer.reason,
        typed=answer.typed,
        empty=not answer.text.strip(),
        reopened=sum(isinstance(one, AnswerReopened) and one.number == answer.number for one in events),
        timings=without(measured, start, still),
        audio=sound_name(answer.audio),
        fillers=None if answer.typed else fillers_of(answer, measured.speaking, events),
        turnaround=turnaround_of(answer, events, still),
        opened=answer.opened,
        correction=correction,
        words=() if answer.typed else answer.words,
    )


def _line(line: LineSpoken, events: Sequence[RoundEvent], corrections: Mapping[int, Correction]) -> Line:
    proposed = next(
        (
            event
            for event in reversed(events)
            if isinstance(event, QuestionProposed)
            and event.at <= line.end
            and event.text
            and event.text in line.text
        ),
        None,
    )
    verified = is_verified(line, events)
    return Line(
        number=line.number,
        speaker=line.speaker,
        kind=line.kind,
        text=line.text,
        quote=line.quote,
        verified=verified,
        about=line.about,
        move=line.move,
        dimension=proposed.dimension if proposed else "",
        engine=line.engine,
        fallback=proposed.fallback if proposed else "",
        start=line.start,
        end=line.end,
        interrupted=line.interrupted,
        audio=sound_name(line.audio),
        validity=line.validity,
        quote_now=_quote_now(line, corrections) if verified and line.slide is None else None,
        slide=line.slide,
    )


def _quote_now(line: LineSpoken, corrections: Mapping[int, Correction]) -> str | None:
    quoted = [one for number, one in corrections.items() if line.about in (number, None)]
    return next((now for one in quoted if (now := one.now(line.quote)) is not None), None)
