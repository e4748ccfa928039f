"""The one sentence under the room's line: what went less well than wished, or that there is time."""

from __future__ import annotations

from audio import events as heard

PATIENCE_WORDS = "Take your time, or shall we go on? Space says that you are done."

NoticeEvent = heard.VoiceFailed | heard.VoiceFellBack | heard.PatienceAsked | heard.SpeechStarted


class Notices:
    """Pure: the newest sentence stands until another takes its place, or it no longer holds."""

    def __init__(self) -> None:
        self.sentence = ""

    def say(self, sentence: str) -> None:
        """Let a sentence stand, or none."""
        self.sentence = sentence

    def take(self, event: NoticeEvent, answer: int) -> None:
        """Take what the sound side tells during answer number `answer`."""
        match event:
            case heard.VoiceFailed(_, sentence) | heard.VoiceFellBack(_, _, sentence):
                self.sentence = sentence
            case heard.PatienceAsked(answer=asked) if asked == answer:
                self.sentence = PATIENCE_WORDS
            case heard.SpeechStarted() if self.sentence == PATIENCE_WORDS:
                self.sentence = ""
