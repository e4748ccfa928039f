"""A challenge answered once more: said, answered, over."""

from __future__ import annotations

import pytest

from interviewer.events import (
    AnswerGiven,
    CandidateCutIn,
    CandidateLeft,
    FillersHeard,
    HelpAsked,
    LineSpoken,
    PatienceOffered,
    RoundClosed,
    RoundOpened,
    RoundPaused,
    RoundResumed,
)
from interviewer.round.commands import Close, Listen, Say
from interviewer.round.retake import Retake

LINE = LineSpoken(
    4, "Ada", "challenge", "You said “always”. When not?", "always", 2, "vague", "embedded", 60.0, 64.0,
    "panel/004", interrupted=False, dimension="experimental_rigor", validity="valid",
)  # fmt: skip
OPENED = RoundOpened(100.0, "Serving", "discussion", 15.0, "probing", 7, ("Ada",), "embedded")
HEARD = LineSpoken(
    4, "Ada", "challenge", LINE.text, "always", 2, "vague", "embedded", 101.0, 105.0, "panel/004",
    interrupted=False,
)  # fmt: skip
ANSWER = AnswerGiven(4001, 4, "On short prompts.", (), (), 105.0, 112.0, "done", "takes/004-1", typed=False)


@pytest.fixture
def take():
    return Retake(LINE, 4001)


def test_the_line_is_said_as_it_was_then_one_answer_is_heard_and_that_is_all(take):
    (said,) = take.apply(OPENED)
    assert isinstance(said, Say)
    assert (said.number, said.text, said.quote, said.dimension) == (4, LINE.text, "always", LINE.dimension)
    assert take.apply(HEARD) == (Listen(4001, 4),)
    assert take.apply(ANSWER) == (Close("finished"),)
    assert take.apply(RoundClosed(112.0, "finished")) == ()


def test_nothing_happens_before_it_is_opened_or_after_it_is_over(take):
    assert take.apply(HEARD) == ()
    take.apply(OPENED)
    assert take.apply(OPENED) == (), "a second opening asks nothing twice"
    take.apply(HEARD)
    take.apply(RoundClosed(106.0, "ended"))
    assert take.apply(ANSWER) == ()


def test_the_clock_counts_from_the_line_to_the_end_and_leaves_pauses_out(take):
    take.apply(OPENED)
    assert take.elapsed(104.0) == 0.0
    take.apply(HEARD)
    assert take.elapsed(107.0) == 2.0
    take.apply(RoundPaused(108.0, ""))
    take.apply(RoundResumed(208.0))
    assert take.elapsed(210.0) == 5.0
    take.apply(RoundClosed(211.0, "finished"))
    assert take.elapsed(999.0) == 6.0
    assert take.remaining(210.0) is None


def test_a_pause_during_the_line_takes_nothing_from_the_answers_time(take):
    take.apply(OPENED)
    take.apply(RoundPaused(101.0, ""))
    take.apply(RoundResumed(131.0))
    take.apply(LineSpoken(4, "Ada", "challenge", "", "", 2, "", "", 131.0, 135.0, "", interrupted=False))
    assert take.elapsed(137.0) == 2.0


def test_words_that_come_in_a_pause_close_it_only_afterwards(take):
    take.apply(OPENED)
    take.apply(HEARD)
    take.apply(RoundPaused(111.0, ""))
    assert take.apply(ANSWER) == ()
    assert take.apply(RoundResumed(120.0)) == (Close("finished"),)


def test_the_line_is_repeated_on_request_and_nothing_else_is_served(take):
    take.apply(OPENED)
    assert take.apply(HelpAsked(101.0, "repeat")) == (), "not while it is being said"
    take.apply(HEARD)
    (again,) = take.apply(HelpAsked(106.0, "repeat"))
    assert again.text == LINE.text
    assert take.apply(HEARD) == (Listen(4001, 4),)
    for what in ("rephrase", "hint", "dispute", "skip"):
        assert take.apply(HelpAsked(107.0, what)) == ()


def test_who_leaves_is_let_go_even_from_a_pause(take):
    take.apply(OPENED)
    take.apply(HEARD)
    take.apply(RoundPaused(106.0, ""))
    assert take.apply(CandidateLeft(107.0, "ended")) == (Close("ended"),)


@pytest.mark.parametrize(
    "event",
    [CandidateCutIn(4, 104.0), PatienceOffered(4001, 109.0), FillersHeard(3, 50.0, 1, 0.0, 5.0, (), 0)],
)
def test_what_a_round_would_answer_with_a_line_is_only_noted(take, event):
    take.apply(OPENED)
    take.apply(HEARD)
    assert take.apply(event) == ()


def test_nobody_cuts_in_and_nothing_is_prepared(take):
    take.apply(OPENED)
    take.apply(HEARD)
    assert take.cuts_in(4001, 105.0, 500.0) is None
    assert take.foresee(ANSWER) == ()
    assert take.elapsed(106.0) == 1.0
