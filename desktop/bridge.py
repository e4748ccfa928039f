"""The only door from worker threads into Qt."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal


class Bridge(QObject):
    """Carries events to the Qt thread, in order. Workers are closed before it is deleted."""

    posted = Signal(object)

    def post(self, event: object) -> None:
        """Hand an event to the Qt thread; may be called from any thread."""
        self.posted.emit(event)
