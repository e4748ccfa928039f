"""The candidate's answer under way: which one it is, whether it is still open, and what it became."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from audio import events as heard
from desktop import translation

if TYPE_CHECKING:
    from pathlib import Path

    from interviewer.events import AnswerGiven

AnswerEvent = heard.InterimTranscript | heard.TurnEnded | heard.Utterance | heard.TranscriptionFailed


class Floor:
    """Pure: told what the ear was asked and what it heard; each answer comes out of it once, unless reopened."""

    def __init__(self) -> None:
        self.number = 0
        self.ear: Literal["listening", "transcribing"] | None = None
        """What the ear is doing for this answer."""
        self.can_undo = False
        """Whether its end may still be taken back."""
        self.committed, self.tentative = "", ""
        self.notice = ""
        self._after = 0
        self._since = 0.0
        self._given = True
        self._reopened_at = float("-inf")

    @property
    def is_given(self) -> bool:
        """Whether the answer has come out."""
        return self._given

    def open(self, number: int, after: int, since: float) -> None:
        """Begin an answer; `since` is sample 0 of its recording."""
        self.number, self._after, self._since = number, after, since
        self.ear = "listening"
        self.can_undo = self._given = False
        self.committed, self.tentative = "", ""

    def take_back(self) -> bool:
        """Take its end back; return whether the answer had come out already."""
        given, self._given = self._given, False
        self.can_undo = False
        self.ear = None
        return given

    def reopen(self, at: float) -> None:
        """Go on with it: what was decided about it before this moment no longer holds."""
        self.ear = "listening"
        self.can_undo = self._given = False
        self._reopened_at = at

    def take(self, event: AnswerEvent, now: float) -> AnswerGiven | None:
        """Take what was heard of it; return the answer when it is whole."""
        if event.answer != self.number or self._given:
            return None
        match event:
            case heard.InterimTranscript(_, committed, tentative):
                self.committed, self.tentative = committed, tentative
            case heard.TurnEnded(_, at, reason) if at > self._reopened_at:
                self.ear = "transcribing"
                self.can_undo = reason in ("done", "silence")
            case heard.Utterance() if event.ended > self._reopened_at:
                return self._give(translation.spoken_answer(event, self._after))
            case heard.TranscriptionFailed(number, sentence, audio):
                self.notice = sentence
                return self._give(translation.wordless_answer(number, self._after, self._since, now, audio))
        return None

    def foreseen(self, text: str, now: float) -> AnswerGiven:
        """Return what the answer would be if it ended now with these words."""
        return translation.foreseen_answer(self.number, self._after, text, self._since, now)

    def type(self, text: str, now: float, path: Path) -> AnswerGiven:
        """Take typed words for it."""
        return self._give(translation.typed_answer(self.number, self._after, text, self._since, now, path))

    def close(self) -> None:
        """Nobody has the floor any more."""
        self.ear = None
        self.can_undo = False

    def _give(self, answer: AnswerGiven) -> AnswerGiven:
        self._given = True
        self.ear = None
        self.committed, self.tentative = "", ""
        return answer
