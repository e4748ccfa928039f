"""What the output callback does, fed by hand."""

from __future__ import annotations

import queue
from types import SimpleNamespace

import numpy as np
import pytest

from audio.clock import ManualClock
from audio.speaking.feed import (
    FADE_SECONDS,
    Feed,
    FirstSample,
    LastSample,
    Rested,
    Resumed,
    Sound,
    WordsBegun,
)

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
    device.feed.add(Sound(1, ramp(250), RATE))
    heard = np.concatenate([device.buffer() for _ in range(4)])[:, 0]
    np.testing.assert_array_equal(heard, np.concatenate([ramp(250), np.zeros(150, np.int16)]))
    first, last = device.stamped()
    assert first == FirstSample(1, pytest.approx(5.15))
    assert last == LastSample(1, pytest.approx(5.40), interrupted=False)


def test_two_lines_follow_each_other_without_a_gap():
    device = Device()
    device.feed.add(Sound(1, ramp(150), RATE))
    device.feed.add(Sound(2, ramp(50), RATE))
    heard = np.concatenate([device.buffer() for _ in range(2)])[:, 0]
    np.testing.assert_array_equal(heard, np.concatenate([ramp(150), ramp(50)]))
    assert [stamp.line for stamp in device.stamped()] == [1, 1, 2, 2]


def test_a_cut_line_fades_and_is_silent_within_the_next_buffer():
    device = Device()
    device.feed.add(Sound(1, np.full(1000, 8000, np.int16), RATE))
    device.buffer()
    device.feed.cut()
    heard = device.buffer()[:, 0]
    fade = round(FADE_SECONDS * RATE)
    assert np.all(np.diff(heard[:fade]) < 0)
    assert not heard[fade:].any()
    assert device.stamped()[-1] == LastSample(1, pytest.approx(5.15 + FADE_SECONDS), interrupted=True)


def test_a_cut_drops_what_was_queued_and_lets_later_lines_play():
    device = Device()
    device.feed.add(Sound(1, ramp(500), RATE))
    device.feed.add(Sound(2, ramp(500), RATE))
    device.buffer()
    device.feed.cut()
    device.feed.add(Sound(3, ramp(20), RATE))
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
    device.feed.add(Sound(1, ramp(100), RATE))
    heard = device.buffer(channels=2)
    np.testing.assert_array_equal(heard[:, 0], heard[:, 1])
    assert heard[-1, 0] == 100


def test_the_test_tone_leaves_no_stamps():
    device = Device()
    device.feed.add(Sound(None, ramp(50), RATE))
    device.buffer()
    assert device.stamped() == []


def test_what_was_not_played_to_its_end_is_known():
    device = Device()
    for line in (1, 2):
        device.feed.add(Sound(line, ramp(80), RATE))
    device.buffer()
    assert [sound.line for sound in device.feed.unfinished()] == [2]


def words(*lengths, gap=60, level=8000):
    """Loud stretches of so many samples, with quiet ones between them."""
    parts = [np.full(length, level, np.int16) for length in lengths]
    return np.concatenate([piece for part in parts for piece in (part, np.zeros(gap, np.int16))])


def heard(device, buffers, channels=1):
    return np.concatenate([device.buffer(channels)[:, 0] for _ in range(buffers)])


def test_a_held_line_fades_falls_silent_and_goes_on_from_the_gap_before_the_word():
    device = Device()
    line = words(200, 400)
    device.feed.add(Sound(1, line, RATE))
    heard(device, 4)
    device.feed.hold()
    silent = heard(device, 3)
    fade = round(FADE_SECONDS * RATE)
    assert np.all(np.diff(silent[:fade]) < 0)
    assert not silent[fade:].any()
    device.feed.go_on()
    again = heard(device, 6)
    # The second word began at 260; the last whole frame of the gap before it, at 250, is where it goes on.
    np.testing.assert_array_equal(again[fade : len(line) - 250], line[250 + fade :])
    assert device.stamped() == [
        FirstSample(1, pytest.approx(5.05)),
        Rested(1, pytest.approx(5.45 + FADE_SECONDS)),
        Resumed(1, pytest.approx(5.75)),
        LastSample(1, pytest.approx(5.75 + (len(line) - 250) / RATE), interrupted=False),
    ]


