"""Subtitles that players accept and people can read."""

from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st

from audio.events import Word
from audio.listening.subtitles import LINE_CHARACTERS, MAX_CHARACTERS, MAX_SECONDS, cues, srt, vtt


def said(*texts: str, start: float = 0.0, each: float = 0.3) -> list[Word]:
    return [Word(text, start + i * each, start + i * each + 0.25, 0.9) for i, text in enumerate(texts)]


def test_a_pause_begins_a_new_subtitle():
    words = [*said("the", "baseline"), *said("was", "tuned", start=3.0)]
    assert [cue.text for cue in cues(words)] == ["the baseline", "was tuned"]


def test_a_long_sentence_is_cut_to_what_fits_on_a_screen():
    words = said(*["evaluation"] * 60)
    for cue in cues(words):
        assert len(cue.text) <= MAX_CHARACTERS
        assert cue.end - cue.start <= MAX_SECONDS
        assert all(len(line) <= LINE_CHARACTERS + len("evaluation") for line in cue.text.split("\n"))


def test_srt_counts_cues_and_stamps_milliseconds():
    text = srt(cues(said("hello", "there", start=3661.2)))
    assert text == "1\n01:01:01,200 --> 01:01:01,750\nhello there\n"


def test_vtt_escapes_what_looks_like_markup():
    text = vtt(cues(said("a<b", "&", "c")))
    assert text.startswith("WEBVTT\n\n00:00:00.000 --> ")
    assert "a&lt;b &amp; c" in text


@given(
    st.lists(
        st.tuples(st.floats(0, 1), st.floats(0.01, 2), st.text("abc.?", min_size=1, max_size=20)), max_size=40
    )
)
def test_every_word_stands_in_a_cue_and_times_never_go_back(spoken):
    words, at = [], 0.0
    for gap, length, text in spoken:
        words.append(Word(text, at + gap, at + gap + length, 1.0))
        at += gap + length
    found = cues(words)
    assert " ".join(cue.text.replace("\n", " ") for cue in found).split() == [w.text for w in words]
    stamps = re.findall(r"(\d\d:\d\d:\d\d,\d{3})", srt(found))
    assert stamps == sorted(stamps)


def test_silence_gives_an_empty_file():
    assert srt(cues([])) == ""
    assert vtt(cues([])) == "WEBVTT\n\n"
