"""Who does what when, and that nothing follows from an event that is not in the journal."""

from __future__ import annotations

import pytest
from fakes import Table

from audio import events as heard
from desktop.ports import AnswersRanOut, QuestionForeseen, RoundFinished
from interviewer.events import CandidateCutIn, QuestionProposed, RoundOpened
from interviewer.question.question import Part, Question
from interviewer.round.panel import panel
from interviewer.round.round import Round


@pytest.fixture
def table():
    question = Question(title="Serving", parts=(Part("Discussion", "Which method would you choose?"),))
    seated = panel(("Ada", "Ben", "Cleo"))
    opened = RoundOpened(0.0, "Serving", "discussion", 15.0, "probing", 7, seated.names, "embedded")
    return Table(Round(question, "discussion", 15.0, "probing", seated, 7), opened)


def test_a_round_goes_from_the_opening_to_a_challenge_and_its_answer(table):
    table.hear_lines()
    assert table.ear.opened == [1]
    table.answer("I think it is better in every case")
    table.question_comes()
    assert "it is better" in table.mouth.said[-1][1]
    table.hear_lines()
    assert table.ear.opened == [1, 2]
    assert table.conductor.view().phase == "listening"


def test_what_was_asked_is_in_the_journal_before_it_is_said(table):
    table.hear_lines()
    table.answer("it is better")
    said = len(table.mouth.said)
    table.question_comes()
    assert table.journal.kinds()[-1] == "QuestionProposed"
    assert len(table.mouth.said) == said + 1


def test_done_is_taken_back_while_the_challenge_is_being_spoken(table):
    table.hear_lines()
    table.answer("it is better because")
    table.question_comes()
    table.conductor.on_event(heard.PlayoutStarted(table.mouth.said[-1][0], table.clock.now()))
    assert table.conductor.view().can_undo
    table.conductor.undo()
    assert table.mouth.stops == 1
    assert table.ear.asked[-1] == "reopen"
    assert "AnswerReopened" in table.journal.kinds()
    assert table.conductor.view().phase == "listening"
    table.answer("it is better because the cache fits")
    assert table.journal.events[-1].text == "it is better because the cache fits"


def test_done_is_taken_back_before_the_words_are_there(table):
    table.hear_lines()
    ended = table.turn_ends()
    table.clock.move_to(ended + 0.5)
    table.conductor.undo()
    assert table.ear.asked[-1] == "reopen"
    table.words_come("half an answer", ended)
    assert "AnswerGiven" not in table.journal.kinds(), "words of a turn that was reopened must not count"
    table.clock.move_to(ended + 5)
    table.answer("a whole answer")
    assert [e.text for e in table.journal.events if type(e).__name__ == "AnswerGiven"] == ["a whole answer"]


def test_a_late_question_is_dropped_after_undo(table):
    table.hear_lines()
    table.answer("it is better")
    table.conductor.undo()
    assert table.brain.withdrawn == [1]
    said = len(table.mouth.said)
    table.question_comes()
    assert len(table.mouth.said) == said
    assert "QuestionProposed" not in table.journal.kinds()


def test_a_pause_cuts_the_line_off_and_says_it_again(table):
    line = table.mouth.said[-1]
    table.conductor.on_event(heard.PlayoutStarted(line[0], 0.5))
    table.conductor.pause()
    table.conductor.on_event(heard.PlayoutEnded(line[0], 1.0, interrupted=True))
    assert table.conductor.view().phase == "paused"
    assert "LineSpoken" not in table.journal.kinds()
    table.conductor.resume()
    assert table.mouth.said[-1] == line
    table.hear_lines()
    assert table.conductor.view().phase == "listening"


def test_a_cut_line_is_not_begun_again_before_its_end_was_heard_of(table):
    line = table.mouth.said[-1]
    table.conductor.pause()
    table.conductor.resume()
    assert len(table.mouth.said) == 1
    table.conductor.on_event(heard.PlayoutEnded(line[0], 1.0, interrupted=True))
    assert table.mouth.said[-1] == line
    assert len(table.mouth.said) == 2


