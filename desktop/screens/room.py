"""The room: the panel, its line, the clock, and the candidate's words as they are heard."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from desktop import theme
from desktop.room_view import RoomView
from desktop.screens.room_buttons import KEYS, RoomButtons
from desktop.screens.room_words import (
    allowed,
    end_sentences,
    heard_length,
    leave_sentences,
    may_leave_at_once,
    phase_words,
)
from desktop.screens.stage import StagePanel
from desktop.widgets.bars import banner, notice
from desktop.widgets.level_meter import LevelMeter
from desktop.widgets.line_view import LineView
from desktop.widgets.plain import ElidedLabel, PlainDialog, repolish
from desktop.widgets.round_clock import RoundClock
from desktop.widgets.seats import Seats
from desktop.widgets.transcript_view import TranscriptView
from desktop.widgets.typing_box import TypingBox

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QHideEvent, QKeyEvent, QResizeEvent, QShowEvent

    from audio.events import LevelMeasured

TALL = 680
"""Pixels below which typing takes the transcript's place: both bars, the line and the page need 676."""

HIGH_ASKED, HIGH_QUIET = 9, 3.6
"""Heights of the line's card over the slides, in body sizes: with a question of two lines, and with the phase alone."""
QWIDGETSIZE_MAX = (1 << 24) - 1
"""Qt's own bound, which it does not export."""

EMPTY = RoomView(
    phase="preparing",
    seats=(),
    speaking="",
    line="",
    quote="",
    turns=(),
    committed="",
    tentative="",
    can_undo=False,
    can_type=False,
    banner="",
    notice="",
    engine="",
    sealed=True,
)


