"""Loops go, stammering stays."""

from __future__ import annotations

import pytest

from audio.events import Word
from audio.listening.repetition import once, repeats, without_loops


def kept(text):
    words = [Word(each, float(at), at + 0.5, 0.9) for at, each in enumerate(text.split())]
    return " ".join(word.text for word in without_loops(words))


@pytest.mark.parametrize(
    "text",
    [
        "",
        "no",
        "no, no, no, no, that is not what I said",
        "I think I think I think it was the baseline",
        "the the the metric is the metric",
        "we ran it and we ran it and then we stopped",
    ],
)
def test_what_people_say_twice_stays(text):
    assert kept(text) == text


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("so um " * 30 + "yes", "so um yes"),
        ("rlhf " * 40, "rlhf"),
        ("first. " + "I'm sorry, " * 20 + "and last", "first. I'm sorry, and last"),
        (
            "I'm going to put it in the middle of the video. " * 9,
            "I'm going to put it in the middle of the video.",
        ),
        ("Thank you. thank you, " * 6, "Thank you."),
    ],
)
def test_a_loop_is_kept_once(text, left):
    assert kept(text) == left


def test_the_first_round_keeps_its_times():
    words = [Word("a", at / 10, at / 10 + 0.1, 0.9) for at in range(20)]
    assert without_loops(words) == words[:1]


def spoken(text):
    return [Word(each, float(at), at + 0.5, 0.9) for at, each in enumerate(text.split())]


@pytest.mark.parametrize(
    "text",
    ["", "no", "tear down the fence, tear down the fence, they sang", "I think, I think so", "yes and no"],
)
def test_what_people_repeat_needs_no_second_hearing(text):
    assert not repeats(spoken(text))


@pytest.mark.parametrize(
    "text",
    [
        "That is fair. That is fair.",
        "Thank you. Thank you.",
        "the gap shrank to one point the gap shrank to one point, in the end",
        "we ran the same budget for both of them and so we ran the same budget for both of them",
    ],
)
def test_a_stretch_that_comes_twice_does(text):
    assert repeats(spoken(text))


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("", ""),
        ("no no", "no no"),
        ("Rejoin the eunuch. Rejoin the eunuch. Rejoin the who", "Rejoin the eunuch. Rejoin the who"),
        ("point him out, point him out, point him out to me", "point him out, to me"),
    ],
)
def test_interim_text_says_a_phrase_once(text, left):
    assert " ".join(word.text for word in once(spoken(text))) == left
