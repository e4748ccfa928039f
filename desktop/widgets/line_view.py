"""The panel's current line, large, with the candidate's own words set apart and what was not yet said muted."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QColor, QFont, QTextBlockFormat, QTextCharFormat, QTextCursor, QTextDocument
from PySide6.QtWidgets import QFrame, QSizePolicy, QTextEdit

from desktop import theme
from desktop.screens.room_words import runs

if TYPE_CHECKING:
    from PySide6.QtCore import QEvent
    from PySide6.QtGui import QResizeEvent

SIZES = (theme.LINE, 1.7, 1.5, 1.35, theme.LEAD, 1.07)
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
        self._heard = 0
        self._wears = theme.colours()
        self._fitting = False

    def minimumSizeHint(self) -> QSize:
        """Three lines of the smallest type."""
        return QSize(240, theme.pixels(theme.LEAD) * 4)

    def sizeHint(self) -> QSize:
        """As little as will do; the layout gives the rest."""
        return self.minimumSizeHint()

    def show_line(self, line: str, quote: str, heard: int) -> None:
        """Show a line as large as it fits, muted behind its first `heard` characters."""
        if (line, quote) != self._shown:
            self._shown, self._heard = (line, quote), heard
            self._fit()
        elif heard != self._heard:
            self._heard = heard
            self._mute()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit the type to the new room."""
        super().resizeEvent(event)
        self._fit()

    def changeEvent(self, event: QEvent) -> None:
        """Take the new theme's colours."""
        super().changeEvent(event)
        if event.type() == event.Type.PaletteChange and hasattr(self, "_wears"):
            self._dress()

    def _dress(self) -> None:
        if self._wears is not theme.colours():
            self._wears = theme.colours()
            self._fit()

    def _fit(self) -> None:
        # Writing can show or hide the scroll bar, and that resizes: writing again from there crashes inside Qt.
        if self._fitting:
            return
        self._fitting = True
        try:
            room = self.contentsRect()
            fitting = (
                size for size in map(theme.pixels, SIZES) if self._height(size, room.width()) <= room.height()
            )
            self._write(self.document(), next(fitting, theme.pixels(SIZES[-1])))
            # The widget's own cursor went to the end with the text, and a resize would scroll there.
            self.moveCursor(QTextCursor.MoveOperation.Start)
            self._mute()
        finally:
            self._fitting = False

    def _mute(self) -> None:
        """Lay the muted colour over what was not yet said: the text itself stays, so nothing is laid out again."""
        line = self._shown[0]
        selection = QTextEdit.ExtraSelection()
        selection.format.setForeground(QColor(theme.colours().muted))
        selection.cursor = QTextCursor(self.document())
        # A line break of two characters is one position: what lies behind the last one is never asked for.
        last = self.document().characterCount() - 1
        selection.cursor.setPosition(min(last, _in_document(line[: self._heard])))
        selection.cursor.movePosition(QTextCursor.MoveOperation.End, QTextCursor.MoveMode.KeepAnchor)
        self.setExtraSelections([selection] if self._heard < len(line) else [])

    def _height(self, size: int, width: int) -> float:
        measured = QTextDocument()
        measured.setDocumentMargin(0)
        measured.setTextWidth(width)
        self._write(measured, size)
        return measured.size().height()

    def _write(self, document: QTextDocument, size: int) -> None:
        now = theme.colours()
        document.clear()
        cursor = QTextCursor(document)
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


def _in_document(text: str) -> int:
    """Return how many positions a text takes in a document, which counts a rare character as two."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2
