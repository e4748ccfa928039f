"""The panel's lines on their way out: which one sounds, which wait, which were cut off."""

from __future__ import annotations

from collections import deque
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from interviewer.round.commands import Say


class Lines:
    """Pure: told what is to be said and what was heard, it knows what to say next."""

    def __init__(self) -> None:
        self.saying: Say | None = None
        self.began: float | None = None
        """When the first sample of the line left the speaker, or None before that."""
        self.sounded = 0
        """How many words of the line have been heard."""
        self._waiting: deque[Say] = deque()
        self._cut: set[int] = set()
        self._held = self._gives_way = False

    @property
    def following(self) -> Say | None:
        """The line to be said after the one that sounds."""
        return self._waiting[0] if self._waiting else None

    def add(self, say: Say) -> None:
        """Queue a line behind what is being said."""
        self._waiting.append(say)

    def next(self) -> Say | None:
        """Return the line to begin now, if one waits and nothing else sounds."""
        if self._held or self.saying is not None or not self._waiting or self._waiting[0].number in self._cut:
            return None
        self.saying, self.began, self.sounded = self._waiting.popleft(), None, 0
        return self.saying

    def started(self, number: int, at: float) -> None:
        """Take the first sample of a line."""
        if self.saying is not None and self.saying.number == number:
            self.began = at

    def heard(self, number: int, words: int) -> None:
        """Take how many words of a line have been heard."""
        if self.saying is not None and self.saying.number == number:
            self.sounded = words

    def ended(self, number: int) -> Say | None:
        """Take the last sample of a line; nothing follows from the end of one that was cut off."""
        if self.saying is None or self.saying.number != number:
            self._cut.discard(number)
            return None
        said, self.saying = self.saying, None
        if self._gives_way:
            self._waiting.clear()
            self._gives_way = False
        return said

    def give_way(self) -> None:
        """Somebody speaks over the line that sounds: what waits is dropped when it has come to its end."""
        self._gives_way = True

    def hush(self) -> bool:
        """Drop what sounds and what waits; return whether anything must be silenced."""
        self._waiting.clear()
        self._gives_way = False
        return self._cut_off()

    def hold(self) -> bool:
        """Stand still; a line cut off here is said again from its start. Return whether one must be silenced."""
        self._held, self._gives_way = True, False
        if self.saying is not None:
            self._waiting.appendleft(self.saying)
        return self._cut_off()

    def release(self) -> None:
        """Go on after `hold`."""
        self._held = False

    def _cut_off(self) -> bool:
        if self.saying is None:
            return False
        self._cut.add(self.saying.number)
        self.saying, self.began = None, None
        return True
