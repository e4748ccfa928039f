"""What is wrong at the moment, and which of it must stop the clock."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from audio import events as heard
from interviewer.errors import InterviewerError

if TYPE_CHECKING:
    from desktop.ports import Journal
    from interviewer.events import RoundEvent

TroubleEvent = (
    heard.DeviceLost
    | heard.DeviceFound
    | heard.InputMuted
    | heard.InputHeard
    | heard.RecordingFailed
    | heard.SpeechModelFailed
)


class Trouble:
    """Fed the sound side's bad and good news, it holds the sentence for the banner."""

    def __init__(self) -> None:
        self._unwritten = ""
        self._broken = ""
        self._lost: dict[str, str] = {}
        self._muted = ""

    @property
    def banner(self) -> str:
        """The sentence that matters most, or nothing."""
        return self._unwritten or self._broken or next(iter(self._lost.values()), "") or self._muted

    @property
    def deaf(self) -> bool:
        """Whether there is no microphone."""
        return "input" in self._lost

    def keep(self, event: RoundEvent, journal: Journal) -> None:
        """Append; a journal that cannot be written keeps the event, and the banner says so until it can."""
        try:
            journal.append(event)
            self._unwritten = ""
        except InterviewerError as error:
            self._unwritten = str(error)

    def take(self, event: TroubleEvent) -> Literal["stop", "go on"] | None:
        """Take news; say whether the clock must stop, or may go on if this is what stopped it."""
        match event:
            case heard.DeviceLost(_, kind, sentence):
                self._lost[kind] = sentence
                return "stop" if kind == "input" else None
            case heard.DeviceFound(_, kind):
                self._lost.pop(kind, None)
                return "go on" if kind == "input" else None
            case heard.InputMuted(_, sentence):
                self._muted = sentence
            case heard.InputHeard():
                self._muted = ""
            case heard.RecordingFailed(_, sentence):
                self._broken = sentence
                return "stop"
            case heard.SpeechModelFailed(sentence):
                self._broken = sentence
        return None

    def forgive(self) -> None:
        """Forget what was answered by going on."""
        self._broken = ""
