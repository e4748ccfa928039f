"""Carries a round: translates what was heard into the journal's events, and the round's commands into sound."""

from __future__ import annotations

import logging
from dataclasses import dataclass
from typing import TYPE_CHECKING

from audio import events as heard
from desktop.ports import AnswersRanOut, RoundFinished
from desktop.room_view import Phase, RoomView
from interviewer import events as journaled
from interviewer.round import commands

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from audio.clock import Clock
    from audio.speaking.voices import Voice
    from desktop.ports import Brain, Ear, Journal, Mouth
    from interviewer.round.commands import Command, Say
    from interviewer.round.round import Round

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Parts:
    """Everything a conductor moves, live or fed from files."""

    ear: Ear
    mouth: Mouth
    brain: Brain
    journal: Journal
    clock: Clock
    post: Callable[[object], None]
    voice_of: Callable[[str], Voice]


class Conductor:
    """Feed it every event in order, on one thread; it journals, applies, and carries out what follows."""

    def __init__(self, round_: Round, parts: Parts, *, sealed: bool, engine: str) -> None:
        self._round = round_
        self._parts = parts
        self._sealed = sealed
        self._engine = engine
        self._saying: Say | None = None
        self._said_from: float | None = None
        self._withdrawn: dict[int, Say] = {}
        self._again: Say | None = None
        self._heard_until = 0.0
        self._after = 0
        self._answer = 0
        self._hearing: Phase | None = None
        self._answered: set[int] = set()
        self._deferred: list[Command] = []
        self._paused = False
        self._lost: dict[str, str] = {}
        self._wanted: int | None = None
        self._reopened_at = float("-inf")
        self._leaving: journaled.CloseReason | None = None
        self._committed = ""
        self._tentative = ""
        self._can_undo = False
        self._notice = ""
        self._broken = ""
        self._closed = False

    # What the candidate does

    def begin(self, opened: journaled.RoundOpened) -> None:
        """Open the round."""
        self._happened(opened)

    def done(self) -> None:
        """Take "I'm done" for the running answer."""
        if self._hearing == "listening" and not self._paused:
            self._parts.ear.end_turn()

    def undo(self) -> None:
        """Take the last "I'm done" back: what followed from it is withdrawn and the answer goes on."""
        if not self._can_undo or self._paused or self._leaving:
            return
        self._can_undo = False
        if self._saying is not None:
            self._withdrawn[self._saying.number] = self._saying
            self._saying = None
            self._parts.mouth.stop()
        if self._answer in self._answered:
            self._answered.discard(self._answer)
            self._happened(journaled.AnswerReopened(self._answer, self._parts.clock.now()))
        else:
            self._reopen()

    def ask(self, what: str) -> None:
        """Ask for the last line again ("repeat"), in other words ("rephrase") or for a "hint"."""
        if self._hearing != "listening" or self._paused:
            return
        match what:
            case "repeat" | "rephrase" | "hint":
                self._happened(journaled.HelpAsked(self._parts.clock.now(), what))

    def type_answer(self, text: str) -> None:
        """Take a typed answer instead of a spoken one; what was spoken so far stays in the recording."""
        if self._hearing != "listening" or self._paused or not text.strip():
            return
        number, now = self._answer, self._parts.clock.now()
        self._answered.add(number)
        self._hearing = None
        self._parts.ear.end_turn()
        self._happened(
            journaled.AnswerGiven(
                number=number,
                after=self._after,
                text=text.strip(),
                words=(),
                stretches=(),
                opened=self._heard_until,
                ended=now,
                reason="typed",
                audio=_name("audio", self._parts.journal.audio_path(number)),
                typed=True,
            )
        )

    def pause(self, sentence: str = "You paused the round.") -> None:
        """Stop the clock, the panel and the microphone."""
        if self._paused or self._closed:
            return
        self._paused = True
        self._happened(journaled.RoundPaused(self._parts.clock.now(), sentence))
        self._parts.ear.pause()
        if self._saying is not None:
            self._again = self._saying
            self._withdrawn[self._saying.number] = self._saying
            self._saying = None
            self._parts.mouth.stop()

    def resume(self) -> None:
        """Go on where the pause began; a line that was cut off is said again."""
        if not self._paused or self._lost:
            return
        self._paused = False
        self._happened(journaled.RoundResumed(self._parts.clock.now()))
        self._parts.ear.resume()
        self._broken = ""
        self._say_again()
        deferred, self._deferred = self._deferred, []
        for command in deferred:
            self._carry_out(command)

    def _say_again(self) -> None:
        """Say the line a pause cut off, once its cut end has been heard of."""
        if self._again is not None and not self._paused and self._again.number not in self._withdrawn:
            again, self._again = self._again, None
            self._carry_out(again)

    def end(self) -> None:
        """End the round; a running answer is finished first, so that nothing said is lost."""
        if self._closed or self._leaving:
            return
        if self._paused:
            self._paused = False
            self._again = None
            self._deferred = []
            self._parts.ear.resume()
        if self._hearing == "listening":
            self._leaving = "ended"
            self._parts.ear.end_turn()
        elif self._hearing == "transcribing":
            self._leaving = "ended"
        else:
            if self._saying is not None:
                self._withdrawn[self._saying.number] = self._saying
                self._saying = None
                self._parts.mouth.stop()
            self._happened(journaled.CandidateLeft(self._parts.clock.now(), "ended"))

    # What is shown

    def view(self) -> RoomView:
        """Return a snapshot for the screen."""
        round_ = self._round
        line = self._saying or round_.last_line
        return RoomView(
            phase=self._phase(),
            seats=tuple(member.name for member in round_.panel),
            speaking=self._saying.speaker if self._saying and self._said_from is not None else "",
            line=line.text if line else "",
            quote=line.quote if line else "",
            turns=round_.turns,
            committed=self._committed,
            tentative=self._tentative,
            can_undo=self._can_undo and not self._paused and not self._closed,
            banner=self._broken or next(iter(self._lost.values()), ""),
            notice=self._notice,
            engine=self._engine,
            sealed=self._sealed,
        )

    def times(self) -> tuple[float, float]:
        """Return the seconds elapsed and remaining, pauses not counted."""
        now = self._parts.clock.now()
        return self._round.elapsed(now), self._round.remaining(now)

    def _phase(self) -> Phase:
        if self._closed:
            return "closed"
        if self._paused:
            return "paused"
        if self._saying is not None:
            return "speaking" if self._said_from is not None else "preparing"
        return self._hearing or "thinking"

    # What happens

    def on_event(self, event: object) -> None:
        """Take one event of the sound side, the examiner or the feeder of recordings."""
        if self._closed:
            return
        match event:
            case heard.PlayoutStarted() | heard.PlayoutEnded() | heard.VoiceFailed() | heard.VoiceFellBack():
                self._on_speaking(event)
            case heard.InterimTranscript() | heard.TurnEnded() | heard.Utterance() | heard.TranscriptionFailed():
                self._on_listening(event)
            case heard.DeviceLost() | heard.DeviceFound() | heard.RecordingFailed():
                self._on_trouble(event)
            case journaled.QuestionProposed(request=request) if request == self._wanted:
                self._wanted = None
                self._notice = event.fallback
                self._happened(event)
            case AnswersRanOut():
                self._happened(journaled.CandidateLeft(self._parts.clock.now(), "files"))

    def _on_speaking(
        self, event: heard.PlayoutStarted | heard.PlayoutEnded | heard.VoiceFailed | heard.VoiceFellBack
    ) -> None:
        match event:
            case heard.PlayoutStarted(line, at):
                if self._saying is not None and self._saying.number == line:
                    self._said_from = at
            case heard.PlayoutEnded():
                self._line_ended(event)
            case heard.VoiceFailed(_, sentence) | heard.VoiceFellBack(_, _, sentence):
                self._notice = sentence

    def _line_ended(self, event: heard.PlayoutEnded) -> None:
        say = self._saying
        if say is None or say.number != event.line:
            # A line cut off by a pause or an undo: nothing follows from its end.
            self._withdrawn.pop(event.line, None)
            self._say_again()
            return
        start = self._said_from if self._said_from is not None else event.at
        self._saying, self._said_from = None, None
        self._heard_until = event.at
        path = self._parts.journal.panel_path(say.number)
        self._happened(
            journaled.LineSpoken(
                number=say.number,
                speaker=say.speaker,
                kind=say.kind,
                text=say.text,
                quote=say.quote,
                about=say.about,
                move=say.move,
                engine=say.engine,
                start=start,
                end=event.at,
                audio=_name("panel", path) if path.exists() else "",
                interrupted=event.interrupted,
            )
        )

    def _on_listening(
        self, event: heard.InterimTranscript | heard.TurnEnded | heard.Utterance | heard.TranscriptionFailed
    ) -> None:
        if event.answer != self._answer or event.answer in self._answered:
            return
        match event:
            case heard.InterimTranscript(_, committed, tentative):
                self._committed, self._tentative = committed, tentative
            case heard.TurnEnded(_, at, reason) if at > self._reopened_at:
                self._hearing = "transcribing"
                self._can_undo = reason in ("done", "silence")
            case heard.Utterance() if event.ended > self._reopened_at:
                self._answered_by(_answer_from(event, self._after))
            case heard.TranscriptionFailed(number, sentence, audio):
                self._notice = sentence
                now = self._parts.clock.now()
                self._answered_by(
                    journaled.AnswerGiven(
                        number=number,
                        after=self._after,
                        text="",
                        words=(),
                        stretches=(),
                        opened=self._heard_until,
                        ended=now,
                        reason="done",
                        audio=_name("audio", audio) if audio else "",
                        typed=False,
                    )
                )

    def _answered_by(self, answer: journaled.AnswerGiven) -> None:
        self._answered.add(answer.number)
        self._hearing = None
        self._committed, self._tentative = "", ""
        if self._leaving is None:
            self._happened(answer)
            return
        # The answer is kept, but nothing may follow from it any more.
        self._parts.journal.append(answer)
        for command in self._round.apply(answer):
            if isinstance(command, commands.Examine):
                self._parts.brain.withdraw(command.brief.request)
        self._happened(journaled.CandidateLeft(self._parts.clock.now(), self._leaving))

    def _on_trouble(self, event: heard.DeviceLost | heard.DeviceFound | heard.RecordingFailed) -> None:
        match event:
            case heard.DeviceLost(_, kind, sentence):
                self._lost[kind] = sentence
                if kind == "input" and self._hearing == "listening":
                    self.pause(sentence)
            case heard.DeviceFound(_, kind):
                self._lost.pop(kind, None)
                if kind == "input" and self._paused and not self._lost:
                    self.resume()
            case heard.RecordingFailed(_, sentence):
                self._broken = sentence
                self.pause(sentence)

    def _happened(self, event: journaled.RoundEvent) -> None:
        """Append, then dispatch: nothing follows from an event that is not on disk."""
        self._parts.journal.append(event)
        for command in self._round.apply(event):
            if self._paused:
                self._deferred.append(command)
            else:
                self._carry_out(command)

    def _carry_out(self, command: Command) -> None:
        match command:
            case commands.Say():
                self._saying, self._said_from = command, None
                self._hearing = None
                self._parts.mouth.say(
                    command.number,
                    command.text,
                    self._parts.voice_of(command.speaker),
                    self._parts.journal.panel_path(command.number),
                )
            case commands.Listen(number, after):
                self._listen(number, after)
            case commands.Examine(brief):
                self._hearing = "thinking"
                self._wanted = brief.request
                self._parts.brain.examine(brief)
            case commands.Withdraw(request):
                self._wanted = None
                self._parts.brain.withdraw(request)
            case commands.Close(reason):
                self._close(reason)

    def _listen(self, number: int, after: int) -> None:
        self._after = after
        if number == self._answer and self._answer not in self._answered:
            self._reopen()
            return
        self._answer = number
        self._can_undo = False
        self._committed, self._tentative = "", ""
        self._hearing = "listening"
        self._parts.ear.open_answer(number, self._parts.journal.audio_path(number), self._heard_until)

    def _reopen(self) -> None:
        self._hearing = "listening"
        # What was decided about the answer before this moment no longer holds.
        self._reopened_at = self._parts.clock.now()
        self._parts.ear.reopen_answer()

    def _close(self, reason: journaled.CloseReason) -> None:
        if self._closed:
            return
        self._parts.journal.append(journaled.RoundClosed(self._parts.clock.now(), reason))
        self._round.apply(journaled.RoundClosed(self._parts.clock.now(), reason))
        self._closed = True
        self._hearing = None
        self._parts.post(RoundFinished(reason))


def _name(folder: str, path: Path) -> str:
    return f"{folder}/{path.stem}"


def _answer_from(event: heard.Utterance, after: int) -> journaled.AnswerGiven:
    """Translate what was heard into the round's own words: the two packages are strangers."""
    return journaled.AnswerGiven(
        number=event.answer,
        after=after,
        text=event.text,
        words=tuple(journaled.Word(w.text, w.start, w.end, w.probability) for w in event.words),
        stretches=tuple(journaled.Stretch(s.start, s.end) for s in event.stretches),
        opened=event.opened,
        ended=event.ended,
        reason=event.reason,
        audio=_name("audio", event.audio) if event.audio else "",
        typed=False,
    )