def test_a_line_held_long_after_a_gap_goes_back_no_further_than_two_words():
    device = Device()
    line = words(100, 2000)
    line[1200:1220] = 900
    device.feed.add(Sound(1, line, RATE))
    heard(device, 15)
    device.feed.hold()
    heard(device, 1)
    device.feed.go_on()
    again = heard(device, 1)
    assert again[20] == 8000
    position = device.feed.unfinished()[0].position
    assert position - 100 == pytest.approx(1205, abs=6)


def test_a_line_goes_on_with_a_fade_where_it_was_held_between_two_words():
    device = Device()
    device.feed.add(Sound(1, words(100, 300, gap=200), RATE))
    heard(device, 2)
    device.feed.hold()
    heard(device, 1)
    device.feed.go_on()
    device.buffer()
    assert device.feed.unfinished()[0].position == pytest.approx(300, abs=10)


def test_nothing_begins_while_nothing_sounded_and_was_held():
    device = Device()
    device.feed.hold()
    device.feed.add(Sound(1, ramp(50), RATE))
    assert not heard(device, 3).any()
    assert device.stamped() == []
    device.feed.go_on()
    np.testing.assert_array_equal(device.buffer()[:50, 0], ramp(50))
    assert [type(stamp) for stamp in device.stamped()] == [FirstSample, LastSample]


def test_a_held_line_that_is_cut_ended_before_the_hold():
    device = Device()
    device.feed.add(Sound(1, words(500), RATE))
    device.feed.add(Sound(2, words(500), RATE))
    heard(device, 2)
    device.feed.hold()
    heard(device, 30)
    device.feed.cut()
    device.feed.add(Sound(3, ramp(20), RATE))
    assert device.buffer()[0, 0] == 1
    _, rested, *ends = device.stamped()
    assert rested == Rested(1, pytest.approx(5.25 + FADE_SECONDS))
    assert ends[0] == LastSample(1, rested.at, interrupted=True)
    assert ends[1] == LastSample(2, pytest.approx(5.05 + 3.2), interrupted=True)


def test_a_line_held_in_its_last_milliseconds_is_over_and_the_next_one_waits():
    device = Device()
    device.feed.add(Sound(1, np.full(103, 8000, np.int16), RATE))
    device.feed.add(Sound(2, ramp(20), RATE))
    device.buffer()
    device.feed.hold()
    heard(device, 2)
    assert [type(stamp) for stamp in device.stamped()] == [FirstSample, LastSample]
    device.feed.go_on()
    assert device.buffer()[19, 0] == 20


def test_a_hold_taken_back_at_once_loses_nothing():
    device = Device()
    line = np.full(300, 8000, np.int16)
    device.feed.add(Sound(1, line, RATE))
    device.buffer()
    device.feed.hold()
    device.feed.go_on()
    np.testing.assert_array_equal(heard(device, 2), line[100:])
    assert [type(stamp) for stamp in device.stamped()] == [FirstSample, LastSample]


