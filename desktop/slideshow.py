"""The open deck, drawn on a thread of its own: what is looked at first, then what comes next, thumbnails, words."""

from __future__ import annotations

import logging
import threading
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from audio.worker import Worker
from desktop.slide_events import DeckFailed, DeckOpened, DeckRead, SlideFailed, SlideRendered
from interviewer.errors import InterviewerError
from interviewer.slides.opening import filled, opened, read_content
from interviewer.slides.pages import Pages, ahead
from interviewer.slides.renderer import AHEAD_SECONDS, DRAW_SECONDS, Renderer, bounded

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from interviewer.slides.deck import Deck, Picture
    from interviewer.slides.messages import Words

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class _Look:
    """See what is wished for."""


@dataclass(frozen=True, slots=True)
class _Wish:
    number: int
    width: int
    height: int


@dataclass(frozen=True, slots=True)
class _View:
    wish: _Wish
    width: int
    height: int


class _Open:
    """One deck: what draws it, and how far it was read."""

    def __init__(self, path: Path, renderer: Renderer, deck: Deck) -> None:
        self.path = path
        self.renderer = renderer
        self.deck = deck
        self.words: dict[int, Words | None] = {}
        self.spared: set[int] = set()
        """Slides that broke the reader, or cannot be shown: not drawn again before somebody looks at them."""

    def fitted(self, number: int, width: int, height: int) -> _Wish:
        """Return the size in which a slide is drawn for a box."""
        return _Wish(number, *bounded(*self.deck.slide(number).fitted(max(1, width), max(1, height))))


