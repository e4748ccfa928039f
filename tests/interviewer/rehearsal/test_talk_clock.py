"""The talk's clock: fair to whoever is interrupted, and never louder than asked for."""

from __future__ import annotations

from interviewer.rehearsal.talk_clock import TalkClock, TimeLeft
from interviewer.talk_events import PlannedSection

PLAN = (
    PlannedSection("Problem", 60.0, 1, 2),
    PlannedSection("Method", 120.0, 3, 4),
    PlannedSection("Results", 60.0),
)


def begun(**settings) -> TalkClock:
    clock = TalkClock(PLAN, **settings)
    clock.begin(100.0)
    return clock


def test_a_question_stops_the_clock_unless_it_is_strict():
    for strict, elapsed in ((False, 30.0), (True, 50.0)):
        clock = begun(strict=strict)
        clock.stand_still(120.0, "question")
        clock.go_on(140.0, "question")
        assert clock.elapsed(150.0) == elapsed


def test_a_lost_device_and_a_pause_never_count_and_both_must_end():
    clock = begun(strict=True)
    clock.stand_still(110.0, "pause")
    clock.stand_still(120.0, "device")
    clock.go_on(130.0, "pause")
    assert clock.elapsed(140.0) == 10.0
    clock.go_on(150.0, "device")
    assert clock.elapsed(155.0) == 15.0


def test_the_section_follows_the_slide_and_the_drift_the_plan():
    clock = begun()
    clock.slide(3)
    early, late = clock.standing(130.0), clock.standing(300.0)
    assert (early.section, early.drift, early.by) == (1, -30.0, "slides")
    assert (late.section, late.drift) == (1, 20.0)
    assert clock.standing(200.0).drift == 0.0


def test_without_slides_words_tell_the_section_else_the_time():
    clock = begun()
    assert (clock.standing(170.0).section, clock.standing(170.0).by) == (1, "time")
    clock.heard(0)
    assert (clock.standing(170.0).section, clock.standing(170.0).drift) == (0, 10.0)


def test_each_warning_comes_once():
    clock = begun(at_time="stop")
    assert clock.warning(270.0) is None
    assert clock.warning(281.0) == TimeLeft(60.0)
    assert clock.warning(290.0) is None
    assert clock.warning(340.0) == TimeLeft(0.0, stop=True)
    assert clock.warning(400.0) is None
    assert clock.standing(350.0).over
    assert clock.standing(350.0).left == -10.0


def test_a_warning_that_was_slept_through_is_not_given_late():
    assert begun().warning(400.0) == TimeLeft(0.0)


def test_nothing_counts_before_the_talk_begins():
    clock = TalkClock(PLAN)
    clock.stand_still(10.0, "device")
    clock.go_on(20.0, "device")
    assert clock.elapsed(50.0) == 0.0
