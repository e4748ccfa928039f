"""How long the window leaves a key waiting, through a whole live round over a virtual sound card.

python tests/bench/stalls.py [--answers 6] [--idle 20] [--model tiny.en] [--slow 50]

The window is the program's own, on a screen of its own; the keys are X's and the answers are spoken by a synthetic
voice. A child process writes the time into a pipe every 5 ms; what is told is how long each beat lay there before the
window's event loop took it, as a key would have. `idle` is the same window with nobody at it: what is late there is
this machine's own doing. Beats later than --slow are told with what the window's thread was at, with how much of the
time it had the processor and how much of it others had. The last line is one JSON object, in milliseconds.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
import tempfile
import threading
import time
from collections import Counter
from contextlib import ExitStack
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

HERE = Path(__file__).resolve()
ROOT = HERE.parents[2]
sys.path[:0] = [str(ROOT), str(HERE.parents[1]), str(HERE.parents[1] / "journeys"), str(HERE.parent)]

from screen import Screen  # noqa: E402 - beside, not below
from virtual_card import RATE, virtual_card  # noqa: E402

if TYPE_CHECKING:
    from collections.abc import Callable

    from heartbeat import Heartbeat, Late

    from desktop.app import App

LIMIT = 90.0
"""Seconds anything may take."""
PAST = 25
"""Rounds held before, of eight exchanges each; beside them one of 150."""


def furnish(home: Path, model: str) -> None:
    """Put the folders of somebody who has used Viva for a while where this process looks for them."""
    for name in ("config", "data", "state", "cache"):
        os.environ[f"XDG_{name.upper()}_HOME"] = str(home / name)
    os.environ |= {"HOME": str(home), "PYTHON_KEYRING_BACKEND": "keyring.backends.fail.Keyring"}
    import long_session

    from desktop.dictations import Dictations
    from desktop.paths import keep_private, user_paths
    from desktop.settings import Settings, save

    keep_private()
    paths = user_paths()
    save(Settings(patience="hold", speech_model=model, theme="light", minutes=15), paths.settings)
    for exchanges in (*[8] * PAST, 150):
        long_session.long_session(paths.sessions, exchanges)
    shelf = Dictations(paths.dictations)
    shelf.keep(shelf.new_id(datetime(2026, 3, 4).astimezone()), long_session.long_dictation())


class Candidate:
    """Somebody at the keyboard, on a thread of their own."""

    def __init__(self, app: App, beats: Heartbeat, screen: Screen, card: Any, answers: list[Path]) -> None:
        self._app, self._beats, self._screen, self._card = app, beats, screen, card
        self._answers = answers
        self._tick = threading.Event()
        self._out = Path(os.environ["HOME"])

    def live(self, idle: float) -> None:
        """Hold a round and look at everything after it."""
        self._screen.window("Viva")
        self._until(lambda: self._app.studio._recogniser is not None)
        self._wait(3.0)
        self._beats.phase = "idle"
        self._wait(idle)
        self._beats.phase = "begin"
        self._press("ctrl+Return")
        for number, path in enumerate(self._answers, 1):
            self._answer(number, path)
        self._debrief()
        self._long_debrief()
        self._dictation()
        self._beats.phase = ""

    def _answer(self, number: int, path: Path) -> None:
        self._until(self._listens)
        match number:
            case 2:
                self._beats.phase = "pause and resume"
                self._press("p")
                self._wait(1.5)
                self._press("p")
                self._until(self._listens)
            case 4 | 5:
                self._beats.phase = "help keys"
                for key in ("r", "f", "h") if number == 4 else ("d", "s"):
                    self._press(key)
                    self._wait(1.0)
                    self._until(self._listens)
        self._beats.phase = "answering"
        self._wait(0.8)
        self._say(path)
        self._beats.phase = "the panel's turn"
        self._press("space")
        if number == 3:
            self._wait(0.1)
            self._beats.phase = "undo"
            self._press("ctrl+z")
            self._until(self._listens)
            self._say(path)
            self._press("space")
        self._until(lambda: not self._listens())

    def _debrief(self) -> None:
        window = self._app.window
        self._until(self._listens)
        self._beats.phase = "the debrief opens"
        self._press("Escape")
        self._screen.window("End this round")
        self._press("Tab")
        self._press("Return")
        self._until(lambda: len(window.debrief.cards) >= len(self._answers))
        self._screen.window("Viva")
        self._wait(3.0)
        self._scroll("the debrief is scrolled")
        self._export("export as HTML", 0, "debrief.html")
        self._export("export as PDF", 2, "debrief.pdf")

    def _long_debrief(self) -> None:
        window = self._app.window
        self._beats.phase = "a new round is chosen"
        self._press("alt+n")
        self._until(lambda: window.pages.currentWidget() is window.setup)
        self._wait(2.0)
        self._beats.phase = "the debrief of two hours opens"
        self._press("alt+s")
        self._wait(0.5)
        window.setup.session_opened.emit(str(_longest(self._app)))
        self._until(lambda: len(window.debrief.cards) == 150)
        self._wait(4.0)
        self._scroll("the debrief of two hours is scrolled")
        self._export("export two hours as HTML", 0, "long.html")
        self._export("export two hours as PDF", 2, "long.pdf")

    def _dictation(self) -> None:
        text = self._app.window.dictation.text
        self._beats.phase = "an hour's dictation opens"
        self._press("ctrl+t")
        self._until(lambda: text.kept is not None)
        self._wait(3.0)
        self._beats.phase = "an hour's dictation is searched"
        self._press("ctrl+f")
        self._wait(0.5)
        for letter in "token":
            self._press(letter)
        self._press("Return", "Return", "Escape")
        self._wait(1.0)
        self._beats.phase = "an hour's dictation is edited"
        self._press("x", "y")
        self._wait(2.0)
        self._press("ctrl+End", "Prior", "Prior")
        self._wait(1.0)

    def _scroll(self, phase: str) -> None:
        self._beats.phase = phase
        self._press(*["Next"] * 12)
        self._press("End", "Home")
        self._screen.xdotool("mousemove", "640", "400")
        for _ in range(30):
            self._screen.xdotool("click", "5")
        self._wait(1.0)

    def _export(self, phase: str, down: int, name: str) -> None:
        out = self._out / name
        self._beats.phase = f"{phase}: the dialog"
        self._press("alt+x")
        self._wait(0.5)
        self._press(*["Down"] * (down + 1), "Return")
        self._screen.window("Export the debrief")
        self._wait(0.5)
        self._press("ctrl+a")
        self._screen.xdotool("type", "--clearmodifiers", str(out))
        self._beats.phase = phase
        self._press("Return")
        self._until(out.exists)
        self._wait(0.5)
        self._screen.window("Viva")

    def _say(self, path: Path) -> None:
        from audio import sound_file

        self._card.feed(path)
        self._wait(len(sound_file.read(path)) / RATE + 0.6)

    def _listens(self) -> bool:
        return self._app.window.room.view.phase == "listening"

    def _press(self, *keys: str) -> None:
        for key in keys:
            self._screen.press(key)

    def _wait(self, seconds: float) -> None:
        self._tick.wait(seconds)

    def _until(self, holds: Callable[[], bool]) -> None:
        deadline = time.monotonic() + LIMIT
        while not holds():
            if time.monotonic() > deadline:
                raise TimeoutError(f"nothing came of: {self._beats.phase}")
            self._wait(0.02)


def _longest(app: App) -> Path:
    folders = app.front._paths.sessions.iterdir()
    return max(folders, key=lambda path: (path / "events.jsonl").stat().st_size)


def lived(asked: argparse.Namespace, screen: Screen, card: Any, answers: list[Path]) -> Heartbeat:
    """Open the window, let the candidate at it and return what was measured."""
    os.environ |= screen.environment | {"PULSE_SERVER": card.server}
    from heartbeat import Heartbeat
    from PySide6.QtWidgets import QApplication

    from desktop import sealed
    from desktop.app import App
    from desktop.paths import user_paths

    sealed.forbid_hubs()
    qt = QApplication(["viva"])
    app = App(qt, user_paths())
    beats = Heartbeat(asked.slow / 1000)
    candidate = Candidate(app, beats, screen, card, answers)
    trouble: list[BaseException] = []

    def live() -> None:
        try:
            candidate.live(asked.idle)
        except BaseException as error:
            trouble.append(error)
        finally:
            app._bridge.post(_Over())

    app._bridge.posted.connect(lambda event: qt.quit() if isinstance(event, _Over) else None)
    threading.Thread(target=live, name="candidate", daemon=True).start()
    qt.exec()
    beats.close()
    app.finish()
    app.close()
    if trouble:
        tell(beats, asked.slow)
        raise trouble[0]
    return beats


class _Over:
    pass


def tell(beats: Heartbeat, slow: float) -> None:
    """Print the table, the late beats and the JSON."""
    print(f"{'':38} {'beats':>7} {'median':>8} {'95 %':>8} {'longest':>8}  over 100 ms")
    found: dict[str, Any] = {}
    for phase, waits in beats.waits.items():
        middle, most, longest = (1000 * float(np.percentile(waits, share)) for share in (50, 95, 100))
        gaps = sum(one.waited > 0.1 for one in beats.late if one.phase == phase)
        print(f"{phase:38} {len(waits):7} {middle:8.1f} {most:8.1f} {longest:8.1f}  {gaps:11}")
        found[phase] = {"beats": len(waits), "median": round(middle, 2), "p95": round(most, 2),
                        "longest": round(longest, 1), "over_100_ms": gaps}  # fmt: skip
    for late in sorted(beats.late, key=lambda one: -one.waited):
        used = f"{1000 * late.busy:.0f} at work, {1000 * late.queued:.0f} waiting for a processor"
        print(f"\n{1000 * late.waited:.0f} ms ({used}), in: {late.phase}")
        print("\n".join(f"    {line}" for line in causes(late)))
    print(json.dumps({"slow_ms": slow, "phases": found}))


def causes(late: Late) -> list[str]:
    """Say where in our own code the window's thread was, and what else ran, the most frequent first."""
    if not late.samples:
        return ["no stack: the interpreter's lock was held all the while, or the processor was elsewhere"]
    mine: Counter[str] = Counter()
    others: Counter[str] = Counter()
    for sample in late.samples:
        ours = [place for place in sample.stack if str(ROOT / "desktop") in place[0]]
        mine[" < ".join(map(_short, ours[:5] or sample.stack[:3]))] += 1
        others.update(
            f"{name}: {_short(place)}" for name, place in sample.others if "threading.py" not in place[0]
        )
    lines = [f"{count:3} × {where}" for where, count in mine.most_common(4)]
    return lines + [f"      beside it {count} × {where}" for where, count in others.most_common(3)]


def _short(place: tuple[str, int, str]) -> str:
    path, line, name = place
    return f"{Path(path).name}:{line} {name}"


def main() -> None:
    """Hold the round and print what the window did to its keys."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--answers", type=int, default=6)
    parser.add_argument("--idle", type=float, default=20.0)
    parser.add_argument("--model", default="tiny.en")
    parser.add_argument("--slow", type=float, default=50.0, help="milliseconds")
    asked = parser.parse_args()
    from exchange import spoken_answers

    with ExitStack() as stack:
        home = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="vst-")))
        furnish(home, asked.model)
        answers = spoken_answers(asked.answers, home)
        card = stack.enter_context(virtual_card())
        screen = Screen()
        stack.callback(screen.close)
        beats = lived(asked, screen, card, answers)
        tell(beats, asked.slow)


if __name__ == "__main__":
    main()
