"""Carries a round: what was heard goes into the journal, and what the round then wants is carried out."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from audio import events as heard
from desktop import translation
from desktop.asking import Asking
from desktop.floor import AnswerEvent, Floor
from desktop.foresight import Foresight
from desktop.notices import NoticeEvent, Notices
from desktop.panel_voice import PanelVoice
from desktop.ports import AnswersRanOut, QuestionForeseen, RoundFinished
from desktop.room_snapshot import Scene, snapshot
from desktop.trouble import Trouble, TroubleEvent
from interviewer import events as journaled
from interviewer.round import commands

if TYPE_CHECKING:
    from desktop.ports import Course, Parts
    from desktop.room_snapshot import House
    from desktop.room_view import RoomView, Standing
    from interviewer.round.commands import Command
    from interviewer.round.restoring import Restored


class Conductor:
    """Feed it every event in order, on one thread; it journals, applies, and carries out what follows."""

    def __init__(self, round_: Course, parts: Parts, house: House) -> None:
        self._round = round_
        self._parts = parts
        self._house = house
        self._voice = PanelVoice(parts)
        self._floor = Floor()
        self._asking = Asking(parts.brain)
        self._foresight = Foresight(round_, self._asking, parts)
        self._foreseen = False
        self._paused = self._leaving = self._closed = False
        self._trouble = Trouble()
        self._stopped_by_trouble = False
        self._notices = Notices()

    # What the candidate does

    def begin(self, opened: journaled.RoundOpened) -> None:
        """Open the round."""
        self._happened(opened)

    def take_up(self, restored: Restored) -> None:
        """Go on with a round that was cut off: what was pending is carried out again."""
        self._voice.heard_until = self._now()
        journaled_first, pending = restored.go_on(self._now())
        for event in journaled_first:
            self._trouble.keep(event, self._parts.journal)
        for command in pending:
            self._carry_out(command)

    def done(self) -> None:
        """Take "I'm done" for the running answer."""
        if self._listening():
            self._parts.ear.end_turn()

    def undo(self) -> None:
        """Take the last "I'm done" back: what followed from it is withdrawn and the answer goes on."""
        if not self._floor.can_undo or self._paused or self._leaving or self._closed:
            return
        self._voice.hush()
        if self._floor.take_back():
            self._happened(journaled.AnswerReopened(self._floor.number, self._now()))
        else:
            self._reopen()

    def help(self, what: journaled.Help) -> None:
        """Ask for the last line again or a hint, dispute or skip it; the asking is recorded."""
        if self._listening():
            self._happened(journaled.HelpAsked(self._now(), what))

    def type_answer(self, text: str) -> None:
        """Take a typed answer instead of a spoken one, also where the microphone is gone."""
        if not text.strip() or not self._can_type():
            return
        if self._paused:
            self._go_on()
        self._parts.ear.end_turn()
        path = self._parts.journal.audio_path(self._floor.number)
        self._answer_with(self._floor.type(text.strip(), self._now(), path))

    def pause(self, sentence: str = "") -> None:
        """Stop the clock, the panel and the microphone."""
        if self._paused or self._closed:
            return
        self._paused = True
        self._voice.hold()
        self._happened(journaled.RoundPaused(self._now(), sentence or "The candidate paused the round."))
        self._parts.ear.pause()

    def resume(self) -> None:
        """Go on where the pause began; a line that was cut off is said again."""
        if self._paused and not self._trouble.deaf:
            self._go_on()

    def _go_on(self) -> None:
        self._paused = self._stopped_by_trouble = False
        self._trouble.forgive()
        self._happened(journaled.RoundResumed(self._now()))
        self._parts.ear.resume()
        self._voice.release()
        self._next_line()

    def end(self) -> None:
        """End the round; a running answer is finished first, so that nothing said is lost."""
        if self._closed or self._leaving:
            return
        if self._paused:
            self._paused = False
            self._parts.ear.resume()
        self._voice.hush()
        self._leaving = True
        if self._floor.ear == "listening":
            self._parts.ear.end_turn()
        elif self._floor.ear != "transcribing":
            self._happened(journaled.CandidateLeft(self._now(), "ended"))

    # What is shown

    def view(self) -> RoomView:
        """Return a snapshot for the screen."""
        standing: Standing = "closed" if self._closed else "paused" if self._paused else "on"
        return snapshot(
            Scene(self._round, self._voice, self._floor, self._asking, self._trouble, self._notices),
            self._house,
            standing,
            can_type=self._can_type(),
        )

    def times(self) -> tuple[float, float | None]:
        """Return the seconds elapsed and remaining, pauses not counted."""
        return self._round.elapsed(self._now()), self._round.remaining(self._now())

    # What happened

    def on_event(self, event: object) -> None:
        """Take one event of the sound side, the examiner or the feeder of recordings."""
        # What is counted of the last answer comes after the round is closed, and still belongs into its journal.
        if self._closed and not isinstance(event, heard.FillersCounted | heard.VoiceMeasured):
            if isinstance(event, heard.Interrupted):
                self._parts.mouth.go_on()
            return
        self._voice.listen(event, self._now())
        if isinstance(event, AnswerEvent):
            self._on_answer(event)
        elif isinstance(event, TroubleEvent):
            self._on_trouble(event)
        elif isinstance(event, NoticeEvent):
            self._notices.take(event, self._floor.number)
            if isinstance(event, heard.PatienceAsked) and event.answer == self._floor.number:
                self._happened(journaled.PatienceOffered(event.answer, self._now()))
        elif isinstance(event, translation.Noted):
            self._happened(translation.noted(event))
        else:
            self._on_other(event)

    def _on_other(self, event: object) -> None:
        match event:
            case heard.PlayoutStarted(line, at):
                self._happened(self._voice.began(line, at))
            case heard.EndForeseen(answer, text) if answer == self._floor.number and self._listening():
                self._happened(self._foresight.pause(self._floor.foreseen(text, self._now()), self._now()))
            case heard.WordsSounded():
                self._voice.heard(event)
            case heard.Interrupted(at):
                self._interrupted(at)
            case QuestionForeseen():
                self._question(self._foresight.question(event))
            case heard.PlayoutEnded():
                self._happened(self._voice.ended(event))
                self._next_line()
            case journaled.QuestionProposed(request=request) if self._asking.takes(request):
                self._question(event)
            case AnswersRanOut():
                self._happened(journaled.CandidateLeft(self._now(), "files"))

    def _on_answer(self, event: AnswerEvent) -> None:
        if (answer := self._floor.take(event, self._now())) is not None:
            self._answer_with(answer)
        elif self._floor.ear == "listening":
            self._asking.read_ahead(self._floor.committed, self._round.part)
        elif isinstance(event, heard.TurnEnded):
            self._parts.ear.watch()

    def _interrupted(self, at: float) -> None:
        """Give way to the candidate: they speak over a line, or went on before it could be heard."""
        amid = self._floor.ear == "listening"
        if not self._leaving and (line := self._voice.cut_in_on(at, amid=amid)) is not None:
            self._happened(journaled.CandidateCutIn(line.number, at))
            return
        if self._voice.unheard(at) and not amid:
            self.undo()
        if not (self._listening() or self._paused):
            self._parts.ear.watch()
        self._parts.mouth.go_on()

    def _question(self, proposed: journaled.QuestionProposed | None, *, foreseen: bool = False) -> None:
        if proposed is not None:
            self._notices.say(proposed.fallback)
            self._foreseen = foreseen
            self._happened(replace(proposed, at=self._now()))

    def _answer_with(self, answer: journaled.AnswerGiven) -> None:
        self._happened(answer)
        if self._leaving and not self._closed:
            self._happened(journaled.CandidateLeft(self._now(), "ended"))

    def _on_trouble(self, event: TroubleEvent) -> None:
        wish = self._trouble.take(event)
        if wish == "stop" and not self._paused and (self._floor.ear == "listening" or not self._trouble.deaf):
            self._stop_for_trouble()
        elif wish == "go on" and self._stopped_by_trouble:
            self.resume()

    def _stop_for_trouble(self) -> None:
        self.pause(self._trouble.banner)
        self._stopped_by_trouble = True

    # What follows

    def _happened(self, event: journaled.RoundEvent | None) -> None:
        """Append, then dispatch, where something happened."""
        if event is None:
            return
        self._trouble.keep(event, self._parts.journal)
        for command in self._round.apply(event):
            # Who is leaving wants no further question; the round itself holds its commands while it is paused.
            if not (self._leaving and isinstance(command, commands.Examine)):
                self._carry_out(command)

    def _carry_out(self, command: Command) -> None:
        match command:
            case commands.Say():
                self._voice.add(command, self._now(), foreseen=self._foreseen)
                self._foreseen = False
                self._next_line()
            case commands.Listen(number, after):
                self._listen(number, after)
            case commands.Finish():
                self._parts.ear.end_turn()
            case commands.Examine(brief):
                self._question(self._asking.examine(brief), foreseen=True)
            case commands.Withdraw(request):
                self._asking.withdraw(request)
            case commands.Close(reason):
                self._close("ended" if self._leaving else reason)

    def _next_line(self) -> None:
        if self._voice.next():
            self._parts.ear.watch()

    def _listen(self, number: int, after: int) -> None:
        if number == self._floor.number and self._floor.ear == "listening":
            self._parts.ear.unwatch()
        elif number == self._floor.number and not self._floor.is_given:
            self._reopen()
        else:
            self._floor.open(number, after, self._voice.heard_until)
            path = self._parts.journal.audio_path(number)
            self._parts.ear.open_answer(number, path, self._voice.heard_until)
        if self._trouble.deaf:
            self._stop_for_trouble()

    def _reopen(self) -> None:
        self._floor.reopen(self._now())
        self._parts.ear.reopen_answer()

    def _close(self, reason: journaled.CloseReason) -> None:
        if self._closed:
            return
        self._voice.hush()
        self._happened(journaled.RoundClosed(self._now(), reason))
        self._closed = True
        self._parts.ear.unwatch()
        self._floor.close()
        self._parts.post(RoundFinished(reason))

    def _listening(self) -> bool:
        """Whether the candidate has the floor: the ear is open and no line sounds or waits."""
        open_ = self._floor.ear == "listening" and not (self._paused or self._leaving)
        return open_ and self._voice.saying is None

    def _can_type(self) -> bool:
        """Whether a typed answer would be taken: on the candidate's turn, with or without a microphone."""
        stopped = self._stopped_by_trouble and self._floor.ear == "listening" and not self._leaving
        return self._listening() or (self._paused and stopped and not self._closed)

    def _now(self) -> float:
        return self._parts.clock.now()
