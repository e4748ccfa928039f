"""What is being dictated: what will stay, and quieter behind it what may still change."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFont, QTextBlockFormat, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QTextEdit

from desktop import theme

if TYPE_CHECKING:
    from PySide6.QtCore import QEvent


class RunningText(QTextEdit):
    """Grows at its end without writing again what stands there already."""

    def __init__(self) -> None:
        super().__init__()
        self.setReadOnly(True)
        self.setAcceptRichText(False)
        self.setUndoRedoEnabled(False)
        self.setProperty("role", "reading")
        self.setAccessibleName("What you dictate")
        self.setTabChangesFocus(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.document().setDocumentMargin(theme.SPACE_3)
        self._committed = ""
        self._tentative = ""
        self._fixed = 0
        self._wears = theme.colours()

    def show_text(self, committed: str, tentative: str) -> None:
        """Show what was said so far."""
        if (committed, tentative) == (self._committed, self._tentative):
            return
        bar = self.verticalScrollBar()
        at, follows = bar.value(), bar.value() >= bar.maximum() - 4
        if not committed.startswith(self._committed):
            self._forget()
        cursor = QTextCursor(self.document())
        cursor.beginEditBlock()
        cursor.setPosition(self._fixed)
        cursor.movePosition(QTextCursor.MoveOperation.End, QTextCursor.MoveMode.KeepAnchor)
        cursor.removeSelectedText()
        if cursor.atStart():
            spaced = QTextBlockFormat()
            spaced.setLineHeight(130.0, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
            cursor.setBlockFormat(spaced)
        now = theme.colours()
        cursor.insertText(committed[len(self._committed) :], self._format(now.text))
        self._fixed = cursor.position()
        if tentative:
            joint = " " if committed else ""
            cursor.insertText(joint + tentative, self._format(now.muted, italic=True))
        cursor.endEditBlock()
        self._committed, self._tentative = committed, tentative
        bar.setValue(bar.maximum() if follows else at)

    def changeEvent(self, event: QEvent) -> None:
        """Take the new theme's colours."""
        super().changeEvent(event)
        if event.type() == event.Type.PaletteChange and hasattr(self, "_wears"):
            self._dress()

    def _dress(self) -> None:
        if self._wears is not theme.colours():
            self._wears = theme.colours()
            shown = self._committed, self._tentative
            self._forget()
            self.show_text(*shown)

    def _forget(self) -> None:
        self.clear()
        self._committed, self._tentative, self._fixed = "", "", 0

    def _format(self, colour: str, *, italic: bool = False) -> QTextCharFormat:
        form = QTextCharFormat()
        font = QFont(self.font())
        font.setPixelSize(theme.pixels(theme.LEAD))
        font.setItalic(italic)
        form.setFont(font)
        form.setForeground(QColor(colour))
        return form
