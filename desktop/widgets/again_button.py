"""A button that has a line asked again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal

from desktop.widgets.buttons import IconButton

if TYPE_CHECKING:
    from PySide6.QtGui import QFocusEvent

    from interviewer.debrief.exchanges import Line

DEAF = "There is no microphone: you would type this take."


class AgainButton(IconButton):
    """The same key leads from one of them to the next, so it says when it is reached."""

    reached = Signal()

    def __init__(self, line: Line, refuses: str) -> None:
        super().__init__("Do this &again", "repeat")
        self.setAccessibleName(f"Do this again: {line.text[:60]}")
        self.setToolTip("It is asked again as it was; your answer stands beside the first.")
        self.setAccessibleDescription(refuses)
        self.setEnabled(not refuses)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Ask to be seen."""
        super().focusInEvent(event)
        self.reached.emit()
