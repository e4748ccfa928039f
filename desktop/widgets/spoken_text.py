"""What was answered, word by word: each can be heard from, by a click or a key."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QGuiApplication, QPen

from desktop import theme
from desktop.spoken_words import NOTHING, SpokenWords
from desktop.widgets.heard_hint import HeardHint
from desktop.widgets.passage import Passage

if TYPE_CHECKING:
    from PySide6.QtGui import QFocusEvent, QHideEvent, QKeyEvent, QMouseEvent, QPainter

    from desktop.widgets.paragraph import Paragraph
    from interviewer.debrief.exchanges import Answer

_PLAYS = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space)
_STEPS = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1, Qt.Key.Key_Home: -(10**9), Qt.Key.Key_End: 10**9}
_LINES = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}


class SpokenText(Passage):
    """Words that the recogniser was unsure of are dotted, corrected ones are underlined."""

    word_pressed = Signal(int)
    moved = Signal(QRectF)
    """Where the word is to which the keys have gone."""

    def __init__(self, answer: Answer) -> None:
        self.spoken = SpokenWords(answer)
        self._at = self._anchor = 0
        self._chosen = False
        self._pressed: QPointF | None = None
        self._sounding = -1
        self._hint: HeardHint | None = None
        super().__init__(answer.text)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setMouseTracking(True)
        self._tell()

    # What it is told

    def show_answer(self, answer: Answer) -> None:
        """Show another version of the answer."""
        self.spoken = SpokenWords(answer)
        self._sounding = -1
        self.put(answer.text)
        self._go(min(self._at, max(0, len(self.words) - 1)), extend=False)

    def show_sounding(self, word: int | None) -> None:
        """Show which word is heard now, or with nothing that none is."""
        if (found := -1 if word is None else word) != self._sounding:
            self._sounding = found
            self.update()

    def go_to(self, word: int) -> None:
        """Put the keys on a word."""
        self._go(min(word, max(0, len(self.words) - 1)), extend=False)

    def word_of(self, offset: int) -> int:
        """Return the word that stands at a character."""
        for paragraph in self._paragraphs:
            if offset <= paragraph.stop:
                return paragraph.word_of(offset)
        return max(0, len(self.words) - 1)

    @property
    def at(self) -> int:
        """The word the keys are on."""
        return self._at

    @property
    def sounding(self) -> int | None:
        """The word that is heard now."""
        return self._sounding if self._sounding >= 0 else None

    @property
    def chosen(self) -> tuple[int, int]:
        """The words that are selected, from one to the one after the last."""
        first, last = sorted((self._at, self._anchor))
        return (first, last + 1) if self._chosen else (self._at, self._at)

    # Keys and clicks

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go from word to word, play, select or copy."""
        key, extend = Qt.Key(event.key()), bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        if control and key in (Qt.Key.Key_C, Qt.Key.Key_A):
            self._copy() if key == Qt.Key.Key_C else self._choose_all()
        elif control or not self.words:
            super().keyPressEvent(event)
        elif key in _STEPS:
            self._go(min(max(0, self._at + _STEPS[key]), len(self.words) - 1), extend=extend)
        elif key in _PLAYS:
            self.word_pressed.emit(self._at)
        elif key not in _LINES or not self._go_line(_LINES[key], extend=extend):
            super().keyPressEvent(event)

    def _copy(self) -> None:
        first, last = self.chosen if self._chosen else (0, len(self.words))
        QGuiApplication.clipboard().setText(" ".join(self.words[first:last]))

    def _choose_all(self) -> None:
        self._anchor, self._at, self._chosen = 0, max(0, len(self.words) - 1), bool(self.words)
        self.update()

    def _go_line(self, step: int, *, extend: bool) -> bool:
        """Go to the line above or below; return whether there is one."""
        area = self.area_of_word(self._at)
        y = area.center().y() + step * (area.height() + theme.SPACE_2)
        if not 0 <= y < self._height():
            return False
        found = self.word_under(QPointF(area.center().x(), y), nearest=True)
        if found is None or found == self._at:
            return False
        self._go(found, extend=extend)
        return True

    def _go(self, word: int, *, extend: bool) -> None:
        self._at = word
        self._chosen = extend and word != self._anchor
        if not extend:
            self._anchor = word
        self._tell()
        if self.hasFocus():
            self.moved.emit(self.area_of_word(word))
            self._show_hint(word)
        self.update()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Begin a click, or a selection."""
        found = self.word_under(event.position(), nearest=True)
        if event.button() == Qt.MouseButton.LeftButton and found is not None:
            self._pressed = event.position()
            self._go(found, extend=bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier))

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Select words, or show what was heard of the one beneath."""
        if self._pressed is None:
            self._show_hint(self.word_under(event.position()))
            return
        moved = (event.position() - self._pressed).manhattanLength()
        found = self.word_under(event.position(), nearest=True)
        if found is not None and (self._chosen or moved >= QGuiApplication.styleHints().startDragDistance()):
            self._go(found, extend=True)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Play from the word that was clicked."""
        clicked = self._pressed is not None and not self._chosen
        self._pressed = None
        if clicked and self.word_under(event.position()) is not None:
            self.word_pressed.emit(self._at)

    def leaveEvent(self, event: QEvent) -> None:
        """Say no more of the word that was beneath."""
        super().leaveEvent(event)
        self._show_hint(None)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show where the keys are."""
        super().focusInEvent(event)
        if event.reason() in (Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason):
            self.moved.emit(self.area_of_word(self._at))
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Show nothing of it any more."""
        super().focusOutEvent(event)
        self._show_hint(None)
        self.update()

    def hideEvent(self, event: QHideEvent) -> None:
        """Take the note along."""
        super().hideEvent(event)
        self._show_hint(None)

    # What is said of a word

    def _tell(self) -> None:
        word = self.words[self._at] if self._at < len(self.words) else NOTHING
        about = self.spoken.about(self._at)
        name = f"Your answer {self.spoken.answer.number}. {word}" + (f", {about}" if about else "")
        self.setAccessibleName(name)
        self.setAccessibleDescription(self.spoken.told)

    def _show_hint(self, word: int | None) -> None:
        about = self.spoken.about(word) if word is not None and self.isVisible() else ""
        if about and word is not None:
            self._hint = self._hint or HeardHint(self)
            self._hint.show_beneath(self.area_of_word(word), about)
        elif self._hint is not None:
            # It belongs to the page, and would stay there when the answer is gone.
            self._hint.deleteLater()
            self._hint.hide()
            self._hint = None

    # Painting

    def _height(self) -> float:
        return super()._height() if self.words else float(theme.pixels(1.5))

    def _paint_nothing(self, painter: QPainter) -> None:
        painter.setFont(self.type())
        painter.setPen(QColor(theme.colours().muted))
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, NOTHING)

    def _paint_beneath(self, painter: QPainter, paragraph: Paragraph) -> None:
        now = theme.colours()
        if self._chosen:
            first, last = self.chosen
            if first < paragraph.last and last > paragraph.first:
                start, stop = max(first, paragraph.first), min(last, paragraph.last) - 1
                self._patch(painter, paragraph, (paragraph.span(start)[0], paragraph.span(stop)[1]), now.line)
        if paragraph.first <= self._sounding < paragraph.last:
            self._patch(painter, paragraph, paragraph.span(self._sounding), now.accent_soft)
        self._paint_lines(painter, paragraph)
        if self.hasFocus() and paragraph.first <= self._at < paragraph.last:
            painter.setPen(QPen(QColor(now.accent), 1.4))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            for area in paragraph.areas(*paragraph.span(self._at)):
                painter.drawRoundedRect(area.adjusted(-1.5, 0.7, 1.5, 1), 4, 4)

    def _paint_lines(self, painter: QPainter, paragraph: Paragraph) -> None:
        """Underline what was corrected, and dot what the recogniser was unsure of."""
        now = theme.colours()
        painter.setPen(QPen(QColor(now.edge), 1.6, Qt.PenStyle.DotLine))
        for word in range(paragraph.first, paragraph.last):
            if self.spoken.is_unsure(word):
                _underline(painter, paragraph, word, word)
        painter.setPen(QPen(QColor(now.accent), 1.4))
        for change in self.spoken.changes:
            # What was struck is marked at the word that follows.
            first, last = max(change.first, paragraph.first), max(change.last - 1, change.first)
            if first <= min(last, paragraph.last - 1):
                _underline(painter, paragraph, first, min(last, paragraph.last - 1))


def _underline(painter: QPainter, paragraph: Paragraph, first: int, last: int) -> None:
    for area in paragraph.areas(paragraph.span(first)[0], paragraph.span(last)[1]):
        painter.drawLine(area.bottomLeft(), area.bottomRight())
