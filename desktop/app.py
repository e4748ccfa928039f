"""The window, the studio behind it and what connects them."""

from __future__ import annotations

import logging
import os
import signal
import sys
import threading
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QDeadlineTimer, QEventLoop, QObject, QSettings, QTimer, Slot
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

from audio import events as heard
from desktop import sealed, settings
from desktop.archive import Archive, SessionsListed, SlidesKept, TakeReady
from desktop.bridge import Bridge
from desktop.debrief_desk import DebriefDesk
from desktop.device_list import DevicesListed
from desktop.dictation_desk import DictationDesk
from desktop.errands import ModelsListed, ReportReady
from desktop.errors import DesktopError
from desktop.front_desk import FrontDesk
from desktop.historian import Historian
from desktop.history_desk import HistoryDesk
from desktop.main_window import MainWindow
from desktop.paths import user_paths
from desktop.ports import RoundFinished
from desktop.room_desk import RoomDesk
from desktop.slideshow import Slideshow
from desktop.stage_desk import StageDesk
from desktop.studio import Studio
from desktop.theme import Theme, app_icon
from desktop.thumbnail_desk import ThumbnailDesk
from interviewer.errors import InterviewerError

if TYPE_CHECKING:
    from desktop.conductor import Conductor
    from desktop.paths import Paths
    from desktop.settings import Settings
    from interviewer.takes import Wanted

TAKES_TURNS = 0.0005
"""Seconds after which a busy thread lets the window's have the interpreter: at Python's own 5 ms, thirty calls into Qt
beside a thread that reads a long session took 130 ms, 5 of them at work."""

LAST_WORDS_MS = 10_000
"""How long a closed window waits for the last answer's words; its recording is safe either way."""


