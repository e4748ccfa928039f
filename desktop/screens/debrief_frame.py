"""What stands around a debrief: the line to look for words with above it, and what can be done with it beneath."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QAction, QKeySequence, QShortcut
from PySide6.QtWidgets import QFrame, QHBoxLayout, QMenu, QVBoxLayout, QWidget

from desktop import theme
from desktop.widgets.buttons import IconButton, KeyButton
from desktop.widgets.find_bar import FindBar
from desktop.widgets.growing_page import GrowingPage
from desktop.widgets.plain import PlainLabel

if TYPE_CHECKING:
    from collections.abc import Callable

WIDEST = 980
"""Pixels of the column of text: about 110 characters, the most that can be read across without losing the line."""

FORMATS = (("html", "Web page (HTML)"), ("md", "Markdown"), ("pdf", "PDF"), ("json", "Data (JSON)"))


class _Said(PlainLabel):
    """A sentence that takes its room only while there is one."""

    def setText(self, text: str) -> None:
        """Say it, or nothing."""
        super().setText(text)
        self.setVisible(bool(text))


class DebriefFrame(QWidget):
    """Lays them out; what they do is the screen's to say."""

    export_asked = Signal(str)
    """One of FORMATS."""
    folder_asked = Signal()
    new_round_asked = Signal()
    going_on_asked = Signal()
    back_asked = Signal()
    """Back to the history, where the debrief was opened from there."""

    def __init__(self) -> None:
        super().__init__()
        self.area = GrowingPage(WIDEST)
        self.area.setAccessibleName("Debrief")
        self.find_bar = FindBar()
        self.find_bar.stand_alone()
        self.back = KeyButton("History", "back", "Esc")
        self.export = IconButton("E&xport…", "export")
        self.folder = IconButton("Open &folder", "folder")
        self.find_button = KeyButton("Find", "find", "Ctrl+F")
        self.undo = _quiet("undo", "Undo the last correction")
        self.undo.setToolTip("Undo the last correction (Ctrl+Z)")
        self.redo = _quiet("redo", "Make the undone correction again")
        self.redo.setToolTip("Make the undone correction again (Ctrl+Shift+Z)")
        self.said = _Said("", "note", wrap=True)
        self.going_on = IconButton("&Go on with this round", "start")
        self.new_round = IconButton("&New round", "new", "primary")
        self._fill_menu()
        self._lay_out()
        self.new_round.clicked.connect(self.new_round_asked)
        self.going_on.clicked.connect(self.going_on_asked)
        self.folder.clicked.connect(self.folder_asked)
        self.back.clicked.connect(self.back_asked)
        self.allow_back(allowed=False)

    def add_key(self, keys: str, does: Callable[[], object]) -> None:
        """Let keys do something wherever the focus is on this screen."""
        shortcut = QShortcut(QKeySequence(keys), self)
        shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        shortcut.activated.connect(does)

    def allow_back(self, *, allowed: bool) -> None:
        """Show the way back to the history, or none."""
        self.back.setVisible(allowed)

    def _fill_menu(self) -> None:
        self.menu = QMenu(self.export)
        for name, label in FORMATS:
            action = QAction(label, self.menu)
            action.setData(name)
            self.menu.addAction(action)
        self.menu.triggered.connect(self._on_export)
        self.export.setMenu(self.menu)

    @Slot(object)
    def _on_export(self, action: QAction) -> None:
        self.export_asked.emit(str(action.data()))

    def _lay_out(self) -> None:
        footer = QFrame()
        footer.setProperty("role", "footer")
        # Beside eight buttons a sentence would have a few pixels of the narrowest window.
        rows = QVBoxLayout(footer)
        rows.setContentsMargins(theme.SPACE_5, theme.SPACE_3, theme.SPACE_5, theme.SPACE_3)
        rows.setSpacing(theme.SPACE_2)
        rows.addWidget(self.said)
        row = QHBoxLayout()
        row.setSpacing(theme.SPACE_3)
        rows.addLayout(row)
        for button in (self.back, self.export, self.folder, self.find_button, self.undo, self.redo):
            row.addWidget(button)
        row.addStretch(1)
        row.addWidget(self.going_on)
        row.addWidget(self.new_round)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.find_bar)
        column.addWidget(self.area, 1)
        column.addWidget(footer)


def _quiet(icon: str, name: str) -> IconButton:
    button = IconButton("", icon, "quiet")
    button.setAccessibleName(name)
    button.setFixedWidth(theme.pixels(2.6))
    return button