@pytest.mark.parametrize("frames", [1, 2, 3, 7])
def test_a_fade_longer_than_a_buffer_is_whole_over_several(frames):
    device = Device()
    device.feed.add(Sound(1, np.full(1000, 8000, np.int16), RATE))
    device.buffer()
    device.feed.hold()
    output = np.concatenate([small(device, frames) for _ in range(20 // frames)])
    assert np.all(np.diff(output[: round(FADE_SECONDS * RATE)]) < 0)
    assert not output[round(FADE_SECONDS * RATE) :].any()
    assert type(device.stamped()[-1]) is Rested


def small(device, frames):
    output = np.full((frames, 1), 77, np.int16)
    device.feed.fill(output, frames, TIMES)
    return output[:, 0]


def test_words_are_stamped_when_they_leave():
    device = Device()
    device.feed.add(Sound(1, words(500), RATE, marks=(0, 120, 250, 500, 560)))
    heard(device, 6)
    assert [stamp for stamp in device.stamped() if isinstance(stamp, WordsBegun)] == [
        WordsBegun(1, 1, pytest.approx(5.05)),
        WordsBegun(1, 2, pytest.approx(5.17)),
        WordsBegun(1, 3, pytest.approx(5.30)),
        WordsBegun(1, 4, pytest.approx(5.55)),
    ]


def test_words_said_again_after_a_hold_are_not_stamped_again_and_the_others_come_later():
    device = Device()
    device.feed.add(Sound(1, words(100, 400), RATE, marks=(0, 160, 300, 450)))
    heard(device, 4)
    device.feed.hold()
    heard(device, 10)
    device.feed.go_on()
    heard(device, 6)
    stamps = device.stamped()
    assert [stamp.words for stamp in stamps if isinstance(stamp, WordsBegun)] == [1, 2, 3, 4]
    (resumed,) = (stamp for stamp in stamps if isinstance(stamp, Resumed))
    # It goes on at 150, in the gap before the second word.
    assert stamps[-2] == WordsBegun(1, 4, pytest.approx(resumed.at + 0.3))


def test_another_volume_fades_in_and_keeps_what_follows_in_proportion():
    device = Device()
    device.feed.add(Sound(1, np.full(1000, 8000, np.int16), RATE))
    device.buffer()
    device.feed.volume = 0.25
    louder = heard(device, 1)
    fade = round(FADE_SECONDS * RATE)
    assert np.all(np.diff(louder[: fade - 1]) < 0)
    assert np.all(louder[fade - 1 :] == 2000)
    device.feed.volume = 0.0
    assert not heard(device, 1)[fade:].any()
    device.feed.volume = 1.0
    assert np.all(heard(device, 1)[fade:] == 8000)


def test_a_volume_set_before_a_line_holds_from_its_first_sample():
    device = Device()
    device.feed.volume = 0.5
    device.buffer(channels=2)
    device.feed.add(Sound(1, np.full(50, 8000, np.int16), RATE))
    assert np.all(device.buffer(channels=2)[:50] == 4000)


def test_what_a_flushed_device_never_played_is_said_again_and_the_line_rests_there():
    device = Device()
    device.feed.add(Sound(1, np.full(1000, 8000, np.int16), RATE))
    device.buffer()
    device.buffer()
    device.feed.hold()
    # The second buffer would have left the speaker at 5.25: 0.05 s of it are dropped.
    stamp = device.feed.flushed()
    assert stamp == Rested(1, pytest.approx(5.2))
    device.feed.tell(stamp)
    assert not device.buffer().any()
    (first, rested) = device.stamped()
    assert (first.line, rested) == (1, stamp)
    sound = device.feed.unfinished()[0]
    assert sound.position == 150
    device.feed.go_on()
    assert device.buffer().any()
    assert isinstance(device.stamped()[0], Resumed)


def test_a_line_that_was_cut_as_its_device_was_flushed_ends_there():
    device = Device()
    device.feed.add(Sound(1, ramp(500), RATE))
    device.buffer()
    device.feed.cut()
    assert device.feed.flushed() == LastSample(1, pytest.approx(5.1), interrupted=True)
    assert device.feed.unfinished() == []
    assert not device.buffer().any()


def test_a_flush_with_nothing_to_rest_says_nothing():
    device = Device()
    assert device.feed.flushed() is None
    device.feed.add(Sound(1, ramp(500), RATE))
    assert device.feed.flushed() is None
    device.buffer()
    device.feed.hold()
    device.buffer()
    assert device.feed.flushed() is None, "it rests already"
