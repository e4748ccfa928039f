"""Whatever happens in whatever order, and wherever it crashes, a round goes on from its journal to its end."""

from __future__ import annotations

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from interviewer import journal
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
from interviewer.round.commands import Close, Examine, Finish, Listen, Say
from interviewer.round.panel import panel
from interviewer.round.restoring import restore
from interviewer.round.round import Round

QUESTION = Question(
    "Robust speech recognition",
    clarifying=("Is the role tied to a product? — Yes: captions.",),
    parts=(
        Part("Research discussion", "Which ideas carry your field?", hints=(Hint("Start", "Group them."),)),
        Part("Research presentation", "Present a project. What is the claim?"),
    ),
    follow_ups=("Is it only an under-tuned baseline?", "What changes at ten times the compute?"),
)
SAID = (
    "",
    "No.",
    "Is the role tied to a product?",
    "Could you repeat the question?",
    "I never said that.",
    "Pass.",
    "Sorry, go on.",
    "It is simply better, everybody uses it, and we saw two points on our set.",
    "Because the noise is additive in that band; with five seeds the gap was 2.1 points, plus or minus 0.3.",
)
# More commands than any round of these lengths can still hold.
TO_THE_END = 400


class RoundMachine(RuleBasedStateMachine):
    """Carries out one command at a time, or does something in between."""

    @initialize(
        kind=st.sampled_from(["discussion", "presentation", "onsite"]),
        minutes=st.sampled_from([2.0, 9.0, 50.0]),
        seed=st.integers(0, 3),
        warm_up=st.booleans(),
    )
    def open(self, kind, minutes, seed, warm_up):
        seated = panel()
        self.round = Round(QUESTION, kind, minutes, "probing", seated, seed, warm_up)
        self.now, self.events, self.todo, self.examiner = 1.0, [], [], EmbeddedExaminer()
        self.apply(
            RoundOpened(
                1.0, QUESTION.title, kind, minutes, "probing", seed, seated.names, "embedded", warm_up=warm_up
            )
        )

    def apply(self, event):
        self.events.append(event)
        commands = self.round.apply(event)
        self.todo += commands
        return commands

    @property
    def over(self):
        return self.round.phase == "closed"

    @precondition(lambda self: self.round.phase != "paused" and self.todo)
    @rule(text=st.sampled_from(SAID), seconds=st.sampled_from([1.0, 20.0, 200.0]))
    def carry_out(self, text, seconds):
        command = self.todo.pop(0)
        match command:
            case Say() as say:
                start, self.now = self.now, self.now + 3.0
                self.apply(
                    LineSpoken(
                        say.number, say.speaker, say.kind, say.text, say.quote, say.about, say.move, say.engine,
                        start, self.now, "", False, say.dimension, say.validity, say.rung, say.let_go,
                    )
                )  # fmt: skip
            case Listen(number, after):
                if Finish(number) in self.todo:
                    return
                self.answer(number, after, text, seconds)
            case Finish(number):
                self.answer(number, self.round.last_line.number, text, 1.0)
            case Examine(brief):
                made = self.examiner.propose(brief)
                self.apply(
                    QuestionProposed(
                        brief.request, self.now, made.text, made.quote, made.move, made.dimension, made.engine,
                        "", made.validity, made.rung, made.let_go,
                    )
                )  # fmt: skip
            case Close(reason):
                self.apply(RoundClosed(self.now, reason))

    def answer(self, number, after, text, seconds):
        start, self.now = self.now, self.now + seconds
        stretches = (Stretch(start, self.now),) if text else ()
        self.apply(
            AnswerGiven(number, after, text, (), stretches, start, self.now, "silence", "", typed=False)
        )

    @precondition(lambda self: self.round.phase == "speaking" and self.todo and isinstance(self.todo[0], Say))
    @rule()
    def cut_in(self):
        say = self.todo.pop(0)
        self.apply(CandidateCutIn(say.number, self.now + 1.0))
        self.todo = [one for one in self.todo if not isinstance(one, Say)]
        start, self.now = self.now, self.now + 1.2
        self.apply(
            LineSpoken(
                say.number, say.speaker, say.kind, say.text, say.quote, say.about, say.move, say.engine,
                start, self.now, "", True, say.dimension, say.validity, say.rung, say.let_go,
            )
        )  # fmt: skip

    @rule()
    def have_enough(self):
        listening = next((one for one in self.round.pending if isinstance(one, Listen)), None)
        if listening is not None:
            self.apply(PanelCutIn(listening.number, self.now, "It had lasted 3 minutes."))

    @rule()
    def be_patient(self):
        listening = next((one for one in self.round.pending if isinstance(one, Listen)), None)
        if listening is not None and self.apply(PatienceOffered(listening.number, self.now)):
            self.todo = [one for one in self.todo if not isinstance(one, Listen)]

    @rule(what=st.sampled_from(["repeat", "rephrase", "hint", "dispute", "skip"]))
    def ask_for_help(self, what):
        if self.apply(HelpAsked(self.now, what)) and not any(isinstance(one, Finish) for one in self.todo):
            self.todo = [one for one in self.todo if not isinstance(one, Listen)]

    @rule()
    def take_back(self):
        answers = [turn.number for turn in self.round.turns if turn.is_answer]
        before, self.todo = self.todo, []
        if not self.apply(AnswerReopened(max(answers, default=1), self.now)):
            self.todo = list(self.round.pending) if self.round.phase != "paused" else before

    @rule()
    def pause(self):
        self.apply(RoundPaused(self.now, "gone"))

    @rule(away=st.sampled_from([0.0, 90.0]))
    def resume(self, away):
        self.now += away
        self.apply(RoundResumed(self.now))
        self.todo = list(self.round.pending)

    @rule()
    def a_late_question_comes(self):
        before = self.round.pending
        self.apply(QuestionProposed(999, self.now, "Why?", "", "", "", "late", ""))
        assert self.round.pending == before

    @rule(torn=st.integers(0, 60))
    def crash(self, torn):
        half = journal.encode(RoundPaused(self.now, "never whole"))[:torn]
        found = journal.read(journal.write(self.events) + half)
        if self.over and not self.round.pending:
            return
        restored = restore(found.events, QUESTION)
        assert restored.pending == self.round.pending
        assert restored.round.turns == self.round.turns
        assert restored.round.part == self.round.part
        assert restored.round.remaining(self.now) == self.round.remaining(self.now)
        self.now += 40.0
        journaled, pending = restored.go_on(self.now)
        self.events += journaled
        self.round, self.todo = restored.round, list(pending)

    @precondition(lambda self: len(self.events) > 20)
    @rule(reason=st.sampled_from(["files", "ended"]))
    def leave(self, reason):
        self.apply(CandidateLeft(self.now, reason))
        self.todo = list(self.round.pending)

    @invariant()
    def it_waits_for_something_until_it_is_over(self):
        assert self.round.pending or self.over

    @invariant()
    def every_line_is_said_once(self):
        lines = [event.number for event in self.events if isinstance(event, LineSpoken)]
        assert len(lines) == len(set(lines))

    def teardown(self):
        if not hasattr(self, "round"):
            return
        self.apply(RoundResumed(self.now))
        self.todo = list(self.round.pending)
        for _ in range(TO_THE_END):
            if not self.todo:
                break
            self.carry_out(SAID[7], 20.0)
        assert self.over
        assert any(isinstance(event, RoundClosed) for event in self.events)


# A step may ask the examiner, and every check replays a whole journal: this takes some ten seconds.
RoundMachine.TestCase.settings = settings(max_examples=120, stateful_step_count=50, deadline=None)
TestRoundMachine = pytest.mark.timeout(300)(RoundMachine.TestCase)
