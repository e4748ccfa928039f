"""Lines on a real output stream, checked against a sample-exact recording of both sides of the card."""

from __future__ import annotations

import queue
import threading

import numpy as np
import pytest
from listening_in import Posted, place, share_heard
from virtual_card import RATE, end, find, virtual_card, write_wav

from audio import sound_file
from audio.clock import MonotonicClock
from audio.events import (
    DeviceFound,
    DeviceLost,
    PlayoutEnded,
    PlayoutHeld,
    PlayoutStarted,
    PlayoutWentOn,
    VoiceFailed,
)
from audio.speaking.player import Player
from audio.speaking.renderer import Renderer
from audio.speaking.voices import panel_voice

LINE = "Was the baseline tuned for as long as your model?"


@pytest.fixture(scope="module")
def clip():
    renderer = Renderer()
    yield renderer.render(LINE, panel_voice(0))
    renderer.close()


@pytest.fixture
def posted():
    return Posted()


@pytest.fixture
def clock():
    return MonotonicClock()


@pytest.fixture
def player(card, posted, clock):
    made = Player(posted, clock)
    yield made
    made.close()


class Microphone:
    """Records with the true time of each block, as the program's own microphone does."""

    def __init__(self, clock):
        import sounddevice

        self._clock = clock
        self._blocks: queue.SimpleQueue[tuple[float, np.ndarray]] = queue.SimpleQueue()
        self._stream = sounddevice.InputStream(
            RATE, channels=1, dtype="int16", latency=0.02, callback=self._take
        )
        self._stream.start()

    def _take(self, samples, _frames, times, _status):
        at = self._clock.now() - (times.currentTime - times.inputBufferAdcTime)
        self._blocks.put((at, samples[:, 0].copy()))

    def time_of(self, sound):
        """Stop, and return when a sound's first sample was taken."""
        self._stream.close()
        times = np.empty(0)
        samples = np.empty(0, np.int16)
        while not self._blocks.empty():
            at, block = self._blocks.get()
            times = np.append(times, at + np.arange(block.size) / RATE)
            samples = np.append(samples, block)
        return times[find(sound, samples)]


