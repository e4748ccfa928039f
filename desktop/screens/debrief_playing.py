"""Which recording of a debrief plays, and which second is heard: the player tells only its beginning and its end."""

from __future__ import annotations

from PySide6.QtCore import QElapsedTimer, QObject, QTimer, Signal, Slot

TICK_MS = 100
"""A third of a short word: the mark is never a word behind."""


class Playing(QObject):
    """Counts on from the place that was asked for."""

    sounding = Signal(str, object)
    """A recording and the second of it that is heard; None when none is."""

    clip_asked = Signal(str)
    place_asked = Signal(str, float)
    stopped = Signal()

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.clip = ""
        self.offset = 0.0
        """Where the recording that plays was begun."""
        self._since = QElapsedTimer()
        self._tick = QTimer(self)
        self._tick.setInterval(TICK_MS)
        self._tick.timeout.connect(self._on_tick)

    def show(self, clip: str) -> None:
        """A recording was asked for, or with nothing none plays any more."""
        self.clip = clip
        self._tick.stop()
        self.sounding.emit("", None)

    def began(self) -> None:
        """Its first sample left the speaker: count from now on."""
        if self.clip:
            self._since.start()
            self._tick.start()
            self._on_tick()

    @Slot(str)
    def on_clip(self, clip: str) -> None:
        """Take the press of a recording's button: it plays, or stops."""
        if clip == self.clip:
            self.stopped.emit()
        else:
            self.offset = 0.0
            self.clip_asked.emit(clip)

    @Slot(str, float)
    def on_place(self, clip: str, offset: float) -> None:
        """Take the press of a place in a recording: it plays from there, or stops."""
        if (clip, offset) == (self.clip, self.offset):
            self.stopped.emit()
        else:
            self.offset = offset
            self.place_asked.emit(clip, offset)

    @Slot()
    def _on_tick(self) -> None:
        self.sounding.emit(self.clip, self.offset + self._since.elapsed() / 1000)
