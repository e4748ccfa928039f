"""The drill after a talk: asked in its very words, timed, and held against the contribution."""

from __future__ import annotations

import pytest
from played_round import answer, line

from interviewer.debrief import talk_words
from interviewer.question.question import Part, Question
from interviewer.rehearsal.altitudes import RUNGS
from interviewer.rehearsal.drilled import drilled
from interviewer.round import script
from interviewer.round.lines import Lines
from interviewer.round.panel import panel
from interviewer.round.plan import plan
from interviewer.round.record import Record
from interviewer.talk_events import TalkPlanned

CORE = "We round the weights of a served model to four bits and lose half a point of accuracy"
PRODUCT, COST = RUNGS[0], RUNGS[3]


@pytest.mark.parametrize("rung", RUNGS)
def test_a_line_of_the_drill_is_asked_in_its_very_words(rung):
    question = Question(
        title="Serving", parts=(Part("Presentation", "Present."),), follow_ups=("What of ten times?",)
    )
    record = Record()
    record.note(TalkPlanned(0.0, drill=(rung.text,)))
    assert record.drill == (rung.text,)
    lines = Lines(question, "presentation", plan("presentation", 30.0), panel(), 7)
    assert lines.stock(rung.text, "").text == rung.text == script.stock(rung.text)


def asked():
    return [
        line(7, "question", PRODUCT.text, 100.0, 103.0),
        answer(5, 7, "We round model weights to four bits, so serving costs less and half a point of accuracy goes.",
               ((104.0, 129.0),)),
        line(8, "question", COST.text, 130.0, 134.0),
        answer(6, 8, "We round to eight bits now.", ((135.0, 140.0),)),
        line(9, "question", "What of ten times the compute?", 141.0, 143.0),
        answer(7, 9, "More seeds.", ((144.0, 146.0),)),
    ]  # fmt: skip


def test_what_was_said_at_each_altitude_is_timed_and_compared():
    first, second = drilled(asked(), [PRODUCT.text, COST.text], CORE)
    assert (first.altitude, first.limit, first.seconds, first.audio) == ("product", 20.0, 25.0, "audio/005")
    assert first.survived
    assert "5.0 s over" in talk_words.drill(first)
    assert (second.altitude, second.seconds) == ("cost", 5.0)
    assert second.survived is False
    assert "eight bits" in talk_words.drill(second)


def test_without_a_contribution_nothing_is_judged_and_what_was_not_answered_is_left_out():
    events = asked()[:-5] + asked()[2:3]
    (only,) = drilled([*asked()[:2], asked()[2]], [PRODUCT.text, COST.text], "")
    assert only.survived is None
    assert "no contribution" in talk_words.drill(only)
    assert drilled(events, [], CORE) == ()
