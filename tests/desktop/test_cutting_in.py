"""Who cuts in where: between lines, before a line sounds, at a pause, at the end, and around a crash."""

from __future__ import annotations

import pytest
from fakes import Table

from audio import events as heard
from interviewer.events import RoundOpened
from interviewer.question.question import Part, Question
from interviewer.round.panel import panel
from interviewer.round.restoring import restore
from interviewer.round.round import Round

QUESTION = Question(title="Serving", parts=(Part("Discussion", "Which method would you choose?"),))
SAID = "it is better in every case"


@pytest.fixture
def table():
    seated = panel(("Ada", "Ben", "Cleo"))
    opened = RoundOpened(0.0, "Serving", "discussion", 15.0, "probing", 7, seated.names, "embedded")
    return Table(Round(QUESTION, "discussion", 15.0, "probing", seated, 7), opened)


def begins(table, before=1.0):
    line = table.mouth.said[-1][0]
    table.conductor.on_event(heard.PlayoutStarted(line, table.clock.now()))
    table.clock.move_to(table.clock.now() + before)
    return line


def stops(table, line):
    table.conductor.on_event(heard.PlayoutEnded(line, table.clock.now(), interrupted=True))


def cut_in(table):
    table.conductor.on_event(heard.Interrupted(table.clock.now()))


def ends(table, number, text, reason="silence"):
    table.conductor.on_event(heard.TurnEnded(number, table.clock.now(), reason))
    table.words_come(text, table.clock.now())


def cut_short_by_the_panel(table):
    """The panel has cut in on a monologue and looks for its question."""
    table.hear_lines()
    table.clock.move_to(table.clock.now() + 600.0)
    table.conductor.on_event(heard.EndForeseen(1, "and so on"))
    assert "PanelCutIn" in table.journal.kinds()
    ends(table, 1, "it is better and so on and on", "done")


def interjecting(table):
    """The candidate speaks over "Let me stop you there.", and the question is not found yet."""
    cut_short_by_the_panel(table)
    line = begins(table)
    cut_in(table)
    stops(table, line)
    assert table.ear.opened == [1, 2]


@pytest.mark.parametrize("ask", ["patience", "repeat"])
def test_who_goes_on_before_a_line_in_mid_answer_sounds_goes_on(table, ask):
    table.hear_lines()
    if ask == "patience":
        table.conductor.on_event(heard.PatienceAsked(1, table.clock.now()))
    else:
        table.conductor.help("repeat")
    cut_in(table)
    assert table.mouth.stops == 1
    stops(table, table.mouth.said[-1][0])
    assert table.ear.asked[-1] == "unwatch"
    assert table.ear.opened == [1]
    said = len(table.mouth.said)
    table.answer(SAID)
    assert table.brain.briefs, "what was said on is the answer, and no interjection"
    assert len(table.mouth.said) == said


def test_who_speaks_between_two_lines_is_heard_and_the_second_is_said_then(table):
    table.hear_line(20.0)
    question = table.mouth.said[-1]
    cut_in(table)
    assert table.mouth.stops == 1
    stops(table, question[0])
    assert table.ear.opened == [1]
    table.answer("Good morning, and thank you for having me.")
    assert table.mouth.said[-1][1] == question[1]
    assert table.mouth.said[-1][0] > question[0]
    table.hear_lines()
    assert table.ear.opened == [1, 2]


def test_what_was_heard_whole_is_not_undone_by_speaking_after_it(table):
    cut_short_by_the_panel(table)
    table.hear_line()
    cut_in(table)
    assert "AnswerReopened" not in table.journal.kinds()
    table.question_comes()
    assert table.conductor.view().phase == "preparing"


def test_the_key_ends_what_is_said_while_a_question_is_looked_for(table):
    interjecting(table)
    table.conductor.done()
    assert table.ear.asked[-1] == "end"


