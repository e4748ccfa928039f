"""Plays one place of a recording, or stops it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal, Slot

from desktop.widgets.buttons import IconButton

if TYPE_CHECKING:
    from interviewer.debrief.said import Said


class PlaceButton(IconButton):
    """A button for words that were said."""

    place_pressed = Signal(str, float)

    def __init__(self, said: Said, name: str) -> None:
        super().__init__("Play", "play")
        self._said = said
        self._name = name
        self.setAccessibleName(f"Play {name}")
        self.clicked.connect(self._on_clicked)

    def show_playing(self, clip: str, offset: float) -> None:
        """Show whether this is the place that plays."""
        plays = bool(clip) and (clip, offset) == (self._said.clip, self._said.offset)
        self.become("Stop" if plays else "Play", "stop" if plays else "play")
        self.setAccessibleName(f"{self.text()} {self._name}")

    @Slot()
    def _on_clicked(self) -> None:
        self.place_pressed.emit(self._said.clip, self._said.offset)
