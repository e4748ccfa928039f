"""The stage of a talk: the slide large, the next one small, the notes, and where the talk stands."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtWidgets import QHBoxLayout, QPlainTextEdit, QSizePolicy, QVBoxLayout, QWidget

from desktop import theme
from desktop.screens.talk_words import haste, section_words, slide_words, time_words
from desktop.slide_events import SlideFailed, SlideRendered
from desktop.widgets.bars import notice
from desktop.widgets.plain import ElidedLabel, PlainLabel, repolish

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent, QResizeEvent

    from desktop.talk_floor import TalkView

NOW, NEXT = "now", "next"
TURNS = {
    Qt.Key.Key_PageDown: 1,
    Qt.Key.Key_Right: 1,
    Qt.Key.Key_PageUp: -1,
    Qt.Key.Key_Left: -1,
}
"""What remote clickers send, and the arrows; Space ends turns everywhere in the room."""
SIDE = 20
"""Width of the notes' column in body sizes."""


class Sheet(QWidget):
    """One slide, as large as there is room."""

    resized = Signal()

    def __init__(self, name: str) -> None:
        super().__init__()
        self._image = QImage()
        self._said = ""
        self.setAccessibleName(name)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    @property
    def box(self) -> tuple[int, int]:
        """The device pixels there are."""
        ratio = self.devicePixelRatioF()
        return round(self.width() * ratio), round(self.height() * ratio)

    def minimumSizeHint(self) -> QSize:
        """A slide that can still be made out."""
        return QSize(120, 68)

    def say(self, sentence: str) -> None:
        """Show a sentence in the slide's place."""
        self._image, self._said = QImage(), sentence
        self.update()

    def show_picture(self, found: SlideRendered) -> None:
        """Show a slide."""
        image = QImage(found.pixels, found.width, found.height, found.stride, QImage.Format.Format_RGB32)
        self._image, self._said = image.copy(), ""
        self.update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Have it drawn in its new size."""
        super().resizeEvent(event)
        self.resized.emit()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw it in the middle; a picture of another size is stretched until the right one comes."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(theme.colours().raised))
        if self._image.isNull():
            painter.setPen(QColor(theme.colours().muted))
            flags = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap
            painter.drawText(self.rect().adjusted(16, 16, -16, -16), flags, self._said)
            return
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        size = self._image.size().scaled(self.size(), Qt.AspectRatioMode.KeepAspectRatio)
        left, top = (self.width() - size.width()) // 2, (self.height() - size.height()) // 2
        painter.drawImage(QRect(left, top, size.width(), size.height()), self._image)


class StagePanel(QWidget):
    """Paints what it is told; keys and the wheel turn slides."""

    turned = Signal(int)
    """A slide was asked for, counted from 1; it may not be there."""
    resized = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._count = self._number = 0
        self.slide = Sheet("The slide that is shown")
        self.next = Sheet("The next slide")
        self.next.setFixedHeight(theme.pixels(9))
        self.time = PlainLabel("", "clock")
        self.section = ElidedLabel("")
        self.place = PlainLabel("", "note")
        self.notes = QPlainTextEdit()
        self.notes.setReadOnly(True)
        self.notes.setProperty("role", "reading")
        self.notes.setAccessibleName("Your notes")
        self.notes.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.warning = notice()
        self._lay_out()
        self.slide.resized.connect(self.resized)

    def _lay_out(self) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.SPACE_4)
        row.addWidget(self.slide, 1)
        self._side = QWidget()
        self._side.setFixedWidth(theme.pixels(SIDE))
        column = QVBoxLayout(self._side)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.SPACE_2)
        column.addWidget(self.time)
        column.addWidget(self.section)
        column.addWidget(self.warning)
        column.addWidget(self.place)
        column.addWidget(self.next)
        column.addWidget(self.notes, 1)
        self._rest = PlainLabel("", "note")
        column.addStretch(0)
        column.addWidget(self._rest)
        row.addWidget(self._side)

    def box(self, view: str) -> tuple[int, int]:
        """Return the device pixels for a slide."""
        return (self.slide if view == NOW else self.next).box

    # What it is told

    def show_deck(self, count: int) -> None:
        """Show a deck of so many slides; without one, sections and the clock alone."""
        self._count, self._number = count, 0
        self.warning.show_sentence("")
        self.slide.setVisible(bool(count))
        self.slide.say("")
        for widget in (self.next, self.notes, self.place):
            widget.setVisible(bool(count))
        self._rest.setText("Page Up and Page Down turn" if count else "")

    def show_slide(self, number: int, name: str, notes: str) -> None:
        """Turn to a slide; its picture follows."""
        self._number = number
        self.slide.setAccessibleName(name)
        self.place.setText(slide_words(number, self._count))
        self.notes.setPlainText(notes)
        self.notes.setVisible(bool(notes))
        if number == self._count:
            self.next.say("The last slide")

    def take(self, event: SlideRendered | SlideFailed) -> None:
        """Take a picture, or why there is none."""
        sheet = {self._number: self.slide, self._number + 1: self.next}.get(event.number)
        if sheet is None:
            return
        if isinstance(event, SlideFailed):
            sheet.say(event.sentence)
        elif sheet is self.slide or event.height <= 2 * self.next.box[1]:
            sheet.show_picture(event)

    def show_talk(self, talk: TalkView) -> None:
        """Show where the talk stands."""
        self.time.setText(time_words(talk))
        self.section.setText(section_words(talk))
        if self.time.property("urgency") != (pressing := haste(talk)):
            self.time.setProperty("urgency", pressing)
            repolish(self.time)

    def show_warning(self, sentence: str) -> None:
        """Say that time presses."""
        self.warning.show_sentence(sentence)

    def press(self, key: Qt.Key) -> bool:
        """Turn by a key; return whether it was one that turns."""
        if not self._count:
            return False
        if key in TURNS:
            self.turned.emit(self._number + TURNS[key])
        elif key in (Qt.Key.Key_Home, Qt.Key.Key_End):
            self.turned.emit(1 if key == Qt.Key.Key_Home else self._count)
        else:
            return False
        return True