def test_a_lost_microphone_stops_the_clock_until_it_is_back(table):
    table.hear_lines()
    table.conductor.on_event(heard.DeviceLost(table.clock.now(), "input", "The microphone went away."))
    view = table.conductor.view()
    assert (view.phase, view.banner) == ("paused", "The microphone went away.")
    elapsed, _ = table.conductor.times()
    table.clock.move_to(table.clock.now() + 60)
    assert table.conductor.times()[0] == elapsed
    table.conductor.on_event(heard.DeviceFound(table.clock.now(), "input"))
    assert table.conductor.view().phase == "listening"
    assert table.conductor.view().banner == ""


def test_a_typed_answer_takes_the_place_of_a_spoken_one(table):
    table.hear_lines()
    table.conductor.type_answer("  it is better on short prompts ")
    given = table.journal.events[-1]
    assert (given.text, given.typed) == ("it is better on short prompts", True)
    table.words_come("noise", table.clock.now())
    assert table.journal.kinds().count("AnswerGiven") == 1


def test_ending_in_the_middle_of_an_answer_keeps_the_answer(table):
    table.hear_lines()
    table.conductor.end()
    assert table.ear.asked[-1] == "end"
    table.conductor.on_event(heard.TurnEnded(1, table.clock.now(), "done"))
    table.words_come("unfinished but said", table.clock.now())
    assert table.journal.kinds()[-3:] == ["AnswerGiven", "CandidateLeft", "RoundClosed"]
    assert table.posted == type(table.posted)([RoundFinished("ended")])
    assert table.brain.briefs == []


def test_when_recordings_run_out_the_panel_closes_the_round(table):
    table.hear_lines()
    table.conductor.on_event(AnswersRanOut())
    table.hear_lines()
    assert table.journal.events[-1].reason == "files"
    assert table.conductor.view().phase == "closed"


def test_a_repeated_line_is_not_heard_as_the_candidate(table):
    table.hear_lines()
    table.conductor.help("repeat")
    assert table.ear.asked[-1] == "watch"
    table.hear_lines()
    assert table.ear.asked[-1] == "unwatch"
    assert table.ear.opened == [1]


def test_keys_do_nothing_while_the_panel_speaks(table):
    table.conductor.done()
    table.conductor.help("repeat")
    table.conductor.undo()
    table.conductor.type_answer("too early")
    assert table.ear.asked == ["watch"]
    assert table.journal.kinds() == ["RoundOpened"]


def test_a_pause_of_the_candidates_own_is_not_ended_by_a_microphone_that_returns(table):
    table.hear_lines()
    table.conductor.pause()
    table.conductor.on_event(heard.DeviceLost(table.clock.now(), "input", "It went away."))
    table.conductor.on_event(heard.DeviceFound(table.clock.now(), "input"))
    assert table.conductor.view().phase == "paused"


def test_a_microphone_that_goes_while_the_panel_speaks_stops_nothing_yet(table):
    table.conductor.on_event(heard.DeviceLost(0.0, "input", "It went away."))
    view = table.conductor.view()
    assert (view.phase, view.banner) == ("preparing", "It went away.")


def test_exact_zeros_are_said_but_stop_nothing(table):
    table.hear_lines()
    table.conductor.on_event(heard.InputMuted(1.0, "No sound comes."))
    assert (table.conductor.view().phase, table.conductor.view().banner) == ("listening", "No sound comes.")
    table.conductor.on_event(heard.InputHeard(2.0))
    assert table.conductor.view().banner == ""


def test_the_offer_of_more_time_goes_when_the_candidate_goes_on(table):
    table.hear_lines()
    table.conductor.on_event(heard.PatienceAsked(1, 4.0))
    assert "Take your time" in table.conductor.view().notice
    table.conductor.on_event(heard.SpeechStarted(5.0))
    assert table.conductor.view().notice == ""


def test_fillers_are_journaled_whenever_they_are_counted_and_nothing_follows(table):
    table.hear_lines()
    ended = table.turn_ends()
    table.words_come("it is better", ended)
    word = heard.Word("um", ended - 2, ended - 1.8, 0.5)
    counted = heard.FillersCounted(1, ended, heard.Fillers(1, 0.03, 5.57, (word,), 2))
    table.conductor.end()
    briefs = len(table.brain.briefs)
    assert table.journal.kinds()[-1] == "RoundClosed"
    table.conductor.on_event(counted)
    event = table.journal.events[-1]
    assert (event.number, event.ended, event.at_least, event.restarts) == (1, ended, 1, 2)
    assert event.words[0].text == "um"
    assert len(table.brain.briefs) == briefs


