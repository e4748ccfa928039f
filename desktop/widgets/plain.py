"""Text that stays text: the one place that makes labels, and the one dialog built from them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from desktop import theme

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent


class PlainLabel(QLabel):
    """A label that never takes its text for markup; with a buddy, an ampersand marks the key that jumps there."""

    def __init__(
        self, text: str = "", role: str = "body", *, wrap: bool = False, buddy: QWidget | None = None
    ) -> None:
        super().__init__()
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setProperty("role", role)
        self.setWordWrap(wrap)
        if wrap:
            self.setMinimumWidth(1)
        if buddy is not None:
            self.setBuddy(buddy)
        self.setText(text)

    def become(self, role: str, text: str) -> None:
        """Change what it says and how it looks."""
        self.setText(text)
        if self.property("role") != role:
            self.setProperty("role", role)
            repolish(self)


class ElidedLabel(PlainLabel):
    """One line that ends in an ellipsis where the room runs out."""

    def __init__(self, text: str = "", role: str = "body") -> None:
        super().__init__(text, role)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)

    def minimumSizeHint(self) -> QSize:
        """Ask for hardly any width."""
        return QSize(24, super().minimumSizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the text, cut to the width there is."""
        painter = QPainter(self)
        painter.setPen(self.palette().windowText().color())
        area = self.contentsRect()
        text = self.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, area.width())
        painter.drawText(area, int(self.alignment()) | int(Qt.TextFlag.TextSingleLine), text)


def repolish(widget: QWidget) -> None:
    """Let the style sheet see a property that changed."""
    widget.style().unpolish(widget)
    widget.style().polish(widget)
    widget.update()


class PlainDialog(QDialog):
    """Asks one thing in plain words; the safe answer has the focus and Escape gives it."""

    def __init__(self, parent: QWidget, title: str, sentences: list[str], yes: str, no: str) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.setModal(True)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.SPACE_5, theme.SPACE_5, theme.SPACE_5, theme.SPACE_4)
        column.setSpacing(theme.SPACE_3)
        column.addWidget(PlainLabel(title, "title", wrap=True))
        for sentence in sentences:
            column.addWidget(PlainLabel(sentence, wrap=True))
        column.addSpacing(theme.SPACE_2)
        row = QHBoxLayout()
        row.addStretch(1)
        self.no = QPushButton(no)
        self.yes = QPushButton(yes)
        self.yes.setProperty("role", "primary")
        for button in (self.no, self.yes):
            row.addWidget(button)
        column.addLayout(row)
        self.no.setDefault(True)
        self.no.setFocus()
        self.yes.clicked.connect(self.accept)
        self.no.clicked.connect(self.reject)
        self.setMinimumWidth(theme.pixels(30))
