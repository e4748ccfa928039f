from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from interviewer.errors import InterviewerError
from interviewer.events import (
    AnswerGiven,
    AnswerReopened,
    CandidateCutIn,
    CandidateLeft,
    HelpAsked,
    LineSpoken,
    PanelCutIn,
    PatienceOffered,
    QuestionProposed,
    RoundClosed,
    RoundOpened,
    RoundPaused,
    RoundResumed,
    Stretch,
)
from interviewer.examiner.embedded import EmbeddedExaminer
from interviewer.question.question import Hint, Part, Question
from interviewer.round import cutting_in
from interviewer.round.commands import Close, Examine, Listen, Say, Withdraw
from interviewer.round.panel import panel
from interviewer.round.plan import plan
from interviewer.round.round import Round

QUESTION = Question(
    "Robust speech recognition",
    parts=(
        Part(
            "Research discussion",
            "Which ideas carry your field?",
            ("families",),
            (Hint("Start", "Group them."),),
        ),
        Part("Research presentation", "Present a project. What is the claim?", ("claim", "gap")),
    ),
    follow_ups=("Is it only an under-tuned baseline?", "What changes at ten times the compute?"),
)
ANSWER = "I group them by what they assume about the noise, and the second family is simply better."


class Table:
    """Carries the commands out on a clock of its own, as a conductor with the embedded examiner would."""

    def __init__(self, kind="discussion", minutes=10.0, question=QUESTION, seed=3, said=ANSWER, seconds=30.0):
        self.round = Round(question, kind, minutes, "probing", panel(), seed)
        self.opened = RoundOpened(
            5.0, question.title, kind, minutes, "probing", seed, panel().names, "embedded"
        )
        self.now, self.said, self.seconds = 5.0, said, seconds
        self.events, self.done = [], []
        self.todo = []

    def apply(self, event):
        self.events.append(event)
        commands = self.round.apply(event)
        self.todo += commands
        return commands

    def open(self):
        return self.apply(self.opened)

    def result(self, command, **given):
        match command:
            case Say():
                start, self.now = self.now, self.now + 4.0
                return LineSpoken(
                    command.number, command.speaker, command.kind, command.text, command.quote, command.about,
                    command.move, command.engine, start, self.now, "", False,
                )  # fmt: skip
            case Listen():
                start, self.now = self.now, self.now + given.get("seconds", self.seconds)
                text = given.get("text", self.said)
                stretches = (Stretch(start + 1, self.now),) if text else ()
                return AnswerGiven(
                    command.number, command.after, text, (), stretches, start, self.now, "silence", "", False
                )
            case Examine(brief):
                made = EmbeddedExaminer().propose(brief)
                return QuestionProposed(
                    brief.request, self.now, made.text, made.quote, made.move, made.dimension, made.engine, ""
                )
            case Close(reason):
                return RoundClosed(self.now, reason)

    def step(self, **given):
        command = self.todo.pop(0)
        self.done.append(command)
        if not isinstance(command, Withdraw):
            self.apply(self.result(command, **given))
        return command

    def until(self, kind):
        while not isinstance(self.todo[0], kind):
            self.step()
        return self.todo[0]

    def run(self):
        self.open()
        return self.run_on()

    def run_on(self):
        self.done = []
        while self.todo:
            self.step()
        return self.done


def kinds(commands):
    return [command.kind for command in commands if isinstance(command, Say)]


def listening(**options):
    table = Table(**options)
    table.open()
    table.until(Listen)
    return table


def test_a_round_opens_with_who_we_are_and_the_question():
    opening, question = Table().open()
    assert (opening.kind, question.kind) == ("opening", "question")
    assert all(name in opening.text for name in panel().names)
    assert "10 minutes" in opening.text
    assert question.text.endswith("Which ideas carry your field?")


def test_two_empty_replies_are_met_by_something_easier_and_then_by_a_new_challenge():
    commands = Table(question=Question("Speech")).run()
    assert kinds(commands)[:6] == ["opening", "question", "challenge", "follow_up", "anchor", "challenge"]
    examined = [command.brief.kind for command in commands if isinstance(command, Examine)]
    assert examined[:4] == ["challenge", "follow_up", "anchor", "challenge"]
    assert commands[-1] == Close("finished")
    assert kinds(commands)[-1] == "closing"


def test_a_why_is_asked_by_whoever_asked_the_challenge():
    says = [command for command in Table().run() if isinstance(command, Say)]
    pairs = [(one, other) for one, other in pairwise(says) if other.kind == "follow_up"]
    assert pairs
    assert all(one.speaker == other.speaker and one.move == other.move for one, other in pairs)
    assert len({say.speaker for say in says}) > 1


