"""A talk in a live round: it has a clock and slides, the panel comes in on it, and it goes on after that."""

from __future__ import annotations

from functools import partial

import pytest
from fakes import Table

from desktop.talk_brought import taken_up
from desktop.talk_conductor import TalkConductor
from desktop.talk_floor import LATEST, Brought, TalkFloor
from interviewer.events import RoundOpened
from interviewer.examiner.signals import Suspicion
from interviewer.question.question import Part, Question
from interviewer.rehearsal.altitudes import drill
from interviewer.rehearsal.coming_in import ComesIn
from interviewer.round.panel import panel
from interviewer.round.restoring import restore
from interviewer.round.round import Round
from interviewer.talk_events import PlannedSection, SlideText

QUESTION = Question(title="Serving", parts=(Part("Presentation", "Present one project."),))
PLAN = (PlannedSection("Problem", 60.0, 1, 1), PlannedSection("Method", 60.0, 2, 3))
SLIDES = (SlideText(1, "Why", "too slow"), SlideText(2, "How", "four bits"), SlideText(3, "Cost", ""))
WHY = "Before you go on: why that baseline?"


def a_round():
    return Round(QUESTION, "presentation", 15.0, "probing", panel(("Ada", "Ben", "Cleo")), 7)


def seated(held, **brought):
    found = Brought(PLAN, SLIDES, **brought)
    opened = RoundOpened(
        0.0, "Serving", "presentation", 15.0, "probing", 7, ("Ada", "Ben", "Cleo"), "embedded"
    )
    conducts = partial(TalkConductor, talk=TalkFloor(found), hold_turn=held.append)
    return Table(a_round(), opened, conducts=conducts)


@pytest.fixture
def held():
    return []


@pytest.fixture
def table(held):
    table = seated(held, comes=(ComesIn(30.0, WHY, "given"),))
    table.hear_lines()
    return table


def passes(table, seconds):
    table.clock.move_to(table.clock.now() + seconds)


def of(table, name):
    return [event for event in table.journal.events if type(event).__name__ == name]


def test_the_talk_is_the_answer_to_the_parts_question_and_silence_does_not_end_it(table, held):
    assert table.journal.kinds()[:2] == ["RoundOpened", "TalkPlanned"]
    (began,) = of(table, "TalkBegan")
    assert began.number == table.ear.opened[-1] == 1
    assert held == [True]
    passes(table, 90.0)
    talk = table.conductor.view().talk
    assert (talk.stage, talk.section, talk.standing.elapsed) == ("on", "Method", pytest.approx(90.0))
    table.answer("it is better and cheaper")
    assert held == [True, False]
    assert table.conductor.view().talk.stage == "over"
    assert table.brain.briefs, "the defence begins"


def test_slides_are_journaled_while_the_talk_is_on_and_once_each(held):
    table = seated(held)
    table.conductor.show_slide(1)
    assert of(table, "SlideShown") == []
    table.hear_lines()
    passes(table, 10.0)
    table.conductor.show_slide(2)
    table.conductor.show_slide(2)
    shown = [(event.number, event.at) for event in of(table, "SlideShown")]
    assert shown == [(1, of(table, "TalkBegan")[0].at), (2, table.clock.now())]
    assert table.conductor.view().talk.section == "Method"
    assert table.conductor.view().talk.standing.drift == pytest.approx(-50.0)


def test_the_panel_comes_in_at_a_pause_and_the_talk_goes_on_in_the_same_answer(table):
    passes(table, 29.0)
    table.conductor.tick(quiet=True)
    assert of(table, "TalkQuestioned") == []
    passes(table, 2.0)
    table.conductor.tick(quiet=False)
    assert of(table, "TalkQuestioned") == [], "it waits for a pause"
    table.conductor.tick(quiet=True)
    (asked,) = of(table, "TalkQuestioned")
    assert table.mouth.said[-1][1] == WHY
    assert table.conductor.view().talk.questioned
    table.hear_line(3.0)
    (came,) = of(table, "TalkInterrupted")
    assert (came.text, came.cause, came.end - came.at) == (WHY, "given", pytest.approx(3.0))
    assert came.at >= asked.at
    assert table.ear.opened == [1]
    assert table.conductor.view().phase == "listening"
    # The clock stood still from the decision to the end of the question.
    assert table.conductor.view().talk.standing.elapsed == pytest.approx(31.0)
    table.answer("it is better because of the baseline")
    assert of(table, "AnswerGiven")[0].number == 1


def test_without_a_pause_it_comes_in_soon_after(table):
    passes(table, 30.0 + LATEST)
    table.conductor.tick(quiet=False)
    assert len(of(table, "TalkQuestioned")) == 1


def test_a_strict_clock_runs_on_while_a_question_is_taken(held):
    table = seated(held, comes=(ComesIn(5.0, WHY, "given"),), strict=True)
    table.hear_lines()
    passes(table, 6.0)
    table.conductor.tick(quiet=True)
    table.hear_line(3.0)
    assert table.conductor.view().talk.standing.elapsed == pytest.approx(9.0)


