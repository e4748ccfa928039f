"""The window: a slim header over the five screens."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QSettings, QSize, Qt, Signal, Slot
from PySide6.QtGui import QAction, QActionGroup, QKeySequence, QPainter, QShortcut
from PySide6.QtWidgets import QFrame, QHBoxLayout, QMainWindow, QMenu, QStackedWidget, QVBoxLayout, QWidget

from desktop import theme
from desktop.screens.debrief import DebriefScreen
from desktop.screens.dictation import DictationScreen
from desktop.screens.dictation_words import closing_sentences
from desktop.screens.history import FORECASTS, HistoryScreen
from desktop.screens.room import RoomScreen
from desktop.screens.room_words import end_sentences, leave_sentences
from desktop.screens.setup import SetupScreen
from desktop.widgets.bars import Badge
from desktop.widgets.buttons import IconButton, KeyButton
from desktop.widgets.plain import PlainDialog, PlainLabel

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QCloseEvent, QPaintEvent

    from desktop.settings import Theme as ThemeChoice

SMALLEST = QSize(960, 640)
FIRST = QSize(1280, 800)

_THEMES = (("system", "Like the &system"), ("light", "&Light"), ("dark", "&Dark"))


class _Mark(QWidget):
    """Viva's own sign."""

    def __init__(self) -> None:
        super().__init__()
        self._icon = theme.app_icon()
        self.setFixedSize(28, 28)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw it."""
        self._icon.paint(QPainter(self), self.rect())


class MainWindow(QMainWindow):
    """Shows one screen at a time and asks before a running round is closed."""

    theme_chosen = Signal(str)
    close_confirmed = Signal()
    history_shown = Signal()

    def __init__(
        self,
        wears: theme.Theme,
        times: Callable[[], tuple[float, float | None]],
        choice: ThemeChoice = "system",
    ) -> None:
        super().__init__()
        self._theme = wears
        self._may_close = False
        self._wanted: ThemeChoice | None = None
        self.dialog: PlainDialog | None = None
        self.setWindowTitle("Viva")
        self.setMinimumSize(SMALLEST)
        self.resize(FIRST)
        self.setup = SetupScreen()
        self.room = RoomScreen(times)
        self.debrief = DebriefScreen()
        self.dictation = DictationScreen()
        self.history = HistoryScreen()
        self.look_back = KeyButton("History", "sessions", "Ctrl+H")
        self.transcribe = KeyButton("Transcribe", "type", "Ctrl+T")
        self.badge = Badge()
        self.theme_button = IconButton("Theme", choice, "quiet")
        self.pages = QStackedWidget()
        for screen in (self.setup, self.room, self.debrief, self.dictation, self.history):
            self.pages.addWidget(screen)
        self._lay_out()
        self._offer_themes(choice)
        self.setup.house_changed.connect(self._show_house)
        self.room.house_changed.connect(self._show_house)
        self.debrief.new_round_asked.connect(self.show_setup)
        self.debrief.area.emptied.connect(self._wear)
        self.dictation.left.connect(self.show_setup)
        self.history.left.connect(self.show_setup)
        self.debrief.back_asked.connect(self.show_history)
        self.setup.questions.history_asked.connect(self.show_history)
        self.setup.notes.forecasts_asked.connect(self.show_forecasts)
        self.look_back.clicked.connect(self.show_history)
        QShortcut(QKeySequence("Ctrl+H"), self).activated.connect(self.show_history)
        self.transcribe.clicked.connect(self.show_dictation)
        QShortcut(QKeySequence("Ctrl+T"), self).activated.connect(self.show_dictation)
        self.show_setup()

    def _lay_out(self) -> None:
        header = QFrame()
        header.setProperty("role", "header")
        row = QHBoxLayout(header)
        row.setContentsMargins(theme.SPACE_5, theme.SPACE_2, theme.SPACE_4, theme.SPACE_2)
        row.setSpacing(theme.SPACE_3)
        row.addWidget(_Mark())
        row.addWidget(PlainLabel("Viva", "lead"))
        row.addStretch(1)
        row.addWidget(self.look_back)
        row.addWidget(self.transcribe)
        row.addWidget(self.badge)
        row.addWidget(self.theme_button)
        whole = QWidget()
        column = QVBoxLayout(whole)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(header)
        column.addWidget(self.pages, 1)
        self.setCentralWidget(whole)

    def _offer_themes(self, choice: ThemeChoice) -> None:
        menu = QMenu(self.theme_button)
        group = QActionGroup(menu)
        for name, label in _THEMES:
            action = QAction(label, menu)
            action.setCheckable(True)
            action.setData(name)
            action.setChecked(name == choice)
            group.addAction(action)
            menu.addAction(action)
        menu.triggered.connect(self._on_theme)
        self.theme_button.setMenu(menu)
        self.theme_button.setFocusPolicy(Qt.FocusPolicy.TabFocus)

    # Screens

    @property
    def in_round(self) -> bool:
        """Whether a round is running in the room."""
        return self.pages.currentWidget() is self.room and self.room.view.phase != "closed"

    @property
    def shows_debrief(self) -> bool:
        """Whether a debrief is looked at."""
        return self.pages.currentWidget() is self.debrief

    @Slot()
    def show_setup(self) -> None:
        """Go to the first screen."""
        self.debrief.allow_back(allowed=False)
        self.pages.setCurrentWidget(self.setup)
        self._show_house()

    @Slot()
    def show_room(self) -> None:
        """Go to the room."""
        self.pages.setCurrentWidget(self.room)
        self._show_house()

    @Slot()
    def show_debrief(self) -> None:
        """Go to the debrief; where it was opened from the history there is a way back, also after a take."""
        if self.pages.currentWidget() is not self.room:
            self.debrief.allow_back(allowed=self.pages.currentWidget() is self.history)
        self.pages.setCurrentWidget(self.debrief)
        self.debrief.area.setFocus()
        self._show_house()

    @Slot()
    def show_dictation(self) -> None:
        """Go to local transcription, unless a round is on."""
        if not self.in_round:
            self.pages.setCurrentWidget(self.dictation)
            self._show_house()

    @Slot()
    def show_history(self) -> None:
        """Go to the history as it was left, unless a round is on."""
        if not self.in_round:
            self.pages.setCurrentWidget(self.history)
            self.history.take_focus()
            self._show_house()
            self.history_shown.emit()

    @Slot()
    def show_forecasts(self) -> None:
        """Go to the forecasts in the history."""
        self.show_history()
        self.history.show_page(FORECASTS)

    @Slot()
    def _show_house(self) -> None:
        screen = self.pages.currentWidget()
        self.transcribe.setVisible(screen in (self.setup, self.debrief, self.history))
        self.look_back.setVisible(screen in (self.setup, self.debrief, self.dictation))
        self.badge.setVisible(screen is not self.debrief)
        if screen in (self.dictation, self.history):
            self.badge.show_house(sealed=True, asks="")
        elif screen is self.room:
            self.badge.show_house(sealed=self.room.view.sealed, asks=self.room.view.engine)
        else:
            self.badge.show_house(sealed=self.setup.examiner.offline, asks=self.setup.examiner.asks)

    # Theme, size, closing

    @Slot(object)
    def _on_theme(self, action: QAction) -> None:
        self._wanted = cast("ThemeChoice", action.data())
        self.theme_chosen.emit(self._wanted)
        if not self.debrief.take_down():
            self._wear()

    @Slot()
    def _wear(self) -> None:
        """Dress the window, once nothing long is left in it."""
        if self._wanted is not None:
            self._theme.choose(self._wanted)
            self.theme_button.become("Theme", self._wanted)
            self._wanted = None
            self.debrief.put_up()

    def restore_size(self, kept: QSettings) -> None:
        """Take the size of last time."""
        geometry = kept.value("geometry")
        if geometry is not None:
            self.restoreGeometry(geometry)

    def keep_size(self, kept: QSettings) -> None:
        """Keep the size for next time."""
        kept.setValue("geometry", self.saveGeometry())

    def closeEvent(self, event: QCloseEvent) -> None:
        """Close at once, or ask first while a round runs or recordings are put into words."""
        if self._may_close or not (self.in_round or self.dictation.files_left):
            event.accept()
            return
        event.ignore()
        if self.dialog is not None:
            return
        self.dialog = self._round_dialog() if self.in_round else self._files_dialog()
        self.dialog.accepted.connect(self._on_confirmed)
        self.dialog.finished.connect(self._on_dialog_finished)
        self.dialog.open()

    def _round_dialog(self) -> PlainDialog:
        if self.room.view.plain:
            return PlainDialog(
                self, "Close Viva during a take?", leave_sentences(), "Leave and close", "Go on"
            )
        answers = sum(turn.is_answer for turn in self.room.view.turns)
        sentences = [
            end_sentences(answers)[0],
            "The round ends; its debrief is under Past sessions next time.",
        ]
        return PlainDialog(self, "Close Viva during a round?", sentences, "End and close", "Go on")

    def _files_dialog(self) -> PlainDialog:
        sentences = closing_sentences(self.dictation.files_left)
        return PlainDialog(self, "Close Viva before the recordings are done?", sentences, "Close", "Go on")

    @Slot()
    def _on_confirmed(self) -> None:
        self._may_close = True
        self.close_confirmed.emit()
        self.close()

    @Slot()
    def _on_dialog_finished(self) -> None:
        self.dialog = None
