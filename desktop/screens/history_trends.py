"""How everything went over the rounds: a list of values, and one of them drawn."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from desktop import theme
from desktop.screens import history_words as words
from desktop.widgets.plain import PlainLabel
from desktop.widgets.row_list import RowList
from desktop.widgets.trend_view import TrendView

if TYPE_CHECKING:
    from desktop.history_events import TrendsFound
    from interviewer.trend_lines import Line


class TrendsPage(QWidget):
    """Shows trends; it computes none."""

    round_opened = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._lines: dict[str, Line] = {}
        self.list = RowList("Dimensions and measures")
        self.title = PlainLabel("", "lead", wrap=True)
        self.said = PlainLabel("", wrap=True)
        self.view = TrendView()
        self.looked = PlainLabel("", "note", wrap=True)
        self.what = PlainLabel("", "note", wrap=True)
        self.standing = PlainLabel("", "muted", wrap=True)
        self.nothing = PlainLabel(words.NO_TRENDS, "muted", wrap=True)
        self.nothing.setAlignment(Qt.AlignmentFlag.AlignTop)
        self._lay_out()
        self.list.row_chosen.connect(self._show)
        self.list.row_opened.connect(self._on_opened)
        self.view.looked_at.connect(self._on_looked)
        self.view.round_opened.connect(self.round_opened)

    def _lay_out(self) -> None:
        card = QFrame()
        card.setProperty("role", "card")
        column = QVBoxLayout(card)
        column.setContentsMargins(theme.SPACE_4, theme.SPACE_3, theme.SPACE_4, theme.SPACE_3)
        column.setSpacing(theme.SPACE_1)
        column.addWidget(self.title)
        column.addWidget(self.said)
        column.addWidget(self.view, 1)
        column.addWidget(self.looked)
        column.addWidget(self.what)
        halves = QHBoxLayout()
        halves.setContentsMargins(0, 0, 0, 0)
        halves.setSpacing(theme.SPACE_3)
        halves.addWidget(self.list, 5)
        halves.addWidget(card, 7)
        self._shown = QWidget()
        self._shown.setLayout(halves)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(theme.SPACE_2)
        whole.addWidget(self.nothing, 1)
        whole.addWidget(self._shown, 1)
        whole.addWidget(self.standing)
        self._shown.hide()

    def show_trends(self, found: TrendsFound) -> None:
        """Show lines; the one that was chosen stays so."""
        chosen = self.list.chosen
        self._lines = {line.id: line for line in found.lines}
        self.list.fill([(line.id, line.name, words.trend_row(line)) for line in found.lines], chosen)
        self._shown.setVisible(bool(found.lines))
        self.nothing.setVisible(not found.lines)
        self.standing.setText(words.standing(found.standing) if found.lines else "")
        self._show(self.list.chosen)

    def take_focus(self) -> None:
        """Take the keys."""
        (self.list if self._lines else self).setFocus()

    @Slot(str)
    def _show(self, identity: str) -> None:
        line = self._lines.get(identity)
        if line is None:
            self.view.show_line(None)
            return
        unit = f" ({line.unit})" if line.unit else ""
        self.title.setText(f"{line.name}{unit}")
        self.said.setText(words.trend_words(line))
        self.what.setText(words.what_points_are(line))
        self.view.show_line(words.drawn(line))

    @Slot(str)
    def _on_opened(self, identity: str) -> None:
        self.view.setFocus()

    @Slot(str)
    def _on_looked(self, sentence: str) -> None:
        self.looked.setText(sentence)
