from __future__ import annotations

import io
import json
import struct

import pytest
from hypothesis import given
from hypothesis import strategies as st

from interviewer.slides.messages import (
    Draw,
    Drawn,
    Load,
    Loaded,
    MessageError,
    Read,
    Refused,
    Words,
    receive,
    send,
)

ALL = [Load(), Read(3), Draw(1, 2, 3), Loaded("é\x00 “talk”", (960.0, 540.0)), Words("a", "b\nc", ""), Drawn(7680),
       Refused("password")]  # fmt: skip


def packed(head: bytes, body: bytes = b"") -> io.BytesIO:
    return io.BytesIO(struct.pack(">II", len(head), len(body)) + head + body)


@pytest.mark.parametrize("message", ALL, ids=lambda message: type(message).__name__)
def test_a_message_comes_out_as_it_went_in(message):
    pipe = io.BytesIO()
    send(pipe, message, b"pixels")
    send(pipe, message)
    pipe.seek(0)
    assert receive(pipe) == (message, b"pixels")
    assert receive(pipe) == (message, b"")
    assert receive(pipe) is None


@pytest.mark.parametrize(
    "said",
    [
        {"is": "Draw", "page": 1, "width": 2},
        {"is": "Draw", "page": 1, "width": 2, "height": 3, "more": 4},
        {"is": "Draw", "page": "1", "width": 2, "height": 3},
        {"is": "Draw", "page": True, "width": 2, "height": 3},
        {"is": "Loaded", "title": "", "sizes": [1, "2"]},
        {"is": "Loaded", "title": None, "sizes": []},
        {"is": "Nothing"},
        {"is": ["Draw"]},
        {},
        [],
        None,
    ],
)
def test_what_no_message_says_is_refused(said):
    with pytest.raises(MessageError):
        receive(packed(json.dumps(said).encode()))


@pytest.mark.parametrize("cut", [1, 7, 9, 30])
def test_a_message_that_breaks_off_is_refused(cut):
    pipe = io.BytesIO()
    send(pipe, Draw(1, 2, 3), b"pixels")
    with pytest.raises(MessageError):
        receive(io.BytesIO(pipe.getvalue()[:cut]))


@given(st.binary(max_size=200))
def test_nonsense_is_refused_whatever_it_is(nonsense):
    with pytest.raises(MessageError):
        receive(packed(b"!" + nonsense))


def test_a_deep_head_is_refused():
    with pytest.raises(MessageError):
        receive(packed(b"[" * 100_000))
