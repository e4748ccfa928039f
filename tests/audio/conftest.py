"""Gives the sound tests their virtual card and a voice."""

from __future__ import annotations

import shutil
import subprocess

import numpy as np
import pytest
from virtual_card import card, own_card  # noqa: F401

from audio.sound_file import read


@pytest.fixture(scope="module")
def voice(tmp_path_factory):
    """About three seconds of speech without a pause, its edges trimmed."""
    engine = shutil.which("espeak-ng")
    if engine is None:
        pytest.skip("espeak-ng is not installed")
    path = tmp_path_factory.mktemp("speech") / "a.wav"
    text = b"We tuned every baseline with exactly the same budget"
    subprocess.run([engine, "-v", "en-us", "-s", "140", "-w", str(path), "--stdin"], input=text, check=True)
    sound = read(path)
    loud = np.flatnonzero(np.abs(sound.astype(int)) > 200)
    return sound[loud[0] : loud[-1] + 1]
