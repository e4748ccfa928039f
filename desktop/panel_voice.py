"""The panel's lines on their way to the ear: asked of the mouth one by one, the next one rendered while one sounds."""

from __future__ import annotations

from typing import TYPE_CHECKING

from audio.events import TurnEnded
from desktop import translation
from desktop.lines import Lines
from desktop.stages import Stages

if TYPE_CHECKING:
    from audio.events import PlayoutEnded, WordsSounded
    from desktop.ports import Parts
    from interviewer.events import ExchangeTimed, LineSpoken
    from interviewer.round.commands import Say

REACTION = 0.2
"""Seconds: nobody answers to a sound sooner (the fastest vocal reactions measured), so who spoke by then went on."""


class PanelVoice:
    """Says what it is given in order, and knows when each line was really heard."""

    def __init__(self, parts: Parts) -> None:
        self._parts = parts
        self._lines = Lines()
        self._stages = Stages()
        self._spoke = False
        """Whether a line was heard since the last answer."""
        self.heard_until = 0.0
        """When the last line ended: an answer begins there."""

    @property
    def saying(self) -> Say | None:
        """The line that is asked for or sounds."""
        return self._lines.saying

    @property
    def sounds(self) -> bool:
        """Whether its first sample has left the speaker."""
        return self._lines.saying is not None and self._lines.began is not None

    @property
    def sounded(self) -> int:
        """How many words of that line have been heard."""
        return self._lines.sounded if self._lines.saying is not None else 0

    def add(self, say: Say, now: float, *, foreseen: bool) -> None:
        """Queue a line; `foreseen` where it was prepared before it was wanted."""
        self._stages.found(say.number, now, foreseen=foreseen)
        self._lines.add(say)

    def listen(self, event: object, now: float) -> None:
        """Note what the candidate's side of an exchange took."""
        if isinstance(event, TurnEnded):
            self._spoke = False
        self._stages.take(event, now)

    def next(self) -> bool:
        """Say the next line, where one waits and none sounds; return whether one was begun."""
        say = self._lines.next()
        if say is None:
            return False
        path = self._parts.journal.panel_path(say.number)
        self._parts.mouth.say(say.number, say.text, self._parts.voice_of(say.speaker), path)
        return True

    def began(self, line: int, at: float) -> ExchangeTimed | None:
        """Take the first sample of a line; return how long it took to come, where it answers an answer."""
        self._lines.started(line, at)
        if (following := self._lines.following) is not None:
            self._parts.mouth.prepare(following.text, self._parts.voice_of(following.speaker))
        return self._stages.sounded(line, at)

    def heard(self, event: WordsSounded) -> None:
        """Take how many words of a line have been heard."""
        self._lines.heard(event.line, event.words)

    def ended(self, event: PlayoutEnded) -> LineSpoken | None:
        """Take the last sample of a line; return it as heard, unless nothing follows from it any more."""
        began, said = self._lines.began, self._lines.ended(event.line)
        if said is None:
            return None
        self.heard_until = event.at
        self._spoke = self._spoke or began is not None
        start = event.at if began is None else began
        path = self._parts.journal.panel_path(said.number)
        return translation.spoken_line(said, start, event.at, path, interrupted=event.interrupted)

    def unheard(self, at: float) -> bool:
        """Whether nobody could have heard a line of the panel between the last answer and `at`."""
        began = self._lines.began
        sounded = self._lines.saying is not None and began is not None and at - began >= REACTION
        return not (sounded or self._spoke)

    def cut_in_on(self, at: float, *, amid: bool) -> Say | None:
        """Return the line that somebody who spoke from `at` on cut in on, and give way to them.

        Nothing where no line was heard by then, unless the answer is open (`amid`) and the line only came into its
        midst; nothing where it is the goodbye, after which nobody listens.
        """
        line = self._lines.saying
        if line is None or line.kind == "closing" or (self.unheard(at) and not amid):
            return None
        self._lines.give_way()
        self._parts.mouth.stop()
        return line

    def hush(self) -> None:
        """Drop what sounds and what waits."""
        if self._lines.hush():
            self._parts.mouth.stop()

    def hold(self) -> None:
        """Stand still; a line cut off here is said again from its start."""
        if self._lines.hold():
            self._parts.mouth.stop()

    def release(self) -> None:
        """Go on after `hold`."""
        self._lines.release()
