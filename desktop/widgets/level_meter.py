"""The bar that moves with the candidate's voice."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from desktop import theme
from desktop.widgets.level import LOUD, QUIET, LevelJudge, Verdict, share
from desktop.widgets.plain import PlainLabel

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent

    from audio.events import LevelMeasured

_ROLES: dict[Verdict, str] = {
    "waiting": "note",
    "dead": "bad",
    "quiet": "warn",
    "good": "good",
    "loud": "warn",
}


class LevelMeter(QWidget):
    """Paints the level, the held peak and the two ends of the good range."""

    def __init__(self) -> None:
        super().__init__()
        self.judge = LevelJudge()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName("Microphone level")

    def sizeHint(self) -> QSize:
        """A slim bar."""
        return QSize(160, 18)

    def minimumSizeHint(self) -> QSize:
        """As slim, and shorter."""
        return QSize(80, 18)

    def on_level(self, level: LevelMeasured) -> None:
        """Take the next level."""
        self.judge.push(level)
        self.update()

    def clear(self) -> None:
        """Fall back to nothing heard."""
        self.judge.clear()
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the track, the level, the good range's ends and the peak."""
        now = theme.colours()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        track = QRectF(self.rect()).adjusted(0.5, 3.5, -0.5, -3.5)
        path = QPainterPath()
        path.addRoundedRect(track, track.height() / 2, track.height() / 2)
        painter.fillPath(path, QColor(now.raised))
        painter.setClipPath(path)
        painter.fillRect(self._up_to(track, self.judge.rms), QColor(self._colour()))
        painter.setClipping(False)
        painter.setPen(QColor(now.edge))
        painter.drawPath(path)
        for end in (QUIET, LOUD):
            across = track.left() + track.width() * share(end)
            painter.drawLine(round(across), 0, round(across), 3)
        if self.judge.peak > -59:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(now.text))
            across = track.left() + (track.width() - 3) * share(self.judge.peak)
            painter.drawRoundedRect(QRectF(across, track.top() - 1, 3, track.height() + 2), 1, 1)

    def _up_to(self, track: QRectF, level: float) -> QRectF:
        return QRectF(track.left(), track.top(), track.width() * share(level), track.height())

    def _colour(self) -> str:
        now = theme.colours()
        if self.judge.verdict == "loud":
            return now.warn
        return now.good if self.judge.rms >= QUIET else now.edge


class MeterWithWords(QWidget):
    """The meter and, beneath it, what to do about it."""

    def __init__(self) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.SPACE_1)
        self.meter = LevelMeter()
        self.words = PlainLabel(self.meter.judge.words, "note", wrap=True)
        column.addWidget(self.meter)
        column.addWidget(self.words)

    def on_level(self, level: LevelMeasured) -> None:
        """Take the next level."""
        self.meter.on_level(level)
        self._say()

    def clear(self) -> None:
        """Start again with another microphone."""
        self.meter.clear()
        self._say()

    def _say(self) -> None:
        self.words.become(_ROLES[self.meter.judge.verdict], self.meter.judge.words)