def test_no_challenge_begins_in_the_last_minute():
    for minutes in (1.0, 3.0, 7.0, 12.5):
        table = Table(minutes=minutes)
        table.run()
        spoken = [
            event for event in table.events if isinstance(event, LineSpoken) and event.kind == "challenge"
        ]
        assert all(event.start - 5.0 <= minutes * 60 - 60 for event in spoken)


def test_the_files_own_questions_come_once_each_near_the_end():
    table = Table(minutes=15)
    table.run()
    stock = [
        event for event in table.events if isinstance(event, LineSpoken) and event.text in QUESTION.follow_ups
    ]
    assert [event.text for event in stock] == list(QUESTION.follow_ups)
    assert all(event.kind == "question" and event.start > 0.6 * 900 for event in stock)


def test_an_onsite_crosses_the_bridge_once_and_uses_both_parts():
    table = Table("onsite", 20)
    said = kinds(table.run())
    assert said.count("bridge") == 1
    assert said[said.index("bridge") + 1] == "question"
    parts = [command.brief.part for command in table.done if isinstance(command, Examine)]
    assert parts == sorted(parts)
    assert set(parts) == {"discussion", "presentation"}
    bridge = next(event for event in table.events if isinstance(event, LineSpoken) and event.kind == "bridge")
    assert 0.3 * 1200 < bridge.start < 0.55 * 1200


def test_when_the_recordings_run_out_the_panel_says_goodbye_and_closes():
    table = listening()
    (closing,) = table.apply(CandidateLeft(table.now, "files"))
    assert closing.kind == "closing"
    table.todo = [closing]
    table.step()
    assert table.todo == [Close("files")]
    assert table.round.phase == "closed"


def test_ending_the_round_closes_it_at_once_and_withdraws_what_was_asked():
    table = listening()
    table.step()
    request = table.until(Examine).brief.request
    assert table.apply(CandidateLeft(table.now, "ended")) == (Withdraw(request), Close("ended"))
    assert table.apply(HelpAsked(table.now, "repeat")) == ()


def test_an_answer_taken_back_goes_on_and_its_question_is_dropped():
    table = listening()
    listen = table.todo[0]
    table.step()
    request = table.until(Examine).brief.request
    assert table.round.phase == "thinking"
    assert table.apply(AnswerReopened(1, table.now)) == (Withdraw(request), listen)
    assert table.round.phase == "listening"
    late = QuestionProposed(request, table.now, "Why is that?", "", "", "", "embedded", "")
    assert table.apply(late) == ()
    assert not any(turn.is_answer for turn in table.round.turns)
    table.todo = [listen]
    table.step(text="Now the whole answer is given, all of it.")
    assert [turn.text for turn in table.round.turns if turn.is_answer] == [
        "Now the whole answer is given, all of it."
    ]
    assert table.todo[0].brief.request > request


def test_an_answer_cannot_be_taken_back_once_the_next_line_was_heard():
    table = listening()
    for _ in range(3):
        table.step()
    assert table.round.phase == "listening"
    assert table.apply(AnswerReopened(1, table.now)) == ()
    table.apply(HelpAsked(table.now, "repeat"))
    assert table.apply(AnswerReopened(1, table.now)) == ()


def test_a_line_hushed_by_an_answer_taken_back_is_kept_but_not_answered():
    table = listening()
    table.step()
    table.step()
    say = table.todo.pop(0)
    assert table.apply(AnswerReopened(1, table.now)) == (Listen(1, 2),)
    assert table.apply(table.result(say)) == ()
    assert table.round.phase == "listening"
    assert table.round.turns[-1].text == say.text
    table.todo = [Listen(1, 2)]
    table.step()
    assert say.move in table.todo[0].brief.moves_used


def test_a_line_is_repeated_word_for_word():
    table = listening()
    before = table.round.last_line
    (say,) = table.apply(HelpAsked(table.now, "repeat"))
    assert (say.kind, say.text, say.quote, say.speaker) == (
        "repeat",
        before.text,
        before.quote,
        before.speaker,
    )
    table.todo = [say]
    table.step()
    assert table.todo == [Listen(1, 2)]


def test_a_challenge_in_other_words_keeps_its_quote():
    table = listening()
    for _ in range(3):
        table.step()
    asked = table.round.last_line
    assert asked.kind == "challenge"
    (say,) = table.apply(HelpAsked(table.now, "rephrase"))
    assert say.kind == "rephrase"
    assert asked.text not in say.text
    assert asked.quote
    assert f'"{asked.quote}"' in say.text


def test_a_question_in_other_words_is_not_the_same_text():
    table = listening()
    (say,) = table.apply(HelpAsked(table.now, "rephrase"))
    assert QUESTION.parts[0].text not in say.text
    assert "families" in say.text


