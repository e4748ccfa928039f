"""Files are put into words one after the other, and wait while somebody speaks."""

from __future__ import annotations

import threading

import numpy as np
import pytest

from audio import sound_file
from audio.events import Word
from desktop.dictation_events import FileCancelled, FileFailed, FileFinished, FileProgressed
from desktop.dictation_files import FileJob, Files, Shelf
from desktop.dictations import Dictations

WAIT = 20.0


class Recogniser:
    """Hears one word in each stretch; a test may hold it in the middle of its work."""

    name, digest, device = "fake", "0", "cpu"

    def __init__(self) -> None:
        self.working = threading.Event()
        self.may_go_on = threading.Event()
        self.may_go_on.set()

    def transcribe(self, samples, prompt=""):
        self.working.set()
        assert self.may_go_on.wait(WAIT)
        return [Word("word", 0.0, len(samples) / 16000, 0.9)]

    def transcribe_all(self, sounds, prompt=""):
        return [self.transcribe(samples, prompt) for samples in sounds]


class Told:
    def __init__(self) -> None:
        self.events = []
        self._came = threading.Condition()

    def __call__(self, event) -> None:
        with self._came:
            self.events.append(event)
            self._came.notify_all()

    def wait(self, kind, number):
        def found():
            return [e for e in self.events if isinstance(e, kind) and e.number == number]

        with self._came:
            assert self._came.wait_for(found, WAIT), self.events
        return found()[0]


@pytest.fixture
def told():
    return Told()


@pytest.fixture
def recogniser():
    return Recogniser()


@pytest.fixture
def files(tmp_path, told, recogniser):
    shelf = Shelf()
    shelf.put(recogniser)
    made = Files(Dictations(tmp_path / "dictations"), shelf, told)
    yield made
    recogniser.may_go_on.set()
    assert made.close()


@pytest.fixture(scope="module")
def speech(tmp_path_factory):
    """Return half a minute of real speech sounds: a synthetic voice, as a detector takes a tone for none."""
    from audio.speaking.renderer import Renderer
    from audio.speaking.voices import Voice

    renderer = Renderer()
    clip = renderer.render("We tuned the baseline with forty trials. " * 4, Voice("hibari", "heart"))
    renderer.close()
    samples = sound_file.resample(clip.samples, clip.rate, 16000)
    silence = np.zeros(16000, np.int16)
    path = tmp_path_factory.mktemp("speech") / "speech.wav"
    sound_file.write_wav(path, np.concatenate([silence, samples, silence, samples, silence, samples]), 16000)
    return path


def test_a_file_becomes_an_entry_with_its_progress_told(files, told, speech, tmp_path):
    files.add(FileJob(1, speech))
    kept = told.wait(FileFinished, 1).kept
    assert (kept.title, kept.audio) == ("speech.wav", speech)
    assert (tmp_path / "dictations" / f"{kept.id}.json").is_file()
    steps = [event for event in told.events if isinstance(event, FileProgressed)]
    assert steps[0].done == 0.0
    assert steps[-1].done == steps[-1].total == pytest.approx(sound_file.length(speech))
    assert [step.done for step in steps] == sorted(step.done for step in steps)


def test_a_broken_file_is_named_and_the_next_one_is_still_done(files, told, speech, tmp_path):
    broken = tmp_path / "broken.wav"
    broken.write_bytes(b"")
    files.add(FileJob(1, broken))
    files.add(FileJob(2, speech))
    assert "broken.wav is empty" in told.wait(FileFailed, 1).sentence
    told.wait(FileFinished, 2)


def test_a_cancelled_file_leaves_nothing_behind(files, told, recogniser, speech, tmp_path):
    recogniser.may_go_on.clear()
    files.add(FileJob(1, speech))
    files.add(FileJob(2, speech))
    assert recogniser.working.wait(WAIT)
    files.cancel(1)
    files.cancel(2)
    recogniser.may_go_on.set()
    told.wait(FileCancelled, 1)
    told.wait(FileCancelled, 2)
    assert not list((tmp_path / "dictations").glob("*"))


def test_a_file_waits_while_somebody_speaks_and_goes_on_after(files, told, recogniser, speech):
    files.hold("dictation")
    files.hold("round")
    files.add(FileJob(1, speech))
    files.release("dictation")
    assert not recogniser.working.wait(0.3)
    files.release("round")
    told.wait(FileFinished, 1)


def test_a_file_that_waits_can_be_cancelled(files, told, speech):
    files.hold("round")
    files.add(FileJob(1, speech))
    files.cancel(1)
    told.wait(FileCancelled, 1)


def test_a_missing_speech_model_is_said_for_each_file(tmp_path, told, speech):
    shelf = Shelf()
    files = Files(Dictations(tmp_path), shelf, told)
    files.add(FileJob(1, speech))
    shelf.put("There is no speech model on this machine.")
    assert told.wait(FileFailed, 1).sentence == "There is no speech model on this machine."
    assert files.close()


def test_an_unfinished_dictation_keeps_its_name(files, told, speech, tmp_path):
    folder = tmp_path / "dictations"
    folder.mkdir()
    recording = folder / "2026-11-23_071500_ab12.wav"
    recording.write_bytes(speech.read_bytes())
    files.add(FileJob(1, recording, recording.stem))
    kept = told.wait(FileFinished, 1).kept
    assert (kept.id, kept.audio) == (recording.stem, recording)
    assert kept.title.startswith("word")
