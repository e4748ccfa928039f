"""The panel's current line, large, with the candidate's own words set apart."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QColor, QFont, QTextBlockFormat, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QFrame, QSizePolicy, QTextEdit

from desktop import theme
from desktop.screens.room_words import runs

if TYPE_CHECKING:
    from PySide6.QtCore import QEvent
    from PySide6.QtGui import QResizeEvent

SIZES = (theme.LINE, 1.7, 1.5, 1.35, theme.LEAD)
"""Tried from large to small until the line fits without scrolling."""


class LineView(QTextEdit):
    """Text is only ever inserted as plain runs with a format, never parsed."""

    def __init__(self) -> None:
        super().__init__()
        self.setReadOnly(True)
        self.setAcceptRichText(False)
        self.setUndoRedoEnabled(False)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setProperty("role", "line")
        self.setAccessibleName("The panel's line")
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.document().setDocumentMargin(0)
        self._shown = ("", "")

    def minimumSizeHint(self) -> QSize:
        """Three lines of the smallest type."""
        return QSize(240, theme.pixels(theme.LEAD) * 4)

    def sizeHint(self) -> QSize:
        """As little as will do; the layout gives the rest."""
        return self.minimumSizeHint()

    def show_line(self, line: str, quote: str) -> None:
        """Show a line, as large as it fits."""
        if (line, quote) != self._shown:
            self._shown = (line, quote)
            self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit the type to the new room."""
        super().resizeEvent(event)
        self._fit()

    def changeEvent(self, event: QEvent) -> None:
        """Take the new theme's colours."""
        super().changeEvent(event)
        if event.type() == event.Type.PaletteChange and hasattr(self, "_shown"):
            self._fit()

    def _fit(self) -> None:
        for scale in SIZES:
            self._write(theme.pixels(scale))
            if self.document().size().height() <= self.viewport().height():
                return

    def _write(self, size: int) -> None:
        now = theme.colours()
        self.clear()
        cursor = QTextCursor(self.document())
        spaced = QTextBlockFormat()
        spaced.setLineHeight(125.0, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
        cursor.setBlockFormat(spaced)
        for text, own in runs(*self._shown):
            form = QTextCharFormat()
            font = QFont(self.font())
            font.setPixelSize(size)
            font.setWeight(QFont.Weight.Medium)
            font.setItalic(own)
            form.setFont(font)
            form.setForeground(QColor(now.accent if own else now.text))
            if own:
                form.setBackground(QColor(now.accent_soft))
            cursor.insertText(text, form)
        self.verticalScrollBar().setValue(0)
