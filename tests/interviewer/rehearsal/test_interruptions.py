"""What an interruption does to a talk is measured from the end of the reply to the thread."""

from __future__ import annotations

from itertools import pairwise

import pytest
from rehearsal_speech import spoken

from interviewer.errors import InterviewerError
from interviewer.rehearsal import coming_in
from interviewer.rehearsal.interruptions import PlacedPoint, recovered
from interviewer.rehearsal.spoken_points import Place

BULLETS = (
    "Calibration by position closes 80 % of the loss",
    "Outlier channels drift along the sequence",
    "No retraining is needed",
)
POINTS = [PlacedPoint(text, "slide", Place(0.0, 100.0, BULLETS)) for text in BULLETS]
BEFORE = (
    (0.0, "Calibration by position closes eighty percent of the loss."),
    (4.0, "The outlier channels"),
)
REPLY = (5.5, "Because it was slower and no better.")


def test_recovery_runs_from_the_reply_to_the_clause_that_goes_on():
    speech = spoken(*BEFORE, REPLY, (9.0, "The outlier channels drift along the whole sequence."))
    found = recovered(speech, 4.8, float("inf"), POINTS, BULLETS)
    assert found.reply is not None
    assert (found.reply.start, found.reply.end) == (5.5, 7.25)
    assert found.recovery == pytest.approx(1.75)
    assert found.cost == pytest.approx(4.2)
    assert found.point is not None
    assert (found.point.text, found.point.returned) == (BULLETS[1], True)
    assert found.point.quote == "The outlier channels"


def test_looking_for_the_thread_aloud_is_not_finding_it():
    speech = spoken(
        *BEFORE, REPLY, (8.5, "Um, where was I."), (11.0, "The outlier channels drift along the sequence.")
    )
    assert recovered(speech, 4.8, float("inf"), POINTS, BULLETS).recovery == pytest.approx(3.75)


def test_a_point_that_is_passed_over_never_came_back():
    speech = spoken(*BEFORE, REPLY, (9.0, "You need no retraining of anything."))
    found = recovered(speech, 4.8, float("inf"), POINTS, BULLETS)
    assert found.recovery == pytest.approx(1.75)
    assert found.point is not None
    assert (found.point.text, found.point.returned, found.point.returned_at) == (BULLETS[1], False, None)


def test_a_reply_may_follow_without_a_breath():
    speech = spoken(
        (0.0, "The outlier channels because it was slower and no better."),
        (4.0, "The outlier channels drift on."),
    )
    found = recovered(speech, 0.75, float("inf"), POINTS, BULLETS)
    assert found.reply is not None
    assert (found.reply.start, found.reply.end) == (0.75, 2.5)
    assert found.recovery == pytest.approx(1.5)


def test_sentences_of_one_reply_belong_together():
    speech = spoken(*BEFORE, REPLY, (7.75, "It cost twice as much."), (10.5, "The outlier channels drift."))
    found = recovered(speech, 4.8, float("inf"), POINTS, BULLETS)
    assert found.reply is not None
    assert found.reply.end == 9.0
    assert found.recovery == pytest.approx(1.5)


def test_a_thread_that_is_never_found_has_no_seconds():
    found = recovered(
        spoken(*BEFORE, REPLY, (9.0, "Um, so, where was I.")), 4.8, float("inf"), POINTS, BULLETS
    )
    assert (found.recovery, found.cost) == (None, None)


def test_who_is_not_stopped_at_all_has_no_reply():
    talk = [(start, "The outlier channels drift along the sequence again.") for start in range(0, 90, 2)]
    found = recovered(spoken(*talk), 4.8, float("inf"), POINTS, BULLETS)
    assert found.reply is None


def test_without_slides_and_plan_the_words_themselves_are_the_thread():
    speech = spoken(
        (0.0, "We calibrate every channel by its position."), (3.0, "The outlier channels"), REPLY,
        (9.0, "The outlier channels move as the position grows."),
    )  # fmt: skip
    found = recovered(speech, 3.9, float("inf"), [])
    assert found.recovery == pytest.approx(1.75)
    assert found.point is not None
    assert (found.point.source, found.point.quote, found.point.returned) == (
        "words",
        "The outlier channels",
        True,
    )


def test_silence_after_an_interruption_breaks_nothing():
    found = recovered(spoken(*BEFORE), 4.9, float("inf"), POINTS, BULLETS)
    assert (found.reply, found.recovery) == (None, None)


@pytest.mark.parametrize(
    "text", ["", ",", "abc", "95,abc", "240,95", "95,95", "-3", "0", "nan", "inf,3", "1e400"]
)
def test_seconds_that_are_none_are_refused_in_one_sentence(text):
    with pytest.raises(InterviewerError, match="--interrupt-at"):
        coming_in.read_seconds(text)


def test_the_seed_alone_decides_when_the_panel_comes_in():
    found = coming_in.seeded(3, 600.0, 7)
    assert found == coming_in.seeded(3, 600.0, 7)
    assert found != coming_in.seeded(3, 600.0, 8)
    moments = [one.at for one in found]
    assert moments == sorted(moments)
    assert all(later - at >= 0.12 * 600 - 0.2 for at, later in pairwise(moments))
    assert moments[0] >= 72.0
    assert moments[-1] <= 552.0
