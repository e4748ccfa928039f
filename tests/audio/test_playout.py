"""When events about a line are posted, on a clock moved by hand."""

from __future__ import annotations

import queue

import numpy as np
import pytest

from audio.clock import ManualClock
from audio.events import PlayoutEnded, PlayoutHeld, PlayoutStarted, PlayoutWentOn, WordsSounded
from audio.speaking.feed import Feed, FirstSample, LastSample, Rested, Resumed, Sound, WordsBegun
from audio.speaking.playout import Playout


class Table:
    def __init__(self):
        self.clock = ManualClock(1.0)
        self.posted = []
        self.playout = Playout(self.posted.append, self.clock)

    def at(self, now):
        self.clock.move_to(now)
        self.playout.post_due()
        return self.posted


@pytest.fixture
def table():
    return Table()


def test_a_stamp_is_told_when_it_is_heard_and_not_before(table):
    table.playout.expect(1)
    for stamp in (FirstSample(1, 1.1), WordsBegun(1, 1, 1.2), LastSample(1, 1.5, interrupted=False)):
        table.playout.add(stamp)
    assert table.at(1.05) == []
    assert table.playout.patience(0.25) == pytest.approx(0.05)
    assert table.at(1.3) == [PlayoutStarted(1, 1.1), WordsSounded(1, 1, 1.2)]
    assert table.at(1.5)[2:] == [PlayoutEnded(1, 1.5, interrupted=False)]
    assert table.playout.patience(0.25) == 0.25


def test_a_hold_and_its_end_are_told(table):
    table.playout.add(Rested(1, 1.1))
    table.playout.add(Resumed(1, 1.4))
    assert table.at(2.0) == [PlayoutHeld(1, 1.1), PlayoutWentOn(1, 1.4)]


def test_a_line_ends_once_whoever_ends_it_first(table):
    feed = Feed(table.clock, 1000, queue.SimpleQueue())
    for line in (1, 2):
        table.playout.expect(line)
        feed.add(Sound(line, np.ones(10, np.int16), 1000))
    table.playout.add(LastSample(1, 9.0, interrupted=False))
    table.playout.break_off(feed)
    table.playout.add(LastSample(2, 9.0, interrupted=False))
    assert table.at(10.0) == [PlayoutEnded(1, 9.0, interrupted=False), PlayoutEnded(2, 1.0, interrupted=True)]


def test_a_held_line_broken_off_ended_before_the_hold(table):
    feed = Feed(table.clock, 1000, queue.SimpleQueue())
    sound = Sound(1, np.ones(10, np.int16), 1000)
    sound.rested = 0.7
    feed.add(sound)
    table.playout.expect(1)
    table.playout.break_off(feed)
    assert table.posted == [PlayoutEnded(1, 0.7, interrupted=True)]
