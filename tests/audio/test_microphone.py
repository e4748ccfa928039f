"""The live microphone on a virtual card: every sample, and what happens when the device goes."""

from __future__ import annotations

import threading
from itertools import pairwise

import numpy as np
import pytest
from virtual_card import find, reset_portaudio, write_wav

from audio import devices
from audio.clock import MonotonicClock
from audio.errors import AudioError
from audio.events import DeviceFound, DeviceLost, FramesDropped, InputHeard, InputMuted
from audio.listening.microphone import Microphone

RATE = 16000
NOISE = np.random.default_rng(5).integers(-4000, 4000, 3 * RATE).astype(np.int16)


class Heard:
    """Reads a microphone on a thread of its own, as the listener does."""

    def __init__(self, **options):
        self.clock = MonotonicClock()
        self.posted = []
        self.blocks = []
        self.arrived = threading.Condition()
        self.ended = threading.Event()
        self.microphone = Microphone(self.post, self.clock, **options)
        self.thread = threading.Thread(target=self.read, daemon=True)
        self.thread.start()

    def post(self, event):
        with self.arrived:
            self.posted.append(event)
            self.arrived.notify_all()

    def read(self):
        while not self.ended.is_set():
            block = self.microphone.read(0.05)
            if block is not None:
                with self.arrived:
                    self.blocks.append(block)
                    self.arrived.notify_all()

    def wait(self, condition, timeout=20.0):
        with self.arrived:
            assert self.arrived.wait_for(condition, timeout), self.posted

    def wait_more(self, seconds):
        count = len(self.blocks) + round(seconds * RATE / 512)
        self.wait(lambda: len(self.blocks) >= count)

    def events(self, kind):
        return [event for event in self.posted if isinstance(event, kind)]

    def sound(self):
        whole = np.zeros(self.blocks[-1].sample + len(self.blocks[-1].samples), np.int16)
        for block in self.blocks:
            whole[block.sample : block.sample + len(block.samples)] = block.samples
        return whole

    def behind(self):
        """How long ago the newest sample was captured: the latency of the device."""
        count = len(self.blocks)
        self.wait(lambda: len(self.blocks) > count)
        last = self.blocks[-1]
        return self.clock.now() - self.microphone.clock().at(last.sample + len(last.samples))

    def close(self):
        self.ended.set()
        self.thread.join(5)
        assert not self.thread.is_alive()
        self.microphone.close()
        assert closed()


def closed(timeout=5.0):
    """Wait until the streams that are closed on threads of their own are gone."""
    for thread in threading.enumerate():
        if thread.name in ("microphone-close", "microphone-open"):
            thread.join(timeout)
    return not any(thread.name == "microphone-close" for thread in threading.enumerate())


@pytest.fixture
def heard(card):
    opened = Heard()
    opened.wait(lambda: opened.blocks)
    yield opened
    opened.close()


def test_the_card_is_found_by_name(card):
    names = [device.name for device in devices.inputs()]
    assert "pulse" in names
    found = devices.resolve_input("pulse")
    assert (found.name, found.host) == ("pulse", "ALSA")
    assert found.channels >= 1
    assert devices.resolve_input(None).index == devices.resolve_input("default").index
    assert devices.resolve_output("pulse").name == "pulse"


def test_a_device_that_is_not_there_is_said_by_name(card):
    with pytest.raises(AudioError, match="The microphone Blue Yeti is not there"):
        devices.resolve_input("Blue Yeti")
    with pytest.raises(AudioError, match="headset Bose is not there"):
        devices.resolve_output("Bose")


def test_the_list_of_devices_is_left_alone_while_a_stream_lives(heard):
    assert not devices.refresh()


def test_what_is_said_into_it_arrives_sample_for_sample(heard, card, tmp_path):
    card.feed(write_wav(tmp_path / "noise.wav", NOISE))
    heard.wait_more(5.0)
    sound = heard.sound()
    at = find(NOISE, sound)
    assert np.array_equal(sound[at : at + len(NOISE)], NOISE)
    assert heard.events(FramesDropped) == []
    assert all(a.sample + len(a.samples) == b.sample for a, b in pairwise(heard.blocks))


def test_its_samples_lie_on_the_sessions_clock(heard):
    heard.wait_more(2.0)
    assert -0.002 < heard.behind() < 0.25


def test_digital_silence_is_said_until_something_is_heard(card, tmp_path):
    heard = Heard()
    heard.wait(lambda: heard.events(InputMuted))
    assert "muted" in heard.events(InputMuted)[0].sentence
    card.feed(write_wav(tmp_path / "noise.wav", NOISE))
    heard.wait(lambda: heard.events(InputHeard))
    assert not heard.events(DeviceLost), (
        "the stream stays open: a gated headset sends zeros while somebody thinks"
    )
    heard.close()


def test_a_crashed_sound_server_is_noticed_and_taken_again(own_card, tmp_path):
    heard = Heard()
    heard.wait_more(1.5)
    gone_at = heard.clock.now()
    own_card.kill()
    heard.wait(lambda: heard.events(DeviceLost))
    assert heard.events(DeviceLost)[0].at - gone_at < 1.6
    own_card.start()
    heard.wait(lambda: heard.events(DeviceFound))
    back_at = heard.events(DeviceFound)[0].at
    heard.wait_more(1.0)
    gap = sum(b.sample - a.sample - 512 for a, b in pairwise(heard.blocks))
    assert 0 < gap / RATE < back_at - gone_at + 0.1
    assert -0.002 < heard.behind() < 0.25
    assert len(heard.events(DeviceLost)) == 1
    heard.close()


def test_a_microphone_that_is_plugged_in_later_is_taken(own_card):
    own_card.kill()
    reset_portaudio()
    with pytest.raises(AudioError, match="There is no microphone on this machine"):
        devices.resolve_input(None)
    heard = Heard()
    heard.wait(lambda: heard.events(DeviceLost))
    assert "plug one in" in heard.events(DeviceLost)[0].sentence
    own_card.start()
    heard.wait(lambda: heard.events(DeviceFound))
    heard.wait_more(0.5)
    assert heard.blocks[0].sample == 0
    heard.close()


def test_a_hung_sound_server_hangs_nothing(own_card):
    heard = Heard()
    heard.wait_more(0.5)
    own_card.suspend()
    heard.wait(lambda: heard.events(DeviceLost), timeout=4.0)
    heard.ended.set()
    heard.thread.join(2)
    assert not heard.thread.is_alive()
    heard.microphone.close()
    own_card.resume()
    assert closed(timeout=10)
