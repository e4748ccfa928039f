"""What was played, asked for by its time."""

from __future__ import annotations

import numpy as np
import pytest

from audio.loudspeaker import RATE, SMOOTHED, STEP, WAITING, Loudspeaker


def voice_like(seconds, rate, seed=1):
    """Noise without anything above 5 kHz, so that resampling leaves it as it is."""
    count = round(seconds * rate)
    spectrum = np.fft.rfft(np.random.default_rng(seed).normal(0, 6000, count))
    spectrum[round(5000 * seconds) :] = 0
    return np.fft.irfft(spectrum, count).astype(np.int16)


def at_16k(sound, rate):
    """The true samples at 16 kHz, by way of the spectrum."""
    count = round(sound.size * RATE / rate)
    return np.fft.irfft(np.fft.rfft(sound.astype(float))[: count // 2 + 1], count) * count / sound.size


class Device:
    """Asks for buffers; each is stamped with its time and an error."""

    def __init__(self, loudspeaker, rate=48_000, began=100.0, error=0.0, buffer=960):
        self.rate = rate
        self.track = loudspeaker.track(rate)
        self.at = began
        self._error = error
        self._buffer = np.zeros(buffer, np.int16)
        self._random = np.random.default_rng(3)

    def play(self, sound):
        for start in range(0, len(sound), self._buffer.size):
            piece = sound[start : start + self._buffer.size]
            self._buffer[: piece.size] = piece
            # The same array every time, as PortAudio does it.
            self.track.add(self.at + self._random.normal(0, self._error), self._buffer[: piece.size])
            self.at += piece.size / self.rate

    def rest(self, seconds):
        self.play(np.zeros(round(seconds * self.rate), np.int16))


def likeness(one, other):
    return float(np.corrcoef(one.astype(float), other.astype(float))[0, 1])


def lag(heard, truth):
    """By how many samples `heard` comes later."""
    product = np.fft.rfft(heard.astype(float), 1 << 17) * np.conj(np.fft.rfft(truth.astype(float), 1 << 17))
    found = int(np.argmax(np.fft.irfft(product)))
    return found if found < 1 << 16 else found - (1 << 17)


@pytest.mark.parametrize("rate", [16_000, 44_100, 48_000])
def test_a_sound_is_found_at_its_time_at_any_rate(rate):
    loudspeaker = Loudspeaker()
    device = Device(loudspeaker, rate)
    device.rest(0.7)
    sound = voice_like(1.0, rate)
    device.play(sound)
    device.rest(0.3)
    heard = loudspeaker.take(100.7, RATE)
    assert likeness(heard[50:-50], at_16k(sound, rate)[50:-50]) > 0.99
    assert not loudspeaker.take(100.3, round(0.39 * RATE)).any()
    assert not loudspeaker.take(101.71, round(0.2 * RATE)).any()


def test_nothing_was_played_before_any_device():
    heard = Loudspeaker().take(3.0, 512)
    assert heard.dtype == np.int16
    assert heard.size == 512
    assert not heard.any()


def test_wandering_stamps_neither_move_nor_tear_what_is_read_block_by_block():
    loudspeaker = Loudspeaker()
    device = Device(loudspeaker, error=0.01)
    device.rest(2.0)
    sound = voice_like(4.0, 48_000)
    blocks = []
    for number in range(125):
        device.play(sound[number * 1536 : (number + 1) * 1536])
        blocks.append(loudspeaker.take(101.9 + number * 0.032, 512))
    heard = np.concatenate(blocks)
    truth = np.concatenate([np.zeros(1600), at_16k(sound, 48_000)])[: heard.size]
    shift = lag(heard, truth)
    assert abs(shift) < 0.005 * RATE
    assert likeness(np.roll(heard, -shift)[1700:-1700], truth[1700:-1700]) > 0.99


def test_a_line_that_is_held_goes_on_after_the_silence():
    loudspeaker = Loudspeaker()
    device = Device(loudspeaker)
    sound = voice_like(2.0, 48_000)
    device.rest(0.5)
    device.play(sound[:42_000])
    device.rest(1.25)
    device.play(sound[42_000:])
    device.rest(0.5)
    held = 100.5 + 42_000 / 48_000
    truth = at_16k(sound, 48_000)
    before, after = loudspeaker.take(100.6, 9000), loudspeaker.take(held + 1.25, 9000)
    assert likeness(before, truth[1600:10_600]) > 0.99
    assert likeness(after[50:], truth[14_050:23_000]) > 0.99
    assert not loudspeaker.take(held + 0.01, round(1.23 * RATE)).any()


def test_a_line_that_is_cut_is_silent_from_there_on():
    loudspeaker = Loudspeaker()
    device = Device(loudspeaker, buffer=480)
    device.play(voice_like(1.0, 48_000)[:20_000])
    device.rest(1.0)
    assert loudspeaker.take(100.3, 1600).any()
    assert not loudspeaker.take(100.0 + 20_000 / 48_000 + 0.005, RATE // 2).any()


def test_the_time_stays_true_after_an_hour_of_lines_and_pauses():
    loudspeaker = Loudspeaker()
    device = Device(loudspeaker, 44_100, buffer=4410)
    sound = voice_like(0.5, 44_100)
    for _ in range(900):
        device.play(sound)
        device.rest(3.5)
        loudspeaker.take(device.at, 16)
    device.play(sound)
    began = device.at - 0.5
    device.rest(0.2)
    heard = loudspeaker.take(began, RATE // 2)
    assert abs(lag(heard, at_16k(sound, 44_100))) <= 1


def test_another_device_is_taken_up_and_the_old_ones_last_words_are_kept():
    loudspeaker = Loudspeaker()
    first = Device(loudspeaker, 48_000)
    old = voice_like(1.0, 48_000, seed=1)
    first.play(old)
    loudspeaker.take(100.0, 512)
    second = Device(loudspeaker, 44_100, began=100.8)
    new = voice_like(1.0, 44_100, seed=2)
    second.play(new)
    both = loudspeaker.take(100.5, RATE)
    assert likeness(both[:4000], at_16k(old, 48_000)[8000:12_000]) > 0.99
    assert likeness(both[8100:], at_16k(new, 44_100)[3300:11_200]) > 0.99


def test_a_device_that_stalled_is_believed_after_a_few_buffers():
    loudspeaker = Loudspeaker()
    device = Device(loudspeaker)
    device.rest(SMOOTHED)
    loudspeaker.take(device.at, 16)
    device.at += 3 * STEP
    device.rest(0.08)
    loudspeaker.take(device.at, 16)
    sound = voice_like(1.0, 48_000)
    began = device.at
    device.play(sound)
    device.rest(0.2)
    assert abs(lag(loudspeaker.take(began, RATE), at_16k(sound, 48_000))) < 16


def test_a_single_wrong_stamp_is_not_believed():
    loudspeaker = Loudspeaker()
    device = Device(loudspeaker)
    device.rest(0.5)
    device.at += 4 * STEP
    device.rest(0.02)
    device.at -= 4 * STEP
    sound = voice_like(1.0, 48_000)
    began = device.at
    device.play(sound)
    device.rest(0.2)
    assert abs(lag(loudspeaker.take(began, RATE), at_16k(sound, 48_000))) <= 1


def test_a_jump_in_what_is_read_is_counted():
    loudspeaker = Loudspeaker()
    device = Device(loudspeaker)
    device.rest(2.0)
    loudspeaker.take(100.5, 512)
    jumps = loudspeaker.jumps
    loudspeaker.take(100.532, 512)
    loudspeaker.take(100.574, 512)
    assert loudspeaker.jumps == jumps
    loudspeaker.take(101.0, 512)
    assert loudspeaker.jumps == jumps + 1


def test_a_reader_that_looks_further_ahead_than_the_device_buffers_loses_nothing():
    loudspeaker = Loudspeaker()
    device = Device(loudspeaker)
    device.rest(0.32)
    sound = voice_like(2.0, 48_000)
    blocks = []
    for number in range(60):
        device.play(sound[number * 1536 : (number + 1) * 1536])
        # 20 ms of every block are still to come.
        blocks.append(loudspeaker.take(100.34 + number * 0.032, 512))
    heard = np.concatenate(blocks)[1024:]
    truth = at_16k(sound, 48_000)
    shift = lag(heard, truth)
    assert likeness(heard, np.roll(truth, shift)[: heard.size]) > 0.99


def test_a_device_that_nobody_listens_to_fills_no_memory_and_is_found_again():
    loudspeaker = Loudspeaker()
    device = Device(loudspeaker, 16_000, buffer=160)
    sound = voice_like(1.0, 16_000)
    device.play(sound)
    loudspeaker.take(device.at - 0.5, 16)
    device.play(np.ones((WAITING + 500) * 160, np.int16))
    device.play(sound)
    began = device.at - 1.0
    device.rest(0.1)
    assert len(device.track._buffers) == WAITING
    assert likeness(loudspeaker.take(began, RATE), sound) > 0.999
