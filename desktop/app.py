"""The window, the studio behind it and what connects them."""

from __future__ import annotations

import logging
import os
import random
import shutil
import signal
import sys
import threading
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QDeadlineTimer, QEventLoop, QObject, QSettings, QTimer, QUrl, Slot
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtWidgets import QApplication, QFileDialog

from audio import events as heard
from desktop import sealed, secrets, settings
from desktop.bridge import Bridge
from desktop.errors import DesktopError
from desktop.main_window import MainWindow
from desktop.paper import print_pdf
from desktop.paths import assets, user_paths
from desktop.ports import RoundFinished
from desktop.rows import QuestionRow, SessionRow
from desktop.studio import CLIP, ReportFailed, ReportReady, Studio
from desktop.theme import Theme, app_icon
from desktop.wiring import Order
from interviewer import sessions
from interviewer.debrief import export
from interviewer.debrief.report import build, sound_file
from interviewer.errors import InterviewerError
from interviewer.question.bank import Bank
from interviewer.store import SessionFolder

if TYPE_CHECKING:
    from desktop.conductor import Conductor
    from desktop.paths import Paths
    from desktop.settings import Settings

log = logging.getLogger(__name__)

MINUTE_BYTES = 4_000_000
"""A minute of round on disk: 16-bit mono at 16 kHz, twice (the candidate and the panel)."""
SPARE_BYTES = 200_000_000
"""Below this a round is not begun: the system itself needs room."""

LAST_WORDS_MS = 10_000
"""How long a closed window waits for the last answer's words; its recording is safe either way."""


