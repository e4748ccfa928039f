"""The left half of the dictation screen: the microphone, the files on their way, and what there is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QFileDialog, QFrame, QHBoxLayout, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from desktop import theme
from desktop.screens.dictation_words import DROP, LOADING, Live, dictate_words, entry_rows, phase_words
from desktop.widgets.buttons import IconButton, KeyButton
from desktop.widgets.file_row import FileItem
from desktop.widgets.level_meter import LevelMeter
from desktop.widgets.plain import ElidedLabel, PlainLabel
from desktop.widgets.row_list import RowList

if TYPE_CHECKING:
    from collections.abc import Sequence

    from desktop.dictations import Kept
    from desktop.file_queue import FileRow

QUEUE_HEIGHT, ONE_ROW = 14, 5
"""Body sizes the list of files may be high, three files and a half, and how low at least; the rest scrolls."""


class DictationSources(QWidget):
    """Where text comes from."""

    dictate_pressed = Signal()
    files_chosen = Signal(object)
    file_cancelled = Signal(int)
    all_cancelled = Signal()
    queue_cleared = Signal()
    entry_opened = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.items: dict[int, FileItem] = {}
        self.dictate = KeyButton("Dictate", "microphone", "Ctrl+D", "primary")
        self.phase = ElidedLabel("Ready", "lead")
        self.meter = LevelMeter()
        self.lost = PlainLabel("", "bad", wrap=True)
        self.model = PlainLabel("", "note", wrap=True)
        self.add = KeyButton("Add recordings…", "import", "Ctrl+O")
        self.drop = PlainLabel(DROP, "note", wrap=True)
        self.summary = ElidedLabel("", "note")
        self.cancel_all = IconButton("Cancel all", "close", "quiet")
        self.clear = IconButton("Clear list", "done", "quiet")
        self.entries = RowList("Dictations and transcripts")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.SPACE_3)
        column.addWidget(self._microphone_card())
        column.addWidget(self._files_card())
        column.addWidget(self.entries, 1)
        self.dictate.clicked.connect(self.dictate_pressed)
        self.add.clicked.connect(self.choose_files)
        self.cancel_all.clicked.connect(self.all_cancelled)
        self.clear.clicked.connect(self.queue_cleared)
        self.entries.row_chosen.connect(self.entry_opened)
        self.entries.row_opened.connect(self.entry_opened)
        column.addStretch(0)
        self.show_files((), "")
        self.show_entries((), "")
        self.show_lost("")
        self.show_model("note", LOADING)

    def _microphone_card(self) -> QFrame:
        card = QFrame()
        card.setProperty("role", "card")
        column = QVBoxLayout(card)
        column.setContentsMargins(theme.SPACE_4, theme.SPACE_3, theme.SPACE_4, theme.SPACE_3)
        column.setSpacing(theme.SPACE_2)
        row = QHBoxLayout()
        row.setSpacing(theme.SPACE_4)
        row.addWidget(self.dictate)
        words = QVBoxLayout()
        words.setSpacing(theme.SPACE_1)
        words.addWidget(self.phase)
        words.addWidget(self.meter)
        row.addLayout(words, 1)
        column.addLayout(row)
        column.addWidget(self.lost)
        column.addWidget(self.model)
        return card

    def _files_card(self) -> QFrame:
        card = QFrame()
        card.setProperty("role", "card")
        card.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        column = QVBoxLayout(card)
        column.setContentsMargins(theme.SPACE_4, theme.SPACE_3, theme.SPACE_4, theme.SPACE_3)
        column.setSpacing(theme.SPACE_2)
        column.addWidget(self.add, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self.drop)
        self.queue = QWidget()
        below = QVBoxLayout(self.queue)
        below.setContentsMargins(0, 0, 0, 0)
        below.setSpacing(theme.SPACE_1)
        below.addWidget(self._queue_area())
        row = QHBoxLayout()
        row.setSpacing(theme.SPACE_2)
        row.addWidget(self.summary, 1)
        row.addWidget(self.cancel_all)
        row.addWidget(self.clear)
        below.addLayout(row)
        column.addWidget(self.queue)
        return card

    def _queue_area(self) -> QScrollArea:
        self._page = QWidget()
        self._page.setProperty("role", "page")
        self._rows = QVBoxLayout(self._page)
        self._rows.setContentsMargins(0, 0, theme.SPACE_2, 0)
        self._rows.setSpacing(0)
        self._rows.addStretch(1)
        self._area = QScrollArea()
        self._area.setWidgetResizable(True)
        self._area.setFrameShape(QFrame.Shape.NoFrame)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._area.setAccessibleName("Recordings on their way into words")
        self._area.setWidget(self._page)
        return self._area

    # What it is told

    def show_live(self, live: Live) -> None:
        """Show what the microphone is used for."""
        self.dictate.become(*dictate_words(live.phase))
        self.dictate.setEnabled(live.phase != "transcribing")
        self.phase.setText(phase_words(live))
        self.entries.setEnabled(live.phase == "idle")

    def show_lost(self, sentence: str) -> None:
        """Say that nothing can be heard, or with nothing that it can."""
        self.lost.setText(sentence)
        self.lost.setVisible(bool(sentence))
        if sentence:
            self.meter.clear()

    def show_model(self, role: str, sentence: str) -> None:
        """Say how the speech model is, where there is something to say."""
        self.model.become(role, sentence)
        self.model.setVisible(bool(sentence))

    def show_files(self, rows: Sequence[FileRow], summary: str) -> None:
        """Show the files on their way."""
        for number in [number for number in self.items if number not in {row.number for row in rows}]:
            gone = self.items.pop(number)
            self._rows.removeWidget(gone)
            gone.deleteLater()
        for row in rows:
            if row.number in self.items:
                self.items[row.number].show_row(row)
            else:
                self._add(row)
        self.queue.setVisible(bool(rows))
        self.drop.setVisible(not rows)
        self.summary.setText(summary or "Everything here is over.")
        self.cancel_all.setVisible(bool(summary))
        self.clear.setVisible(not summary)
        tall = theme.pixels(theme.BODY) * QUEUE_HEIGHT
        wanted = self._page.sizeHint().height() if rows else 0
        self._area.setMaximumHeight(min(tall, wanted))
        self._area.setMinimumHeight(min(wanted, theme.pixels(theme.BODY) * ONE_ROW))

    def _add(self, row: FileRow) -> None:
        item = FileItem(row)
        item.cancel_pressed.connect(self.file_cancelled)
        item.open_pressed.connect(self.entry_opened)
        self.items[row.number] = item
        self._rows.insertWidget(self._rows.count() - 1, item)

    def show_entries(self, entries: Sequence[Kept], chosen: str) -> None:
        """List what there is."""
        self.entries.fill(entry_rows(entries), chosen)
        self.entries.setVisible(bool(entries))

    # What the user does

    @Slot()
    def choose_files(self) -> None:
        """Ask for files."""
        names, _ = QFileDialog.getOpenFileNames(self, "Recordings to put into words")
        if names:
            self.files_chosen.emit(names)
