"""What somebody at the window waits for in the history of many sessions; used by `history.py`.

The window is painted off screen, on this thread; the index and the docket are the program's own, on theirs. A stall is
the longest time between two turns of the event loop by the wall clock, so other programs' doing is in it.
"""

from __future__ import annotations

import os
import time
from typing import TYPE_CHECKING

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QEventLoop, QTimer
from PySide6.QtWidgets import QApplication

from desktop.bridge import Bridge
from desktop.historian import Historian
from desktop.history_desk import HistoryDesk
from desktop.history_events import Advised, HistoryReading, SessionsFound, TrendsFound
from desktop.main_window import MainWindow
from desktop.paths import Paths
from desktop.screens.history import SESSIONS, TRENDS
from desktop.theme import Theme

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

BEAT_MS = 2
"""A loop that never rests would take the interpreter from the thread that works."""
LIMIT = 900.0
"""Seconds anything may take."""


class _Nobody:
    """Plays nothing."""

    def hush(self) -> None:
        """There is nothing to hush."""


class Seated:
    """Somebody at the window, and a clock on its event loop."""

    def __init__(self, sessions: Path, scratch: Path) -> None:
        self._qt = QApplication.instance() or QApplication(["viva"])
        self.window = MainWindow(Theme(self._qt, "light"), lambda: (0.0, 900.0), "light")
        self._bridge = Bridge()
        paths = Paths(*(scratch / name for name in ("sessions", "d", "q", "m", "c", "state")))
        if not paths.sessions.exists():
            paths.sessions.symlink_to(sessions)
        self.historian = Historian(paths, self._bridge.post)
        self._desk = HistoryDesk(self.window.history, _Nobody(), self.historian, paths)
        self._seen: list[object] = []
        self._bridge.posted.connect(self._on_event)
        self.window.history_shown.connect(self._desk.renew)
        self.window.show()
        self.stall, self._last = 0.0, time.perf_counter()
        self._tick = QTimer()
        self._tick.timeout.connect(self._on_tick)
        self._tick.start(BEAT_MS)

    def _on_event(self, event: object) -> None:
        self._desk.take(event)
        self._seen.append(event)

    def _on_tick(self) -> None:
        now = time.perf_counter()
        self.stall, self._last = max(self.stall, now - self._last), now

    def until(self, holds: Callable[[object], bool], does: Callable[[], None]) -> tuple[float, float]:
        """Do something; return the seconds until an event came and was painted, and the longest stall meanwhile."""
        self._settle()
        self._seen.clear()
        self.stall, self._last = 0.0, time.perf_counter()
        began = time.perf_counter()
        does()
        while not any(map(holds, self._seen)):
            self._qt.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)
            if time.perf_counter() - began > LIMIT:
                raise TimeoutError("the window waited in vain")
        self.window.repaint()
        self._qt.processEvents()
        return time.perf_counter() - began, self.stall

    def _settle(self) -> None:
        for _ in range(20):
            self._qt.processEvents()

    def close(self) -> None:
        """Close everything."""
        self._tick.stop()
        self.historian.close()
        self._settle()
        self._bridge.posted.disconnect()
        self.window.close()


def measured(sessions: Path, scratch: Path) -> dict[str, object]:
    """Build, open again, search, draw and scroll as the window does it."""
    first = Seated(sessions, scratch)
    build, build_stall = first.until(_is_read, first.historian.renew)
    docketed, docket_stall = first.until(lambda event: isinstance(event, Advised), lambda: None)
    first.close()
    again = Seated(sessions, scratch)
    history = again.window.history
    opening, opening_stall = again.until(_is_listed, again.window.show_history)
    again.until(lambda event: isinstance(event, Advised), again.historian.renew)
    searches, stalls = [], []
    for text in ("s", "seeds", "reranker teacher", "session 4711", "zebra"):
        history.filter.search.setText(text)
        took, stalled = again.until(_is_listed, history.filter._on_paused)
        searches.append(took)
        stalls.append(stalled)
    history.filter.clear()
    again.until(_is_listed, history.filter._on_paused)
    drawing, drawing_stall = again.until(
        lambda event: isinstance(event, TrendsFound), lambda: history.show_page(TRENDS)
    )
    history.show_page(SESSIONS)
    scrolls = [_scrolled(again, part / 40) for part in range(41)]
    again.close()
    return {
        "window_first_build_s": round(build, 2),
        "window_first_build_stall_ms": round(1000 * build_stall),
        "window_first_docket_s": round(docketed, 2),
        "window_first_docket_stall_ms": round(1000 * docket_stall),
        "window_opening_s": round(opening, 3),
        "window_opening_stall_ms": round(1000 * opening_stall),
        "window_search_worst_s": round(max(searches), 3),
        "window_search_stall_ms": round(1000 * max(stalls)),
        "window_trends_s": round(drawing, 3),
        "window_trends_stall_ms": round(1000 * drawing_stall),
        "window_scroll_worst_ms": round(1000 * max(scrolls)),
    }


def _is_read(event: object) -> bool:
    return isinstance(event, HistoryReading) and event.done == event.of


def _is_listed(event: object) -> bool:
    return isinstance(event, SessionsFound)


def _scrolled(seated: Seated, share: float) -> float:
    """Return the seconds to jump somewhere in the list and have it painted."""
    bar = seated.window.history.sessions.verticalScrollBar()
    began = time.perf_counter()
    bar.setValue(round(bar.maximum() * share))
    seated.window.history.sessions.viewport().repaint()
    return time.perf_counter() - began
