"""Where in a debrief somebody reads: kept when another version of it takes its place."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF
from PySide6.QtWidgets import QWidget

if TYPE_CHECKING:
    from desktop.screens.debrief_page import DebriefPage
    from desktop.widgets.growing_page import GrowingPage


class PagePlace:
    """What is above may grow or shrink: an exchange that was seen stays where it was."""

    def __init__(self, area: GrowingPage) -> None:
        self._area = area
        self._scrolled = 0
        self._card: tuple[int, int] | None = None
        """Which exchange is seen first, and how far from the top."""
        self._word: tuple[int, int] | None = None
        """The answer and the word that the keys are on."""
        self._keys: tuple[int, str] | None = None
        """Otherwise the part of the page that has the keys, and what in it."""

    def keep(self, page: DebriefPage) -> None:
        """Remember it."""
        self._scrolled = top = self._area.verticalScrollBar().value()
        bottom = top + self._area.viewport().height()
        places = ((number, card, self._area.place_of(card)) for number, card in enumerate(page.cards))
        self._card = next(
            ((number, y - top) for number, card, y in places if y + card.height() > top and y < bottom), None
        )
        keys = self._area.window().focusWidget()
        held = next((one for one in page.answers if one.text is keys), None)
        self._word = (held.answer.number, held.text.at) if held else None
        self._keys = _found(page, keys) if keys is not None and held is None else None

    def restore(self, page: DebriefPage) -> None:
        """Go there in another version."""
        place = self._scrolled
        if self._card is not None and self._card[0] < len(page.cards):
            number, away = self._card
            place = self._area.place_of(page.cards[number]) - away
        answer = page.answer(self._word[0]) if self._word else None
        if answer is not None and self._word is not None:
            answer.text.setFocus()
            answer.text.go_to(self._word[1])
        elif self._keys is not None and (keys := _again(page, *self._keys)) is not None:
            keys.setFocus()
        self._area.verticalScrollBar().setValue(place)
        if page.returned is not None:
            # What was done again stands beneath the button that asked for it.
            self._area.show_part(page.returned, QRectF(page.returned.rect()))


def _parts(page: DebriefPage) -> list[QWidget]:
    found = page.evidence
    return [*page.cards, *found.pictures, *found.lists, *found.buttons]


def _found(page: DebriefPage, keys: QWidget) -> tuple[int, str] | None:
    """Return which part has the keys, and what in it is named so; without a name it is the part itself."""
    for number, part in enumerate(_parts(page)):
        if part is keys:
            return number, ""
        if part.isAncestorOf(keys):
            return number, keys.accessibleName()
    return None


def _again(page: DebriefPage, number: int, name: str) -> QWidget | None:
    parts = _parts(page)
    if number >= len(parts):
        return None
    inside = (one for one in parts[number].findChildren(QWidget) if one.accessibleName() == name)
    otherwise = page.cards[number].again if number < len(page.cards) else None
    return next(inside, otherwise) if name else parts[number]
