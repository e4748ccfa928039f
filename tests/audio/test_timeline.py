"""When samples were taken, and which never came."""

from __future__ import annotations

import numpy as np
import pytest

from audio.listening.timeline import Timeline

RATE = 16000
BLOCK = 512
SECONDS = BLOCK / RATE


class Device:
    """Delivers blocks with jitter, a wandering latency, a drifting clock, and gaps."""

    def __init__(self, seed=0, drift=0.0):
        self.timeline = Timeline(RATE)
        self.random = np.random.default_rng(seed)
        self.drift = drift
        self.taken = 100.0
        self.missing = []

    def deliver(self, seconds, late=lambda at: 0.0):
        for _ in range(round(seconds / SECONDS)):
            start, self.taken = self.taken, self.taken + SECONDS * (1 + self.drift)
            arrived = self.taken + 0.04 + abs(self.random.normal(0, 0.001)) + late(start - 100.0)
            wander = 0.02 * np.sin(start * 0.9) + self.random.normal(0, 0.004)
            self.missing.append(self.timeline.push(BLOCK, arrived, start + wander))

    def lose(self, seconds):
        self.taken += seconds


@pytest.mark.parametrize("drift", [-1e-4, 0.0, 1e-4])
def test_it_knows_when_a_sample_was_taken(drift):
    device = Device(drift=drift)
    device.deliver(30.0)
    count = round(30.0 / SECONDS) * BLOCK
    assert device.timeline.clock().at(count) == pytest.approx(device.taken, abs=0.012)
    assert sum(device.missing) == 0


def test_there_is_no_clock_before_the_first_block():
    assert Timeline(RATE).clock() is None


@pytest.mark.parametrize("gap", [0.06, 0.2, 0.7, 3.0])
def test_lost_frames_are_counted_against_the_clock(gap):
    device = Device()
    device.deliver(5.0)
    device.lose(gap)
    device.deliver(5.0)
    assert sum(device.missing) / RATE == pytest.approx(gap, abs=0.01)
    count = round(5.0 / SECONDS) * 2 * BLOCK + sum(device.missing)
    assert device.timeline.clock().at(count) == pytest.approx(device.taken, abs=0.02)


def test_each_of_several_gaps_is_counted_once():
    device = Device()
    device.deliver(4.0)
    for _ in range(3):
        device.lose(0.15)
        device.deliver(4.0)
    assert sum(device.missing) / RATE == pytest.approx(0.45, abs=0.02)


def test_a_machine_that_is_late_and_catches_up_lost_nothing():
    device = Device()
    device.deliver(10.0, late=lambda at: max(0.0, 0.8 - (at - 5.0)) if at > 5.0 else 0.0)
    assert sum(device.missing) == 0


def test_after_a_restart_the_first_block_stands_where_it_belongs():
    device = Device()
    device.deliver(5.0)
    device.timeline.restart()
    device.lose(7.0)
    device.deliver(1.0)
    assert device.missing[-round(1.0 / SECONDS)] / RATE == pytest.approx(7.0, abs=0.04)
    count = round(5.0 / SECONDS) * BLOCK + round(1.0 / SECONDS) * BLOCK + sum(device.missing)
    assert device.timeline.clock().at(count) == pytest.approx(device.taken, abs=0.04)
