"""The round along its clock: who spoke when, drawn so that any moment can be played."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QBrush, QColor, QFont, QPainter, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from desktop import theme
from interviewer.debrief import wording
from interviewer.debrief.timeline_svg import every, lower

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent, QMouseEvent, QPaintEvent

    from interviewer.debrief.timeline import Mark, Span, Timeline

MARKS, PANEL, YOU, PACE, AXIS = 13, 14, 20, 22, 20
"""Heights of a row's lanes in logical pixels, from its top."""
GAP = 3
LEGEND_LINES = 2
"""As many as its words need in the narrowest window."""
ROW = MARKS + PANEL + YOU + PACE + AXIS + 5 * GAP
NARROWEST = 3.0
"""Pixels of a turn at least: a shorter one could not be hit."""

_STEPS = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1, Qt.Key.Key_Home: -(10**6), Qt.Key.Key_End: 10**6}
_PLAYS = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space)
_LEGEND = (("panel", "panel"), ("you", "you, pauses of a second left open"), ("challenge", "challenge"),
           ("planted", "planted objection"), ("panel_cut_in", "somebody cut in"), ("still", "stood still"),
           ("pace", "your pace, dashed its median"))  # fmt: skip


class TimelineView(QWidget):
    """Paints a round; a click plays from there, arrow keys go from turn to turn and Return plays one."""

    place_pressed = Signal(str, float)
    looked_at = Signal(str)
    """Which turn is under the pointer or the keys, in words."""

    def __init__(self, found: Timeline) -> None:
        super().__init__()
        self._found = found
        self._rows = found.rows
        self._current, self._playing = 0, ""
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._tell()

    def sizeHint(self) -> QSize:
        """As high as its rows and the legend."""
        return QSize(640, self._rows * ROW + self._legend_height())

    def minimumSizeHint(self) -> QSize:
        """As high, and narrower."""
        return QSize(280, self.sizeHint().height())

    def show_playing(self, clip: str) -> None:
        """Show which recording plays."""
        if clip != self._playing:
            self._playing = clip
            self.update()

    def said(self, span: Span) -> str:
        """Say what a turn is."""
        paused = len(span.pauses)
        pieces = [f"{wording.clock(span.start)} {span.speaker}"]
        if span.who == "candidate" and span.pace is not None:
            pieces.append(f"{span.pace:.0f} words a minute")
        if paused:
            pieces.append(f"{paused} long {'pause' if paused == 1 else 'pauses'}")
        if span.who == "panel":
            pieces.append(wording.KINDS.get(span.kind, span.kind).lower())
        return f"{', '.join(pieces)}: {span.label}" if span.label else ", ".join(pieces)

    # What the candidate does

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go from turn to turn, or play."""
        key, spans = Qt.Key(event.key()), self._found.spans
        if key in _STEPS and spans:
            self._current = min(max(self._current + _STEPS[key], 0), len(spans) - 1)
            self._tell()
        elif key in _PLAYS and spans:
            self._play(spans[self._current], spans[self._current].start)
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Play from where it was clicked."""
        at = self._moment(event.position())
        place = self._under(event.position())
        if event.button() == Qt.MouseButton.LeftButton and place is not None:
            self._current = place
            self._tell()
            self._play(self._found.spans[place], at)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Say what is under the pointer."""
        place = self._under(event.position())
        if place is not None:
            self.looked_at.emit(self.said(self._found.spans[place]))

    def _play(self, span: Span, at: float) -> None:
        if span.clip:
            self.place_pressed.emit(span.clip, max(0.0, max(at, span.start) - span.zero))

    def _tell(self) -> None:
        words = self.said(self._found.spans[self._current]) if self._found.spans else "nobody spoke"
        self.setAccessibleName(f"Timeline. {words}")
        self.looked_at.emit(words)
        self.update()

    # Where things lie

    def _moment(self, point: QPointF) -> float:
        row = min(int(point.y() // ROW), self._rows - 1)
        return (row + point.x() / max(1, self.width())) * self._found.row

    def _under(self, point: QPointF) -> int | None:
        if point.y() >= self._rows * ROW:
            return None
        for at, span in enumerate(self._found.spans):
            if any(box.adjusted(-1, -2, 1, 2).contains(point) for box in self._boxes(span)):
                return at
        return None

    def _boxes(self, span: Span) -> list[QRectF]:
        """Return where a turn is drawn: one box in each row that it reaches into."""
        mine = span.who == "candidate"
        lane = MARKS + GAP + (PANEL + GAP if mine else 0)
        return self._between(span.start, span.end, lane, YOU if mine else PANEL)

    def _between(self, start: float, end: float, top: float, high: float) -> list[QRectF]:
        found, row = [], self._found.row
        for number in range(int(start // row), min(int(end // row), self._rows - 1) + 1):
            left = max(start / row - number, 0.0) * self.width()
            right = min(end / row - number, 1.0) * self.width()
            if right > left:
                found.append(QRectF(left, number * ROW + top, max(NARROWEST, right - left), high))
        return found

    # What is drawn

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw rows, turns, marks and the legend."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        font = QFont(self.font())
        font.setPixelSize(theme.pixels(0.8))
        painter.setFont(font)
        for since, until in self._found.still:
            for box in self._between(since, until, MARKS, PANEL + YOU + 3 * GAP):
                painter.fillRect(box, _hatched())
        for at, span in enumerate(self._found.spans):
            self._paint_span(painter, span, here=at == self._current and self.hasFocus())
        self._paint_paces(painter)
        for number in range(self._rows):
            self._paint_axis(painter, number)
        for mark in self._found.marks:
            self._paint_mark(painter, mark)
        self._paint_legend(painter)

    def _hue(self, span: Span) -> QColor:
        now = theme.colours()
        return QColor(now.accent if span.who == "candidate" else now.seats[span.seat % len(now.seats)])

    def _paint_span(self, painter: QPainter, span: Span, *, here: bool) -> None:
        now = theme.colours()
        boxes = self._boxes(span)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._hue(span))
        for box in boxes:
            painter.drawRoundedRect(box, 2, 2)
        top, high = (boxes[0].top() % ROW, boxes[0].height()) if boxes else (0.0, 0.0)
        for since, until in span.pauses:
            for gap in self._between(since, until, top + 4, high - 8):
                painter.fillRect(gap, QColor(now.surface))
        if here or (span.clip and span.clip == self._playing):
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(QColor(now.text), 2))
            for box in boxes:
                painter.drawRoundedRect(box.adjusted(-1, -1, 1, 1), 3, 3)

    def _paint_paces(self, painter: QPainter) -> None:
        now, row = theme.colours(), self._found.row
        if self._found.pace is None:
            return
        painter.setPen(QPen(QColor(now.edge), 1, Qt.PenStyle.DashLine))
        for number in range(self._rows):
            y = number * ROW + _high(self._found.pace)
            painter.drawLine(QPointF(0, y), QPointF(self.width(), y))
        painter.setPen(QPen(QColor(now.text), 1.4))
        for span in self._found.spans:
            for number in range(self._rows):
                inside = [
                    QPointF((at / row - number) * self.width(), number * ROW + _high(pace))
                    for at, pace in span.paces
                    if number * row <= at < (number + 1) * row
                ]
                if len(inside) == 1:
                    painter.drawEllipse(inside[0], 1, 1)
                painter.drawPolyline(QPolygonF(inside))

    def _paint_axis(self, painter: QPainter, number: int) -> None:
        now, row = theme.colours(), self._found.row
        y = number * ROW + MARKS + PANEL + YOU + PACE + 4 * GAP
        painter.setPen(QColor(now.line))
        painter.drawLine(QPointF(0, y), QPointF(self.width(), y))
        step = every(row) * (2 if self.width() < 560 else 1)
        for count in range(-int(-row // step)):
            moment = number * row + count * step
            if moment > self._found.seconds:
                break
            x = self.width() * count * step / row
            painter.setPen(QColor(now.edge))
            painter.drawLine(QPointF(x, y), QPointF(x, y + 4))
            painter.setPen(QColor(now.muted))
            named = wording.clock(moment)
            left = min(x + 3, self.width() - painter.fontMetrics().horizontalAdvance(named))
            painter.drawText(QPointF(left, y + AXIS - 5), named)

    def _paint_mark(self, painter: QPainter, mark: Mark) -> None:
        row = min(int(mark.at // self._found.row), self._rows - 1)
        x = (mark.at / self._found.row - row) * self.width()
        _sign(painter, mark.what, QPointF(min(max(x, 5.0), self.width() - 5.0), row * ROW + MARKS / 2))

    def _legend_height(self) -> int:
        return LEGEND_LINES * (self.fontMetrics().height() + GAP)

    def _paint_legend(self, painter: QPainter) -> None:
        now = theme.colours()
        high = self._legend_height() / LEGEND_LINES
        x, middle = 0.0, self._rows * ROW + high / 2
        for what, words in _LEGEND:
            wide = 33 + painter.fontMetrics().horizontalAdvance(words)
            if x and x + wide > self.width():
                x, middle = 0.0, middle + high
            if what == "panel":
                for place, seat in enumerate(now.seats):
                    painter.fillRect(QRectF(x + 9 * place, middle - 5, 8, 10), QColor(seat))
                x += 18
            elif what == "you":
                painter.fillRect(QRectF(x, middle - 5, 10, 10), QColor(now.accent))
            elif what == "pace":
                painter.setPen(QPen(QColor(now.text), 1.4))
                painter.drawLine(QPointF(x, middle), QPointF(x + 10, middle))
            elif what == "still":
                painter.fillRect(QRectF(x, middle - 5, 10, 10), _hatched())
            else:
                _sign(painter, what, QPointF(x + 5, middle))
            painter.setPen(QColor(now.muted))
            painter.drawText(QPointF(x + 15, middle + painter.fontMetrics().ascent() / 2 - 1), words)
            x += 15 + painter.fontMetrics().horizontalAdvance(words) + theme.SPACE_4


def _high(pace: float) -> float:
    """Return how far below the top of its row a pace is drawn."""
    return MARKS + PANEL + YOU + 3 * GAP + PACE * lower(pace)


def _hatched() -> QBrush:
    """Return how time is drawn in which nothing ran."""
    return QBrush(QColor(theme.colours().edge), Qt.BrushStyle.BDiagPattern)


def _sign(painter: QPainter, what: str, centre: QPointF) -> None:
    """Draw what happened at a moment; shapes differ, so that no colour needs to be told apart."""
    now = theme.colours()
    x, y = centre.x(), centre.y()
    if what in ("challenge", "planted"):
        corners = [QPointF(x - 4.5, y - 4), QPointF(x + 4.5, y - 4), QPointF(x, y + 4.5)]
        painter.setPen(QPen(QColor(now.warn), 1.4))
        painter.setBrush(QColor(now.warn) if what == "challenge" else Qt.BrushStyle.NoBrush)
        painter.drawPolygon(QPolygonF(corners))
        return
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(QColor(now.bad), 2))
    corners = [QPointF(x + 2, y - 5), QPointF(x - 3, y + 1), QPointF(x + 3, y), QPointF(x - 2, y + 5)]
    painter.drawPolyline(QPolygonF(corners))
