"""The stream of frames hears what the batch hears."""

from __future__ import annotations

import numpy as np

from audio.listening.vad import FRAME, Vad

SPEECHLIKE = np.random.default_rng(3)


def murmur(seconds):
    """Harmonics of a gliding voice under a syllable-like envelope: enough for Silero to hear speech."""
    at = np.arange(round(seconds * 16000)) / 16000
    pitch = 120 + 25 * np.sin(2 * np.pi * 0.7 * at)
    phase = 2 * np.pi * np.cumsum(pitch) / 16000
    formants = (500, 1500, 2500)
    voice = sum(
        np.sin(n * phase) * sum(np.exp(-(((n * 120 - f) / 180) ** 2)) for f in formants) for n in range(1, 30)
    )
    syllables = np.clip(np.sin(2 * np.pi * 3.5 * at), 0, None) ** 0.5
    noise = SPEECHLIKE.normal(0, 0.003, len(at))
    return (0.2 * voice * syllables + noise).astype(np.float32)


def test_the_stream_equals_the_batch():
    from faster_whisper.vad import get_vad_model

    sound = np.concatenate([murmur(3.0), np.zeros(16000, np.float32), murmur(2.0)])
    sound = sound[: len(sound) // FRAME * FRAME]
    vad = Vad()
    stream = [vad.push(frame) for frame in sound.reshape(-1, FRAME)]
    batch = get_vad_model()(sound).reshape(-1)
    assert np.ptp(batch) > 0.3
    # The batch call of faster-whisper 1.2.1 sets the last 64 samples it is given to zero.
    assert np.abs(stream - batch)[:-1].max() < 1e-5


def test_to_listen_ahead_is_to_hear_the_same():
    sound = np.concatenate([murmur(2.0), np.zeros(16000, np.float32), murmur(1.0)])
    sound = sound[: len(sound) // FRAME * FRAME]
    vad, ahead = Vad(), Vad()
    stream = [vad.push(frame) for frame in sound.reshape(-1, FRAME)]
    half = len(sound) // FRAME // 2 * FRAME
    found = []
    for part in (sound[:half], sound[half:]):
        ahead.listen_ahead(part)
        found += [ahead.push(frame) for frame in part.reshape(-1, FRAME)]
    assert np.ptp(stream) > 0.3
    assert np.abs(np.subtract(stream, found)).max() < 1e-5


def test_after_a_reset_it_hears_as_if_new():
    sound = murmur(1.0)[: 30 * FRAME].reshape(-1, FRAME)
    vad = Vad()
    first = [vad.push(frame) for frame in sound]
    vad.reset()
    assert [vad.push(frame) for frame in sound] == first


def test_silence_and_noise_are_not_voiced():
    vad = Vad()
    noise = np.random.default_rng(0).normal(0, 0.01, 100 * FRAME).astype(np.float32)
    assert not any(vad.voiced(frame) for frame in noise.reshape(-1, FRAME))
    assert not any(vad.voiced(np.zeros(FRAME, np.float32)) for _ in range(50))
