"""Pictures of slides that were drawn already, within a bound of bytes, and which to draw before they are asked for."""

from __future__ import annotations

import threading
from collections import OrderedDict
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from interviewer.slides.deck import Picture

MOST_BYTES = 104 << 20
"""Three pictures that fill a screen of 4K (33 MB each): the next two and the one before; or twelve of full HD."""


class Pages:
    """The pictures used last; all of it may be called from any thread."""

    def __init__(self, most_bytes: int = MOST_BYTES) -> None:
        self._most = most_bytes
        self._lock = threading.Lock()
        self._kept: OrderedDict[tuple[int, int, int], Picture] = OrderedDict()
        self._bytes = 0

    @property
    def bytes(self) -> int:
        """How many are held now."""
        return self._bytes

    def find(self, number: int, width: int, height: int) -> Picture | None:
        """Return a picture of this size if it is there."""
        key = (number, width, height)
        with self._lock:
            if key in self._kept:
                self._kept.move_to_end(key)
            return self._kept.get(key)

    def keep(self, picture: Picture) -> None:
        """Take a picture in, and let go of those that were not asked for longest."""
        key = (picture.number, picture.width, picture.height)
        with self._lock:
            before = self._kept.pop(key, None)
            self._bytes += len(picture.pixels) - (len(before.pixels) if before else 0)
            self._kept[key] = picture
            while self._bytes > self._most and len(self._kept) > 1:
                _, gone = self._kept.popitem(last=False)
                self._bytes -= len(gone.pixels)

    def forget(self) -> None:
        """Let go of all of them: another deck is open."""
        with self._lock:
            self._kept.clear()
            self._bytes = 0


def ahead(number: int, count: int) -> tuple[int, ...]:
    """Return which slides to have ready beside this one, the likeliest first: the next two and the one before."""
    return tuple(other for other in (number + 1, number + 2, number - 1) if 1 <= other <= count)