class App(QObject):
    """Holds the window and the studio, and carries events between them; lives on the Qt thread."""

    def __init__(self, qt: QApplication, paths: Paths) -> None:
        super().__init__()
        self._paths = paths
        self._settings = settings.load(paths.settings)
        self._theme = Theme(qt, self._settings.theme)
        self._bank = Bank(assets() / "questions", paths.questions)
        self._bridge = Bridge()
        self._bridge.posted.connect(self.on_event)
        self._conductor: Conductor | None = None
        self._standing: dict[type, object] = {}
        self._shown: Path | None = None
        self._closing = False
        self.window = MainWindow(self._theme, self._times, self._settings.theme)
        self._kept = QSettings(str(paths.state / "window.ini"), QSettings.Format.IniFormat)
        self.window.restore_size(self._kept)
        self._connect()
        self.window.setup.show_settings(self._settings)
        self._show_questions()
        self._show_sessions()
        self.window.setup.show_speech_model_loading()
        self.window.show()
        self.window.setup.questions.questions.setFocus()
        # The window is painted before devices and models are opened: they take a second.
        QTimer.singleShot(0, self, self._open_studio)

    def _connect(self) -> None:
        setup, room, debrief = self.window.setup, self.window.room, self.window.debrief
        setup.round_started.connect(self.on_round_started)
        setup.choices_changed.connect(self.on_choices_changed)
        setup.session_opened.connect(self.on_session_opened)
        setup.question_import_asked.connect(self.on_question_import_asked)
        room.done_pressed.connect(self.on_done)
        room.undo_pressed.connect(self.on_undo)
        room.repeat_asked.connect(self.on_repeat)
        room.rephrase_asked.connect(self.on_rephrase)
        room.hint_asked.connect(self.on_hint)
        room.pause_toggled.connect(self.on_pause)
        room.answer_typed.connect(self.on_answer_typed)
        room.end_confirmed.connect(self.on_end)
        debrief.clip_asked.connect(self.on_clip_asked)
        debrief.clip_stopped.connect(self.on_clip_stopped)
        debrief.export_asked.connect(self.on_export_asked)
        debrief.folder_asked.connect(self.on_folder_asked)
        debrief.new_round_asked.connect(self.on_new_round)
        self.window.theme_chosen.connect(self.on_theme_chosen)
        self.window.close_confirmed.connect(self.on_end)

    @Slot()
    def _open_studio(self) -> None:
        self._studio = Studio(self._paths, self._settings, self._bridge.post)
        setup = self.window.setup
        setup.show_devices(self._studio.inputs(), self._studio.outputs())
        setup.input_chosen.connect(self._studio.use_input)
        setup.output_chosen.connect(self._studio.use_output)
        setup.tone_asked.connect(self._studio.tone)

    # Events

    @Slot(object)
    def on_event(self, event: object) -> None:
        """Take one event from a worker."""
        if isinstance(event, heard.LevelMeasured):
            self.window.setup.on_event(event)
            self.window.room.on_level(event)
            return
        match event:
            case heard.PlayoutEnded(line=line) if line == CLIP:
                self.window.debrief.show_playing("")
            case heard.VoiceFailed(line, sentence) if line == CLIP:
                self.window.debrief.show_said(sentence)
            case RoundFinished():
                self._round_over()
            case ReportReady(path, report):
                self._shown = path
                self.window.debrief.show_report(report)
                self._show_sessions()
            case ReportFailed(path, sentence):
                self._shown = path
                self.window.debrief.show_broken(sentence)
            case _:
                self._remember(event)
                self.window.setup.on_event(event)
                self._tell_conductor(event)

    def _remember(self, event: object) -> None:
        """Keep the trouble that still stands when a round begins."""
        match event:
            case heard.DeviceLost() | heard.InputMuted() | heard.SpeechModelFailed():
                self._standing[type(event)] = event
            case heard.DeviceFound():
                self._standing.pop(heard.DeviceLost, None)
            case heard.InputHeard():
                self._standing.pop(heard.InputMuted, None)

    def _tell_conductor(self, event: object) -> None:
        if self._conductor is None:
            return
        self._conductor.on_event(event)
        self._show_room()

    def _act(self, name: str, *arguments: str) -> None:
        """Do what a key or button asked of the running round."""
        if self._conductor is None:
            return
        getattr(self._conductor, name)(*arguments)
        self._show_room()

    def _show_room(self) -> None:
        if self._conductor is not None:
            self.window.room.show_view(self._conductor.view())

    def _times(self) -> tuple[float, float]:
        return self._conductor.times() if self._conductor else (0.0, 0.0)

    # Setup

    @Slot(object)
    def on_choices_changed(self, chosen: Settings) -> None:
        """Keep the choices for next time."""
        self._settings = replace(chosen, theme=self._settings.theme)
        self._save()

    @Slot(str)
    def on_theme_chosen(self, name: str) -> None:
        """Keep the theme for next time."""
        self._settings = replace(self._settings, theme=cast("settings.Theme", name))
        self._save()

    def _save(self) -> None:
        try:
            settings.save(self._settings, self._paths.settings)
        except DesktopError as error:
            self.window.setup.show_trouble(str(error))

    @Slot(object)
    def on_round_started(self, chosen: Settings) -> None:
        """Begin a round, or say why it cannot begin."""
        self.on_choices_changed(chosen)
        try:
            self._check_disk(chosen.minutes)
            self._conductor = self._studio.begin(self._order(chosen), chosen.patience)
        except (InterviewerError, DesktopError) as error:
            self.window.setup.show_trouble(str(error))
            return
        for event in self._standing.values():
            self._conductor.on_event(event)
        sealed.shut(chosen.offline)
        self._show_room()
        self.window.show_room()

    def _check_disk(self, minutes: float) -> None:
        folder = self._paths.sessions
        while not folder.exists():
            folder = folder.parent
        needed = SPARE_BYTES + round(minutes * MINUTE_BYTES)
        if shutil.disk_usage(folder).free < needed:
            raise DesktopError(
                f"The round was not begun: it needs {needed / 1e9:.1f} GB on the disk of {folder}. Free some space."
            )

    def _order(self, chosen: Settings) -> Order:
        name = chosen.question or self._bank.entries()[0].id
        return Order(
            question=self._bank.find(name),
            question_text=self._bank.text(name),
            kind=chosen.kind,
            minutes=chosen.minutes,
            pressure=chosen.pressure,
            seed=random.randrange(1 << 31),
            sealed=chosen.offline,
            model_url=chosen.model_url,
            model=chosen.model,
            api_key="" if chosen.offline else secrets.api_key(chosen.model_url),
            speech_model=chosen.speech_model,
            speech_device=chosen.speech_device,
        )

    @Slot(str)
    def on_question_import_asked(self, path: str) -> None:
        """Copy a question file among the user's own."""
        try:
            entry = self._bank.add(Path(path))
        except (InterviewerError, OSError) as error:
            self.window.setup.show_trouble(str(error))
            return
        self._settings = replace(self._settings, question=entry.id)
        self.window.setup.show_settings(self._settings)
        self._show_questions()

    def _show_questions(self) -> None:
        rows = []
        for entry in self._bank.entries():
            found = self._bank.find(str(entry.path))
            fields = {name.casefold(): value for name, value in found.fields.items()}
            rows.append(
                QuestionRow(
                    entry.id,
                    entry.title,
                    fields.get("role", ""),
                    fields.get("interview round", ""),
                    found.introduction,
                )
            )
        self.window.setup.show_questions(rows)

    def _show_sessions(self) -> None:
        rows = []
        for one in sessions.list_sessions(self._paths.sessions):
            try:
                when = datetime.fromisoformat(one.created)
            except ValueError:
                when = datetime.fromtimestamp(one.path.stat().st_mtime).astimezone()
            rows.append(SessionRow(str(one.path), one.title, when, one.seconds, one.closed))
        self.window.setup.show_sessions(rows)

    # Room

    @Slot()
    def on_done(self) -> None:
        """Take "I'm done"."""
        self._act("done")

    @Slot()
    def on_undo(self) -> None:
        """Take "I'm done" back."""
        self._act("undo")

    @Slot()
    def on_repeat(self) -> None:
        """Hear the line again."""
        self._act("repeat")

    @Slot()
    def on_rephrase(self) -> None:
        """Hear it in other words."""
        self._act("rephrase")

    @Slot()
    def on_hint(self) -> None:
        """Hear a hint."""
        self._act("hint")

    @Slot()
    def on_pause(self) -> None:
        """Pause or go on."""
        if self._conductor is not None:
            self._act("resume" if self._conductor.view().phase == "paused" else "pause")

    @Slot(str)
    def on_answer_typed(self, text: str) -> None:
        """Take a typed answer."""
        self._act("type_answer", text)

    @Slot()
    def on_end(self) -> None:
        """End the round; a running answer is finished first."""
        self._act("end")

    def _round_over(self) -> None:
        path = self._studio.session
        self._show_room()
        self._studio.leave()
        sealed.shut(False)
        if path is not None:
            self._studio.report(path, write=True)
            self.window.show_debrief()

    # Debrief

    @Slot(str)
    def on_session_opened(self, path: str) -> None:
        """Show the debrief of an earlier round."""
        self._studio.report(Path(path), write=False)
        self.window.show_debrief()

    @Slot(str)
    def on_clip_asked(self, name: str) -> None:
        """Play a recording of the session that is shown."""
        found = sound_file(self._shown, name) if self._shown else ""
        if self._shown is None or not found:
            self.window.debrief.show_said("This recording is no longer in the session's folder.")
            return
        self._studio.hush()
        self._studio.play(self._shown / found)
        self.window.debrief.show_playing(name)

    @Slot()
    def on_clip_stopped(self) -> None:
        """Fall silent."""
        self._studio.hush()
        self.window.debrief.show_playing("")

    @Slot(str)
    def on_export_asked(self, form: str) -> None:
        """Write the debrief where the user says."""
        if self._shown is None:
            return
        suggested = str(Path.home() / f"viva-{self._shown.name}.{form}")
        name, _ = QFileDialog.getSaveFileName(self.window, "Export the debrief", suggested, f"*.{form}")
        if name:
            self.export_to(form, Path(name))

    def export_to(self, form: str, out: Path) -> None:
        """Write the debrief to a file."""
        assert self._shown is not None
        try:
            if form == "pdf":
                print_pdf(export.render(build(SessionFolder.open(self._shown)), "paper"), str(out))
            else:
                export.export(self._shown, cast("export.Format", form), out)
        except (InterviewerError, DesktopError) as error:
            self.window.debrief.show_said(str(error))
        else:
            self.window.debrief.show_said(f"Written to {out}.")

    @Slot()
    def on_folder_asked(self) -> None:
        """Open the session's folder in the system's file manager."""
        if self._shown is not None:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._shown)))

    @Slot()
    def on_new_round(self) -> None:
        """Leave the debrief."""
        self._studio.hush()
        self._show_sessions()

    def finish(self) -> None:
        """Wait for a round that is ending behind a closed window: its last words are still on their way."""
        given_up = QDeadlineTimer(LAST_WORDS_MS)
        while self._conductor and self._conductor.view().phase != "closed" and not given_up.hasExpired():
            QApplication.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents, 100)

    def close(self) -> None:
        """Close every worker, then the bridge."""
        self.window.keep_size(self._kept)
        if hasattr(self, "_studio"):
            self._studio.close()
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
