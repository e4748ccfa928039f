"""The first answer to a line and every take of it, side by side: words, figures, differences, and what can be done."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from desktop import theme
from desktop.widgets.buttons import IconButton
from desktop.widgets.clip_button import ClipButton
from desktop.widgets.flow import flowing
from desktop.widgets.plain import ElidedLabel, PlainLabel
from interviewer.debrief import take_words as words
from interviewer.debrief.takes_page import answers

if TYPE_CHECKING:
    from collections.abc import Sequence

    from interviewer.debrief.takes import Take, Takes
    from interviewer.take_events import Mark

IN_A_ROW = 2
"""Answers beside each other: at the narrowest window each has some 50 characters to a line."""

AT_ONCE = 6
"""Answers in one card: each takes 6 ms to make and to lay out, and the window must not be held up for longer."""


def pieces(found: Takes) -> list[tuple[Take, ...]]:
    """Cut all that stands side by side into what one card takes, the first answer first."""
    every = answers(found) if found.takes else ()
    return [every[at : at + AT_ONCE] for at in range(0, len(every), AT_ONCE)] or [()]


class MarkButton(IconButton):
    """Says what the candidate thinks of one take."""

    marked = Signal(int, str)

    def __init__(self, text: str, icon: str, take: int, mark: Mark, name: str) -> None:
        super().__init__(text, icon, "quiet")
        self.take, self.mark = take, mark
        self.setAccessibleName(f"{text}: {name}")
        self.clicked.connect(self._on_clicked)

    @Slot()
    def _on_clicked(self) -> None:
        self.marked.emit(self.take, self.mark)


class TakeTiles(QWidget):
    """Shows the answers to one line; it plays and writes nothing itself."""

    clip_pressed = Signal(str)
    marked = Signal(int, str)
    """A take and what the candidate wishes of it."""

    def __init__(self, found: Takes, shown: Sequence[Take], *, begins: bool = True) -> None:
        """Show these answers; the card that `begins` has the heading, and what was deleted."""
        super().__init__()
        self.clips: list[ClipButton] = []
        self.marks: list[MarkButton] = []
        column = QVBoxLayout(self)
        column.setContentsMargins(0, theme.SPACE_2, 0, 0)
        column.setSpacing(theme.SPACE_2)
        if shown:
            column.addWidget(PlainLabel(words.TITLE if begins else "More takes", "heading"))
            column.addLayout(self._grid(found, shown))
        if shown and begins:
            column.addWidget(PlainLabel(words.NOTE, "note", wrap=True))
        for take in found.deleted if begins else ():
            column.addLayout(self._deleted(take))

    def _grid(self, found: Takes, shown: Sequence[Take]) -> QGridLayout:
        grid = QGridLayout()
        grid.setSpacing(theme.SPACE_3)
        for at in range(IN_A_ROW):
            grid.setColumnStretch(at, 1)
        for at, take in enumerate(shown):
            grid.addWidget(self._tile(take, found), at // IN_A_ROW, at % IN_A_ROW)
        return grid

    def _tile(self, take: Take, found: Takes) -> QFrame:
        tile = QFrame()
        tile.setProperty("role", "tile")
        column = QVBoxLayout(tile)
        column.setContentsMargins(theme.SPACE_4, theme.SPACE_3, theme.SPACE_3, theme.SPACE_3)
        column.setSpacing(theme.SPACE_2)
        column.addLayout(self._head(take))
        spoken = take.answer is not None and not take.answer.empty
        column.addWidget(PlainLabel(words.said(take), "body" if spoken else "muted", wrap=True))
        column.addLayout(_figures(take, found))
        for quote in words.quotes(take):
            column.addWidget(PlainLabel(quote, "note", wrap=True))
        if told := words.differs(take, found):
            column.addSpacing(theme.SPACE_1)
            column.addWidget(PlainLabel("Against the first answer", "heading"))
            column.addWidget(PlainLabel("\n".join(told), wrap=True))
        column.addStretch(1)
        column.addWidget(flowing(self._wishes(take)))
        return tile

    def _head(self, take: Take) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(theme.SPACE_3)
        row.addWidget(PlainLabel(words.name(take), "heading"))
        row.addWidget(ElidedLabel(words.when(take), "note"), 1)
        if take.preferred:
            row.addWidget(PlainLabel("Better", "chip"), 0, Qt.AlignmentFlag.AlignVCenter)
        if take.audio:
            button = ClipButton(take.audio, words.name(take).lower())
            button.pressed_for.connect(self.clip_pressed)
            self.clips.append(button)
            row.addWidget(button, 0, Qt.AlignmentFlag.AlignRight)
        return row

    def _wishes(self, take: Take) -> list[QWidget]:
        name = words.name(take)
        wish: Mark = "not preferred" if take.preferred else "preferred"
        text = "Not the better one" if take.preferred else "The better one"
        made: list[QWidget] = [self._mark(MarkButton(text, "done", take.take, wish, name))]
        if take.take:
            made.append(self._mark(MarkButton("Delete", "delete", take.take, "deleted", name)))
        return made

    def _deleted(self, take: int) -> QHBoxLayout:
        row = QHBoxLayout()
        said = (
            f"Take {take} is deleted: its recording waits in the session's folder, its words in the journal."
        )
        row.addWidget(PlainLabel(said, "note", wrap=True), 1)
        row.addWidget(self._mark(MarkButton("Undo", "undo", take, "restored", f"take {take} is deleted")))
        return row

    def _mark(self, button: MarkButton) -> MarkButton:
        button.marked.connect(self.marked)
        self.marks.append(button)
        return button


class MoreTakes(QFrame):
    """Takes that found no room in the card of their line."""

    clip_pressed = Signal(str)
    marked = Signal(int, int, str)
    """A line, a take of it, and what the candidate wishes of it."""

    def __init__(self, found: Takes, shown: Sequence[Take]) -> None:
        super().__init__()
        self.setProperty("role", "card")
        self._line = found.line
        tiles = TakeTiles(found, shown, begins=False)
        self.clips = tiles.clips
        tiles.clip_pressed.connect(self.clip_pressed)
        tiles.marked.connect(self._on_marked)
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.SPACE_5, theme.SPACE_2, theme.SPACE_4, theme.SPACE_4)
        column.addWidget(tiles)

    @Slot(int, str)
    def _on_marked(self, take: int, wish: str) -> None:
        self.marked.emit(self._line, take, wish)


def _figures(take: Take, found: Takes) -> QGridLayout:
    grid = QGridLayout()
    grid.setHorizontalSpacing(theme.SPACE_3)
    grid.setVerticalSpacing(2)
    grid.setColumnStretch(1, 1)
    for row, (label, value) in enumerate(words.rows(take, found)):
        grid.addWidget(PlainLabel(label, "note"), row, 0, Qt.AlignmentFlag.AlignTop)
        grid.addWidget(PlainLabel(value, "small", wrap=True), row, 1)
    return grid
