"""All slides small, side by side; those that are seen are drawn when they are seen."""

from __future__ import annotations

from collections import OrderedDict
from typing import TYPE_CHECKING

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QPersistentModelIndex,
    QRectF,
    QSize,
    Qt,
    QTimer,
    Signal,
    Slot,
)
from PySide6.QtGui import QColor, QFont, QImage, QPainter, QPen, QPixmap
from PySide6.QtWidgets import QListView, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from desktop import theme
from desktop.slide_events import DeckOpened, DeckRead, SlideFailed, SlideRendered

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent, QResizeEvent, QShowEvent

    from interviewer.slides.deck import Deck

Index = QModelIndex | QPersistentModelIndex

WIDE, HIGH = 144, 81
"""Logical pixels of a small slide: its title can just be made out."""

MOST_KEPT = 200
"""Small pictures held: 47 kB each, and four times that on a fine screen."""

PAUSE_MS = 60
"""Milliseconds without scrolling before what is seen now is wished for."""


class _Slides(QAbstractListModel):
    """Small pictures by slide, and what each slide is called."""

    def __init__(self) -> None:
        super().__init__()
        self.deck: Deck | None = None
        self.pictures: OrderedDict[int, QPixmap] = OrderedDict()
        self.failed: set[int] = set()

    def show(self, deck: Deck | None) -> None:
        """Show other slides."""
        self.beginResetModel()
        self.deck = deck
        self.pictures.clear()
        self.failed.clear()
        self.endResetModel()

    def learn(self, deck: Deck) -> None:
        """Take the same slides with their titles."""
        self.deck = deck
        if len(deck):
            self.dataChanged.emit(self.index(0), self.index(len(deck) - 1))

    def keep(self, number: int, picture: QPixmap) -> None:
        """Take a small picture in."""
        self.pictures[number] = picture
        self.pictures.move_to_end(number)
        while len(self.pictures) > MOST_KEPT:
            self.pictures.popitem(last=False)
        self.touch(number)

    def touch(self, number: int) -> None:
        """Have a slide painted anew."""
        self.dataChanged.emit(self.index(number - 1), self.index(number - 1))

    def rowCount(self, parent: Index | None = None) -> int:
        """How many there are."""
        return 0 if self.deck is None or (parent is not None and parent.isValid()) else len(self.deck)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """What a slide is called."""
        if self.deck is None or not index.isValid() or index.row() >= len(self.deck):
            return None
        number = index.row() + 1
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return str(number)
            case Qt.ItemDataRole.AccessibleTextRole:
                return self.deck.name(number)
        return None


