"""Looks for words in the text that is shown."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot

from desktop.finder import Finder
from desktop.word_places import code_units

if TYPE_CHECKING:
    from desktop.widgets.find_bar import FindBar
    from desktop.widgets.timed_text import TimedText


class Search(QObject):
    """Between the line one looks with and the text one looks in."""

    def __init__(self, bar: FindBar, text: TimedText) -> None:
        super().__init__()
        self._bar = bar
        self._text = text
        self._finder = Finder()
        bar.sought.connect(self._on_sought)
        bar.stepped.connect(self.step)
        bar.closed.connect(self.close)

    @Slot()
    def open(self) -> None:
        """Look for something."""
        self._bar.open(self._text.textCursor().selectedText())
        self.seek()

    @Slot()
    def close(self) -> None:
        """Stop looking, and go on where it was found."""
        had = self._bar.isVisible()
        self._bar.hide()
        self.seek()
        if had:
            self._text.setFocus()

    @Slot(bool)
    def step(self, forwards: bool) -> None:
        """Go to the next place, or the one before."""
        if self._bar.isHidden():
            self.open()
            return
        self._finder.step(forwards, self._text.textCursor().selectionStart())
        self._show_found()

    def seek(self) -> None:
        """Look again: the text or what is looked for has changed."""
        wanted = "" if self._bar.isHidden() else self._bar.line.text()
        # Qt counts what is outside Unicode's first plane twice.
        text = code_units(self._text.toPlainText())
        self._finder = Finder(text, code_units(wanted), self._text.textCursor().selectionStart())
        self._bar.show_count(self._finder.words)
        self.mark()

    def mark(self) -> None:
        """Mark every place."""
        finder = self._finder
        current = finder.places.index(finder.place) if finder.place is not None else -1
        self._text.mark([(at, at + finder.length) for at in finder.places], current)

    @Slot(str)
    def _on_sought(self, wanted: str) -> None:
        self.seek()
        self._show_found()

    def _show_found(self) -> None:
        self._bar.show_count(self._finder.words)
        if self._finder.place is not None:
            self._text.look_at(self._finder.place)
        self.mark()
