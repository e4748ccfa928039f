"""One transcript: read, searched, edited, played and written somewhere."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QElapsedTimer, QTimer, Signal, Slot
from PySide6.QtGui import QAction, QGuiApplication
from PySide6.QtWidgets import QHBoxLayout, QMenu, QVBoxLayout, QWidget

from desktop import theme
from desktop.retiming import retimed
from desktop.screens.dictation_find import Search
from desktop.screens.dictation_words import NO_WORDS, about, clock
from desktop.widgets.buttons import IconButton, KeyButton
from desktop.widgets.find_bar import FindBar
from desktop.widgets.flow import flowing
from desktop.widgets.plain import ElidedLabel, PlainLabel
from desktop.widgets.timed_text import TimedText
from desktop.word_places import WordPlaces

if TYPE_CHECKING:
    from desktop.dictations import Kept, Opened
    from desktop.transcripts import Transcript

SETTLED_MS = 600
"""How long the keys must rest before an edited text is kept and timed again."""

FORMATS = (
    ("txt", "Text (TXT)"),
    ("srt", "Subtitles (SRT)"),
    ("vtt", "Subtitles (WebVTT)"),
    ("json", "Data (JSON)"),
)


class DictationText(QWidget):
    """Shows what it is given; it reads, plays and writes nothing itself."""

    text_edited = Signal(str, object)
    play_asked = Signal(float)
    play_stopped = Signal()
    export_asked = Signal(str)
    delete_asked = Signal()
    said = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.kept: Kept | None = None
        self._original: Transcript | None = None
        self._current: Transcript | None = None
        self._places = WordPlaces(())
        self._filling = False
        self._changed = False
        self._playing_from: float | None = None
        self._spoken: tuple[int, int, int] | None = None
        self.title = ElidedLabel("", "lead")
        self.about = ElidedLabel("", "note")
        self.find_bar = FindBar()
        self.text = TimedText()
        self.search = Search(self.find_bar, self.text)
        self.nothing = PlainLabel(NO_WORDS, "muted", wrap=True)
        self.play = KeyButton("Play", "play", "Ctrl+P")
        self.find_button = KeyButton("Find", "find", "Ctrl+F")
        self.copy = KeyButton("Copy", "copy", "Ctrl+Shift+C")
        self.export = IconButton("E&xport…", "export")
        self.revert = IconButton("Back to what was &heard", "undo", "quiet")
        self.delete = IconButton("De&lete…", "delete", "quiet")
        self._settle = QTimer(self)
        self._settle.setSingleShot(True)
        self._settle.setInterval(SETTLED_MS)
        self._tick = QTimer(self)
        self._tick.setInterval(100)
        self._since = QElapsedTimer()
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        menu = QMenu(self.export)
        for name, label in FORMATS:
            action = QAction(label, menu)
            action.setData(name)
            menu.addAction(action)
        menu.triggered.connect(self._on_export)
        self.export.setMenu(menu)
        head = QHBoxLayout()
        head.setSpacing(theme.SPACE_2)
        names = QVBoxLayout()
        names.setSpacing(0)
        names.addWidget(self.title)
        names.addWidget(self.about)
        head.addLayout(names, 1)
        head.addWidget(self.revert)
        head.addWidget(self.delete)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.SPACE_2)
        column.addLayout(head)
        column.addWidget(self.find_bar)
        column.addWidget(self.nothing)
        column.addWidget(self.text, 1)
        column.addWidget(flowing([self.play, self.find_button, self.copy, self.export]))

    def _connect(self) -> None:
        self._settle.timeout.connect(self.settle)
        self._tick.timeout.connect(self._follow)
        self.text.textChanged.connect(self._on_changed)
        self.text.cursorPositionChanged.connect(self._show_place)
        self.text.line_pressed.connect(self._on_line)
        self.play.clicked.connect(self.on_play)
        self.find_button.clicked.connect(self.search.open)
        self.copy.clicked.connect(self.on_copy)
        self.revert.clicked.connect(self._on_revert)
        self.delete.clicked.connect(self.delete_asked)

    # What the screen is told

    def show_opened(self, opened: Opened) -> None:
        """Show an entry with its words."""
        self.settle()
        self.kept, self._original = opened.kept, opened.transcript
        self.title.setText(opened.kept.title)
        self.about.setText(f"{about(opened.kept)} · {opened.transcript.model}")
        self._filling = True
        self.text.setPlainText(opened.transcript.text if opened.edited is None else opened.edited)
        self._filling = False
        self._changed = False
        self.search.close()
        self._show_times(opened.current)
        self.nothing.setVisible(not opened.transcript.words and opened.edited is None)
        self._show_place()

    def show_playing(self, start: float | None) -> None:
        """Show that the recording plays from there, or with nothing that it does not play."""
        self._playing_from, self._spoken = start, None
        if start is None:
            self._tick.stop()
            self.text.show_spoken(-1, 0, 0)
            self.search.mark()
        else:
            self._since.start()
            self._tick.start()
        self._show_place()

    def playing_began(self) -> None:
        """Count from now on: reading and the device took a moment."""
        self._since.start()

    def forget(self) -> None:
        """Let go of an entry that is being deleted, with what was not kept yet."""
        self._settle.stop()
        self._changed = False
        self.kept = self._original = self._current = None

    @property
    def current(self) -> Transcript | None:
        """The text as it stands, with its times."""
        self.settle()
        return self._current

    @property
    def playing(self) -> bool:
        """Whether the recording is heard."""
        return self._playing_from is not None

    # Editing

    @Slot()
    def _on_changed(self) -> None:
        if not self._filling:
            self._changed = True
            self._settle.start()

    @Slot()
    def settle(self) -> None:
        """Time the text again and have it kept, where it was changed since."""
        self._settle.stop()
        if not self._changed or self.kept is None or self._original is None:
            return
        self._changed = False
        self._time_again()
        text = self.text.toPlainText()
        self.text_edited.emit(self.kept.id, None if text == self._original.text else text)
        self.search.seek()

    def _time_again(self) -> None:
        assert self._original is not None
        text = self.text.toPlainText()
        self._show_times(self._original if text == self._original.text else retimed(self._original, text))

    def _show_times(self, current: Transcript) -> None:
        self._current = current
        self.revert.setVisible(current is not self._original)
        self._places = WordPlaces(self._current.segments)
        self.text.show_times(self._places.times)

    @Slot()
    def _on_revert(self) -> None:
        if self._original is not None:
            self.text.put(self._original.text)
            self.text.setFocus()
            self.settle()

    # Playing

    @Slot()
    def on_play(self) -> None:
        """Play from the cursor on, or fall silent."""
        if self.playing:
            self.play_stopped.emit()
        elif self.kept is not None:
            self.play_asked.emit(self._place())

    @Slot(int)
    def _on_line(self, number: int) -> None:
        stamp = self.text.time_of(number)
        if stamp is not None:
            self.text.look_at(self.text.line_start(number))
            self.play_asked.emit(stamp)

    def _place(self) -> float:
        """Return the time of the word at the cursor."""
        line, offset = self.text.word_end(self.text.textCursor().selectionStart())
        return self._places.time_at(line, offset)

    @Slot()
    def _show_place(self) -> None:
        if self.playing:
            self.play.become("Stop", "stop")
        else:
            self.play.become(f"Play from {clock(self._place())}", "play")
        self.play.updateGeometry()

    @Slot()
    def _follow(self) -> None:
        if self._playing_from is None:
            return
        found = self._places.word_at(self._playing_from + self._since.elapsed() / 1000)
        if found is not None and found != self._spoken:
            self._spoken = found
            line, start, end = found
            first = self.text.line_start(line)
            self.text.show_spoken(line, first + start, first + end)

    # Writing it somewhere

    @Slot()
    def on_copy(self) -> None:
        """Copy what is selected, or all of it."""
        selected = self.text.textCursor().selectedText().replace("\u2029", "\n")
        QGuiApplication.clipboard().setText(selected or self.text.toPlainText())
        self.said.emit("The selected words are copied." if selected else "The whole text is copied.")

    @Slot(object)
    def _on_export(self, action: QAction) -> None:
        self.export_asked.emit(str(action.data()))
