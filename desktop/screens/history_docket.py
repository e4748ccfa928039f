"""The docket: forecasts that were made, when they are due and how they came out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QPushButton, QScrollArea, QVBoxLayout, QWidget

from desktop import theme
from desktop.screens import history_words as words
from desktop.widgets.bars import notice
from desktop.widgets.buttons import IconButton
from desktop.widgets.flow import flowing
from desktop.widgets.long_list import LongList
from desktop.widgets.plain import PlainLabel

if TYPE_CHECKING:
    from datetime import date

    from desktop.history_events import DocketRead
    from interviewer.docket_file import Entry

_OUTCOMES = (("Came &true", "came_true"), ("Did &not", "did_not"), ("&Cannot tell", "cannot_tell"))


class DocketPage(QWidget):
    """Shows the docket; what is pressed is asked of its keeper."""

    settled = Signal(str, str)
    """A forecast and how it came out."""
    dated = Signal(str, object)
    struck = Signal(str)
    undone = Signal()
    clip_asked = Signal(str, str, float)
    """A session, its recording, and the second to play from."""
    clip_stopped = Signal()
    round_opened = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._entries: dict[str, Entry] = {}
        self._playing = False
        self.trouble = notice()
        self.score = PlainLabel("", "muted", wrap=True)
        self.list = LongList("Forecasts")
        self.nothing = PlainLabel(words.NO_FORECASTS, "muted", wrap=True)
        self.nothing.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.quote = PlainLabel("", "quoted", wrap=True)
        self.facts = PlainLabel("", wrap=True)
        self.play = IconButton("&Play", "play")
        self.open = QPushButton("Open debrie&f")
        self.outcomes = {value: QPushButton(label) for label, value in _OUTCOMES}
        self.reopen = QPushButton("Not settled yet")
        self.strike = IconButton("No forecast", "delete", "quiet")
        self.strike.setToolTip("Take it off the docket: these words were no forecast")
        self.undo = IconButton("&Undo", "undo", "quiet")
        self.undo.setToolTip("Take back what was entered last (Ctrl+Z)")
        self.day = QLineEdit()
        self.day.setPlaceholderText("2027-12-31")
        self.day.setAccessibleName("The day on which it is due")
        self.set_day = QPushButton("Set the &day")
        self.asked = PlainLabel("How did it come out?", "heading")
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        self.card = QFrame()
        self.card.setProperty("role", "card")
        column = QVBoxLayout(self.card)
        column.setContentsMargins(theme.SPACE_4, theme.SPACE_3, theme.SPACE_4, theme.SPACE_3)
        column.setSpacing(theme.SPACE_3)
        column.addWidget(self.quote)
        column.addWidget(self.facts)
        column.addWidget(flowing([self.play, self.open]))
        column.addWidget(self.asked)
        column.addWidget(flowing([*self.outcomes.values(), self.reopen]))
        dated = QHBoxLayout()
        dated.addWidget(PlainLabel("Due on", "note"))
        dated.addWidget(self.day)
        dated.addWidget(self.set_day)
        dated.addStretch(1)
        column.addLayout(dated)
        column.addStretch(1)
        column.addWidget(flowing([self.strike]))
        halves = QHBoxLayout()
        halves.setContentsMargins(0, 0, 0, 0)
        halves.setSpacing(theme.SPACE_3)
        halves.addWidget(self.list, 6)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidget(self.card)
        halves.addWidget(area, 6)
        self._shown = QWidget()
        self._shown.setLayout(halves)
        head = QHBoxLayout()
        head.addWidget(self.score, 1)
        head.addWidget(self.undo)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(theme.SPACE_2)
        whole.addWidget(self.trouble)
        whole.addLayout(head)
        whole.addWidget(self.nothing, 1)
        whole.addWidget(self._shown, 1)
        self._shown.hide()
        self.undo.hide()

    def _connect(self) -> None:
        self.list.row_chosen.connect(self._show)
        self.list.row_opened.connect(self._on_row_opened)
        self.list.row_deleted.connect(self.struck)
        self.play.clicked.connect(self._on_play)
        self.open.clicked.connect(self._on_open)
        for button in (*self.outcomes.values(), self.reopen):
            button.clicked.connect(self._on_outcome)
        self.strike.clicked.connect(self._on_strike)
        self.undo.clicked.connect(self.undone)
        self.set_day.clicked.connect(self._on_day)
        self.day.returnPressed.connect(self._on_day)

    def show_docket(self, found: DocketRead) -> None:
        """Show the forecasts as they stand; the one that was chosen stays so."""
        ordered = words.in_order(found.entries, found.today)
        self._entries = {one.id: one for one in ordered}
        self.list.fill([one.id for one in ordered], lambda at: words.forecast_row(ordered[at], found.today))
        self.trouble.show_sentence(found.notice)
        self.score.setText(words.score_words(found.score, found.entries) if ordered else "")
        self.undo.setVisible(found.can_undo)
        self._shown.setVisible(bool(ordered))
        self.nothing.setVisible(not ordered)
        self._show(self.list.chosen)

    def show_trouble(self, sentence: str) -> None:
        """Say why something could not be done."""
        self.trouble.show_sentence(sentence)

    def show_playing(self, *, playing: bool) -> None:
        """Show whether the chosen forecast's words play."""
        self._playing = playing
        self.play.become("Sto&p" if playing else "&Play", "stop" if playing else "play")

    def take_focus(self) -> None:
        """Take the keys."""
        (self.list if self._entries else self).setFocus()

    @Slot(str)
    def _show(self, identity: str) -> None:
        entry = self._entries.get(identity)
        if entry is None:
            return
        self.quote.setText(f"“{entry.quote}”")
        self.facts.setText(words.forecast_facts(entry))
        self.play.setEnabled(bool(entry.clip))
        self.day.setText(entry.due)
        settled = entry.outcome != "open"
        self.asked.setText("It is settled." if settled else "How did it come out?")
        for value, button in self.outcomes.items():
            button.setEnabled(entry.outcome != value)
        self.reopen.setVisible(settled)

    @Slot(str)
    def _on_row_opened(self, identity: str) -> None:
        # Return on a row leads on to what can be done with it.
        self.outcomes["came_true"].setFocus()

    @Slot()
    def _on_play(self) -> None:
        entry = self._entries.get(self.list.chosen)
        if self._playing:
            self.clip_stopped.emit()
        elif entry is not None:
            self.clip_asked.emit(entry.session, entry.clip, entry.offset)

    @Slot()
    def _on_open(self) -> None:
        if entry := self._entries.get(self.list.chosen):
            self.round_opened.emit(entry.session)

    @Slot()
    def _on_outcome(self) -> None:
        pressed = self.sender()
        outcome = next((value for value, button in self.outcomes.items() if button is pressed), "open")
        entry = self._entries.get(self.list.chosen)
        if entry is not None:
            if entry.outcome == "open":
                # It goes to the settled ones; the next one is what is looked at then.
                self.list.step()
            self.settled.emit(entry.id, outcome)
            self.list.setFocus()

    @Slot()
    def on_undo(self) -> None:
        """Take back what was entered last, if anything was."""
        if not self.undo.isHidden():
            self.undone.emit()

    @Slot()
    def _on_strike(self) -> None:
        if self.list.chosen:
            self.struck.emit(self.list.chosen)
            self.list.setFocus()

    @Slot()
    def _on_day(self) -> None:
        try:
            day: date | None = words.last_day(self.day.text())
        except ValueError as error:
            self.show_trouble(str(error))
            return
        if day is None:
            self.show_trouble(words.NOT_A_DATE)
        elif self.list.chosen:
            self.dated.emit(self.list.chosen, day)