def test_a_line_is_heard_whole_and_its_times_are_true(card, player, posted, clock, clip, tmp_path):
    click = np.random.default_rng(1).normal(0, 4000, RATE // 4).astype(np.int16)
    silence = np.zeros(RATE // 2, np.int16)
    microphone = Microphone(clock)
    truth = card.record()
    feeder = card.feed(write_wav(tmp_path / "click.wav", np.concatenate([silence, click, silence])))
    player.play(1, clip.samples, clip.rate)
    ended = posted.wait(PlayoutEnded)
    started = posted.wait(PlayoutStarted)
    assert clock.now() >= ended.at
    truth.wait_more(0.3)
    left, right = truth.stop()
    end(feeder)
    heard_at, worst_piece = place(clip, left)
    assert worst_piece > 0.95
    assert np.abs(left[: int(heard_at * RATE) - 100]).max(initial=0) < 10
    assert np.abs(left[int((heard_at + clip.seconds) * RATE) + 100 :]).max(initial=0) < 10
    # The click ties the session's clock to the recording's samples.
    zero = microphone.time_of(click) - find(click, right) / RATE
    assert started.at - zero == pytest.approx(heard_at, abs=0.06)
    assert ended.at - zero == pytest.approx(heard_at + clip.seconds, abs=0.06)
    assert not ended.interrupted


def test_a_stopped_line_is_silent_within_a_quarter_second(card, player, posted, clip):
    truth = card.record()
    player.play(1, clip.samples, clip.rate)
    started = posted.wait(PlayoutStarted)
    truth.wait_more(0.8)
    stopped = truth.seconds
    player.stop()
    ended = posted.wait(PlayoutEnded)
    truth.wait_more(0.4)
    left, _ = truth.stop()
    sounding = loud(left) / RATE
    assert sounding[-1] < stopped + 0.25
    assert ended.interrupted
    assert ended.at - started.at == pytest.approx(sounding[-1] - sounding[0], abs=0.06)


def loud(left):
    return np.flatnonzero(np.abs(left.astype(int)) > 20)


def test_a_held_line_falls_silent_and_goes_on_from_the_gap_before(card, player, posted, clip):
    truth = card.record()
    player.play(1, clip.samples, clip.rate)
    started = posted.wait(PlayoutStarted)
    truth.wait_more(1.2)
    asked = truth.seconds
    player.hold()
    player.play(2, clip.samples, clip.rate)
    held = posted.wait(PlayoutHeld)
    truth.wait_more(0.8)
    resumed = truth.seconds
    player.go_on()
    went_on, ended = posted.wait(PlayoutWentOn), posted.wait(PlayoutEnded, 1)
    assert not ended.interrupted
    assert posted.wait(PlayoutStarted, 2).at == pytest.approx(ended.at, abs=0.05)
    left, _ = truth.stop()
    sounding = loud(left) / RATE
    first, silent = sounding[0], sounding[sounding < resumed][-1]
    again = sounding[sounding > resumed][0]
    assert silent < asked + 0.15
    # What a sound server had mixed ahead is dropped too, and nobody tells how much that was.
    assert held.at - started.at == pytest.approx(silent - first, abs=0.1)
    # What sounds after the hold is the rest of the line, from up to 0.6 s before.
    line = sound_file.resample(clip.samples, clip.rate, RATE)
    piece = left[round(again * RATE) :][: RATE // 2]
    went_back = silent - first - find(piece, line) / RATE
    assert 0.0 < went_back < 0.65
    assert ended.at - went_on.at == pytest.approx(clip.seconds - (silent - first) + went_back, abs=0.1)


def test_a_line_stopped_while_held_ended_when_it_was_last_heard(player, posted, clock, clip):
    player.play(1, clip.samples, clip.rate)
    posted.wait(PlayoutStarted)
    player.hold()
    held = posted.wait(PlayoutHeld)
    player.play(2, clip.samples, clip.rate)
    player.stop()
    ended = posted.wait(PlayoutEnded, 1)
    assert ended.interrupted
    assert ended.at == held.at
    assert posted.wait(PlayoutEnded, 2).interrupted
    player.play(3, clip.samples, clip.rate)
    posted.wait(PlayoutStarted, 3)
    assert posted.of(PlayoutWentOn) == []


def test_a_line_whose_device_dies_while_it_is_held_ended_when_it_was_last_heard(
    own_card, posted, clock, clip
):
    player = Player(posted, clock)
    try:
        player.play(1, clip.samples, clip.rate)
        posted.wait(PlayoutStarted)
        player.hold()
        held = posted.wait(PlayoutHeld)
        own_card.kill()
        ended = posted.wait(PlayoutEnded, timeout=3)
        assert ended.interrupted
        assert ended.at == held.at
        own_card.start()
        posted.wait(DeviceFound)
        player.play(2, clip.samples, clip.rate)
        posted.wait(PlayoutStarted, 2)
    finally:
        player.close()


def test_a_change_of_device_ends_the_line_and_the_next_one_sounds_on_the_other(
    card, player, posted, clock, clip, monkeypatch
):
    truth = card.record()
    player.play(1, clip.samples, clip.rate)
    posted.wait(PlayoutStarted, 1)
    truth.wait_more(0.5)
    # To PortAudio the card is one device; the sound server takes from here which side a new stream is heard on.
    monkeypatch.setenv("PULSE_SINK", "micfeed")
    player.use("pulse")
    player.play(2, clip.samples, clip.rate)
    ended = posted.wait(PlayoutEnded, 1)
    assert ended.interrupted
    assert ended.at <= clock.now()
    assert not posted.wait(PlayoutEnded, 2).interrupted
    truth.wait_more(0.3)
    left, right = truth.stop()
    # A device that was opened this moment may run dry once, which breaks up to three of its 23 pieces.
    assert share_heard(clip, right) > 0.8
    assert loud(left)[-1] < loud(right)[0] + RATE // 5
    assert (loud(left)[-1] - loud(left)[0]) / RATE < clip.seconds - 0.5


def test_a_quieter_volume_holds_for_lines_the_tone_and_the_next_device(card, player, posted, clip):
    peaks = []
    for share in (1.0, 0.5):
        player.set_volume(share)
        truth = card.record()
        player.play(len(peaks), clip.samples, clip.rate)
        posted.wait(PlayoutEnded, len(peaks))
        truth.wait_more(0.3)
        peaks.append(np.abs(truth.stop()[0].astype(int)).max())
    assert peaks[1] / peaks[0] == pytest.approx(0.25, rel=0.05)
    player.use("pulse")
    truth = card.record()
    player.tone()
    truth.wait_more(1.5)
    assert np.abs(truth.stop()[0].astype(int)).max() == pytest.approx(0.1 * 0.25 * 32767, rel=0.05)


def test_a_volume_turned_down_in_a_line_makes_no_click(card, player, posted):
    rate = 48_000
    steady = (8000 * np.sin(2 * np.pi * 200 * np.arange(2 * rate) / rate)).astype(np.int16)
    truth = card.record()
    player.play(1, steady, rate)
    posted.wait(PlayoutStarted)
    for share in (0.2, 1.0, 0.0, 0.6):
        truth.wait_more(0.3)
        player.set_volume(share)
    posted.wait(PlayoutEnded)
    left, _ = truth.stop()
    heard = left[loud(left)[0] + RATE // 20 : loud(left)[-1] - RATE // 20].astype(float)
    # A click is a jump from one sample to the next: more than the steepest slope of the sound itself.
    assert np.abs(np.diff(heard)).max() < 8000 * 2 * np.pi * 200 / RATE * 1.3


def test_lines_play_in_order_and_a_stop_ends_them_all(player, posted, clip):
    for line in (1, 2, 3):
        player.play(line, clip.samples, clip.rate)
    posted.wait(PlayoutEnded, 1)
    posted.wait(PlayoutStarted, 2)
    player.stop()
    posted.wait(PlayoutEnded, 3)
    assert [event.interrupted for event in posted.of(PlayoutEnded)] == [False, True, True]
    assert [event.line for event in posted.of(PlayoutStarted)] == [1, 2]


def test_the_test_tone_is_heard_and_posts_nothing(card, player, posted):
    truth = card.record()
    player.tone()
    truth.wait_more(1.2)
    left, _ = truth.stop()
    spectrum = np.abs(np.fft.rfft(left))
    assert np.argmax(spectrum) * RATE / left.size == pytest.approx(440, abs=3)
    assert posted.events == []


def test_a_line_on_a_device_that_dies_ends_and_the_device_is_found_again(own_card, posted, clock, clip):
    player = Player(posted, clock)
    try:
        player.play(1, clip.samples, clip.rate)
        posted.wait(PlayoutStarted)
        own_card.kill()
        lost = posted.wait(DeviceLost, timeout=3)
        ended = posted.wait(PlayoutEnded, timeout=3)
        assert lost.kind == "output"
        assert ended.interrupted
        assert ended.at < clock.now()
        own_card.start()
        posted.wait(DeviceFound)
        player.play(2, clip.samples, clip.rate)
        assert not posted.wait(PlayoutEnded, 2).interrupted
    finally:
        player.close()


def test_a_hung_sound_server_holds_nobody_up(own_card, posted, clock, clip):
    player = Player(posted, clock)
    player.play(1, clip.samples, clip.rate)
    posted.wait(PlayoutStarted)
    own_card.suspend()
    hung = clock.now()
    posted.wait(DeviceLost, timeout=2)
    assert posted.wait(PlayoutEnded, timeout=1).interrupted
    player.close()
    assert clock.now() - hung < 7
    own_card.resume()
    # PortAudio may not be ended while one of its streams is still being opened or closed.
    for name in ("player", "player-close"):
        for thread in [thread for thread in threading.enumerate() if thread.name == name]:
            thread.join(20)
            assert not thread.is_alive()


def test_without_a_device_a_line_fails_and_ends_at_once(posted, clock, clip):
    with virtual_card() as gone:
        gone.kill()
        player = Player(posted, clock)
        asked = clock.now()
        player.play(1, clip.samples, clip.rate)
        assert "appear as text" in posted.wait(VoiceFailed).sentence
        assert not posted.wait(PlayoutEnded).interrupted
        assert clock.now() - asked < 3
        player.close()
