"""Paints the rows of a list: a title, a quieter line beneath and, where a list has them, words below that."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFont, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate

from desktop import theme

if TYPE_CHECKING:
    from PySide6.QtWidgets import QStyleOptionViewItem

SUBTITLE = Qt.ItemDataRole.UserRole
ID = Qt.ItemDataRole.UserRole + 1
EXCERPT = Qt.ItemDataRole.UserRole + 2

Index = QModelIndex | QPersistentModelIndex


class RowLines(QStyledItemDelegate):
    """A row of two lines, or of three, with a bar where it is chosen."""

    lines = 2

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Room for every line."""
        return QSize(120, round(theme.body_pixels() * (0.5 + 1.5 * self.lines)))

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
        high = inner.height() // self.lines
        for line, (role, colour) in enumerate(
            (
                (Qt.ItemDataRole.DisplayRole, now.text),
                (SUBTITLE, now.muted),
                (EXCERPT, now.text),
            )[: self.lines]
        ):
            area = QRect(inner.left(), inner.top() + line * high, inner.width(), high)
            self._line(painter, area, str(index.data(role) or ""), colour, bold=line == 0)
        painter.restore()

    def _line(self, painter: QPainter, area: QRect, text: str, colour: str, *, bold: bool) -> None:
        font = QFont(painter.font())
        font.setPixelSize(theme.pixels(theme.BODY if bold else 0.9))
        font.setWeight(QFont.Weight.DemiBold if bold else QFont.Weight.Normal)
        painter.setFont(font)
        painter.setPen(QColor(colour))
        fitting = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, area.width())
        painter.drawText(area, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, fitting)
