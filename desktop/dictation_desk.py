"""What the dictation screen needs from the disk, the microphone and the speech model."""

from __future__ import annotations

import shutil
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QUrl, Slot
from PySide6.QtGui import QDesktopServices

from audio import events as heard
from desktop import dictation_events as told
from desktop.dictating import Dictating, transcript
from desktop.dictation_files import FileJob
from desktop.errors import DesktopError
from desktop.file_queue import FileQueue
from desktop.transcript_desk import TranscriptDesk
from interviewer import private_files

if TYPE_CHECKING:
    from collections.abc import Sequence

    from desktop.dictations import Kept
    from desktop.file_queue import FileEvent
    from desktop.screens.dictation import DictationScreen
    from desktop.studio import Studio

SPARE_BYTES = 200_000_000
"""Below this nothing is recorded: the system itself needs room, and an hour takes 115 MB."""


class DictationDesk(QObject):
    """Carries out what is asked on the screen, and tells it what came of that."""

    def __init__(self, screen: DictationScreen, studio: Studio) -> None:
        super().__init__()
        self._screen = screen
        self._studio = studio
        self._dictating = Dictating()
        self._queue = FileQueue()
        self._entries: tuple[Kept, ...] = ()
        self.texts = TranscriptDesk(screen, studio)
        self._wanted = ""
        self._deaf = ""
        screen.dictate_pressed.connect(self.on_dictate)
        screen.files_chosen.connect(self.on_files)
        screen.sources.file_cancelled.connect(self.on_cancel)
        screen.sources.all_cancelled.connect(self.on_cancel_all)
        screen.sources.queue_cleared.connect(self.on_clear)
        screen.entry_opened.connect(self.on_entry)
        screen.entry_deleted.connect(self.on_delete)
        screen.unfinished_asked.connect(self.on_unfinished)
        screen.folder_asked.connect(self.on_folder)
        studio.dictation.list()

    # What is told

    def take(self, event: object) -> bool:
        """Take an event of the dictation's own; return whether it was one."""
        if self.texts.take(event):
            return True
        match event:
            case (
                told.FileMeasured()
                | told.FileProgressed()
                | told.FileFinished()
                | told.FileFailed()
                | told.FileCancelled()
            ):
                self._file_moved(event)
                return True
            case (
                told.DictationsListed()
                | told.DictationOpened()
                | told.DictationKept()
                | told.DictationFailed()
            ):
                self._kept_moved(event)
                return True
            case heard.DeviceLost(kind="input"):
                self._deaf = event.sentence
            case heard.DeviceFound(kind="input"):
                self._deaf = ""
        return self._dictated(event)

    def on_level(self, level: heard.LevelMeasured) -> None:
        """Move the meter and the clock."""
        self._dictating.measure(level.at)
        if self._screen.isVisible():
            self._screen.on_event(level)
            self._show_live()

    def _dictated(self, event: object) -> bool:
        if not self._dictating.take(event):
            self._screen.on_event(event)
            return False
        match event:
            case heard.Utterance():
                id_ = self._dictating.id
                found = transcript(event, f"{id_}.wav", self._studio.dictation.shelf.name)
                self._studio.dictation.keep(id_, found)
            case heard.RecordingFailed():
                self._studio.end_dictation()
            case heard.TranscriptionFailed():
                self._studio.dictation.list()
        self._show_live()
        return True

    def _kept_moved(self, event: object) -> None:
        match event:
            case told.DictationsListed(entries):
                self._entries = entries
                self._screen.show_entries(entries, self._wanted or self._screen.chosen)
                if self._screen.chosen != self.texts.shown:
                    self.on_entry(self._screen.chosen)
            case told.DictationOpened(opened):
                # The one that is wanted may be another by now.
                if opened.kept.id == self._screen.chosen:
                    self.texts.show(opened)
            case told.DictationKept(kept):
                self._wanted = kept.id
                self._studio.dictation.list()
            case told.DictationFailed(sentence):
                self._screen.show_said(sentence, "bad")

    def _file_moved(self, event: FileEvent) -> None:
        self._queue.take(event)
        if isinstance(event, told.FileFinished):
            if not self._queue.open:
                self._wanted = event.kept.id
            self._studio.dictation.list()
        self._show_files()

    def _show_live(self) -> None:
        live = self._dictating.live
        if live.phase == "idle" and self._screen.live.phase != "idle":
            self._studio.dictation.files.release("dictation")
        if live != self._screen.live:
            self._screen.show_live(live)
        self._show_files()

    def _show_files(self) -> None:
        self._queue.held = self._dictating.live.phase != "idle"
        self._screen.show_files(self._queue.rows, self._queue.summary)

    # The microphone

    @property
    def is_dictating(self) -> bool:
        """Whether somebody speaks, or their last words are on their way."""
        return self._dictating.live.phase != "idle"

    @property
    def files_left(self) -> int:
        """How many files are not in words yet."""
        return len(self._queue.open)

    @Slot()
    def on_dictate(self) -> None:
        """Begin a dictation, or end the one that is on."""
        if self._dictating.live.phase == "listening":
            self.end()
        elif self._dictating.live.phase == "idle":
            self._begin()

    def _begin(self) -> None:
        self.texts.hush()
        self._screen.text.settle()
        dictations = self._studio.dictation.dictations
        try:
            if self._deaf:
                raise DesktopError(self._deaf)
            id_ = dictations.new_id(datetime.now().astimezone())
            if shutil.disk_usage(dictations.folder).free < SPARE_BYTES:
                raise DesktopError("Nothing was begun, because the disk is full; free some space.")
        except DesktopError as error:
            self._screen.show_said(str(error), "bad")
            return
        self._screen.show_said("")
        number = self._dictating.begin(id_, self._studio.clock.now())
        self._studio.dictate(number, dictations.recording(id_))
        self._show_live()

    def end(self) -> None:
        """End the dictation that is on; its words follow."""
        if self._dictating.live.phase == "listening":
            self._studio.end_dictation()

    # Files

    @Slot(object)
    def on_files(self, names: Sequence[str]) -> None:
        """Put files into words, one after the other."""
        for name in names:
            self._add(Path(name).absolute())

    def _add(self, path: Path, id_: str = "") -> None:
        if self._queue.holds(path):
            return
        number = self._queue.add(path)
        self._studio.dictation.files.add(FileJob(number, path, id_))
        self._studio.dictation.measure(number, path)
        self._show_files()

    @Slot(str)
    def on_unfinished(self, id_: str) -> None:
        """Put a recording into words that was left without."""
        self._add(self._studio.dictation.dictations.recording(id_), id_)

    @Slot(int)
    def on_cancel(self, number: int) -> None:
        """Give a file up."""
        self._studio.dictation.files.cancel(number)

    @Slot()
    def on_cancel_all(self) -> None:
        """Give every file up."""
        for number in self._queue.open:
            self._studio.dictation.files.cancel(number)

    @Slot()
    def on_clear(self) -> None:
        """Forget the files that are over."""
        self._queue.clear()
        self._show_files()

    # Texts

    @Slot(str)
    def on_entry(self, id_: str) -> None:
        """Open an entry."""
        self.texts.hush()
        # What was written last must be on its way to the disk before this entry is read.
        self._screen.text.settle()
        self._wanted = ""
        if id_ != self._screen.chosen:
            self._screen.show_entries(self._entries, id_)
        if any(kept.id == id_ and kept.finished for kept in self._entries):
            self._studio.dictation.open(id_)

    @Slot(str)
    def on_delete(self, id_: str) -> None:
        """Delete an entry."""
        self.texts.forget()
        self._studio.dictation.delete(id_)

    @Slot()
    def on_folder(self) -> None:
        """Open the folder of what was dictated in the system's file manager."""
        folder = self._studio.dictation.dictations.folder
        try:
            private_files.make_parents(folder)
        except OSError:
            self._screen.show_said(f"{folder} cannot be opened; check its rights.", "bad")
        else:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder)))
