"""One dictation from the first key to its words."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from audio import events as heard
from desktop.screens.dictation_words import Live
from desktop.transcripts import Transcript, in_lines

if TYPE_CHECKING:
    from audio.events import Utterance


class Dictating:
    """Pure: fed what is heard, it says what to show. Its answers count down from -1, as a round's count up from 1."""

    def __init__(self) -> None:
        self.live = Live()
        self.number = 0
        self.id = ""
        self._opened = 0.0

    def begin(self, id_: str, now: float) -> int:
        """Begin a dictation; return the number of its answer."""
        self.number -= 1
        self.id = id_
        self._opened = now
        self.live = Live("listening")
        return self.number

    def measure(self, at: float) -> None:
        """Take a time at which sound came in: the clock stands still while the microphone is gone."""
        if self.live.phase == "listening":
            self.live = replace(self.live, seconds=max(0.0, at - self._opened))

    def take(self, event: object) -> bool:
        """Take what is heard; return whether it was about a dictation, this one or an earlier one."""
        match event:
            case heard.InterimTranscript(answer, committed, tentative) if self._mine(answer):
                if self.live.phase != "idle":
                    self.live = replace(self.live, committed=committed, tentative=tentative)
            case heard.TurnEnded(answer) if self._mine(answer):
                self.live = replace(self.live, phase="transcribing")
            case heard.RecordingFailed(answer, sentence) if self._mine(answer):
                self.live = replace(self.live, banner=sentence)
            case heard.Utterance() if self._mine(event.answer):
                self.live = Live(banner=self.live.banner)
            case heard.TranscriptionFailed(answer, sentence) if self._mine(answer):
                self.live = Live(banner=sentence)
            case _:
                return getattr(event, "answer", 0) < 0
        return True

    def _mine(self, answer: int) -> bool:
        return answer < 0 and answer == self.number


def transcript(utterance: Utterance, file: str, model: tuple[str, str]) -> Transcript:
    """Make a transcript of what was dictated, in seconds of its recording."""
    opened = utterance.opened
    words = [replace(word, start=word.start - opened, end=word.end - opened) for word in utterance.words]
    return Transcript(file, *model, duration=utterance.ended - opened, segments=in_lines(words))
