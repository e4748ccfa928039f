"""The course of a round: fed what happened, it says what to do next; it opens nothing and reads no clock."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Literal

from interviewer.errors import InterviewerError
from interviewer.events import (
    AnswerGiven,
    AnswerReopened,
    CandidateLeft,
    FillersHeard,
    HelpAsked,
    LineSpoken,
    QuestionProposed,
    RoundClosed,
    RoundOpened,
    RoundPaused,
    RoundResumed,
)
from interviewer.examiner.examiner import Brief
from interviewer.round.commands import Close, Command, Examine, Listen, Say, Withdraw
from interviewer.round.course import Course, next_step
from interviewer.round.lines import Lines
from interviewer.round.plan import PartName, PlannedPart, plan
from interviewer.round.record import Record
from interviewer.round.stopwatch import Stopwatch

if TYPE_CHECKING:
    from interviewer.events import CloseReason, Pressure, RoundEvent, RoundKind
    from interviewer.question.question import Question
    from interviewer.round.panel import Panel
    from interviewer.transcript import Turn

Phase = Literal["speaking", "listening", "thinking", "paused", "closed"]


class Round:
    """Give it each event as it is journaled, in order, and carry out the commands it returns.

    What it decides follows from the events alone, so feeding it a session's journal restores it exactly;
    `pending` then names what it still waits for.
    """

    def __init__(
        self, question: Question, kind: RoundKind, minutes: float, pressure: Pressure, panel: Panel, seed: int
    ) -> None:
        self._question = question
        self._settings = (question.title, kind, minutes, pressure, panel.names, seed)
        self._pressure: Pressure = pressure
        self._seed = seed
        self._plan = plan(kind, minutes)
        self._lines = Lines(question, kind, self._plan, panel, seed)
        self._course = Course()
        self._undo: Course | None = None
        self._record = Record()
        self._watch = Stopwatch()
        self._answers = 0
        self._requests = 0
        self._saying: list[Say] = []
        self._listening: Listen | None = None
        self._examining: Examine | None = None
        self._leaving: CloseReason | None = None
        self._closing: Close | None = None
        self._held: list[Command] = []

    @property
    def phase(self) -> Phase:
        """What the round is doing; before it is opened its clock stands still."""
        if self._watch.stopped:
            return "closed"
        if self._watch.paused or not self._watch.started:
            return "paused"
        if self._saying:
            return "speaking"
        return "thinking" if self._examining else "listening"

    @property
    def part(self) -> PartName:
        """Which part is on."""
        return self._planned.name

    @property
    def turns(self) -> tuple[Turn, ...]:
        """Everything said so far, oldest first."""
        return self._record.turns

    @property
    def last_line(self) -> LineSpoken | None:
        """The line the panel spoke last."""
        return self._record.last_line

    @property
    def pending(self) -> tuple[Command, ...]:
        """What was commanded and has not come back yet: what to carry out again after a crash."""
        waits = (*self._saying, self._listening, self._examining, self._closing)
        return tuple(command for command in waits if command is not None)

    def elapsed(self, at: float) -> float:
        """Return the seconds of the round so far, pauses left out."""
        return self._watch.elapsed(at)

    def remaining(self, at: float) -> float:
        """Return the seconds left of the round's budget; negative once it is overdrawn."""
        return self._plan.seconds - self.elapsed(at)

    def part_remaining(self, at: float) -> float:
        """Return the seconds left of the budget of the part that is on."""
        return self._planned.ends - self.elapsed(at)

    def apply(self, event: RoundEvent) -> tuple[Command, ...]:
        """Take in what happened and return what to do now; what comes while paused waits until resumed."""
        if self._watch.stopped and not isinstance(event, (LineSpoken, RoundClosed)):
            return ()
        if not self._watch.started and not isinstance(event, RoundOpened):
            return ()
        commands = self._commands(event)
        if not self._watch.paused:
            return tuple(commands)
        self._held += commands
        return ()

    def _commands(self, event: RoundEvent) -> list[Command]:
        match event:
            case RoundOpened():
                return self._open(event)
            case LineSpoken():
                return self._hear(event)
            case AnswerGiven():
                return self._take(event)
            case AnswerReopened():
                return self._reopen(event)
            case QuestionProposed():
                return self._ask(event)
            case HelpAsked():
                return self._help(event)
            case CandidateLeft():
                return self._leave(event)
            case RoundPaused() | RoundResumed() | RoundClosed():
                return self._keep_time(event)
            case FillersHeard():
                return []

    def _open(self, event: RoundOpened) -> list[Command]:
        if self._watch.started:
            return []
        settings = (event.question, event.kind, event.minutes, event.pressure, event.panel, event.seed)
        if settings != self._settings:
            raise InterviewerError(
                "This journal belongs to a round with other settings: open it with those in its session.json."
            )
        self._watch.start(event.at)
        return self._speak(*self._lines.opening())

    def _hear(self, line: LineSpoken) -> list[Command]:
        self._record.hear(line)
        if line.number not in [say.number for say in self._saying]:
            return []
        self._saying = [say for say in self._saying if say.number != line.number]
        if line.kind in ("question", "challenge", "follow_up"):
            self._course = replace(self._course, asked=line.number)
        if self._saying:
            return []
        if self._leaving is not None:
            return self._close(self._leaving, line.end)
        return self._listen(self._answers + 1)

    def _take(self, answer: AnswerGiven) -> list[Command]:
        if self._listening is None or answer.number != self._listening.number:
            return []
        self._listening, self._answers = None, answer.number
        self._record.take(answer)
        self._undo = self._course
        said = bool(answer.text.split())
        if not said and not self._course.asked_again:
            self._course = replace(self._course, asked_again=True)
            return self._speak(self._lines.rephrase(self._asked, self.part, gently=True))
        self._course = replace(self._course, asked_again=False)
        return self._go_on(answer.ended, said)

    def _go_on(self, at: float, said: bool) -> list[Command]:
        stock, on_challenge = len(self._question.follow_ups), said and self._asked.kind == "challenge"
        match next_step(self._course, self._plan, self.elapsed(at), stock, on_challenge):
            case "follow_up":
                return self._examine("follow_up")
            case "challenge":
                return self._examine("challenge")
            case "stock":
                index = self._course.stock_used
                self._course = replace(self._course, stock_used=index + 1)
                return self._speak(self._lines.stock(index, self._asked.speaker))
            case "bridge":
                self._course = replace(self._course, part=self._course.part + 1, hints_used=0)
                return self._speak(*self._lines.bridge(self.part, self.remaining(at)))
            case "closing":
                return self._say_closing("finished")

    def _ask(self, proposed: QuestionProposed) -> list[Command]:
        if self._examining is None or self._examining.brief.request != proposed.request:
            return []
        kind, self._examining = self._examining.brief.kind, None
        put = self._lines.challenge if kind == "challenge" else self._lines.follow_up
        return self._speak(put(proposed, self._asked.speaker, self._answers))

    def _help(self, event: HelpAsked) -> list[Command]:
        if self._listening is None or self._watch.paused:
            return []
        self._listening = None
        match event.what:
            case "repeat":
                return self._speak(self._lines.repeat(self.last_line or self._asked))
            case "rephrase":
                return self._speak(self._lines.rephrase(self._asked, self.part))
            case "hint":
                used = self._course.hints_used
                self._course = replace(self._course, hints_used=used + 1)
                return self._speak(self._lines.hint(self._asked, self.part, used))

    def _reopen(self, event: AnswerReopened) -> list[Command]:
        answer = self._record.last_answer
        if self._undo is None or answer is None or event.number != self._answers:
            return []
        withdrawn = self._withdraw()
        self._record.forget(answer)
        self._course, self._answers, self._leaving = self._undo, event.number - 1, None
        self._saying, self._held = [], []
        return [*withdrawn, *self._listen(event.number)]

    def _keep_time(self, event: RoundPaused | RoundResumed | RoundClosed) -> list[Command]:
        match event:
            case RoundPaused():
                self._watch.pause(event.at)
            case RoundResumed():
                return self._resume(event.at)
            case RoundClosed():
                self._watch.stop(event.at)
                self._saying, self._listening, self._examining, self._closing = [], None, None, None
        return []

    def _resume(self, at: float) -> list[Command]:
        self._watch.resume(at)
        held, self._held = self._held, []
        return held

    def _leave(self, event: CandidateLeft) -> list[Command]:
        unsaid = self._resume(event.at)
        self._saying = [say for say in self._saying if say not in unsaid]
        withdrawn = self._withdraw()
        self._listening = self._undo = None
        if event.reason in ("ended", "crashed"):
            return [*withdrawn, *self._close(event.reason, event.at)]
        if any(say.kind == "closing" for say in self._saying):
            return withdrawn
        return [*withdrawn, *self._say_closing(event.reason)]

    def _close(self, reason: CloseReason, at: float) -> list[Command]:
        self._saying, self._closing = [], Close(reason)
        self._watch.stop(at)
        return [self._closing]

    def _withdraw(self) -> list[Command]:
        examining, self._examining = self._examining, None
        return [Withdraw(examining.brief.request)] if examining else []

    def _listen(self, number: int) -> list[Command]:
        self._undo = None
        self._listening = Listen(number, self._course.asked)
        return [self._listening]

    def _examine(self, kind: Literal["challenge", "follow_up"]) -> list[Command]:
        self._requests += 1
        brief = Brief(
            self._requests,
            kind,
            self.part,
            self._question,
            self.turns,
            self._record.moves,
            self._pressure,
            self._seed,
        )
        self._examining = Examine(brief)
        return [self._examining]

    def _say_closing(self, reason: CloseReason) -> list[Command]:
        self._leaving = reason
        return self._speak(self._lines.closing(reason))

    def _speak(self, *says: Say) -> list[Command]:
        self._saying += says
        return list(says)

    @property
    def _planned(self) -> PlannedPart:
        return self._plan.parts[self._course.part]

    @property
    def _asked(self) -> LineSpoken:
        return self._record.line(self._course.asked)
