"""A text that can be edited, with the time of each line beside it."""

from __future__ import annotations

from bisect import bisect_left
from operator import itemgetter
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QRect, QSize, Qt, Signal, Slot
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QPlainTextEdit, QTextEdit, QWidget

from desktop import theme
from desktop.screens.dictation_words import clock

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from PySide6.QtCore import QEvent
    from PySide6.QtGui import QMouseEvent, QPaintEvent, QResizeEvent, QTextBlock

WIDEST = "0:00:00"


_start: Callable[[tuple[int, int]], int] = itemgetter(0)
_end: Callable[[tuple[int, int]], int] = itemgetter(1)


class _Margin(QWidget):
    """The times at the left; a click on one asks for its line."""

    line_pressed = Signal(int)

    def __init__(self, text: TimedText) -> None:
        super().__init__(text)
        self._text = text
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAccessibleName("Times of the lines; a click plays from there")

    def sizeHint(self) -> QSize:
        """As wide as the longest time."""
        return QSize(self._text.margin_width(), 0)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the time of every line that can be seen."""
        now = theme.colours()
        painter = QPainter(self)
        painter.setFont(self._text.margin_font())
        for number, place in self._text.lines_in_view():
            stamp = self._text.time_of(number)
            if stamp is not None:
                painter.setPen(QColor(now.accent if number == self._text.playing_line else now.muted))
                area = QRect(0, place.top(), self.width() - theme.SPACE_3, place.height())
                painter.drawText(area, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop, clock(stamp))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Ask for the line that was clicked."""
        for number, place in self._text.lines_in_view():
            if place.top() <= event.position().y() < place.bottom():
                self.line_pressed.emit(number)


class TimedText(QPlainTextEdit):
    """Keeps plain text only; marks and times are laid over it and never become part of it."""

    line_pressed = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("role", "reading")
        self.setAccessibleName("The text; it can be edited")
        self.setTabChangesFocus(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.playing_line = -1
        self._times: Sequence[float | None] = ()
        self._marked: Sequence[tuple[int, int]] = ()
        self._current = -1
        self._margin = _Margin(self)
        self._margin.line_pressed.connect(self.line_pressed)
        self.updateRequest.connect(self._on_update)
        self.document().setDocumentMargin(theme.SPACE_2)
        font = QFont(self.font())
        font.setPixelSize(theme.pixels(1.07))
        self.document().setDefaultFont(font)
        self.setViewportMargins(self.margin_width(), 0, 0, 0)

    # Times

    def show_times(self, times: Sequence[float | None]) -> None:
        """Show when each line begins; a line without words has no time."""
        self._times = times
        self._margin.update()

    def time_of(self, number: int) -> float | None:
        """Return when a line begins."""
        return self._times[number] if number < len(self._times) else None

    def margin_font(self) -> QFont:
        """The type of the times."""
        font = QFont(self.font())
        font.setPixelSize(theme.pixels(theme.SMALL))
        return font

    def margin_width(self) -> int:
        """Room for the longest time."""
        return QFontMetrics(self.margin_font()).horizontalAdvance(WIDEST) + theme.SPACE_3 + theme.SPACE_2

    def lines_in_view(self) -> Iterator[tuple[int, QRect]]:
        """Yield the number and the place of every line that can be seen."""
        block = self.firstVisibleBlock()
        while block.isValid():
            place = self._place(block)
            if place.top() > self.height():
                return
            yield block.blockNumber(), place
            block = block.next()

    def _place(self, block: QTextBlock) -> QRect:
        return self.blockBoundingGeometry(block).translated(self.contentOffset()).toRect()

    # Marks

    def mark(self, places: Sequence[tuple[int, int]], current: int = -1) -> None:
        """Mark places, each from where to where; the current one more strongly."""
        self._marked, self._current = places, current
        self._mark_in_view()

    def _mark_in_view(self) -> None:
        """Lay the marks over what can be seen: each costs up to a millisecond, and a letter has thousands of places."""
        now = theme.colours()
        seen = [number for number, _ in self.lines_in_view()] or [0]
        top, below = self.line_start(seen[0]), self.document().findBlockByNumber(seen[-1] + 1)
        first = bisect_left(self._marked, top, key=_end)
        last = (
            bisect_left(self._marked, below.position(), key=_start) if below.isValid() else len(self._marked)
        )
        marks = []
        for number, (start, end) in enumerate(self._marked[first:last], start=first):
            one = QTextEdit.ExtraSelection()
            form = QTextCharFormat()
            strong = number == self._current
            form.setBackground(QColor(now.accent if strong else now.accent_soft))
            form.setForeground(QColor(now.on_accent if strong else now.text))
            cursor = QTextCursor(self.document())
            cursor.setPosition(start)
            cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
            one.cursor, one.format = cursor, form
            marks.append(one)
        self.setExtraSelections(marks)

    def show_spoken(self, line: int, start: int, end: int) -> None:
        """Mark the word that is heard now and the time of its line, or with line -1 none."""
        if line >= 0:
            self.mark([(start, end)], 0)
        if line != self.playing_line:
            self.playing_line = line
            self._margin.update()

    def look_at(self, position: int) -> None:
        """Put the cursor there and show it."""
        cursor = self.textCursor()
        cursor.setPosition(position)
        self.setTextCursor(cursor)
        self.centerCursor()

    def put(self, text: str) -> None:
        """Replace the whole text in one step that can be undone."""
        cursor = QTextCursor(self.document())
        cursor.select(QTextCursor.SelectionType.Document)
        cursor.insertText(text)

    # Qt's

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the margin as high as the page."""
        super().resizeEvent(event)
        if self._marked:
            self._mark_in_view()
        inside = self.contentsRect()
        self._margin.setGeometry(inside.left(), inside.top(), self.margin_width(), inside.height())

    def changeEvent(self, event: QEvent) -> None:
        """Take the new theme's colours."""
        super().changeEvent(event)
        if event.type() == event.Type.PaletteChange and hasattr(self, "_margin"):
            self._margin.update()

    def minimumSizeHint(self) -> QSize:
        """A few lines."""
        return QSize(280, theme.pixels(theme.BODY) * 5)

    @Slot(QRect, int)
    def _on_update(self, area: QRect, moved: int) -> None:
        if moved:
            self._margin.scroll(0, moved)
            if self._marked:
                self._mark_in_view()
        else:
            self._margin.update(0, area.y(), self._margin.width(), area.height())

    def word_end(self, position: int) -> tuple[int, int]:
        """Return the line and the offset in it of a position in the text."""
        block = self.document().findBlock(position)
        return block.blockNumber(), position - block.position()

    def line_start(self, number: int) -> int:
        """Return the position at which a line begins."""
        return self.document().findBlockByNumber(number).position()

    def margin_point(self, number: int) -> QPoint:
        """Where a line's time is drawn."""
        return self._place(self.document().findBlockByNumber(number)).topLeft() + QPoint(4, 6)
