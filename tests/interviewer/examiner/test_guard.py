from __future__ import annotations

import pytest

from interviewer.examiner.guard import refusal
from interviewer.examiner.quoting import cut, occurs, tokens_of
from interviewer.transcript import CANDIDATE, Turn

TURNS = (
    Turn(1, "Ada", "challenge", "How many trials did the baseline get, and how many did yours?"),
    Turn(1, CANDIDATE, "answer", "It's 68.4 percent, um, with the routing loss. Why not?"),
)


def test_a_question_with_the_candidates_words_may_be_asked():
    assert (
        refusal(
            'Why does "68.4 percent, um, with the routing loss" hold?',
            "68.4 percent um with the routing loss",
            TURNS,
        )
        == ""
    )
    assert refusal("Why should that hold?", "", TURNS) == ""


@pytest.mark.parametrize(
    ("text", "quote", "reason"),
    [
        ("", "", "empty"),
        ("   ", "", "empty"),
        ("?", "", "asks nothing"),
        ("Fine.", "", "exactly one question"),
        ("Why? Why not?", "", "exactly one question"),
        ("Why is that? Tell me.", "", "exactly one question"),
        ("Why " + "very " * 40 + "so?", "", "longer than 35 words"),
        ("Why " + "x" * 500 + "?", "", "longer than 35 words"),
        ("Why is\x1b[31m that?", "", "control characters"),
        ("Why is that\n?", "", "control characters"),
        ("Why is \u202ethat?", "", "control characters"),
        ("Why <b>is</b> that?", "", "markup"),
        ("Why `is` that so?", "", "markup"),
        ("See [this](that), why?", "", "markup"),
        ("Why does https://example.org say so?", "", "address"),
        ("Did you read evil.com on that?", "", "address"),
        ("Why is that so?", "the routing loss", "quote is not in the question"),
        ('Why "a better loss"?', "a better loss", "words that were not said"),
        ('Why "the routing loss" and not "a better one"?', "the routing loss", "words that were not said"),
        ('Why "the routing loss and so on?', "", "left open"),
        ("How many trials did the baseline get, and how many did yours?", "", "asked before"),
        ("And how many trials did yours get, how many did the baseline?", "", "asked before"),
    ],
)
def test_what_may_not_be_asked_is_refused_with_its_reason(text, quote, reason):
    assert reason in refusal(text, quote, TURNS)


def test_half_a_word_is_not_a_quote():
    assert occurs("The routing, loss!", "with the routing loss.")
    assert not occurs("the rout", "with the routing loss")
    assert not occurs("", "anything")


@pytest.mark.parametrize(
    ("said", "stretch", "quote"),
    [
        (
            "So we tried it. The gain comes from the routing loss, I think.",
            (4, 10),
            "The gain comes from the routing loss",
        ),
        (
            "um and we never ran it with a second seed because it was late",
            (2, 5),
            "we never ran it with a second seed",
        ),
        ("Only three words", (0, 3), ""),
        ('He said "this works" on all of it', (0, 8), "He said this works on all of it"),
    ],
)
def test_a_quote_is_cut_where_a_listener_would_cut(said, stretch, quote):
    assert cut(tokens_of(said), *stretch) == quote
