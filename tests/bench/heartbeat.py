"""How long a window's thread leaves an event waiting, asked from outside the process.

A child process writes the time into a pipe every 5 ms and the window's event loop reads it there, as it reads a key
from the X server's socket. How long ago the oldest unread one was written is how long a key pressed then has waited.
The child is no thread of ours: one that needs the interpreter's lock would come late itself, with the very stall it
is to measure; and a timer of the loop's own forgets the beats it missed.
"""

from __future__ import annotations

import os
import struct
import subprocess
import sys
import threading
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QSocketNotifier, Slot

if TYPE_CHECKING:
    from types import FrameType

CHILD = """
import os, struct, time
while True:
    os.write(1, struct.pack("d", time.monotonic()))
    time.sleep(0.005)
"""
WATCHED = 0.025
"""Seconds without a beat after which the stacks are noted."""
DEEPEST = 40
Place = tuple[str, int, str]


@dataclass(frozen=True, slots=True)
class Sample:
    """What the window's thread was at, innermost first, and where every other thread was."""

    at: float
    stack: tuple[Place, ...]
    others: tuple[tuple[str, Place], ...]


@dataclass(slots=True)
class Late:
    """A beat that waited."""

    at: float
    waited: float
    busy: float
    """Seconds the window's thread had the processor since the last beat before."""
    queued: float
    """Seconds it could have run and another had the processor: a busy machine, not a lock, a disk or a device."""
    phase: str
    samples: list[Sample] = field(default_factory=list)


class Heartbeat(QObject):
    """Lives on the window's thread."""

    def __init__(self, slow: float = 0.05) -> None:
        super().__init__()
        self.phase = ""
        self.waits: dict[str, list[float]] = {}
        self.late: list[Late] = []
        self._slow = slow
        self._samples: list[Sample] = []
        self._child = subprocess.Popen([sys.executable, "-S", "-c", CHILD], stdout=subprocess.PIPE)
        assert self._child.stdout is not None
        self._pipe = self._child.stdout.fileno()
        self._window = threading.get_ident()
        self._schedule = Path(f"/proc/self/task/{threading.get_native_id()}/schedstat")
        self._read_at, self._busy, self._queued = time.monotonic(), time.thread_time(), self._kept_out()
        self._notifier = QSocketNotifier(self._pipe, QSocketNotifier.Type.Read)
        self._notifier.activated.connect(self._on_beat)
        self._ended = threading.Event()
        self._sampler = threading.Thread(target=self._watch, name="sampler", daemon=True)
        self._sampler.start()

    @Slot()
    def _on_beat(self) -> None:
        written = os.read(self._pipe, 1 << 16)
        now, busy, queued = time.monotonic(), time.thread_time(), self._kept_out()
        stamps = struct.unpack(f"{len(written) // 8}d", written)
        if self.phase:
            self.waits.setdefault(self.phase, []).extend(now - stamp for stamp in stamps)
            if now - stamps[0] > self._slow:
                during = [one for one in self._samples if one.at >= stamps[0]]
                used, kept_out = busy - self._busy, queued - self._queued
                self.late.append(Late(stamps[0], now - stamps[0], used, kept_out, self.phase, during))
        self._samples.clear()
        self._read_at, self._busy, self._queued = now, busy, queued

    def _kept_out(self) -> float:
        return int(self._schedule.read_text().split()[1]) / 1e9

    def _watch(self) -> None:
        while not self._ended.wait(0.01):
            if time.monotonic() - self._read_at > WATCHED:
                self._samples.append(self._sample())

    def _sample(self) -> Sample:
        # A frame that is held keeps its painter alive, and Qt complains: nothing of it outlives this call.
        names = {thread.ident: thread.name for thread in threading.enumerate()}
        stack: tuple[Place, ...] = ()
        others = []
        for ident, frame in sys._current_frames().items():
            if ident == self._window:
                stack = _stack(frame)
            elif ident != threading.get_ident():
                others.append((names.get(ident, "?"), _place(frame)))
        return Sample(time.monotonic(), stack, tuple(others))

    def close(self) -> None:
        """Stop the child and the sampler."""
        self._ended.set()
        self._sampler.join(5)
        self._notifier.setEnabled(False)
        self._child.kill()
        self._child.wait(5)
        assert self._child.stdout is not None
        self._child.stdout.close()


def _stack(frame: FrameType | None) -> tuple[Place, ...]:
    found: list[Place] = []
    while frame is not None and len(found) < DEEPEST:
        found.append(_place(frame))
        frame = frame.f_back
    return tuple(found)


def _place(frame: FrameType) -> Place:
    return frame.f_code.co_filename, frame.f_lineno, frame.f_code.co_qualname
