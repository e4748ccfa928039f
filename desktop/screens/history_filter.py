"""Which rounds are looked at: what was said in them, their kind, pressure, question and dates."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QPushButton, QVBoxLayout, QWidget

from desktop import theme
from desktop.screens.history_words import first_day, last_day
from desktop.widgets.picker import Picker
from desktop.widgets.plain import PlainLabel
from interviewer.history_points import Filter

if TYPE_CHECKING:
    from collections.abc import Sequence

PAUSE_MS = 150
"""How long somebody stops typing before it is looked for: longer than between two letters, too short to be felt."""
KINDS = (
    ("Any round", ""),
    ("Discussion", "discussion"),
    ("Presentation", "presentation"),
    ("Onsite", "onsite"),
)
PRESSURES = (("Any pressure", ""), ("Calm", "calm"), ("Probing", "probing"), ("Hostile", "hostile"))


class HistoryFilter(QWidget):
    """Tells of a change once somebody has stopped typing; a date that is none is said and passed over."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.search = _line("Search all that was said", "Words that were said in a round")
        self.kind = _picker("Kind of round", KINDS)
        self.pressure = _picker("Pressure", PRESSURES)
        self.question = _line("Question", "Words of the question")
        self.since = _line("Since 2026-03", "Since which day")
        self.until = _line("Until 2026-03", "Until which day")
        self.answered = QPushButton("Answered")
        self.answered.setCheckable(True)
        self.answered.setProperty("role", "choice")
        self.answered.setAccessibleName("Only rounds with an answer")
        self.trouble = PlainLabel("", "bad", wrap=True)
        self.trouble.hide()
        self._wanted = Filter()
        self._dates = ("", "")
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE_MS)
        self._pause.timeout.connect(self._on_paused)
        self._lay_out()
        for line in (self.search, self.question, self.since, self.until):
            line.setClearButtonEnabled(True)
            line.textChanged.connect(self._on_typed)
        for picker in (self.kind, self.pressure):
            picker.currentIndexChanged.connect(self._on_paused)
        self.answered.toggled.connect(self._on_paused)

    def _lay_out(self) -> None:
        row = QHBoxLayout()
        row.setSpacing(theme.SPACE_2)
        for widget, share in (
            (self.kind, 4),
            (self.pressure, 4),
            (self.question, 6),
            (self.since, 5),
            (self.until, 5),
        ):
            row.addWidget(widget, share)
        row.addWidget(self.answered)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.SPACE_2)
        column.addWidget(self.search)
        column.addLayout(row)
        column.addWidget(self.trouble)

    @property
    def wanted(self) -> Filter:
        """The filter as it was last understood."""
        return self._wanted

    @property
    def text(self) -> str:
        """The words that are looked for."""
        return self.search.text().strip()

    def clear(self) -> None:
        """Let everything through."""
        for line in (self.search, self.question, self.since, self.until):
            line.clear()
        self.kind.setCurrentIndex(0)
        self.pressure.setCurrentIndex(0)
        self.answered.setChecked(False)

    @Slot()
    def _on_typed(self) -> None:
        self._pause.start()

    @Slot()
    def _on_paused(self) -> None:
        self._pause.stop()
        self._read_dates()
        self._wanted = Filter(
            kind=str(self.kind.currentData()),
            pressure=str(self.pressure.currentData()),
            question=self.question.text().strip(),
            since=self._dates[0],
            until=self._dates[1],
            answered=self.answered.isChecked(),
        )
        self.changed.emit()

    def _read_dates(self) -> None:
        """Take the dates; while one is none, those before it hold."""
        try:
            found = first_day(self.since.text()), last_day(self.until.text())
        except ValueError as error:
            self.trouble.setText(str(error))
            self.trouble.show()
            return
        since, until = (day.isoformat() if day else "" for day in found)
        self._dates = since, until
        self.trouble.hide()


def _line(words: str, name: str) -> QLineEdit:
    line = QLineEdit()
    line.setPlaceholderText(words)
    line.setAccessibleName(name)
    return line


def _picker(name: str, options: Sequence[tuple[str, str]]) -> Picker:
    picker = Picker(name)
    for label, value in options:
        picker.addItem(label, value)
    return picker
