"""Sections are found by their slides, else by what is said."""

from __future__ import annotations

import pytest
from rehearsal_speech import spoken

from interviewer.rehearsal.sections import sections
from interviewer.rehearsal.slide_times import showings
from interviewer.talk_events import PlannedSection, SlideText

PLAN = (
    PlannedSection("Problem", 20.0, 1, 2),
    PlannedSection("Results", 20.0, 3, 3),
    PlannedSection("Limitations", 20.0, 4, 4),
)
BY_NAME = tuple(PlannedSection(one.name, one.seconds) for one in PLAN)
TALK = spoken(
    (0.0, "Agents wait nine seconds for an answer today."),
    (10.0, "That costs trust, and nobody measured it."),
    (25.0, "Now to the results."),
    (27.0, "We are twice as fast with the same recall."),
    (50.0, "Finally the limitations, honestly."),
    (53.0, "It was tested in one company only."),
)


def test_with_ranges_a_section_begins_with_its_slide_and_the_drift_adds_up():
    shown = showings([(1, 0.0), (2, 8.0), (3, 24.5), (4, 49.0)], TALK.seconds)
    found = sections(PLAN, shown, (), TALK)
    assert found.by == "slides"
    assert [one.start for one in found.sections] == [0.0, 24.5, 49.0]
    assert [one.drift for one in found.sections] == [4.5, 9.0, pytest.approx(TALK.seconds - 60.0)]


def test_going_back_for_a_moment_does_not_begin_a_section_again():
    shown = showings([(1, 0.0), (3, 24.5), (1, 30.0), (3, 33.0), (4, 49.0)], TALK.seconds)
    assert [one.start for one in sections(PLAN, shown, (), TALK).sections] == [0.0, 24.5, 49.0]


def test_a_section_whose_slides_never_came_was_not_reached():
    shown = showings([(1, 0.0), (3, 24.5)], TALK.seconds)
    last = sections(PLAN, shown, (), TALK).sections[-1]
    assert (last.start, last.end, last.drift, last.seconds) == (None, None, None, 0.0)


def test_without_ranges_the_titles_of_the_slides_decide():
    titles = ("Waiting agents", "A problem of trust", "Our results", "Limits")
    slides = tuple(SlideText(number, title, "") for number, title in enumerate(titles, 1))
    shown = showings([(1, 0.0), (2, 8.0), (3, 24.5), (4, 49.0)], TALK.seconds)
    found = sections(BY_NAME, shown, slides, TALK)
    assert (found.by, [one.start for one in found.sections]) == ("slides", [0.0, 24.5, 49.0])


def test_without_slides_the_words_decide():
    found = sections(BY_NAME, (), (), TALK)
    assert (found.by, [one.start for one in found.sections]) == ("words", [0.0, 25.0, 50.0])


def test_a_talk_shorter_than_its_plan_leaves_sections_unreached():
    found = sections(BY_NAME, (), (), spoken((0.0, "Agents wait nine seconds.")))
    assert [one.start for one in found.sections] == [0.0, None, None]
    assert sections((), (), (), TALK).sections == ()
