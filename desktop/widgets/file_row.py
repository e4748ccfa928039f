"""One file on its way into words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal, Slot
from PySide6.QtGui import QColor, QPainter, QPainterPath
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from desktop import theme
from desktop.widgets.buttons import IconButton
from desktop.widgets.plain import ElidedLabel, PlainLabel

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent

    from desktop.file_queue import FileRow

_ROLES = {"waiting": "note", "working": "note", "finished": "good", "failed": "bad", "cancelled": "note"}


class _Share(QWidget):
    """A slim bar."""

    def __init__(self) -> None:
        super().__init__()
        self._share = 0.0
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """Slim."""
        return QSize(80, 8)

    def show_share(self, share: float) -> None:
        """Show how much is done."""
        if share != self._share:
            self._share = share
            self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the track and what is done of it."""
        now = theme.colours()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        track = self.rect().toRectF().adjusted(0.5, 0.5, -0.5, -0.5)
        path = QPainterPath()
        path.addRoundedRect(track, track.height() / 2, track.height() / 2)
        painter.fillPath(path, QColor(now.raised))
        painter.setClipPath(path)
        track.setWidth(track.width() * self._share)
        painter.fillRect(track, QColor(now.accent))
        painter.setClipping(False)
        painter.setPen(QColor(now.edge))
        painter.drawPath(path)


class FileItem(QWidget):
    """Shows a file's name, how far it is, and a button for what can be done with it."""

    cancel_pressed = Signal(int)
    open_pressed = Signal(str)

    def __init__(self, row: FileRow) -> None:
        super().__init__()
        self._row = row
        self.name = ElidedLabel(row.name)
        self.words = PlainLabel("", "note", wrap=True)
        self.bar = _Share()
        self.button = IconButton("Cancel", "close", "quiet")
        self.button.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        lines = QVBoxLayout()
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(2)
        for widget in (self.name, self.bar, self.words):
            lines.addWidget(widget)
        whole = QHBoxLayout(self)
        whole.setContentsMargins(0, theme.SPACE_1, 0, theme.SPACE_1)
        whole.setSpacing(theme.SPACE_2)
        whole.addLayout(lines, 1)
        whole.addWidget(self.button, 0, Qt.AlignmentFlag.AlignTop)
        self.button.clicked.connect(self._on_clicked)
        self.show_row(row)

    def show_row(self, row: FileRow) -> None:
        """Show how the file is now."""
        self._row = row
        self.words.become(_ROLES[row.state], row.words)
        self.bar.show_share(row.share)
        self.bar.setVisible(row.state == "working")
        finished = row.state == "finished"
        self.button.become("Open" if finished else "Cancel", "type" if finished else "close")
        self.button.setAccessibleName(f"{self.button.text()} {row.name}")
        self.button.setVisible(row.state in ("waiting", "working", "finished"))
        self.setAccessibleName(f"{row.name}: {row.words}")

    @Slot()
    def _on_clicked(self) -> None:
        if self._row.state == "finished":
            self.open_pressed.emit(self._row.entry)
        else:
            self.cancel_pressed.emit(self._row.number)
