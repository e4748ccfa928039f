"""A drop-down list with our own arrow."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QColor, QPainter, QPen
from PySide6.QtWidgets import QComboBox, QSizePolicy

from desktop import theme

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent


class Picker(QComboBox):
    """Never wider than its place: a device's name can be 80 characters long."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(10)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setProperty("wanted", "")

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the box, then the arrow that a style sheet takes away."""
        super().paintEvent(event)
        now = theme.colours()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        pen = QPen(QColor(now.text if self.isEnabled() else now.edge), 1.8)
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
        painter.setPen(pen)
        centre = QPointF(self.width() - 20, self.height() / 2)
        painter.drawPolyline(
            [centre + QPointF(-5, -2.5), centre + QPointF(0, 2.5), centre + QPointF(5, -2.5)]
        )
