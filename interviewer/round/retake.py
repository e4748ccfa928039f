"""A challenge answered once more: the line is said again, one answer is heard, and that is all."""

from __future__ import annotations

from typing import TYPE_CHECKING

from interviewer.events import (
    AnswerGiven,
    CandidateLeft,
    HelpAsked,
    LineSpoken,
    RoundClosed,
    RoundOpened,
    RoundPaused,
    RoundResumed,
)
from interviewer.round.commands import Close, Command, Listen, Say
from interviewer.round.stopwatch import Stopwatch

if TYPE_CHECKING:
    from interviewer.events import CloseReason, PanelCutIn, RoundEvent
    from interviewer.round.plan import PartName
    from interviewer.transcript import Turn


class Retake:
    """Takes the place of a `Round` for one line of it: pure, fed what happened, it says what to do next."""

    part: PartName = "discussion"
    turns: tuple[Turn, ...] = ()

    def __init__(self, line: LineSpoken, number: int) -> None:
        """Ask a line again, to be answered under this number."""
        self.last_line = line
        self._number = number
        self._watch = Stopwatch()
        self._opened = self._listening = self._paused = self._over = False
        self._held: list[Command] = []

    def elapsed(self, at: float) -> float:
        """Return the seconds since the line was heard, pauses left out: the answer's own time."""
        return self._watch.elapsed(at)

    def remaining(self, _at: float) -> None:
        """Nothing runs out: a take may last as long as it likes."""

    def apply(self, event: RoundEvent) -> tuple[Command, ...]:
        """Take in what happened and return what to do now; what comes while paused waits until resumed."""
        if self._over or not (self._opened or isinstance(event, RoundOpened)):
            return ()
        self._held += self._commands(event)
        if self._paused:
            return ()
        commands, self._held = tuple(self._held), []
        return commands

    def cuts_in(self, _number: int, _opened: float, _at: float) -> PanelCutIn | None:
        """Nobody cuts in on a take."""
        return None

    def foresee(self, *_events: RoundEvent) -> tuple[Command, ...]:
        """Nothing is asked after a take, so nothing need be prepared."""
        return ()

    def _commands(self, event: RoundEvent) -> list[Command]:
        match event:
            case RoundOpened() if not self._opened:
                self._opened = True
                return [self._line()]
            case LineSpoken(end=end):
                return self._listen(end)
            case HelpAsked(what="repeat") if self._listening and not self._paused:
                return [self._line()]
            case AnswerGiven(number=number) if number == self._number:
                return [Close("finished")]
            case CandidateLeft(reason=reason):
                return self._leave(reason)
            case RoundPaused() | RoundResumed() | RoundClosed():
                self._keep_time(event)
        return []

    def _line(self) -> Say:
        line = self.last_line
        return Say(
            line.number, line.speaker, line.kind, line.text, line.quote, line.about, line.move, line.engine,
            line.dimension, line.validity, line.rung, line.let_go,
        )  # fmt: skip

    def _listen(self, at: float) -> list[Command]:
        if not self._watch.started:
            self._watch.start(at)
        self._listening = True
        return [Listen(self._number, self.last_line.number)]

    def _leave(self, reason: CloseReason) -> list[Command]:
        self._held, self._paused = [], False
        return [Close(reason)]

    def _keep_time(self, event: RoundPaused | RoundResumed | RoundClosed) -> None:
        match event:
            case RoundPaused(at=at):
                self._paused = True
                if self._watch.started:
                    self._watch.pause(at)
            case RoundResumed(at=at):
                self._paused = False
                self._watch.resume(at)
            case RoundClosed(at=at):
                self._over = True
                self._watch.stop(at)
