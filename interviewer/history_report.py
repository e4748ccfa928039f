"""The figures of one round that a history keeps, read from its report.json."""

from __future__ import annotations

import json
from dataclasses import dataclass
from statistics import median
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pathlib import Path

CHANGE = "change_"
"""Before a measure's name: how it changed under challenge, against the calm of the same round."""


@dataclass(frozen=True, slots=True)
class Value:
    """A figure, with its interval where the report has one."""

    value: float | None
    low: float | None = None
    high: float | None = None
    place: float | None = None
    """Of a level: where on the scale it stands before it is rounded."""


def read(path: Path) -> dict[str, Any]:
    """Read a report; one that is missing or broken is empty."""
    try:
        found = json.loads(path.read_bytes())
    except (OSError, ValueError, RecursionError):
        return {}
    return _dict(found)


def levels(report: dict[str, Any]) -> dict[str, Value]:
    """Return the level of each dimension, with how far it moves with some words left out; no value: not judged."""
    found: dict[str, Value] = {}
    for one in _list(report.get("rubric")):
        if isinstance(one, dict) and isinstance(one.get("id"), str):
            level = one.get("level")
            value = float(level) if isinstance(level, int) and not isinstance(level, bool) else None
            found[one["id"]] = Value(value, *(_number(one.get(name)) for name in ("low", "high", "place")))
    return found


def measures(report: dict[str, Any]) -> dict[str, Value]:
    """Return the round's figures by name; a report may bring measures of its own under `measures`."""
    totals = _dict(report.get("totals"))
    standing = _dict(_dict(report.get("evidence")).get("standing"))
    found = {
        "onset": Value(_number(_dict(totals.get("onset")).get("median"))),
        "pace": Value(_number(_dict(totals.get("pace")).get("median"))),
        "long_pauses": Value(_number(totals.get("long_pauses"))),
        "fillers_a_minute": _fillers(_dict(totals.get("fillers"))),
        **{name: Value(value) for name, value in _met(_dict(standing.get("matrix"))).items()},
        **_changes(_dict(report.get("composure"))),
        **_talk(report),
    }
    for name, value in _dict(report.get("measures")).items():
        found.setdefault(str(name), Value(_number(value)))
    return found if report else {}


def _talk(report: dict[str, Any]) -> dict[str, Value]:
    """Return what a talk took beyond its plan, what it left unsaid, and how soon its thread was found again."""
    talk, slides, sections = _dict(report.get("talk")), report.get("slides"), report.get("sections")
    if not talk:
        return {}
    points = [
        one.get("unspoken_points") for one in (*_list(slides), *_list(sections)) if isinstance(one, dict)
    ]
    came = [
        _number(one.get("recovery_seconds"))
        for one in _list(report.get("interruptions"))
        if isinstance(one, dict)
    ]
    recovered = [seconds for seconds in came if seconds is not None]
    return {
        "talk_overrun": Value(_number(report.get("overrun"))),
        "talk_unsaid": Value(float(sum(len(_list(one)) for one in points)) if points else None),
        "talk_recovery": Value(median(recovered) if recovered else None),
    }


def _fillers(fillers: dict[str, Any]) -> Value:
    speaking = _number(fillers.get("speaking")) or 0.0
    if speaking < 5:
        return Value(None)
    count, low, high = (
        None if number is None else 60.0 * number / speaking
        for number in (_number(fillers.get(name)) for name in ("at_least", "low", "high"))
    )
    return Value(count, low, high)


def _changes(composure: dict[str, Any]) -> dict[str, Value]:
    """Return what all challenges together changed, with the interval of that one look."""
    found = {}
    for one in _list(composure.get("whole")):
        if isinstance(one, dict) and isinstance(one.get("measure"), str):
            ends = (_number(one.get("low_alone")), _number(one.get("high_alone")))
            found[CHANGE + one["measure"]] = Value(_number(one.get("change")), *ends)
    return found


def _met(matrix: dict[str, Any]) -> dict[str, float | None]:
    """Return how many right and wrong objections were given way to; added up over rounds they tell more than one."""
    found: dict[str, float | None] = {}
    for name, kinds in (("right", ("valid",)), ("wrong", ("invalid", "false_premise"))):
        rows = [_dict(matrix.get(kind)) for kind in kinds]
        given = sum(_number(row.get(met)) or 0.0 for row in rows for met in ("concede", "revise"))
        kept = sum(_number(row.get(met)) or 0.0 for row in rows for met in ("hold", "deflect"))
        found[f"gave_way_{name}"] = given if given + kept else None
        found[f"objections_{name}"] = given + kept if given + kept else None
    return found


def _dict(value: object) -> dict[str, Any]:
    return value if isinstance(value, dict) else {}


def _list(value: object) -> list[Any]:
    return value if isinstance(value, list) else []


def _number(value: object) -> float | None:
    return float(value) if isinstance(value, int | float) and not isinstance(value, bool) else None
