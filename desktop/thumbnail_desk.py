"""The slides of a talk that is looked back on: opened from its session, drawn small in its debrief."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot

from desktop.slide_events import DeckOpened, DeckRead, KeptSlides
from desktop.slideshow import Slideshow
from interviewer.slides.keeping import kept

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from desktop.screens.debrief import DebriefScreen
    from interviewer.debrief.report import Report


class ThumbnailDesk(QObject):
    """Apart from the deck that is chosen for the next talk; its reader is started when the first talk is shown."""

    def __init__(self, screen: DebriefScreen, post: Callable[[object], None]) -> None:
        super().__init__()
        self._screen = screen
        self._post = post
        self._slideshow: Slideshow | None = None
        self._wanted: Path | None = None
        self._deck: DeckOpened | DeckRead | None = None
        screen.thumbnails_wished.connect(self.on_wished)

    def shows(self, session: Path, report: Report) -> None:
        """A debrief is shown."""
        wanted = kept(session) if report.talk is not None else None
        if wanted is None:
            self._wanted = self._deck = None
        elif wanted == self._wanted:
            if self._deck is not None:
                self._screen.show_slides(self._deck)
        else:
            self._wanted, self._deck = wanted, None
            self._slideshow = self._slideshow or Slideshow(lambda event: self._post(KeptSlides(event)))
            self._slideshow.open(wanted)

    def take(self, event: object) -> bool:
        """Take an event of these slides; return whether it was one. A deck that cannot be opened shows no slides."""
        if not isinstance(event, KeptSlides):
            return False
        if isinstance(event.event, DeckOpened | DeckRead):
            if event.event.path != self._wanted:
                return True
            self._deck = event.event
        self._screen.show_slides(event.event)
        return True

    @Slot(object, int, int)
    def on_wished(self, numbers: Sequence[int], wide: int, high: int) -> None:
        """Have slides drawn small."""
        if self._slideshow is not None:
            self._slideshow.thumbnails(numbers, wide, high)

    def close(self) -> None:
        """End the reader."""
        if self._slideshow is not None:
            self._slideshow.close()
