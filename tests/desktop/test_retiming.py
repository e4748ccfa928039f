"""An edited text keeps the times of what was heard."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from audio.events import Word
from audio.listening.whole_file import Segment
from desktop.retiming import retimed
from desktop.transcripts import Transcript


def heard(*lines: str, each: float = 0.5) -> Transcript:
    at, segments = 1.0, []
    for line in lines:
        words = []
        for text in line.split():
            words.append(Word(text, at, at + each * 0.8, 0.9))
            at += each
        segments.append(Segment(words[0].start, words[-1].end, line, tuple(words)))
        at += 2.0
    return Transcript("a.wav", "tiny.en", "cpu", at, tuple(segments))


ORIGINAL = heard("we tuned the base line", "with forty trials")


def test_a_text_left_alone_keeps_every_time():
    assert retimed(ORIGINAL, ORIGINAL.text) == ORIGINAL


def test_a_corrected_word_takes_the_time_of_what_stood_there():
    words = retimed(ORIGINAL, "we tuned the baseline\nwith forty trials").words
    assert words[3] == Word("baseline", 2.5, 3.4, 1.0)
    assert words[4:] == ORIGINAL.words[5:]


def test_words_added_between_share_the_pause():
    words = retimed(ORIGINAL, "we tuned the base line\nwith about forty trials").words
    about = words[6]
    assert about.text == "about"
    assert words[5].end <= about.start <= about.end <= words[7].start
    assert words[7] == ORIGINAL.words[6]


def test_a_joined_line_and_a_cut_line_keep_their_times():
    joined = retimed(ORIGINAL, ORIGINAL.text.replace("\n", " "))
    assert joined.words == ORIGINAL.words
    assert len(joined.segments) == 1
    cut = retimed(ORIGINAL, "we tuned\nthe base line\nwith forty trials")
    assert [segment.start for segment in cut.segments] == [1.0, 2.0, 5.5]


def test_a_line_that_is_said_often_keeps_its_place():
    often = heard("yes we did", "yes we did", "yes we did")
    words = retimed(often, "no we did\nyes we did\nyes we did").words
    assert [word.start for word in words] == [word.start for word in often.words]


def test_an_empty_line_has_no_words():
    made = retimed(ORIGINAL, "we tuned the base line\n\nwith forty trials")
    assert [segment.text for segment in made.segments] == ["we tuned the base line", "", "with forty trials"]
    assert made.segments[1].words == ()


def test_text_written_where_nothing_was_heard_lies_within_the_recording():
    empty = Transcript("a.wav", "tiny.en", "cpu", 8.0, ())
    words = retimed(empty, "typed by hand").words
    assert words[0].start == 0.0
    assert words[-1].end == pytest.approx(8.0)


def test_everything_deleted_leaves_nothing():
    assert retimed(ORIGINAL, "").words == []


@given(st.lists(st.text("ab \n", max_size=12), min_size=1, max_size=8).map(" ".join))
def test_any_text_keeps_its_words_in_order_of_time(text):
    made = retimed(heard("a b aa", "ab ba b", "a a"), text)
    assert [line.split() for line in text.split("\n")] == [
        [word.text for word in segment.words] for segment in made.segments
    ]
    starts = [word.start for word in made.words]
    assert starts == sorted(starts)
    assert all(0 <= word.start <= word.end for word in made.words)


def test_an_hour_of_text_is_retimed_at_once():
    lines = [f"line {n} has some words of its own and the same the same" for n in range(900)]
    long = heard(*lines)
    edited = long.text.replace("line 450 has", "line 450 had", 1)
    made = retimed(long, edited)
    assert sum(a != b for a, b in zip(long.words, made.words, strict=True)) == 1
