"""The window's program and the candidate at it: how it is opened, spoken to, and what it leaves on disk."""

from __future__ import annotations

import json
import re
import subprocess
import sys
import threading
import time
from typing import TYPE_CHECKING

import numpy as np
from virtual_card import RATE

from audio import sound_file

if TYPE_CHECKING:
    from pathlib import Path


FIRST = (
    "I would choose four bit quantisation, because everyone in the field says that it is always the best way."
)
SECOND = "We measured it on one benchmark only, and we had a single run."
"""Two answers of a candidate: the first asks to be challenged."""


class Folder:
    """The session's folder as it grows."""

    def __init__(self, sessions: Path) -> None:
        self._sessions = sessions
        self._tick = threading.Event()

    @property
    def path(self) -> Path:
        return next(self._sessions.iterdir())

    @property
    def models(self) -> Path:
        return self._sessions.parent / "models"

    def events(self) -> list[dict]:
        journals = list(self._sessions.glob("*/events.jsonl"))
        lines = journals[0].read_text(encoding="utf-8").splitlines() if journals else []
        return [json.loads(line) for line in lines]

    def wait_for(self, name: str, timeout: float = 90.0, **values: object) -> dict:
        """Return the first event of this type with these values, once it stands in the journal."""
        deadline = time.monotonic() + timeout
        while time.monotonic() < deadline:
            for event in self.events():
                if event["type"] == name and all(event.get(key) == value for key, value in values.items()):
                    return event
            self._tick.wait(0.02)
        raise AssertionError(f"no {name} with {values} came: {[e['type'] for e in self.events()]}")


def opened(environment: dict[str, str]) -> subprocess.Popen:
    return subprocess.Popen(
        [sys.executable, "-m", "desktop"],
        env=environment,
        stderr=subprocess.PIPE,
        text=True,
        cwd=environment["HOME"],
    )


def kill(child: subprocess.Popen) -> None:
    child.kill()
    child.wait(10)
    child.stderr.close()


def say(card, path: Path, truth) -> None:
    """Speak a recording into the microphone to its end."""
    card.feed(path)
    truth.wait_more(len(sound_file.read(path)) / RATE + 0.3)


def words(text: str) -> list[str]:
    return re.findall(r"[a-z0-9]+", text.lower())


def voiced(samples: np.ndarray) -> np.ndarray:
    """Return the numbers of the samples that are not silence."""
    return np.flatnonzero(np.abs(samples.astype(np.int32)) > 33)


def wait_for_report(path: Path) -> dict:
    tick = threading.Event()
    for _ in range(500):
        if (path / "transcript.md").is_file() and (path / "report.html").is_file():
            return json.loads((path / "report.json").read_text())
        tick.wait(0.02)
    raise AssertionError("no report was written")


def until(holds, truth, timeout: float = 60.0) -> None:
    """Wait on the card's clock until something holds."""
    for _ in range(round(timeout / 0.1)):
        if holds():
            return
        truth.wait_more(0.1)
    raise AssertionError(f"{holds} does not hold after {timeout:.0f} s")


def end_the_round(screen, folder) -> None:
    screen.press("Escape")
    screen.window("End this round")
    # The safe answer has the focus: ending takes one step more.
    screen.press("Tab")
    screen.press("Return")
    folder.wait_for("RoundClosed", reason="ended")
    wait_for_report(folder.path)
    screen.window("Viva")
