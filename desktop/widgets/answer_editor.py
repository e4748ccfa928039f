"""A stretch of an answer while it is corrected, in the place where it stands."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal, Slot
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QPlainTextEdit, QVBoxLayout, QWidget

from desktop import theme
from desktop.widgets.plain import PlainLabel

if TYPE_CHECKING:
    from PySide6.QtGui import QFont, QKeyEvent

HINT = "Enter keeps it · Esc leaves it as it was · Ctrl+P plays from the cursor · what was heard stays in the session"


class _Page(QPlainTextEdit):
    """Takes text; three keys mean something else here."""

    kept = Signal()
    left = Signal()
    play_asked = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Keep on Return, leave on Escape, write the rest."""
        control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.kept.emit()
        elif event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        elif control and event.key() == Qt.Key.Key_P:
            self.play_asked.emit()
        else:
            super().keyPressEvent(event)
            event.accept()  # What it has no use for must not become one of the page's keys.


class AnswerEditor(QWidget):
    """Grows with what is typed, and never shows a scroll bar of its own."""

    kept = Signal(str)
    left = Signal()
    play_asked = Signal(int)
    """How many words stand before the cursor."""
    grown = Signal()

    def __init__(self, text: str, font: QFont, parent: QWidget) -> None:
        super().__init__(parent)
        self.page = _Page()
        self.page.setProperty("role", "typing")
        self.page.setAccessibleName("Correct what was heard")
        self.page.setAccessibleDescription(HINT)
        self.page.setTabChangesFocus(True)
        self.page.setFont(font)
        self.page.document().setDefaultFont(font)
        self.page.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.page.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.page.setPlainText(text)
        self.hint = PlainLabel(HINT, "note", wrap=True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.SPACE_1)
        column.addWidget(self.page, 1)
        column.addWidget(self.hint)
        self._lines = 0
        self.page.kept.connect(self._on_kept)
        self.page.left.connect(self.left)
        self.page.play_asked.connect(self._on_play)
        self.page.textChanged.connect(self._on_changed)

    @property
    def text(self) -> str:
        """What was typed."""
        return self.page.toPlainText()

    def choose(self, start: int, stop: int) -> None:
        """Select characters, so that the next key replaces them."""
        cursor = self.page.textCursor()
        cursor.setPosition(start)
        cursor.setPosition(stop, QTextCursor.MoveMode.KeepAnchor)
        self.page.setTextCursor(cursor)

    def replace_all(self, text: str) -> None:
        """Write another text in one step that can be undone."""
        cursor = self.page.textCursor()
        cursor.select(QTextCursor.SelectionType.Document)
        cursor.insertText(text)

    def height_for(self, width: int) -> int:
        """Return the height at which all of it can be seen."""
        if self.page.width() != width:
            self.page.resize(width, max(1, self.page.height()))
        self._lines = max(1, round(self.page.document().size().height()))
        frame = 2 * round(self.page.document().documentMargin()) + 2 * theme.SPACE_2 + 2
        return self._lines * self.page.fontMetrics().lineSpacing() + frame + self._beneath(width)

    def sizeHint(self) -> QSize:
        """Some lines."""
        return QSize(480, self.height_for(480))

    def _beneath(self, width: int) -> int:
        return theme.SPACE_1 + self.hint.heightForWidth(width)

    @Slot()
    def _on_changed(self) -> None:
        if round(self.page.document().size().height()) != self._lines:
            self.grown.emit()

    @Slot()
    def _on_kept(self) -> None:
        self.kept.emit(self.text)

    @Slot()
    def _on_play(self) -> None:
        before = self.text[: self.page.textCursor().selectionStart()]
        inside = bool(before) and not before[-1].isspace()
        self.play_asked.emit(max(0, len(before.split()) - inside))
