"""Buttons with one of our icons, that follow the theme and show the key that presses them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QIcon, QPainter
from PySide6.QtWidgets import QPushButton, QStyle, QStyleOptionButton

from desktop import theme

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent


class IconButton(QPushButton):
    """A push button whose icon is tinted like its text."""

    def __init__(self, text: str, icon: str, role: str = "plain") -> None:
        super().__init__(text)
        self._icon = icon
        self._tinted = ("", "")
        self.setProperty("role", role)
        self.setIconSize(QSize(theme.icon_pixels(), theme.icon_pixels()))
        self._tint()

    def become(self, text: str, icon: str) -> None:
        """Change what it says and draws."""
        if (text, icon) == (self.text(), self._icon):
            return
        self.setText(text)
        self._icon = icon
        self._tint()

    def changeEvent(self, event: QEvent) -> None:
        """Take the new theme's colours."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange and hasattr(self, "_tinted"):
            self._tint()

    def _tint(self) -> None:
        # Qt tells of a new palette about sixteen times for each button when the theme changes.
        now = theme.colours()
        wanted = (self._icon, now.on_accent if self.property("role") == "primary" else now.text)
        if wanted != self._tinted:
            self._tinted = wanted
            self.setIcon(theme.icon(*wanted))


class KeyButton(IconButton):
    """A button that shows its key in a small cap beside its words."""

    def __init__(self, text: str, icon: str, key: str, role: str = "plain") -> None:
        super().__init__(text, icon, role)
        self._key = key
        self._key_works = True
        # A click must not take the focus: the next Space would press this button again instead of ending the turn.
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAccessibleDescription(f"Key: {key}")

    @property
    def key(self) -> str:
        """The key in words."""
        return self._key

    def show_key(self, *, works: bool) -> None:
        """Show the key cap, or leave it out while the key means something else."""
        if works != self._key_works:
            self._key_works = works
            self.update()

    def sizeHint(self) -> QSize:
        """Leave room for icon, words and key cap in a row."""
        words = self.fontMetrics().horizontalAdvance(self.text())
        wide = (
            theme.SPACE_3 * 2 + self.iconSize().width() + theme.SPACE_2 + words + theme.SPACE_3 + self._cap()
        )
        return QSize(wide, max(self.fontMetrics().height() + theme.SPACE_4 + theme.SPACE_1, 40))

    def minimumSizeHint(self) -> QSize:
        """Never narrower than its words."""
        return self.sizeHint()

    def _cap(self) -> int:
        font = QFont(self.font())
        font.setPixelSize(theme.pixels(theme.SMALL))
        font.setBold(False)
        return QFontMetrics(font).horizontalAdvance(self._key) + theme.SPACE_3

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the frame as the style has it, then icon, words and key cap."""
        option = QStyleOptionButton()
        self.initStyleOption(option)
        option.text, option.icon = "", QIcon()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self.style().drawControl(QStyle.ControlElement.CE_PushButton, option, painter, self)
        now = theme.colours()
        primary = self.property("role") == "primary"
        ink = QColor(now.on_accent if primary else now.text)
        if not self.isEnabled():
            ink = QColor(now.muted if primary else now.edge)
        self._paint_words(painter, ink)

    def _paint_words(self, painter: QPainter, ink: QColor) -> None:
        area = self.rect().adjusted(theme.SPACE_3, 0, -theme.SPACE_3, 0)
        side = self.iconSize().width()
        mode = QIcon.Mode.Normal if self.isEnabled() else QIcon.Mode.Disabled
        place = QRect(area.left(), area.center().y() - side // 2, side, side)
        self.icon().paint(painter, place, Qt.AlignmentFlag.AlignCenter, mode)
        painter.setPen(ink)
        words = area.adjusted(side + theme.SPACE_2, 0, -self._cap() - theme.SPACE_2, 0)
        painter.drawText(words, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, self.text())
        if self._key_works:
            self._paint_cap(painter, area, ink)

    def _paint_cap(self, painter: QPainter, area: QRect, ink: QColor) -> None:
        font = painter.font()
        font.setPixelSize(theme.pixels(theme.SMALL))
        font.setBold(False)
        painter.setFont(font)
        wide, tall = self._cap(), painter.fontMetrics().height() + theme.SPACE_1
        cap = QRect(area.right() - wide + 1, area.center().y() - tall // 2, wide, tall)
        edge = QColor(ink)
        edge.setAlphaF(0.55)
        painter.setPen(edge)
        painter.drawRoundedRect(cap, 4, 4)
        painter.setPen(ink)
        painter.drawText(cap, Qt.AlignmentFlag.AlignCenter, self._key)
