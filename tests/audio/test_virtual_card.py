"""The card that the other sound tests stand on: is it exact?"""

from __future__ import annotations

import queue

import numpy as np
import pytest
from virtual_card import RATE, end, find, write_wav


def voice_like(seconds: float, seed: int) -> np.ndarray:
    """Noise with silence around it: half a second before and 0.2 s after."""
    noise = np.random.default_rng(seed).normal(0, 4000, int(seconds * RATE)).astype(np.int16)
    return np.concatenate([np.zeros(RATE // 2, np.int16), noise, np.zeros(RATE // 5, np.int16)])


def test_what_is_fed_reaches_both_the_truth_and_the_microphone_bit_for_bit(card, tmp_path):
    import sounddevice

    spoken = voice_like(2.0, seed=1)
    heard: queue.SimpleQueue[bytes] = queue.SimpleQueue()
    with sounddevice.RawInputStream(
        RATE, 512, channels=1, dtype="int16", callback=lambda b, *_: heard.put(bytes(b))
    ):
        truth = card.record()
        feeder = card.feed(write_wav(tmp_path / "q.wav", spoken))
        truth.wait_for(4.0)
        left, right = truth.stop()
        captured = np.frombuffer(b"".join(heard.get(timeout=5) for _ in range(heard.qsize())), np.int16)
    end(feeder)
    noise = spoken[RATE // 2 : -RATE // 5]
    for recording in (right, captured):
        at = find(noise, recording)
        np.testing.assert_array_equal(recording[at : at + noise.size], noise)
    assert not left.any()


def test_the_speaker_is_heard_on_the_left_only(card, tmp_path):
    import sounddevice

    sound = voice_like(1.0, seed=2)
    truth = card.record()
    with sounddevice.RawOutputStream(RATE, channels=1, dtype="int16") as stream:
        stream.write(sound.tobytes())
        truth.wait_more(1.0)
    left, right = truth.stop()
    at = find(sound, left)
    np.testing.assert_array_equal(left[at : at + sound.size], sound)
    assert not right.any()


def test_a_killed_daemon_comes_back(own_card):
    import sounddevice

    own_card.kill()
    with pytest.raises(sounddevice.PortAudioError):
        sounddevice.RawInputStream(RATE, channels=1, dtype="int16")
    own_card.start()
    truth = own_card.record()
    truth.wait_for(0.2)
    left, right = truth.stop()
    assert left.size >= RATE // 5
    assert not left.any()
    assert not right.any()
