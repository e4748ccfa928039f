"""Knows what of each answer is in words: committed, speculated, tentative; threads and time are left to others."""

from __future__ import annotations

import logging
import time
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from audio.errors import AudioError
from audio.events import InterimTranscript, TranscriptionFailed
from audio.listening.answer_words import AnswerWords, heard
from audio.listening.jobs import Commit, Finish, Preview, Speculate
from audio.listening.tentative import Tentative

if TYPE_CHECKING:
    from pathlib import Path

    from audio.clock import SampleClock
    from audio.events import AudioEvent, Word
    from audio.listening.answer_words import Turn
    from audio.listening.whisper import Recogniser
    from audio.listening.windows import Window

RATE = 16000
# Looks at what is being said may take this share of one core: after one that took long, the next one waits.
SHARE = 0.25

Work = Commit | Finish | Speculate | Preview

log = logging.getLogger(__name__)


@dataclass(slots=True)
class Spent:
    """CPU seconds of the process while each kind of text was made, other threads' work of that time included."""

    committed: float = 0.0
    interim: float = 0.0
    idle: float = 0.0


@dataclass(frozen=True, slots=True)
class Task:
    """Windows to put into words; `quick` ones are for the screen only."""

    windows: tuple[Window, ...]
    prompt: str = ""
    quick: bool = False


@dataclass(slots=True)
class Outcome:
    """The words of each window of a task, as far as it got."""

    words: list[list[Word]] = field(default_factory=list)
    error: Exception | None = None
    cpu: float = 0.0


@dataclass(slots=True, eq=False)
class _Piece:
    """A window and its words, `None` until they are known; `cpu` is what a speculation paid for them."""

    window: Window
    words: list[Word] | None = None
    cpu: float = 0.0

    def same(self, window: Window) -> bool:
        """Return whether a window holds the same speech, whatever silence follows it."""
        return self.window.start == window.start and self.window.spoken == window.spoken


@dataclass(slots=True)
class _Answer:
    """One answer in work; `waiting` holds pieces on their way into the committed text."""

    said: AnswerWords
    version: int = 0
    closed: bool = False
    silent: bool = False
    waiting: list[_Piece] = field(default_factory=list)
    speculation: _Piece | None = None
    tail: _Piece | None = None
    tentative: Tentative = field(default_factory=Tentative)
    look_again: float = 0.0
    """Where in the recording the next look at what is being said is due."""

    def unknown(self) -> list[_Piece]:
        """Return the pieces that firm text still lacks."""
        pieces = (*self.waiting, self.tail) if self.tail else self.waiting
        return [piece for piece in pieces if piece.words is None]

    def firm(self, window: Window) -> _Piece:
        """Return a window as a piece of firm text, with the words of the speculation if it is the same."""
        speculation = self.speculation
        if speculation is not None and speculation.same(window):
            return speculation
        return _Piece(window)


