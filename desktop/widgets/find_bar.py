"""A line to look for words with."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit

from desktop import theme
from desktop.widgets.buttons import IconButton
from desktop.widgets.plain import PlainLabel

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent


class _Line(QLineEdit):
    """Return goes on, with Shift back; Escape leaves."""

    stepped = Signal(bool)
    left = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take the keys that do not write."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.stepped.emit(not event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        elif event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)


class FindBar(QFrame):
    """Says what is looked for and shows how often it was found."""

    sought = Signal(str)
    stepped = Signal(bool)
    closed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.line = _Line()
        self.line.setPlaceholderText("Find in this text")
        self.line.setAccessibleName("Find in this text")
        self.count = PlainLabel("", "note")
        self.count.setMinimumWidth(self.count.fontMetrics().horizontalAdvance("1,000 of 1,000"))
        self.previous = IconButton("", "up", "quiet")
        self.next = IconButton("", "down", "quiet")
        self.close_button = IconButton("", "close", "quiet")
        self.previous.setAccessibleName("The place before")
        self.previous.setToolTip("The place before (Shift+F3)")
        self.next.setAccessibleName("The next place")
        self.next.setToolTip("The next place (F3)")
        self.close_button.setAccessibleName("Stop looking")
        self.close_button.setToolTip("Stop looking (Esc)")
        row = self._row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.SPACE_2)
        row.addWidget(self.line, 1)
        row.addWidget(self.count)
        for button in (self.previous, self.next, self.close_button):
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            button.setFixedWidth(theme.pixels(2.6))
            row.addWidget(button)
        self.line.textChanged.connect(self.sought)
        self.line.stepped.connect(self.stepped)
        self.line.left.connect(self.closed)
        self.close_button.clicked.connect(self.closed)
        self.next.clicked.connect(self.go_on)
        self.previous.clicked.connect(self.go_back)
        self.hide()

    def stand_alone(self) -> None:
        """Be a bar across the window, with room around what is in it."""
        self.setProperty("role", "header")
        self._row.setContentsMargins(theme.SPACE_5, theme.SPACE_2, theme.SPACE_5, theme.SPACE_2)

    def open(self, text: str) -> None:
        """Show the line, with what was selected already in it."""
        self.show()
        if text and "\u2029" not in text:
            self.line.setText(text)
        self.line.selectAll()
        self.line.setFocus()

    def show_count(self, words: str) -> None:
        """Say which of how many."""
        self.count.become("warn" if words == "Not found" else "note", words)

    @Slot()
    def go_on(self) -> None:
        """Go to the next place; also by a key while nothing is looked for yet."""
        self.stepped.emit(True)

    @Slot()
    def go_back(self) -> None:
        """Go to the place before."""
        self.stepped.emit(False)
