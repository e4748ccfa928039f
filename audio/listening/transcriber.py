"""Puts answers into words on its own thread, window by window while the candidate still speaks."""

from __future__ import annotations

import logging
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from audio.errors import AudioError
from audio.events import InterimTranscript, SpeechModelFailed, SpeechModelLoaded, TranscriptionFailed
from audio.listening.answer_words import AnswerWords, heard
from audio.worker import Worker

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from audio.clock import SampleClock
    from audio.events import AudioEvent, Word
    from audio.listening.answer_words import Turn
    from audio.listening.whisper import Recogniser
    from audio.listening.windows import Window

RATE = 16000

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class _Load:
    """The first item: the model is loaded where it is used."""


@dataclass(frozen=True, slots=True)
class _Commit:
    """A window that will not change any more."""

    answer: int
    window: Window


@dataclass(frozen=True, slots=True)
class _Finish:
    """The turn is over, unless it was taken back since."""

    turn: Turn
    tail: Window | None
    version: int


@dataclass(slots=True)
class _Answer:
    """One answer in work; `waiting` holds windows that could not be put into words yet."""

    said: AnswerWords
    version: int = 0
    posted: bool = False
    waiting: list[Window] = field(default_factory=list)


class Transcriber:
    """Takes windows from the listener; posts interim text, and the utterance when the turn is over."""

    def __init__(
        self, load: Callable[[], Recogniser], post: Callable[[AudioEvent], None], prompt: str = ""
    ) -> None:
        self._load = load
        self._post = post
        self._prompt = prompt
        self._recogniser: Recogniser | None = None
        self._answers: dict[int, _Answer] = {}
        self._worker: Worker[_Load | _Commit | _Finish] = Worker("transcriber", self._handle, self._failed)
        self._worker.submit(_Load())

    def open(self, answer: int, clock: SampleClock, audio: Path) -> None:
        """Begin an answer."""
        for number, earlier in list(self._answers.items()):
            if earlier.posted:
                del self._answers[number]
        self._answers[answer] = _Answer(AnswerWords(clock, audio))

    def commit(self, answer: int, window: Window) -> None:
        """Take a window of an answer that still goes on."""
        self._worker.submit(_Commit(answer, window))

    def finish(self, turn: Turn, tail: Window | None) -> None:
        """Take the rest of an answer; its utterance follows."""
        self._worker.submit(_Finish(turn, tail, self._answers[turn.answer].version))

    def reopen(self, answer: int) -> None:
        """Take the end back: no utterance comes of it unless it is posted already, and the text goes on."""
        reopened = self._answers[answer]
        reopened.version += 1
        reopened.posted = False

    def close(self, timeout: float = 10.0) -> bool:
        """Finish what is queued and end the thread."""
        return self._worker.close(timeout)

    def _handle(self, item: _Load | _Commit | _Finish) -> None:
        match item:
            case _Load():
                self._load_model()
            case _Commit(answer, window):
                self._commit(answer, window)
            case _Finish():
                self._finish(item)

    def _load_model(self) -> None:
        try:
            self._recogniser = loaded = self._load()
        except AudioError as error:
            log.warning("no speech model: %s", error)
            self._post(SpeechModelFailed(str(error)))
        except Exception:
            log.exception("the speech model could not be loaded")
            self._post(SpeechModelFailed("The speech model could not be loaded; choose another one."))
        else:
            self._post(SpeechModelLoaded(loaded.name, loaded.digest, loaded.device))

    def _commit(self, number: int, window: Window) -> None:
        answer = self._answers.get(number)
        if answer is None:
            return
        answer.waiting.append(window)
        if self._recogniser is None:
            return
        # A window that fails waits for the end of the turn: its sound is kept, and it is tried once more.
        self._work_off(answer)
        self._post(InterimTranscript(number, answer.said.text(), ""))

    def _work_off(self, answer: _Answer) -> None:
        while answer.waiting:
            answer.said.words += self._heard(answer.waiting[0])
            answer.waiting.pop(0)

    def _finish(self, item: _Finish) -> None:
        number = item.turn.answer
        answer = self._answers.get(number)
        if answer is None or answer.version != item.version:
            return
        try:
            self._work_off(answer)
            tail = self._heard(item.tail) if item.tail else []
        except Exception as error:
            log.exception("answer %d could not be put into words", number)
            self._post(TranscriptionFailed(number, _sentence(error), answer.said.audio))
            return
        if answer.version == item.version:
            answer.posted = True
            self._post(answer.said.utterance(item.turn, tail))

    def _heard(self, window: Window) -> list[Word]:
        if self._recogniser is None:
            raise AudioError("there is no speech model")
        return heard(self._recogniser, window, RATE, self._prompt)

    def _failed(self, error: Exception) -> None:
        """Nothing to tell: what was not put into words is tried again when the turn is over."""


def _sentence(error: Exception) -> str:
    return f"This answer could not be put into words ({error}); its recording is kept and can be played."
