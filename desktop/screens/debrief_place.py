"""Where in a debrief somebody reads: kept when another version of it takes its place."""

from __future__ import annotations

from typing import TYPE_CHECKING

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
        self._area.verticalScrollBar().setValue(place)
