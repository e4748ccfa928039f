"""What takes the floor from the panel: words do; a cough, a key or a word of assent does not."""

from __future__ import annotations

import numpy as np
import pytest
from noises import cough, keys, room

from audio.events import Word
from audio.listening.interruption import LATE, LONGEST, OVER, TAKEN, Interruption, assents
from audio.listening.vad import FRAME, RATE, Vad

SECOND = RATE


def heard(*parts):
    """Return each verdict and the second in which it came."""
    interruption, found = Interruption(Vad()), []
    samples = np.concatenate(parts)
    for at in range(FRAME, len(samples) + 1, FRAME):
        verdict = interruption.push(samples[at - FRAME : at])
        found += [(verdict, at / RATE)] if verdict else []
    return found


@pytest.mark.parametrize(
    "text",
    [
        "Sorry, but that is really not what I said a moment ago.",
        "Wait, which one of the two baselines do you mean?",
        "We never claimed that, neither in the talk nor in the paper.",
    ],
)
def test_words_are_noticed_at_once_and_take_the_floor(say, text):
    verdicts = heard(room(2.0), say(text), room(1.0, 1))
    assert [verdict for verdict, _ in verdicts[:2]] == ["began", "taken"]
    assert verdicts[0][1] - 2.0 < 0.3
    assert verdicts[1][1] - 2.0 < TAKEN + 0.4


@pytest.mark.parametrize("seed", range(6))
def test_coughs_and_keys_are_not_noticed(seed):
    assert heard(room(2.0), cough(seed), room(0.4, 1), cough(seed + 9), room(1.0, 2)) == []
    assert heard(room(2.0), keys(seed), room(1.0, 2)) == []


def test_where_it_began_is_told(say):
    interruption = Interruption(Vad())
    samples = np.concatenate([room(2.0), say("Hold on, please, that was a different run."), room(0.5)])
    for at in range(0, len(samples) - FRAME + 1, FRAME):
        if interruption.push(samples[at : at + FRAME]) == "began":
            assert (at + FRAME) / RATE - interruption.frames_back * FRAME / RATE == pytest.approx(
                2.0, abs=0.1
            )
            return
    pytest.fail("it was not noticed")


class Scripted:
    """A VAD that says what it is told."""

    def __init__(self, likely):
        self._likely = iter(likely)

    def push(self, _):
        return next(self._likely)


def frames(seconds):
    return round(seconds * RATE / FRAME)


def scripted(monkeypatch, *likely):
    monkeypatch.setattr("audio.listening.interruption.takes_the_floor", lambda *_: 99.0)
    return Interruption(Scripted(likely))


def push(interruption, count):
    return [interruption.push(np.zeros(FRAME, np.int16)) for _ in range(count)]


def test_a_short_sound_is_unclear_until_its_words_are_known(monkeypatch):
    spoken, silent = frames(0.3), frames(OVER) + 1
    interruption = scripted(monkeypatch, *[0.9] * spoken, *[0.0] * (silent + 20))
    assert push(interruption, spoken)[0] == "began"
    assert "unclear" in push(interruption, silent)
    assert interruption.open
    assert interruption.settle([Word("Mm-hmm.", 0, 1, 0.9)]) == "over"
    assert not interruption.open
    assert interruption.settle([Word("Wait", 0, 1, 0.9)]) is None


def test_a_short_word_that_is_no_assent_takes_the_floor(monkeypatch):
    interruption = scripted(monkeypatch, *[0.9] * frames(0.3), *[0.0] * 30)
    assert "unclear" in push(interruption, frames(0.3) + frames(OVER) + 1)
    assert interruption.settle([Word("Wait.", 0, 1, 0.8)]) == "taken"


@pytest.mark.parametrize(("spoken", "verdict"), [(0.3, "over"), (0.7, "taken")])
def test_words_that_do_not_come_are_not_waited_for(monkeypatch, spoken, verdict):
    interruption = scripted(monkeypatch, *[0.9] * frames(spoken), *[0.0] * 99)
    push(interruption, frames(spoken) + frames(OVER) + 1)
    assert [each for each in push(interruption, frames(LATE) + 2) if each] == [verdict]


def test_who_speaks_on_after_a_word_of_assent_is_heard_out(monkeypatch):
    interruption = scripted(monkeypatch, *[0.9] * 10, *[0.0] * 11, *[0.9] * 40)
    assert "unclear" in push(interruption, 21)
    verdicts = [each for each in push(interruption, 40) if each]
    assert verdicts[0] == "taken"
    assert interruption.settle([Word("Yeah", 0, 1, 0.9)]) is None


def test_a_noise_that_does_not_end_is_judged_all_the_same(monkeypatch):
    # Neither speech nor silence: it is louder than the room for ever.
    interruption = scripted(monkeypatch, *[0.35] * 400)
    verdicts = [each for each in push(interruption, frames(LONGEST + LATE) + 5) if each]
    assert verdicts[:1] == ["began"]
    assert "over" in verdicts


@pytest.mark.parametrize(
    ("text", "probability", "agrees"),
    [
        ("Mm-hmm.", 0.4, True),
        ("Uh-huh, yeah.", 0.9, True),
        ("Right. Okay.", 0.9, True),
        ("I see.", 0.9, True),
        ("M-m-m-m.", 0.9, True),
        ("Mama", 0.1, True),
        ("", 0.9, True),
        ("No.", 0.7, False),
        ("Yeah, but why?", 0.8, False),
        ("Stop", 0.6, False),
    ],
)
def test_assent_is_told_from_words(text, probability, agrees):
    assert assents([Word(word, 0, 1, probability) for word in text.split()]) is agrees


def test_a_choppy_sound_is_asked_about_once_in_a_while(monkeypatch):
    likely = [0.9] * 3 + [0.9 if at % 9 == 0 else 0.1 for at in range(160)]
    interruption = scripted(monkeypatch, *likely)
    random = np.random.default_rng(0)
    verdicts = [interruption.push(random.normal(0, 2000, FRAME).astype(np.int16)) for _ in range(150)]
    assert verdicts.count("unclear") <= 3
