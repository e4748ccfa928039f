"""A small table of signs: rows against columns, each cell a quote that can be played."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from PySide6.QtCore import QPointF, QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from desktop import theme

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QKeyEvent, QMouseEvent, QPaintEvent

Tone = Literal["plain", "good", "warn", "muted"]
Flags = Qt.AlignmentFlag

HEAD_SHARE = 0.3
"""Of the width: the rows' names."""
ROW = 38
"""Logical pixels: a cell that can be hit."""
_MOVES = {
    Qt.Key.Key_Left: (0, -1),
    Qt.Key.Key_Right: (0, 1),
    Qt.Key.Key_Up: (-1, 0),
    Qt.Key.Key_Down: (1, 0),
}
_PLAYS = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space)


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell: its sign, and in words what it stands for."""

    sign: str
    words: str
    tone: Tone = "plain"
    clip: str = ""
    offset: float = 0.0


@dataclass(frozen=True, slots=True)
class TableRow:
    """A row's name and its cells; what is missing at its end stays blank."""

    name: str
    cells: tuple[Cell, ...]
    last: str = ""
    """Words after the cells."""


class CellTable(QWidget):
    """Paints the table; arrow keys go from cell to cell, Return or a click plays the quote."""

    place_pressed = Signal(str, float)
    looked_at = Signal(str)
    """What the current cell stands for."""

    def __init__(
        self, name: str, columns: Sequence[str], rows: Sequence[TableRow], last_share: float = 0.0
    ) -> None:
        super().__init__()
        self._name, self._columns, self._rows = name, tuple(columns), tuple(rows)
        self._last = last_share
        self._at = (0, 0)
        self._playing = ""
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus if rows else Qt.FocusPolicy.NoFocus)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setAccessibleName(name)
        self.setAccessibleDescription("Arrow keys go from cell to cell; Return plays the quote.")

    def sizeHint(self) -> QSize:
        """As high as its rows."""
        return QSize(560, self.heightForWidth(560))

    def minimumSizeHint(self) -> QSize:
        """Narrower."""
        return QSize(320, ROW)

    def hasHeightForWidth(self) -> bool:
        """The heads of narrow columns need more lines."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Return the height at a width."""
        return self._head(width) + ROW * len(self._rows) + 1

    def show_playing(self, clip: str) -> None:
        """Show which recording plays."""
        if clip != self._playing:
            self._playing = clip
            self.update()

    @property
    def current(self) -> Cell | None:
        """The cell that the keys are on."""
        row, column = self._at
        cells = self._rows[row].cells if self._rows else ()
        return cells[column] if column < len(cells) else None

    # What the candidate does

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go from cell to cell, or play."""
        key = Qt.Key(event.key())
        if key in _MOVES:
            down, right = _MOVES[key]
            row = min(max(self._at[0] + down, 0), len(self._rows) - 1)
            column = min(max(self._at[1] + right, 0), len(self._columns) - 1)
            self._go(row, column)
        elif key in _PLAYS:
            self._play()
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Go to a cell and play its quote."""
        place = self._under(event.position())
        if place is not None and event.button() == Qt.MouseButton.LeftButton:
            self._go(*place)
            self._play()

    def _go(self, row: int, column: int) -> None:
        self._at = (row, column)
        cell = self.current
        words = f"{self._rows[row].name}, {self._columns[column]}: {cell.words if cell else 'nothing'}"
        self.setAccessibleName(f"{self._name}. {words}")
        self.looked_at.emit(words)
        self.update()

    def _play(self) -> None:
        cell = self.current
        if cell is not None and cell.clip:
            self.place_pressed.emit(cell.clip, cell.offset)

    # Where things lie

    def _under(self, point: QPointF) -> tuple[int, int] | None:
        for row in range(len(self._rows)):
            for column in range(len(self._columns)):
                if self._box(row, column).contains(point.toPoint()):
                    return row, column
        return None

    def _wide(self, width: int) -> float:
        return width * (1 - HEAD_SHARE - self._last) / max(1, len(self._columns))

    def _box(self, row: int, column: int) -> QRect:
        wide = self._wide(self.width())
        left = self.width() * HEAD_SHARE + column * wide
        return QRect(round(left), self._head(self.width()) + row * ROW, round(wide), ROW)

    def _head(self, width: int) -> int:
        metrics, wide = QFontMetrics(self._small()), max(24, round(self._wide(width)) - 6)
        area, flags = QRect(0, 0, wide, 400), int(Flags.AlignHCenter) | int(Qt.TextFlag.TextWordWrap)
        return (
            max((metrics.boundingRect(area, flags, name).height() for name in self._columns), default=0) + 8
        )

    def _small(self) -> QFont:
        font = QFont(self.font())
        font.setPixelSize(theme.pixels(0.83))
        return font

    # What is drawn

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw heads, names and cells."""
        now, painter = theme.colours(), QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        head = self._head(self.width())
        painter.setFont(self._small())
        painter.setPen(QColor(now.muted))
        for column, name in enumerate(self._columns):
            area = self._box(0, column)
            area.setRect(area.x() + 3, 0, area.width() - 6, head - 4)
            painter.drawText(
                area, int(Flags.AlignHCenter | Flags.AlignBottom) | int(Qt.TextFlag.TextWordWrap), name
            )
        for number, row in enumerate(self._rows):
            top = head + number * ROW
            if top <= event.rect().bottom() and top + ROW >= event.rect().top():
                self._paint_row(painter, number, row, top)

    def _paint_row(self, painter: QPainter, number: int, row: TableRow, top: int) -> None:
        now, wide = theme.colours(), round(self.width() * HEAD_SHARE)
        painter.setPen(QColor(now.line))
        painter.drawLine(0, top, self.width(), top)
        painter.setFont(self._small())
        painter.setPen(QColor(now.text))
        _fit(painter, QRect(0, top + 2, wide - theme.SPACE_2, ROW - 4), row.name)
        for column, cell in enumerate(row.cells):
            self._paint_cell(painter, self._box(number, column), cell, here=self._at == (number, column))
        painter.setFont(self._small())
        if row.last:
            painter.setPen(QColor(now.text))
            left = round(self.width() * (1 - self._last)) + theme.SPACE_2
            _fit(painter, QRect(left, top + 2, self.width() - left, ROW - 4), row.last)

    def _paint_cell(self, painter: QPainter, box: QRect, cell: Cell, *, here: bool) -> None:
        now, inner = theme.colours(), box.adjusted(3, 4, -3, -3)
        fills = {"good": now.accent_soft, "warn": now.warn_soft, "plain": now.raised, "muted": ""}
        inks = {"good": now.accent, "warn": now.warn, "plain": now.text, "muted": now.muted}
        if fills[cell.tone]:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(fills[cell.tone]))
            painter.drawRoundedRect(inner, 6, 6)
        if (here and self.hasFocus()) or (cell.clip and cell.clip == self._playing):
            painter.setPen(QPen(QColor(now.accent), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(inner, 6, 6)
        font = QFont(self.font())
        font.setPixelSize(theme.pixels(1.1))
        painter.setFont(font)
        painter.setPen(QColor(inks[cell.tone]))
        painter.drawText(box, Flags.AlignCenter, cell.sign)


def _fit(painter: QPainter, area: QRect, text: str) -> None:
    """Draw as much of a text as two lines hold."""
    metrics = painter.fontMetrics()
    room = round(area.width() * 1.8)
    fitting = metrics.elidedText(text, Qt.TextElideMode.ElideRight, room)
    painter.drawText(area, int(Flags.AlignVCenter | Flags.AlignLeft) | int(Qt.TextFlag.TextWordWrap), fitting)
