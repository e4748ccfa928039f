"""How long each step took from the end of an answer to the panel's voice."""

from __future__ import annotations

from audio import events as heard
from interviewer.events import ExchangeTimed


class Stages:
    """Pure: fed what happened and when, it gives one `ExchangeTimed` an exchange; a typed answer has none."""

    def __init__(self) -> None:
        self._answer = 0
        self._line = 0
        self._decided = self._stopped = self._worded = self._found = 0.0
        self._foreseen = False

    def take(self, event: object, now: float) -> None:
        """Take an event of the listening side."""
        match event:
            case heard.TurnEnded(_, at):
                self._answer, self._decided = 0, at
            case heard.Utterance(answer=answer, stretches=stretches) if stretches:
                self._answer, self._line = answer, 0
                self._stopped, self._worded = stretches[-1].end, now

    def found(self, line: int, now: float, *, foreseen: bool) -> None:
        """The first line after an answer is known."""
        if self._answer and not self._line:
            self._line, self._found, self._foreseen = line, now, foreseen

    def sounded(self, line: int, at: float) -> ExchangeTimed | None:
        """A line began to sound; return the exchange where it is the one that was awaited."""
        if not self._line or line != self._line:
            return None
        answer, self._answer, self._line = self._answer, 0, 0
        return ExchangeTimed(
            answer, line, self._stopped, self._decided, self._worded, self._found, at, self._foreseen
        )