class Slideshow:
    """Each of its methods returns at once; answers come as events, those of pictures at hand before it returns."""

    def __init__(self, post: Callable[[object], None]) -> None:
        self._post = post
        self._pages = Pages()
        self._lock = threading.Lock()
        self._open: _Open | None = None
        self._opening: Renderer | None = None
        self._views: dict[str, _View] = {}
        self._unanswered: set[str] = set()
        self._made: set[_Wish] = set()
        """What was made ready since somebody turned: what had to go for lack of room is not made again and again."""
        self._thumbnails: list[_Wish] = []
        self._looking = False
        self._closed = False
        self._worker: Worker[Path | _Look] = Worker("slides", self._do, self._failed)

    # Asked by the window

    def open(self, path: Path) -> None:
        """Open a deck in place of the one that is open: `DeckOpened` and later `DeckRead`, or `DeckFailed`."""
        self._worker.submit(path)

    def show(self, view: str, number: int, width: int, height: int) -> None:
        """Have a slide drawn to fit a box of device pixels: `SlideRendered` or `SlideFailed`.

        Each view, by whatever name, has one wish at a time; the slides around it are made ready in its size.
        """
        with self._lock:
            if self._open is None or not 1 <= number <= len(self._open.deck):
                return
            wish = self._open.fitted(number, width, height)
            if self._views.get(view) != _View(wish, width, height):
                self._views[view] = _View(wish, width, height)
                self._made.clear()
            found = self._pages.find(wish.number, wish.width, wish.height)
            if found is None:
                self._unanswered.add(view)
            else:
                self._unanswered.discard(view)
        if found is not None:
            self._post(_rendered(found))
        self._look()

    def hide(self, view: str) -> None:
        """A view is closed, and nothing is made ready for it any more."""
        with self._lock:
            self._views.pop(view, None)
            self._unanswered.discard(view)

    def thumbnails(self, numbers: Sequence[int], width: int, height: int) -> None:
        """Have these slides drawn small, in place of those wished for before; each comes as `SlideRendered`."""
        with self._lock:
            if self._open is not None:
                count = len(self._open.deck)
                found = [
                    self._open.fitted(number, width, height) for number in numbers if 1 <= number <= count
                ]
                self._thumbnails = found
        self._look()

    def close(self) -> None:
        """End the reader and the thread, also in the middle of a slide."""
        self._closed = True
        with self._lock:
            shown, opening = self._open, self._opening
        for renderer in (opening, shown.renderer if shown else None):
            if renderer is not None:
                renderer.close()
        self._worker.close()
        self._pages.forget()

    # Done on the worker

    def _look(self) -> None:
        with self._lock:
            if self._looking or self._open is None:
                return
            self._looking = True
        self._worker.submit(_Look())

    def _do(self, errand: Path | _Look) -> None:
        if isinstance(errand, Path):
            self._begin(errand)
        else:
            with self._lock:
                self._looking = False
                shown = self._open
            if shown is None or self._closed or not self._next(shown):
                return
        self._look()

    def _begin(self, path: Path) -> None:
        try:
            renderer = Renderer(read_content(path), path.name)
        except InterviewerError as error:
            self._post(DeckFailed(path, str(error)))
            return
        with self._lock:
            self._opening = renderer
        try:
            if self._closed:
                return
            deck = opened(renderer, path)
        except InterviewerError as error:
            renderer.close()
            self._post(DeckFailed(path, str(error)))
            return
        finally:
            with self._lock:
                self._opening = None
        with self._lock:
            before, self._open = self._open, _Open(path, renderer, deck)
            self._made.clear()
            self._views.clear()
            self._unanswered.clear()
            self._thumbnails.clear()
            self._pages.forget()
        if before is not None:
            before.renderer.close()
        self._post(DeckOpened(path, deck))

    def _next(self, shown: _Open) -> bool:
        """Do the most urgent thing; return whether there was one."""
        with self._lock:
            view = next(iter(self._unanswered), "")
            looked_at = self._views[view].wish if view else None
            coming = next(self._coming(shown), None)
            thumbnail = self._thumbnails.pop(0) if looked_at is coming is None and self._thumbnails else None
        if looked_at is not None:
            self._show(shown, view, looked_at)
        elif coming is not None:
            self._make_ready(shown, coming)
        elif thumbnail is not None:
            self._show_small(shown, thumbnail)
        else:
            return self._read(shown)
        return True

    def _coming(self, shown: _Open) -> Iterator[_Wish]:
        """Yield the pictures to have at hand that are not."""
        for view in self._views.values():
            for number in ahead(view.wish.number, len(shown.deck)):
                wish = shown.fitted(number, view.width, view.height)
                if number in shown.spared or wish in self._made:
                    continue
                if self._pages.find(number, wish.width, wish.height) is None:
                    yield wish

    def _show(self, shown: _Open, view: str, wish: _Wish) -> None:
        try:
            picture = shown.renderer.draw(wish.number, wish.width, wish.height, DRAW_SECONDS)
        except InterviewerError as error:
            shown.spared.add(wish.number)
            self._answer(view, wish, SlideFailed(wish.number, str(error)))
            return
        if picture is not None:
            self._pages.keep(picture)
            self._answer(view, wish, _rendered(picture))

    def _answer(self, view: str, wish: _Wish, event: SlideRendered | SlideFailed) -> None:
        with self._lock:
            if view in self._views and self._views[view].wish == wish:
                self._unanswered.discard(view)
        if not self._closed:
            self._post(event)

    def _make_ready(self, shown: _Open, wish: _Wish) -> None:
        try:
            picture = shown.renderer.draw(wish.number, wish.width, wish.height, AHEAD_SECONDS)
        except InterviewerError:  # told once somebody looks at it
            picture = None
        if picture is None:
            shown.spared.add(wish.number)
        else:
            self._pages.keep(picture)
            with self._lock:
                self._made.add(wish)

    def _show_small(self, shown: _Open, wish: _Wish) -> None:
        try:
            picture = None
            if wish.number not in shown.spared:
                picture = shown.renderer.draw(wish.number, wish.width, wish.height, AHEAD_SECONDS)
        except InterviewerError as error:
            shown.spared.add(wish.number)
            self._post(SlideFailed(wish.number, str(error)))
            return
        if picture is None:
            shown.spared.add(wish.number)
        else:
            self._post(_rendered(picture))

    def _read(self, shown: _Open) -> bool:
        """Read the words of one more slide; tell when all are there."""
        number = len(shown.words) + 1
        if number > len(shown.deck):
            return False
        shown.words[number] = shown.renderer.words(number)
        if number == len(shown.deck):
            deck = filled(shown.deck, shown.words, shown.path)
            with self._lock:
                shown.deck = deck
            if not self._closed:
                self._post(DeckRead(shown.path, deck))
        return True

    def _failed(self, error: Exception) -> None:
        log.error("the slides failed: %s", type(error).__name__)


def _rendered(picture: Picture) -> SlideRendered:
    return SlideRendered(picture.number, picture.width, picture.height, picture.stride, picture.pixels)
