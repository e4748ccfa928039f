"""Times what somebody who gives a talk waits for, and what damaged and hostile files come to.

python tests/bench/slides.py [--pages 200] [--turns 60] [--deck FILE.pdf]

The deck is made (`tests/made_pdf.py`) unless one is named. A view of 1920 x 1080 is painted off screen, on this thread;
the deck is drawn by the program's own thread and process. Times run from the key until the slide is painted.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import sys
import tempfile
import threading
import time
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

import hostile_pdfs
import made_pdf
from PySide6.QtCore import QEventLoop, QTimer
from PySide6.QtWidgets import QApplication

from desktop.app import TAKES_TURNS
from desktop.bridge import Bridge
from desktop.slide_events import DeckRead
from desktop.slideshow import Slideshow
from desktop.theme import Theme
from desktop.widgets.slide_view import SlideView
from interviewer.errors import InterviewerError
from interviewer.slides.opening import opened, read_content
from interviewer.slides.renderer import Renderer

if TYPE_CHECKING:
    from collections.abc import Callable

LIMIT = 60.0
LOOK_SECONDS = 0.01
TICK_MS = 2


class Memory:
    """The most that this process and its reader hold together, or its reader alone, looked at 100 times a second."""

    def __init__(self, *, alone: bool = False) -> None:
        self._mine = () if alone else ("self",)
        self.most = {"Rss": 0.0, "Pss": 0.0}
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._watch)
        self._thread.start()

    def _watch(self) -> None:
        while not self._stop.wait(LOOK_SECONDS):
            for kind, held in self._held().items():
                self.most[kind] = max(self.most[kind], held)

    def _held(self) -> dict[str, float]:
        found = {"Rss": 0.0, "Pss": 0.0}
        for process in (*self._mine, *children()):
            try:
                lines = Path(f"/proc/{process}/smaps_rollup").read_text("ascii").splitlines()
            except OSError:
                continue
            for line in lines:
                kind = line.partition(":")[0]
                if kind in found:
                    found[kind] += int(line.split()[1]) / 1024
        return found

    def close(self) -> dict[str, float]:
        self._stop.set()
        self._thread.join()
        return self.most


def children() -> list[str]:
    found = []
    for task in Path("/proc/self/task").iterdir():
        try:
            found += (task / "children").read_text("ascii").split()
        except OSError:
            continue
    return found


class Stage:
    """A view on an event loop, and the slideshow behind it."""

    def __init__(self, qt: QApplication, wide: int, high: int) -> None:
        self._qt = qt
        # The loop wakes to see what time it is.
        self._tick = QTimer()
        self._tick.start(TICK_MS)
        self._bridge = Bridge()
        self.slideshow = Slideshow(self._bridge.post)
        self.view = SlideView(on_black=True)
        self.view.resize(wide, high)
        self.view.show()
        self.read = False
        self.view.picture_wished.connect(lambda *wish: self.slideshow.show("talk", *wish))
        self._bridge.posted.connect(self.view.take)
        self._bridge.posted.connect(self._on_event)
        self.settle()

    def _on_event(self, event: object) -> None:
        self.read = self.read or isinstance(event, DeckRead)

    def settle(self) -> None:
        for _ in range(20):
            self._qt.processEvents()

    def until(self, holds: Callable[[], bool]) -> None:
        began = time.perf_counter()
        while not holds():
            self._qt.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)
            if time.perf_counter() - began > LIMIT:
                raise TimeoutError("the slides did not come")

    def open(self, path: Path) -> float:
        began = time.perf_counter()
        self.slideshow.open(path)
        self.until(lambda: self.view.number > 0 and not self.view.is_waiting)
        self.view.repaint()
        return time.perf_counter() - began

    def turn(self, number: int, rest: float) -> float:
        """Turn to a slide; return how long that took, and let `rest` seconds pass."""
        began = time.perf_counter()
        self.view.show_slide(number)
        self.until(lambda: not self.view.is_waiting)
        self.view.repaint()
        took = time.perf_counter() - began
        done = time.perf_counter() + rest
        self.until(lambda: time.perf_counter() >= done)
        return took

    def close(self) -> None:
        self._tick.stop()
        self.slideshow.close()
        self.settle()
        self._bridge.posted.disconnect()
        self.view.close()


def shown(path: Path, pages: int, turns: int) -> dict[str, object]:
    """Open, turn, jump; return the figures."""
    qt = QApplication.instance() or QApplication(["viva"])
    Theme(qt, "dark")
    sys.setswitchinterval(TAKES_TURNS)
    firsts = []
    for _ in range(5):
        stage = Stage(qt, 1920, 1080)
        firsts.append(stage.open(path))
        stage.close()
    memory = Memory()
    stage = Stage(qt, 1920, 1080)
    began = time.perf_counter()
    stage.open(path)
    stage.until(lambda: stage.read)
    words = time.perf_counter() - began
    dice = random.Random(1)
    most = min(turns, pages - 1)
    rows = {
        "forward, 0.3 s apart": [stage.turn(number, 0.3) for number in range(2, most + 2)],
        "backward, 0.3 s apart": [stage.turn(number, 0.3) for number in range(most, 0, -1)],
        "forward, without a rest": [stage.turn(number, 0.0) for number in range(2, most + 2)],
        "jumps anywhere": [
            stage.turn(number, 0.3) for number in dice.sample(range(1, pages + 1), min(turns, pages))
        ],
    }
    stage.close()
    ordinary = memory.close()
    memory = Memory()
    stage = Stage(qt, 3840, 2160)
    stage.open(path)
    rows["forward, 4K, 0.3 s apart"] = [stage.turn(number, 0.3) for number in range(2, min(20, pages) + 1)]
    stage.close()
    return {
        "first_slide_median_s": round(median(firsts), 3),
        "first_slide_worst_s": round(max(firsts), 3),
        "words_of_all_s": round(words, 2),
        "turns": {name: told(times) for name, times in rows.items()},
        "peak_mb_full_hd": {kind: round(held) for kind, held in ordinary.items()},
        "peak_mb_4k": {kind: round(held) for kind, held in memory.close().items()},
    }


def told(times: list[float]) -> dict[str, float]:
    times = sorted(times)
    return {
        "n": len(times),
        "median_ms": round(1000 * median(times), 1),
        "p95_ms": round(1000 * times[max(0, -(-95 * len(times) // 100) - 1)], 1),
        "worst_ms": round(1000 * times[-1], 1),
    }


def outcome(name: str, content: bytes, folder: Path) -> dict[str, object]:
    """Open a file, draw its first slide and read it, as the program does."""
    path = folder / "deck.pdf"
    path.write_bytes(content)
    began, slides = time.perf_counter(), 0
    memory = Memory(alone=True)
    try:
        renderer = Renderer(read_content(path), path.name)
    except InterviewerError as error:
        came_to = str(error)
    else:
        try:
            deck = opened(renderer, path)
            slides = len(deck)
            picture = None
            while picture is None:
                picture = renderer.draw(1, *deck.slide(1).fitted(1280, 720))
            came_to = "shown"
        except InterviewerError as error:
            came_to = str(error)
        finally:
            renderer.close()
    took = time.perf_counter() - began
    return {
        "name": name, "slides": slides, "seconds": round(took, 2), "peak_mb": round(memory.close()["Rss"]),
        "came_to": came_to,
    }  # fmt: skip


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--pages", type=int, default=200)
    parser.add_argument("--turns", type=int, default=60)
    parser.add_argument("--deck", type=Path)
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)
        path, pages = args.deck, args.pages
        if path is None:
            path = folder / "talk.pdf"
            path.write_bytes(made_pdf.deck(pages))
        figures = shown(path, pages, args.turns)
        hostile = [outcome(*item, folder) for item in hostile_pdfs.hostile().items()]
    for row in hostile:
        print(
            f"{row['seconds']:6.2f} s {row['peak_mb']:5} MB  {row['name']:32} {row['slides']:4}  {row['came_to']}"
        )
    for name, times in figures["turns"].items():
        print(f"{name:28} {times}")
    sentences = sum(row["came_to"] != "shown" and not row["slides"] for row in hostile)
    unshown = sum(row["came_to"] != "shown" and bool(row["slides"]) for row in hostile)
    figures |= {
        "hostile": len(hostile),
        "hostile_shown": len(hostile) - sentences - unshown,
        "hostile_sentence": sentences,
        "hostile_slide_not_shown": unshown,
        "hostile_worst_s": max(row["seconds"] for row in hostile),
        "hostile_reader_peak_mb": max(row["peak_mb"] for row in hostile),
    }
    print(json.dumps(figures))


if __name__ == "__main__":
    main()
