"""A model's marks, kept in the session and believed only as far as their quotes still stand in the transcript."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from interviewer import correction_file
from interviewer.debrief.corrected import apply
from interviewer.debrief.exchanges import exchanges
from interviewer.debrief.graded_round import answers_of, dimensions_of
from interviewer.debrief.grading import Graded, Shown, concerned
from interviewer.debrief.grading_quotes import find
from interviewer.debrief.model_grading import grade_by_model
from interviewer.debrief.model_replies import LEVELS
from interviewer.debrief.rebase import rebased
from interviewer.errors import InterviewerError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from interviewer.debrief.grading_quotes import Evidence, Said
    from interviewer.debrief.model_grading import Talk
    from interviewer.question.rubric import Dimension
    from interviewer.store import SessionFolder

SCHEMA = 1
NAME = "grading.json"
# An engine's name comes from a file that may have been edited.
LONGEST_NAME = 200


@dataclass(frozen=True, slots=True)
class Kept:
    """Marks that a model gave."""

    engine: str
    marks: tuple[Graded, ...]
    """In the order of the dimensions asked for."""
    outdated: bool
    """Whether the transcript was another one when they were given."""


def grade_session(folder: SessionFolder, talk: Talk) -> str:
    """Have a model grade a session and keep its marks; return one sentence on why there are none.

    Blocks for as long as the model takes.

    Raises:
        InterviewerError: The session cannot be written.
    """
    if folder.read_only:
        raise InterviewerError("A later version of Viva made this session; update to have it graded anew.")
    events = apply(rebased(folder.events()), correction_file.read(folder.path)).events
    answers = answers_of(events, exchanges(events))
    if not answers:
        return "There is no answer to grade."
    marks, failure = grade_by_model(answers, dimensions_of(folder.question_text, events), talk)
    if failure:
        return failure
    if any(mark.engine != talk.name for mark in marks):
        return "Too little was understood of what was said to be graded."
    _write(folder, talk.name, answers, marks)
    return ""


def _write(folder: SessionFolder, engine: str, answers: Sequence[Said], marks: Sequence[Graded]) -> None:
    document = {
        "schema": SCHEMA,
        "engine": engine,
        "of": _digest(answers),
        "marks": [
            {
                "dimension": mark.dimension,
                "level": mark.level,
                "shown": mark.shown,
                "low": mark.low,
                "high": mark.high,
                "place": mark.place,
                "coverage": mark.coverage,
                "quotes": [{"quote": one.quote, "says": one.says} for one in mark.evidence],
            }
            for mark in marks
        ],
    }
    folder.write(folder.path / NAME, json.dumps(document, ensure_ascii=False, indent=1))


def kept(folder: SessionFolder, answers: Sequence[Said], dimensions: Sequence[Dimension]) -> Kept | None:
    """Return the marks that a model gave this session; nothing where none did, or the file is unreadable."""
    try:
        found: Any = json.loads((folder.path / NAME).read_bytes())
        if found["schema"] != SCHEMA or not isinstance(found["engine"], str):
            return None
        given = {mark["dimension"]: mark for mark in found["marks"]}
        engine = found["engine"][:LONGEST_NAME]
        marks = tuple(_mark(one, given.get(one.id), answers, engine) for one in dimensions)
        return Kept(engine, marks, found["of"] != _digest(answers))
    except (OSError, ValueError, TypeError, KeyError, AttributeError, RecursionError):
        return None


def _mark(dimension: Dimension, given: dict[str, Any] | None, answers: Sequence[Said], engine: str) -> Graded:
    nothing = Graded(dimension.id, None, "not shown", engine=engine)
    if given is None:
        return nothing
    if given["shown"] == "poorly heard":
        return Graded(dimension.id, None, "poorly heard", engine=engine)
    mine = [said for said in concerned(dimension, answers) if not said.is_poor]
    evidence = _found(given["quotes"], mine)
    low, high, level = given["low"], given["high"], given["level"]
    shown: Shown = "unstable" if given["shown"] == "unstable" else "shown"
    if not evidence or not all(_is_level(one) for one in (low, high)):
        return nothing
    coverage = float(given["coverage"])
    if shown == "unstable" and level is None and 0 <= coverage <= 1:
        return Graded(dimension.id, None, shown, evidence, engine, coverage, low, high)
    if shown != "shown" or not _is_level(level) or not low <= level <= high:
        return nothing
    place = float(given["place"])
    if not (low <= place <= high and 0 <= coverage <= 1):
        return nothing
    return Graded(dimension.id, level, shown, evidence, engine, coverage, low, high, place)


def _is_level(value: object) -> bool:
    return type(value) is int and value in LEVELS


def _found(quotes: list[dict[str, Any]], answers: Sequence[Said]) -> tuple[Evidence, ...]:
    """Return the quotes as they were said; nothing where one of them was not."""
    found = [find(one["quote"], answers, "for" if one["says"] == "for" else "against") for one in quotes]
    kept = tuple(one for one in found if one is not None)
    return kept if len(kept) == len(found) else ()


def _digest(answers: Sequence[Said]) -> str:
    said = "\n".join(f"{one.number} {one.text}" for one in answers)
    return hashlib.sha256(said.encode("utf-8", "replace")).hexdigest()[:16]