def test_the_examiner_reads_what_is_firm_while_the_answer_goes_on_and_once(table):
    table.hear_lines()
    for committed, tentative in (("", "I"), ("I think", ""), ("I think", "it is"), ("I think it is", "")):
        table.conductor.on_event(heard.InterimTranscript(1, committed, tentative))
    assert table.brain.read == [("I think", "discussion"), ("I think it is", "discussion")]


def test_nothing_is_read_ahead_once_the_turn_is_over(table):
    table.hear_lines()
    table.turn_ends()
    table.conductor.on_event(heard.InterimTranscript(1, "too late", ""))
    assert table.brain.read == []


def foreseen(table, text="I think it is better"):
    """A silence begins and all words are known; the examiner finds its question ahead."""
    table.conductor.on_event(heard.EndForeseen(table.ear.opened[-1], text))
    brief, ticket = table.brain.foreseen[-1]
    question = QuestionProposed(
        brief.request, table.clock.now(), 'You said "it is better". Better how?', "it is better", "vague",
        "crisp_contribution", "embedded", "",
    )  # fmt: skip
    return QuestionForeseen(ticket, question)


def test_what_would_follow_is_prepared_in_the_silence_and_said_at_once(table):
    table.hear_lines()
    before = len(table.mouth.said)
    table.conductor.on_event(foreseen(table))
    assert "Better how?" in table.mouth.prepared[-1]
    assert len(table.mouth.said) == before
    assert table.journal.events[-1].__class__.__name__ == "LineSpoken"
    table.answer("I think it is better")
    assert table.brain.briefs == []
    assert "Better how?" in table.mouth.said[-1][1]
    assert table.mouth.said[-1][1] == table.mouth.prepared[-1]


def test_what_was_prepared_is_thrown_away_when_the_candidate_goes_on(table):
    table.hear_lines()
    table.conductor.on_event(foreseen(table))
    table.answer("I think it is better but only sometimes")
    assert len(table.brain.briefs) == 1
    assert not any("Better how?" in text for _, text in table.mouth.said)


def test_a_question_still_being_looked_for_is_not_looked_for_twice(table):
    table.hear_lines()
    late = foreseen(table)
    table.answer("I think it is better")
    assert table.brain.briefs == []
    assert table.conductor.view().phase == "thinking"
    table.conductor.on_event(late)
    assert "Better how?" in table.mouth.said[-1][1]


def test_a_question_foreseen_for_an_answer_since_changed_is_dropped(table):
    table.hear_lines()
    stale = foreseen(table)
    fresh = foreseen(table, "I think it is better but only sometimes")
    table.conductor.on_event(stale)
    assert not any("Better how?" in text for text in table.mouth.prepared)
    table.answer("I think it is better but only sometimes")
    table.conductor.on_event(stale)
    assert table.conductor.view().phase == "thinking"
    table.conductor.on_event(fresh)
    assert "Better how?" in table.mouth.said[-1][1]


def test_nothing_is_foreseen_while_the_round_is_paused(table):
    table.hear_lines()
    table.conductor.pause()
    table.conductor.on_event(heard.EndForeseen(1, "I think it is better"))
    assert table.brain.foreseen == []


def test_the_next_line_is_rendered_while_one_sounds(table):
    first, second = table.mouth.said[0], None
    table.conductor.on_event(heard.PlayoutStarted(first[0], 0.0))
    table.conductor.on_event(heard.PlayoutEnded(first[0], 2.0, interrupted=False))
    second = table.mouth.said[1]
    assert table.mouth.prepared == [second[1]]


def test_every_exchange_tells_its_stages(table):
    table.hear_lines()
    table.conductor.on_event(foreseen(table))
    ended = table.turn_ends()
    table.words_come("I think it is better", ended)
    line = table.mouth.said[-1][0]
    table.conductor.on_event(heard.PlayoutStarted(line, ended + 0.1))
    timed = table.journal.events[-1]
    assert (timed.answer, timed.line, timed.foreseen) == (1, line, True)
    assert (timed.stopped, timed.decided, timed.sounded) == (ended - 1, ended, ended + 0.1)
    assert timed.decided <= timed.worded <= timed.found <= timed.sounded


def line_begins(table, before=1.0):
    """The line that was asked for last has been heard for so many seconds; returns its number."""
    line = table.mouth.said[-1][0]
    table.conductor.on_event(heard.PlayoutStarted(line, table.clock.now()))
    table.clock.move_to(table.clock.now() + before)
    return line


