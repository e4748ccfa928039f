"""What was said so far, and the answer that is being given."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QColor, QFont, QTextBlockFormat, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QTextEdit

from desktop import theme

if TYPE_CHECKING:
    from PySide6.QtCore import QEvent
    from PySide6.QtGui import QKeyEvent, QResizeEvent

    from interviewer.transcript import Turn

_ITEM = tuple[str, str, str]
"""Who, what was said, and what may still change."""


class TranscriptView(QTextEdit):
    """Grows at its end and follows it, unless the reader has scrolled up."""

    def __init__(self) -> None:
        super().__init__()
        self.setReadOnly(True)
        self.setAcceptRichText(False)
        self.setUndoRedoEnabled(False)
        self.setProperty("role", "reading")
        self.setAccessibleName("Transcript")
        self.setTabChangesFocus(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._turns: tuple[Turn, ...] = ()
        self._running: tuple[str, str] | None = None
        self._fixed_end = 0
        self._wears = theme.colours()
        self._writing = False

    def minimumSizeHint(self) -> QSize:
        """Two lines."""
        return QSize(160, theme.pixels(theme.BODY) * 4)

    def show_turns(self, turns: tuple[Turn, ...], running: tuple[str, str] | None) -> None:
        """Show the finished turns and the running answer as (committed, tentative), if there is one."""
        if turns == self._turns and running == self._running:
            return
        bar = self.verticalScrollBar()
        at, follows = bar.value(), self._follows()
        # Writing can show the scroll bar, and that resizes in the middle of it.
        self._writing = True
        self._write(turns, running)
        self._writing = False
        bar.setValue(bar.maximum() if follows else at)

    def _write(self, turns: tuple[Turn, ...], running: tuple[str, str] | None) -> None:
        if turns[: len(self._turns)] != self._turns:
            self.clear()
            self._turns, self._fixed_end = (), 0
        self._drop_running()
        for turn in turns[len(self._turns) :]:
            who = "You" if turn.is_answer else turn.speaker
            self._add((who, turn.text, ""), own=turn.is_answer)
        self._fixed_end = self.document().characterCount() - 1
        self._turns, self._running = turns, running
        if running is not None:
            self._add(("You, so far", *running), own=True)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave Space to the room: it ends a turn there, and must not page down here instead."""
        if event.key() == Qt.Key.Key_Space:
            event.ignore()
            return
        super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Go on following the end where it was followed."""
        follows = self._follows() and not self._writing
        super().resizeEvent(event)
        if follows:
            self.verticalScrollBar().setValue(self.verticalScrollBar().maximum())

    def _follows(self) -> bool:
        return self.verticalScrollBar().value() >= self.verticalScrollBar().maximum() - 4

    def changeEvent(self, event: QEvent) -> None:
        """Take the new theme's colours."""
        super().changeEvent(event)
        if event.type() == event.Type.PaletteChange and hasattr(self, "_wears"):
            self._dress()

    def _dress(self) -> None:
        if self._wears is not theme.colours():
            self._wears = theme.colours()
            turns, running = self._turns, self._running
            self.clear()
            self._turns, self._running, self._fixed_end = (), None, 0
            self.show_turns(turns, running)

    def _drop_running(self) -> None:
        cursor = QTextCursor(self.document())
        cursor.setPosition(self._fixed_end)
        cursor.movePosition(QTextCursor.MoveOperation.End, QTextCursor.MoveMode.KeepAnchor)
        cursor.removeSelectedText()

    def _add(self, item: _ITEM, *, own: bool) -> None:
        now = theme.colours()
        who, said, tentative = item
        cursor = QTextCursor(self.document())
        cursor.movePosition(QTextCursor.MoveOperation.End)
        cursor.beginEditBlock()
        name = self._format(now.accent if own else now.muted, small=True)
        self._begin_block(cursor, above=0 if self.document().isEmpty() else theme.SPACE_3)
        cursor.insertText(who, name)
        self._begin_block(cursor, above=2)
        cursor.insertText(said, self._format(now.text))
        if tentative:
            joint = " " if said else ""
            cursor.insertText(joint + tentative, self._format(now.muted, italic=True))
        cursor.endEditBlock()

    def _begin_block(self, cursor: QTextCursor, above: int) -> None:
        block = QTextBlockFormat()
        block.setTopMargin(above)
        if self.document().isEmpty():
            cursor.setBlockFormat(block)
        else:
            cursor.insertBlock(block)

    def _format(self, colour: str, *, small: bool = False, italic: bool = False) -> QTextCharFormat:
        form = QTextCharFormat()
        font = QFont(self.font())
        font.setPixelSize(theme.pixels(theme.SMALL if small else 1.07))
        font.setWeight(QFont.Weight.DemiBold if small else QFont.Weight.Normal)
        font.setItalic(italic)
        form.setFont(font)
        form.setForeground(QColor(colour))
        return form
