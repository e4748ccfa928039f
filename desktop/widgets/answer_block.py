"""One answer of the debrief: its words, its recording, what was measured of it and what was corrected in it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop import theme
from desktop.screens.debrief_words import answer_chips, answer_flags
from desktop.widgets.answer_text import AnswerText
from desktop.widgets.buttons import IconButton
from desktop.widgets.clip_button import ClipButton
from desktop.widgets.flow import flowing
from desktop.widgets.plain import PlainLabel
from interviewer.correction_file import Edit
from interviewer.debrief import corrected, wording

if TYPE_CHECKING:
    from interviewer.correcting import Correction
    from interviewer.debrief.exchanges import Answer


class HeardList(QWidget):
    """How much was corrected; what was heard instead opens beneath."""

    def __init__(self, correction: Correction) -> None:
        super().__init__()
        self._summary = corrected.summary(correction)
        self.opens = IconButton("", "down", "link")
        self.heard = PlainLabel("\n".join(corrected.beneath(correction)), "note", wrap=True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.SPACE_1)
        row = QHBoxLayout()
        row.addWidget(self.opens)
        row.addStretch(1)
        column.addLayout(row)
        column.addWidget(self.heard)
        self.opens.clicked.connect(self._turn)
        self._show(opened=False)

    @Slot()
    def _turn(self) -> None:
        self._show(opened=self.heard.isHidden())

    def _show(self, *, opened: bool) -> None:
        self.heard.setVisible(opened)
        does = "hide" if opened else "show"
        self.opens.become(f"{self._summary} · {does} what was heard", "up" if opened else "down")


class AnswerBlock(QWidget):
    """Part of an exchange's card."""

    clip_pressed = Signal(str)
    place_pressed = Signal(str, float)
    edited = Signal(object)
    """An `Edit`: the candidate corrected its words."""
    editing_changed = Signal()
    moved = Signal(QWidget, QRectF)
    """Which part of which widget must be seen now."""

    def __init__(self, answer: Answer) -> None:
        super().__init__()
        self.answer = answer
        self.clip: ClipButton | None = None
        self.text = AnswerText(answer)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.SPACE_2)
        column.addLayout(self._head())
        column.addWidget(self.text)
        if answer.correction is not None:
            column.addWidget(HeardList(answer.correction))
        flags: list[QWidget] = [PlainLabel(flag, "flag") for flag in answer_flags(answer)]
        column.addWidget(flowing([*flags, *(PlainLabel(chip, "chip") for chip in answer_chips(answer))]))
        if waited := wording.answered_briefly(answer):
            column.addWidget(PlainLabel(waited, "note", wrap=True))
        self.text.word_pressed.connect(self._on_word)
        self.text.edited.connect(self._on_edited)
        self.text.editing_changed.connect(self.editing_changed)
        self.text.moved.connect(self._on_moved)

    def _head(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(theme.SPACE_3)
        row.addWidget(PlainLabel("You", "heading"))
        row.addStretch(1)
        if self.answer.audio:
            self.clip = ClipButton(self.answer.audio, f"your answer {self.answer.number}")
            self.clip.pressed_for.connect(self.clip_pressed)
            row.addWidget(self.clip)
        return row

    def show_heard(self, clip: str, offset: float | None) -> None:
        """Show which word is heard at a second of a recording, or that none is."""
        mine = offset is not None and bool(clip) and clip == self.answer.audio
        self.text.show_sounding(self.text.spoken.word_at(offset) if mine and offset is not None else None)

    def take_back(self, typed: str) -> None:
        """Show the answer as it was, and what was typed in its place once more."""
        self.text.show_answer(self.answer)
        self.text.edit(*self.text.spoken.reopened(typed))

    @Slot(int)
    def _on_word(self, word: int) -> None:
        if self.answer.audio:
            self.place_pressed.emit(self.answer.audio, self.text.spoken.offset(word))

    @Slot(str, object)
    def _on_edited(self, before: str, after: Answer) -> None:
        self.edited.emit(Edit(self.answer.number, before, after.text))

    @Slot(QRectF)
    def _on_moved(self, area: QRectF) -> None:
        self.moved.emit(self.text, area)
