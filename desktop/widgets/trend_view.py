"""A value over rounds: each round a point with its interval, and the line through them with its own."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QPainter, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from desktop import theme
from desktop.widgets.trend_scale import Range, reach, ticks

if TYPE_CHECKING:
    from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QPaintEvent

    from interviewer.trend_lines import Line

LEFT, RIGHT, TOP, BOTTOM = 58, 18, 14, 26
"""Logical pixels around the plot: figures stand at its left, dates below."""
DOT, HIT = 5.0, 16.0
_STEPS = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1, Qt.Key.Key_Home: -(10**6), Qt.Key.Key_End: 10**6}
_OPENS = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space)


@dataclass(frozen=True, slots=True)
class Drawn:
    """A line with its points in words, and the dates under the first and the last."""

    line: Line
    words: tuple[str, ...]
    dates: tuple[str, ...]


class TrendView(QWidget):
    """Paints a line; arrow keys go from round to round, Return or a click opens its debrief."""

    round_opened = Signal(str)
    looked_at = Signal(str)
    """Which round is under the keys or the pointer, in words."""

    def __init__(self) -> None:
        super().__init__()
        self._drawn: Drawn | None = None
        self._range = Range(0.0, 1.0)
        self._current = 0
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setAccessibleName("Trend")
        self.setAccessibleDescription("Arrow keys go from round to round; Return opens its debrief.")

    def sizeHint(self) -> QSize:
        """Wide enough for forty rounds."""
        return QSize(560, 280)

    def minimumSizeHint(self) -> QSize:
        """Smaller, and still legible."""
        return QSize(280, 150)

    def show_line(self, drawn: Drawn | None) -> None:
        """Show a line, its last round current; the round that was current stays so in the same line."""
        same = drawn and self._drawn and drawn.line.id == self._drawn.line.id
        name = self.current if same else ""
        self._drawn = drawn
        if drawn is not None:
            names = [point.name for point in drawn.line.points]
            self._current = names.index(name) if name in names else len(names) - 1
            self._range = reach(drawn.line)
            self._tell()
        self.update()

    @property
    def current(self) -> str:
        """The round that the keys are on, or nothing."""
        if self._drawn is None:
            return ""
        return self._drawn.line.points[self._current].name

    # What the candidate does

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go from round to round, or open one."""
        key = Qt.Key(event.key())
        if self._drawn is not None and key in _STEPS:
            last = len(self._drawn.line.points) - 1
            self._current = min(max(self._current + _STEPS[key], 0), last)
            self._tell()
        elif self._drawn is not None and key in _OPENS:
            self.round_opened.emit(self.current)
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Open the round that was clicked."""
        place = self._under(event.position())
        if place is not None and event.button() == Qt.MouseButton.LeftButton:
            self._current = place
            self._tell()
            self.round_opened.emit(self.current)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Say what is under the pointer."""
        place = self._under(event.position())
        self.setCursor(Qt.CursorShape.ArrowCursor if place is None else Qt.CursorShape.PointingHandCursor)
        if place is not None and self._drawn is not None:
            self.looked_at.emit(self._drawn.words[place])

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show where the keys are."""
        super().focusInEvent(event)
        self._tell()

    def _tell(self) -> None:
        if self._drawn is not None:
            words = self._drawn.words[self._current]
            self.setAccessibleName(f"{self._drawn.line.name}. {words}")
            self.looked_at.emit(words)
        self.update()

    # Where things lie

    def _plot(self) -> QRectF:
        return QRectF(
            LEFT, TOP, max(1.0, self.width() - LEFT - RIGHT), max(1.0, self.height() - TOP - BOTTOM)
        )

    def _x(self, place: float) -> float:
        plot, count = self._plot(), len(self._drawn.line.points) if self._drawn else 1
        return plot.left() + plot.width() * ((place + 0.5) / count)

    def _y(self, value: float) -> float:
        plot, inside = self._plot(), min(max(value, self._range.low), self._range.high)
        return plot.bottom() - plot.height() * (inside - self._range.low) / (
            self._range.high - self._range.low
        )

    def _under(self, point: QPointF) -> int | None:
        if self._drawn is None:
            return None
        near = [
            ((self._x(at) - point.x()) ** 2 + (self._y(one.at) - point.y()) ** 2, at)
            for at, one in enumerate(self._drawn.line.points)
        ]
        far, at = min(near)
        return at if far <= HIT**2 else None

    # What is drawn

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the scale, the trend and the points."""
        if self._drawn is None:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        font = QFont(self.font())
        font.setPixelSize(theme.pixels(0.87))
        painter.setFont(font)
        self._paint_scale(painter, self._drawn)
        self._paint_trend(painter, self._drawn.line)
        for at in range(len(self._drawn.line.points)):
            self._paint_point(painter, self._drawn.line, at)

    def _paint_scale(self, painter: QPainter, drawn: Drawn) -> None:
        now, plot = theme.colours(), self._plot()
        none = {"times": 1.0, "difference": 0.0}.get(drawn.line.scale)
        for value, words in ticks(self._range, drawn.line.scale):
            y = self._y(value)
            painter.setPen(QPen(QColor(now.edge if value == none else now.line), 1.4 if value == none else 1))
            painter.drawLine(QPointF(plot.left(), y), QPointF(plot.right(), y))
            painter.setPen(QColor(now.muted))
            area = QRectF(0, y - 10, LEFT - theme.SPACE_2, 20)
            painter.drawText(area, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, words)
        painter.setPen(QColor(now.muted))
        below = QRectF(plot.left(), plot.bottom() + 4, plot.width(), BOTTOM - 4)
        painter.drawText(below, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, drawn.dates[0])
        if len(drawn.dates) > 1:
            painter.drawText(
                below, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, drawn.dates[-1]
            )

    def _paint_trend(self, painter: QPainter, line: Line) -> None:
        found = line.trend
        if found.slope is None:
            return
        now, last = theme.colours(), found.rounds - 1
        middle = found.start + found.slope.value * last / 2

        def ends(slope: float) -> tuple[QPointF, QPointF]:
            half = slope * last / 2
            return QPointF(self._x(0), self._y(middle - half)), QPointF(self._x(last), self._y(middle + half))

        (a, b), (c, d) = ends(found.slope.low), ends(found.slope.high)
        centre = QPointF(self._x(last / 2), self._y(middle))
        soft = QColor(now.accent)
        soft.setAlphaF(0.13)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(soft)
        painter.drawPolygon(QPolygonF([a, c, centre]))
        painter.drawPolygon(QPolygonF([b, d, centre]))
        clear = found.direction in ("rising", "falling")
        pen = QPen(QColor(now.accent), 2, Qt.PenStyle.SolidLine if clear else Qt.PenStyle.DashLine)
        painter.setPen(pen)
        painter.drawLine(*ends(found.slope.value))

    def _paint_point(self, painter: QPainter, line: Line, at: int) -> None:
        now, point = theme.colours(), line.points[at]
        centre = QPointF(self._x(at), self._y(point.at))
        if point.low is not None or point.high is not None:
            low = self._range.low if point.low is None else point.low
            high = self._range.high if point.high is None else point.high
            painter.setPen(QPen(QColor(now.edge), 1.6))
            painter.drawLine(QPointF(centre.x(), self._y(low)), QPointF(centre.x(), self._y(high)))
        painter.setPen(QPen(QColor(now.surface), 1.5))
        painter.setBrush(QColor(now.text))
        painter.drawEllipse(centre, DOT, DOT)
        if at == self._current and self.hasFocus():
            painter.setPen(QPen(QColor(now.accent), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawEllipse(centre, DOT + 4, DOT + 4)
