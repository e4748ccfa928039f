from __future__ import annotations

from dataclasses import replace

import pytest

from desktop.screens.room import EMPTY
from desktop.screens.room_words import (
    allowed,
    clock_words,
    end_sentences,
    heard_length,
    initials,
    phase_words,
    remaining_words,
    runs,
    urgency,
)


@pytest.mark.parametrize(
    ("phase", "speaking", "words"),
    [
        ("preparing", "", "Getting ready…"),
        ("speaking", "Dr Okafor", "Dr Okafor is speaking"),
        ("speaking", "", "The panel is speaking"),
        ("listening", "", "Your turn"),
        ("transcribing", "", "Putting your words into text…"),
        ("thinking", "", "The panel is thinking…"),
        ("paused", "", "Paused: the clock stands still"),
        ("closed", "", "The round is over"),
    ],
)
def test_the_phase_is_said_in_words(phase, speaking, words):
    assert phase_words(replace(EMPTY, phase=phase, speaking=speaking)) == words


@pytest.mark.parametrize("phase", ["preparing", "speaking", "transcribing", "thinking", "paused", "closed"])
def test_only_the_candidates_turn_can_be_ended_by_the_candidate(phase):
    assert allowed(replace(EMPTY, phase="listening")).done
    assert not allowed(replace(EMPTY, phase=phase)).done
    assert not allowed(replace(EMPTY, phase=phase)).help


def test_undo_depends_on_the_view_alone():
    assert allowed(replace(EMPTY, phase="thinking", can_undo=True)).undo
    assert not allowed(replace(EMPTY, phase="thinking", can_undo=False)).undo


def test_a_closed_round_cannot_be_ended_or_paused_again():
    may = allowed(replace(EMPTY, phase="closed"))
    assert not may.end
    assert not may.pause


@pytest.mark.parametrize(
    ("seconds", "words"),
    [(0.0, "0:00"), (59.9, "0:59"), (754.0, "12:34"), (3600.0, "60:00"), (-5.2, "+0:05")],
)
def test_the_clock_reads_in_minutes_and_seconds(seconds, words):
    assert clock_words(seconds) == words


@pytest.mark.parametrize(
    ("remaining", "level"), [(600.0, ""), (180.0, "soon"), (60.1, "soon"), (60.0, "now"), (-3.0, "now")]
)
def test_the_end_comes_near_in_two_steps(remaining, level):
    assert urgency(remaining) == level


def test_colour_is_never_the_only_sign_of_being_over_time():
    assert remaining_words(-1.0) != remaining_words(1.0)


def test_the_candidates_words_are_set_apart_wherever_they_stand():
    assert runs("You said five seeds. Why?", "five seeds") == [
        ("You said ", False),
        ("five seeds", True),
        (". Why?", False),
    ]
    assert runs("five seeds", "five seeds") == [("five seeds", True)]


def test_words_that_are_not_in_the_line_are_not_marked():
    assert runs("Why?", "five seeds") == [("Why?", False)]
    assert runs("Why?", "") == [("Why?", False)]
    assert runs("", "") == []


@pytest.mark.parametrize(
    ("name", "letters"),
    [
        ("Dr Okafor", "O"),
        ("Prof. Mei Tanaka", "MT"),
        ("Mei Lin Tanaka", "MT"),
        ("<b>", "<"),
        ("", "?"),
        ("Dr", "D"),
    ],
)
def test_a_seat_has_initials_whatever_the_name(name, letters):
    assert initials(name) == letters


@pytest.mark.parametrize(("answers", "word"), [(0, "recorded"), (1, "Your answer,"), (7, "Your 7 answers")])
def test_ending_names_what_is_kept(answers, word):
    assert word in end_sentences(answers)[0]


@pytest.mark.parametrize(
    ("sounded", "heard"), [(0, ""), (1, "Why "), (2, "Why  p95\n"), (3, "Why  p95\nof"), (9, "Why  p95\nof")]
)
@pytest.mark.parametrize("phase", ["preparing", "speaking"])
def test_words_that_were_not_yet_said_are_told_from_those_that_were(phase, sounded, heard):
    line = "Why  p95\nof"
    view = replace(EMPTY, phase=phase, line=line, sounded=sounded)
    assert line[: heard_length(view)].split() == heard.split()


@pytest.mark.parametrize("phase", ["listening", "transcribing", "thinking", "paused", "closed"])
def test_a_line_that_is_over_has_been_heard_whole_whatever_became_of_it(phase):
    assert heard_length(replace(EMPTY, phase=phase, line="Why is that?", sounded=1)) == len("Why is that?")
