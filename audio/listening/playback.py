"""Feeds a sound file through the listening side as if it had just been spoken, without threads or waiting."""

from __future__ import annotations

import logging
from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from audio import sound_file
from audio.clock import SampleClock
from audio.events import InterimTranscript, SpeechEnded, SpeechStarted, TranscriptionFailed, TurnEnded
from audio.listening.answer_words import AnswerWords, Turn, heard
from audio.listening.endpoint import FILE
from audio.listening.hearing import Hearing
from audio.listening.recorder import Recorder
from audio.listening.vad import RATE, Vad

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from audio.clock import ManualClock
    from audio.events import AudioEvent, Word
    from audio.listening.whisper import Recogniser
    from audio.listening.windows import Window

Samples = NDArray[np.int16]
# The recorder takes a long block for a disk that cannot keep up: a talk is written ten seconds at a time.
BLOCK = 10 * RATE

log = logging.getLogger(__name__)


class Playback:
    """Answers from files: each file is exactly one turn, and moves the clock by its length."""

    def __init__(
        self, recogniser: Recogniser, post: Callable[[AudioEvent], None], clock: ManualClock, prompt: str = ""
    ) -> None:
        self._recogniser = recogniser
        self._post = post
        self._clock = clock
        self._prompt = prompt
        self._recorder = Recorder(post, threaded=False)

    def answer(self, number: int, source: Path | Samples, recording: Path, since: float) -> None:
        """Speak a file, or samples of one, as answer `number` from `since` on; an unreadable file raises."""
        samples = source if isinstance(source, np.ndarray) else sound_file.read(source, RATE)
        self._record(number, samples, recording)
        answer = AnswerWords(SampleClock(since, RATE), recording)
        hearing = Hearing(Vad(), FILE)
        try:
            for found in hearing.push(samples):
                self._follow(number, answer, found)
            tail = hearing.tail()
            words = heard(self._recogniser, tail, RATE, self._prompt) if tail else []
        except Exception as error:
            log.exception("answer %d could not be transcribed", number)
            self._end(number, since, samples)
            self._post(TranscriptionFailed(number, _sentence(error), recording))
            return
        ended = self._end(number, since, samples)
        self._post(answer.utterance(Turn(number, hearing.stretches(), ended, "file"), words))

    def _record(self, number: int, samples: Samples, recording: Path) -> None:
        self._recorder.open(number, recording)
        for start in range(0, len(samples), BLOCK):
            self._recorder.write(samples[start : start + BLOCK])
        self._recorder.finish()

    def _follow(self, number: int, answer: AnswerWords, found: SpeechStarted | SpeechEnded | Window) -> None:
        match found:
            case SpeechStarted(at) | SpeechEnded(at):
                self._clock.move_to(answer.clock.anchor + at)
                self._post(replace(found, at=answer.clock.anchor + at))
            case window:
                words: list[Word] = heard(self._recogniser, window, RATE, self._prompt)
                answer.words += words
                self._post(InterimTranscript(number, answer.text(), ""))

    def _end(self, number: int, since: float, samples: Samples) -> float:
        ended = since + len(samples) / RATE
        self._clock.move_to(ended)
        self._post(TurnEnded(number, ended, "file"))
        return ended


def _sentence(error: Exception) -> str:
    return f"This answer could not be put into words ({error}); its recording is kept and can be played."
