"""Looks for words in what was said in a round, the panel's lines too, also while the page still grows."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QRectF, Signal, Slot
from PySide6.QtWidgets import QWidget

from desktop.finder import Finder
from desktop.widgets.spoken_text import SpokenText
from desktop.word_places import code_units

if TYPE_CHECKING:
    from desktop.screens.debrief_page import DebriefPage
    from desktop.widgets.find_bar import FindBar
    from desktop.widgets.growing_page import GrowingPage
    from desktop.widgets.passage import Passage


class DebriefSearch(QObject):
    """Between the line one looks with and the page one looks in."""

    found = Signal(QWidget, QRectF)
    """Which part of which widget must be seen now."""

    def __init__(self, bar: FindBar, area: GrowingPage) -> None:
        super().__init__(bar)
        self._bar, self._area = bar, area
        self._page: DebriefPage | None = None
        self._finder = Finder()
        self._starts: list[int] = [0]
        """Where each passage begins in the text that is searched."""
        self._near = self._marked = 0
        self._coming = False
        """Whether the place that is looked at has no widget yet."""
        bar.sought.connect(self._on_sought)
        bar.stepped.connect(self.step)
        bar.closed.connect(self.close)
        area.grown.connect(self._on_grown)

    def look_in(self, page: DebriefPage | None) -> None:
        """Look in another page, at the same place."""
        if self._page is not None:
            self._page.card_made.disconnect(self._on_card)
        self._page, self._marked = page, len(page.passages) if page else 0
        if page is not None:
            page.card_made.connect(self._on_card)
        self.seek()

    @Slot()
    def open(self) -> None:
        """Look for something, from what is seen on."""
        if self._page is None:
            return
        keys = self._area.window().focusWidget()
        chosen = next(
            (one for one in self._page.passages if isinstance(one, SpokenText) and one is keys), None
        )
        words = " ".join(chosen.words[slice(*chosen.chosen)]) if chosen is not None else ""
        self.seek()
        self._near = self._starts[min(self._first_seen(), len(self._starts) - 1)]
        self._bar.open(words)
        self._on_sought(self._bar.line.text())

    @Slot()
    def close(self) -> None:
        """Stop looking, and go on where it was found."""
        had, at = self._bar.isVisible(), self._place()
        self._bar.hide()
        self._coming = False
        self.seek()
        if not had:
            return
        passage, start, _ = at if at is not None else (None, 0, 0)
        if isinstance(passage, SpokenText):
            passage.go_to(passage.word_of(start))
            passage.setFocus()
        else:
            self._area.setFocus()

    @Slot(bool)
    def step(self, forwards: bool) -> None:
        """Go to the next place, or the one before."""
        if self._bar.isHidden():
            self.open()
            return
        place = self._finder.place
        self._finder.step(forwards, self._near if place is None else place)
        self._show()

    @Slot()
    def seek(self) -> None:
        """Look again: the words or what is looked for have changed."""
        wanted = "" if self._bar.isHidden() else self._bar.line.text()
        texts = [code_units(text) for text in self._page.texts] if self._page else []
        self._starts, at = [], 0
        for text in texts:
            self._starts.append(at)
            at += len(text) + 1
        self._starts = self._starts or [0]
        # No line that is typed holds a line's end: nothing is found across two passages.
        self._finder = Finder("\n".join(texts), code_units(wanted), self._near)
        self._bar.show_count(self._finder.words)
        self._mark()

    @Slot(str)
    def _on_sought(self, wanted: str) -> None:
        self.seek()
        self._show()

    def _show(self) -> None:
        self._bar.show_count(self._finder.words)
        if self._finder.place is not None:
            self._near = self._finder.place
        self._mark()
        self._reveal()

    def _reveal(self) -> None:
        at = self._place()
        self._coming = at is None and self._finder.place is not None
        if at is not None:
            passage, start, stop = at
            self.found.emit(passage, passage.area_of(start, stop))

    @Slot()
    def _on_card(self) -> None:
        if self._page is not None:
            for number in range(self._marked, len(self._page.passages)):
                self._mark_in(number)
            self._marked = len(self._page.passages)

    @Slot()
    def _on_grown(self) -> None:
        if self._coming:
            self._reveal()

    def _place(self) -> tuple[Passage, int, int] | None:
        """Return where the place that is looked at stands, once it has a widget."""
        place = self._finder.place
        if place is None or self._page is None:
            return None
        number = bisect_right(self._starts, place) - 1
        if number >= len(self._page.passages):
            return None
        start = place - self._starts[number]
        return self._page.passages[number], start, start + self._finder.length

    def _mark(self) -> None:
        for number in range(len(self._page.passages) if self._page else 0):
            self._mark_in(number)

    def _mark_in(self, number: int) -> None:
        """Mark the places of one passage."""
        assert self._page is not None
        places, start = self._finder.places, self._starts[number]
        first = bisect_left(places, start)
        last = (
            bisect_left(places, self._starts[number + 1]) if number + 1 < len(self._starts) else len(places)
        )
        within = places[first:last]
        at = self._finder.place
        current = within.index(at) if at is not None and within and within[0] <= at <= within[-1] else -1
        length = self._finder.length
        self._page.passages[number].mark(
            tuple((place - start, place - start + length) for place in within), current
        )

    def _first_seen(self) -> int:
        """Return the first passage that is not above what is seen."""
        assert self._page is not None
        top = self._area.verticalScrollBar().value()
        for number, passage in enumerate(self._page.passages):
            if self._area.place_of(passage) + passage.height() >= top:
                return number
        return len(self._page.passages)
