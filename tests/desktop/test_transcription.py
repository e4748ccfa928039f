"""Whole files into words: what is said of them and what they cost."""

from __future__ import annotations

import tracemalloc

import numpy as np
import pytest

from audio import sound_file
from audio.errors import AudioError
from audio.listening.whole_file import transcribe_file
from desktop.transcription import Spool, transcribe

RATE = 16000


class Deaf:
    """Hears nothing; only the way there is looked at."""

    name, digest, device = "deaf", "0", "cpu"

    def transcribe(self, samples, prompt=""):
        return []

    def transcribe_all(self, sounds, prompt=""):
        return [[] for _ in sounds]


@pytest.fixture
def noise(tmp_path):
    samples = np.random.default_rng(5).integers(-3000, 3000, 90 * RATE).astype(np.int16)
    sound_file.write_wav(tmp_path / "noise.wav", samples, RATE)
    return tmp_path / "noise.wav"


def test_a_spool_gives_back_what_was_written(tmp_path):
    samples = np.arange(-500, 500, dtype=np.int16)
    with (tmp_path / "spool").open("w+b") as file:
        spool = Spool(file)
        spool.write(samples[:300])
        spool.write(samples[300:])
        assert len(spool) == 1000
        np.testing.assert_array_equal(spool[290:310], samples[290:310].astype(np.float32) / 32768)
        np.testing.assert_array_equal(spool[950:2000], samples[950:].astype(np.float32) / 32768)
        assert len(spool[1000:1200]) == 0


def test_a_spool_is_heard_as_the_samples_themselves_are(tmp_path, noise):
    samples = sound_file.read(noise)
    seen, plain = [], []
    with (tmp_path / "spool").open("w+b") as file:
        spool = Spool(file)
        spool.write(samples)
        transcribe_file(Deaf(), spool, lambda *at: seen.append(at))
    transcribe_file(Deaf(), samples.astype(np.float32) / 32768, lambda *at: plain.append(at))
    assert seen == plain


def test_memory_does_not_grow_with_the_length_of_the_file(tmp_path):
    def peak(seconds: int) -> int:
        path = tmp_path / f"{seconds}.wav"
        sound_file.write_wav(path, np.zeros(seconds * RATE, np.int16), RATE)
        tracemalloc.start()
        transcribe(path, Deaf(), tmp_path)
        found = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        return found

    peak(10)  # What is imported and loaded on the first call stays.
    short, long = peak(60), peak(240)
    # 180 s more would be 5.8 MB as whole numbers and 11.5 MB as fractions.
    assert long - short < 1_000_000


def test_a_cancelled_file_is_given_up_at_once_and_leaves_nothing(noise, tmp_path):
    scratch = tmp_path / "scratch"
    scratch.mkdir()
    assert transcribe(noise, Deaf(), scratch, cancelled=lambda: True) is None
    assert list(scratch.iterdir()) == []


def test_a_full_or_missing_place_is_said_in_a_sentence(noise, tmp_path):
    with pytest.raises(AudioError, match=r"noise\.wav was not put into words"):
        transcribe(noise, Deaf(), tmp_path / "nowhere")


def test_the_length_is_told_even_where_nothing_was_said(noise):
    made = transcribe(noise, Deaf())
    assert made is not None
    assert (made.duration, made.segments) == (90.0, ())
