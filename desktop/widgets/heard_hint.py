"""A small note beside a word that says what was heard there; plain text, whatever stands in it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QScrollArea, QWidget

from desktop import theme
from desktop.widgets.plain import PlainLabel

if TYPE_CHECKING:
    from PySide6.QtCore import QRectF

LONGEST = 300
"""Characters: five lines; the rest is in the list beneath the answer."""


class HeardHint(PlainLabel):
    """Lies over the page, scrolls with it and takes no clicks. Qt's own tooltips take text for markup."""

    def __init__(self, beside: QWidget) -> None:
        super().__init__("", "tip", wrap=True)
        self._beside, self._page = beside, _page_of(beside)
        self.setParent(self._page)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.ensurePolished()
        self.hide()

    def show_beneath(self, word: QRectF, text: str) -> None:
        """Show a text under a word, or above it where the page ends."""
        self.setText(text if len(text) <= LONGEST else text[: LONGEST - 1] + "…")
        widest = min(self._page.width() - 2 * theme.SPACE_4, theme.pixels(28))
        wide = min(widest, self.fontMetrics().horizontalAdvance(self.text()) + 2 * theme.SPACE_4)
        self.resize(wide, max(self.heightForWidth(wide), self.fontMetrics().height() + theme.SPACE_3))
        top = self._beside.mapTo(self._page, word.topLeft().toPoint())
        under = top + QPoint(0, round(word.height()) + theme.SPACE_1)
        left = max(theme.SPACE_2, min(under.x(), self._page.width() - wide - theme.SPACE_2))
        fits = under.y() + self.height() <= self._page.height()
        self.move(left, under.y() if fits else top.y() - self.height() - theme.SPACE_1)
        self.raise_()
        self.show()


def _page_of(widget: QWidget) -> QWidget:
    """Return what a scroll area moves around that holds a widget, or else its window."""
    found = widget
    while (above := found.parentWidget()) is not None:
        if isinstance(above.parentWidget(), QScrollArea):
            return found
        found = above
    return found
