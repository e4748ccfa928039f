"""Text that a decoder makes up is doubted, what people say is not."""

from __future__ import annotations

import pytest

from audio.events import Word
from audio.listening.decoder import Decoded, whole_words


def decoded(text, seconds=None, likelihood=-0.3):
    said = text.split()
    words = [Word(each, at / 3, at / 3 + 0.3, 0.9) for at, each in enumerate(said)]
    return Decoded(words, 0.1, likelihood, len(said) / 3 if seconds is None else seconds)


@pytest.mark.parametrize(
    "text",
    [
        "We trained the baseline for three days with the same budget.",
        "No, no, no, that is not what I mean.",
        "I think, I think the gap was four points and then it was four points again.",
    ],
)
def test_what_people_say_is_believed(text):
    assert not decoded(text).doubtful()


def test_no_words_are_no_reason_to_doubt():
    assert not decoded("", seconds=1.0).doubtful()


@pytest.mark.parametrize(
    "made_up",
    [
        decoded("We trained the baseline for three days. We trained the baseline for three days."),
        decoded("the gap was four points in the end and so the gap was four points in the end"),
        decoded("so um " * 30),
        decoded("Thank you.", likelihood=-1.4),
        decoded("one two three four five six seven eight nine ten", seconds=1.5),
        decoded("Thank you.", seconds=20.0),
    ],
)
def test_what_a_decoder_makes_up_is_doubted(made_up):
    assert made_up.doubtful()


def test_a_word_the_tokenizer_split_is_one_word_again():
    parts = [
        (" well", 0.0, 0.4),
        ("-", 0.4, 0.4),
        ("known", 0.4, 0.8),
        (" ", 0.8, 0.9),
        (" thing.", 0.9, 9.0),
    ]
    alignment = [{"word": w, "start": s, "end": e, "probability": 0.9} for w, s, e in parts]
    assert [(word.text, word.start, word.end) for word in whole_words(alignment, 1.2)] == [
        ("well-known", 0.0, 0.8),
        ("thing.", 0.9, 1.2),
    ]
