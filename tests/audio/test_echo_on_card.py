"""The panel over open speakers on the virtual card: its monitor is mixed into the microphone."""

from __future__ import annotations

import subprocess

import numpy as np
import pytest
from listening_in import Posted
from virtual_card import RATE, end, write_wav

from audio import sound_file
from audio.clock import MonotonicClock
from audio.events import PlayoutEnded
from audio.listening.echo import Echo
from audio.listening.microphone import Microphone
from audio.listening.vad import FRAME, Vad
from audio.loudspeaker import Loudspeaker
from audio.speaking.player import Player
from audio.speaking.renderer import Renderer
from audio.speaking.voices import Voice, panel_voice

LINE = (
    "Let me stop you there. If the validation set had been drawn a year later, would your ranking still hold?"
)
ANSWER = "Wait, I have to correct myself, it was the validation loss and not the training loss."

PATIENCE = 20.0


@pytest.fixture(scope="module")
def voices():
    renderer = Renderer()
    line = renderer.render(LINE, panel_voice(0))
    answer = renderer.render(ANSWER, Voice("pyttsx3", "en-us"))
    renderer.close()
    return line, sound_file.resample(answer.samples, answer.rate, RATE)


@pytest.fixture
def open_speakers(card):
    """The microphone hears the speaker 40 ms later and 10 dB softer."""
    words = ["load-module", "module-loopback", "source=speaker.monitor", "sink=micfeed", "latency_msec=40"]
    ask = {"env": card.environment, "capture_output": True, "check": True, "text": True, "timeout": 10}
    module = subprocess.run(
        ["pactl", *words, "source_dont_move=yes", "sink_dont_move=yes"], **ask
    ).stdout.strip()
    inputs = subprocess.run(["pactl", "list", "short", "sink-inputs"], **ask).stdout.splitlines()
    (stream,) = [line.split()[0] for line in inputs if "module-loopback" in line]
    card.control("set-sink-input-volume", stream, "-10dB")
    yield card
    card.control("unload-module", module)


class Listening:
    """Takes every block of the real microphone, as it is and cleaned, together with when it was taken."""

    def __init__(self, card, loudspeaker, clock):
        self._microphone = Microphone(Posted(), clock)
        self._echo = Echo(loudspeaker)
        self._clock = clock
        self.times, self._raw, self._cleaned, self._learning = [], [], [], []
        self.until(lambda: len(self.times) > 30)

    def until(self, done):
        """Listen on until something has happened."""
        begun = self._clock.now()
        while not done():
            assert self._clock.now() - begun < PATIENCE
            block = self._microphone.read(0.05)
            clock = self._microphone.clock()
            if block is not None and clock is not None:
                at = clock.at(block.sample)
                self.times.append(at)
                self._raw.append(block.samples)
                self._cleaned.append(self._echo.clean(block.samples, at))
                self._learning.append(self._echo.learning)

    def close(self):
        self._microphone.close()

    def runs(self, cleaned):
        """When speech of at least 0.1 s began and ended, as the VAD hears it where the room is known."""
        vad = Vad()
        blocks = self._cleaned if cleaned else self._raw
        flags = [vad.voiced(block.astype(np.float32) / 32768.0) for block in blocks]
        if cleaned:
            flags = [flag and not learning for flag, learning in zip(flags, self._learning, strict=True)]
        edges = np.flatnonzero(np.diff(np.concatenate([[0], flags, [0]])))
        spans = zip(edges[::2], edges[1::2], strict=True)
        return [(self.times[a], self.times[b - 1]) for a, b in spans if (b - a) * FRAME >= 0.1 * RATE]


def test_the_panel_is_not_heard_over_open_speakers_and_the_candidate_over_it_is(
    open_speakers, voices, tmp_path
):
    line, answer = voices
    posted, clock, loudspeaker = Posted(), MonotonicClock(), Loudspeaker()
    player = Player(posted, clock, loudspeaker=loudspeaker)
    listening = Listening(open_speakers, loudspeaker, clock)
    listening.until(lambda: player._tried.is_set())

    for number in (1, 2):
        player.play(number, line.samples, line.rate)
        listening.until(lambda wanted=number: posted.of(PlayoutEnded, wanted))
        silent_from = clock.now()
        listening.until(lambda since=silent_from: listening.times[-1] > since + 1.0)
    alone = listening.times[-1]

    player.play(3, line.samples, line.rate)
    begun = clock.now()
    listening.until(lambda: listening.times[-1] > begun + 2.0)
    feeder = open_speakers.feed(write_wav(tmp_path / "answer.wav", answer))
    fed = clock.now()
    listening.until(lambda: posted.of(PlayoutEnded, 3))
    ended = posted.of(PlayoutEnded, 3)[0].at
    end(feeder)
    player.close()
    listening.close()

    assert [run for run in listening.runs(cleaned=False) if run[0] < alone], "nothing came over the speakers"
    heard = listening.runs(cleaned=True)
    assert [run for run in heard if run[0] < fed] == []
    over = sum(min(to, ended) - since for since, to in heard if since < ended)
    assert over > 0.6 * min(ended - fed, answer.size / RATE)
