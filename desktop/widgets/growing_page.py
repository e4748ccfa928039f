"""A page that grows from its top, a little at a time, so that a long one never holds the window up."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt, QTimer, Signal, Slot
from PySide6.QtWidgets import QFrame, QScrollArea, QWidget

from desktop import theme

if TYPE_CHECKING:
    from collections.abc import Iterator

    from PySide6.QtCore import QRectF
    from PySide6.QtGui import QResizeEvent

AT_ONCE = 5
"""Widgets that are there before anything is painted: about a screenful of a debrief."""

PIECE = 0.008
"""Seconds of building between two looks at what the user does; laying out and painting come on top, twice as much."""


DROPPED = 10
"""Widgets of an old page that are let go between two looks."""


class _Column(QWidget):
    """Widgets beneath each other, as high as each wants to be.

    Qt's own layout asks every one for its height at five widths and moves them all twice whenever one is added: with
    150 exchanges that took 60 ms a time.
    """

    def __init__(self, widest: int, page: QWidget) -> None:
        super().__init__(page)
        # What grows below is no reason to paint anew what is seen.
        self.setAttribute(Qt.WidgetAttribute.WA_StaticContents)
        self._widest, self._page = widest, page
        self._inside: list[QWidget] = []

    def add(self, widget: QWidget) -> None:
        """Put a widget beneath the last; `place` must follow."""
        widget.setParent(self)
        self._inside.append(widget)

    def place(self, width: int) -> None:
        """Put everything into its place; what stands there already is not moved."""
        inner = min(width, self._widest) - 2 * theme.SPACE_5
        left, y = (width - inner) // 2, theme.SPACE_5
        for widget in self._inside:
            wanted = (
                widget.heightForWidth(inner) if widget.hasHeightForWidth() else widget.sizeHint().height()
            )
            widget.setGeometry(left, y, inner, wanted)
            if widget.isHidden():
                widget.show()
            y += wanted + theme.SPACE_4
        self.resize(width, y - theme.SPACE_4 + theme.SPACE_5)
        if self.pos().isNull():
            self._page.resize(self.size())

    def drop(self) -> bool:
        """Let a few widgets go, the last first; return whether there are more."""
        for widget in self._inside[-DROPPED:]:
            widget.deleteLater()
        del self._inside[-DROPPED:]
        return bool(self._inside)

    def event(self, event: QEvent) -> bool:
        """Place everything again where something inside wants another height."""
        if event.type() == QEvent.Type.LayoutRequest and not self.isHidden():
            self.place(self.width())
        return super().event(event)

    @property
    def narrowest(self) -> int:
        """How wide it must at least be for nothing to be cut off."""
        widths = (widget.minimumSizeHint().width() for widget in self._inside)
        return max(widths, default=0) + 2 * theme.SPACE_5


class GrowingPage(QScrollArea):
    """Takes widgets from an iterator that makes them; what is seen first is made first."""

    emptied = Signal()
    """The pages before are gone."""
    grown = Signal()
    """More of it has its place."""
    turning = Signal()
    """A page that was built behind this one is about to take its place."""
    turned = Signal()
    """It has; the scroll bar is where it was."""

    def __init__(self, widest: int) -> None:
        super().__init__()
        self._widest = widest
        self._left: Iterator[QWidget] = iter(())
        self._page = QWidget()
        self._page.setProperty("role", "page")
        self._page.setAttribute(Qt.WidgetAttribute.WA_StaticContents)
        self._column = _Column(widest, self._page)
        self._next: _Column | None = None
        self._old: list[_Column] = []
        self._wanted_place = 0
        self._tick = QTimer(self)
        self._tick.timeout.connect(self._go_on)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setWidget(self._page)

    def show_all(self, widgets: Iterator[QWidget], place: int = 0) -> None:
        """Begin a new page, and scroll to that place of it as soon as it is there."""
        self._left, self._wanted_place = widgets, place
        self._drop_next()
        self._put_away(self._column)
        self._column = _Column(self._widest, self._page)
        for _ in range(AT_ONCE):
            self._add_one()
        self._column.place(self.viewport().width())
        self._column.show()
        self.verticalScrollBar().setValue(0)
        self._tick.start(0)

    def place_of(self, widget: QWidget) -> int:
        """Return how far below the page's top a widget begins that stands on it."""
        return widget.mapTo(self._page, widget.rect().topLeft()).y()

    def show_part(self, widget: QWidget, area: QRectF) -> None:
        """Scroll until a part of a widget is seen, a third from the top where it was not."""
        bar, high = self.verticalScrollBar(), self.viewport().height()
        top = self.place_of(widget) + round(area.top())
        if (
            not bar.value() + theme.SPACE_4
            <= top
            <= bar.value() + high - round(area.height()) - theme.SPACE_4
        ):
            bar.setValue(top - min(high // 3, max(0, high - round(area.height()))))

    def renew(self, widgets: Iterator[QWidget]) -> bool:
        """Build another page behind this one, which stays as it is until the other is there.

        Return false where this one was still growing, so that it is begun anew at the same place.
        """
        if self.is_growing and self._next is None and not self._old:
            self.show_all(widgets, self._wanted_place or self.verticalScrollBar().value())
            return False
        self._drop_next()
        self._left, self._next = widgets, _Column(self._widest, self._page)
        # Beside the page nothing is painted, and what is shown there already need not be dressed when it moves.
        self._next.move(self._page.width() + self._widest, 0)
        self._next.show()
        self._tick.start(0)
        return True

    def stop_renewing(self) -> None:
        """Stay with the page that is shown."""
        self._left = iter(())
        self._drop_next()

    def _drop_next(self) -> None:
        if self._next is not None:
            self._put_away(self._next)
            self._next = None

    def _put_away(self, column: _Column) -> None:
        keys = self.window().focusWidget()
        if keys is not None and column.isAncestorOf(keys):
            # Hidden, it would hand the keys to what comes next in the window: a button that leads elsewhere.
            self.setFocus()
        # Taken out of the window it would be dressed anew, all of it, before it goes.
        column.hide()
        self._old.append(column)

    def _turn(self) -> None:
        assert self._next is not None
        self.turning.emit()
        self._put_away(self._column)
        self._column, self._next = self._next, None
        self._column.move(0, 0)
        self._column.place(self.viewport().width())
        self.turned.emit()

    @property
    def narrowest(self) -> int:
        """How wide it must at least be for nothing to be cut off."""
        return self._column.narrowest

    @property
    def is_growing(self) -> bool:
        """Whether more is to come."""
        return self._tick.isActive()

    @Slot(QWidget)
    def show_widget(self, widget: QWidget) -> None:
        """Scroll to where a widget is seen."""
        self.ensureWidgetVisible(widget, 0, 2 * theme.SPACE_5)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Be as wide as the window."""
        super().resizeEvent(event)
        for column in (self._column, self._next):
            if column is not None:
                column.place(self.viewport().width())

    @Slot()
    def _go_on(self) -> None:
        if not self._old:
            self._grow()
        elif not self._old[0].drop():
            self._old.pop(0).deleteLater()
            if not self._old:
                self.emptied.emit()

    def _grow(self) -> None:
        until = time.monotonic() + PIECE
        while (more := self._add_one()) and time.monotonic() < until:
            pass
        if self._next is not None:
            self._next.place(self.viewport().width())
            if not more:
                self._turn()
                self._tick.start(0)
            return
        self._column.place(self.viewport().width())
        self.grown.emit()
        bar = self.verticalScrollBar()
        if self._wanted_place and (bar.maximum() >= self._wanted_place or not self.is_growing):
            bar.setValue(self._wanted_place)
            self._wanted_place = 0

    def _add_one(self) -> bool:
        widget = next(self._left, None)
        if widget is None:
            self._tick.stop()
            return False
        (self._next or self._column).add(widget)
        return True
