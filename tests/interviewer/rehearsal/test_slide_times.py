"""Slide times are checked before a talk is heard, and what was said is put on its slide."""

from __future__ import annotations

import pytest
from rehearsal_speech import spoken

from interviewer.errors import InterviewerError
from interviewer.rehearsal.slide_times import Showing, read_off, read_slide_times, showings
from interviewer.rehearsal.slide_words import read_list, slide_texts
from interviewer.talk_events import SlideText


def test_a_list_of_seconds_is_read():
    assert read_slide_times(b"[0, 31.5, 80]", 3) == (0.0, 31.5, 80.0)
    assert read_slide_times(b"[0, 31.5]", 3) == (0.0, 31.5)


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"", "not JSON"),
        (b"\xff\xfe", "not JSON"),
        (b"[" * 100_000, "not JSON"),
        (b"{}", "list of seconds"),
        (b"[]", "list of seconds"),
        (b'[0, "1:30"]', "Slide time 2"),
        (b"[0, true]", "Slide time 2"),
        (b"[0, NaN]", "Slide time 2"),
        (b"[0, 1" + b"0" * 400 + b"]", "Slide time 2"),
        (b"[-1]", "Slide time 1"),
        (b"[0, 5, 5]", "Slide time 3"),
        (b"[0, 5, 9, 12]", "4 slide times and 3 slides"),
    ],
)
def test_times_that_cannot_be_are_refused_in_one_sentence(content, why):
    with pytest.raises(InterviewerError, match=why) as refused:
        read_slide_times(content, 3)
    assert "\n" not in str(refused.value)


def test_going_back_to_a_slide_shows_it_twice():
    found = showings([(1, 0.0), (2, 10.0), (1, 15.0), (3, 20.0)], 30.0)
    assert [(one.number, one.end - one.start) for one in found] == [(1, 10.0), (2, 5.0), (1, 5.0), (3, 10.0)]


def test_a_slide_after_the_end_and_no_slides_at_all_are_nothing():
    assert showings([(1, 0.0), (2, 40.0)], 30.0) == (Showing(1, 0.0, 30.0),)
    assert showings([], 30.0) == ()


def test_reading_aloud_is_told_from_telling():
    slide = SlideText(
        1, "Results", "- accuracy rises from 61 to 69 percent\n- no change below four thousand tokens"
    )
    read = spoken((0.0, "Accuracy rises from 61 to 69 percent and no change below four thousand tokens"))
    told = spoken((0.0, "The accuracy is nearly 69 percent now, and short inputs see no gain at all"))
    assert read_off(slide, read.words) > 0.9
    assert read_off(slide, told.words) == 0.0
    assert read_off(SlideText(1, "", ""), told.words) == 0.0


def test_a_plain_list_of_texts_is_a_deck():
    (slide, picture) = read_list(b'["Gap\\n- one\\n  * two", ""]')
    assert (slide.number, slide.title, slide.bullets) == (1, "Gap", ("one", "two"))
    assert (picture.title, picture.bullets) == ("", ())


@pytest.mark.parametrize("content", [b"", b"{}", b"[]", b"[1]", b"%PDF-1.7", b"[" * 100_000])
def test_what_is_no_list_of_texts_is_refused(content):
    with pytest.raises(InterviewerError, match="slides"):
        read_list(content)


def test_the_headline_of_a_read_slide_is_not_one_of_its_points():
    (slide,) = slide_texts(
        [SlideText(4, "What is missing", "What is\nmissing\n• no benchmark", "say it slowly")]
    )
    assert (slide.bullets, slide.notes) == (("no benchmark",), "say it slowly")
