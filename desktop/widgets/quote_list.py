"""A list of what was said: when, in which words, and how it stands; each row plays its recording."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal, Slot
from PySide6.QtGui import QColor, QFont, QPainter
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QStyle, QStyledItemDelegate

from desktop import theme

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QKeyEvent
    from PySide6.QtWidgets import QStyleOptionViewItem

    from desktop.widgets.cell_table import Tone

Index = QModelIndex | QPersistentModelIndex
Flags = Qt.AlignmentFlag

_QUOTE = Qt.ItemDataRole.UserRole
MOST = 8
"""Rows that are seen at once; more are scrolled to."""
_PLAYS = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space)


@dataclass(frozen=True, slots=True)
class Quote:
    """One row."""

    when: str
    text: str
    tag: str
    tone: Tone = "plain"
    beneath: tuple[str, ...] = ()
    """Quieter lines."""
    clip: str = ""
    offset: float = 0.0


class _Row(QStyledItemDelegate):
    """Paints a row: time, words with a quieter line beneath, and how it stands."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """A line, and one for each beneath."""
        quote: Quote = index.data(_QUOTE)
        return QSize(120, round(theme.body_pixels() * (2.3 + 1.4 * len(quote.beneath))))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw one row."""
        now, quote = theme.colours(), index.data(_QUOTE)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        rect: QRect = option.rect.adjusted(2, 1, -2, -1)
        state = option.state
        if state & (QStyle.StateFlag.State_HasFocus | QStyle.StateFlag.State_MouseOver):
            painter.setPen(Qt.PenStyle.NoPen)
            focused = bool(state & QStyle.StateFlag.State_HasFocus)
            painter.setBrush(QColor(now.accent_soft if focused else now.raised))
            painter.drawRoundedRect(rect, 6, 6)
        inner = rect.adjusted(theme.SPACE_2, 0, -theme.SPACE_2, 0)
        when, tag = round(theme.body_pixels() * 4.2), round(theme.body_pixels() * 9)
        self._draw(painter, QRect(inner.left(), inner.top(), when, inner.height()), quote.when, now.accent)
        inks = {"good": now.good, "warn": now.warn, "plain": now.muted, "muted": now.muted}
        right = QRect(inner.right() - tag, inner.top(), tag, inner.height())
        self._draw(painter, right, quote.tag, inks[quote.tone], Flags.AlignRight)
        words = inner.adjusted(when, 0, -tag - theme.SPACE_2, 0)
        high = words.height() // (1 + len(quote.beneath))
        for line, text in enumerate((quote.text, *quote.beneath)):
            area = QRect(words.left(), words.top() + line * high, words.width(), high)
            self._draw(painter, area, text, now.muted if line else now.text)
        painter.restore()

    def _draw(
        self, painter: QPainter, area: QRect, text: str, colour: str, side: Flags = Flags.AlignLeft
    ) -> None:
        font = QFont(painter.font())
        font.setPixelSize(theme.pixels(0.93))
        painter.setFont(font)
        painter.setPen(QColor(colour))
        fitting = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, area.width())
        painter.drawText(area, side | Flags.AlignVCenter, fitting)


class QuoteList(QListWidget):
    """Rows that play: a click, or Return on the current one."""

    place_pressed = Signal(str, float)
    looked_at = Signal(str)
    """The whole words of the current row."""

    def __init__(self, name: str, quotes: Sequence[Quote]) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setItemDelegate(_Row(self))
        self.setMouseTracking(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QListWidget.ScrollMode.ScrollPerPixel)
        self.setUniformItemSizes(len({len(quote.beneath) for quote in quotes}) < 2)
        self.show_quotes(quotes)
        self.itemClicked.connect(self._on_clicked)
        self.currentItemChanged.connect(self._on_current)

    def show_quotes(self, quotes: Sequence[Quote]) -> None:
        """Show these rows and be as high as they are, up to a screenful."""
        self.blockSignals(True)
        self.clear()
        for quote in quotes:
            item = QListWidgetItem(quote.text)
            item.setData(_QUOTE, quote)
            parts = (quote.when, quote.text, quote.tag, *quote.beneath)
            item.setData(Qt.ItemDataRole.AccessibleTextRole, ", ".join(part for part in parts if part))
            self.addItem(item)
        self.blockSignals(False)
        rows = [self.sizeHintForRow(row) for row in range(min(len(quotes), MOST))]
        self.setFixedHeight(sum(rows) + 2 * theme.SPACE_2)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Play the current row."""
        item = self.currentItem()
        if event.key() in _PLAYS and item is not None:
            self._on_clicked(item)
        else:
            super().keyPressEvent(event)

    @Slot(object)
    def _on_clicked(self, item: QListWidgetItem) -> None:
        quote: Quote = item.data(_QUOTE)
        if quote.clip:
            self.place_pressed.emit(quote.clip, quote.offset)

    @Slot(object, object)
    def _on_current(self, now: QListWidgetItem | None, before: QListWidgetItem | None) -> None:
        if now is not None:
            self.looked_at.emit(str(now.data(Qt.ItemDataRole.AccessibleTextRole)))
