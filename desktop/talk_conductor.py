"""Carries a round in which a talk is given: its slides, its clock, and the panel's coming in on it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from desktop.conductor import Conductor
from interviewer import events as journaled
from interviewer.examiner.signals import LexicalSignals

if TYPE_CHECKING:
    from collections.abc import Callable

    from desktop.ports import Course, Parts
    from desktop.room_snapshot import House
    from desktop.room_view import RoomView
    from desktop.talk_floor import TalkFloor
    from interviewer.rehearsal.talk_clock import TimeLeft


class TalkConductor(Conductor):
    """As any round; `hold_turn` is told when silence must end no turn, as a talk has long pauses."""

    def __init__(
        self,
        round_: Course,
        parts: Parts,
        house: House,
        talk: TalkFloor,
        hold_turn: Callable[[bool], None],
    ) -> None:
        super().__init__(round_, parts, house)
        self._talk = talk
        self._hold_turn = hold_turn
        self._signals = LexicalSignals()

    def begin(self, opened: journaled.RoundOpened) -> None:
        """Open the round, and note what the talk is to be."""
        super().begin(opened)
        self._happened(self._talk.planned(opened.at))

    def show_slide(self, number: int) -> None:
        """A slide came up."""
        self._happened(self._talk.show(number, self._now()))

    def tick(self, *, quiet: bool) -> TimeLeft | None:
        """Come in on the talk where that is due; return a warning of its time; call it a few times a second.

        `quiet`: nobody has spoken for a moment.
        """
        if self._listening():
            self._happened(self._talk.due(self._now(), quiet=quiet))
        if quiet and self._listening():
            self._happened(self._talk.weak(self._floor.committed, self._now(), self._signals))
        warning = self._talk.warning(self._now())
        if warning is not None and warning.stop:
            self.done()
        return warning

    def view(self) -> RoomView:
        """Return a snapshot for the screen, with where the talk stands."""
        return replace(super().view(), talk=self._talk.view(self._now()))

    def _listen(self, number: int, after: int) -> None:
        line = self._round.last_line
        starts = line is not None and line.kind == "question" and self._round.part == "presentation"
        if starts and not self._talk.is_on and self._talk.view(self._now()).stage == "before":
            self._hold_turn(True)
            super()._listen(number, after)
            self._happened(self._talk.begin(number, self._now()))
            self._happened(self._talk.shown(self._now()))
        else:
            super()._listen(number, after)

    def _happened(self, event: journaled.RoundEvent | None) -> None:
        super()._happened(event)
        match event:
            case journaled.AnswerGiven(number=number) if self._talk.is_on and self._talk.is_talk(number):
                self._talk.end(event.ended)
                self._hold_turn(False)
            case journaled.AnswerReopened(number=number) if self._talk.is_talk(number):
                self._talk.reopen(event.at)
                self._hold_turn(True)
            case journaled.RoundPaused():
                self._talk.pause(event.at)
            case journaled.RoundResumed():
                self._talk.resume(event.at)
            case journaled.LineSpoken():
                self._happened(self._talk.heard(event))
