"""The examiner's thread reads ahead only what is newest, and a failure there costs no question."""

from __future__ import annotations

import threading
from collections import deque
from dataclasses import replace

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


class Slow:
    """A server: its first question takes until it is let go, the next ones none."""

    name = "model-1"

    def __init__(self, asked, go):
        self._asked, self._go = asked, go

    def prepare(self, text, part):
        pass

    def propose(self, brief):
        self._asked.append(brief.request)
        if len(self._asked) == 1:
            assert self._go.wait(10)
        return Proposal(f"Why, {brief.request}?", "", "why", "first_principles", self.name)


def test_a_server_that_writes_a_question_nobody_will_ask_is_not_waited_for():
    asked, go, posted, came = [], threading.Event(), deque(), threading.Event()

    def post(event):
        posted.append(event)
        came.set()

    brain = ThreadBrain(lambda: Slow(asked, go), ManualClock(), post, lambda request, examiner: None)
    brain.foresee(BRIEF, 1)
    for _ in range(1000):
        if asked:
            break
        threading.Event().wait(0.005)
    brain.examine(replace(BRIEF, request=4))
    assert came.wait(10)
    assert posted[0].text == "Why, 4?"
    go.set()
    brain.close()
