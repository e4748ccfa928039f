"""Which slide is shown, whether the screen is black and whether the pointer is lit, moved by keys and remote clickers.

Clickers send PageDown and PageUp, and B or a full stop for black. Space is not used: it ends turns elsewhere.
"""

from __future__ import annotations

from PySide6.QtCore import Qt

TAP_SECONDS = 0.3
"""L let go of within this time stays lit until it is pressed again; held longer it goes out with the key."""

_STEPS = {Qt.Key.Key_Right: 1, Qt.Key.Key_PageDown: 1, Qt.Key.Key_Left: -1, Qt.Key.Key_PageUp: -1}
_ENDS = {Qt.Key.Key_Home: False, Qt.Key.Key_End: True}
_BLACK = (Qt.Key.Key_B, Qt.Key.Key_Period)


class SlideKeys:
    """Feed it keys with the seconds at which they came; it knows what should be shown."""

    def __init__(self, count: int = 0) -> None:
        self.count = count
        self.number = min(1, count)
        """Of the slide shown, from 1; 0 while there is none."""
        self.is_black = False
        self.is_pointing = False
        self._lit_before = False
        self._pressed_at: float | None = None

    def open(self, count: int) -> None:
        """Begin with the first of other slides."""
        self.count, self.number, self.is_black = count, min(1, count), False

    def go(self, number: int) -> bool:
        """Go to a slide; return whether anything changed."""
        wanted = min(max(number, 1), self.count)
        changed = wanted != self.number or self.is_black
        self.number, self.is_black = wanted, False
        return changed

    def press(self, key: int, at: float, *, repeated: bool = False) -> bool:
        """Take a key; return whether it is one of ours. A key that is held turns one slide and no more."""
        known = _known(key)
        if known not in _STEPS and known not in _ENDS and known not in _BLACK and known != Qt.Key.Key_L:
            return False
        if repeated or self.count == 0:
            return True
        if known in _BLACK:
            self.is_black = not self.is_black
        elif known == Qt.Key.Key_L:
            self._lit_before, self._pressed_at = self.is_pointing, at
            self.is_pointing = True
        elif self.is_black:
            # Whoever turns in the dark wants to see a slide again; none goes by unseen.
            self.is_black = False
        elif known in _STEPS:
            self.go(self.number + _STEPS[known])
        else:
            self.go(self.count if _ENDS[known] else 1)
        return True

    def release(self, key: int, at: float, *, repeated: bool = False) -> bool:
        """Take a key that was let go of; return whether it is one of ours."""
        if _known(key) != Qt.Key.Key_L:
            return False
        if not repeated and self._pressed_at is not None:
            tapped = at - self._pressed_at <= TAP_SECONDS
            self.is_pointing = tapped and not self._lit_before
            self._pressed_at = None
        return True

    def rest(self) -> None:
        """Put the pointer out: the window lost the keyboard, and a key let go of now would not be heard."""
        if self._pressed_at is not None:
            self.is_pointing, self._pressed_at = False, None


def _known(key: int) -> Qt.Key | None:
    try:
        return Qt.Key(key)
    except ValueError:
        return None
