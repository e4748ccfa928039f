"""What a history draws as lines: each dimension and each measure over the last rounds, with its trend."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from interviewer.debrief.measures import BY_ID as MEASURES
from interviewer.debrief.measures import COMPARED
from interviewer.history_report import CHANGE
from interviewer.question.rubric import BY_ID as DIMENSIONS
from interviewer.trend import LONGEST, Trend, trend

if TYPE_CHECKING:
    from collections.abc import Iterator

    from interviewer.history import History
    from interviewer.history_points import Filter, Point

Scale = Literal["level", "figure", "times", "difference"]
"""A level from 1 to 4; a figure from 0 up; a change in times, where 1 is none; a change where 0 is none."""

# Of the round as a whole, as the debrief's first figures.
_WHOLE = {
    "onset": ("Onset delay", "s"),
    "pace": ("Pace", "words/min"),
    "long_pauses": ("Long pauses", "in the round"),
    "fillers_a_minute": ("Fillers, at least", "a minute"),
}
# Of a rehearsed talk; filtered by its question they compare rehearsals of one talk.
_TALK: dict[str, tuple[str, str, Scale]] = {
    "talk_overrun": ("Talk: beyond its plan", "s", "difference"),
    "talk_unsaid": ("Talk: points left unsaid", "in the talk", "figure"),
    "talk_recovery": ("Talk: back to the thread after a question", "s", "figure"),
}


@dataclass(frozen=True, slots=True)
class Line:
    """One value over the last rounds in which it is known, the oldest first."""

    id: str
    name: str
    unit: str
    scale: Scale
    points: tuple[Point, ...]
    trend: Trend


def lines(history: History, wanted: Filter) -> tuple[Line, ...]:
    """Return every line that has a point: the rubric's in its order, then the measures'."""
    return tuple(line for line in _lines(history, wanted) if line.points)


def _lines(history: History, wanted: Filter) -> Iterator[Line]:
    dimensions, measures = map(set, history.known())
    for identity in (*DIMENSIONS, *sorted(dimensions - set(DIMENSIONS))):
        if identity in dimensions:
            yield _line(
                identity,
                _name(identity),
                "",
                "level",
                history.levels(identity, wanted, LONGEST),
            )
    for identity, name, unit, scale in _measured():
        if identity in measures:
            yield _line(identity, name, unit, scale, history.measures(identity, wanted, LONGEST))


def _measured() -> Iterator[tuple[str, str, str, Scale]]:
    for identity, (name, unit) in _WHOLE.items():
        yield identity, name, unit, "figure"
    for identity, (name, unit, kind) in _TALK.items():
        yield identity, name, unit, kind
    for measure in COMPARED:
        scale: Scale = "difference" if measure.scale == "difference" else "times"
        unit = measure.unit if scale == "difference" else "times"
        yield CHANGE + measure.id, f"{measure.name}: change under challenge", unit, scale
    for identity, measure in MEASURES.items():
        if identity not in _WHOLE:
            yield identity, f"{measure.name} under challenge", measure.unit, "figure"


def _line(identity: str, name: str, unit: str, scale: Scale, points: list[Point]) -> Line:
    return Line(identity, name, unit, scale, tuple(points), trend([point.at for point in points]))


def _name(dimension: str) -> str:
    """Name a dimension; one that a question's file brought is named by its id."""
    if dimension in DIMENSIONS:
        return DIMENSIONS[dimension].name
    return dimension.removeprefix("own_").replace("_", " ").capitalize()
