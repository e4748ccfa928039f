"""The report of a round, made from its session.json and its events alone."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from interviewer import correction_file
from interviewer.debrief import evidence as found_in
from interviewer.debrief.composure import Composure, composure
from interviewer.debrief.corrected import Tally, apply, words
from interviewer.debrief.evidence import Evidence
from interviewer.debrief.exchanges import Exchange, exchanges
from interviewer.debrief.graded_round import answers_of, dimensions_of
from interviewer.debrief.grading import ENGINE, Graded, grade
from interviewer.debrief.kept_grading import kept
from interviewer.debrief.model_grading import PASSES
from interviewer.debrief.rebase import rebased
from interviewer.debrief.takes import Basis, Takes, takes_of
from interviewer.debrief.totals import Duration, Totals, duration, totals
from interviewer.events import HelpAsked, QuestionProposed, RoundOpened
from interviewer.examiner.objections import reveal
from interviewer.rehearsal.found_parts import find_parts
from interviewer.rehearsal.talk_report import talk_report

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from interviewer.debrief.grading_quotes import Evidence as Quoted
    from interviewer.events import RoundEvent
    from interviewer.question.rubric import Dimension
    from interviewer.rehearsal.talk_parts import TalkReport
    from interviewer.store import SessionFolder

SCHEMA = 2
"""2: the texts of answers are as the candidate corrected them; `answers[].correction` has what was heard, and
`corrections` how much was changed. `takes` is what was
answered anew after the round; docs/report.md tells of each. 1: as they were heard."""
NOT_SHOWN = "not shown"
GRADED = (
    "Levels come from your words alone, by a small model that learnt from written examples; read them with their "
    "quotes. “Not shown” is no mark: nothing you said was about it."
)
BY_MODEL = (
    "Levels come from your words alone, judged by {engine} in {passes} passes; a range shows where they differ, "
    "and every quote was looked up in the transcript. “Not shown” is no mark: nothing you said was about it."
)
OUTDATED = (
    "The transcript was another one when the model graded it; have it graded again to see what that changes."
)


@dataclass(frozen=True, slots=True)
class Fallback:
    """A question that another engine than the wished one had to ask."""

    at: float
    engine: str
    reason: str
    text: str


@dataclass(frozen=True, slots=True)
class Judged:
    """One dimension of the rubric and what was judged of it."""

    id: str
    name: str
    asks: str
    scope: str
    part: str
    anchors: tuple[str, ...]
    level: int | None = None
    shown: str = NOT_SHOWN
    evidence: tuple[Quoted, ...] = ()
    engine: str = ""
    coverage: float = 0.0
    """The share of what was said that speaks of it."""
    low: int | None = None
    """With `high` how far the level moves when some of what was said is left out."""
    high: int | None = None
    place: float | None = None
    """Where on the scale it stands before it is rounded."""


@dataclass(frozen=True, slots=True)
class Report:
    """Everything a debrief shows."""

    schema: int
    session: str
    created: str
    question: str
    kind: str
    minutes: float
    pressure: str
    seed: int
    panel: tuple[str, ...]
    engine: str
    """The engine that was wished for."""
    engines: dict[str, str]
    asked_by: dict[str, int]
    """How many questions each engine really asked."""
    fallbacks: tuple[Fallback, ...]
    duration: Duration
    exchanges: tuple[Exchange, ...]
    totals: Totals
    hints: int
    repeats: int
    grading: str
    rubric: tuple[Judged, ...]
    warnings: tuple[str, ...]
    evidence: Evidence = field(default_factory=Evidence)
    """What was found in the words, and what to do next."""
    graded_by: str = ENGINE
    """The model's name, or Viva's own grader."""
    composure: Composure | None = None
    """How the candidate spoke under challenge against their own calm."""
    corrections: Tally = field(default_factory=Tally)
    """How much the candidate corrected of the words; the marks and figures are of the corrected ones."""
    focus: str = ""
    """The dimension that the panel was to come back to."""
    takes: tuple[Takes, ...] = ()
    """What was answered anew after the round; none of it counts in any other figure."""
    talk: TalkReport | None = None
    """What became of the talk against its plan; None where none was given."""


def build(folder: SessionFolder) -> Report:
    """Read a session and report on it."""
    journal = folder.journal()
    heard = rebased(journal.events)
    corrected = apply(heard, correction_file.read(folder.path))
    events = corrected.events
    opened = next((event for event in events if isinstance(event, RoundOpened)), None)
    said = exchanges(events, heard, corrected.answers)
    lasted = duration(events)
    fallbacks = _fallbacks(events)
    dimensions = dimensions_of(folder.question_text, events)
    answers = answers_of(events, said)
    by_model = kept(folder, answers, dimensions)
    marks = by_model.marks if by_model else grade(answers, dimensions)
    evidence = found_in.evidence(events, said, lasted.whole, tuple(zip(dimensions, marks, strict=True)))
    session = folder.session
    helps = [event.what for event in events if isinstance(event, HelpAsked)]
    return Report(
        schema=SCHEMA,
        session=session.id,
        created=session.created,
        question=opened.question if opened else session.title,
        kind=opened.kind if opened else "",
        minutes=opened.minutes if opened else 0.0,
        pressure=opened.pressure if opened else "",
        seed=opened.seed if opened else session.seed,
        panel=opened.panel if opened else (),
        engine=opened.engine if opened else session.engines.get("examiner", ""),
        engines=session.engines,
        asked_by=_asked_by(said),
        fallbacks=fallbacks,
        duration=lasted,
        exchanges=said,
        totals=totals(said),
        hints=helps.count("hint"),
        repeats=helps.count("repeat") + helps.count("rephrase"),
        grading=BY_MODEL.format(engine=by_model.engine, passes=PASSES) if by_model else GRADED,
        graded_by=by_model.engine if by_model else ENGINE,
        rubric=tuple(map(_judged, dimensions, marks)),
        warnings=(
            *words(corrected.tally),
            *_warnings(said, lasted, fallbacks, len(journal.unread), newer=folder.read_only),
            *((OUTDATED,) if by_model and by_model.outdated else ()),
            *_unanswered(said, evidence),
        ),
        evidence=evidence,
        composure=composure(events, heard),
        corrections=corrected.tally,
        focus=opened.focus if opened else "",
        takes=takes_of(journal.takes, Basis(events, said, dimensions, session.engines.get("speech", ""))),
        talk=talk_report(events, find_parts),
    )


def sound_file(path: Path, name: str) -> str:
    """The file of a sound inside a session, relative to it; nothing when it is not there."""
    for ending in (".wav", ".flac"):
        if name and (path / f"{name}{ending}").is_file():
            return f"{name}{ending}"
    return ""


def _judged(one: Dimension, mark: Graded) -> Judged:
    return Judged(
        one.id,
        one.name,
        one.asks,
        one.scope,
        one.part,
        one.anchors,
        mark.level,
        mark.shown,
        mark.evidence,
        mark.engine,
        mark.coverage,
        mark.low,
        mark.high,
        mark.place,
    )


def _asked_by(said: Sequence[Exchange]) -> dict[str, int]:
    counts: dict[str, int] = {}
    for exchange in said:
        if exchange.line and exchange.line.kind in ("challenge", "follow_up"):
            counts[exchange.line.engine] = counts.get(exchange.line.engine, 0) + 1
    return counts


def _fallbacks(events: Sequence[RoundEvent]) -> tuple[Fallback, ...]:
    return tuple(
        Fallback(event.at, event.engine, event.fallback, event.text)
        for event in events
        if isinstance(event, QuestionProposed) and event.fallback
    )


def _warnings(
    said: Sequence[Exchange],
    lasted: Duration,
    fallbacks: Sequence[Fallback],
    unread: int,
    *,
    newer: bool,
) -> tuple[str, ...]:
    found = []
    if not lasted.ended:
        found.append("The round was cut off before its end; what follows is everything up to there.")
    if newer:
        found.append("A later version of Viva made this session; some of it may be missing here.")
    if unread:
        found.append(
            f"{unread} {_lines(unread)} of the journal could not be read and {_are(unread)} left out."
        )
    false = [exchange.line.number for exchange in said if exchange.line and exchange.line.verified is False]
    if false:
        found.append(
            f"In {len(false)} {'question' if len(false) == 1 else 'questions'} the quoted words could not be "
            "found in the transcript; they are marked, and are not to be taken for yours."
        )
    if fallbacks:
        count = len(fallbacks)
        found.append(
            f"The wished examiner failed {count} {'time' if count == 1 else 'times'}; "
            "another one asked instead, as marked."
        )
    return tuple(found)


def _unanswered(said: Sequence[Exchange], evidence: Evidence) -> tuple[str, ...]:
    shown = {case.line for case in evidence.standing.cases}
    return planted([one for one in said if one.line and one.line.number not in shown])


def planted(said: Sequence[Exchange]) -> tuple[str, ...]:
    """Reveal every objection that the panel planted knowing it to be wrong; those answered stand in the evidence."""
    return tuple(
        f"{exchange.line.speaker} asked “{exchange.line.text}” on purpose: the objection is wrong. {why}"
        for exchange in said
        if exchange.line and (why := reveal(exchange.line.move))
    )


def _lines(count: int) -> str:
    return "line" if count == 1 else "lines"


def _are(count: int) -> str:
    return "was" if count == 1 else "were"
