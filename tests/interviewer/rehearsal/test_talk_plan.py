"""A talk's plan is read as people write it, and what is not understood is said."""

from __future__ import annotations

import pytest

from interviewer.errors import InterviewerError
from interviewer.rehearsal.talk_plan import learned, read_plan


@pytest.mark.parametrize(
    ("line", "name", "seconds"),
    [
        ("- 2:00 Problem", "Problem", 120),
        ("* 2 min Problem", "Problem", 120),
        ("1. Problem (2:00)", "Problem", 120),
        ("## Problem — 90 s", "Problem", 90),
        ("- **Problem**: 1.5 minutes", "Problem", 90),
        ("1 m 30 s Problem", "Problem", 90),
        ("- Results 2024 (0:45)", "Results 2024", 45),
    ],
)
def test_a_section_is_read_however_it_is_written(line, name, seconds):
    (section,) = read_plan(line).sections
    assert (section.name, section.seconds) == (name, seconds)


def test_slides_and_points_belong_to_their_section():
    plan = read_plan(
        "- 2:00 Problem [slides 1-3]\n  - nobody measured it\n  * it costs 9 seconds\n- 1:00 Gap [slide 4]"
    )
    problem, gap = plan.sections
    assert (problem.first_slide, problem.last_slide) == (1, 3)
    assert problem.points == ("nobody measured it", "it costs 9 seconds")
    assert (gap.first_slide, gap.last_slide, gap.points) == (4, 4, ())
    assert plan.seconds == 180


def test_points_under_a_heading_need_no_indentation():
    plan = read_plan("## Problem (1:00)\n- nobody measured it\n## Gap (30 s)\n- none tuned")
    assert [section.points for section in plan.sections] == [("nobody measured it",), ("none tuned",)]


def test_what_is_not_understood_is_told_with_its_line():
    plan = read_plan("- 1:00 Problem\nwrite more here\n- 0:30 Gap [slide 9]\nTotal: 1:30", slides=4)
    assert [one.line for one in plan.not_understood] == [2, 3]
    assert "slides end at 4" in plan.not_understood[1].sentence
    assert plan.sections[1].first_slide is None


@pytest.mark.parametrize(
    "text", ["", "nothing here\n", "# My talk\n- Problem\n", "\0\xff\x01", "- 0:00 Problem"]
)
def test_a_plan_without_a_section_is_refused_in_one_sentence(text):
    with pytest.raises(InterviewerError, match="- 2:00 Problem"):
        read_plan(text)


def test_a_plan_of_days_is_a_slip_of_the_pen():
    with pytest.raises(InterviewerError, match="four hours"):
        read_plan("\n".join(f"- 200:00 Part {number}" for number in range(3)))


def test_the_next_plan_is_learned_from_what_the_sections_took():
    plan = read_plan("- 1:00 Problem\n- 1:00 Results\n- 1:00 Limits").sections
    found = learned(plan, (30.0, 90.0, 0.0), 600.0)
    assert [round(one.seconds) for one in found.sections] == [100, 300, 200]
