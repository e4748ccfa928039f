"""A talk against its plan: two bars to one scale, slides and interruptions beneath; any moment can be played."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QPainter, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from desktop import theme
from interviewer.debrief.talk_words import drift
from interviewer.debrief.timeline_svg import every
from interviewer.debrief.wording import clock

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent, QMouseEvent, QPaintEvent

    from interviewer.rehearsal.talk_parts import TalkReport

LABEL, BAR, GAP, TICKS, AXIS = 16, 22, 4, 18, 20
"""Heights in logical pixels: the words over a bar, the bar, what lies between, the slides' numbers, the axis."""
HIGH = 2 * (LABEL + BAR) + TICKS + AXIS + 4 * GAP
STEP = 10.0
"""Seconds that an arrow key goes."""
_STEPS = {Qt.Key.Key_Left: -STEP, Qt.Key.Key_Right: STEP}
_PLAYS = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space)


class TalkPicture(QWidget):
    """A click plays from there; arrow keys go along the talk and Return plays."""

    place_pressed = Signal(str, float)
    looked_at = Signal(str)
    """What lies under the pointer or the keys, in words."""

    def __init__(self, found: TalkReport) -> None:
        super().__init__()
        self._found = found
        self._whole = max(found.planned or 0.0, found.seconds, 1.0)
        self._at = 0.0
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._tell()

    def sizeHint(self) -> QSize:
        """As high as it is drawn."""
        return QSize(640, HIGH)

    def minimumSizeHint(self) -> QSize:
        """As high, and narrower."""
        return QSize(280, HIGH)

    def said(self, at: float) -> str:
        """Say what was on at a second of the talk."""
        pieces = [clock(at)]
        for one in self._found.sections:
            if one.start is not None and one.end is not None and one.start <= at < one.end:
                late = f", {drift(one.drift)} at its end" if one.drift is not None else ""
                pieces.append(f"{one.name}{late}")
        pieces += [
            f"slide {one.number}"
            for one in self._found.slides
            for start, end in one.showings
            if start <= at < end
        ]
        return " · ".join(pieces)

    # What the candidate does

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go along, or play."""
        key = Qt.Key(event.key())
        if key in _STEPS:
            self._at = min(max(0.0, self._at + _STEPS[key]), self._found.seconds)
            self._tell()
        elif key in _PLAYS:
            self._play(self._at)
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Play from where it was clicked."""
        at = self._whole * event.position().x() / max(1, self.width())
        if event.button() == Qt.MouseButton.LeftButton and at <= self._found.seconds:
            self._at = at
            self._tell()
            self._play(at)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Say what is under the pointer."""
        self.looked_at.emit(self.said(self._whole * event.position().x() / max(1, self.width())))

    def _play(self, at: float) -> None:
        if self._found.audio:
            self.place_pressed.emit(self._found.audio, at)

    def _tell(self) -> None:
        words = self.said(self._at)
        self.setAccessibleName(f"The talk against its plan. {words}")
        self.looked_at.emit(words)
        self.update()

    # What is drawn

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the plan, the talk, its slides and interruptions."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        font = QFont(self.font())
        font.setPixelSize(theme.pixels(0.8))
        painter.setFont(font)
        above, below = LABEL, 2 * LABEL + BAR + GAP
        self._words(painter, 0, "Plan" if self._found.planned is not None else "No plan")
        self._words(painter, LABEL + BAR + GAP, "Talk")
        due = 0.0
        for index, one in enumerate(self._found.sections):
            self._bar(painter, index, due, due + one.planned, above, one.name)
            due += one.planned
            if one.start is not None and one.end is not None:
                self._bar(painter, index, one.start, one.end, below, one.name)
        if not self._found.sections:
            self._bar(painter, 0, 0.0, self._found.seconds, below, "")
        if self._found.planned is not None:
            painter.setPen(QPen(QColor(theme.colours().bad), 1.4, Qt.PenStyle.DashLine))
            x = self._x(self._found.planned)
            painter.drawLine(QPointF(x, above - 2), QPointF(x, below + BAR + 2))
        self._marks(painter, below + BAR + GAP)
        self._axis(painter, below + BAR + TICKS + 2 * GAP)
        if self.hasFocus():
            painter.setPen(QPen(QColor(theme.colours().text), 2))
            x = self._x(self._at)
            painter.drawLine(QPointF(x, below - 3), QPointF(x, below + BAR + 3))

    def _x(self, at: float) -> float:
        return self.width() * at / self._whole

    def _words(self, painter: QPainter, top: float, words: str) -> None:
        painter.setPen(QColor(theme.colours().muted))
        painter.drawText(QPointF(0, top + LABEL - 4), words)

    def _bar(self, painter: QPainter, index: int, start: float, end: float, top: float, name: str) -> None:
        now = theme.colours()
        box = QRectF(self._x(start), top, max(2.0, self._x(end) - self._x(start) - 1.5), BAR)
        hues = (now.accent, *now.seats)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(hues[index % len(hues)]))
        painter.drawRoundedRect(box, 3, 3)
        if painter.fontMetrics().horizontalAdvance(name) + 10 <= box.width():
            painter.setPen(QColor(now.on_accent))
            painter.drawText(box.adjusted(5, 0, -5, 0), int(Qt.AlignmentFlag.AlignVCenter), name)

    def _marks(self, painter: QPainter, top: float) -> None:
        now = theme.colours()
        reached = -100.0
        for start, number in sorted((s, one.number) for one in self._found.slides for s, _ in one.showings):
            x = self._x(start)
            painter.setPen(QColor(now.edge))
            painter.drawLine(QPointF(x, top), QPointF(x, top + 6))
            if x - reached >= painter.fontMetrics().horizontalAdvance("999") + 4:
                painter.setPen(QColor(now.muted))
                painter.drawText(QPointF(x + 3, top + TICKS - 5), str(number))
                reached = x
        painter.setPen(QPen(QColor(now.bad), 2))
        for one in self._found.interruptions:
            x = self._x(one.at)
            painter.drawLine(QPointF(x, top - BAR - GAP - 6), QPointF(x, top + 2))

    def _axis(self, painter: QPainter, top: float) -> None:
        now = theme.colours()
        painter.setPen(QColor(now.line))
        painter.drawLine(QPointF(0, top), QPointF(self.width(), top))
        step = every(self._whole)
        for count in range(int(self._whole / step) + 1):
            named = clock(count * step)
            left = min(self._x(count * step), self.width() - painter.fontMetrics().horizontalAdvance(named))
            painter.setPen(QColor(now.muted))
            painter.drawText(QPointF(left, top + AXIS - 5), named)
