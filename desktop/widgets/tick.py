"""A box to tick that can be seen in both themes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPen
from PySide6.QtWidgets import QCheckBox

from desktop import theme

if TYPE_CHECKING:
    from PySide6.QtCore import QPoint
    from PySide6.QtGui import QPaintEvent

SIDE = 22


class Tick(QCheckBox):
    """The box alone; its words stand in a label beside it, where they can wrap."""

    def sizeHint(self) -> QSize:
        """The box with room for its focus ring."""
        return QSize(SIDE + 8, SIDE + 8)

    def hitButton(self, pos: QPoint) -> bool:  # noqa: N802 - Qt's name
        """Take a click anywhere on it."""
        return self.rect().contains(pos)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the box, its tick and its focus."""
        now = theme.colours()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(4, (self.height() - SIDE) / 2, SIDE, SIDE)
        if self.hasFocus():
            painter.setPen(QPen(QColor(now.accent), 2))
            painter.drawRoundedRect(box.adjusted(-3, -3, 3, 3), 7, 7)
        painter.setPen(QPen(QColor(now.accent if self.isChecked() else now.edge), 1.5))
        painter.setBrush(QColor(now.accent if self.isChecked() else now.surface))
        painter.drawRoundedRect(box, 5, 5)
        if self.isChecked():
            pen = QPen(QColor(now.on_accent), 2.4)
            pen.setCapStyle(Qt.PenCapStyle.RoundCap)
            painter.setPen(pen)
            corner = box.topLeft()
            painter.drawPolyline(
                [corner + QPointF(5, 11.5), corner + QPointF(9.5, 16), corner + QPointF(17, 6.5)]
            )
