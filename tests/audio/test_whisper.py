"""Real speech into words, and nothing into nothing."""

from __future__ import annotations

import shutil
import subprocess

import numpy as np
import pytest

from audio.errors import AudioError
from audio.listening import models
from audio.listening.whisper import Whisper
from audio.sound_file import read

RATE = 16000
SENTENCE = "We trained the baseline for three days with the same budget."


@pytest.fixture(scope="module")
def whisper(tmp_path_factory):
    return Whisper(models.find("tiny.en", tmp_path_factory.mktemp("store"), offline=True), "cpu")


@pytest.fixture(scope="module")
def spoken(tmp_path_factory):
    """The sentence, spoken by espeak-ng, with half a second of silence around it."""
    engine = shutil.which("espeak-ng")
    if engine is None:
        pytest.skip("espeak-ng is not installed")
    path = tmp_path_factory.mktemp("speech") / "a.wav"
    subprocess.run(
        [engine, "-v", "en-us", "-s", "150", "-w", str(path), "--stdin"], input=SENTENCE.encode(), check=True
    )
    silence = np.zeros(RATE // 2, np.float32)
    return np.concatenate([silence, read(path).astype(np.float32) / 32768, silence])


def test_it_hears_what_was_said_with_times_inside_the_sound(whisper, spoken):
    words = whisper.transcribe(spoken)
    text = " ".join(word.text for word in words).lower()
    heard = set(text.replace(".", "").replace(",", "").split())
    said = set(SENTENCE.lower().rstrip(".").split())
    assert len(heard & said) >= 0.7 * len(said), text
    times = [time for word in words for time in (word.start, word.end)]
    assert times == sorted(times)
    assert times[0] >= 0
    assert times[-1] <= len(spoken) / RATE
    assert all(type(word.start) is float and 0 < word.probability <= 1 for word in words)


def test_the_same_sound_gives_the_same_words(whisper, spoken):
    assert whisper.transcribe(spoken) == whisper.transcribe(spoken)


def keyboard(at):
    """Key presses: a sharp burst down, a softer one up, at a typist's uneven pace."""
    rng = np.random.default_rng(5)
    sound = rng.normal(0, 0.001, len(at))
    begins = np.cumsum(rng.exponential(0.15, 100) + 0.05)
    for begin in begins[begins < at[-1] - 0.2]:
        for delay, loud in ((0.0, rng.uniform(0.1, 0.5)), (0.08, 0.1)):
            first = round((begin + delay) * RATE)
            burst = rng.normal(0, 1, 480) * np.exp(-np.arange(480) / 96)
            sound[first : first + 480] += loud * burst
    return np.clip(sound, -1, 1)


def music(at):
    """A plucked tune over two chords."""
    rng = np.random.default_rng(6)
    sound = rng.normal(0, 0.0005, len(at))
    note = np.arange(round(0.55 * RATE)) / RATE
    for beat in np.arange(0, at[-1] - 0.6, 0.5):
        chord = (0, 4, 7) if int(beat) % 4 < 2 else (5, 9, 12)
        tune = 12 + rng.choice([0, 2, 4, 5, 7, 9, 11])
        for step, loud in ((tune, 0.12), *((each, 0.05) for each in chord)):
            pitch = 110 * 2 ** (step / 12)
            tone = sum(np.sin(2 * np.pi * pitch * n * note) / n for n in (1, 2, 3, 4))
            first = round(beat * RATE)
            sound[first : first + len(note)] += (
                loud * tone * np.exp(-note / 0.35) * np.minimum(1, note / 0.01)
            )
    return np.clip(sound, -1, 1)


NOTHING = {
    "keyboard": keyboard,
    "music": music,
    "silence": lambda at: np.zeros(len(at)),
    "hiss": lambda at: np.random.default_rng(0).normal(0, 0.02, len(at)),
    "loud hiss": lambda at: np.random.default_rng(1).normal(0, 0.2, len(at)),
    "hum": lambda at: 0.1 * np.sin(2 * np.pi * 50 * at) + 0.03 * np.sin(2 * np.pi * 150 * at),
    "clicks": lambda at: np.where(np.random.default_rng(2).random(len(at)) < 0.0003, 0.5, 0.0),
}


@pytest.mark.parametrize("kind", NOTHING)
def test_nothing_is_invented_for_what_is_not_speech(whisper, kind):
    sound = NOTHING[kind](np.arange(6 * RATE) / RATE).astype(np.float32)
    assert whisper.transcribe(sound) == []
    assert whisper.sketch(sound) == []


def test_what_is_heard_together_is_heard_as_if_alone(whisper, spoken):
    noise = np.random.default_rng(0).normal(0, 0.02, 3 * RATE).astype(np.float32)
    first, nothing, again = whisper.transcribe_all([spoken, noise, spoken])
    assert nothing == []
    said = [word.text for word in whisper.transcribe(spoken)]
    assert [word.text for word in first] == [word.text for word in again] == said


def test_interim_text_is_much_the_same(whisper, spoken):
    final = {word.text.lower() for word in whisper.transcribe(spoken)}
    interim = {word.text.lower() for word in whisper.sketch(spoken)}
    assert len(final & interim) >= 0.7 * len(final)


def test_nothing_at_all_gives_nothing(whisper):
    assert whisper.transcribe(np.zeros(0, np.float32)) == []


def test_more_than_thirty_seconds_is_refused(whisper):
    with pytest.raises(ValueError, match="30 s"):
        whisper.transcribe(np.zeros(31 * RATE, np.float32))


def test_it_says_where_it_runs(whisper):
    assert (whisper.name, whisper.device, whisper.note) == ("tiny.en", "cpu", "")
    assert whisper.digest == models.TINY_DIGEST


def test_a_graphics_card_that_is_not_there_is_said(tmp_path):
    import ctranslate2

    if ctranslate2.get_cuda_device_count():
        pytest.skip("this machine has one")
    model = models.find("tiny.en", tmp_path, offline=True)
    with pytest.raises(AudioError, match="no CUDA graphics card"):
        Whisper(model, "cuda")
    assert Whisper(model, "auto").device == "cpu"


def test_without_cudas_libraries_it_goes_on_without_the_card_and_says_so(tmp_path, monkeypatch):
    import ctranslate2

    if ctranslate2.get_cuda_device_count():
        pytest.skip("this machine has one that works")
    monkeypatch.setattr(ctranslate2, "get_cuda_device_count", lambda: 1)
    model = models.find("tiny.en", tmp_path, offline=True)
    whisper = Whisper(model, "auto")
    assert whisper.device == "cpu"
    assert "graphics card could not be used" in whisper.note
    with pytest.raises(AudioError, match="did not load on the graphics card"):
        Whisper(model, "cuda")


def test_a_model_that_cannot_be_loaded_is_said_in_one_sentence(tmp_path):
    folder = tmp_path / "broken"
    folder.mkdir()
    good = models.find("tiny.en", tmp_path, offline=True).folder
    for name in models.NEEDED:
        shutil.copyfile(good / name, folder / name)
    (folder / "model.bin").write_bytes((good / "model.bin").read_bytes()[:100000])
    with pytest.raises(AudioError, match="broken"):
        Whisper(models.find(str(folder), tmp_path, offline=True), "cpu")


def test_on_a_graphics_card_the_words_are_the_same(spoken, tmp_path):
    import ctranslate2

    if not ctranslate2.get_cuda_device_count():
        pytest.skip("this machine has no CUDA graphics card")
    whisper = Whisper(models.find("tiny.en", tmp_path, offline=True), "cuda")
    assert whisper.device == "cuda"
    text = " ".join(word.text for word in whisper.transcribe(spoken)).lower()
    said = set(SENTENCE.lower().rstrip(".").split())
    assert len(set(text.replace(".", "").split()) & said) >= 0.7 * len(said), text
    assert whisper.transcribe_all([spoken, spoken])[1] == whisper.transcribe_all([spoken, spoken])[0]
