"""The examiner's thread reads ahead only what is newest, and a failure there costs no question."""

from __future__ import annotations

import threading
from collections import deque

import pytest

from audio.clock import ManualClock
from desktop.thread_brain import ThreadBrain
from interviewer.examiner.examiner import Brief, Proposal
from interviewer.question.question import Question


class Reader:
    """Waits at its first reading until it is let go."""

    name = "embedded"

    def __init__(self) -> None:
        self.read: list[str] = []
        self.reading, self.go = threading.Event(), threading.Event()

    def prepare(self, text, part):
        self.reading.set()
        assert self.go.wait(10)
        self.read.append(text)
        if text == "fails":
            raise ValueError(text)

    def propose(self, brief):
        return Proposal("Why?", "", "why", "first_principles", self.name)


@pytest.fixture
def desk():
    reader, posted, came = Reader(), deque(), threading.Event()

    def post(event):
        posted.append(event)
        came.set()

    brain = ThreadBrain(lambda: reader, ManualClock(), post, lambda request, examiner: None)
    yield brain, reader, posted, came
    reader.go.set()
    brain.close()


BRIEF = Brief(3, "challenge", "discussion", Question("Serving"), (), (), "probing", 7)


def test_what_is_no_longer_newest_is_not_read(desk):
    brain, reader, posted, came = desk
    brain.read_ahead("one", "discussion")
    assert reader.reading.wait(10)
    for text in ("one two", "one two three", "one two three four"):
        brain.read_ahead(text, "discussion")
    brain.examine(BRIEF)
    reader.go.set()
    assert came.wait(10)
    assert reader.read == ["one", "one two three four"]
    assert posted[0].request == 3


def test_a_reading_that_fails_costs_no_question(desk):
    brain, reader, posted, came = desk
    reader.go.set()
    brain.read_ahead("fails", "discussion")
    brain.examine(BRIEF)
    assert came.wait(10)
    assert (posted[0].text, posted[0].fallback) == ("Why?", "")
