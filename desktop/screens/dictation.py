"""Local transcription: dictate, or let recordings be put into words, and work with the text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QFrame, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from audio.events import (
    DeviceFound,
    DeviceLost,
    InputHeard,
    InputMuted,
    LevelMeasured,
    SpeechModelFailed,
    SpeechModelLoaded,
)
from desktop import theme
from desktop.screens.dictation_sources import DictationSources
from desktop.screens.dictation_text import DictationText
from desktop.screens.dictation_words import NOTHING_YET, SPEAK, UNFINISHED, Live, delete_sentences
from desktop.widgets.bars import banner
from desktop.widgets.buttons import IconButton, KeyButton
from desktop.widgets.plain import ElidedLabel, PlainDialog, PlainLabel
from desktop.widgets.running_text import RunningText

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtGui import QDragEnterEvent, QDropEvent, QKeyEvent, QShowEvent

    from desktop.dictations import Kept, Opened
    from desktop.file_queue import FileRow


class DictationScreen(QWidget):
    """Paints what it is told and reports what the user did."""

    dictate_pressed = Signal()
    files_chosen = Signal(object)
    unfinished_asked = Signal(str)
    entry_opened = Signal(str)
    entry_deleted = Signal(str)
    folder_asked = Signal()
    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setAcceptDrops(True)
        self.live = Live()
        self.dialog: PlainDialog | None = None
        self._entries: dict[str, Kept] = {}
        self.files_left = 0
        self.sources = DictationSources()
        self.text = DictationText()
        self.running = RunningText()
        self.banner = banner()
        self.empty = PlainLabel(NOTHING_YET, "muted", wrap=True)
        self.speak = PlainLabel(SPEAK, "muted", wrap=True)
        self.finish = IconButton("Put it into &words", "type", "primary")
        self.discard = IconButton("De&lete…", "delete", "quiet")
        self.back = KeyButton("Back", "back", "Esc")
        self.folder = IconButton("Open &folder", "folder")
        self.said = ElidedLabel("", "note")
        self.pages = QStackedWidget()
        self._unfinished = self._unfinished_page()
        self._nothing = _page(self.empty)
        self._listening = self._listening_page()
        for page in (self._nothing, self.text, self._listening, self._unfinished):
            self.pages.addWidget(page)
        self._lay_out()
        self._connect()
        for child in self.findChildren(QWidget):
            # Text fields would take a file's address for text; only the page itself takes what is dropped.
            child.setAcceptDrops(False)
        self.show_live(Live())

    def _lay_out(self) -> None:
        halves = QHBoxLayout()
        halves.setContentsMargins(theme.SPACE_5, theme.SPACE_4, theme.SPACE_5, theme.SPACE_3)
        halves.setSpacing(theme.SPACE_4)
        halves.addWidget(self.sources, 5)
        halves.addWidget(self.pages, 7)
        above = QVBoxLayout()
        above.setContentsMargins(theme.SPACE_5, theme.SPACE_3, theme.SPACE_5, 0)
        above.addWidget(self.banner)
        footer = QFrame()
        footer.setProperty("role", "footer")
        row = QHBoxLayout(footer)
        row.setContentsMargins(theme.SPACE_5, theme.SPACE_3, theme.SPACE_5, theme.SPACE_3)
        row.setSpacing(theme.SPACE_3)
        row.addWidget(self.back)
        row.addWidget(self.folder)
        row.addWidget(self.said, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(above)
        column.addLayout(halves, 1)
        column.addWidget(footer)

    def _listening_page(self) -> QWidget:
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.SPACE_2)
        column.addWidget(self.speak)
        column.addWidget(self.running, 1)
        return page

    def _unfinished_page(self) -> QWidget:
        row = QHBoxLayout()
        row.setSpacing(theme.SPACE_2)
        row.addWidget(self.finish)
        row.addWidget(self.discard)
        row.addStretch(1)
        return _page(PlainLabel(UNFINISHED, wrap=True), row)

    def _connect(self) -> None:
        self.sources.dictate_pressed.connect(self.dictate_pressed)
        self.sources.files_chosen.connect(self.files_chosen)
        self.sources.entry_opened.connect(self._on_entry)
        self.text.said.connect(self.show_said)
        self.text.delete_asked.connect(self.ask_to_delete)
        self.discard.clicked.connect(self.ask_to_delete)
        self.finish.clicked.connect(self._on_finish)
        self.folder.clicked.connect(self.folder_asked)
        self.back.clicked.connect(self.leave)
        self._key("Ctrl+D", self.sources.dictate.click)
        self._key("Ctrl+O", self.sources.add.click)
        self._reading = [
            self._key("Ctrl+F", self.text.search.open),
            self._key("F3", self.text.find_bar.go_on),
            self._key("Shift+F3", self.text.find_bar.go_back),
            self._key("Ctrl+P", self.text.on_play),
            self._key("Ctrl+Shift+C", self.text.on_copy),
        ]

    def _key(self, keys: str, does: Callable[[], object]) -> QShortcut:
        shortcut = QShortcut(QKeySequence(keys), self)
        shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        shortcut.activated.connect(does)
        return shortcut

    # What the screen is told

    def show_live(self, live: Live) -> None:
        """Show a dictation as it is now."""
        self.live = live
        self.sources.show_live(live)
        self.back.setEnabled(live.phase == "idle")
        self.banner.show_sentence(live.banner)
        if live.phase != "idle":
            self.running.show_text(live.committed, live.tentative)
            self.speak.setText(SPEAK if live.phase == "listening" else "Almost there.")
        self._turn_page()

    def show_entries(self, entries: Sequence[Kept], chosen: str) -> None:
        """List what there is."""
        self._entries = {kept.id: kept for kept in entries}
        self.sources.show_entries(entries, chosen)
        self._turn_page()

    def show_opened(self, opened: Opened) -> None:
        """Show an entry with its words."""
        self.text.show_opened(opened)
        self._turn_page()

    def show_files(self, rows: Sequence[FileRow], summary: str) -> None:
        """Show the files on their way."""
        self.files_left = sum(row.state in ("waiting", "working") for row in rows)
        self.sources.show_files(rows, summary)

    @Slot(str)
    def show_said(self, sentence: str, role: str = "note") -> None:
        """Say in the footer how something went."""
        self.said.become(role, sentence)

    @Slot(object)
    def on_event(self, event: object) -> None:
        """Take what the sound side tells."""
        match event:
            case LevelMeasured():
                self.sources.meter.on_level(event)
            case DeviceLost(kind="input") | InputMuted():
                self.sources.show_lost(event.sentence)
            case DeviceFound(kind="input") | InputHeard():
                self.sources.show_lost("")
            case SpeechModelLoaded():
                self.sources.show_model("note", "")
            case SpeechModelFailed():
                self.sources.show_model(
                    "bad",
                    f"{event.sentence} What you dictate is recorded all the same and can be put into words later.",
                )

    @property
    def chosen(self) -> str:
        """The entry that is chosen, or nothing."""
        return self.sources.entries.chosen

    def _turn_page(self) -> None:
        """Show what belongs to the chosen entry; while its words are read from disk, what was there stays."""
        kept = self._entries.get(self.chosen)
        if self.live.phase != "idle":
            self.pages.setCurrentWidget(self._listening)
        elif kept is None:
            self.pages.setCurrentWidget(self._nothing)
        elif not kept.finished:
            self.pages.setCurrentWidget(self._unfinished)
        elif self.text.kept is not None and self.text.kept.id == kept.id:
            self.pages.setCurrentWidget(self.text)
        for key in self._reading:
            key.setEnabled(self.pages.currentWidget() is self.text)

    @Slot(str)
    def _on_entry(self, id_: str) -> None:
        self._turn_page()
        self.entry_opened.emit(id_)

    # What the user does

    @Slot()
    def leave(self) -> None:
        """Go back, unless somebody still speaks."""
        if self.live.phase == "idle":
            self.text.settle()
            self.left.emit()

    @Slot()
    def ask_to_delete(self) -> None:
        """Ask before an entry is deleted for good."""
        kept = self._entries.get(self.chosen)
        if kept is None or self.dialog is not None:
            return
        own = kept.audio.name == f"{kept.id}.wav"
        dialog = PlainDialog(self, "Delete this?", delete_sentences(kept, own=own), "Delete", "Keep it")
        dialog.accepted.connect(self._on_delete)
        dialog.finished.connect(self._on_dialog_finished)
        self.dialog = dialog
        dialog.open()

    @Slot()
    def _on_delete(self) -> None:
        self.entry_deleted.emit(self.chosen)

    @Slot()
    def _on_dialog_finished(self) -> None:
        self.dialog = None

    @Slot()
    def _on_finish(self) -> None:
        self.unfinished_asked.emit(self.chosen)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave on Escape; what is playing falls silent first."""
        if event.key() != Qt.Key.Key_Escape:
            super().keyPressEvent(event)
        elif self.text.playing:
            self.text.play_stopped.emit()
        elif not self.text.find_bar.isHidden():
            self.text.search.close()
        else:
            self.leave()

    def showEvent(self, event: QShowEvent) -> None:
        """Let the keys work at once."""
        super().showEvent(event)
        if self._entries:
            self.sources.entries.setFocus()
        else:
            self.sources.dictate.setFocus()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take files, and nothing else."""
        if any(url.isLocalFile() for url in event.mimeData().urls()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Take what was dropped."""
        names = [url.toLocalFile() for url in event.mimeData().urls() if url.isLocalFile()]
        if names:
            event.acceptProposedAction()
            self.files_chosen.emit(names)


def _page(label: PlainLabel, below: QHBoxLayout | None = None) -> QFrame:
    page = QFrame()
    page.setProperty("role", "card")
    column = QVBoxLayout(page)
    column.setContentsMargins(theme.SPACE_5, theme.SPACE_5, theme.SPACE_5, theme.SPACE_5)
    column.setSpacing(theme.SPACE_4)
    column.addWidget(label)
    if below is not None:
        column.addLayout(below)
    column.addStretch(1)
    return page
