"""The voices of the panel."""

from __future__ import annotations

import itertools
import sys

import numpy as np
import pytest

from audio.speaking.renderer import Renderer
from audio.speaking.voices import ENGINES, Voice, default_engine, in_engine, installed, panel_voice


def test_three_members_of_the_panel_can_be_told_apart():
    for engine in ENGINES:
        assert len({panel_voice(member, engine) for member in range(3)}) == 3
        assert len({panel_voice(member, engine).pitch for member in range(3)}) == 3


def test_the_better_engine_is_the_default_and_none_is_loaded_to_find_out():
    assert installed()[0] == default_engine()
    assert "hibari" not in sys.modules
    assert "pyttsx3" not in sys.modules


def test_a_member_keeps_pitch_and_pace_in_another_engine():
    voice = in_engine(Voice("hibari", "heart", rate=1.1, pitch=-4.0), "pyttsx3")
    assert voice == Voice("pyttsx3", "en-us", rate=1.1, pitch=-4.0)


def pitch(clip):
    """The median fundamental of what is loud and voiced, in hertz, by autocorrelation."""
    samples, size = clip.samples.astype(float), round(0.08 * clip.rate)
    shortest, longest = round(clip.rate / 400), round(clip.rate / 60)
    found = []
    for start in range(0, len(samples) - size, size // 4):
        window = samples[start : start + size]
        if np.abs(window).max() < np.percentile(np.abs(samples), 90):
            continue
        alike = np.correlate(window, window, "full")[size - 1 :]
        period = shortest + int(np.argmax(alike[shortest:longest]))
        if alike[period] > 0.5 * alike[0]:
            found.append(clip.rate / period)
    return float(np.median(found))


@pytest.mark.parametrize("engine", ENGINES)
def test_three_members_can_be_told_apart_by_ear_with_what_is_installed(engine):
    renderer = Renderer()
    try:
        line = "Suppose a reviewer says that your gain comes from a larger batch. What do you answer?"
        heard = [pitch(renderer.render(line, panel_voice(member, engine))) for member in range(3)]
    finally:
        renderer.close()
    for one, other in itertools.combinations(heard, 2):
        assert abs(12 * np.log2(one / other)) > 2, heard
