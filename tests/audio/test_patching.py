"""A second hearing gives its terms and nothing else."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from audio.events import Word
from audio.listening.patching import patched

TERMS = ("LoRA", "QLoRA", "FlashAttention", "AUPRC")


def said(text: str) -> list[Word]:
    return [Word(word, at / 2, at / 2 + 0.4, 0.9) for at, word in enumerate(text.split())]


def text(words: list[Word]) -> str:
    return " ".join(word.text for word in words)


@pytest.mark.parametrize(
    ("heard", "again", "wanted"),
    [
        ("we used flesh attention there", "we used FlashAttention here", "we used FlashAttention there"),
        ("it was Q Laura that won", "it was QLoRA that one", "it was QLoRA that won"),
        ("it was fine", "it was FlashAttention", "it was fine"),
        ("we ran it at night", "we ran it at night with LoRA", "we ran it at night"),
        ("LoRA was first", "LoRA was worst", "LoRA was first"),
        ("", "LoRA", ""),
        ("we ran it", "", "we ran it"),
    ],
)
def test_a_term_takes_the_place_of_what_sounds_like_it_and_nothing_else_changes(heard, again, wanted):
    assert text(patched(said(heard), said(again), TERMS)) == wanted


def test_a_term_has_the_times_of_its_own_hearing():
    heard = said("we used flesh attention there")
    again = said("we used FlashAttention there")
    (term,) = [word for word in patched(heard, again, TERMS) if word.text == "FlashAttention"]
    assert (term.start, term.end) == (1.0, 1.4)


WORDS = st.lists(
    st.sampled_from(["we", "ran", "it", "Laura", "lore", "LoRA", "flesh", "attention"]), max_size=12
)


@given(WORDS, WORDS)
def test_without_terms_in_the_second_hearing_nothing_changes(heard, again):
    plain = [word for word in again if word not in TERMS]
    assert patched(said(" ".join(heard)), said(" ".join(plain)), TERMS) == said(" ".join(heard))
