"""Tells of each sample that was stamped when it is heard, not when it was handed to the device."""

from __future__ import annotations

from collections import deque
from typing import TYPE_CHECKING

from audio.events import (
    AudioEvent,
    PlayoutEnded,
    PlayoutHeld,
    PlayoutStarted,
    PlayoutWentOn,
    WordsSounded,
)
from audio.speaking.feed import FirstSample, LastSample, Rested, Resumed, WordsBegun

if TYPE_CHECKING:
    from collections.abc import Callable

    from audio.clock import Clock
    from audio.speaking.feed import Feed, Stamp


class Playout:
    """Keeps the stamps until they are due and posts each as an event; every line it expects ends exactly once."""

    def __init__(self, post: Callable[[AudioEvent], None], clock: Clock) -> None:
        self._post = post
        self._clock = clock
        self._due: deque[Stamp] = deque()
        self._unended: set[int] = set()
        self._heard_until = 0.0

    def expect(self, line: int) -> None:
        """Expect the stamps of a line; may be called from any thread."""
        self._unended.add(line)

    def add(self, stamp: Stamp) -> None:
        """Keep a stamp until it is due; they come in order."""
        self._due.append(stamp)

    def patience(self, longest: float) -> float:
        """Return the seconds until something is due, at most `longest`."""
        return max(0.0, min(longest, self._due[0].at - self._clock.now())) if self._due else longest

    def post_due(self, *, everything: bool = False) -> None:
        """Post what has been heard by now, or all there is."""
        while self._due and (everything or self._due[0].at <= self._clock.now()):
            stamp = self._due.popleft()
            if stamp.line is not None:
                self._tell(stamp, stamp.line)

    def break_off(self, feed: Feed) -> None:
        """End what the feed of a device that is given up did not finish."""
        self.post_due(everything=True)
        for sound in feed.unfinished():
            if sound.line is not None:
                last = max(feed.last_beat, self._heard_until)
                self._end(sound.line, last if sound.rested is None else sound.rested, interrupted=True)

    def _tell(self, stamp: Stamp, line: int) -> None:
        match stamp:
            case LastSample(at=at, interrupted=interrupted):
                self._end(line, at, interrupted=interrupted)
                return
            case FirstSample(at=at):
                self._post(PlayoutStarted(line, at))
            case WordsBegun(words=words, at=at):
                self._post(WordsSounded(line, words, at))
            case Rested(at=at):
                self._post(PlayoutHeld(line, at))
            case Resumed(at=at):
                self._post(PlayoutWentOn(line, at))
        self._heard_until = stamp.at

    def _end(self, line: int, at: float, *, interrupted: bool) -> None:
        """Post the end of a line once, even if its last sample was stamped while its device was given up."""
        if line in self._unended:
            self._unended.remove(line)
            self._post(PlayoutEnded(line, at, interrupted))
