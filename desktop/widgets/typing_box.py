"""Where an answer is typed instead of spoken."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QPlainTextEdit, QVBoxLayout, QWidget

from desktop import theme
from desktop.widgets.buttons import KeyButton
from desktop.widgets.plain import PlainLabel

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent

WAIT = "Your text is kept here; you can send it when it is your turn."


class _Page(QPlainTextEdit):
    """Takes text; two keys mean something else here."""

    sent = Signal()
    left = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Send on Ctrl+Return, leave on Escape, write the rest."""
        control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        if control and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.sent.emit()
        elif event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)
            event.accept()  # What the page has no use for must not become one of the room's keys.


class TypingBox(QWidget):
    """A plain page with a key to send it; a draft outlives the turn it was begun in."""

    answer_typed = Signal(str)
    closed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.page = _Page()
        self.page.setProperty("role", "typing")
        self.page.setAccessibleName("Your answer")
        self.page.setPlaceholderText("Type your answer here.")
        self.page.setTabChangesFocus(True)
        self.page.setMinimumHeight(theme.pixels(theme.BODY) * 4)
        self.wait = PlainLabel("", "note", wrap=True)
        self.send = KeyButton("Send answer", "send", "Ctrl+Return", "primary")
        self.back = KeyButton("Back to speaking", "microphone", "Esc")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.SPACE_2)
        column.addWidget(self.page, 1)
        row = QHBoxLayout()
        row.setSpacing(theme.SPACE_2)
        row.addWidget(self.wait, 1)
        row.addWidget(self.back)
        row.addWidget(self.send)
        column.addLayout(row)
        self._open = True
        self.page.textChanged.connect(self._refresh)
        self.page.sent.connect(self._on_sent)
        self.page.left.connect(self.closed)
        self.send.clicked.connect(self._on_sent)
        self.back.clicked.connect(self.closed)
        self._refresh()

    def allow(self, *, send: bool) -> None:
        """Say whether an answer can be taken now."""
        self._open = send
        self._refresh()

    @Slot()
    def _refresh(self) -> None:
        has_text = bool(self.page.toPlainText().strip())
        self.send.setEnabled(self._open and has_text)
        self.wait.setText(WAIT if has_text and not self._open else "")

    @Slot()
    def _on_sent(self) -> None:
        text = self.page.toPlainText().strip()
        if not self._open or not text:
            return
        self.page.clear()
        self.answer_typed.emit(text)
        self.closed.emit()
