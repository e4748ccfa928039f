"""Lets lines of the shown debrief be answered anew, and leads the keyboard back to the one that was."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot

from desktop.screens.debrief_page import TakeTerms

if TYPE_CHECKING:
    from desktop.screens.debrief_page import DebriefPage


class Again(QObject):
    """Knows on which terms a page's lines can be answered anew."""

    asked = Signal(int)
    """A line to be answered anew."""
    marked = Signal(int, int, str)
    """A line, a take of it, and what the candidate wishes of it."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.refuses = ""
        """Why none can be; empty where they can."""
        self._deaf = False
        self._back_to = 0
        """The line whose card takes the keyboard when the report is shown anew."""

    def terms(self) -> TakeTerms:
        """Return the terms of the page that is made next."""
        back_to, self._back_to = self._back_to, 0
        return TakeTerms(self.refuses, self._deaf, back_to)

    def serve(self, page: DebriefPage) -> None:
        """Take the wishes of a page."""
        page.again_pressed.connect(self._on_again)
        page.take_marked.connect(self._on_marked)

    def show_deaf(self, page: DebriefPage | None, *, deaf: bool) -> None:
        """Show whether there is no microphone."""
        self._deaf = deaf
        for card in page.cards if page else ():
            card.show_deaf(deaf=deaf)

    @Slot(int)
    def _on_again(self, line: int) -> None:
        self._back_to = line
        self.asked.emit(line)

    @Slot(int, int, str)
    def _on_marked(self, line: int, take: int, wish: str) -> None:
        self.marked.emit(line, take, wish)
