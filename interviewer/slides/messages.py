"""What the program and the process that reads a PDF say to each other, and how it goes through a pipe.

A message is two lengths (four bytes each, the high one first), a JSON object and a body: the PDF, or pixels.
Both sides check what they get: the reader may have been taken over by what it read.
"""

from __future__ import annotations

import json
import struct
from dataclasses import asdict, dataclass, fields
from typing import BinaryIO, Literal, get_args

_LENGTHS = struct.Struct(">II")

MOST_HEAD = 4 << 20
"""Bytes of JSON: the sizes of a thousand pages and the longest text both take a twentieth of it."""

MOST_BYTES = 128 << 20
"""Bytes of a PDF, and of a picture: a screen of 8K takes as many."""

Why = Literal["password", "security", "format", "empty", "many", "page"]


class MessageError(Exception):
    """What came through the pipe is no message."""


@dataclass(frozen=True, slots=True)
class Load:
    """Open the PDF in the body."""


@dataclass(frozen=True, slots=True)
class Read:
    """Say what stands on a page, counted from 0."""

    page: int


@dataclass(frozen=True, slots=True)
class Draw:
    """Draw a page so that it fills this many pixels."""

    page: int
    width: int
    height: int


@dataclass(frozen=True, slots=True)
class Loaded:
    """The document is open; `sizes` has width and height of each page in turn, in points."""

    title: str
    sizes: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class Words:
    """What stands on a page, and what its text annotations say."""

    title: str
    text: str
    notes: str


@dataclass(frozen=True, slots=True)
class Drawn:
    """The body holds the pixels."""

    stride: int


@dataclass(frozen=True, slots=True)
class Refused:
    """It cannot be done, and the reader lives on."""

    why: str


Message = Load | Read | Draw | Loaded | Words | Drawn | Refused
_KINDS = {kind.__name__: kind for kind in get_args(Message)}


def send(stream: BinaryIO, message: Message, body: bytes | memoryview = b"") -> None:
    """Write a message; raises OSError when nobody reads it any more."""
    head = json.dumps({"is": type(message).__name__, **asdict(message)}).encode("ascii")
    stream.write(_LENGTHS.pack(len(head), len(body)) + head)
    stream.write(body)
    stream.flush()


def receive(stream: BinaryIO) -> tuple[Message, bytes] | None:
    """Read a message; None is the end of the stream.

    Raises:
        MessageError: It broke off, is longer than any may be, or says what no message says.
    """
    lengths = stream.read(_LENGTHS.size)
    if not lengths:
        return None
    if len(lengths) < _LENGTHS.size:
        raise MessageError("broken off")
    in_head, in_body = _LENGTHS.unpack(lengths)
    if in_head > MOST_HEAD or in_body > MOST_BYTES:
        raise MessageError("too long")
    head, body = stream.read(in_head), stream.read(in_body)
    if len(head) < in_head or len(body) < in_body:
        raise MessageError("broken off")
    return _understood(head), body


def _understood(head: bytes) -> Message:
    try:
        said = json.loads(head)
        kind = _KINDS[said.pop("is")]
        given = {field.name: _checked(said.pop(field.name), str(field.type)) for field in fields(kind)}
    except (ValueError, KeyError, AttributeError, TypeError, RecursionError) as error:
        raise MessageError("not understood") from error
    if said:
        raise MessageError("more than was asked for")
    made: Message = kind(**given)
    return made


def _checked(value: object, kind: str) -> object:
    match kind, value:
        case "int", int() if not isinstance(value, bool):
            return value
        case "str", str():
            return value
        case "tuple[float, ...]", list() if all(isinstance(one, int | float) for one in value):
            return tuple(float(one) for one in value)
    raise TypeError(kind)
