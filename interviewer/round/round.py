"""The course of a round: fed what happened, it says what to do next; it opens nothing and reads no clock."""

from __future__ import annotations

import copy
from typing import TYPE_CHECKING, Literal

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
)
from interviewer.round.commands import Close, Command, Listen, Say
from interviewer.round.interview import Interview
from interviewer.round.lines import Lines
from interviewer.round.plan import PartName, plan
from interviewer.round.stopwatch import Stopwatch
from interviewer.round.terms import Terms
from interviewer.round.waiting import Waiting
from interviewer.talk_events import TalkQuestioned

if TYPE_CHECKING:
    from collections.abc import Sequence

    from interviewer.events import CloseReason, Pressure, RoundEvent, RoundKind
    from interviewer.question.question import Question
    from interviewer.round.course import Course
    from interviewer.round.panel import Panel
    from interviewer.transcript import Turn

UNHEARD = 0.2
"""Seconds of a line below which nobody can have heard what it is about."""

Phase = Literal["speaking", "listening", "thinking", "paused", "closed"]


class Round:
    """Give it each event as it is journaled, in order, and carry out the commands it returns.

    What it decides follows from the events alone, so feeding it a session's journal restores it exactly;
    `pending` then names what it still waits for. With `warm_up` calm questions come first.
    """

    def __init__(
        self,
        question: Question,
        kind: RoundKind,
        minutes: float,
        pressure: Pressure,
        panel: Panel,
        seed: int,
        warm_up: bool = False,
        focus: str = "",
    ) -> None:
        self._settings = (question.title, kind, minutes, pressure, panel.names, seed, warm_up, focus)
        self._plan = plan(kind, minutes, warm_up)
        self._lines = Lines(question, kind, self._plan, panel, seed)
        self._interview = Interview(Terms(question, self._plan, pressure, seed, focus), self._lines)
        self._watch = Stopwatch()
        self._waiting = Waiting()
        self._answers = 0
        self._undo: Course | None = None
        self._leaving: CloseReason | None = None
        self._cut_in = 0
        self._resumed: list[Say] | None = None

    @property
    def phase(self) -> Phase:
        """What the round is doing; before it is opened its clock stands still."""
        if self._watch.stopped:
            return "closed"
        if self._watch.paused or not self._watch.started:
            return "paused"
        if self._waiting.saying:
            return "speaking"
        return "thinking" if self._waiting.examining else "listening"

    @property
    def part(self) -> PartName:
        """Which part is on."""
        return self._interview.part.name

    @property
    def turns(self) -> tuple[Turn, ...]:
        """Everything said so far, oldest first."""
        return self._interview.record.turns

    @property
    def last_line(self) -> LineSpoken | None:
        """The line the panel spoke last."""
        return self._interview.record.last_line

    @property
    def pending(self) -> tuple[Command, ...]:
        """What was commanded and has not come back yet: what to carry out again after a crash."""
        return self._waiting.commands(bool(self._interview.course.dropped))

    def elapsed(self, at: float) -> float:
        """Return the seconds of the round so far, pauses left out."""
        return self._watch.elapsed(at)

    def remaining(self, at: float) -> float:
        """Return the seconds left of the round's budget; negative once it is overdrawn."""
        return self._plan.seconds - self.elapsed(at)

    def apply(self, event: RoundEvent) -> tuple[Command, ...]:
        """Take in what happened and return what to do now; what comes while paused waits until resumed."""
        if self._watch.stopped and not isinstance(event, (LineSpoken, RoundClosed)):
            return ()
        if not self._watch.started and not isinstance(event, RoundOpened):
            return ()
        commands = self._commands(event)
        if not self._watch.paused:
            return tuple(commands)
        self._waiting.held += commands
        return ()

    def cuts_in(self, number: int, opened: float, at: float) -> PanelCutIn | None:
        """Return the panel's cutting in on the open answer, where it would at this pause."""
        lasted = self.elapsed(at) - self.elapsed(opened)
        may = not self._watch.paused and self._waiting.is_open(number)
        why = self._interview.cuts_in(lasted) if may else ""
        return PanelCutIn(number, at, why) if why else None

    def foresee(self, *events: RoundEvent) -> tuple[Command, ...]:
        """Return what these events would lead to, the last one's commands; the round itself stays as it is."""
        would_be = copy.deepcopy(self)
        commands: tuple[Command, ...] = ()
        for event in events:
            commands = would_be.apply(event)
        return commands

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
            case CandidateCutIn() | PanelCutIn() | PatienceOffered() | TalkQuestioned():
                return self._cut(event)
            case CandidateLeft():
                return self._leave(event)
            case RoundPaused() | RoundResumed() | RoundClosed():
                return self._keep_time(event)
            case _:
                self._interview.record.note(event)
                return []

    def _open(self, event: RoundOpened) -> list[Command]:
        if self._watch.started:
            return []
        settings = (event.question, event.kind, event.minutes, event.pressure, event.panel, event.seed)
        if (*settings, event.warm_up, event.focus) != self._settings:
            raise InterviewerError(
                "This journal belongs to a round with other settings: open it with those in its session.json."
            )
        self._watch.start(event.at)
        return self._wait_for(self._interview.opening())

    def _hear(self, line: LineSpoken) -> list[Command]:
        self._interview.record.hear(line)
        said = self._waiting.heard(line.number)
        if said is None:
            return []
        self._interview.heard(line, self.elapsed(line.start))
        cut_in = line.number == self._cut_in
        if cut_in and not self._waiting.amid and line.end - line.start < UNHEARD:
            # Nobody heard it yet: it is said when they are done.
            self._waiting.saying.insert(0, self._lines.anew(said))
        more = self._waiting.saying or (self._waiting.examining and not self._waiting.interjects)
        if more and cut_in and self._leaving is None and not self._waiting.amid:
            self._waiting.put_lines_off()
        elif more:
            # What follows the goodbye's turn was dropped as they spoke, and is asked for again.
            return [*self._waiting.saying] if cut_in else []
        elif self._leaving is not None:
            return self._close(self._leaving, line.end)
        return self._listen(self._answers + 1)

    def _take(self, answer: AnswerGiven) -> list[Command]:
        if not self._waiting.awaits(answer.number, self._answers):
            return []
        self._waiting.listening, self._waiting.amid = None, False
        self._answers = answer.number
        self._undo = self._interview.course.undone()
        self._resumed, self._waiting.put_off = self._waiting.put_off, None
        if self._resumed is not None:
            return self._wait_for([*self._interview.interjected(answer), *self._resumed])
        return self._wait_for(self._interview.answered(answer, self.elapsed(answer.ended)))

    def _ask(self, proposed: QuestionProposed) -> list[Command]:
        examining = self._waiting.examining
        if examining is None or examining.brief.request != proposed.request:
            return []
        self._waiting.examining = None
        says = self._interview.proposed(proposed, examining.brief)
        if self._resumed is not None:
            # Should the interjection be taken back, the question still follows it.
            self._resumed = [*self._resumed, *says]
        if self._waiting.put_off is not None:
            # Somebody speaks over another line: it is said when they are done.
            self._waiting.put_off += says
            return []
        return self._wait_for(says)

    def _cut(self, event: CandidateCutIn | PanelCutIn | PatienceOffered | TalkQuestioned) -> list[Command]:
        if isinstance(event, CandidateCutIn):
            self._cut_in = event.line
            return []
        if self._watch.paused or not self._waiting.is_open(event.number):
            return []
        if isinstance(event, PanelCutIn):
            return self._interview.cut_in(event.number)
        self._waiting.listening, self._waiting.amid = None, True
        return self._wait_for(self._interview.amid(event.text if isinstance(event, TalkQuestioned) else ""))

    def _help(self, event: HelpAsked) -> list[Command]:
        listening = self._waiting.listening
        if listening is None or self._watch.paused or (self._waiting.interjects and event.what != "repeat"):
            return []
        commands = self._interview.helped(event.what, listening.number)
        if any(isinstance(command, Say) for command in commands):
            self._waiting.listening, self._waiting.amid = None, True
        return self._wait_for(commands)

    def _reopen(self, event: AnswerReopened) -> list[Command]:
        answer = self._interview.record.last_answer
        if self._undo is None or answer is None or event.number != self._answers:
            return []
        # What was said over a line asked for no question: one that is looked for belongs to the answer before.
        withdrawn = [] if self._resumed is not None else self._waiting.withdraw()
        self._interview.record.forget(answer)
        self._interview.course, self._answers, self._leaving = self._undo, event.number - 1, None
        self._waiting.saying, self._waiting.held = [], []
        self._waiting.put_off, self._resumed = self._resumed, None
        return [*withdrawn, *self._listen(event.number)]

    def _keep_time(self, event: RoundPaused | RoundResumed | RoundClosed) -> list[Command]:
        match event:
            case RoundPaused():
                # A line that is cut off by a pause is said again, whoever spoke over it.
                self._cut_in = 0
                self._watch.pause(event.at)
            case RoundResumed():
                return self._resume(event.at)
            case RoundClosed():
                self._watch.stop(event.at)
                self._waiting.clear()
        return []

    def _resume(self, at: float) -> list[Command]:
        self._watch.resume(at)
        return self._waiting.release()

    def _leave(self, event: CandidateLeft) -> list[Command]:
        unsaid = self._resume(event.at)
        self._waiting.saying = [say for say in self._waiting.saying if say not in unsaid]
        withdrawn = self._waiting.withdraw()
        self._waiting.listening = self._undo = None
        if event.reason in ("ended", "crashed"):
            return [*withdrawn, *self._close(event.reason, event.at)]
        if any(say.kind == "closing" for say in self._waiting.saying):
            return withdrawn
        self._leaving = event.reason
        return [*withdrawn, *self._wait_for([self._lines.closing(event.reason)])]

    def _close(self, reason: CloseReason, at: float) -> list[Command]:
        self._waiting.saying, self._waiting.closing = [], Close(reason)
        self._watch.stop(at)
        return [self._waiting.closing]

    def _listen(self, number: int) -> list[Command]:
        self._undo, self._waiting.amid = None, False
        self._waiting.listening = Listen(number, self._interview.course.asked or self._cut_in)
        return [self._waiting.listening]

    def _wait_for(self, commands: Sequence[Command]) -> list[Command]:
        """Note what must come back; the last line of a round is followed by its close."""
        if self._waiting.expect(commands) and self._leaving is None:
            self._leaving = "finished"
        return list(commands)
