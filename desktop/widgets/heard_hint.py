"""A small note beside a word that says what was heard there; plain text, whatever stands in it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt

from desktop import theme
from desktop.widgets.plain import PlainLabel

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

LONGEST = 300
"""Characters: five lines; the rest is in the list beneath the answer."""


class HeardHint(PlainLabel):
    """Lies over the page and takes no clicks. Qt's own tooltips take text for markup."""

    def __init__(self, beside: QWidget) -> None:
        super().__init__("", "tip", wrap=True)
        self._window = beside.window()
        self.setParent(self._window)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.hide()

    def show_at(self, under: QPoint, text: str) -> None:
        """Show a text under a place of the screen, inside the window."""
        self.setText(text if len(text) <= LONGEST else text[: LONGEST - 1] + "…")
        window = self._window
        widest = min(window.width() - 2 * theme.SPACE_4, theme.pixels(28))
        wide = min(widest, self.fontMetrics().horizontalAdvance(self.text()) + 2 * theme.SPACE_3 + 4)
        self.resize(wide, self.heightForWidth(wide))
        at = window.mapFromGlobal(under) + QPoint(0, theme.SPACE_1)
        left = max(theme.SPACE_2, min(at.x(), window.width() - wide - theme.SPACE_2))
        top = at.y() if at.y() + self.height() < window.height() else at.y() - self.height() - theme.pixels(2)
        self.move(left, top)
        self.raise_()
        self.show()
