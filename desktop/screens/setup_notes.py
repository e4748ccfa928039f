"""What the rounds before say to the next one: forecasts that are due, and what to practise."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from desktop import theme
from desktop.screens.history_words import due_words
from desktop.widgets.buttons import IconButton
from desktop.widgets.plain import ElidedLabel
from interviewer.question.rubric import BY_ID
from interviewer.weakest import kind_for

if TYPE_CHECKING:
    from interviewer.events import RoundKind
    from interviewer.weakest import Proposal

_KINDS: dict[RoundKind, str] = {
    "discussion": "Discussion",
    "presentation": "Presentation",
    "onsite": "Onsite",
}


class SetupNotes(QWidget):
    """One line each, and nothing at all where there is nothing to say.

    Its buttons have no letters of their own: the screen's other things have taken nearly all.
    """

    forecasts_asked = Signal()
    focus_changed = Signal()
    declined = Signal(str)
    """The id of a proposal."""

    def __init__(self) -> None:
        super().__init__()
        self.focus = ""
        """The dimension that the next round comes back to."""
        self._kind: RoundKind = "discussion"
        self._proposal: Proposal | None = None
        self.due = ElidedLabel("")
        self.look = IconButton("Settle them", "forecast")
        self.why = ElidedLabel("")
        self.practise = IconButton("Practise it", "start")
        self.not_now = QPushButton("Not now")
        self.take_back = IconButton("Take it back", "undo")
        self._due_row = _row(self.due, self.look)
        self._why_row = _row(self.why, self.practise, self.not_now, self.take_back)
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.SPACE_5, theme.SPACE_3, theme.SPACE_5, 0)
        column.setSpacing(theme.SPACE_2)
        column.addWidget(self._due_row)
        column.addWidget(self._why_row)
        self.look.clicked.connect(self.forecasts_asked)
        self.practise.clicked.connect(self._on_practise)
        self.not_now.clicked.connect(self._on_not_now)
        self.take_back.clicked.connect(self._on_take_back)
        self.show_due(0)
        self._refresh()

    def show_due(self, count: int) -> None:
        """Say how many forecasts wait."""
        self.due.setText(due_words(count))
        self.look.setText("Settle it" if count == 1 else "Settle them")
        self._due_row.setVisible(bool(count))
        self._show_or_hide()

    def propose(self, proposal: Proposal | None) -> None:
        """Say what to practise and why, or nothing."""
        self._proposal = proposal
        self._refresh()

    def choose(self, focus: str) -> None:
        """Take a focus up, or with nothing drop it, without telling anyone."""
        self.focus = focus if focus in BY_ID else ""
        self._refresh()

    def show_kind(self, kind: RoundKind) -> None:
        """Take note of the kind of round that is chosen: not every one asks about the focus."""
        if kind != self._kind:
            self._kind = kind
            self._refresh()

    def _refresh(self) -> None:
        taken, proposal = bool(self.focus), self._proposal
        if taken:
            name = BY_ID[self.focus].name
            wanted = kind_for(self.focus, self._kind)
            words = f"The next round comes back to {name[:1].lower()}{name[1:]}."
            if wanted != self._kind:
                words = f"{name} is not asked about in this kind of round: choose {_KINDS[wanted]} or Onsite."
            self.why.setText(words)
        elif proposal is not None:
            self.why.setText(f"{proposal.why}.")
        self.why.setAccessibleName(self.why.text())
        self.practise.setVisible(not taken)
        self.not_now.setVisible(not taken)
        self.take_back.setVisible(taken)
        self._why_row.setVisible(taken or proposal is not None)
        self._show_or_hide()

    def _show_or_hide(self) -> None:
        self.setVisible(not (self._due_row.isHidden() and self._why_row.isHidden()))

    @Slot()
    def _on_practise(self) -> None:
        if self._proposal is not None:
            self.choose(self._proposal.dimension)
            self.take_back.setFocus()
            self.focus_changed.emit()

    @Slot()
    def _on_take_back(self) -> None:
        self.choose("")
        self.focus_changed.emit()

    @Slot()
    def _on_not_now(self) -> None:
        if self._proposal is not None:
            declined, self._proposal = self._proposal.id, None
            self._refresh()
            self.declined.emit(declined)


def _row(words: QWidget, *buttons: QWidget) -> QFrame:
    frame = QFrame()
    frame.setProperty("role", "card")
    row = QHBoxLayout(frame)
    row.setContentsMargins(theme.SPACE_4, theme.SPACE_1, theme.SPACE_2, theme.SPACE_1)
    row.setSpacing(theme.SPACE_2)
    row.addWidget(words, 1)
    for button in buttons:
        row.addWidget(button)
    return frame