class RoomScreen(QWidget):
    """Paints the view it is given and reports what the candidate did."""

    done_pressed = Signal()
    undo_pressed = Signal()
    repeat_asked = Signal()
    rephrase_asked = Signal()
    hint_asked = Signal()
    dispute_asked = Signal()
    skip_asked = Signal()
    pause_toggled = Signal()
    answer_typed = Signal(str)
    end_confirmed = Signal()
    house_changed = Signal(bool, str)

    def __init__(self, times: Callable[[], tuple[float, float | None]]) -> None:
        super().__init__()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.view = EMPTY
        self.seats = Seats()
        self.clock = RoundClock(times)
        self.phase = ElidedLabel(phase_words(EMPTY), "phase")
        self.meter = LevelMeter()
        self.meter.setMaximumWidth(theme.pixels(18))
        self.line = LineView()
        self.transcript = TranscriptView()
        self.stage = StagePanel()
        self.typing = TypingBox()
        self.banner = banner()
        self.notice = notice()
        self.buttons = RoomButtons()
        self.dialog: PlainDialog | None = None
        self._lay_out()
        self._connect()
        self.show_view(EMPTY)

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        body = QVBoxLayout()
        body.setContentsMargins(theme.SPACE_5, theme.SPACE_3, theme.SPACE_5, theme.SPACE_3)
        body.setSpacing(theme.SPACE_3)
        body.addWidget(self.banner)
        body.addWidget(self.notice)
        top = QHBoxLayout()
        top.addWidget(self.seats, 1)
        top.addWidget(self.clock, 0, Qt.AlignmentFlag.AlignTop)
        body.addLayout(top)
        self._card = self._line_card()
        body.addWidget(self._card, 5)
        body.addWidget(self.stage, 20)
        self.stage.hide()
        body.addWidget(self.transcript, 5)
        body.addWidget(self.typing, 4)
        self.typing.hide()
        column.addLayout(body, 1)
        column.addWidget(self.buttons)

    def _line_card(self) -> QFrame:
        card = QFrame()
        card.setProperty("role", "card")
        column = QVBoxLayout(card)
        column.setContentsMargins(theme.SPACE_5, theme.SPACE_3, theme.SPACE_5, theme.SPACE_3)
        column.setSpacing(theme.SPACE_2)
        row = QHBoxLayout()
        row.addWidget(self.phase, 2)
        row.addWidget(self.meter, 1)
        column.addLayout(row)
        column.addWidget(self.line, 1)
        return card

    def _connect(self) -> None:
        buttons = self.buttons
        buttons.done.clicked.connect(self.done_pressed)
        buttons.undo.clicked.connect(self.undo_pressed)
        buttons.repeat.clicked.connect(self.repeat_asked)
        buttons.rephrase.clicked.connect(self.rephrase_asked)
        buttons.hint.clicked.connect(self.hint_asked)
        buttons.dispute.clicked.connect(self.dispute_asked)
        buttons.skip.clicked.connect(self.skip_asked)
        buttons.pause.clicked.connect(self.pause_toggled)
        buttons.type.clicked.connect(self.open_typing)
        buttons.end.clicked.connect(self.ask_to_end)
        self.typing.answer_typed.connect(self.answer_typed)
        self.typing.closed.connect(self.close_typing)

    # What the screen is told

    @Slot(object)
    def show_view(self, view: RoomView) -> None:
        """Paint a view."""
        moved = (view.sealed, view.engine) != (self.view.sealed, self.view.engine)
        self.view = view
        if moved:
            self.house_changed.emit(view.sealed, view.engine)
        self.seats.show_panel(view.seats, view.speaking)
        self.phase.setText(phase_words(view))
        mine = view.phase == "listening"
        if self.phase.property("mine") != mine:
            self.phase.setProperty("mine", mine)
            repolish(self.phase)
        self.line.show_line(view.line, view.quote, heard_length(view))
        heard = view.committed or view.tentative
        self.transcript.show_turns(view.turns, (view.committed, view.tentative) if heard else None)
        self.banner.show_sentence(view.banner)
        self.notice.show_sentence(view.notice)
        if view.talk is not None:
            self.stage.show_talk(view.talk)
        self._refresh()

    @property
    def on_stage(self) -> bool:
        """Whether a talk is given, so that its slides are what is looked at."""
        return self.view.talk is not None and self.view.talk.stage == "on"

    @Slot(object)
    def on_level(self, level: LevelMeasured) -> None:
        """Move the meter."""
        self.meter.on_level(level)

    @property
    def is_typing(self) -> bool:
        """Whether the box for typed answers is open."""
        return not self.typing.isHidden()

    def _refresh(self) -> None:
        may = allowed(self.view)
        paused = self.view.phase == "paused"
        self.buttons.allow(may, paused=paused, typing=self.is_typing, plain=self.view.plain)
        self.typing.allow(send=may.type)
        given = self.on_stage
        asked = self.view.phase == "speaking" or (self.view.talk is not None and self.view.talk.questioned)
        self.stage.setVisible(given)
        for widget in (self.seats, self.clock):
            widget.setVisible(not given)
        self.line.setVisible(not given or asked)
        # The slide is what is looked at: what is asked beside it takes no more than it needs.
        most = theme.pixels(HIGH_ASKED if asked else HIGH_QUIET) if given else QWIDGETSIZE_MAX
        self._card.setMaximumHeight(most)
        self.transcript.setVisible(not given and (not self.is_typing or self.height() >= TALL))
        self.meter.setVisible(self.view.phase == "listening" and not self.is_typing)
        self.clock.run(running=self.isVisible() and self.view.phase != "closed")

    # What the candidate does

    @Slot()
    def open_typing(self) -> None:
        """Open the box for a typed answer."""
        self.typing.show()
        self.typing.page.setFocus()
        self._refresh()

    @Slot()
    def close_typing(self) -> None:
        """Go back to speaking; a draft stays where it is."""
        self.typing.hide()
        self.setFocus()
        self._refresh()

    @Slot()
    def ask_to_end(self) -> None:
        """Ask before the round is ended for good; nothing is asked where nothing can be lost."""
        if self.dialog is not None:
            return
        if may_leave_at_once(self.view):
            self.end_confirmed.emit()
            return
        dialog = self._end_dialog()
        dialog.accepted.connect(self.end_confirmed)
        dialog.finished.connect(self._on_dialog_finished)
        self.dialog = dialog
        dialog.open()

    def _end_dialog(self) -> PlainDialog:
        if self.view.plain:
            return PlainDialog(self, "Leave this take?", leave_sentences(), "Leave", "Go on")
        answers = sum(turn.is_answer for turn in self.view.turns)
        return PlainDialog(self, "End this round?", end_sentences(answers), "End round", "Go on")

    @Slot()
    def _on_dialog_finished(self) -> None:
        self.dialog = None
        self.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take the room's keys; they arrive here only when no child had a use for them."""
        if self.is_typing and event.key() == Qt.Key.Key_Escape:
            self.close_typing()
            return
        if not self.is_typing and self.on_stage and self.stage.press(event):
            return
        if self.is_typing or event.isAutoRepeat():
            super().keyPressEvent(event)
            return
        modifiers = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if modifiers == Qt.KeyboardModifier.ControlModifier and event.key() == Qt.Key.Key_Z:
            self.buttons.undo.click()
        elif modifiers == Qt.KeyboardModifier.NoModifier and event.key() in KEYS:
            getattr(self.buttons, KEYS[Qt.Key(event.key())]).click()
        elif event.key() in (Qt.Key.Key_PageUp, Qt.Key.Key_PageDown):
            bar = self.transcript.verticalScrollBar()
            bar.setValue(bar.value() + (1 if event.key() == Qt.Key.Key_PageDown else -1) * bar.pageStep())
        else:
            super().keyPressEvent(event)

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        """Let the stage put its pointer out."""
        if not self.stage.release(event):
            super().keyReleaseEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Make room for what is typed where the window is low."""
        super().resizeEvent(event)
        self._refresh()

    def showEvent(self, event: QShowEvent) -> None:
        """Take the focus, so that the keys work at once."""
        super().showEvent(event)
        self.setFocus()
        self._refresh()

    def hideEvent(self, event: QHideEvent) -> None:
        """Let the clock rest."""
        super().hideEvent(event)
        self.clock.run(running=False)
