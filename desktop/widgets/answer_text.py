"""An answer that can be corrected in the place where it stands."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, Qt, Signal, Slot

from desktop.widgets.answer_editor import AnswerEditor
from desktop.widgets.spoken_text import SpokenText

if TYPE_CHECKING:
    from PySide6.QtGui import QHideEvent, QKeyEvent, QMouseEvent, QResizeEvent

    from desktop.widgets.paragraph import Paragraph
    from interviewer.debrief.exchanges import Answer


class AnswerText(SpokenText):
    """A double click or F2 corrects the paragraph of a word: a long answer is never edited as a whole."""

    edited = Signal(str, object)
    """The text before, and the answer as it reads now."""
    editing_changed = Signal()

    def __init__(self, answer: Answer) -> None:
        self.editor: AnswerEditor | None = None
        self._within = (0, 0)
        """The words that are being corrected."""
        super().__init__(answer)

    def edit(self, word: int | None = None, text: str | None = None) -> None:
        """Correct the paragraph of a word; `text` is what to begin with, where it was typed already."""
        if self.editor is not None or not self.spoken.can_be_corrected:
            return
        word = self.at if word is None else word
        holding = self._holding(word)
        self._within = (holding.first, holding.last) if holding else (0, 0)
        self.editor = editor = AnswerEditor(" ".join(self.words[slice(*self._within)]), self.type(), self)
        editor.kept.connect(self.keep)
        editor.left.connect(self.leave)
        editor.grown.connect(self._place)
        editor.play_asked.connect(self._on_play)
        if text is not None:
            editor.replace_all(text)
        elif holding is not None:
            start, stop = holding.span(word)
            editor.choose(start - holding.start, stop - holding.start)
        self._show_hint(None)
        editor.show()
        self._place()
        editor.page.setFocus()
        self.moved.emit(QRectF(editor.geometry()))
        self.editing_changed.emit()

    @Slot()
    def keep(self) -> None:
        """Keep what was typed."""
        if self.editor is None:
            return
        before, after = self.spoken.text, self.spoken.edited(*self._within, self.editor.text)
        self._close()
        if after.text != before:
            self.show_answer(after)
            self.edited.emit(before, after)
        self.editing_changed.emit()

    @Slot()
    def leave(self) -> None:
        """Leave the answer as it was."""
        if self.editor is not None:
            self._close()
            self.editing_changed.emit()

    def _close(self) -> None:
        assert self.editor is not None
        had = self.window().focusWidget() is self.editor.page
        editor, self.editor = self.editor, None
        editor.hide()
        editor.deleteLater()
        if had:
            self.setFocus()
        self._place()

    @Slot()
    def _place(self) -> None:
        """Give the editor the room it wants."""
        self._width = -1.0
        self._lay_out(self.width())
        if self.editor is not None:
            holding = self._holding(self._within[0])
            top = round(holding.top) if holding else 0
            self.editor.setGeometry(0, top, self.width(), self.editor.height_for(self.width()))
        self.updateGeometry()
        self.update()

    @Slot(int)
    def _on_play(self, word: int) -> None:
        self.word_pressed.emit(min(self._within[0] + word, max(0, self._within[1] - 1)))

    # Qt's

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Correct, or what else a word is good for."""
        if event.key() == Qt.Key.Key_F2:
            self.edit()
        else:
            super().keyPressEvent(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Correct the word that was clicked twice."""
        if event.button() == Qt.MouseButton.LeftButton:
            self._pressed = None
            self.edit(self.word_under(event.position(), nearest=True))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the editor in its place."""
        super().resizeEvent(event)
        if self.editor is not None:
            self._place()

    def hideEvent(self, event: QHideEvent) -> None:
        """Keep what was typed where the page is left."""
        super().hideEvent(event)
        if not event.spontaneous():
            self.keep()

    def _is_covered(self, paragraph: Paragraph) -> bool:
        return self.editor is not None and paragraph.first == self._within[0]

    def _room_for(self, paragraph: Paragraph) -> float:
        if self.editor is not None and self._is_covered(paragraph):
            return self.editor.height_for(max(1, round(self._width)))
        return super()._room_for(paragraph)

    def _height(self) -> float:
        if self.editor is not None and not self.words:
            return self.editor.height_for(max(1, round(self._width)))
        return super()._height()
