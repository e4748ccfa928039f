"""What the text of the dictation screen needs: its recording played, its words kept and written elsewhere."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QObject, Slot
from PySide6.QtWidgets import QFileDialog

from audio import events as heard
from desktop.clips import CLIP, EXCERPT
from desktop.screens.dictation_words import file_name
from desktop.transcripts import render
from interviewer import private_files

if TYPE_CHECKING:
    from desktop.dictations import Opened
    from desktop.screens.dictation import DictationScreen
    from desktop.studio import Studio
    from desktop.transcripts import Format


class TranscriptDesk(QObject):
    """Carries out what is asked about the text that is shown."""

    def __init__(self, screen: DictationScreen, studio: Studio) -> None:
        super().__init__()
        self._screen = screen
        self._studio = studio
        self._opened: Opened | None = None
        self._line = EXCERPT
        screen.text.text_edited.connect(self.on_text_edited)
        screen.text.play_asked.connect(self.on_play)
        screen.text.play_stopped.connect(self.hush)
        screen.text.export_asked.connect(self.on_export)
        screen.left.connect(self.hush)

    @property
    def shown(self) -> str:
        """The entry whose words are shown, or nothing."""
        return self._opened.kept.id if self._opened else ""

    def show(self, opened: Opened) -> None:
        """Show an entry."""
        self._opened = opened
        self._screen.show_opened(opened)

    def forget(self) -> None:
        """Let go of an entry that is being deleted."""
        self.hush()
        self._screen.text.forget()
        self._opened = None

    def take(self, event: object) -> bool:
        """Take an event of a recording that is played; return whether it was one."""
        match event:
            case heard.PlayoutStarted(line=line) | heard.PlayoutEnded(line=line) if CLIP < line <= EXCERPT:
                # The end of the one before comes after the next was asked for.
                if line == self._line:
                    self._heard(event)
            case heard.VoiceFailed(line, sentence) if CLIP < line <= EXCERPT:
                self._screen.show_said(sentence, "bad")
            case _:
                return False
        return True

    def _heard(self, event: heard.PlayoutStarted | heard.PlayoutEnded) -> None:
        if isinstance(event, heard.PlayoutStarted):
            self._screen.text.playing_began()
        else:
            self._screen.text.show_playing(None)

    @Slot(str, object)
    def on_text_edited(self, id_: str, text: str | None) -> None:
        """Keep an edited text."""
        self._studio.dictation.keep_edit(id_, text)

    @Slot(float)
    def on_play(self, start: float) -> None:
        """Play the recording of the text that is shown."""
        if self._opened is not None:
            self._studio.hush()
            self._line -= 1
            self._screen.text.show_playing(start)
            self._studio.play(self._opened.kept.audio, start, self._line)

    @Slot()
    def hush(self) -> None:
        """Fall silent."""
        if self._screen.text.playing:
            self._studio.hush()

    @Slot(str)
    def on_export(self, form: str) -> None:
        """Ask where to, and write the text there."""
        if self._opened is None:
            return
        suggested = str(Path.home() / f"{file_name(self._opened.kept)}.{form}")
        name, _ = QFileDialog.getSaveFileName(self._screen, "Export the text", suggested, f"*.{form}")
        if name:
            self.export_to(cast("Format", form), Path(name))

    def export_to(self, form: Format, out: Path) -> None:
        """Write the text that is shown to a file."""
        current = self._screen.text.current
        assert current is not None
        try:
            private_files.replace(out, render(current, form).encode())
        except OSError as error:
            self._screen.show_said(
                f"{out} could not be written ({error.strerror}); choose another place.", "bad"
            )
        else:
            self._screen.show_said(f"Written to {out}.")