def test_hints_come_one_by_one_until_there_are_none():
    table = listening()
    texts = []
    for _ in range(2):
        table.todo = list(table.apply(HelpAsked(table.now, "hint")))
        texts.append(table.step().text)
        assert table.todo == [Listen(1, 2)]
    assert texts[0] == "A hint. Start. Group them."
    assert "no further hint" in texts[1]


def test_silence_is_asked_about_once_gently_and_then_passed_over():
    table = listening(said="")
    table.step()
    again = table.step()
    assert again.kind == "rephrase"
    assert again.text.startswith("Take your time")
    assert table.todo == [Listen(2, 2)]
    table.step()
    assert table.until(Examine).brief.kind == "challenge"
    assert table.todo[0].brief.turns[-1].text == ""


def test_a_pause_stops_the_clock_and_holds_what_would_be_said():
    table = listening()
    table.step()
    examine = table.until(Examine)
    before = table.round.remaining(table.now)
    table.apply(RoundPaused(table.now, "The microphone is gone."))
    assert table.round.phase == "paused"
    table.now += 500
    assert table.round.remaining(table.now) == before
    assert table.apply(table.result(examine)) == ()
    (say,) = table.apply(RoundResumed(table.now))
    assert say.kind == "challenge"
    assert table.round.remaining(table.now) == before


def test_leaving_during_a_pause_does_not_wait_for_what_was_held():
    table = listening()
    table.step()
    examine = table.until(Examine)
    table.apply(RoundPaused(table.now, "gone"))
    table.apply(table.result(examine))
    (closing,) = table.apply(CandidateLeft(table.now, "files"))
    table.todo = [closing]
    table.step()
    assert table.todo == [Close("files")]


def test_events_out_of_place_change_nothing():
    table = Table()
    assert table.apply(HelpAsked(0.0, "hint")) == ()
    table.open()
    assert table.open() == ()
    assert table.apply(AnswerGiven(9, 1, "x", (), (), 0, 1, "done", "", False)) == ()
    assert table.apply(QuestionProposed(9, 1.0, "Why?", "", "", "", "", "")) == ()


def test_a_journal_of_another_round_is_refused():
    with pytest.raises(InterviewerError):
        Round(QUESTION, "onsite", 10.0, "probing", panel(), 3).apply(Table().opened)


def test_the_same_seed_and_answers_make_the_same_round_and_another_seed_another():
    one, same, other = Table("onsite", 30), Table("onsite", 30), Table("onsite", 30, seed=4)
    assert one.run() == same.run()
    assert [say.text for say in one.done if isinstance(say, Say)] != [
        say.text for say in other.run() if isinstance(say, Say)
    ]


def test_a_file_with_nothing_in_it_still_makes_a_round():
    commands = Table("onsite", 10, question=Question("My area")).run()
    assert commands[-1] == Close("finished")
    assert all(say.text for say in commands if isinstance(say, Say))


def test_a_panel_has_one_to_three_different_names():
    assert [member.role for member in panel(["Ada", "Max"]).members] == ["methods", "rigour"]
    for names in ([], ["A", "A"], ["A", "B", "C", "D"], [""], ["Candidate"], ["x\u202e"]):
        with pytest.raises(InterviewerError):
            panel(names)


def test_a_round_without_time_is_refused():
    for minutes in (0.0, -1.0, float("nan"), float("inf")):
        with pytest.raises(InterviewerError):
            plan("onsite", minutes)


ACTIONS = st.lists(
    st.sampled_from(
        [
            "go",
            "go",
            "go",
            "go",
            "silence",
            "repeat",
            "rephrase",
            "hint",
            "reopen",
            "pause",
            "resume",
            "files",
            "ended",
            "late",
        ]
    ),
    max_size=60,
)


def play(table, actions):
    table.open()
    for action in actions:
        table.now += 0.5
        match action:
            case "go" | "silence" if table.todo and table.round.phase != "paused":
                table.step(**({"text": ""} if action == "silence" else {}))
            case "reopen":
                answers = [turn.number for turn in table.round.turns if turn.is_answer]
                table.todo = (
                    list(table.apply(AnswerReopened(max(answers, default=1), table.now))) or table.todo
                )
            case "pause":
                table.apply(RoundPaused(table.now, "gone"))
            case "resume":
                table.apply(RoundResumed(table.now))
            case "files" | "ended":
                table.apply(CandidateLeft(table.now, action))
                table.todo = list(table.round.pending)
            case "late":
                table.apply(QuestionProposed(1, table.now, "Why?", "", "", "", "embedded", ""))
            case "repeat" | "rephrase" | "hint":
                table.todo = list(table.apply(HelpAsked(table.now, action))) or table.todo


