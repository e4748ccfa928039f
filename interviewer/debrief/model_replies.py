"""Reads a model's marks: what is not a level from 1 to 4 with words the candidate really said is dropped."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

from interviewer.debrief.grading_quotes import find

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from interviewer.debrief.grading_quotes import Evidence, Said, Says

# Twelve dimensions with three quotes each take some 8,000 characters.
MOST_CHARACTERS = 60_000
MOST_QUOTES = 3
LEVELS = (1, 2, 3, 4)
_THOUGHT = re.compile(r"<think(ing)?>.*?(</think(ing)?>|\Z)", re.IGNORECASE | re.DOTALL)

Marks = dict[str, tuple[int, tuple["Evidence", ...]]]


def schema(dimensions: Sequence[str]) -> dict[str, object]:
    """Return the shape that is wished for; every dimension may be left out."""
    one = {
        "type": "object",
        "properties": {
            "level": {"type": "integer", "enum": list(LEVELS)},
            "quotes": {"type": "array", "items": {"type": "string"}, "minItems": 1, "maxItems": MOST_QUOTES},
        },
        "required": ["level", "quotes"],
        "additionalProperties": False,
    }
    return {"type": "object", "properties": dict.fromkeys(dimensions, one), "additionalProperties": False}


def read(reply: str, heard: dict[str, Sequence[Said]]) -> Marks:
    """Return level and evidence of each dimension in `heard` (with the answers that concern it) that has both.

    A mark of which one quote was not said, or hardly heard, is dropped whole: who makes up one may make up all.
    """
    found: Marks = {}
    for name, mark in _object(reply).items():
        if name in heard and isinstance(mark, dict):
            level, quotes = mark.get("level"), mark.get("quotes")
            if type(level) is int and level in LEVELS and isinstance(quotes, list):
                evidence = _verified(quotes[:MOST_QUOTES], heard[name], "for" if level > 2 else "against")
                if evidence:
                    found[name] = (level, evidence)
    return found


def _verified(quotes: Iterable[object], answers: Sequence[Said], says: Says) -> tuple[Evidence, ...]:
    found = [find(quote, answers, says) if isinstance(quote, str) else None for quote in quotes]
    kept = [one for one in found if one is not None]
    return tuple(dict.fromkeys(kept)) if len(kept) == len(found) else ()


def _object(reply: str) -> dict[str, Any]:
    if len(reply) > MOST_CHARACTERS:
        return {}
    said = _THOUGHT.sub("", reply)
    start, end = said.find("{"), said.rfind("}")
    try:
        value = json.loads(said[start : end + 1], parse_constant=_refuse)
    except (ValueError, RecursionError):
        return {}
    return value if isinstance(value, dict) else {}


def _refuse(constant: str) -> object:
    raise ValueError(constant)
