"""The panel's voice over open speakers, and the candidate's over it."""

from __future__ import annotations

import numpy as np
import pytest
from synthetic_room import Room, as_samples, noise

from audio import sound_file
from audio.listening.echo import DELAY, TAIL, Echo
from audio.listening.vad import FRAME, RATE, Vad
from audio.loudspeaker import Loudspeaker
from audio.speaking.renderer import Renderer
from audio.speaking.voices import Voice, panel_voice

LINES = (
    "Let me stop you there. If the validation set had been drawn a year later, would your ranking still hold?",
    "How many seeds did you run, and what was the spread between the best and the worst of them?",
)
ANSWER = "Wait, I have to correct myself, it was the validation loss and not the training loss."

LOUD = -28.0
"""dBFS of a voice at the microphone."""

GAP = round(1.5 * RATE)
DEVICE_AHEAD = 0.05
"""Seconds by which a device is given its samples before they are heard."""


def levelled(sound):
    """A sound as loud as a voice at the microphone, measured where it is loud."""
    pieces = sound[: sound.size // 320 * 320].astype(float).reshape(-1, 320)
    energy = np.mean(pieces**2, axis=1)
    level = np.sqrt(np.mean(energy[energy > energy.max() * 1e-3]))
    return sound / level * 32768 * 10 ** (LOUD / 20)


@pytest.fixture(scope="module")
def voices():
    """The panel's lines and the candidate's answer at 16 kHz."""
    renderer = Renderer()
    wanted = [(line, panel_voice(number)) for number, line in enumerate(LINES)]
    clips = [renderer.render(*each) for each in (*wanted, (ANSWER, Voice("pyttsx3", "en-us")))]
    renderer.close()
    return [levelled(sound_file.resample(clip.samples, clip.rate, RATE)) for clip in clips]


@pytest.fixture(scope="module")
def panel(voices):
    """Both lines, with silence around them."""
    silence = np.zeros(GAP)
    return as_samples(np.concatenate([silence, voices[0], silence, voices[1], silence]))


@pytest.fixture(scope="module")
def answer(panel, voices):
    """The candidate cuts into the second line, two seconds after its beginning."""
    spoken = np.zeros(panel.size)
    at = 2 * GAP + voices[0].size + 2 * RATE
    spoken[at : at + voices[2].size] = voices[2][: panel.size - at]
    return spoken


class Heard:
    """What came out of the canceller, block by block."""

    def __init__(self, microphone, played):
        """Both are counted from the same moment; stamps err by a few milliseconds, as real ones do."""
        loudspeaker = Loudspeaker()
        track = loudspeaker.track(RATE)
        random = np.random.default_rng(5)
        given = 0
        self.echo = Echo(loudspeaker)
        self.blocks, self.shares = [], []
        for start in range(0, microphone.size - FRAME + 1, FRAME):
            while given < played.size and given / RATE - DEVICE_AHEAD <= (start + FRAME) / RATE + 0.03:
                track.add(50 + given / RATE + random.normal(0, 0.005), played[given : given + 320])
                given += 320
            block = microphone[start : start + FRAME]
            self.blocks.append(self.echo.clean(block, 50 + start / RATE))
            self.shares.append(self.echo.share)

    @property
    def samples(self):
        return np.concatenate(self.blocks)


def voiced(samples):
    vad = Vad()
    frames = samples[: samples.size // FRAME * FRAME].astype(np.float32) / 32768.0
    vad.listen_ahead(frames)
    return np.array([vad.voiced(frame) for frame in frames.reshape(-1, FRAME)])


def runs(flags, least=0.1):
    """Stretches of voiced frames that last at least so many seconds."""
    edges = np.flatnonzero(np.diff(np.concatenate([[0], flags.astype(int), [0]])))
    return [
        (begin, end)
        for begin, end in zip(edges[::2], edges[1::2], strict=True)
        if (end - begin) * FRAME >= least * RATE
    ]


ROOMS = [
    pytest.param(Room(-20, 0.3, late=0.01, seed=1), id="a quiet loudspeaker"),
    pytest.param(Room(-12, 0.4, late=-0.04, seed=2), id="stamped 40 ms late"),
    pytest.param(Room(-6, 0.3, late=0.04, drift=100, distorted=True, seed=3), id="loud and distorted"),
    pytest.param(Room(-10, 0.01, seed=4), id="a monitor mixed in"),
]


@pytest.mark.parametrize("room", ROOMS)
def test_the_panel_alone_is_not_heard_not_even_its_first_line(panel, room):
    microphone = as_samples(room.heard(panel) + noise(panel.size))
    assert voiced(microphone).mean() > 0.5
    assert runs(voiced(Heard(microphone, panel).samples)) == []


@pytest.mark.parametrize("room", ROOMS)
def test_a_voice_over_the_panels_is_found_within_a_quarter_second(panel, answer, room):
    microphone = as_samples(room.heard(panel) + answer + noise(panel.size))
    heard = Heard(microphone, panel)
    alone = voiced(as_samples(answer + noise(panel.size)))
    found = voiced(heard.samples)
    began = runs(alone)[0][0]
    assert 0 <= runs(found)[0][0] - began <= 0.25 * RATE / FRAME
    assert (found & alone)[began:].sum() > 0.7 * alone[began:].sum()


def test_nothing_is_touched_until_something_plays_nor_long_after_it(panel):
    microphone = as_samples(Room().heard(panel) + noise(panel.size))
    heard = Heard(microphone, panel)
    clean = microphone[: len(heard.blocks) * FRAME].reshape(-1, FRAME)
    before = range(int((GAP / RATE - 0.2) * RATE / FRAME))
    after = range(len(clean) - int((GAP / RATE - TAIL - 0.2) * RATE / FRAME), len(clean))
    assert len(after) > 10
    for number in (*before, *after):
        assert heard.blocks[number].base is microphone
        np.testing.assert_array_equal(heard.blocks[number], clean[number])
    assert not heard.echo.active
    assert heard.shares[-1] == 0


def test_a_voice_is_passed_on_late_by_the_delay_that_is_stated(panel, answer):
    """With headphones there is nothing to take out."""
    microphone = as_samples(answer + noise(panel.size))
    cleaned = Heard(microphone, panel).samples.astype(float)
    assert cleaned.size == microphone.size // FRAME * FRAME
    spoken = np.flatnonzero(answer)
    during = slice(spoken[0], spoken[0] + 2 * RATE)
    product = np.correlate(cleaned[during], microphone[during].astype(float), "full")
    assert np.argmax(product) - (2 * RATE - 1) == DELAY
    assert 0.8 < np.std(cleaned[during]) / np.std(microphone[during]) < 1.1


def test_the_share_tells_an_echo_from_a_voice(panel, answer):
    room = Room(-12, 0.3, seed=6)
    heard = Heard(as_samples(room.heard(panel) + answer + noise(panel.size)), panel)
    shares = np.array(heard.shares)
    loud = np.abs(panel[: shares.size * FRAME]).reshape(-1, FRAME).max(axis=1) > 1000
    both = np.abs(answer[: shares.size * FRAME]).reshape(-1, FRAME).max(axis=1) > 1000
    learned = np.arange(shares.size) * FRAME > GAP + 2 * RATE
    assert np.median(shares[loud & ~both & learned]) > 0.9
    assert np.median(shares[both]) < 0.4


def test_the_room_is_still_known_when_the_next_line_begins(panel, voices):
    """What is learned while one line plays outlives the pause: the next one is quieter from its first word on."""
    room = Room(-6, 0.4, seed=8)
    microphone = as_samples(room.heard(panel) + noise(panel.size))
    second = 2 * GAP + voices[0].size
    at = slice(second // FRAME * FRAME, second // FRAME * FRAME + RATE)
    late = Heard(microphone, panel).samples[at]
    begun_anew = np.concatenate([np.zeros(second - GAP, np.int16), panel[second - GAP :]])
    anew = Heard(microphone, begun_anew).samples[at]
    assert np.std(late.astype(float)) < 0.7 * np.std(anew.astype(float))
