"""The laser pointer: a soft red dot with a short tail, at a place given as shares of the slide."""

from __future__ import annotations

from collections import deque
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QRadialGradient

if TYPE_CHECKING:
    from collections.abc import Iterator

TAIL_SECONDS = 0.22
"""Long enough to show where a circle was drawn around a number, too short to write."""

MOST_PLACES = 64
"""Of a tail: mice report up to a thousand times a second."""

DOT = 0.011
"""Radius of the dot as a share of the slide's width: a lecture hall's laser on a screen of three metres."""

RED = QColor(235, 38, 32)


class Laser:
    """Where the pointer is and was; feed it places and times in order."""

    def __init__(self) -> None:
        self._places: deque[tuple[float, float, float]] = deque(maxlen=MOST_PLACES)

    @property
    def is_seen(self) -> bool:
        """Whether it is anywhere on the slide."""
        return bool(self._places)

    def move(self, x: float, y: float, at: float) -> None:
        """Take a new place; one beside the slide puts it out."""
        if not (0.0 <= x <= 1.0 and 0.0 <= y <= 1.0):
            self.go_out()
        else:
            self._places.append((x, y, at))

    def go_out(self) -> None:
        """Show it nowhere."""
        self._places.clear()

    def has_tail(self, now: float) -> bool:
        """Whether any of the tail is still fading."""
        return len(self._places) > 1 and self._places[-2][2] > now - TAIL_SECONDS

    def tail(self, now: float) -> Iterator[tuple[float, float, float]]:
        """Yield places with their strength, from 1 (now) to 0, the dot itself last."""
        for x, y, at in self._places:
            strength = 1.0 - (now - at) / TAIL_SECONDS
            if (x, y, at) == self._places[-1]:
                yield x, y, 1.0
            elif strength > 0:
                yield x, y, strength


def paint_laser(painter: QPainter, laser: Laser, slide: QRectF, now: float) -> None:
    """Draw dot and tail on a slide."""
    radius = max(5.0, DOT * slide.width())
    before: QPointF | None = None
    for x, y, strength in laser.tail(now):
        place = QPointF(slide.x() + x * slide.width(), slide.y() + y * slide.height())
        if before is not None:
            ink = QColor(RED)
            ink.setAlphaF(0.55 * strength * strength)
            painter.setPen(QPen(ink, 1.1 * radius * strength, Qt.PenStyle.SolidLine, Qt.PenCapStyle.FlatCap))
            painter.drawLine(before, place)
        before = place
    if before is not None:
        _paint_dot(painter, before, radius)


def _paint_dot(painter: QPainter, place: QPointF, radius: float) -> None:
    glow = QRadialGradient(place, 2 * radius)
    for share, strength in ((0.0, 1.0), (0.42, 0.95), (0.55, 0.35), (1.0, 0.0)):
        ink = QColor(RED)
        ink.setAlphaF(strength)
        glow.setColorAt(share, ink)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(glow)
    painter.drawEllipse(place, 2 * radius, 2 * radius)
    painter.setBrush(QColor(255, 214, 205, 235))
    painter.drawEllipse(place, 0.34 * radius, 0.34 * radius)
