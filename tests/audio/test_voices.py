"""The voices of the panel."""

from __future__ import annotations

import sys

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