def line_stops(table, line):
    table.conductor.on_event(heard.PlayoutEnded(line, table.clock.now(), interrupted=True))


def test_who_speaks_over_a_question_stops_it_and_is_heard(table):
    table.hear_line()
    line = line_begins(table)
    table.conductor.on_event(heard.Interrupted(table.clock.now() - 0.3))
    assert table.mouth.stops == 1
    assert table.journal.events[-1] == CandidateCutIn(line, table.clock.now() - 0.3)
    line_stops(table, line)
    assert table.ear.opened == [1]
    assert table.conductor.view().phase == "listening"
    assert table.journal.events[-1].interrupted


def test_lines_behind_the_one_that_was_spoken_over_are_not_said_before_the_candidate_is_done(table):
    line = line_begins(table)
    table.conductor.on_event(heard.Interrupted(table.clock.now()))
    line_stops(table, line)
    assert len(table.mouth.said) == 1
    assert table.ear.opened == [1]
    table.answer("Good morning.")
    assert len(table.mouth.said) == 2
    assert "Which method would you choose?" in table.mouth.said[-1][1]


@pytest.mark.parametrize("sounded", [None, 0.1])
def test_who_goes_on_before_the_panel_could_be_heard_goes_on_with_the_answer(table, sounded):
    table.hear_lines()
    table.answer("it is better because")
    table.question_comes()
    if sounded is not None:
        line_begins(table, sounded)
    table.conductor.on_event(heard.Interrupted(table.clock.now()))
    assert table.ear.asked[-1] == "reopen"
    assert "AnswerReopened" in table.journal.kinds()
    assert "CandidateCutIn" not in table.journal.kinds()
    assert table.mouth.held == 0
    table.answer("it is better because the cache fits")
    answers = [event.text for event in table.journal.events if type(event).__name__ == "AnswerGiven"]
    assert answers[-1] == "it is better because the cache fits"


def test_who_goes_on_while_the_panel_thinks_goes_on_with_the_answer(table):
    table.hear_lines()
    table.answer("it is better because")
    table.conductor.on_event(heard.Interrupted(table.clock.now()))
    assert table.brain.withdrawn == [1]
    assert table.ear.asked[-1] == "reopen"
    said = len(table.mouth.said)
    table.question_comes()
    assert len(table.mouth.said) == said, "a stale question must not be spoken over somebody who resumed"


def test_the_goodbye_is_not_cut_off(table):
    table.hear_lines()
    table.conductor.on_event(AnswersRanOut())
    line_begins(table)
    table.conductor.on_event(heard.Interrupted(table.clock.now()))
    assert (table.mouth.stops, table.mouth.went_on) == (0, 1)
    assert table.ear.asked[-1] == "watch"


def test_words_that_come_when_the_floor_is_the_candidates_already_change_nothing(table):
    table.hear_lines()
    asked, kinds = list(table.ear.asked), table.journal.kinds()
    table.conductor.on_event(heard.Interrupted(table.clock.now()))
    assert (table.ear.asked, table.journal.kinds()) == (asked, kinds)
    assert table.mouth.went_on == 1


def test_the_ear_is_on_the_watch_from_the_end_of_an_answer_to_the_end_of_the_round(table):
    table.hear_lines()
    table.turn_ends()
    assert table.ear.asked[-2:] == ["end", "watch"]
    table.conductor.end()
    table.words_come("it is better", table.clock.now())
    assert table.ear.asked[-1] == "unwatch"


def test_patience_is_spoken_and_the_answer_goes_on(table):
    table.hear_lines()
    table.conductor.on_event(heard.PatienceAsked(1, table.clock.now()))
    assert table.mouth.said[-1][1] == "Take your time."
    assert table.ear.asked[-1] == "watch"
    table.hear_lines()
    assert table.ear.opened == [1]
    assert table.ear.asked[-1] == "unwatch"
    table.answer("it is better because the cache fits")
    assert "AnswerGiven" in table.journal.kinds()


def test_a_monologue_is_ended_at_a_pause(table):
    table.hear_lines()
    table.clock.move_to(table.clock.now() + 900.0)
    table.conductor.on_event(heard.EndForeseen(1, "and so on, and so on"))
    assert "PanelCutIn" in table.journal.kinds()
    assert table.ear.asked[-1] == "end"
    assert table.brain.foreseen == []
