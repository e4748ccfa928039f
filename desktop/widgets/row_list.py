"""A list whose rows have a title and a quieter line beneath."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal, Slot
from PySide6.QtGui import QColor, QFont, QPainter
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QStyle, QStyledItemDelegate

from desktop import theme

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtWidgets import QStyleOptionViewItem

_SUBTITLE = Qt.ItemDataRole.UserRole
_ID = Qt.ItemDataRole.UserRole + 1

Index = QModelIndex | QPersistentModelIndex


class _TwoLines(QStyledItemDelegate):
    """Paints a row: its title, its line beneath, and a bar where it is chosen."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Room for both lines."""
        return QSize(120, round(theme.body_pixels() * 3.5))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw one row."""
        now = theme.colours()
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        rect: QRect = option.rect.adjusted(2, 1, -2, -1)
        state = option.state
        chosen = bool(state & QStyle.StateFlag.State_Selected)
        if chosen or state & QStyle.StateFlag.State_MouseOver:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(now.accent_soft if chosen else now.raised))
            painter.drawRoundedRect(rect, 7, 7)
        if chosen:
            painter.setBrush(QColor(now.accent))
            painter.drawRoundedRect(QRect(rect.left(), rect.top() + 6, 4, rect.height() - 12), 2, 2)
        inner = rect.adjusted(theme.SPACE_4, theme.SPACE_1, -theme.SPACE_2, -theme.SPACE_1)
        half = inner.height() // 2
        self._line(painter, inner.adjusted(0, 0, 0, -half), str(index.data()), now.text, bold=True)
        self._line(
            painter, inner.adjusted(0, half, 0, 0), str(index.data(_SUBTITLE) or ""), now.muted, bold=False
        )
        painter.restore()

    def _line(self, painter: QPainter, area: QRect, text: str, colour: str, *, bold: bool) -> None:
        font = QFont(painter.font())
        font.setPixelSize(theme.pixels(theme.BODY if bold else 0.9))
        font.setWeight(QFont.Weight.DemiBold if bold else QFont.Weight.Normal)
        painter.setFont(font)
        painter.setPen(QColor(colour))
        fitting = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, area.width())
        painter.drawText(area, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, fitting)


class RowList(QListWidget):
    """Rows by id; Return or a double click opens one."""

    row_chosen = Signal(str)
    row_opened = Signal(str)

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setItemDelegate(_TwoLines(self))
        self.setMouseTracking(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QListWidget.ScrollMode.ScrollPerPixel)
        self.currentItemChanged.connect(self._on_current)
        self.itemActivated.connect(self._on_activated)

    def fill(self, rows: Sequence[tuple[str, str, str]], chosen: str = "") -> None:
        """Show rows of (id, title, line beneath); the wished one, or else the first, is chosen."""
        self.blockSignals(True)
        self.clear()
        for id_, title, subtitle in rows:
            item = QListWidgetItem(title)
            item.setData(_SUBTITLE, subtitle)
            item.setData(_ID, id_)
            item.setData(Qt.ItemDataRole.AccessibleTextRole, f"{title}, {subtitle}")
            self.addItem(item)
        ids = [row[0] for row in rows]
        if ids:
            self.setCurrentRow(ids.index(chosen) if chosen in ids else 0)
        self.blockSignals(False)
        self.viewport().update()

    @property
    def chosen(self) -> str:
        """The id of the chosen row, or nothing."""
        item = self.currentItem()
        return str(item.data(_ID)) if item is not None else ""

    @Slot(object, object)
    def _on_current(self, now: QListWidgetItem | None, before: QListWidgetItem | None) -> None:
        if now is not None:
            self.row_chosen.emit(str(now.data(_ID)))

    @Slot(object)
    def _on_activated(self, item: QListWidgetItem) -> None:
        self.row_opened.emit(str(item.data(_ID)))