class Scribe:
    """Turns each piece of work into a task, and its outcome into text; not thread-safe by itself."""

    def __init__(self, prompt: str = "") -> None:
        self.prompt = prompt
        self.spent = Spent()
        self._answers: dict[int, _Answer] = {}

    def open(self, number: int, clock: SampleClock, audio: Path | None) -> None:
        """Begin an answer, and forget those that are closed."""
        self._answers = {each: answer for each, answer in self._answers.items() if not answer.closed}
        self._answers[number] = _Answer(AnswerWords(clock, audio))

    def nobody_speaks(self) -> bool:
        """Return whether every answer so far is over."""
        return all(answer.closed for answer in self._answers.values())

    def commit(self, number: int, window: Window) -> None:
        """Note a window whose words will not change any more."""
        if answer := self._answers.get(number):
            answer.waiting.append(answer.firm(window))
            if answer.speculation is answer.waiting[-1]:
                answer.speculation = None

    def speculate(self, number: int, tail: Window | None) -> bool:
        """Note that a silence began; return whether its tail is worth putting into words."""
        answer = self._answers.get(number)
        if answer is None or answer.closed:
            return False
        answer.silent = True
        if tail is None or (answer.speculation is not None and answer.speculation.same(tail)):
            return False
        answer.speculation = _Piece(tail)
        return True

    def discard(self, number: int) -> None:
        """Note that the candidate speaks on: what was speculated stays on the screen and nowhere else."""
        if answer := self._answers.get(number):
            answer.silent = False
            answer.speculation = None

    def finish(self, turn: Turn, tail: Window | None) -> Finish:
        """Note that the turn is over, and return the work that is left."""
        answer = self._answers[turn.answer]
        answer.tail = answer.firm(tail) if tail else None
        return Finish(turn, answer.version)

    def reopen(self, number: int) -> None:
        """Take the end of an answer back."""
        answer = self._answers[number]
        answer.version += 1
        answer.closed = answer.silent = False
        answer.tail = answer.speculation = None

    def text(self, number: int) -> str | None:
        """Return all words up to the silence that lasts now, or nothing while they are not known."""
        answer = self._answers.get(number)
        if answer is None or answer.unknown() or not (answer.silent or answer.closed or answer.tail):
            return None
        last = answer.tail or answer.speculation
        if last is not None and last.words is None:
            return None
        pieces = (*answer.waiting, last) if last else answer.waiting
        words = (*answer.said.words, *(word for piece in pieces for word in piece.words or ()))
        return " ".join(word.text for word in words)

    def task(self, work: Work) -> Task | None:
        """Return what is to be put into words for it; nothing when it is overtaken by events."""
        answer = self._answers.get(work.answer)
        if answer is None:
            return None
        match work:
            case Commit():
                return Task(tuple(piece.window for piece in answer.unknown()), self.prompt)
            case Finish(_, version):
                if answer.version != version:
                    return None
                return Task(tuple(piece.window for piece in answer.unknown()), self.prompt)
            case Speculate(_, tail):
                wanted = [answer.speculation, *answer.waiting]
                if not any(piece and piece.window is tail and piece.words is None for piece in wanted):
                    return None
                return Task((tail,), self.prompt)
            case Preview(_, tail):
                if answer.closed or answer.silent or answer.waiting or tail.start < answer.tentative.begin:
                    return None
                if _end(tail) < answer.look_again:
                    return None
                return Task((answer.tentative.part(tail),), self.prompt, quick=True)

    def settle(self, work: Work, task: Task, outcome: Outcome) -> list[AudioEvent]:
        """Take what came of a task; return what is to be posted."""
        answer = self._answers.get(work.answer)
        if answer is None:
            return []
        match work:
            case Commit(number):
                self._take(answer, task, outcome)
                # A window that fails waits for the end of the turn: its sound is kept, and it is tried again.
                return [] if outcome.error else [self._interim(number, answer)]
            case Finish():
                self._take(answer, task, outcome)
                return self._finished(answer, work, outcome)
            case Speculate(number, tail):
                return self._speculated(number, answer, tail, outcome)
            case Preview(number, tail):
                self.spent.interim += outcome.cpu
                answer.look_again = _end(tail) + outcome.cpu / SHARE
                if outcome.error or tail.start < answer.tentative.begin or answer.silent:
                    return []
                answer.tentative.look(tail, outcome.words[0])
                return [self._interim(number, answer)]

    def _take(self, answer: _Answer, task: Task, outcome: Outcome) -> None:
        """Move what is known of the waiting pieces into the committed text."""
        self.spent.committed += outcome.cpu
        for piece in answer.unknown():
            for window, words in zip(task.windows, outcome.words, strict=False):
                if piece.window is window:
                    piece.words = words
        while answer.waiting and answer.waiting[0].words is not None:
            piece = answer.waiting.pop(0)
            answer.said.words += piece.words or ()
            answer.tentative.commit(piece.window.start + len(piece.window.samples))
            self._pay(piece)

    def _finished(self, answer: _Answer, work: Finish, outcome: Outcome) -> list[AudioEvent]:
        if answer.version != work.version:
            return []
        answer.closed = True
        if outcome.error is not None:
            return [TranscriptionFailed(work.answer, _sentence(outcome.error), answer.said.audio)]
        words = answer.tail.words or [] if answer.tail else []
        if answer.tail is not None:
            self._pay(answer.tail)
        return [answer.said.utterance(work.turn, words)]

    def _speculated(self, number: int, answer: _Answer, tail: Window, outcome: Outcome) -> list[AudioEvent]:
        self.spent.interim += outcome.cpu
        if outcome.error is not None:
            answer.speculation = None
            return []
        for piece in (answer.speculation, answer.tail, *answer.waiting):
            if piece is not None and piece.window is tail:
                piece.words, piece.cpu = outcome.words[0], outcome.cpu
        if answer.closed or tail.start < answer.tentative.begin:
            return []
        answer.tentative.settle(tail, outcome.words[0])
        return [self._interim(number, answer)]

    def _pay(self, piece: _Piece) -> None:
        """Book what was speculated and became text as the price of that text."""
        self.spent.committed += piece.cpu
        self.spent.interim -= piece.cpu
        piece.cpu = 0.0

    def _interim(self, number: int, answer: _Answer) -> InterimTranscript:
        return InterimTranscript(number, answer.said.text(), answer.tentative.text())


def done(recogniser: Recogniser | None, task: Task) -> Outcome:
    """Put the windows of a task into words; what went wrong lies in the outcome."""
    outcome = Outcome()
    before = time.process_time()
    try:
        for window in task.windows:
            if recogniser is None:
                raise AudioError("there is no speech model")
            outcome.words.append(heard(recogniser, window, RATE, task.prompt, quick=task.quick))
    except Exception as error:
        log.exception("a stretch of speech could not be put into words")
        outcome.error = error
    outcome.cpu = time.process_time() - before
    return outcome


def _end(window: Window) -> float:
    return (window.start + len(window.samples)) / RATE


def _sentence(error: Exception) -> str:
    return f"This answer could not be put into words ({error}); its recording is kept and can be played."
