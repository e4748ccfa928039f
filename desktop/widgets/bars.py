"""One sentence across the window: trouble that lasts, or something that passed; and the badge of the house."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QWidget

from desktop import theme
from desktop.widgets.plain import PlainLabel

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent


class _Picture(QWidget):
    """An icon that follows the theme."""

    def __init__(self, name: str, shade: str) -> None:
        super().__init__()
        self._shade = shade
        self._tinted = ("", "")
        self.setFixedSize(theme.icon_pixels(), theme.icon_pixels())
        self.become(name)

    def become(self, name: str) -> None:
        """Draw another icon."""
        self._name = name
        wanted = (name, str(getattr(theme.colours(), self._shade)))
        if wanted != self._tinted:
            self._tinted = wanted
            self._icon = theme.icon(*wanted)
            self.update()

    def changeEvent(self, event: QEvent) -> None:
        """Take the new theme's colours."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange and hasattr(self, "_name"):
            self.become(self._name)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw it."""
        self._icon.paint(QPainter(self), self.rect())


class Bar(QFrame):
    """Shows a sentence with its icon, or hides."""

    def __init__(self, role: str, icon: str, shade: str) -> None:
        super().__init__()
        self.setProperty("role", role)
        self.words = PlainLabel("", wrap=True)
        row = QHBoxLayout(self)
        row.setContentsMargins(theme.SPACE_3, theme.SPACE_2, theme.SPACE_3, theme.SPACE_2)
        row.setSpacing(theme.SPACE_3)
        row.addWidget(_Picture(icon, shade))
        row.addWidget(self.words, 1)
        self.hide()

    def put(self, sentence: str) -> None:
        """Hold a sentence for whoever shows the bar: shown before it has a place, it would be a window of its own."""
        self.words.setText(sentence)
        self.setAccessibleName(sentence)

    def show_sentence(self, sentence: str) -> None:
        """Show a sentence, or with nothing hide."""
        self.put(sentence)
        self.setVisible(bool(sentence))


def banner() -> Bar:
    """Return the bar for trouble that lasts."""
    return Bar("banner", "warning", "bad")


def notice() -> Bar:
    """Return the bar for something that passed."""
    return Bar("notice", "notice", "warn")


class Badge(QFrame):
    """Says whether anything can leave this machine."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("role", "badge")
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self._picture = _Picture("sealed", "accent")
        self.words = PlainLabel("Sealed")
        row = QHBoxLayout(self)
        row.setContentsMargins(theme.SPACE_3, theme.SPACE_1, theme.SPACE_3, theme.SPACE_1)
        row.setSpacing(theme.SPACE_2)
        row.addWidget(self._picture)
        row.addWidget(self.words)

    def show_house(self, *, sealed: bool, asks: str) -> None:
        """Show the lock, or who is asked over a connection."""
        self._picture.become("sealed" if sealed else "server")
        cut = asks if len(asks) <= 48 else asks[:47] + "…"
        self.words.setText("Sealed: nothing leaves" if sealed else cut or "A model server asks")
