"""What the audience sees: the slide alone, on the other screen where there is one."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QGuiApplication, QScreen
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.widgets.slide_view import SlideView

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QCloseEvent, QFocusEvent, QKeyEvent

    from desktop.widgets.slide_keys import SlideKeys

S = TypeVar("S")


def other_screen(screens: Sequence[S], mine: S | None) -> S | None:
    """Return the first screen that is not the candidate's own, or None where there is no second one."""
    return next((screen for screen in screens if screen != mine), None) if len(screens) > 1 else None


class AudienceWindow(QWidget):
    """Takes the same keys as the room; Escape closes it."""

    moved = Signal()
    """A key changed what `SlideKeys` says should be shown."""
    closed = Signal()

    def __init__(self, keys: SlideKeys) -> None:
        super().__init__(None, Qt.WindowType.Window | Qt.WindowType.FramelessWindowHint)
        self._keys = keys
        self._black = False
        self.setWindowTitle("Viva: slides")
        self.setAccessibleName("Slides for the audience")
        self.setStyleSheet("AudienceWindow { background: black; }")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.BlankCursor)
        self.view = SlideView(on_black=True)
        self.view.setCursor(Qt.CursorShape.BlankCursor)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.view)
        app = QGuiApplication.instance()
        assert isinstance(app, QGuiApplication)
        app.screenRemoved.connect(self._on_screen_removed)

    def present(self, mine: QScreen | None) -> bool:
        """Fill the other screen, or this one where there is no other; return whether there is."""
        screens = QGuiApplication.screens()
        found = other_screen(screens, mine)
        where = found or mine or QGuiApplication.primaryScreen()
        self.setScreen(where)
        self.setGeometry(where.geometry())
        self.showFullScreen()
        return found is not None

    def show_black(self, black: bool) -> None:
        """Show nothing, or the slide again."""
        self._black = black
        self.view.setVisible(not black)
        self.setAccessibleDescription("The screen is black" if black else "")

    def show_keys(self) -> None:
        """Show what the keys say."""
        self.view.show_slide(self._keys.number)
        self.view.light_pointer(self._keys.is_pointing)
        self.show_black(self._keys.is_black)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Turn slides, go black, light the pointer, or close."""
        if event.key() == Qt.Key.Key_Escape:
            self.close()
        elif self._keys.press(event.key(), time.monotonic(), repeated=event.isAutoRepeat()):
            self.show_keys()
            self.moved.emit()
        else:
            super().keyPressEvent(event)

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        """Put the pointer out when its key is let go of."""
        if self._keys.release(event.key(), time.monotonic(), repeated=event.isAutoRepeat()):
            self.show_keys()
            self.moved.emit()
        else:
            super().keyReleaseEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """A key that is let go of elsewhere is not heard here."""
        super().focusOutEvent(event)
        self._keys.rest()
        self.show_keys()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Tell that nobody sees it any more."""
        super().closeEvent(event)
        self.closed.emit()

    @Slot(object)
    def _on_screen_removed(self, screen: QScreen) -> None:
        # Qt would move it over the candidate's own window.
        if self.isVisible() and screen == self.screen():
            self.close()
