"""What the output callback does, fed by hand."""

from __future__ import annotations

import queue
from types import SimpleNamespace

import numpy as np
import pytest

from audio.clock import ManualClock
from audio.speaking.feed import FADE_SECONDS, Feed, FirstSample, LastSample, Sound

RATE = 1000
TIMES = SimpleNamespace(currentTime=70.0, outputBufferDacTime=70.05)


class Device:
    """Asks for buffers of 100 samples, a tenth of a second each."""

    def __init__(self):
        self.clock = ManualClock(5.0)
        self.stamps = queue.SimpleQueue()
        self.feed = Feed(self.clock, RATE, self.stamps)

    def buffer(self, channels=1):
        output = np.full((100, channels), 77, np.int16)
        self.feed.fill(output, 100, TIMES)
        self.clock.move_to(self.clock.now() + 0.1)
        return output

    def stamped(self):
        return [self.stamps.get() for _ in range(self.stamps.qsize())]


def ramp(count):
    return np.arange(1, count + 1, dtype=np.int16)


def test_a_line_is_copied_whole_and_its_ends_are_stamped_with_the_buffers_delay():
    device = Device()
    device.buffer()
    device.feed.add(Sound(1, ramp(250)))
    heard = np.concatenate([device.buffer() for _ in range(4)])[:, 0]
    np.testing.assert_array_equal(heard, np.concatenate([ramp(250), np.zeros(150, np.int16)]))
    first, last = device.stamped()
    assert first == FirstSample(1, pytest.approx(5.15))
    assert last == LastSample(1, pytest.approx(5.40), interrupted=False)


def test_two_lines_follow_each_other_without_a_gap():
    device = Device()
    device.feed.add(Sound(1, ramp(150)))
    device.feed.add(Sound(2, ramp(50)))
    heard = np.concatenate([device.buffer() for _ in range(2)])[:, 0]
    np.testing.assert_array_equal(heard, np.concatenate([ramp(150), ramp(50)]))
    assert [stamp.line for stamp in device.stamped()] == [1, 1, 2, 2]


def test_a_cut_line_fades_and_is_silent_within_the_next_buffer():
    device = Device()
    device.feed.add(Sound(1, np.full(1000, 8000, np.int16)))
    device.buffer()
    device.feed.cut()
    heard = device.buffer()[:, 0]
    fade = round(FADE_SECONDS * RATE)
    assert np.all(np.diff(heard[:fade]) < 0)
    assert not heard[fade:].any()
    assert device.stamped()[-1] == LastSample(1, pytest.approx(5.15 + FADE_SECONDS), interrupted=True)


def test_a_cut_drops_what_was_queued_and_lets_later_lines_play():
    device = Device()
    device.feed.add(Sound(1, ramp(500)))
    device.feed.add(Sound(2, ramp(500)))
    device.buffer()
    device.feed.cut()
    device.feed.add(Sound(3, ramp(20)))
    device.buffer()
    stamps = device.stamped()
    assert [(type(stamp), stamp.line) for stamp in stamps] == [
        (FirstSample, 1),
        (LastSample, 1),
        (LastSample, 2),
        (FirstSample, 3),
        (LastSample, 3),
    ]
    assert [stamp.interrupted for stamp in stamps if isinstance(stamp, LastSample)] == [True, True, False]


def test_both_ears_hear_it_where_a_device_takes_only_stereo():
    device = Device()
    device.feed.add(Sound(1, ramp(100)))
    heard = device.buffer(channels=2)
    np.testing.assert_array_equal(heard[:, 0], heard[:, 1])
    assert heard[-1, 0] == 100


def test_the_test_tone_leaves_no_stamps():
    device = Device()
    device.feed.add(Sound(None, ramp(50)))
    device.buffer()
    assert device.stamped() == []


def test_what_was_not_played_to_its_end_is_known():
    device = Device()
    for line in (1, 2):
        device.feed.add(Sound(line, ramp(80)))
    device.buffer()
    assert [sound.line for sound in device.feed.unfinished()] == [2]
