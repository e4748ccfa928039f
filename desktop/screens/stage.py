"""The stage of a talk: the slide large, the next one small, the notes, and where the talk stands."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QPlainTextEdit, QVBoxLayout, QWidget

from desktop import theme
from desktop.screens.talk_words import drift_words, haste, slide_words, time_words
from desktop.widgets.audience_window import AudienceWindow
from desktop.widgets.bars import notice
from desktop.widgets.plain import ElidedLabel, PlainLabel, repolish
from desktop.widgets.slide_keys import SlideKeys
from desktop.widgets.slide_view import SlideView

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent, QResizeEvent

    from desktop.talk_floor import TalkView
    from interviewer.slides.deck import Deck

SIDE = 20
"""Width of the notes' column in body sizes."""
NEXT = 7
"""Height of the next slide in body sizes."""
LOW = 24
"""Height in body sizes below which the keys are not told: whoever has so small a window needs it for the slide."""
KEYS = "Page Up and Page Down turn · hold L to point · V shows the slides alone, on a second screen if there is one"


class StagePanel(QWidget):
    """Paints what it is told; keys turn slides, here and in the window for the audience."""

    turned = Signal(int)
    """Another slide is up, counted from 1."""
    picture_wished = Signal(str, int, int, int)
    """A view's name, a slide, and the box for it in device pixels."""
    view_closed = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._deck: Deck | None = None
        self._number = 0
        self.keys = SlideKeys()
        self.slide = SlideView(name="Slides")
        self.next = SlideView(name="Next slide")
        self.next.setFixedHeight(theme.pixels(NEXT))
        self.audience: AudienceWindow | None = None
        self.time = PlainLabel("", "clock")
        self.drift = PlainLabel("", "lead")
        self.section = ElidedLabel("")
        self.place = PlainLabel("", "note")
        self.notes = QPlainTextEdit()
        self.notes.setReadOnly(True)
        self.notes.setProperty("role", "reading")
        self.notes.setAccessibleName("Your notes")
        self.notes.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.notes.setMinimumHeight(theme.pixels(2.5))
        self.warning = notice()
        self._hint = PlainLabel(KEYS, "note", wrap=True)
        self._lay_out()
        self.slide.picture_wished.connect(self._on_now_wished)
        self.next.picture_wished.connect(self._on_next_wished)
        self.slide.pointed.connect(self._on_pointed)
        self.slide.unpointed.connect(self._on_unpointed)

    def _lay_out(self) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.SPACE_4)
        row.addWidget(self.slide, 1)
        side = QWidget()
        side.setFixedWidth(theme.pixels(SIDE))
        column = QVBoxLayout(side)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.SPACE_2)
        for widget in (self.time, self.drift, self.section, self.warning, self.place, self.next):
            column.addWidget(widget)
        column.addWidget(self.notes, 1)
        column.addStretch(0)
        column.addWidget(self._hint)
        row.addWidget(side)

    def minimumSizeHint(self) -> QSize:
        """As low as the smallest window leaves it."""
        return QSize(super().minimumSizeHint().width(), theme.pixels(LOW - 6))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave out what can be done without where there is little room."""
        super().resizeEvent(event)
        self._hint.setVisible(self._deck is not None and self.height() >= theme.pixels(LOW))

    # What it is told

    def show_deck(self, deck: Deck | None) -> None:
        """Show a deck from its first slide; without one, the clock and the section alone."""
        self._deck, self._number = deck, 0
        self.keys.open(len(deck) if deck else 0)
        self.warning.show_sentence("")
        self.slide.show_deck(deck)
        self.next.show_deck(deck)
        for widget in (self.slide, self.next, self.notes, self.place):
            widget.setVisible(deck is not None)
        self._hint.setVisible(deck is not None and self.height() >= theme.pixels(LOW))
        if deck is None:
            self.close_audience()
        else:
            self._turn()

    def take(self, event: object) -> None:
        """Take a picture, or why there is none."""
        for view in (self.slide, self.next, self.audience.view if self.audience else None):
            if view is not None:
                view.take(event)

    def show_talk(self, talk: TalkView) -> None:
        """Show where the talk stands."""
        self.time.setText(time_words(talk))
        self.drift.setText(drift_words(talk.standing.drift) if talk.section else "")
        self.drift.setVisible(bool(talk.section))
        self.section.setText(talk.section)
        if self.time.property("urgency") != (pressing := haste(talk)):
            self.time.setProperty("urgency", pressing)
            repolish(self.time)

    def show_warning(self, sentence: str) -> None:
        """Say that time presses."""
        self.warning.show_sentence(sentence)

    # What the candidate does

    def press(self, event: QKeyEvent) -> bool:
        """Take a key; return whether it was one of the stage's."""
        if self._deck is None:
            return False
        if event.key() == Qt.Key.Key_V and not event.isAutoRepeat():
            self.open_audience()
            return True
        known = self.keys.press(event.key(), time.monotonic(), repeated=event.isAutoRepeat())
        if known:
            self._turn()
        return known

    def release(self, event: QKeyEvent) -> bool:
        """Take a key that was let go of; return whether it was one of the stage's."""
        if self._deck is None:
            return False
        known = self.keys.release(event.key(), time.monotonic(), repeated=event.isAutoRepeat())
        if known:
            self._turn()
        return known

    def open_audience(self) -> None:
        """Show the slides alone, on the other screen where there is one."""
        if self._deck is None:
            return
        if self.audience is None:
            self.audience = AudienceWindow(self.keys)
            self.audience.view.picture_wished.connect(self._on_audience_wished)
            self.audience.moved.connect(self._turn)
            self.audience.closed.connect(self._on_audience_closed)
        self.audience.view.show_deck(self._deck)
        self.audience.show_keys()
        self.audience.present(self.screen())

    def close_audience(self) -> None:
        """Show them here alone."""
        if self.audience is not None:
            self.audience.close()

    @Slot()
    def _turn(self) -> None:
        assert self._deck is not None
        self.slide.light_pointer(self.keys.is_pointing)
        if self.audience is not None and self.audience.isVisible():
            self.audience.show_keys()
        if self.keys.number == self._number:
            return
        self._number = self.keys.number
        self.slide.show_slide(self._number)
        self.next.setVisible(self._number < len(self._deck))
        self.next.show_slide(self._number + 1)
        last = self._number == len(self._deck)
        self.place.setText(slide_words(self._number, len(self._deck)) + (" · the last one" if last else ""))
        notes = self._deck.slide(self._number).notes
        self.notes.setPlainText(notes)
        self.notes.setVisible(bool(notes))
        self.turned.emit(self._number)

    @Slot(float, float)
    def _on_pointed(self, x: float, y: float) -> None:
        if self.audience is not None:
            self.audience.view.point(x, y)

    @Slot()
    def _on_unpointed(self) -> None:
        if self.audience is not None:
            self.audience.view.unpoint()

    @Slot(int, int, int)
    def _on_now_wished(self, number: int, wide: int, high: int) -> None:
        self.picture_wished.emit("now", number, wide, high)

    @Slot(int, int, int)
    def _on_next_wished(self, number: int, wide: int, high: int) -> None:
        self.picture_wished.emit("next", number, wide, high)

    @Slot(int, int, int)
    def _on_audience_wished(self, number: int, wide: int, high: int) -> None:
        self.picture_wished.emit("audience", number, wide, high)

    @Slot()
    def _on_audience_closed(self) -> None:
        self.view_closed.emit("audience")
