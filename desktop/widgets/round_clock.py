"""The round's clock: what is left, large; what has passed, small. Where nothing runs out, what has passed, large."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.screens.room_words import clock_words, remaining_words, urgency
from desktop.widgets.plain import PlainLabel, repolish

if TYPE_CHECKING:
    from collections.abc import Callable

PERIOD_MS = 250
"""Four looks a second: a second never appears to last longer than it does."""


class RoundClock(QWidget):
    """Asks for (elapsed, remaining) while it is seen; it counts nothing itself."""

    def __init__(self, times: Callable[[], tuple[float, float | None]]) -> None:
        super().__init__()
        self._times = times
        self.left = PlainLabel("", "clock")
        self.passed = PlainLabel("", "muted")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for label in (self.left, self.passed):
            label.setAlignment(Qt.AlignmentFlag.AlignRight)
            column.addWidget(label)
        self._timer = QTimer(self)
        self._timer.setInterval(PERIOD_MS)
        self._timer.timeout.connect(self.refresh)

    def run(self, *, running: bool) -> None:
        """Follow the time, or stand still."""
        if running:
            self.refresh()
            self._timer.start()
        else:
            self._timer.stop()

    @Slot()
    def refresh(self) -> None:
        """Show the time as it is now."""
        elapsed, remaining = self._times()
        if remaining is None:
            self.left.setText(clock_words(elapsed))
            self.passed.setText("since you were asked")
        else:
            self.left.setText(clock_words(remaining))
            self.passed.setText(f"{remaining_words(remaining)} · {clock_words(elapsed)} passed")
        wanted = "" if remaining is None else urgency(remaining)
        if self.left.property("urgency") != wanted:
            self.left.setProperty("urgency", wanted)
            repolish(self.left)
