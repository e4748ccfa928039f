"""One slide as large as there is room for, with the pointer over it."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, QRectF, QSize, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QColor, QFont, QImage, QPainter
from PySide6.QtWidgets import QSizePolicy, QWidget

from desktop import theme
from desktop.slide_events import DeckOpened, DeckRead, SlideFailed, SlideRendered
from desktop.widgets.laser import Laser, paint_laser

if TYPE_CHECKING:
    from PySide6.QtCore import QEvent
    from PySide6.QtGui import QMouseEvent, QPaintEvent, QResizeEvent, QShowEvent

    from interviewer.slides.deck import Deck

PATIENCE_MS = 150
"""Milliseconds for which the slide before stays while the next is drawn: a blank page in between would flicker."""

SETTLE_MS = 80
"""Milliseconds after the last change of size before a picture of the new size is wished for."""

TAIL_MS = 16


class SlideView(QWidget):
    """Shows what it is told and wishes for pictures; it never draws a PDF itself."""

    picture_wished = Signal(int, int, int)
    """A slide's number and the box for it in device pixels."""
    pointed = Signal(float, float)
    """Where the pointer is, as shares of the slide."""
    unpointed = Signal()

    def __init__(self, *, on_black: bool = False, name: str = "Slides") -> None:
        super().__init__()
        self._on_black = on_black
        self._name = name
        self._deck: Deck | None = None
        self._number = 0
        self._picture: SlideRendered | None = None
        self._image = QImage()
        self._trouble = ""
        self._waited = False
        self._pointing = False
        self._laser = Laser()
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self._settle = self._timer(SETTLE_MS, self._wish)
        self._patience = self._timer(PATIENCE_MS, self._on_waited)
        self._fade = self._timer(TAIL_MS, self._on_faded)
        self._tell()

    def _timer(self, milliseconds: int, then: object) -> QTimer:
        timer = QTimer(self)
        timer.setSingleShot(True)
        timer.setInterval(milliseconds)
        timer.timeout.connect(then)
        return timer

    def sizeHint(self) -> QSize:
        """Half of a small window."""
        return QSize(640, 360)

    def minimumSizeHint(self) -> QSize:
        """Still to be told apart."""
        return QSize(160, 90)

    # What it is told

    @property
    def number(self) -> int:
        """Of the slide it shows or waits for, from 1; 0 while there is none."""
        return self._number

    @property
    def is_waiting(self) -> bool:
        """Whether the slide it should show is not there yet."""
        return self._number > 0 and not self._trouble and not self._is_right()

    def show_deck(self, deck: Deck | None) -> None:
        """Show the first slide of other slides, or none."""
        self._deck, self._number = deck, 0
        self._picture, self._image, self._trouble = None, QImage(), ""
        if deck is not None and len(deck):
            self.show_slide(1)
        self._tell()

    def learn(self, deck: Deck) -> None:
        """Take the same deck with its titles and notes."""
        self._deck = deck
        self._tell()

    def show_slide(self, number: int) -> None:
        """Show another slide."""
        if self._deck is None or not 1 <= number <= len(self._deck) or number == self._number:
            return
        self._number, self._trouble, self._waited = number, "", False
        self._laser.go_out()
        self._patience.start()
        self._tell()
        self._wish()

    def take(self, event: object) -> None:
        """Take what became of a wish, or of the deck."""
        match event:
            case SlideRendered(number) if number == self._number and self._is_better(event):
                self._picture, self._trouble = event, ""
                # It reads in the event's own bytes, which are held as long as it is.
                self._image = QImage(
                    event.pixels, event.width, event.height, event.stride, QImage.Format.Format_RGB32
                )
                self._patience.stop()
                self.update()
            case SlideFailed(number, sentence) if number == self._number:
                self._trouble = sentence
                self._tell()
            case DeckOpened(_, deck):
                self.show_deck(deck)
            case DeckRead(_, deck):
                self.learn(deck)
            case _:
                return

    def point(self, x: float, y: float) -> None:
        """Show the pointer at a place, given as shares of the slide."""
        self._laser.move(x, y, time.monotonic())
        self._fade.start()
        self.update()

    def unpoint(self) -> None:
        """Show no pointer."""
        if self._laser.is_seen:
            self._laser.go_out()
            self.update()

    def light_pointer(self, lit: bool) -> None:
        """Let the mouse be the pointer, or an ordinary mouse again."""
        if lit == self._pointing:
            return
        self._pointing = lit
        hidden = lit or self._on_black
        self.setCursor(Qt.CursorShape.BlankCursor if hidden else Qt.CursorShape.ArrowCursor)
        if not lit:
            self.unpoint()
            self.unpointed.emit()
        elif self.underMouse():
            place = self.mapFromGlobal(self.cursor().pos())
            self._point_at(place.x(), place.y())

    # Where it lies

    def slide_rect(self) -> QRectF:
        """Return where the slide is painted; its corners lie on device pixels."""
        ratio = self.devicePixelRatioF()
        wide, high = round(self.width() * ratio), round(self.height() * ratio)
        if self._deck is None or not 1 <= self._number <= len(self._deck) or wide < 1 or high < 1:
            return QRectF(self.rect())
        across, down = self._deck.slide(self._number).fitted(wide, high)
        left, top = (wide - across) // 2, (high - down) // 2
        return QRectF(left / ratio, top / ratio, across / ratio, down / ratio)

    def _box(self) -> tuple[int, int]:
        ratio = self.devicePixelRatioF()
        return round(self.width() * ratio), round(self.height() * ratio)

    def _is_right(self) -> bool:
        return self._picture is not None and self._picture.number == self._number

    def _is_better(self, event: SlideRendered) -> bool:
        """Whether a picture is nearer to what is wanted than the one that is shown; a small one does meanwhile."""
        if not self._is_right() or self._picture is None:
            return True
        wanted = round(self.slide_rect().width() * self.devicePixelRatioF())
        return abs(event.width - wanted) <= abs(self._picture.width - wanted)

    # What happens to it

    @Slot()
    def _wish(self) -> None:
        wide, high = self._box()
        if self._number and wide > 0 and high > 0 and self.isVisible():
            self.picture_wished.emit(self._number, wide, high)

    @Slot()
    def _on_waited(self) -> None:
        self._waited = True
        self.update()

    @Slot()
    def _on_faded(self) -> None:
        self.update()
        if self._laser.has_tail(time.monotonic()):
            self._fade.start()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Wish for a picture of the new size once it stays."""
        super().resizeEvent(event)
        self._settle.start()

    def showEvent(self, event: QShowEvent) -> None:
        """Wish for what could not be wished for while nobody saw it."""
        super().showEvent(event)
        self._wish()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Follow with the pointer while it is lit."""
        if self._pointing:
            self._point_at(event.position().x(), event.position().y())
        super().mouseMoveEvent(event)

    def leaveEvent(self, event: QEvent) -> None:
        """Put the pointer out at the edge."""
        super().leaveEvent(event)
        if self._pointing:
            self.unpoint()
            self.unpointed.emit()

    def _point_at(self, left: float, top: float) -> None:
        slide = self.slide_rect()
        x, y = (left - slide.x()) / slide.width(), (top - slide.y()) / slide.height()
        self.point(x, y)
        if self._laser.is_seen:
            self.pointed.emit(x, y)
        else:
            self.unpointed.emit()

    def _tell(self) -> None:
        known = self._deck is not None and self._number > 0
        words = self._deck.name(self._number) if known and self._deck else f"{self._name}: none"
        self.setAccessibleName(words)
        self.setAccessibleDescription(self._trouble)
        self.update()

    # What is drawn

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the slide or why it is not there, and the pointer."""
        painter = QPainter(self)
        if self._on_black:
            painter.fillRect(self.rect(), Qt.GlobalColor.black)
        if self._deck is None or not self._number:
            self._paint_words(painter, QRectF(self.rect()), "No slides yet", framed=False)
            return
        slide = self.slide_rect()
        if self._trouble:
            self._paint_words(painter, slide, self._trouble)
        elif self._is_right() or (self._picture is not None and not self._waited):
            self._paint_picture(painter, slide)
        elif self._waited:
            self._paint_words(painter, slide, f"Drawing slide {self._number}…")
        else:
            self._paint_words(painter, slide, "")
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        paint_laser(painter, self._laser, slide, time.monotonic())

    def _paint_picture(self, painter: QPainter, slide: QRectF) -> None:
        ratio = self.devicePixelRatioF()
        exact = QSize(round(slide.width() * ratio), round(slide.height() * ratio)) == self._image.size()
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, not exact)
        painter.drawImage(slide, self._image, QRectF(QRect(0, 0, self._image.width(), self._image.height())))

    def _paint_words(self, painter: QPainter, area: QRectF, words: str, *, framed: bool = True) -> None:
        now = theme.DARK if self._on_black else theme.colours()
        if framed:
            painter.fillRect(area, QColor(now.raised))
        font = QFont(self.font())
        font.setPixelSize(theme.pixels(theme.LEAD if area.width() > 360 else theme.SMALL))
        painter.setFont(font)
        painter.setPen(QColor(now.text if self._trouble else now.muted))
        inner = area.adjusted(theme.SPACE_4, theme.SPACE_4, -theme.SPACE_4, -theme.SPACE_4)
        painter.drawText(inner, int(Qt.AlignmentFlag.AlignCenter) | int(Qt.TextFlag.TextWordWrap), words)
