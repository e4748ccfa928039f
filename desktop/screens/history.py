"""The history: every round that was held, how things went over them, and the forecasts made in them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QButtonGroup,
    QFrame,
    QHBoxLayout,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from desktop import theme
from desktop.screens import history_words as words
from desktop.screens.history_docket import DocketPage
from desktop.screens.history_filter import HistoryFilter
from desktop.screens.history_trends import TrendsPage
from desktop.widgets.bars import banner, notice
from desktop.widgets.buttons import IconButton, KeyButton
from desktop.widgets.long_list import LongList
from desktop.widgets.plain import ElidedLabel, PlainDialog, PlainLabel

if TYPE_CHECKING:
    from desktop.history_events import DocketRead, HistoryReading, SessionsFound, TrendsFound

SESSIONS, TRENDS, FORECASTS = range(3)
_REBUILT = "The index of your sessions was broken and is made anew from the sessions; nothing is lost."


class HistoryScreen(QWidget):
    """Three pages over one filter; it reads and deletes nothing itself."""

    left = Signal()
    filter_changed = Signal()
    page_shown = Signal(int)
    round_opened = Signal(str)
    """The name of a session's folder."""
    delete_confirmed = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.dialog: PlainDialog | None = None
        self._doomed = self._counted = ""
        self._titles: dict[str, str] = {}
        self.filter = HistoryFilter()
        self.sessions = LongList("Sessions")
        self.trends = TrendsPage()
        self.docket = DocketPage()
        self.trouble = banner()
        self.notice = notice()
        self.progress = PlainLabel("", "note")
        self.nothing = PlainLabel("", "muted", wrap=True)
        self.nothing.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.count = ElidedLabel("", "note")
        self.open = IconButton("&Open debrief", "start", "primary")
        self.delete = IconButton("De&lete…", "delete")
        self.everything = QPushButton("Show e&verything")
        self.back = KeyButton("Back", "back", "Esc")
        self.pages = QStackedWidget()
        self.tabs: list[IconButton] = []
        self._lay_out()
        self._connect()
        self._show_nothing(words.NO_SESSIONS)

    def _lay_out(self) -> None:
        body = QVBoxLayout()
        body.setContentsMargins(theme.SPACE_5, theme.SPACE_4, theme.SPACE_5, theme.SPACE_3)
        body.setSpacing(theme.SPACE_2)
        body.addLayout(self._tabs())
        for bar in (self.trouble, self.notice):
            body.addWidget(bar)
        body.addWidget(self.filter)
        self.progress.hide()
        body.addWidget(self.progress)
        listed = QWidget()
        column = QVBoxLayout(listed)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.nothing, 1)
        column.addWidget(self.everything, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self.sessions, 1)
        for page in (listed, self.trends, self.docket):
            self.pages.addWidget(page)
        body.addWidget(self.pages, 1)
        footer = QFrame()
        footer.setProperty("role", "footer")
        row = QHBoxLayout(footer)
        row.setContentsMargins(theme.SPACE_5, theme.SPACE_3, theme.SPACE_5, theme.SPACE_3)
        row.setSpacing(theme.SPACE_3)
        row.addWidget(self.back)
        row.addWidget(self.count, 1)
        row.addWidget(self.delete)
        row.addWidget(self.open)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addLayout(body, 1)
        whole.addWidget(footer)

    def _tabs(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(theme.SPACE_2)
        self._group = QButtonGroup(self)
        for at, (label, icon) in enumerate(
            (("&Sessions", "sessions"), ("T&rends", "trend"), ("For&ecasts", "forecast"))
        ):
            button = IconButton(label, icon, "choice")
            button.setCheckable(True)
            self._group.addButton(button, at)
            self.tabs.append(button)
            row.addWidget(button)
        row.addStretch(1)
        self.tabs[SESSIONS].setChecked(True)
        return row

    def _connect(self) -> None:
        self._group.idClicked.connect(self.show_page)
        self.filter.changed.connect(self.filter_changed)
        self.sessions.row_opened.connect(self.round_opened)
        self.sessions.row_deleted.connect(self._ask_to_delete)
        self.trends.round_opened.connect(self.round_opened)
        self.docket.round_opened.connect(self.round_opened)
        self.open.clicked.connect(self._on_open)
        self.delete.clicked.connect(self._on_delete)
        self.everything.clicked.connect(self.filter.clear)
        self.back.clicked.connect(self.left)
        for keys, does in (("Esc", self._on_escape), ("Ctrl+F", self._on_find), ("Ctrl+Z", self._on_undo)):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(does)
        # Down goes from the words that are looked for to what was found.
        down = QShortcut(QKeySequence("Down"), self.filter.search)
        down.setContext(Qt.ShortcutContext.WidgetShortcut)
        down.activated.connect(self.take_focus)

    # What the screen is told

    @Slot(int)
    def show_page(self, page: int) -> None:
        """Go to one of the pages."""
        self.tabs[page].setChecked(True)
        self.pages.setCurrentIndex(page)
        self.filter.setVisible(page != FORECASTS)
        self.filter.search.setVisible(page == SESSIONS)
        for widget in (self.open, self.delete):
            widget.setVisible(page == SESSIONS)
        self.count.setText(self._counted if page != FORECASTS else "")
        self.take_focus()
        self.page_shown.emit(page)

    @Slot()
    def take_focus(self) -> None:
        """Take the keys where they are most likely wanted."""
        page = self.pages.currentIndex()
        if page == TRENDS:
            self.trends.take_focus()
        elif page == FORECASTS:
            self.docket.take_focus()
        elif self.sessions.count:
            self.sessions.setFocus()
        else:
            self.filter.search.setFocus()

    def show_reading(self, event: HistoryReading) -> None:
        """Show how far the sessions are read."""
        self.trouble.show_sentence("")
        if event.rebuilt:
            self.notice.show_sentence(_REBUILT)
        done = event.done == event.of
        self.progress.setVisible(not done)
        self.progress.setText("" if done else words.reading(event.done, event.of))

    def show_sessions(self, found: SessionsFound) -> None:
        """List rounds; the chosen one stays chosen where it is still there."""
        rows = found.rows
        searched, first = bool(self.filter.text), not self.sessions.count
        self._titles = {one.held.name: one.held.question or one.held.name for one in rows}
        self.sessions.fill(
            [one.held.name for one in rows], lambda at: words.row(rows[at]), 3 if searched else 2
        )
        self._counted = words.how_many(len(rows), found.total, found.there, searched=searched)
        if self.pages.currentIndex() != FORECASTS:
            self.count.setText(self._counted)
        self._show_nothing("" if rows else words.NOTHING_FOUND if found.there else words.NO_SESSIONS)
        self.everything.setVisible(not rows and bool(found.there))
        if first and rows and self.filter.search.hasFocus() and not searched:
            # Return then opens, without a search for the list.
            self.take_focus()

    def show_trends(self, found: TrendsFound) -> None:
        """Show how everything went."""
        self.trends.show_trends(found)

    def show_docket(self, found: DocketRead) -> None:
        """Show the forecasts."""
        self.docket.show_docket(found)
        waiting = sum(words.is_due(one, found.today) for one in found.entries)
        self.tabs[FORECASTS].setText(f"For&ecasts ({waiting} due)" if waiting else "For&ecasts")

    def show_trouble(self, sentence: str) -> None:
        """Say why there is no history."""
        self.trouble.show_sentence(sentence)
        self.progress.hide()

    def show_said(self, sentence: str) -> None:
        """Say how something went."""
        self.notice.show_sentence(sentence)

    def _show_nothing(self, sentence: str) -> None:
        self.nothing.setText(sentence)
        self.nothing.setVisible(bool(sentence))
        self.everything.hide()
        self.sessions.setVisible(not sentence)
        self.open.setEnabled(not sentence)
        self.delete.setEnabled(not sentence)

    # What the candidate does

    @Slot()
    def _on_open(self) -> None:
        if self.sessions.chosen:
            self.round_opened.emit(self.sessions.chosen)

    @Slot()
    def _on_find(self) -> None:
        if self.pages.currentIndex() != SESSIONS:
            self.show_page(SESSIONS)
        self.filter.search.setFocus()
        self.filter.search.selectAll()

    @Slot()
    def _on_escape(self) -> None:
        """Empty what is looked for first, then go back."""
        if self.filter.search.hasFocus() and self.filter.search.text():
            self.filter.search.clear()
        else:
            self.left.emit()

    @Slot()
    def _on_undo(self) -> None:
        if self.pages.currentIndex() == FORECASTS:
            self.docket.on_undo()

    @Slot()
    def _on_delete(self) -> None:
        if self.sessions.chosen:
            self._ask_to_delete(self.sessions.chosen)

    @Slot(str)
    def _ask_to_delete(self, name: str) -> None:
        if self.dialog is not None:
            return
        self._doomed = name
        sentences = [
            f"“{self._titles.get(name, name)}” ({name[:10]}) with its recordings, its debrief and its forecasts.",
            "This cannot be undone. Copies that you made elsewhere stay.",
        ]
        self.dialog = PlainDialog(self, "Delete this session?", sentences, "Delete", "Keep it")
        self.dialog.accepted.connect(self._on_confirmed)
        self.dialog.finished.connect(self._on_dialog_finished)
        self.dialog.open()

    @Slot()
    def _on_confirmed(self) -> None:
        self.delete_confirmed.emit(self._doomed)

    @Slot()
    def _on_dialog_finished(self) -> None:
        self.dialog = None
        self.take_focus()
