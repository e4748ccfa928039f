"""A line rendered ahead is said without being rendered again; one that was not is rendered when it is wanted."""

from __future__ import annotations

import threading

import numpy as np
import pytest

from audio.clock import ManualClock
from audio.errors import AudioError
from audio.speaking.renderer import Clip
from audio.speaking.speaker import Speaker
from audio.speaking.voices import Voice

VOICE, OTHER = Voice("hibari", "heart"), Voice("hibari", "heart", pitch=-4.0)


class Renders:
    """Notes what it rendered; `go` lets it."""

    def __init__(self) -> None:
        self.texts: list[str] = []
        self.go = threading.Event()
        self.go.set()

    def render_soon(self, text, voice):
        assert self.go.wait(5)
        self.texts.append(text)
        if text == "cannot be said":
            raise AudioError(text)
        return Clip(np.full(10, len(self.texts), np.int16), 24000, "hibari")

    def warm_up(self):
        pass

    def close(self):
        pass


class Plays:
    def __init__(self) -> None:
        self.stops = 0
        self.played: list[int] = []
        self.came = threading.Event()

    def play(self, line, samples, rate, stops, marks):
        self.played.append(line)
        self.came.set()

    def stop(self):
        self.stops += 1

    def close(self):
        pass


@pytest.fixture
def desk():
    renderer, player = Renders(), Plays()
    made = Speaker(renderer, player, lambda event: None, ManualClock())
    yield made, renderer, player
    renderer.go.set()
    made.close()


def test_what_was_prepared_is_not_rendered_again(desk, tmp_path):
    speaker, renderer, player = desk
    speaker.prepare("Why is that?", VOICE)
    speaker.say(1, "Why is that?", VOICE, tmp_path / "1.wav")
    assert player.came.wait(5)
    assert renderer.texts == ["Why is that?"]
    assert (tmp_path / "1.wav").is_file()


@pytest.mark.parametrize(("text", "voice"), [("Why not?", VOICE), ("Why is that?", OTHER)])
def test_another_line_or_voice_is_rendered_when_it_is_wanted(desk, tmp_path, text, voice):
    speaker, renderer, player = desk
    speaker.prepare("Why is that?", VOICE)
    speaker.say(1, text, voice, tmp_path / "1.wav")
    assert player.came.wait(5)
    assert renderer.texts == ["Why is that?", text]


def test_of_lines_prepared_while_one_is_rendered_only_the_newest_is(desk, tmp_path):
    speaker, renderer, player = desk
    renderer.go.clear()
    for text in ("one", "two", "three"):
        speaker.prepare(text, VOICE)
    renderer.go.set()
    speaker.say(1, "three", VOICE, tmp_path / "1.wav")
    assert player.came.wait(5)
    assert "two" not in renderer.texts
    assert renderer.texts[-1] == "three"


def test_a_line_that_cannot_be_prepared_harms_nothing(desk, tmp_path):
    speaker, _, player = desk
    speaker.prepare("cannot be said", VOICE)
    speaker.say(1, "Why?", VOICE, tmp_path / "1.wav")
    assert player.came.wait(5)
    assert player.played == [1]


def test_the_same_line_can_be_prepared_again_after_it_was_said(desk, tmp_path):
    speaker, renderer, player = desk
    for number in (1, 2):
        speaker.prepare("Why?", VOICE)
        speaker.say(number, "Why?", VOICE, tmp_path / f"{number}.wav")
        assert player.came.wait(5)
        player.came.clear()
    assert renderer.texts == ["Why?", "Why?"]
