"""Fillers in a debrief: at least so many, with how far chance alone could move them."""

from __future__ import annotations

import dataclasses

import played_round
import pytest

from interviewer import journal
from interviewer.debrief.export import render
from interviewer.debrief.fillers import Fillers, interval, together
from interviewer.debrief.report import build
from interviewer.events import AnswerGiven, AnswerReopened, FillersHeard, Word


def heard(answer, at_least, restarts=0):
    low, high = interval(at_least)
    words = tuple(
        Word("um", answer.opened + 1.0 + at, answer.opened + 1.2 + at, 0.5) for at in range(at_least)
    )
    return FillersHeard(answer.number, answer.ended, at_least, low, high, words, restarts)


def last_answers(events):
    found = {}
    for event in events:
        if isinstance(event, AnswerGiven):
            found[event.number] = event
    return found


def played(tmp_path, *counted):
    """A round in which fillers were counted, all at its end, as when the panel talked on."""
    events = played_round.events()
    answers = last_answers(events)
    return played_round.play(
        tmp_path, [*events, *(heard(answers[number], *rest) for number, *rest in counted)]
    )


def test_a_journal_keeps_what_was_counted():
    event = FillersHeard(2, 30.0, 1, 0.03, 5.6, (Word("um", 21.0, 21.2, 0.7),), 4)
    assert journal.decode(journal.encode(event)) == event


def test_an_answer_carries_its_count_and_its_rate(tmp_path):
    answer = build(played(tmp_path, (1, 3, 2))).exchanges[0].answers[0]
    assert (answer.fillers.at_least, answer.fillers.restarts) == (3, 2)
    assert answer.fillers.speaking == answer.timings.speaking


def test_an_answer_nobody_counted_says_so_and_not_zero(tmp_path):
    report = build(played_round.play(tmp_path))
    assert report.exchanges[0].answers[0].fillers is None
    assert report.totals.fillers is None
    assert "not counted" in render(report, "md")


def test_a_count_of_words_that_were_taken_back_is_dropped(tmp_path):
    events = played_round.events()
    first = next(event for event in events if isinstance(event, AnswerGiven))
    again = last_answers(events)[first.number]
    assert any(isinstance(event, AnswerReopened) for event in events)
    assert first.ended != again.ended
    report = build(played_round.play(tmp_path, [*events, heard(first, 9)]))
    assert report.exchanges[0].answers[0].fillers is None


def test_a_typed_answer_has_no_fillers(tmp_path):
    typed = next(event for event in played_round.events() if isinstance(event, AnswerGiven) and event.typed)
    report = build(played(tmp_path, (typed.number, 2)))
    assert [a.fillers for e in report.exchanges for a in e.answers if a.typed] == [None]


def test_the_sum_has_the_interval_of_the_sum():
    one = Fillers(3, *interval(3), 60.0, 1)
    total = together([one, one])
    assert (total.at_least, total.speaking, total.restarts) == (6, 120.0, 2)
    assert total.a_minute == pytest.approx((3.0, 2.202 / 2, 13.06 / 2), abs=0.01)
    assert together([]) is None


def test_in_too_little_speech_there_is_no_rate():
    assert Fillers(1, 0.03, 5.6, 2.0, 0).a_minute is None


def test_every_form_of_the_report_says_at_least_and_the_interval(tmp_path):
    report = build(played(tmp_path, (1, 3, 2), (2, 0)))
    speaking = [
        answer.fillers.speaking
        for exchange in report.exchanges
        for answer in exchange.answers
        if answer.fillers
    ]
    assert len(speaking) == 2
    for form in ("md", "html", "paper"):
        text = render(report, form)
        assert "at least 3 fillers" in text
        assert "at least 0 fillers" in text
        assert "about 2 restarts" in text
        assert "95 % interval" in text


def test_a_session_that_began_late_on_its_clock_keeps_its_counts(tmp_path):
    events = [*played_round.events()]
    late = [*events, heard(last_answers(events)[1], 2)]
    folder = played_round.play(tmp_path, [moved(event, 1000.1) for event in late])
    assert build(folder).exchanges[0].answers[0].fillers.at_least == 2


def moved(event, by):
    changed = {
        field.name: getattr(event, field.name) + by
        for field in dataclasses.fields(event)
        if field.name in ("at", "start", "end", "opened", "ended")
    }
    return dataclasses.replace(event, **changed)


def test_a_count_says_nothing_to_the_round(tmp_path):
    """The round's course follows from its other events alone."""
    from interviewer.events import RoundOpened
    from interviewer.question.question import Part, Question
    from interviewer.round.panel import panel
    from interviewer.round.round import Round

    question = Question(title="Serving", parts=(Part("Discussion", "Which?"),))
    seated = panel(("Ada", "Ben", "Cleo"))
    round_ = Round(question, "discussion", 15.0, "probing", seated, 7)
    round_.apply(RoundOpened(0.0, "Serving", "discussion", 15.0, "probing", 7, seated.names, "embedded"))
    before = round_.pending
    assert round_.apply(FillersHeard(1, 2.0, 3, 0.6, 8.8, (), 0)) == ()
    assert round_.pending == before
