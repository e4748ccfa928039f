"""A button that plays one recording."""

from __future__ import annotations

from PySide6.QtCore import Signal, Slot

from desktop.widgets.buttons import IconButton


class ClipButton(IconButton):
    """Plays one recording, or stops it."""

    pressed_for = Signal(str)

    def __init__(self, clip: str, name: str) -> None:
        super().__init__("Play", "play")
        self.clip = clip
        self._name = name
        self.setAccessibleName(f"Play {name}")
        self.clicked.connect(self._on_clicked)

    def show_playing(self, clip: str) -> None:
        """Show whether this is the recording that plays."""
        plays = bool(clip) and clip == self.clip
        self.become("Stop" if plays else "Play", "stop" if plays else "play")
        self.setAccessibleName(f"{self.text()} {self._name}")

    @Slot()
    def _on_clicked(self) -> None:
        self.pressed_for.emit(self.clip)
