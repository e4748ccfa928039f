"""What the panel does besides challenging: it warms up, clarifies, takes back, skips, and hands over the last word."""

from __future__ import annotations

import json

import pytest

from interviewer import journal
from interviewer.errors import InterviewerError
from interviewer.events import (
    AnswerGiven,
    AnswerReopened,
    CandidateLeft,
    HelpAsked,
    LineSpoken,
    QuestionProposed,
    RoundClosed,
    RoundOpened,
    RoundPaused,
    Stretch,
)
from interviewer.question.question import Hint, Part, Question
from interviewer.round.commands import Close, Examine, Finish, Listen, Say
from interviewer.round.panel import panel
from interviewer.round.restoring import restore
from interviewer.round.round import Round

QUESTION = Question(
    "Robust speech recognition",
    clarifying=(
        "Is the role tied to a product? — Yes: captions on a telephone.",
        "Which languages? — English.",
    ),
    parts=(
        Part("Research discussion", "Which ideas carry your field?", hints=(Hint("Start", "Group them."),)),
        Part("Research presentation", "Present a project. What is the claim?"),
    ),
    follow_ups=("Is it only an under-tuned baseline?", "What changes at ten times the compute?"),
)
THIN = "It is simply better that way, I would say."
QUOTE = "It is simply better that way"


class Desk:
    """Carries the round's commands out; the examiner always asks about the same words."""

    def __init__(self, kind="discussion", minutes=20.0, warm_up=False, question=QUESTION):
        seated = panel()
        self.question = question
        self.round = Round(question, kind, minutes, "probing", seated, 3, warm_up)
        self.now, self.events, self.todo = 0.0, [], []
        self.apply(
            RoundOpened(
                0.0, question.title, kind, minutes, "probing", 3, seated.names, "test", warm_up=warm_up
            )
        )
        self.hear()

    def apply(self, event):
        self.events.append(event)
        commands = self.round.apply(event)
        self.todo += commands
        return commands

    def hear(self):
        """Speak what waits, and let the examiner ask, until the candidate has the floor or the round is over."""
        while self.todo and not isinstance(self.todo[0], (Listen, Finish)):
            command = self.todo.pop(0)
            self.now += 4.0
            match command:
                case Say() as say:
                    self.apply(
                        LineSpoken(
                            say.number, say.speaker, say.kind, say.text, say.quote, say.about, say.move,
                            say.engine, self.now - 4.0, self.now, "", False, say.dimension, say.validity,
                            say.rung, say.let_go,
                        )
                    )  # fmt: skip
                case Examine(brief):
                    said = any(QUOTE in turn.text for turn in brief.turns if turn.is_answer)
                    text = (
                        f'You said "{QUOTE}". Why, number {brief.request}?'
                        if said
                        else f"Why {brief.request}?"
                    )
                    quote = QUOTE if said else ""
                    self.apply(
                        QuestionProposed(
                            brief.request, self.now, text, quote, "CJ-by-how-much", "comparative_judgment",
                            "test", "",
                        )
                    )  # fmt: skip
                    self.brief = brief
                case Close(reason):
                    self.apply(RoundClosed(self.now, reason))

    def say(self, text, seconds=20.0):
        listen = next(command for command in self.todo if isinstance(command, Listen))
        self.todo = []
        start, self.now = self.now, self.now + seconds
        stretches = (Stretch(start, self.now),) if text else ()
        self.apply(
            AnswerGiven(
                listen.number, listen.after, text, (), stretches, start, self.now, "done", "", typed=False
            )
        )
        self.hear()

    def ask_for(self, what, said=""):
        """Press a key; an answer that is ended by it holds what was said so far."""
        listen = self.todo[0]
        self.todo = []
        commands = self.apply(HelpAsked(self.now, what))
        if Finish(listen.number) in commands:
            self.todo = [listen]
            self.say(said, 1.0)
        else:
            self.todo = self.todo or [listen]
            self.hear()

    @property
    def lines(self):
        return [event for event in self.events if isinstance(event, LineSpoken)]

    def kinds(self, last=0):
        return [line.kind for line in self.lines][-last:]


def challenged(**options):
    desk = Desk(**options)
    desk.say(f"Two families matter to me. {THIN}")
    assert desk.kinds(1) == ["challenge"]
    return desk


