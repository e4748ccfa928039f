"""The forms a transcript is written in, shared by window and command."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from audio.events import Word
from desktop.errors import DesktopError
from desktop.transcripts import LONGEST, Transcript, document, from_document, in_lines, render


def said(text: str, start: float = 0.0, each: float = 0.3) -> list[Word]:
    return [Word(word, start + i * each, start + i * each + 0.25, 0.9) for i, word in enumerate(text.split())]


def transcript(*words: Word) -> Transcript:
    return Transcript("a.wav", "tiny.en", "cpu", 60.0, in_lines(words))


def test_a_long_pause_begins_a_line():
    assert transcript(*said("We tuned it"), *said("with care", start=3.0)).text == "We tuned it\nwith care"


def test_a_pause_inside_a_sentence_does_not():
    assert transcript(*said("We tuned it"), *said("with care", start=1.4)).text == "We tuned it with care"


def test_a_sentence_begins_a_line_once_the_line_is_long():
    text = transcript(*said("one two three four five six seven eight nine ten. " * 9, each=0.3)).text
    lines = text.split("\n")
    assert all(line.endswith("ten.") for line in lines)
    assert 2 <= len(lines) <= 4


def test_speech_without_full_stops_is_cut_into_lines_too():
    spoken = transcript(*said("and then we tuned it again " * 400))
    lines = spoken.text.split("\n")
    assert max(map(len, lines)) <= LONGEST + len("again")
    assert " ".join(lines).split() == [word.text for word in spoken.words]
    assert len(lines) == 1 + len(spoken.text) // LONGEST


@given(
    st.lists(
        st.tuples(st.floats(0, 3), st.floats(0.01, 1), st.text("ab.?", min_size=1, max_size=20)), max_size=60
    )
)
def test_no_word_is_lost_between_lines(spoken):
    words, at = [], 0.0
    for gap, length, text in spoken:
        words.append(Word(text, at + gap, at + gap + length, 1.0))
        at += gap + length
    made = transcript(*words)
    assert made.words == words
    assert made.text.split() == [word.text for word in words]


def test_json_comes_back_as_it_was():
    made = transcript(*said("We tuned it"), *said("with care", start=3.0))
    assert from_document(json.loads(render(made, "json"))) == Transcript(
        "a.wav", "tiny.en", "cpu", 60.0, made.segments
    )


@pytest.mark.parametrize("damage", ["segments", "file", "duration"])
def test_a_damaged_document_is_said_in_a_sentence(damage):
    found = document(transcript(*said("We tuned it")))
    del found[damage]
    with pytest.raises(DesktopError, match="damaged"):
        from_document(found)


def test_silence_can_be_written_in_every_form():
    assert render(transcript(), "txt") == "\n"
    assert render(transcript(), "srt") == ""
    assert render(transcript(), "vtt") == "WEBVTT\n\n"
    assert json.loads(render(transcript(), "json"))["segments"] == []
