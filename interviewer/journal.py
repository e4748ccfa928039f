"""The round's events as lines of JSON and back; what cannot be read is kept and reported."""

from __future__ import annotations

import json
import math
import types
from dataclasses import MISSING, dataclass, fields, is_dataclass
from functools import cache
from typing import TYPE_CHECKING, Any, Literal, Union, cast, get_args, get_origin, get_type_hints

from interviewer import events, take_events, talk_events
from interviewer.events import RoundEvent
from interviewer.take_events import TakeEvent

if TYPE_CHECKING:
    from collections.abc import Iterable

    from interviewer.take_events import Journaled

ROUND = {event.__name__: event for event in get_args(RoundEvent)}
TYPES = ROUND | {event.__name__: event for event in get_args(TakeEvent)}


@dataclass(frozen=True, slots=True)
class Unread:
    """A line of the journal that says nothing to this version."""

    line: int
    text: str
    why: str


@dataclass(frozen=True, slots=True)
class Journal:
    """What a journal holds."""

    events: tuple[RoundEvent, ...]
    """The round's own; what was answered anew after it is kept apart, so that no figure of the round counts it."""
    unread: tuple[Unread, ...] = ()
    takes: tuple[TakeEvent, ...] = ()


def encode(event: Journaled) -> bytes:
    """One line, with its end."""
    record = _plain(event)
    try:
        line = json.dumps(record, ensure_ascii=False, allow_nan=False).encode()
    except UnicodeEncodeError:  # half of a surrogate pair, from a broken endpoint
        line = json.dumps(record, allow_nan=False).encode()
    return line + b"\n"


def decode(line: bytes | str) -> Journaled:
    """One event; ValueError says why the line is none."""
    try:
        record = json.loads(line, parse_constant=_refuse)
    except RecursionError as error:
        raise ValueError("it is nested too deep") from error
    if not isinstance(record, dict):
        raise ValueError("it is not an event")
    return cast("Journaled", _named(record, TYPES))


def read(content: bytes) -> Journal:
    """All events of a journal, whatever a crash left at its end."""
    found: list[Journaled] = []
    unread: list[Unread] = []
    for number, raw in enumerate(content.split(b"\n"), 1):
        line = raw.strip(b"\0 \t\r")
        if not line:
            if raw.strip(b" \t\r"):
                unread.append(Unread(number, "", "it is zeros, as a power cut leaves them"))
            continue
        try:
            found.append(decode(line))
        except ValueError as error:
            torn = raw is content or number == content.count(b"\n") + 1
            why = "it was cut off" if torn and "knows no event" not in str(error) else str(error)
            unread.append(Unread(number, line.decode(errors="replace"), why))
    return Journal(
        tuple(event for event in found if not isinstance(event, TakeEvent)),
        tuple(unread),
        tuple(event for event in found if isinstance(event, TakeEvent)),
    )


def write(written: Iterable[Journaled]) -> bytes:
    """A whole journal."""
    return b"".join(map(encode, written))


def _plain(value: Any) -> Any:  # noqa: ANN401 - whatever a frozen event can hold
    if is_dataclass(value) and not isinstance(value, type):
        name = type(value).__name__
        head = {"type": name} if TYPES.get(name) is type(value) else {}
        return head | {field.name: _plain(getattr(value, field.name)) for field in fields(value)}
    if isinstance(value, tuple):
        return [_plain(one) for one in value]
    return value


@cache
def _hints(kind: type) -> dict[str, Any]:
    return get_type_hints(kind, {**vars(events), **vars(take_events), **vars(talk_events)})


@cache
def _optional(kind: type) -> frozenset[str]:
    return frozenset(field.name for field in fields(kind) if field.default is not MISSING)


def _named(record: dict[str, Any], known: dict[str, type]) -> object:
    """Make the event that a record names."""
    values = dict(record)
    name = values.pop("type", None)
    if not isinstance(name, str) or name not in known:
        raise ValueError(f"this version knows no event {str(name)[:60]!r}")
    return _built(known[name], values)


def _built(kind: type, record: dict[str, Any]) -> object:
    """Make a dataclass of a record; a newer version's extra fields are passed over."""
    values = {}
    for name, hint in _hints(kind).items():
        if name not in record:
            if name in _optional(kind):
                continue  # a journal from before the field was there
            raise ValueError(f"{kind.__name__} lacks {name}")
        values[name] = _value(record[name], hint, name)
    return kind(**values)


def _value(value: Any, hint: Any, name: str) -> Any:  # noqa: ANN401 - the hint says what it is
    origin = get_origin(hint)
    if origin is Literal:
        if isinstance(value, str) and value in get_args(hint):
            return value
    elif origin in {Union, types.UnionType}:
        return _one_of(value, hint, name)
    elif origin is tuple:
        if isinstance(value, list):
            return tuple(_value(one, get_args(hint)[0], name) for one in value)
    elif is_dataclass(hint) and isinstance(hint, type):
        if isinstance(value, dict):
            return _built(hint, value)
    elif _fits(value, hint):
        return float(value) if hint is float else value
    raise ValueError(f"{name} is not what it should be")


def _one_of(value: Any, hint: Any, name: str) -> Any:  # noqa: ANN401 - the hint says what it is
    if hint == RoundEvent:
        if isinstance(value, dict):
            return _named(value, ROUND)
        raise ValueError(f"{name} is no event")
    if value is None and type(None) in get_args(hint):
        return None
    return _value(value, next(one for one in get_args(hint) if one is not type(None)), name)


def _fits(value: Any, hint: Any) -> bool:  # noqa: ANN401 - the hint says what it is
    if hint is bool or isinstance(value, bool):
        return hint is bool and isinstance(value, bool)
    if hint is float:
        return isinstance(value, int | float) and _finite(value)
    return isinstance(value, hint)


def _finite(value: float) -> bool:
    try:
        return math.isfinite(value)
    except OverflowError:
        return False


def _refuse(constant: str) -> float:
    raise ValueError(f"{constant} is no number")