def test_a_warm_up_asks_three_calm_questions_and_challenges_none_of_them():
    desk = Desk(warm_up=True)
    assert desk.kinds() == ["opening", "warm_up"]
    desk.say(f"I read the logs in the morning. {THIN}", 25.0)
    assert desk.kinds(1) == ["warm_up"]
    desk.say("With four people.", 30.0)
    assert desk.kinds(1) == ["warm_up"]
    desk.say("An editor and a terminal.", 30.0)
    assert desk.kinds(2) == ["aside", "question"]
    desk.say("Two families, and I know the second.")
    assert desk.kinds(1) == ["challenge"]
    assert [turn.text for turn in desk.brief.turns if turn.is_answer] == [
        "Two families, and I know the second."
    ]


def test_a_warm_up_has_its_like_later_in_the_round():
    desk = Desk("onsite", 20.0, warm_up=True)
    while "bridge" not in desk.kinds():
        desk.say(THIN, 40.0)
    assert desk.kinds(2) == ["bridge", "neutral"]
    desk.say("We met every Tuesday.")
    assert desk.kinds(1) == ["question"]
    warm = {line.text for line in desk.lines if line.kind == "warm_up"}
    assert not warm & {line.text for line in desk.lines if line.kind == "neutral"}


def test_a_clarifying_question_is_answered_and_the_floor_goes_back():
    desk = Desk()
    put = desk.round.last_line
    desk.say("Is the role tied to a product?")
    assert (desk.lines[-1].kind, desk.lines[-1].text) == ("clarification", "Yes: captions on a telephone.")
    assert desk.todo == [Listen(2, put.number)]
    desk.say(f"Then captions it is. {THIN}")
    assert desk.kinds(1) == ["challenge"]
    assert desk.lines[-1].about == 2


def test_a_question_back_at_a_challenge_is_no_clarifying_question():
    desk = challenged()
    desk.say("Is the role tied to a product?")
    assert desk.kinds(1) == ["follow_up"]


def test_a_disputed_quote_is_struck_and_the_challenge_asked_without_it():
    desk = challenged()
    assert desk.lines[-1].quote == QUOTE
    desk.ask_for("dispute", "No, that is")
    again = desk.lines[-1]
    assert (again.kind, again.quote, again.move, again.let_go) == (
        "challenge",
        "",
        "CJ-by-how-much",
        "disputed",
    )
    assert QUOTE not in again.text
    desk.say("By two points.")
    assert all(QUOTE not in turn.text for turn in desk.brief.turns if turn.is_answer)
    assert desk.brief.disputed == (QUOTE,)


def test_a_second_dispute_withdraws_the_challenge():
    desk = challenged()
    desk.say("I didn't say that.")
    desk.say("No, I never said that.")
    assert desk.kinds(2) == ["aside", "challenge"]
    assert desk.lines[-2].let_go == "disputed"


def test_only_a_challenge_can_be_disputed():
    desk = Desk()
    listen = desk.todo[0]
    desk.ask_for("dispute")
    assert desk.todo == [listen]


def test_a_skipped_challenge_is_left_and_what_was_begun_is_never_examined():
    desk = challenged()
    desk.ask_for("skip", "Well, the second")
    assert desk.kinds(2) == ["aside", "challenge"]
    assert desk.lines[-2].let_go == "skipped"
    assert "Well, the second" in [turn.text for turn in desk.round.turns]
    assert "Well, the second" not in [turn.text for turn in desk.brief.turns]


def test_a_skip_by_word_of_mouth_is_one_too():
    desk = challenged()
    desk.say("Can we skip this one, please?")
    assert desk.kinds(2) == ["aside", "challenge"]


def test_skipping_a_parts_question_goes_to_the_next_part():
    desk = Desk("onsite", 30.0)
    desk.ask_for("skip")
    assert desk.kinds(3) == ["aside", "bridge", "question"]
    desk.ask_for("skip")
    assert desk.lines[-1].text == QUESTION.follow_ups[0]


def test_a_skip_taken_back_lets_the_same_answer_go_on():
    desk = challenged()
    asked, listen = desk.lines[-1], desk.todo[0]
    desk.todo = []
    desk.apply(HelpAsked(desk.now, "skip"))
    desk.apply(
        AnswerGiven(listen.number, asked.number, "Well", (), (), 0.0, desk.now, "done", "", typed=False)
    )
    assert desk.apply(AnswerReopened(listen.number, desk.now))[-1] == listen
    desk.todo = [listen]
    desk.say(THIN)
    assert desk.kinds(1) == ["follow_up"]