def test_a_question_found_after_an_interjection_survives_its_being_taken_back(table):
    interjecting(table)
    ends(table, 2, "but there is one more thing")
    table.question_comes()
    question = table.mouth.said[-1]
    table.clock.move_to(table.clock.now() + 0.3)
    cut_in(table)
    assert table.journal.kinds()[-1] == "AnswerReopened"
    stops(table, question[0])
    table.clock.move_to(table.clock.now() + 5)
    ends(table, 2, "but there is one more thing and that is it")
    assert table.mouth.said[-1][1] == question[1]
    assert len(table.mouth.said) > question[0]


def test_a_line_repeated_during_an_interjection_leads_back_to_it(table):
    interjecting(table)
    table.conductor.help("repeat")
    table.hear_lines()
    table.question_comes()
    assert table.conductor.view().phase == "listening"
    ends(table, 2, "thank you")
    assert table.conductor.view().phase == "preparing"


def test_an_interjection_taken_back_while_a_question_is_looked_for_is_listened_to(table):
    interjecting(table)
    ends(table, 2, "but there is one more thing")
    cut_in(table)
    assert table.ear.asked[-1] == "reopen"
    table.question_comes()
    assert table.ear.asked[-1] == "reopen"


def test_a_round_that_went_away_during_an_interjection_listens_again(table):
    interjecting(table)
    again = restore(tuple(table.journal.events), QUESTION)
    other = Table(again.round, restored=again)
    assert other.ear.asked[-1] == "open 2"


def test_a_round_that_went_away_as_somebody_cut_in_says_everything_again(table):
    begins(table)
    cut_in(table)
    assert table.journal.kinds()[-1] == "CandidateCutIn"
    again = restore(tuple(table.journal.events), QUESTION)
    other = Table(again.round, restored=again)
    other.hear_lines()
    assert [number for number, _ in other.mouth.said] == [1, 2]
    assert other.ear.asked[-1] == "open 1"


def test_a_pause_as_somebody_cuts_in_costs_no_line(table):
    line = begins(table)
    cut_in(table)
    table.conductor.pause()
    stops(table, line)
    table.conductor.resume()
    table.hear_line(20.0)
    assert table.mouth.said[-1][1].endswith("Which method would you choose?")
    assert table.conductor.view().phase == "preparing"


@pytest.mark.parametrize("first", ["patience", "repeat"])
def test_an_answer_that_ends_as_a_line_is_asked_for_in_its_midst_is_taken(table, first):
    table.hear_lines()
    table.clock.move_to(table.clock.now() + 9)
    if first == "patience":
        table.conductor.done()
        table.conductor.on_event(heard.PatienceAsked(1, table.clock.now()))
    else:
        table.conductor.help("repeat")
    ends(table, 1, SAID)
    assert "AnswerGiven" in table.journal.kinds()
    table.hear_lines()
    assert table.ear.opened == [1], "it must not be recorded over"
    assert restore(tuple(table.journal.events), QUESTION).round.turns[-1] is not None


def test_who_speaks_after_the_round_was_closed_holds_nothing(table):
    table.hear_lines()
    table.answer(SAID)
    table.mouth.hold()
    table.conductor.end()
    cut_in(table)
    assert not table.mouth.held


def test_who_speaks_over_the_reply_hears_the_goodbye(table):
    table.hear_lines()
    table.clock.move_to(840.0)
    while "what would you like to ask us" not in table.mouth.said[-1][1]:
        if table.conductor.view().phase == "listening":
            table.answer(SAID)
        elif table.conductor.view().phase == "thinking":
            table.question_comes()
        table.hear_lines()
    table.answer("What does your team work on?")
    line = begins(table, 1.5)
    cut_in(table)
    stops(table, line)
    assert table.conductor.view().phase == "preparing"
    table.hear_lines()
    assert table.conductor.view().phase == "closed"


def test_a_word_of_patience_takes_nobodys_place(table):
    table.hear_lines()
    question = table.mouth.said[-1][1]
    table.conductor.on_event(heard.PatienceAsked(1, table.clock.now()))
    table.hear_lines()
    assert table.conductor.view().line == question
    table.conductor.help("repeat")
    assert table.mouth.said[-1][1] == question
