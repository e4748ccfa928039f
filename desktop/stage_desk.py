"""What happens on the stage: slides turned by keys, the talk's clock, and the panel coming in."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Slot

from desktop.errors import DesktopError
from desktop.screens.talk_words import warning_words
from desktop.slide_events import DeckFailed, DeckOpened, DeckRead, SlideFailed, SlideRendered
from desktop.talk_brought import brings, brought
from desktop.talk_conductor import TalkConductor

if TYPE_CHECKING:
    from audio.events import LevelMeasured
    from desktop.conductor import Conductor
    from desktop.room_desk import RoomDesk
    from desktop.screens.setup import SetupScreen
    from desktop.screens.stage import StagePanel
    from desktop.settings import Settings
    from desktop.slideshow import Slideshow
    from desktop.talk_floor import Brought
    from interviewer.slides.deck import Deck

TICK_MS = 200
"""How often it is asked whether something is due: the clock shows whole seconds."""
QUIET = 0.3
"""Seconds without a voiced sound that are a pause to come in at: longer than a consonant's closure."""


class StageDesk(QObject):
    """Keeps the chosen deck open, and serves the room's stage while a talk is given."""

    def __init__(self, stage: StagePanel, setup: SetupScreen, slideshow: Slideshow, room: RoomDesk) -> None:
        super().__init__()
        self._stage = stage
        self._setup = setup
        self._slideshow = slideshow
        self._room = room
        self._wanted: Path | None = None
        self._deck: Deck | None = None
        self._trouble = ""
        self._conductor: TalkConductor | None = None
        self._voiced = 0.0
        self._level = 0.0
        self._timer = QTimer(self)
        self._timer.setInterval(TICK_MS)
        self._timer.timeout.connect(self.on_tick)
        stage.turned.connect(self.on_turned)
        stage.picture_wished.connect(slideshow.show)
        stage.view_closed.connect(slideshow.hide)

    # Before the round

    @Slot(object)
    def on_choices(self, settings: Settings) -> None:
        """Open the chosen slides, so that they are there when the round begins."""
        wanted = Path(settings.slides) if settings.kind != "discussion" and settings.slides else None
        if wanted == self._wanted:
            return
        self._wanted, self._deck, self._trouble = wanted, None, ""
        if wanted is not None:
            self._slideshow.open(wanted)
        self._tell()

    def brings(self, settings: Settings) -> bool:
        """Whether the round has a talk of its own."""
        return brings(settings)

    def brought(self, settings: Settings, seed: int) -> Brought:
        """Return what is brought to the talk.

        Raises:
            DesktopError: The slides are not read yet or cannot be, or the plan cannot.
            InterviewerError: The plan says nothing that can be understood.
        """
        if settings.slides and self._trouble:
            raise DesktopError(self._trouble)
        if settings.slides and (self._deck is None or not self._deck.is_read):
            raise DesktopError("The slides are still being read; start again in a moment.")
        return brought(settings, self._deck if settings.slides else None, seed)

    def _tell(self) -> None:
        if self._wanted is None:
            self._setup.talk.slides.tell("")
        elif self._trouble:
            self._setup.talk.slides.tell(self._trouble, bad=True)
        elif self._deck is None:
            self._setup.talk.slides.tell("is being read…")
        else:
            self._setup.talk.slides.tell(f"{len(self._deck)} slides")

    # The talk

    def enter(self, conductor: Conductor) -> None:
        """A round begins, with a talk or without."""
        self._conductor = conductor if isinstance(conductor, TalkConductor) else None
        self._stage.show_deck(self._deck if self._conductor else None)
        if self._conductor is None:
            self._timer.stop()
        else:
            self._timer.start()

    def leave(self) -> None:
        """The round is over."""
        self._timer.stop()
        self._conductor = None
        self._stage.close_audience()

    def on_level(self, level: LevelMeasured) -> None:
        """Note when somebody spoke last."""
        self._level = level.at
        if level.voiced:
            self._voiced = level.at

    def take(self, event: object) -> bool:
        """Take an event of the slides; return whether it was one."""
        match event:
            case DeckOpened(path, deck) | DeckRead(path, deck):
                if path == self._wanted:
                    self._deck = deck
                    self._tell()
            case DeckFailed(path, sentence):
                if path == self._wanted:
                    self._trouble = sentence
                    self._tell()
            case SlideRendered() | SlideFailed():
                self._stage.take(event)
            case _:
                return False
        return True

    @Slot(int)
    def on_turned(self, number: int) -> None:
        """Another slide is up."""
        if self._conductor is not None:
            self._conductor.show_slide(number)

    @Slot()
    def on_tick(self) -> None:
        """Look at the clock."""
        if self._conductor is None:
            return
        warning = self._conductor.tick(quiet=self._level - self._voiced >= QUIET)
        if warning is not None:
            self._stage.show_warning(warning_words(warning))
        self._room.show()