def test_a_pause_of_the_round_stops_the_clock_and_nobody_comes_in(table):
    passes(table, 20.0)
    table.conductor.pause()
    passes(table, 60.0)
    table.conductor.tick(quiet=True)
    assert of(table, "TalkQuestioned") == []
    table.conductor.resume()
    passes(table, 5.0)
    assert table.conductor.view().talk.standing.elapsed == pytest.approx(25.0)


def test_time_is_told_before_it_is_up_and_ends_the_talk_only_where_that_was_chosen(held):
    table = seated(held)
    table.hear_lines()
    passes(table, 61.0)
    warning = table.conductor.tick(quiet=False)
    assert (warning.seconds, warning.stop) == (60.0, False)
    assert table.conductor.tick(quiet=False) is None
    passes(table, 60.0)
    assert table.conductor.tick(quiet=False).seconds == 0.0
    assert "end" not in table.ear.asked
    ending = seated(held, stops=True)
    ending.hear_lines()
    passes(ending, 121.0)
    assert ending.conductor.tick(quiet=False).stop
    assert ending.ear.asked[-1] == "end"


def test_an_end_that_is_taken_back_lets_the_talk_go_on(table, held):
    passes(table, 10.0)
    table.turn_ends(0.0)
    table.words_come("it is", table.clock.now())
    assert table.conductor.view().talk.stage == "over"
    table.conductor.undo()
    assert (table.conductor.view().talk.stage, held[-1]) == ("on", True)


def test_the_journal_of_a_talk_that_was_interrupted_restores_the_round(table):
    passes(table, 31.0)
    table.conductor.tick(quiet=True)
    before = restore(table.journal.events, QUESTION)
    assert [type(command).__name__ for command in before.pending] == ["Say"]
    table.hear_line()
    after = restore(table.journal.events, QUESTION)
    assert [type(command).__name__ for command in after.pending] == ["Listen"]


class Weak:
    """Hears a weakness in the last words whenever they say "always"."""

    def suspect(self, tokens, part):
        score = 0.9 if "always" in tokens[-5:] else 0.1
        return (Suspicion("unjustified_choice", score, max(0, len(tokens) - 5), len(tokens)),)


def test_the_panel_comes_in_where_what_was_said_is_weak_and_reads_each_text_once(held):
    floor = TalkFloor(Brought(PLAN, SLIDES, listens=1))
    floor.begin(1, 0.0)
    assert floor.weak("it is always better", 5.0, Weak()) is None, "the beginning belongs to the speaker"
    assert floor.weak("it is always better", 40.0, Weak()) is None, "it was read before"
    assert floor.weak("it is always better so we ran it twice more", 41.0, Weak()) is None
    found = floor.weak("it is always better so we ran it twice more and it always wins", 42.0, Weak())
    assert (found.number, found.cause) == (1, "signalled")
    assert floor.weak("and it always wins and always will", 60.0, Weak()) is None, "a question is being taken"
    floor._question = None
    assert floor.weak("this always is so", 90.0, Weak()) is None, "once was agreed"
    silent = TalkFloor(Brought(PLAN, SLIDES))
    silent.begin(1, 0.0)
    assert silent.weak("it always wins", 60.0, Weak()) is None


def taken_up_again(table, held):
    found = taken_up(table.journal.events)
    conducts = partial(TalkConductor, talk=TalkFloor(found), hold_turn=held.append)
    restored = restore(table.journal.events, QUESTION)
    return Table(restored.round, restored=restored, journal=table.journal, conducts=conducts)


def test_a_talk_that_was_cut_off_is_given_again_with_its_plan(table, held):
    passes(table, 20.0)
    held.clear()
    again = taken_up_again(table, held)
    assert held == [True], "no silence ends it"
    assert [event.number for event in of(again, "TalkBegan")] == [1, 1]
    passes(again, 70.0)
    assert again.conductor.view().talk.section == "Method"
    assert len(of(again, "TalkPlanned")) == 1


def test_a_talk_that_was_given_before_the_round_was_cut_off_is_not_begun_anew(table, held):
    passes(table, 20.0)
    table.answer("it is better and cheaper")
    table.question_comes()
    table.hear_lines()
    held.clear()
    again = taken_up_again(table, held)
    assert held == []
    assert again.conductor.view().talk.stage == "over"


def test_a_round_without_a_talk_brings_none(table):
    assert (
        taken_up([event for event in table.journal.events if type(event).__name__ != "TalkPlanned"]) is None
    )


def test_towards_the_end_the_contribution_is_asked_for_at_other_altitudes(held):
    asked = tuple(rung.text for rung in drill(7)[:2])
    table = seated(held, drill=asked)
    table.hear_lines()
    passes(table, 300.0)
    table.answer("it is better and cheaper by two points")
    for number in range(40):
        if table.conductor.view().phase == "closed":
            break
        if table.conductor.view().phase == "thinking":
            table.question_comes(f'You said "it is better". Better than which baseline number {number}?')
        table.hear_lines()
        passes(table, 45.0)
        if table.conductor.view().phase == "listening":
            table.answer("it is better because we measured it twice")
    said = [text for _, text in table.mouth.said]
    assert [text for text in said if text in asked] == list(asked)
    assert len(of(table, "TalkBegan")) == 1, "a later question begins no second talk"
