"""A passage of plain text in which places are marked; cheap enough that a page can hold hundreds."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QPainter
from PySide6.QtWidgets import QSizePolicy, QWidget

from desktop import theme
from desktop.spoken_words import paragraphs
from desktop.widgets.paragraph import Paragraph

if TYPE_CHECKING:
    from collections.abc import Iterator

    from PySide6.QtCore import QPointF
    from PySide6.QtGui import QPaintEvent, QResizeEvent

Places = tuple[tuple[int, int], ...]


class Passage(QWidget):
    """Words part at blanks and offsets count as Qt counts; all of it is drawn as it stands, never as markup."""

    def __init__(self, text: str, scale: float = theme.BODY) -> None:
        super().__init__()
        self._scale = scale
        self.words: list[str] = []
        self._paragraphs: list[Paragraph] = []
        self._width = -1.0
        self._marked: Places = ()
        self._current = -1
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.put(text)

    def text(self) -> str:
        """What stands here, with single blanks."""
        return " ".join(self.words)

    def put(self, text: str) -> None:
        """Show another text."""
        self.words = text.split()
        self._paragraphs, start = [], 0
        for first, last in paragraphs(self.words):
            paragraph = Paragraph(self.words[first:last], first, start)
            self._paragraphs.append(paragraph)
            start = paragraph.stop + 1
        self._width = -1.0
        self._marked, self._current = (), -1
        self.setAccessibleDescription(self.text())
        self.updateGeometry()
        self.update()

    def mark(self, places: Places, current: int = -1) -> None:
        """Mark places, each from where to where; the current one more strongly."""
        if (places, current) != (self._marked, self._current):
            self._marked, self._current = places, current
            self.update()

    def area_of(self, start: int, stop: int) -> QRectF:
        """Return where characters from one to another stand."""
        self._lay_out(self.width())
        found = QRectF()
        for paragraph in self._paragraphs:
            for area in paragraph.areas(start, stop):
                found = found.united(area)
        return found

    def area_of_word(self, word: int) -> QRectF:
        """Return where a word stands."""
        paragraph = self._holding(word)
        return self.area_of(*paragraph.span(word)) if paragraph else QRectF(0, 0, 1, self.height())

    def word_under(self, point: QPointF, *, nearest: bool = False) -> int | None:
        """Return the word under a point; or the nearest one, where any will do."""
        for paragraph in self._paragraphs:
            if point.y() < paragraph.top + paragraph.height:
                return paragraph.word_at(point, nearest=nearest)
        return len(self.words) - 1 if nearest and self.words else None

    def _holding(self, word: int) -> Paragraph | None:
        return next((one for one in self._paragraphs if one.first <= word < one.last), None)

    # Its place in the page

    def hasHeightForWidth(self) -> bool:
        """Narrower means taller."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Return the height at a width."""
        return round(self._lay_out(width))

    def sizeHint(self) -> QSize:
        """As wide as the page allows."""
        return QSize(480, self.heightForWidth(480) if self._width < 0 else round(self._height()))

    def minimumSizeHint(self) -> QSize:
        """A few words wide."""
        return QSize(120, theme.pixels(self._scale))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Break the lines anew."""
        super().resizeEvent(event)
        self._lay_out(self.width())

    def changeEvent(self, event: QEvent) -> None:
        """Take the new theme's colours and type."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.PaletteChange, QEvent.Type.FontChange) and hasattr(self, "_width"):
            self._width = -1.0
            self.update()

    def type(self) -> QFont:
        """Return the type it is set in."""
        font = QFont(self.font())
        font.setPixelSize(theme.pixels(self._scale))
        return font

    def _lay_out(self, width: float) -> float:
        if width != self._width:
            self._width, top, font = width, 0.0, self.type()
            for paragraph in self._paragraphs:
                paragraph.lay_out(font, max(1.0, width), top)
                top += self._room_for(paragraph) + theme.SPACE_2
        return self._height()

    def _room_for(self, paragraph: Paragraph) -> float:
        """Return how high a paragraph stands."""
        return paragraph.height

    def _height(self) -> float:
        last = self._paragraphs[-1] if self._paragraphs else None
        return last.top + self._room_for(last) if last else 0.0

    # Painting

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw what can be seen of it."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._lay_out(self.width())
        if not self.words:
            self._paint_nothing(painter)
        for paragraph in self._seen(event.rect().top(), event.rect().bottom()):
            self._paint_beneath(painter, paragraph)
            self._paint_marks(painter, paragraph)
            painter.setPen(QColor(theme.colours().text))
            paragraph.draw(painter)
            self._paint_current(painter, paragraph)

    def _seen(self, top: float, bottom: float) -> Iterator[Paragraph]:
        return (
            one
            for one in self._paragraphs
            if one.top <= bottom and one.top + one.height >= top and not self._is_covered(one)
        )

    def _is_covered(self, paragraph: Paragraph) -> bool:
        """Whether something else stands in a paragraph's place."""
        return False

    def _paint_nothing(self, painter: QPainter) -> None:
        """Draw what stands here where there are no words."""

    def _paint_beneath(self, painter: QPainter, paragraph: Paragraph) -> None:
        """Draw what lies under the words."""

    def _paint_marks(self, painter: QPainter, paragraph: Paragraph) -> None:
        for start, stop in self._marked:
            if start < paragraph.stop and stop > paragraph.start:
                self._patch(painter, paragraph, (start, stop), theme.colours().accent_soft)

    def _paint_current(self, painter: QPainter, paragraph: Paragraph) -> None:
        """Draw the place that is looked at anew, light on dark."""
        if not 0 <= self._current < len(self._marked):
            return
        now, place = theme.colours(), self._marked[self._current]
        self._patch(painter, paragraph, place, now.accent)
        for area in paragraph.areas(*place):
            painter.save()
            painter.setClipRect(area)
            painter.setPen(QColor(now.on_accent))
            paragraph.draw(painter)
            painter.restore()

    def _patch(self, painter: QPainter, paragraph: Paragraph, place: tuple[int, int], colour: str) -> None:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(colour))
        for area in paragraph.areas(*place):
            painter.drawRoundedRect(area.adjusted(-1, 0, 1, 0), 3, 3)