@settings(max_examples=150, deadline=None)
@given(ACTIONS, st.sampled_from(["discussion", "presentation", "onsite"]), st.integers(0, 5))
def test_replaying_the_journal_restores_the_round_exactly(actions, kind, seed):
    table = Table(kind, 8.0, seed=seed)
    play(table, actions)
    again = Round(QUESTION, kind, 8.0, "probing", panel(), seed)
    for event in table.events:
        again.apply(event)
    for name in ("phase", "part", "turns", "last_line", "pending"):
        assert getattr(again, name) == getattr(table.round, name)
    assert again.remaining(table.now) == table.round.remaining(table.now)
    if table.round.phase == "paused":
        resumed = RoundResumed(table.now + 1)
        assert again.apply(resumed) == table.round.apply(resumed)


@settings(max_examples=150, deadline=None)
@given(ACTIONS)
def test_whatever_happens_a_round_can_be_brought_to_its_end_from_what_is_pending(actions):
    table = Table("onsite", 8.0)
    play(table, actions)
    table.apply(RoundResumed(table.now))
    numbers = [event.number for event in table.events if isinstance(event, LineSpoken)]
    for _ in range(200):
        if not table.round.pending:
            break
        table.todo = [table.round.pending[0]]
        table.step()
    assert table.round.phase == "closed"
    assert numbers == sorted(set(numbers))


def cut_in(table):
    """Speak over the line that is said now; the lines behind it are dropped, as the voice does."""
    say = table.todo.pop(0)
    table.apply(CandidateCutIn(say.number, table.now + 1.0))
    table.todo = [command for command in table.todo if not isinstance(command, Say)]
    spoken = table.result(say)
    return table.apply(replace(spoken, interrupted=True))


def test_who_cuts_in_on_the_question_answers_it():
    table = Table()
    table.open()
    table.step()
    assert table.todo[0].kind == "question"
    (listen,) = cut_in(table)
    assert listen == Listen(1, 2)
    assert kinds(table.run_on())[:1] == ["challenge"]


def test_what_was_still_to_be_said_follows_what_was_said_over_it():
    table = Table()
    table.open()
    (listen,) = cut_in(table)
    assert isinstance(listen, Listen)
    table.step(text="Good morning, and thank you for having me.")
    assert kinds(table.todo) == ["question"]


def test_a_question_asked_over_the_greeting_is_answered_first():
    table = Table()
    table.open()
    cut_in(table)
    table.step(text="How long is this round?")
    assert kinds(table.todo) == ["clarification", "question"]


def test_who_cut_in_by_mistake_hears_the_line_again():
    table = Table()
    table.open()
    table.step()
    asked = table.todo[0].text
    cut_in(table)
    table.step(text="Oh, sorry, go ahead.")
    assert kinds(table.todo) == ["repeat"]
    assert asked in table.todo[0].text


def test_what_was_said_over_a_line_can_be_taken_back():
    table = Table()
    table.open()
    cut_in(table)
    table.step(text="Wait.")
    table.todo = []
    (listen,) = table.apply(AnswerReopened(1, table.now))
    assert isinstance(listen, Listen)
    table.step(text="Wait, my headset was off.")
    assert kinds(table.todo) == ["question"]


def test_a_question_found_meanwhile_waits_for_who_speaks_over_another_line():
    table = listening()
    table.step()
    table.step()
    table.until(Listen)
    table.step(text="pass")
    remark, examine = table.todo
    assert (remark.kind, type(examine)) == ("aside", Examine)
    (listen,) = cut_in(table)
    assert table.apply(table.result(examine)) == ()
    table.todo = [listen]
    table.step(text="Thank you.")
    assert kinds(table.todo) == ["challenge"]


def test_the_panel_cuts_in_on_a_monologue_with_a_phrase():
    table = listening()
    number = table.todo[0].number
    opened = table.now
    assert table.round.cuts_in(number, opened, opened + 149.0) is None
    cut = table.round.cuts_in(number, opened, opened + 400.0)
    assert cut == PanelCutIn(number, opened + 400.0, "The answer had lasted 6.7 minutes.")
    (finish,) = table.apply(cut)
    assert finish.number == number
    table.step()
    assert kinds(table.todo)[:1] == ["aside"]


def test_a_calm_panel_hears_everybody_out():
    for pressure, cuts in (("calm", False), ("probing", True), ("hostile", True)):
        assert bool(cutting_in.why(pressure, 200.0, None, 0)) is cuts
    assert cutting_in.why("hostile", 80.0, None, 0)
    assert not cutting_in.why("probing", 80.0, None, 0)
    assert not cutting_in.why("hostile", 80.0, 120.0, 0), "a talk may take what it was given"
    assert not cutting_in.why("hostile", 800.0, None, cutting_in.MOST)


def test_patience_is_said_aloud_and_the_answer_goes_on():
    table = listening()
    listen = table.todo.pop(0)
    (say,) = table.apply(PatienceOffered(listen.number, table.now))
    assert (say.kind, say.text) == ("aside", "Take your time.")
    table.todo = [say]
    table.step()
    assert table.todo == [listen]
