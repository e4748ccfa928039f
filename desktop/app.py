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
from desktop.bridge import Bridge
from desktop.debrief_desk import DebriefDesk
from desktop.dictation_desk import DictationDesk
from desktop.errors import DesktopError
from desktop.front_desk import FrontDesk
from desktop.main_window import MainWindow
from desktop.paths import user_paths
from desktop.ports import RoundFinished
from desktop.studio import DevicesListed, ReportReady, Studio
from desktop.theme import Theme, app_icon
from interviewer.errors import InterviewerError

if TYPE_CHECKING:
    from desktop.conductor import Conductor
    from desktop.paths import Paths
    from desktop.settings import Settings

LAST_WORDS_MS = 10_000
"""How long a closed window waits for the last answer's words; its recording is safe either way."""


class App(QObject):
    """Holds the window and the studio, and carries events between them; lives on the Qt thread."""

    def __init__(self, qt: QApplication, paths: Paths) -> None:
        super().__init__()
        chosen = settings.load(paths.settings)
        self._bridge = Bridge()
        self._bridge.posted.connect(self.on_event)
        self._conductor: Conductor | None = None
        self._standing: dict[type, object] = {}
        self._theme = Theme(qt, chosen.theme)
        self.window = MainWindow(self._theme, self._times, chosen.theme)
        self._kept = QSettings(str(paths.state / "window.ini"), QSettings.Format.IniFormat)
        self.window.restore_size(self._kept)
        self.front = FrontDesk(self.window.setup, paths)
        self.window.setup.show_speech_model_loading()
        self.window.show()
        self.window.setup.questions.questions.setFocus()
        self.studio = Studio(paths, chosen, self._bridge.post)
        self.debrief = DebriefDesk(self.window.debrief, self.studio)
        self.dictation = DictationDesk(self.window.dictation, self.studio)
        self._connect()

    def _connect(self) -> None:
        window, setup, room = self.window, self.window.setup, self.window.room
        setup.round_started.connect(self.on_round_started)
        setup.session_opened.connect(self.on_session_opened)
        setup.input_chosen.connect(self.studio.use_input)
        setup.output_chosen.connect(self.studio.use_output)
        setup.tone_asked.connect(self.studio.tone)
        room.done_pressed.connect(self.on_done)
        room.undo_pressed.connect(self.on_undo)
        room.repeat_asked.connect(self.on_repeat)
        room.rephrase_asked.connect(self.on_rephrase)
        room.hint_asked.connect(self.on_hint)
        room.dispute_asked.connect(self.on_dispute)
        room.skip_asked.connect(self.on_skip)
        room.pause_toggled.connect(self.on_pause)
        room.answer_typed.connect(self.on_answer_typed)
        room.end_confirmed.connect(self.on_end)
        window.debrief.new_round_asked.connect(self.front.show_sessions)
        window.theme_chosen.connect(self.front.on_theme_chosen)
        window.close_confirmed.connect(self.on_end)

    # Events

    @Slot(object)
    def on_event(self, event: object) -> None:
        """Take one event from a worker."""
        if isinstance(event, heard.LevelMeasured):
            self.window.setup.on_event(event)
            self.window.room.on_level(event)
            self.dictation.on_level(event)
            return
        if self.dictation.take(event):
            return
        if self.debrief.take(event):
            if isinstance(event, ReportReady):
                self.front.show_sessions()
            return
        match event:
            case DevicesListed(inputs, outputs):
                self.window.setup.show_devices(inputs, outputs)
            case RoundFinished():
                self._round_over()
            case heard.FillersCounted() if self._conductor is not None:
                self._conductor.on_event(event)
                if self.studio.session is not None and not self._in_round:
                    self.debrief.renew(self.studio.session)
            case _:
                self._remember(event)
                self.window.setup.on_event(event)
                if self._conductor is not None:
                    self._conductor.on_event(event)
                    self._show_room()

    def _remember(self, event: object) -> None:
        """Keep the trouble that still stands when a round begins."""
        match event:
            case heard.DeviceLost() | heard.InputMuted() | heard.SpeechModelFailed():
                self._standing[type(event)] = event
            case heard.DeviceFound():
                self._standing.pop(heard.DeviceLost, None)
            case heard.InputHeard():
                self._standing.pop(heard.InputMuted, None)

    def _show_room(self) -> None:
        if self._conductor is not None:
            self.window.room.show_view(self._conductor.view())

    def _times(self) -> tuple[float, float]:
        return self._conductor.times() if self._conductor else (0.0, 0.0)

    # A round

    @Slot(object)
    def on_round_started(self, chosen: Settings) -> None:
        """Begin a round, or say why it cannot begin."""
        self.front.on_choices_changed(chosen)
        try:
            self._conductor = self.studio.begin(self.front.order(chosen), chosen.patience)
        except (InterviewerError, DesktopError) as error:
            self.window.setup.show_trouble(str(error))
            return
        for event in self._standing.values():
            self._conductor.on_event(event)
        sealed.shut(chosen.offline)
        self._show_room()
        self.window.show_room()

    @Slot()
    def on_done(self) -> None:
        """Take "I'm done"."""
        if self._conductor is not None:
            self._conductor.done()
            self._show_room()

    @Slot()
    def on_undo(self) -> None:
        """Take "I'm done" back."""
        if self._conductor is not None:
            self._conductor.undo()
            self._show_room()

    @Slot()
    def on_repeat(self) -> None:
        """Say the line again."""
        if self._conductor is not None:
            self._conductor.help("repeat")
            self._show_room()

    @Slot()
    def on_rephrase(self) -> None:
        """Say it in other words."""
        if self._conductor is not None:
            self._conductor.help("rephrase")
            self._show_room()

    @Slot()
    def on_hint(self) -> None:
        """Give a hint."""
        if self._conductor is not None:
            self._conductor.help("hint")
            self._show_room()

    @Slot()
    def on_dispute(self) -> None:
        """Strike a quote that was misheard."""
        if self._conductor is not None:
            self._conductor.help("dispute")
            self._show_room()

    @Slot()
    def on_skip(self) -> None:
        """Drop the question without judgement."""
        if self._conductor is not None:
            self._conductor.help("skip")
            self._show_room()

    @Slot()
    def on_pause(self) -> None:
        """Pause or go on."""
        if self._conductor is not None:
            if self._conductor.view().phase == "paused":
                self._conductor.resume()
            else:
                self._conductor.pause()
            self._show_room()

    @Slot(str)
    def on_answer_typed(self, text: str) -> None:
        """Take a typed answer."""
        if self._conductor is not None:
            self._conductor.type_answer(text)
            self._show_room()

    @Slot()
    def on_end(self) -> None:
        """End the round; a running answer is finished first."""
        if self._conductor is not None:
            self._conductor.end()
            self._show_room()

    def _round_over(self) -> None:
        self._show_room()
        self.studio.leave()
        sealed.shut(False)
        if self.studio.session is not None:
            self.debrief.open(self.studio.session, write=True)
            self.window.show_debrief()

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
        while (self._in_round or self.dictation.is_dictating) and not given_up.hasExpired():
            QApplication.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents, 100)

    @property
    def _in_round(self) -> bool:
        return self._conductor is not None and self._conductor.view().phase != "closed"

    def close(self) -> None:
        """Close every worker, then the bridge."""
        self.window.keep_size(self._kept)
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
