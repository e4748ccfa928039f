"""One exchange of the debrief: what the panel said, and what was answered."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from desktop import theme
from desktop.screens.debrief_words import answer_chips, answer_flags, line_flags, line_title
from desktop.widgets.buttons import IconButton
from desktop.widgets.clip_button import ClipButton
from desktop.widgets.flow import flowing
from desktop.widgets.plain import ElidedLabel, PlainLabel
from desktop.widgets.take_tiles import TakeTiles, pieces
from interviewer.debrief import wording
from interviewer.takes import AGAIN

if TYPE_CHECKING:
    from PySide6.QtGui import QFocusEvent

    from interviewer.debrief.exchanges import Answer, Exchange, Line
    from interviewer.debrief.takes import Takes

LONGEST_FLAG = 48
"""Characters; what is longer becomes a line of its own, as a chip cannot wrap."""


DEAF = "There is no microphone: you would type this take."


class AgainButton(IconButton):
    """Has a line asked again; the same key leads from one of them to the next, so it says when it is reached."""

    reached = Signal()

    def __init__(self, line: Line, refuses: str) -> None:
        super().__init__("Do this &again", "repeat")
        self.setAccessibleName(f"Do this again: {line.text[:60]}")
        self.setToolTip("It is asked again as it was; your answer stands beside the first.")
        self.setAccessibleDescription(refuses)
        self.setEnabled(not refuses)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Ask to be seen."""
        super().focusInEvent(event)
        self.reached.emit()


class ExchangeCard(QFrame):
    """Shows an exchange, offers its recordings, and a line to be answered anew with the takes there are."""

    clip_pressed = Signal(str)
    again_pressed = Signal(int)
    reached = Signal(QWidget)
    """The keyboard came to something that must be seen."""
    marked = Signal(int, int, str)
    """A line, a take of it, and what the candidate wishes of it."""

    def __init__(self, exchange: Exchange, takes: Takes | None = None, refuses: str = "") -> None:
        super().__init__()
        self.setProperty("role", "card")
        self.clips: list[ClipButton] = []
        self.again: AgainButton | None = None
        self.tiles = TakeTiles(takes, pieces(takes)[0]) if takes else None
        self.number = exchange.line.number if exchange.line else 0
        self._refuses = refuses
        self._hint = PlainLabel(refuses, "note", wrap=True)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(theme.SPACE_5, theme.SPACE_4, theme.SPACE_4, theme.SPACE_4)
        self._column.setSpacing(theme.SPACE_2)
        if exchange.line is not None:
            self._add_line(exchange.line)
        beside = (
            takes.first.answer.number if takes and takes.takes and takes.first and takes.first.answer else 0
        )
        for answer in exchange.answers:
            if answer.number != beside:
                self._column.addSpacing(theme.SPACE_3 if self._column.count() else 0)
                self._add_answer(answer)
        if self.tiles is not None:
            self._add_tiles(self.tiles)

    def show_deaf(self, *, deaf: bool) -> None:
        """Say beforehand where nothing could be heard."""
        self._hint.setText(self._refuses or (DEAF if deaf else ""))
        self._hint.setVisible(self.again is not None and bool(self._hint.text()))

    @Slot()
    def take_focus(self) -> None:
        """Take the keyboard back after a take."""
        if self.again is not None:
            self.again.setFocus()

    def _add_line(self, line: Line) -> None:
        if line.kind in AGAIN:
            self.again = AgainButton(line, self._refuses)
            self.again.clicked.connect(self._on_again)
            self.again.reached.connect(self._on_reached)
        self._add_head(line.speaker, line_title(line), line.audio, f"what {line.speaker} said", self.again)
        if line.quote and line.verified is not False:
            self._column.addWidget(_quote(line.quote))
        self._column.addWidget(PlainLabel(line.text, "lead", wrap=True))
        self._add_chips([], line_flags(line))
        self._column.addWidget(self._hint)
        self.show_deaf(deaf=False)

    def _add_tiles(self, tiles: TakeTiles) -> None:
        tiles.clip_pressed.connect(self.clip_pressed)
        tiles.marked.connect(self._on_marked)
        self.clips += tiles.clips
        self._column.addWidget(tiles)

    @Slot()
    def _on_reached(self) -> None:
        self.reached.emit(self.again)

    @Slot()
    def _on_again(self) -> None:
        self.again_pressed.emit(self.number)

    @Slot(int, str)
    def _on_marked(self, take: int, wish: str) -> None:
        self.marked.emit(self.number, take, wish)

    def _add_answer(self, answer: Answer) -> None:
        self._add_head("You", "", answer.audio, f"your answer {answer.number}")
        if not answer.empty:
            self._column.addWidget(PlainLabel(answer.text, wrap=True))
        self._add_chips(answer_chips(answer), answer_flags(answer))
        if waited := wording.answered_briefly(answer):
            self._column.addWidget(PlainLabel(waited, "note", wrap=True))

    def _add_head(self, who: str, title: str, clip: str, name: str, beside: IconButton | None = None) -> None:
        row = QHBoxLayout()
        row.setSpacing(theme.SPACE_3)
        row.addWidget(PlainLabel(who[:60], "heading"))
        row.addWidget(ElidedLabel(title, "note"), 1)
        if beside is not None:
            row.addWidget(beside, 0, Qt.AlignmentFlag.AlignRight)
        if clip:
            button = ClipButton(clip, name)
            button.pressed_for.connect(self.clip_pressed)
            self.clips.append(button)
            row.addWidget(button, 0, Qt.AlignmentFlag.AlignRight)
        self._column.addLayout(row)

    def _add_chips(self, chips: list[str], flags: list[str]) -> None:
        for flag in flags:
            if len(flag) > LONGEST_FLAG:
                self._column.addWidget(PlainLabel(flag, "warn", wrap=True))
        made: list[QWidget] = [PlainLabel(flag, "flag") for flag in flags if len(flag) <= LONGEST_FLAG]
        made += [PlainLabel(chip, "chip") for chip in chips]
        if made:
            self._column.addWidget(flowing(made))


def _quote(words: str) -> QFrame:
    frame = QFrame()
    frame.setProperty("role", "quote")
    column = QVBoxLayout(frame)
    column.setContentsMargins(theme.SPACE_4, theme.SPACE_2, theme.SPACE_3, theme.SPACE_2)
    column.setSpacing(0)
    column.addWidget(PlainLabel("You had said", "note"))
    column.addWidget(PlainLabel(f"“{words}”", "quoted", wrap=True))
    return frame
