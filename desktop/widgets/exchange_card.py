"""One exchange of the debrief: what the panel said, and what was answered."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, Qt, Signal, Slot
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from desktop import theme
from desktop.screens.debrief_words import line_flags, line_title
from desktop.widgets.again_button import DEAF, AgainButton
from desktop.widgets.answer_block import AnswerBlock
from desktop.widgets.clip_button import ClipButton
from desktop.widgets.flow import flowing
from desktop.widgets.passage import Passage
from desktop.widgets.plain import ElidedLabel, PlainLabel
from desktop.widgets.take_tiles import TakeTiles, pieces
from interviewer.debrief import corrected
from interviewer.takes import AGAIN

if TYPE_CHECKING:
    from interviewer.debrief.exchanges import Exchange, Line
    from interviewer.debrief.takes import Takes

LONGEST_FLAG = 48
"""Characters; what is longer becomes a line of its own, as a chip cannot wrap."""


class ExchangeCard(QFrame):
    """Shows an exchange and offers its recordings; answers are corrected in it, lines answered anew."""

    clip_pressed = Signal(str)
    place_pressed = Signal(str, float)
    edited = Signal(object)
    editing_changed = Signal()
    moved = Signal(QWidget, QRectF)
    again_pressed = Signal(int)
    reached = Signal(QWidget)
    """The keyboard came to something that must be seen."""
    marked = Signal(int, int, str)
    """A line, a take of it, and what the candidate wishes of it."""

    def __init__(self, exchange: Exchange, takes: Takes | None = None, refuses: str = "") -> None:
        super().__init__()
        self.setProperty("role", "card")
        self.clips: list[ClipButton] = []
        self.answers: list[AnswerBlock] = []
        self.passages: list[Passage] = []
        """What can be searched, in the order in which it was said."""
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
        for answer in exchange.answers:
            if self._column.count():
                self._column.addSpacing(theme.SPACE_3)
            self._add_answer(AnswerBlock(answer))
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
        self._add_head(line)
        if line.quote and line.verified is not False:
            self._column.addWidget(_quote(line.quote, corrected.requoted(line.quote_now)))
        passage = Passage(line.text, theme.LEAD)
        passage.setAccessibleName(f"What {line.speaker} said")
        self.passages.append(passage)
        self._column.addWidget(passage)
        self._add_flags(line_flags(line))
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

    def _add_head(self, line: Line) -> None:
        row = QHBoxLayout()
        row.setSpacing(theme.SPACE_3)
        row.addWidget(PlainLabel(line.speaker[:60], "heading"))
        row.addWidget(ElidedLabel(line_title(line), "note"), 1)
        if self.again is not None:
            row.addWidget(self.again, 0, Qt.AlignmentFlag.AlignRight)
        if line.audio:
            button = ClipButton(line.audio, f"what {line.speaker} said")
            button.pressed_for.connect(self.clip_pressed)
            self.clips.append(button)
            row.addWidget(button, 0, Qt.AlignmentFlag.AlignRight)
        self._column.addLayout(row)

    def _add_answer(self, block: AnswerBlock) -> None:
        self.answers.append(block)
        self.passages.append(block.text)
        if block.clip is not None:
            self.clips.append(block.clip)
        block.clip_pressed.connect(self.clip_pressed)
        block.place_pressed.connect(self.place_pressed)
        block.edited.connect(self.edited)
        block.editing_changed.connect(self.editing_changed)
        block.moved.connect(self.moved)
        self._column.addWidget(block)

    def _add_flags(self, flags: list[str]) -> None:
        for flag in flags:
            if len(flag) > LONGEST_FLAG:
                self._column.addWidget(PlainLabel(flag, "warn", wrap=True))
        short: list[QWidget] = [PlainLabel(flag, "flag") for flag in flags if len(flag) <= LONGEST_FLAG]
        if short:
            self._column.addWidget(flowing(short))


def _quote(words: str, since: str) -> QFrame:
    frame = QFrame()
    frame.setProperty("role", "quote")
    column = QVBoxLayout(frame)
    column.setContentsMargins(theme.SPACE_4, theme.SPACE_2, theme.SPACE_3, theme.SPACE_2)
    column.setSpacing(0)
    column.addWidget(PlainLabel("You had said", "note"))
    column.addWidget(PlainLabel(f"“{words}”", "quoted", wrap=True))
    if since:
        column.addWidget(PlainLabel(since, "note", wrap=True))
    return frame
