"""The room's row of actions, each with its key."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QSizePolicy

from desktop import theme
from desktop.widgets.buttons import KeyButton

if TYPE_CHECKING:
    from desktop.screens.room_words import Allowed

KEYS = {
    Qt.Key.Key_Space: "done",
    Qt.Key.Key_Return: "done",
    Qt.Key.Key_Enter: "done",
    Qt.Key.Key_R: "repeat",
    Qt.Key.Key_F: "rephrase",
    Qt.Key.Key_H: "hint",
    Qt.Key.Key_D: "dispute",
    Qt.Key.Key_S: "skip",
    Qt.Key.Key_P: "pause",
    Qt.Key.Key_T: "type",
    Qt.Key.Key_Escape: "end",
}


class RoomButtons(QFrame):
    """Lays the buttons out; what they do is the screen's."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("role", "footer")
        self.done = KeyButton("I'm done", "done", "Space", "primary")
        self.undo = KeyButton("Undo", "undo", "Ctrl+Z")
        self.repeat = KeyButton("Repeat", "repeat", "R")
        self.rephrase = KeyButton("Rephrase", "rephrase", "F")
        self.hint = KeyButton("Hint", "hint", "H")
        self.dispute = KeyButton("Not said", "dispute", "D")
        self.dispute.setAccessibleName("I didn't say that: strike the quote")
        self.skip = KeyButton("Skip", "skip", "S")
        self.skip.setAccessibleName("Skip this question without judgement")
        self.pause = KeyButton("Pause", "pause", "P")
        self.type = KeyButton("Type", "type", "T")
        self.type.setAccessibleName("Type your answer instead")
        self.end = KeyButton("End round", "end", "Esc")
        self._plain = False
        self._grid = grid = QGridLayout(self)
        grid.setContentsMargins(theme.SPACE_5, theme.SPACE_3, theme.SPACE_5, theme.SPACE_3)
        grid.setSpacing(theme.SPACE_2)
        self.done.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Expanding)
        self.done.setMinimumWidth(theme.pixels(11.5))
        grid.addWidget(self.done, 0, 0, 2, 1)
        grid.setColumnMinimumWidth(1, theme.SPACE_1)
        for column, button in enumerate((self.undo, self.repeat, self.rephrase), start=2):
            grid.addWidget(button, 0, column)
        for column, button in enumerate((self.pause, self.hint, self.type), start=2):
            grid.addWidget(button, 1, column)
        grid.setColumnStretch(5, 1)
        right = QHBoxLayout()
        right.setSpacing(theme.SPACE_2)
        right.addStretch(1)
        right.addWidget(self.dispute)
        right.addWidget(self.skip)
        grid.addLayout(right, 0, 5, 1, 2)
        grid.addWidget(self.end, 1, 6)

    def allow(self, allowed: Allowed, *, paused: bool, typing: bool, plain: bool = False) -> None:
        """Enable what makes sense now; a `plain` take offers nothing of what leads elsewhere."""
        if plain != self._plain:
            self._rearrange(plain)
        self.done.setEnabled(allowed.done and not typing)
        self.undo.setEnabled(allowed.undo)
        self.repeat.setEnabled(allowed.help)
        for button in (self.rephrase, self.hint, self.skip):
            button.setEnabled(allowed.help and not plain)
        self.dispute.setEnabled(allowed.dispute and not plain)
        self.pause.setEnabled(allowed.pause)
        self.pause.become("Resume" if paused else "Pause", "play" if paused else "pause")
        self.type.setEnabled(allowed.type and not typing)
        self.end.setEnabled(allowed.end)
        for button in self.findChildren(KeyButton):
            button.show_key(works=not typing)

    def _rearrange(self, plain: bool) -> None:
        self._plain = plain
        for button in (self.rephrase, self.hint, self.dispute, self.skip):
            button.setVisible(not plain)
        self._grid.addWidget(self.type, 1, 3 if plain else 4)
        self.end.become("Leave" if plain else "End round", "end")
