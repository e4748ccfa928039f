"""A debrief's times begin with the round, whenever the window was opened."""

from __future__ import annotations

from interviewer.debrief.rebase import rebased
from interviewer.events import AnswerGiven, RoundClosed, RoundOpened, Stretch, Word

OPENED = RoundOpened(100.0, "Q", "discussion", 15.0, "calm", 3, ("Ada",), "embedded")
ANSWER = AnswerGiven(
    1, 2, "yes", (Word("yes", 104.0, 104.5, 0.9),), (Stretch(104.0, 104.5),), 103.0, 106.0, "done", "", False
)


def test_every_moment_moves_and_nothing_else_does():
    opened, answer, closed = rebased([OPENED, ANSWER, RoundClosed(107.0, "ended")])
    assert (opened.at, opened.minutes, opened.seed) == (0.0, 15.0, 3)
    assert (answer.opened, answer.ended) == (3.0, 6.0)
    assert answer.words == (Word("yes", 4.0, 4.5, 0.9),)
    assert answer.stretches == (Stretch(4.0, 4.5),)
    assert (answer.number, answer.after) == (1, 2)
    assert closed.at == 7.0


def test_a_journal_without_its_opening_is_left_as_it_is():
    assert rebased([ANSWER]) == (ANSWER,)
