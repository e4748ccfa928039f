"""Fillers are counted only where the two hearings agree; loops, inventions and quotations are not."""

from __future__ import annotations

import pytest

from audio.events import Word
from audio.listening.fillers import believed, fillers, interval, restarts

PLAIN = "we tuned the baseline for a week and then the gap was gone"


def said(text):
    return [Word(word, at * 0.3, at * 0.3 + 0.2, 0.9) for at, word in enumerate(text.split())]


def counted(prompted, plain=PLAIN):
    return [word.text for word in believed(said(prompted), said(plain))]


def test_fillers_between_words_that_both_passes_heard_are_counted():
    assert counted("Um, we tuned the, uh, baseline for a week and then hmm the gap was gone") == [
        "Um,",
        "uh,",
        "hmm",
    ]


def test_an_answer_without_fillers_has_none():
    assert counted(PLAIN) == []


def test_a_filler_that_the_plain_pass_kept_counts_once():
    assert len(counted("we um tuned the baseline", "we um tuned the baseline")) == 1


def test_fillers_among_invented_words_are_not_believed():
    assert counted("thank you um for watching uh this video", PLAIN) == []
    assert counted(PLAIN + " so um you know uh we tried it", PLAIN) == []


@pytest.mark.parametrize("loop", ["uh uh uh", "um um um um um um", "uh, um, uh, um,"])
def test_a_run_of_fillers_is_a_loop(loop):
    assert counted(f"we tuned the baseline for a week {loop} and then the gap was gone") == []


def test_two_in_a_row_are_said_by_people():
    assert len(counted("we tuned the um, uh, baseline for a week and then")) == 2


def test_a_loop_of_words_and_fillers_is_dropped():
    looped = "we tuned the baseline so um so um so um so um so um so um so um"
    assert counted(looped, "we tuned the baseline so") == []


def test_more_fillers_than_a_hesitant_speaker_has_are_dropped():
    assert counted("um we uh tuned um the uh baseline um for uh a um week uh", PLAIN) == []


@pytest.mark.parametrize(
    "text",
    [
        'you wrote "um" and I read it aloud',
        "every time I say um people look up",
        "the word uh is short",
        "there was an um in the recording",
        "they count every um that I say",
    ],
)
def test_an_um_that_is_talked_about_is_not_counted(text):
    plain = " ".join(word for word in text.split() if word.strip('"') not in ("um", "uh"))
    assert counted(text, plain) == []
    assert counted(text, text) == []


def test_after_a_comma_the_same_words_are_a_filler():
    assert len(counted("as I said, um, it failed twice", "as I said it failed twice")) == 1


def test_nothing_but_fillers_is_breath_or_noise():
    assert counted("um, uh", "") == []


def test_one_misheard_word_beside_it_does_not_hide_a_filler():
    assert len(counted("we tuned this um baseline for a week", "we tuned the baseline for a week")) == 1


def test_the_interval_is_that_of_a_poisson_count():
    """Garwood's table: 0 gives 0 to 3.69, 4 gives 1.09 to 10.24, 10 gives 4.80 to 18.39."""
    assert interval(0) == pytest.approx((0.0, 3.689), abs=0.002)
    assert interval(4) == pytest.approx((1.090, 10.242), abs=0.002)
    assert interval(10) == pytest.approx((4.795, 18.390), abs=0.002)
    low, high = interval(400)
    assert 361 < low < 363
    assert 440 < high < 442


def test_the_count_comes_with_its_words_and_its_interval():
    found = fillers(said("um uh"), 3)
    assert (found.at_least, found.restarts, len(found.words)) == (2, 3, 2)
    assert found.low < 2 < found.high


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("the the model is better", 1),
        ("we tried we tried the other one", 1),
        ("I- I think so", 2),
        ("it was th- hmm the loss", 1),
        ("very very good, no no no", 0),
        ("we had had enough of that that day", 0),
        ("so we uh so we stopped", 1),
        ("this is fine", 0),
        ("", 0),
    ],
)
def test_restarts(text, count):
    assert restarts(said(text)) == count
