"""Gives the sound tests their virtual card and a voice."""

from __future__ import annotations

import shutil
import subprocess

import numpy as np
import pytest
from virtual_card import card, own_card  # noqa: F401

from audio.sound_file import read


@pytest.fixture(scope="module")
def say(tmp_path_factory):
    """Speak a text with espeak-ng; nothing before its first and after its last sound."""
    engine = shutil.which("espeak-ng")
    if engine is None:
        pytest.skip("espeak-ng is not installed")
    path = tmp_path_factory.mktemp("speech") / "a.wav"

    def spoken(text, voice="en-us+m6", pace=175, quiet=100):
        command = [engine, "-v", voice, "-s", str(pace), "-w", str(path), "--stdin"]
        subprocess.run(command, input=text.encode(), check=True)
        sound = read(path)
        loud = np.flatnonzero(np.abs(sound.astype(int)) > quiet)
        return sound[loud[0] : loud[-1] + 1]

    return spoken


@pytest.fixture(scope="module")
def voice(say):
    """About three seconds of speech without a pause, its edges trimmed."""
    return say("We tuned every baseline with exactly the same budget", "en-us", pace=140, quiet=200)