class _Small(QStyledItemDelegate):
    """Paints one small slide with its number; the one that is shown has a frame."""

    def __init__(self, slides: _Slides) -> None:
        super().__init__()
        self._slides = slides
        self.shown = 0

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """The picture, its frame and the number beneath."""
        return QSize(WIDE + 2 * theme.SPACE_2, HIGH + theme.SPACE_2 + theme.pixels(1.5))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw it."""
        now, number = theme.colours(), index.row() + 1
        area = QRectF(option.rect)
        box = QRectF(area.x() + theme.SPACE_2, area.y() + theme.SPACE_1, WIDE, HIGH)
        painter.save()
        painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform)
        picture = self._slides.pictures.get(number)
        slide = self._fitted(box, number)
        if picture is not None:
            painter.drawPixmap(slide, picture, QRectF(picture.rect()))
        else:
            painter.fillRect(slide, QColor(now.raised))
        if number in self._slides.failed:
            painter.setPen(QColor(now.muted))
            painter.drawText(slide, int(Qt.AlignmentFlag.AlignCenter), "cannot be shown")
        painter.setBrush(Qt.BrushStyle.NoBrush)
        here = number == self.shown
        painter.setPen(QPen(QColor(now.accent if here else now.line), 3 if here else 1))
        edge = 1.5 if here else 0.5
        painter.drawRect(slide.adjusted(-edge, -edge, edge, edge))
        font = QFont(option.font)
        font.setPixelSize(theme.pixels(theme.SMALL))
        font.setBold(here)
        painter.setFont(font)
        painter.setPen(QColor(now.accent if here else now.muted))
        beneath = QRectF(area.x(), box.bottom() + theme.SPACE_1, area.width(), theme.pixels(1.3))
        painter.drawText(beneath, int(Qt.AlignmentFlag.AlignCenter), str(number))
        painter.restore()

    def _fitted(self, box: QRectF, number: int) -> QRectF:
        deck = self._slides.deck
        wide, high = deck.slide(number).fitted(WIDE, HIGH) if deck is not None else (WIDE, HIGH)
        return QRectF(box.x() + (WIDE - wide) / 2, box.y() + (HIGH - high) / 2, wide, high)


class SlideStrip(QListView):
    """A click goes to a slide. It takes no keys: those that turn slides belong to the screen around it."""

    slide_chosen = Signal(int)
    thumbnails_wished = Signal(object, int, int)
    """Numbers of slides that are seen and have no picture yet, and the box of one in device pixels."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._slides = _Slides()
        self._small = _Small(self._slides)
        self.setModel(self._slides)
        self.setItemDelegate(self._small)
        self.setAccessibleName("All slides")
        self.setFlow(QListView.Flow.LeftToRight)
        self.setWrapping(False)
        self.setUniformItemSizes(True)
        self.setSelectionMode(QListView.SelectionMode.NoSelection)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFixedHeight(HIGH + theme.SPACE_2 + theme.pixels(1.5) + 24)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE_MS)
        self._pause.timeout.connect(self._wish)
        self.horizontalScrollBar().valueChanged.connect(self._on_scrolled)
        self.clicked.connect(self._on_clicked)

    def show_deck(self, deck: Deck | None) -> None:
        """Show other slides."""
        self._slides.show(deck)
        self._small.shown = 1 if deck is not None else 0
        self._pause.start()

    def show_slide(self, number: int) -> None:
        """Frame the slide that is shown, and bring it into sight."""
        if self._slides.deck is None or number == self._small.shown:
            return
        before, self._small.shown = self._small.shown, number
        for one in (before, number):
            if 1 <= one <= self._slides.rowCount():
                self._slides.touch(one)
        self.scrollTo(self._slides.index(number - 1), QListView.ScrollHint.PositionAtCenter)

    def take(self, event: object) -> None:
        """Take a small picture, a slide that has none, or a deck."""
        match event:
            case SlideRendered(number) if self._slides.deck is not None and number <= len(self._slides.deck):
                self._keep(event)
            case SlideFailed(number):
                self._slides.failed.add(number)
                if number <= self._slides.rowCount():
                    self._slides.touch(number)
            case DeckOpened(_, deck):
                self.show_deck(deck)
            case DeckRead(_, deck):
                self._slides.learn(deck)
            case _:
                return

    def _keep(self, event: SlideRendered) -> None:
        if event.number in self._slides.pictures or event.width > self._box()[0]:
            return
        image = QImage(event.pixels, event.width, event.height, event.stride, QImage.Format.Format_RGB32)
        self._slides.keep(event.number, QPixmap.fromImage(image))

    def _box(self) -> tuple[int, int]:
        ratio = self.devicePixelRatioF()
        return round(WIDE * ratio), round(HIGH * ratio)

    def seen(self) -> range:
        """Return the numbers of the slides that are in sight."""
        count, step = self._slides.rowCount(), self.sizeHintForColumn(0) or WIDE
        first = self.horizontalScrollBar().value() // step + 1
        return range(max(1, first), min(count, first + self.viewport().width() // step + 1) + 1)

    @Slot()
    def _wish(self) -> None:
        known = self._slides.pictures.keys() | self._slides.failed
        missing = tuple(number for number in self.seen() if number not in known)
        if missing and self.isVisible():
            self.thumbnails_wished.emit(missing, *self._box())

    @Slot(int)
    def _on_scrolled(self, place: int) -> None:
        # The timer's own slot would take the place for a time.
        self._pause.start()

    @Slot(object)
    def _on_clicked(self, index: QModelIndex) -> None:
        self.slide_chosen.emit(index.row() + 1)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave every key to the screen."""
        event.ignore()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Wish for what came into sight."""
        super().resizeEvent(event)
        self._pause.start()

    def showEvent(self, event: QShowEvent) -> None:
        """Wish for what nobody saw before."""
        super().showEvent(event)
        self._pause.start()
