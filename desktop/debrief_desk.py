"""What the debrief needs from the disk and the speaker: reports, recordings, exports."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QObject, QUrl, Signal, Slot
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog

from audio import events as heard
from desktop.archive import DebriefWritten, TakeKept, TakeRefused
from desktop.clips import CLIP, FORECAST
from desktop.errands import CorrectionFailed, CorrectionKept, ReportFailed, ReportReady, ReportUnwritten
from desktop.grading_desk import GradingDesk
from desktop.screens.debrief_words import corrected_so_far
from interviewer.correction_file import Edit
from interviewer.debrief.report import sound_file

if TYPE_CHECKING:
    from desktop.archive import Archive, Form
    from desktop.screens.debrief import DebriefScreen
    from desktop.studio import Studio
    from interviewer.correction_file import Wish
    from interviewer.take_events import Mark


class DebriefDesk(QObject):
    """Shows one session's debrief, plays its recordings and writes it where the user says."""

    shows = Signal(object, object)
    """A session's path and its report are shown."""

    def __init__(self, screen: DebriefScreen, studio: Studio, archive: Archive) -> None:
        super().__init__()
        self._archive = archive
        self._screen = screen
        self._studio = studio
        self._shown: Path | None = None
        self._wanted: Path | None = None
        self._line = CLIP
        self._waiting = 0
        """Corrections on their way: a report made before the last of them is of no use."""
        self._corrected = False
        screen.clip_asked.connect(self.on_clip_asked)
        screen.place_asked.connect(self.on_place_asked)
        screen.clip_stopped.connect(self.hush)
        screen.correction_asked.connect(self.on_correction_asked)
        screen.export_asked.connect(self.on_export_asked)
        screen.folder_asked.connect(self.on_folder_asked)
        screen.new_round_asked.connect(self.hush)
        screen.back_asked.connect(self.hush)
        self._grading = GradingDesk(screen, studio)
        screen.again_asked.connect(self.on_again_asked)
        screen.take_marked.connect(self.on_take_marked)

    @property
    def shown(self) -> Path | None:
        """The session that is shown."""
        return self._shown

    def open(self, path: Path, *, write: bool) -> None:
        """Have a session read, and its files written where the round has just ended."""
        self._wanted = path
        self._grading.opens(path, ended=write)
        self._studio.report(path, write=write)

    def renew(self, path: Path) -> None:
        """Have a session's files written again, as more is known; it is shown only where it was shown before."""
        self._studio.report(path, write=True)

    def take(self, event: object) -> bool:
        """Take an event of the debrief's own; return whether it was one."""
        return self._grading.take(event) or self._take_clip(event) or self._take_report(event)

    def _take_clip(self, event: object) -> bool:
        match event:
            case heard.PlayoutStarted(line=line) | heard.PlayoutEnded(line=line) if FORECAST < line <= CLIP:
                # The end of the one before comes after the next was asked for.
                if line == self._line:
                    self._heard(event)
            case heard.VoiceFailed(line, sentence) if FORECAST < line <= CLIP:
                self._screen.show_said(sentence)
            case _:
                return False
        return True

    def _take_report(self, event: object) -> bool:
        match event:
            case CorrectionKept() | CorrectionFailed():
                self._waiting -= 1
                self._answered(event)
            case ReportReady(path) | ReportFailed(path) | ReportUnwritten(path) if path != self._wanted:
                return True
            case ReportReady() | ReportFailed():
                self._reported(event)
            case ReportUnwritten(sentence=sentence):
                self._screen.show_said(sentence)
            case TakeRefused() | TakeKept():
                self._take_noted(event)
            case DebriefWritten(path, out, trouble):
                if path == self._shown:
                    self._screen.show_said(trouble or f"Written to {out}.")
            case _:
                return False
        return True

    def _heard(self, event: heard.PlayoutStarted | heard.PlayoutEnded) -> None:
        if isinstance(event, heard.PlayoutStarted):
            self._screen.playing.began()
        else:
            self._screen.show_playing("")

    def _answered(self, event: CorrectionKept | CorrectionFailed) -> None:
        if event.path != self._shown:
            return
        if isinstance(event, CorrectionFailed):
            self._screen.show_not_corrected(event.wish, event.sentence)
            return
        self._corrected = True
        if event.answers and not isinstance(event.wish, Edit):
            self._screen.reveal(event.answers[0])

    def _reported(self, event: ReportReady | ReportFailed) -> None:
        if self._waiting and event.path == self._shown:
            return
        corrected, self._corrected = self._corrected and event.path == self._shown, False
        if isinstance(event, ReportReady):
            self._shown = event.path
            self._screen.show_report(event.report, event.refuses)
            self._grading.shows(event.path, event.grader)
            self.shows.emit(event.path, event.report)
            if corrected:
                self._screen.show_said(corrected_so_far(event.report))
        elif event.path == self._shown and self._screen.page is not None:
            # What is shown, and perhaps typed, is worth more than a page that says why there is nothing newer.
            kept = "The correction is kept, but not worked out: " if corrected else ""
            self._screen.show_said(kept + event.sentence)
        else:
            self._shown = event.path
            self._screen.show_broken(event.sentence)

    @Slot(object)
    def on_correction_asked(self, wish: Wish) -> None:
        """Have words of the session that is shown corrected, or that undone."""
        if self._shown is not None:
            self._waiting += 1
            self._studio.correct(self._shown, wish)

    def _take_noted(self, event: TakeRefused | TakeKept) -> None:
        match event:
            case TakeRefused(path, sentence) | TakeKept(path, sentence) if sentence:
                if path == self._shown:
                    self._screen.show_said(sentence)
            case TakeKept(path):
                self.renew(path)

    @Slot(str)
    def on_clip_asked(self, name: str) -> None:
        """Play a recording of the session that is shown."""
        self.on_place_asked(name, 0.0)

    @Slot(str, float)
    def on_place_asked(self, name: str, start: float) -> None:
        """Play a recording of the session that is shown, from some second on."""
        found = sound_file(self._shown, name) if self._shown else ""
        if self._shown is None or not found:
            self._screen.show_said("This recording is no longer in the session's folder.")
            return
        self._studio.hush()
        self._line -= 1
        self._studio.play(self._shown / found, start, self._line)
        self._screen.show_playing(name)

    @Slot()
    def hush(self) -> None:
        """Fall silent."""
        self._studio.hush()
        self._screen.show_playing("")

    @Slot(int)
    def on_again_asked(self, line: int) -> None:
        """Have a line answered anew: `TakeReady` follows, or a sentence in the footer."""
        if self._shown is not None:
            self.hush()
            self._archive.want_take(self._shown, line)

    @Slot(int, int, str)
    def on_take_marked(self, line: int, take: int, mark: str) -> None:
        """Note what the candidate wishes of a take; the debrief is written anew then."""
        if self._shown is not None:
            self.hush()
            self._archive.mark_take(self._shown, line, take, cast("Mark", mark))

    @Slot(str)
    def on_export_asked(self, form: str) -> None:
        """Ask where to, and write the debrief there."""
        if self._shown is None:
            return
        suggested = str(Path.home() / f"viva-{self._shown.name}.{form}")
        name, _ = QFileDialog.getSaveFileName(self._screen, "Export the debrief", suggested, f"*.{form}")
        if name:
            self.export_to(cast("Form", form), Path(name))

    def export_to(self, form: Form, out: Path) -> None:
        """Have the debrief written to a file."""
        assert self._shown is not None
        self._screen.show_said(f"Writing {out.name}…")
        self._archive.export(self._shown, form, out)

    @Slot()
    def on_folder_asked(self) -> None:
        """Open the session's folder in the system's file manager."""
        if self._shown is not None:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._shown)))
