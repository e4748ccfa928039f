"""A recording of any length into words on its own clock."""

from __future__ import annotations

from types import SimpleNamespace

import numpy as np
import pytest

from audio.listening import models
from audio.listening.whisper import Whisper
from audio.listening.whole_file import transcribe_file
from audio.sound_file import resample
from audio.speaking.renderer import Renderer
from audio.speaking.voices import Voice

RATE = 16000
SENTENCES = ["We compared three seeds for every setting.", "The test data was never touched before the end."]


@pytest.fixture(scope="module")
def whisper(tmp_path_factory):
    return Whisper(models.find("tiny.en", tmp_path_factory.mktemp("store"), offline=True), "cpu")


@pytest.fixture(scope="module")
def talk():
    """Two sentences said in turn for two minutes, each at a known second."""
    renderer = Renderer()
    # The neural voice: tiny.en reads it back word for word, and espeak-ng only nearly so.
    spoken = [renderer.render(sentence, Voice("hibari", "heart")) for sentence in SENTENCES]
    renderer.close()
    clips = [resample(clip.samples, clip.rate, RATE) for clip in spoken]
    sound = np.random.default_rng(0).normal(0, 20, 130 * RATE)
    for number, start in enumerate(range(2, 126, 6)):
        clip = clips[number % 2]
        sound[start * RATE : start * RATE + len(clip)] += clip
    return (np.clip(sound, -32768, 32767) / 32768).astype(np.float32)


@pytest.fixture(scope="module")
def segments(whisper, talk):
    told = []
    found = transcribe_file(whisper, talk, lambda done, total: told.append((done, total)))
    return found, told


def test_every_sentence_stands_at_its_second(segments):
    found, _ = segments
    words = [word for segment in found for word in segment.words]
    for start in range(2, 126, 6):
        near = [word.text.lower().strip(".,") for word in words if start - 0.3 <= word.start <= start + 5]
        said = SENTENCES[((start - 2) // 6) % 2].lower().strip(".").split()
        assert len(set(near) & set(said)) >= 0.8 * len(said), (start, near)


def test_segments_follow_each_other(segments):
    found, _ = segments
    assert len(found) > 2
    times = [time for segment in found for time in (segment.start, segment.end)]
    assert times == sorted(times)
    assert all(segment.text == " ".join(word.text for word in segment.words) for segment in found)


def test_progress_is_told_to_the_end(segments):
    _, told = segments
    assert [done for done, _ in told] == sorted(done for done, _ in told)
    assert told[-1] == (130.0, 130.0)
    assert len(told) > 2


def test_a_cancelled_file_gives_what_was_done(whisper, talk, segments):
    rounds = iter([False, True])
    found = transcribe_file(whisper, talk, cancelled=lambda: next(rounds))
    assert 0 < len(found) < len(segments[0])
    assert found == segments[0][: len(found)]


def test_silence_gives_no_segments_and_asks_the_model_nothing():
    nobody = SimpleNamespace(name="nobody")
    assert transcribe_file(nobody, np.zeros(20 * RATE, np.float32)) == []