class App(QObject):
    """Holds the window and the studio, and carries events between them; lives on the Qt thread."""

    def __init__(self, qt: QApplication, paths: Paths) -> None:
        super().__init__()
        sys.setswitchinterval(TAKES_TURNS)
        chosen = settings.load(paths.settings)
        self._bridge = Bridge()
        self._bridge.posted.connect(self.on_event)
        self._standing: dict[type, object] = {}
        self._theme = Theme(qt, chosen.theme)
        self.room = RoomDesk()
        self.window = MainWindow(self._theme, self.room.times, chosen.theme)
        self._kept = QSettings(str(paths.state / "window.ini"), QSettings.Format.IniFormat)
        self.window.restore_size(self._kept)
        self.archive = Archive(self._bridge.post)
        self.front = FrontDesk(self.window.setup, paths, self.archive)
        self.window.setup.show_speech_model_loading()
        self.window.show()
        self.window.setup.questions.questions.setFocus()
        self.studio = Studio(paths, chosen, self._bridge.post)
        self.debrief = DebriefDesk(self.window.debrief, self.studio, self.archive)
        self.dictation = DictationDesk(self.window.dictation, self.studio)
        self.historian = Historian(paths, self._bridge.post)
        self.history = HistoryDesk(self.window.history, self.studio, self.historian, paths)
        self.slideshow = Slideshow(self._bridge.post)
        self.stage = StageDesk(self.window.room.stage, self.window.setup, self.slideshow, self.room)
        self.stage.on_choices(chosen)
        self.thumbnails = ThumbnailDesk(self.window.debrief, self._bridge.post)
        self.debrief.shows.connect(self.thumbnails.shows)
        self.room.serve(self.window.room)
        self._connect()
        self.historian.renew()

    def _connect(self) -> None:
        window, setup = self.window, self.window.setup
        setup.round_started.connect(self.on_round_started)
        setup.choices_changed.connect(self.stage.on_choices)
        setup.session_opened.connect(self.on_session_opened)
        setup.input_chosen.connect(self.studio.use_input)
        setup.output_chosen.connect(self.studio.use_output)
        setup.tone_asked.connect(self.studio.tone)
        setup.volume_chosen.connect(self.studio.use_volume)
        setup.examiner.models_asked.connect(self.studio.errands.list_models)
        window.debrief.new_round_asked.connect(self.front.list_sessions)
        window.debrief.going_on_asked.connect(self.on_going_on)
        window.history_shown.connect(self.history.renew)
        window.history_shown.connect(self.debrief.hush)
        self.history.round_opened.connect(self.on_session_opened)
        self.history.sessions_changed.connect(self.front.list_sessions)
        self.history.advised.connect(self.front.show_advice)
        window.theme_chosen.connect(self.front.on_theme_chosen)
        window.close_confirmed.connect(self.room.on_end)

    # Events

    @Slot(object)
    def on_event(self, event: object) -> None:
        """Take one event from a worker."""
        if isinstance(event, heard.LevelMeasured):
            self.window.setup.on_event(event)
            self.window.room.on_level(event)
            self.dictation.on_level(event)
            self.stage.on_level(event)
            return
        if isinstance(event, ReportReady):
            self.historian.renew()
        if any(
            desk.take(event)
            for desk in (self.dictation, self.history, self.debrief, self.stage, self.thumbnails)
        ):
            return
        match event:
            case DevicesListed(inputs, outputs):
                self.window.setup.show_devices(inputs, outputs)
            case SessionsListed(found):
                self.front.show_sessions(found)
            case ModelsListed():
                self.front.show_models(event)
            case RoundFinished():
                self._round_over()
            case SlidesKept(trouble=trouble):
                self.window.room.stage.show_warning(trouble)
            case TakeReady(wanted):
                self._again(wanted)
            case _:
                self._of_the_round(event)

    def _of_the_round(self, event: object) -> None:
        self._remember(event)
        if isinstance(event, heard.DeviceLost | heard.DeviceFound) and event.kind == "input":
            self.window.debrief.show_deaf(deaf=isinstance(event, heard.DeviceLost))
        self.window.setup.on_event(event)
        self.room.take(event)
        late = isinstance(event, heard.FillersCounted | heard.VoiceMeasured) and not self.room.is_on
        if late and self.studio.session is not None:
            self.studio.rest()
            self.debrief.renew(self.studio.session)

    def _remember(self, event: object) -> None:
        """Keep the trouble that still stands when a round begins."""
        match event:
            case heard.DeviceLost() | heard.InputMuted() | heard.SpeechModelFailed():
                self._standing[type(event)] = event
            case heard.DeviceFound():
                self._standing.pop(heard.DeviceLost, None)
            case heard.InputHeard():
                self._standing.pop(heard.InputMuted, None)

    # A round

    @Slot(object)
    def on_round_started(self, chosen: Settings) -> None:
        """Begin a round, or say why it cannot begin."""
        self.front.on_choices_changed(chosen)
        try:
            order = self.front.order(chosen)
            talk = self.stage.brought(chosen, order.seed) if self.stage.brings(chosen) else None
            conductor = self.studio.begin(order, chosen.patience, talk)
        except (InterviewerError, DesktopError) as error:
            self.window.setup.show_trouble(str(error))
            return
        self.front.focus_used()
        if talk is not None and chosen.slides and self.studio.session is not None:
            self.archive.keep_slides(Path(chosen.slides), self.studio.session)
        self._enter(conductor, order.sealed)

    @Slot()
    def on_going_on(self) -> None:
        """Go on with the round whose debrief is shown, or say why it cannot."""
        if self.debrief.shown is None:
            return
        try:
            found = self.front.cut_off(self.debrief.shown)
            conductor = self.studio.take_up(found, self.front.settings)
        except (InterviewerError, DesktopError) as error:
            self.window.debrief.show_said(str(error))
            return
        self._enter(conductor, found.order.sealed)

    def _again(self, wanted: Wanted) -> None:
        """Begin a take, unless the candidate went elsewhere meanwhile; or say why it cannot begin."""
        if self.room.is_on or not self.window.shows_debrief or self.debrief.shown != wanted.folder.path:
            return
        try:
            conductor = self.studio.again(wanted, self.front.settings.patience)
        except InterviewerError as error:
            self.window.debrief.show_said(str(error))
            return
        self._enter(conductor, is_sealed=True)

    def _enter(self, conductor: Conductor, is_sealed: bool) -> None:
        for event in self._standing.values():
            conductor.on_event(event)
        sealed.shut(is_sealed)
        self.historian.hold(True)
        self.room.enter(conductor)
        self.stage.enter(conductor)
        self.window.show_room()

    def _round_over(self) -> None:
        self.room.show()
        self.stage.leave()
        self.studio.leave()
        sealed.shut(False)
        self.historian.hold(False)
        if self.studio.session is not None:
            self.debrief.open(self.studio.session, write=True)
            self.window.show_debrief()
            self.front.list_sessions()

    @Slot(str)
    def on_session_opened(self, path: str) -> None:
        """Show the debrief of an earlier round."""
        self.debrief.open(Path(path), write=False)
        self.window.show_debrief()

    # The end

    def finish(self) -> None:
        """Wait for what is ending behind a closed window: its last words are still on their way."""
        self.dictation.end()
        given_up = QDeadlineTimer(LAST_WORDS_MS)
        while (self.room.is_on or self.dictation.is_dictating) and not given_up.hasExpired():
            QApplication.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents, 100)

    def close(self) -> None:
        """Close every worker, then the bridge."""
        self.window.keep_size(self._kept)
        self.historian.close()
        self.archive.close()
        self.slideshow.close()
        self.thumbnails.close()
        self.studio.close()
        self._bridge.posted.disconnect()


def run() -> int:
    """Open the window and stay until it is closed."""
    if sys.platform == "linux" and not _has_screen():
        raise DesktopError(
            "There is no screen here, so the window cannot open; `viva rehearse --sample` runs a round without one."
        )
    qt = QApplication(["viva"])
    qt.setApplicationName("Viva")
    qt.setWindowIcon(app_icon())
    QGuiApplication.setDesktopFileName("viva")
    app = App(qt, user_paths())
    # Ctrl+C in the terminal closes the window as its own button would; Python sees it only between Qt's events.
    signal.signal(signal.SIGINT, lambda *_: app.window.close())
    signal.signal(signal.SIGTERM, lambda *_: app.window.close())
    heartbeat = QTimer()
    heartbeat.timeout.connect(int)
    heartbeat.start(500)
    code = qt.exec()
    app.finish()
    app.close()
    if any(thread.name in ("microphone-close", "player-close", "player") for thread in threading.enumerate()):
        # PortAudio crashes when it is taken down while a hung device is still being closed.
        logging.shutdown()
        os._exit(code)
    return code


def _has_screen() -> bool:
    return any(os.environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"))
