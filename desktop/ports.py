"""What the conductor conducts: an ear, a mouth, a brain and a journal, live or fed from files."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from audio.clock import Clock
    from audio.speaking.voices import Voice
    from interviewer.events import CloseReason, LineSpoken, PanelCutIn, QuestionProposed, RoundEvent
    from interviewer.examiner.examiner import Brief
    from interviewer.examiner.move import PartName
    from interviewer.round.commands import Command
    from interviewer.transcript import Turn


class Course(Protocol):
    """What decides how it goes on: a whole round, or one line of it answered anew."""

    @property
    def part(self) -> PartName:
        """Which part is on."""

    @property
    def turns(self) -> tuple[Turn, ...]:
        """Everything said so far, oldest first."""

    @property
    def last_line(self) -> LineSpoken | None:
        """The line the panel spoke last."""

    def elapsed(self, at: float) -> float:
        """Return the seconds so far, pauses left out."""

    def remaining(self, at: float) -> float | None:
        """Return the seconds left; None where nothing runs out."""

    def apply(self, event: RoundEvent) -> tuple[Command, ...]:
        """Take in what happened and return what to do now."""

    def cuts_in(self, number: int, opened: float, at: float) -> PanelCutIn | None:
        """Return the panel's cutting in on the open answer, where it would at this pause."""

    def foresee(self, *events: RoundEvent) -> tuple[Command, ...]:
        """Return what these events would lead to."""


class Ear(Protocol):
    """Hears the candidate: answers with `TurnEnded`, then `Utterance` or `TranscriptionFailed`."""

    def open_answer(self, number: int, path: Path, since: float) -> None:
        """Record answer `number` into `path` from session time `since` on, and listen for its end."""

    def end_turn(self) -> None:
        """The candidate said they are done."""

    def reopen_answer(self) -> None:
        """They were not: the same answer goes on."""

    def watch(self) -> None:
        """The panel has the floor: an answer that is open waits, and who cuts in is told as `Interrupted`."""

    def unwatch(self) -> None:
        """The panel is silent: an open answer goes on."""

    def pause(self) -> None:
        """Hear nothing until resumed."""

    def resume(self) -> None:
        """Hear again."""


class Mouth(Protocol):
    """Speaks the panel's lines: answers with `PlayoutStarted` and `PlayoutEnded`."""

    def say(self, line: int, text: str, voice: Voice, path: Path) -> None:
        """Speak a line and keep what was spoken at `path`."""

    def prepare(self, text: str, voice: Voice) -> None:
        """Render a line that may have to be said soon; only the newest is worth it."""

    def stop(self) -> None:
        """Fall silent."""

    def hold(self) -> None:
        """Fall silent in the midst of a line and keep the place: answers with `PlayoutHeld` if one sounded."""

    def go_on(self) -> None:
        """Go on after `hold`: answers with `PlayoutWentOn` if a line was held."""


class Brain(Protocol):
    """Finds the next question: answers with `QuestionProposed`."""

    def examine(self, brief: Brief) -> None:
        """Begin to look for a question."""

    def foresee(self, brief: Brief, ticket: int) -> None:
        """Look for the question that may be wanted soon: answers with `QuestionForeseen`."""

    def withdraw(self, request: int) -> None:
        """The answer to this request is no longer wanted."""

    def read_ahead(self, committed: str, part: PartName) -> None:
        """Read the words of an answer that are firm while it goes on."""


class Journal(Protocol):
    """The session folder, as far as the conductor needs it."""

    def append(self, event: RoundEvent) -> None:
        """Write one event to disk before anything follows from it."""

    def audio_path(self, number: int) -> Path:
        """Where the recording of an answer goes."""

    def panel_path(self, number: int) -> Path:
        """Where the sound of a line goes."""


@dataclass(frozen=True, slots=True)
class QuestionForeseen:
    """A question that was looked for ahead; `ticket` says for which answer."""

    ticket: int
    proposed: QuestionProposed


@dataclass(frozen=True, slots=True)
class AnswersRanOut:
    """A round fed from files has no recording left for the next answer."""


@dataclass(frozen=True, slots=True)
class RoundFinished:
    """The round is closed and everything about it is on disk."""

    reason: CloseReason


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