def test_who_asks_for_the_question_again_gets_it_again():
    desk = challenged()
    asked = desk.lines[-1]
    desk.say("Sorry, could you repeat the question?")
    assert (desk.lines[-1].kind, desk.lines[-1].text) == ("repeat", asked.text)
    assert desk.todo == [Listen(3, asked.number)]


def test_the_ladder_and_what_ended_it_stand_in_the_journal():
    desk = challenged()
    desk.say(THIN)
    desk.say(THIN)
    assert desk.kinds(3) == ["challenge", "follow_up", "anchor"]
    assert desk.lines[-2].rung == 1
    desk.say(THIN)
    assert (desk.lines[-1].kind, desk.lines[-1].let_go) == ("challenge", "repetition")


def test_the_candidate_asks_last_and_is_answered_once():
    desk = challenged(minutes=3.0)
    while desk.kinds(1) != ["invitation"]:
        desk.say(THIN, 10.0)
    assert {line.text for line in desk.lines} >= set(QUESTION.follow_ups)
    desk.say("What would I work on first?")
    assert desk.kinds(2) == ["reply", "closing"]
    assert desk.events[-1] == RoundClosed(desk.now, "finished")


def test_a_candidate_without_a_question_is_let_go():
    desk = challenged(minutes=3.0)
    while desk.kinds(1) != ["invitation"]:
        desk.say(THIN, 10.0)
    desk.say("", 2.0)
    assert desk.kinds(2) == ["invitation", "closing"]


def written(desk):
    return journal.write(desk.events)


def test_a_round_goes_on_after_a_crash_with_the_line_it_was_saying():
    desk = challenged()
    desk.say(THIN)
    events = desk.events[:-1]
    assert isinstance(desk.events[-1], LineSpoken)
    torn = journal.write(events) + journal.encode(desk.events[-1])[:50]
    found = restore(journal.read(torn).events, QUESTION)
    (say,) = found.pending
    assert (say.number, say.text) == (desk.events[-1].number, desk.events[-1].text)
    left = found.round.remaining(found.last)
    journaled, pending = found.go_on(found.last + 500.0)
    assert pending == (say,)
    assert [type(event).__name__ for event in journaled] == ["RoundPaused", "RoundResumed"]
    assert found.round.remaining(found.last + 500.0) == left


def test_a_round_goes_on_after_a_crash_in_a_pause():
    desk = challenged()
    desk.apply(RoundPaused(desk.now, "The candidate paused the round."))
    found = restore(journal.read(written(desk)).events, QUESTION)
    journaled, pending = found.go_on(desk.now + 60.0)
    assert len(journaled) == 1
    assert pending == (Listen(2, desk.lines[-1].number),)
    assert found.round.phase == "listening"


def test_a_skip_that_was_under_way_is_carried_out_after_a_crash():
    desk = challenged()
    desk.apply(HelpAsked(desk.now, "skip"))
    found = restore(journal.read(written(desk)).events, QUESTION)
    assert found.pending == (Listen(2, 3), Finish(2))


def test_a_journal_from_before_a_field_was_there_goes_on():
    desk = challenged()
    lines = [json.loads(line) for line in written(desk).splitlines()]
    for line in lines:
        for name in ("warm_up", "validity", "rung", "let_go"):
            line.pop(name, None)
    old = b"".join(json.dumps(line).encode() + b"\n" for line in lines)
    assert restore(journal.read(old).events, QUESTION).pending == (Listen(2, 3),)


def test_what_cannot_go_on_says_why():
    desk = challenged()
    hole = [event for event in desk.events if not isinstance(event, LineSpoken) or event.number != 2]
    with pytest.raises(InterviewerError, match="missing"):
        restore(hole, QUESTION)
    with pytest.raises(InterviewerError, match="never began"):
        restore([], QUESTION)
    desk.apply(CandidateLeft(desk.now, "ended"))
    desk.apply(RoundClosed(desk.now, "ended"))
    with pytest.raises(InterviewerError, match="is over"):
        restore(desk.events, QUESTION)
