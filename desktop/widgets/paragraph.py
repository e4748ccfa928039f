"""One laid-out paragraph of words: where each stands, and which lies under a point."""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QTextLayout, QTextOption

from desktop.word_places import code_units

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from PySide6.QtGui import QFont, QPainter, QTextLine

SPACING = 1.25
"""Of a line's own height: what is read word by word wants air."""


class Paragraph:
    """Offsets count as Qt counts, from the first character of the whole passage."""

    def __init__(self, words: Sequence[str], first: int, start: int) -> None:
        self.first, self.last = first, first + len(words)
        """The word it begins with, and the one after its last, counted through the passage."""
        self.start = start
        self.top = self.height = 0.0
        text = " ".join(words)
        self._layout = QTextLayout(text)
        option = QTextOption()
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self._layout.setTextOption(option)
        self._layout.setCacheEnabled(True)
        self._starts, at = [], 0
        for word in words:
            self._starts.append(at)
            at += len(code_units(word)) + 1
        self.stop = start + max(0, at - 1)
        self._length = max(0, at - 1)

    def lay_out(self, font: QFont, width: float, top: float) -> None:
        """Break it into lines of a width."""
        self.top = top
        self._layout.setFont(font)
        self._layout.beginLayout()
        y = 0.0
        while (line := self._layout.createLine()).isValid():
            line.setLineWidth(width)
            line.setPosition(QPointF(0, y))
            y += line.height() * SPACING
        self._layout.endLayout()
        self.height = y

    def draw(self, painter: QPainter) -> None:
        """Draw its words in the painter's colour."""
        self._layout.draw(painter, QPointF(0, self.top))

    def span(self, word: int) -> tuple[int, int]:
        """Return from where to where a word stands."""
        start = self._starts[word - self.first]
        rest = word + 1 < self.last
        return self.start + start, self.start + (
            self._starts[word + 1 - self.first] - 1 if rest else self._length
        )

    def word_of(self, offset: int) -> int:
        """Return the word that stands at a character."""
        return self.first + max(0, bisect_right(self._starts, offset - self.start) - 1)

    def areas(self, start: int, stop: int) -> Iterator[QRectF]:
        """Yield where characters from one to another stand, a rectangle a line."""
        begin, end = max(0, start - self.start), min(self._length, stop - self.start)
        for number in range(self._layout.lineCount()) if end > begin else ():
            line = self._layout.lineAt(number)
            first, last = line.textStart(), line.textStart() + line.textLength()
            if last <= begin or first >= end:
                continue
            left = _x(line, max(begin, first))
            right = _x(line, min(end, last))
            yield QRectF(left, self.top + line.y(), right - left, line.height())

    def word_at(self, point: QPointF, *, nearest: bool) -> int | None:
        """Return the word under a point, or the one nearest to it in its line."""
        for number in range(self._layout.lineCount()):
            line = self._layout.lineAt(number)
            is_last = number == self._layout.lineCount() - 1
            if point.y() - self.top >= line.y() + line.height() * SPACING and not is_last:
                continue
            inside = 0 <= point.x() <= line.naturalTextWidth()
            if not inside and not nearest:
                return None
            at = line.xToCursor(point.x(), line.CursorPosition.CursorOnCharacter)
            return self.first + bisect_right(self._starts, at) - 1
        return None


def _x(line: QTextLine, at: int) -> float:
    found = line.cursorToX(at)
    # PySide6 returns the cursor's own place with it, and says that it returns an object.
    return float(found[0] if isinstance(found, tuple) else 0.0)
