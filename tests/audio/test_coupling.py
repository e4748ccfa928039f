"""Is the speaker heard in the microphone? Told from what was played and what was heard at that time."""

from __future__ import annotations

import numpy as np
import pytest
from synthetic_room import Room, as_samples, noise
from virtual_card import RATE

from audio import sound_file
from audio.listening.coupling import coupling
from audio.speaking import tone
from audio.speaking.renderer import Renderer
from audio.speaking.voices import Voice, panel_voice

TALK = -28.0
"""dBFS of a voice at the microphone."""


def in_silence(sound):
    return as_samples(np.concatenate([np.zeros(RATE // 10), sound, np.zeros(RATE // 4)]))


@pytest.fixture(scope="module")
def clips():
    renderer = Renderer()
    line = renderer.render("Was the baseline tuned for as long as your model?", panel_voice(0))
    talk = renderer.render(
        "Yes, I can hear that, but the tone is rather high for me.", Voice("pyttsx3", "en-us")
    )
    renderer.close()
    return [sound_file.resample(clip.samples, clip.rate, RATE).astype(float) for clip in (line, talk)]


@pytest.fixture(scope="module")
def talk(clips):
    return clips[1] / np.std(clips[1]) * 32768 * 10 ** (TALK / 20)


@pytest.fixture(params=["the test tone", "a line"])
def played(request, clips):
    if request.param == "a line":
        return in_silence(clips[0])
    return in_silence(sound_file.resample(tone.samples(), tone.RATE, RATE))


def over(sound, talk, seed):
    """The talk that lies over a sound: a piece of it, begun anywhere."""
    start = np.random.default_rng(seed).integers(0, talk.size - RATE)
    return np.resize(talk[start:], sound.size)


def heard(played, room, decibels=-62.0):
    return as_samples(room.heard(played) + noise(played.size, decibels))


@pytest.mark.parametrize("late", [-0.04, 0.0, 0.04])
@pytest.mark.parametrize("decibels", [-34.0, -20.0, -5.0])
def test_a_speaker_in_a_quiet_room_is_heard_and_how_strongly(played, decibels, late):
    found = coupling(played, heard(played, Room(decibels, 0.3, late, drift=80, seed=3)))
    assert found.verdict == "speakers"
    assert found.decibels == pytest.approx(decibels, abs=7)


def test_headphones_are_known_by_silence(played):
    found = coupling(played, as_samples(noise(played.size, -62)))
    assert found.verdict == "headphones"
    assert found.decibels < -45


def test_headphones_that_let_a_little_through_are_headphones(played):
    assert coupling(played, heard(played, Room(-50, 0.2), -75)).verdict == "headphones"


@pytest.mark.parametrize("seed", range(8))
def test_talking_meanwhile_does_not_read_as_speakers(played, talk, seed):
    microphone = as_samples(over(played, talk, seed) + noise(played.size))
    assert coupling(played, microphone).verdict != "speakers"


@pytest.mark.parametrize("seed", range(4))
def test_talking_meanwhile_does_not_hide_loud_speakers(played, talk, seed):
    room = Room(-8, 0.3, late=0.02, seed=seed)
    microphone = as_samples(room.heard(played) + over(played, talk, seed) + noise(played.size))
    assert coupling(played, microphone).verdict == "speakers"


@pytest.mark.parametrize("level", [-45.0, -35.0])
def test_a_noisy_room_hides_no_speakers(played, level):
    assert coupling(played, heard(played, Room(-15, 0.3, seed=2), level)).verdict == "speakers"


def test_a_room_too_noisy_to_tell_says_so(played):
    assert coupling(played, as_samples(noise(played.size, -20))).verdict == "unknown"


def test_a_muted_microphone_says_nothing_about_headphones(played):
    assert coupling(played, np.zeros_like(played)).verdict == "unknown"


@pytest.mark.parametrize("case", ["nothing", "short", "soft"])
def test_what_was_hardly_played_says_nothing(played, case):
    quiet = {"nothing": played * 0, "short": played.copy(), "soft": (played * 0.005).astype(np.int16)}[case]
    if case == "short":
        quiet[RATE // 4 :] = 0
    assert coupling(quiet, as_samples(noise(played.size))).verdict == "unknown"
