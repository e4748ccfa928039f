"""Rendering in a child that hangs, dies or is missing its engine: real engines, real processes."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import threading
import time
from dataclasses import asdict
from pathlib import Path

import numpy as np
import pytest

from audio.errors import AudioError
from audio.speaking.render import Request
from audio.speaking.renderer import GIVE_UP_SECONDS, HEDGE_SECONDS, Renderer
from audio.speaking.synthesizer import EDGE_SECONDS
from audio.speaking.voices import ENGINES, Voice, panel_voice

LINE = "How would you have ruled out that the baseline was simply tuned less?"


@pytest.fixture
def renderer():
    made = Renderer()
    yield made
    made.close()


def process_of(renderer, engine):
    return renderer._synthesizers[engine]._child._process


@pytest.mark.parametrize("engine", ENGINES)
def test_the_same_line_in_the_same_voice_has_the_same_samples(renderer, engine):
    voice = panel_voice(0, engine)
    first = renderer.render(LINE, voice)
    renderer.render("Something else in between.", panel_voice(1, engine))
    again = renderer.render(LINE, voice)
    np.testing.assert_array_equal(first.samples, again.samples)
    assert first.engine == engine
    assert not first.fell_back
    assert 2.0 < first.seconds < 8.0


@pytest.mark.parametrize("engine", ENGINES)
def test_no_silence_is_left_at_the_ends(renderer, engine):
    clip = renderer.render(LINE, panel_voice(0, engine))
    edge = round(EDGE_SECONDS * clip.rate)
    loud = np.flatnonzero(np.abs(clip.samples.astype(int)) > 104)
    assert loud[0] <= edge
    assert clip.samples.size - 1 - loud[-1] <= edge


@pytest.mark.parametrize("engine", ENGINES)
def test_pitch_keeps_the_pace(renderer, engine):
    clips = [
        renderer.render(LINE, Voice(engine, panel_voice(0, engine).name, pitch=p)) for p in (-4.0, 0.0, 2.5)
    ]
    plain = clips[1].seconds
    assert all(abs(clip.seconds / plain - 1) < 0.12 for clip in clips)
    low, _, high = (centre(clip.samples) for clip in clips)
    assert low < high * 0.85


def centre(samples):
    """The mean frequency of its spectrum, as a share of the rate."""
    spectrum = np.abs(np.fft.rfft(samples)) ** 2
    return float(np.sum(spectrum * np.arange(spectrum.size)) / np.sum(spectrum) / spectrum.size)


def test_a_faster_voice_takes_less_time(renderer):
    slow, fast = (renderer.render(LINE, Voice("hibari", "heart", rate=rate)).seconds for rate in (0.8, 1.25))
    assert fast < 0.75 * slow


def test_a_child_killed_in_the_middle_of_a_line_is_replaced_by_the_other_engine(renderer):
    renderer.render("Ready.", panel_voice(0, "hibari"))
    process = process_of(renderer, "hibari")
    process.send_signal(signal.SIGSTOP)
    threading.Timer(0.3, process.kill).start()
    clip = renderer.render(LINE, panel_voice(0, "hibari"))
    assert clip.engine == "pyttsx3"
    assert "hibari" in clip.fell_back
    assert clip.seconds > 2
    assert renderer.render(LINE, panel_voice(0, "hibari")).engine == "hibari"


def test_a_child_that_died_between_two_lines_is_started_again(renderer):
    renderer.render("Ready.", panel_voice(0, "hibari"))
    process_of(renderer, "hibari").kill()
    process_of(renderer, "hibari").wait(5)
    clip = renderer.render(LINE, panel_voice(0, "hibari"))
    assert clip.engine == "hibari"
    assert not clip.fell_back


def test_a_hung_child_is_killed_and_the_other_engine_speaks():
    renderer = Renderer(deadline=0.5)
    try:
        renderer.render("Ready.", panel_voice(0, "hibari"))
        hung = process_of(renderer, "hibari")
        os.kill(hung.pid, signal.SIGSTOP)
        assert renderer.render(LINE, panel_voice(0, "hibari")).engine == "pyttsx3"
        assert hung.poll() is not None
    finally:
        renderer.close()


LATE = 2.0
"""Seconds within which a line that somebody waits for must be there."""


def hung(process):
    process.send_signal(signal.SIGSTOP)


def killed_at_work(process):
    hung(process)
    threading.Timer(0.2, process.kill).start()


@pytest.mark.parametrize("harm", [hung, killed_at_work])
def test_a_line_somebody_waits_for_is_there_in_time_whatever_befalls_its_engine(renderer, harm):
    renderer.render("Ready.", panel_voice(0, "hibari"))
    harm(process_of(renderer, "hibari"))
    for _ in range(3):
        asked = time.monotonic()
        clip = renderer.render_soon(LINE, panel_voice(1, "hibari"))
        assert time.monotonic() - asked < LATE
        assert clip.seconds > 2
        if harm is hung:
            assert clip.engine == "pyttsx3"
            assert "hibari did not answer" in clip.fell_back


def test_a_hung_engine_is_waited_for_once_and_not_with_every_line(renderer):
    renderer.render("Ready.", panel_voice(0, "pyttsx3"))
    renderer.render("Ready.", panel_voice(0, "hibari"))
    hung(process_of(renderer, "hibari"))
    renderer.render_soon(LINE, panel_voice(0, "hibari"))
    asked = time.monotonic()
    renderer.render_soon(LINE, panel_voice(0, "hibari"))
    assert time.monotonic() - asked < HEDGE_SECONDS


def test_an_engine_that_was_only_slow_is_not_killed_and_speaks_again(renderer):
    renderer.render("Ready.", panel_voice(0, "hibari"))
    child = process_of(renderer, "hibari")
    hung(child)
    assert renderer.render_soon(LINE, panel_voice(0, "hibari")).engine == "pyttsx3"
    child.send_signal(signal.SIGCONT)
    clip = renderer.render(LINE, panel_voice(0, "hibari"))
    while clip.engine != "hibari":
        clip = renderer.render(LINE, panel_voice(0, "hibari"))
    assert process_of(renderer, "hibari") is child
    assert child.poll() is None


def test_a_hung_engine_is_killed_in_the_end_and_comes_back():
    renderer = Renderer(deadline=0.5)
    try:
        renderer.render("Ready.", panel_voice(0, "hibari"))
        child = process_of(renderer, "hibari")
        hung(child)
        assert renderer.render_soon(LINE, panel_voice(0, "hibari")).engine == "pyttsx3"
        child.wait(5)
        assert renderer.render(LINE, panel_voice(0, "hibari")).engine == "hibari"
    finally:
        renderer.close()


def test_a_line_is_left_to_be_read_where_every_engine_hangs(renderer):
    for engine in ENGINES:
        renderer.render("Ready.", panel_voice(0, engine))
    for engine in ENGINES:
        renderer._synthesizers[engine]._started()
        hung(process_of(renderer, engine))
    asked = time.monotonic()
    with pytest.raises(AudioError, match="hibari: it is late; pyttsx3: it is late"):
        renderer.render_soon(LINE, panel_voice(0))
    assert time.monotonic() - asked < HEDGE_SECONDS + GIVE_UP_SECONDS + 0.5


def test_a_voice_that_would_have_to_be_downloaded_is_not(renderer):
    clip = renderer.render(LINE, Voice("hibari", "kore"))
    assert clip.engine == "pyttsx3"
    assert clip.fell_back


def test_an_engine_that_keeps_failing_is_asked_last(renderer):
    missing = Voice("hibari", "kore")
    for _ in range(2):
        renderer.render("Why?", missing)
    assert renderer._candidates("hibari") == ["pyttsx3", "hibari"]


def test_without_any_engine_the_sentence_says_what_to_install():
    renderer = Renderer(engine_order=("hibari",))
    try:
        with pytest.raises(AudioError, match=r"as text; install the Python package hibari-tts"):
            renderer.render(LINE, Voice("hibari", "kore"))
    finally:
        renderer.close()


def test_a_line_of_nothing_but_signs_is_refused(renderer):
    with pytest.raises(AudioError, match="read it on the screen"):
        renderer.render("***", panel_voice(0))


def test_closing_ends_a_hung_child_at_once_and_leaves_no_file(renderer):
    renderer.render("Ready.", panel_voice(0, "hibari"))
    child = process_of(renderer, "hibari")
    child.send_signal(signal.SIGSTOP)
    renderer.close()
    assert child.poll() is not None
    assert not renderer._folder.exists()
    with pytest.raises(AudioError, match="closed"):
        renderer.render("Why?", panel_voice(0, "hibari"))


def test_the_child_ends_with_its_stdin_and_prints_nothing_but_replies(tmp_path):
    path = tmp_path / "x.wav"
    request = Request(7, "pyttsx3", "en-us", 1.0, "Why five?", str(path))
    done = subprocess.run(
        [sys.executable, "-m", "audio.speaking.render"],
        input=json.dumps(asdict(request)) + "\n",
        capture_output=True,
        text=True,
        timeout=20,
        check=True,
        cwd=Path(__file__).parents[2],
    )
    assert done.stdout == '{"id": 7, "error": ""}\n'
    assert path.stat().st_size > 10_000
