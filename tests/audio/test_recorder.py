"""Heard means kept: whatever happens to the program, the disk or the turn."""

from __future__ import annotations

import os
import resource
import signal
import stat
import subprocess
import sys
import wave

import numpy as np
import pytest

from audio.errors import AudioError
from audio.events import RecordingFailed
from audio.listening.recorder import RATE, Recorder, WavFile

NOISE = np.random.default_rng(0).integers(-9000, 9000, 5 * RATE).astype(np.int16)


def blocks(samples, length=512):
    return [samples[at : at + length] for at in range(0, len(samples), length)]


def content(path):
    with wave.open(str(path)) as sound:
        assert (sound.getframerate(), sound.getnchannels(), sound.getsampwidth()) == (RATE, 1, 2)
        return np.frombuffer(sound.readframes(sound.getnframes()), np.int16)


@pytest.fixture
def posted():
    return []


@pytest.fixture
def recorder(posted):
    recorder = Recorder(posted.append)
    yield recorder
    assert recorder.close()


def test_the_file_can_be_read_after_every_block(tmp_path):
    file = WavFile(tmp_path / "a.wav")
    assert len(content(tmp_path / "a.wav")) == 0
    for number, block in enumerate(blocks(NOISE[:8000]), start=1):
        file.write(block)
        assert np.array_equal(content(tmp_path / "a.wav"), NOISE[: min(8000, 512 * number)])
    file.close()


def test_an_answer_is_kept_sample_for_sample_for_its_owner_only(recorder, posted, tmp_path):
    recorder.open(1, tmp_path / "001.wav")
    for block in blocks(NOISE):
        recorder.write(block)
    assert recorder.finish().wait(5)
    assert np.array_equal(content(tmp_path / "001.wav"), NOISE)
    assert stat.S_IMODE((tmp_path / "001.wav").stat().st_mode) == 0o600
    assert posted == []


def test_a_reopened_answer_goes_on_without_a_gap(recorder, tmp_path):
    recorder.open(1, tmp_path / "001.wav")
    recorder.write(NOISE[:10000])
    recorder.finish()
    recorder.reopen()
    recorder.write(NOISE[10000:])
    assert recorder.finish().wait(5)
    assert np.array_equal(content(tmp_path / "001.wav"), NOISE)


def test_an_earlier_recording_is_never_overwritten(recorder, posted, tmp_path):
    (tmp_path / "001.wav").write_bytes(b"an answer of an earlier round")
    recorder.open(1, tmp_path / "001.wav")
    recorder.write(NOISE)
    assert recorder.finish().wait(5)
    assert (tmp_path / "001.wav").read_bytes() == b"an answer of an earlier round"
    assert [event.answer for event in posted] == [1]


def test_after_a_failed_answer_the_next_one_is_recorded(recorder, posted, tmp_path):
    recorder.open(1, tmp_path / "gone" / "001.wav")
    recorder.write(NOISE)
    recorder.open(2, tmp_path / "002.wav")
    recorder.write(NOISE)
    assert recorder.finish().wait(5)
    assert np.array_equal(content(tmp_path / "002.wav"), NOISE)
    assert [event.answer for event in posted] == [1]


def test_going_on_before_anything_was_recorded_is_refused(recorder):
    with pytest.raises(AudioError):
        recorder.reopen()


def test_without_a_thread_all_is_on_disk_at_once(posted, tmp_path):
    recorder = Recorder(posted.append, threaded=False)
    recorder.open(1, tmp_path / "001.wav")
    recorder.write(NOISE)
    assert np.array_equal(content(tmp_path / "001.wav"), NOISE)
    assert recorder.finish().is_set()
    assert recorder.close()


@pytest.mark.skipif(sys.platform == "win32", reason="file size limits are POSIX")
def test_a_full_disk_keeps_what_was_written_and_says_so_once(tmp_path):
    """A file size limit stands for the full disk: the write across it fails half way, like ENOSPC."""
    posted = []
    recorder = Recorder(posted.append, threaded=False)
    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    ignored = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    try:
        recorder.open(7, tmp_path / "007.wav")
        resource.setrlimit(resource.RLIMIT_FSIZE, (60001, limits[1]))
        for block in blocks(NOISE):
            recorder.write(block)
        recorder.finish()
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)
        signal.signal(signal.SIGXFSZ, ignored)
    kept = content(tmp_path / "007.wav")
    assert len(kept) >= (60001 - 44) // 2 - 512
    assert np.array_equal(kept, NOISE[: len(kept)])
    (event,) = posted
    assert isinstance(event, RecordingFailed)
    assert event.answer == 7
    assert "kept" in event.sentence


CHILD = """
import pathlib, sys, threading, numpy as np
from audio.listening.recorder import Recorder
recorder = Recorder(print)
recorder.open(1, pathlib.Path(sys.argv[1]))
pace = threading.Event()  # the pace of a microphone
for number in range(10**6):
    recorder.write(np.full(512, number % 30000, np.int16))
    print(number, flush=True)
    pace.wait(512 / 16000)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="there is no SIGKILL")
@pytest.mark.parametrize("after", [0, 1, 20, 45])
def test_a_killed_program_loses_at_most_half_a_second(tmp_path, after):
    path = tmp_path / "001.wav"
    child = subprocess.Popen(
        [sys.executable, "-c", CHILD, str(path)],
        stdout=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
    )
    with child:
        handed = [child.stdout.readline() for _ in range(after + 1)]
        child.kill()
        handed += child.stdout.readlines()
    kept = content(path) if path.is_file() and path.stat().st_size else np.zeros(0, np.int16)
    assert np.array_equal(kept, np.repeat(np.arange(len(kept) // 512), 512))
    assert len(handed) * 512 - len(kept) <= RATE // 2
