"""The panel's seats; whoever speaks is lit."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from desktop import theme
from desktop.screens.room_words import initials

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QPaintEvent

FACE = 56
"""Diameter of a face in logical pixels: 15 mm, told apart at two metres."""


class Seats(QWidget):
    """Paints a face with initials and a name for each member of the panel."""

    def __init__(self) -> None:
        super().__init__()
        self._names: tuple[str, ...] = ()
        self._speaking = ""
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName("The panel")

    def sizeHint(self) -> QSize:
        """Faces with names beneath."""
        return QSize(360, FACE + 24 + self.fontMetrics().height())

    def minimumSizeHint(self) -> QSize:
        """The same height, and narrower."""
        return QSize(240, self.sizeHint().height())

    def show_panel(self, names: Sequence[str], speaking: str) -> None:
        """Seat the panel and light the one who speaks."""
        if (tuple(names), speaking) == (self._names, self._speaking):
            return
        self._names, self._speaking = tuple(names), speaking
        listing = ", ".join(names)
        self.setAccessibleDescription(f"{listing}. {speaking} is speaking." if speaking else listing)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the seats side by side."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        wide = min(220.0, self.width() / max(1, len(self._names)))
        for at, name in enumerate(self._names):
            self._paint_seat(painter, QRectF(at * wide, 0, wide, self.height()), at, name)

    def _paint_seat(self, painter: QPainter, area: QRectF, at: int, name: str) -> None:
        now = theme.colours()
        lit = name == self._speaking
        hue = QColor(now.seats[at % len(now.seats)])
        centre = QPointF(area.center().x(), FACE / 2 + 8)
        if lit:
            halo = QColor(hue)
            halo.setAlphaF(0.25)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(halo)
            painter.drawEllipse(centre, FACE / 2 + 7, FACE / 2 + 7)
        painter.setPen(Qt.PenStyle.NoPen if lit else QPen(hue, 2))
        painter.setBrush(hue if lit else QColor(now.surface))
        painter.drawEllipse(centre, FACE / 2 - 1, FACE / 2 - 1)
        font = QFont(self.font())
        font.setPixelSize(22)
        font.setWeight(QFont.Weight.DemiBold)
        painter.setFont(font)
        painter.setPen(QColor(now.on_seat) if lit else hue)
        face = QRectF(centre.x() - FACE / 2, centre.y() - FACE / 2, FACE, FACE)
        painter.drawText(face, Qt.AlignmentFlag.AlignCenter, initials(name))
        self._paint_name(painter, area, name, lit=lit)

    def _paint_name(self, painter: QPainter, area: QRectF, name: str, *, lit: bool) -> None:
        now = theme.colours()
        font = QFont(self.font())
        font.setWeight(QFont.Weight.Bold if lit else QFont.Weight.Normal)
        painter.setFont(font)
        painter.setPen(QColor(now.text if lit else now.muted))
        beneath = QRectF(area.left() + 4, FACE + 17, area.width() - 8, area.height() - FACE - 17)
        fitting = painter.fontMetrics().elidedText(name, Qt.TextElideMode.ElideRight, int(beneath.width()))
        painter.drawText(beneath, Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop, fitting)
