"""What the history needs from the disk and the speaker; stands between its screen and its keeper."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QObject, Signal, Slot

from audio import events as heard
from desktop.clips import FORECAST
from desktop.history_events import (
    Advised,
    DocketRead,
    DocketTroubled,
    HistoryReading,
    HistoryTroubled,
    SessionDeleted,
    SessionsFound,
    TrendsFound,
)
from desktop.screens.history import TRENDS
from interviewer.debrief.report import sound_file

if TYPE_CHECKING:
    from datetime import date

    from desktop.historian import Historian
    from desktop.paths import Paths
    from desktop.screens.history import HistoryScreen
    from desktop.studio import Studio
    from interviewer.docket_file import Outcome


class HistoryDesk(QObject):
    """Shows what is asked for last; answers to older questions are dropped."""

    round_opened = Signal(str)
    """The path of a session."""
    advised = Signal(object)
    sessions_changed = Signal()

    def __init__(self, screen: HistoryScreen, studio: Studio, historian: Historian, paths: Paths) -> None:
        super().__init__()
        self._screen = screen
        self._studio = studio
        self._historian = historian
        self._paths = paths
        self._ticket = 0
        self._line = FORECAST
        self._playing = False
        self._drawn = False
        docket = screen.docket
        screen.filter_changed.connect(self.ask)
        screen.page_shown.connect(self.on_page_shown)
        screen.round_opened.connect(self.on_round_opened)
        screen.delete_confirmed.connect(self.on_delete_confirmed)
        screen.left.connect(self.hush)
        docket.settled.connect(self.on_settled)
        docket.dated.connect(self.on_dated)
        docket.struck.connect(historian.strike)
        docket.undone.connect(historian.undo)
        docket.clip_asked.connect(self.on_clip_asked)
        docket.clip_stopped.connect(self.hush)

    @Slot()
    def renew(self) -> None:
        """Show what is known, then look what is new on the disk."""
        self.ask()
        self._historian.renew()

    @Slot()
    def ask(self) -> None:
        """Ask anew for what is shown; the trends only where they are looked at."""
        self._ticket += 1
        self._drawn = False
        self._historian.find(self._ticket, self._screen.filter.text, self._screen.filter.wanted)
        self.on_page_shown(self._screen.pages.currentIndex())

    @Slot(int)
    def on_page_shown(self, page: int) -> None:
        """Draw the trends as soon as they are looked at."""
        if page == TRENDS and not self._drawn:
            self._drawn = True
            self._historian.draw(self._ticket, self._screen.filter.wanted)

    def take(self, event: object) -> bool:
        """Take an event of the history's own; return whether it was one."""
        screen = self._screen
        match event:
            case HistoryReading(done, of):
                screen.show_reading(event)
                if done == of and screen.isVisible():
                    self.ask()
            case SessionsFound(ticket):
                if ticket == self._ticket:
                    screen.show_sessions(event)
            case TrendsFound(ticket):
                if ticket == self._ticket:
                    screen.show_trends(event)
            case HistoryTroubled(sentence):
                screen.show_trouble(sentence)
            case SessionDeleted(_, trouble):
                screen.show_said(trouble or "The session is deleted.")
                self.sessions_changed.emit()
            case Advised():
                self.advised.emit(event)
            case _:
                return self._took_forecasts(event)
        return True

    def _took_forecasts(self, event: object) -> bool:
        """Take what is told of the docket, and of a forecast's words that play."""
        match event:
            case DocketRead():
                self._screen.show_docket(event)
                return True
            case DocketTroubled(sentence):
                self._screen.docket.show_trouble(sentence)
                return True
            case heard.PlayoutStarted(line=line) if line <= FORECAST:
                return True
            case heard.PlayoutEnded(line=line) if line <= FORECAST:
                # The end of the one before comes after the next was asked for.
                if line == self._line:
                    self._show_playing(playing=False)
                return True
            case heard.VoiceFailed(line, sentence) if line <= FORECAST:
                self._show_playing(playing=False)
                self._screen.docket.show_trouble(sentence)
                return True
        return False

    @Slot(str)
    def on_round_opened(self, name: str) -> None:
        """Open a session's debrief, if it is still there."""
        self.hush()
        self.round_opened.emit(str(self._paths.sessions / name))

    @Slot(str)
    def on_delete_confirmed(self, name: str) -> None:
        """Delete a session."""
        self.hush()
        self._historian.delete(name)

    @Slot(str, str)
    def on_settled(self, identity: str, outcome: str) -> None:
        """Enter how a forecast came out."""
        self._historian.settle(identity, cast("Outcome", outcome))

    @Slot(str, object)
    def on_dated(self, identity: str, on: date) -> None:
        """Give a forecast its day."""
        self._historian.set_due(identity, on)

    @Slot(str, str, float)
    def on_clip_asked(self, session: str, clip: str, start: float) -> None:
        """Play the words of a forecast."""
        folder = self._paths.sessions / session
        found = sound_file(folder, clip)
        if not found:
            self._screen.docket.show_trouble("This recording is no longer in the session's folder.")
            return
        self._studio.hush()
        self._line -= 1
        self._studio.play(folder / found, start, self._line)
        self._show_playing(playing=True)

    @Slot()
    def hush(self) -> None:
        """Fall silent."""
        if self._playing:
            self._studio.hush()
            self._show_playing(playing=False)

    def _show_playing(self, *, playing: bool) -> None:
        self._playing = playing
        self._screen.docket.show_playing(playing=playing)
