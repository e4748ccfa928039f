"""The parent's end of one reading process: asks, waits no longer than it may, and ends it."""

from __future__ import annotations

import logging
import os
import subprocess
import sys
import threading
from pathlib import Path
from typing import TYPE_CHECKING

from interviewer.slides.messages import MessageError, receive, send

if TYPE_CHECKING:
    from collections.abc import Sequence

    from interviewer.slides.messages import Message

log = logging.getLogger(__name__)

KILL_SECONDS = 2.0

_KEPT = ("SYSTEMROOT", "LD_LIBRARY_PATH", "DYLD_LIBRARY_PATH")
"""What an interpreter may need to start at all; the reader forgets these too before it opens anything."""


class ChildLostError(Exception):
    """The reader died, was late or said nonsense; it has been ended."""

    def __init__(self, *, late: bool) -> None:
        super().__init__("late" if late else "dead")
        self.late = late


class Child:
    """One running reader; used by one thread at a time, `kill` by any."""

    def __init__(self, command: Sequence[str] | None = None) -> None:
        self._process = subprocess.Popen(
            command or reader_command(),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            cwd=None if _frozen() else Path(__file__).parent.parent.parent,
            env={name: os.environ[name] for name in _KEPT if name in os.environ},
            creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
        )
        self._watch = threading.Lock()
        self._asked = 0
        self._late = False

    @property
    def pid(self) -> int:
        """Its process number."""
        return self._process.pid

    def ask(self, request: Message, body: bytes, seconds: float) -> tuple[Message, bytes]:
        """Return the answer.

        Raises:
            ChildLostError: There is none and there will be none; the process has been ended.
        """
        with self._watch:
            self._asked += 1
            clock = threading.Timer(seconds, self._ring, (self._asked,))
        clock.daemon = True
        clock.start()
        try:
            found = self._ask(request, body)
        finally:
            clock.cancel()
            with self._watch:
                self._asked += 1
                late = self._late
        if found is None or late:
            self.kill()
            raise ChildLostError(late=late)
        return found

    def _ask(self, request: Message, body: bytes) -> tuple[Message, bytes] | None:
        stdin, stdout = self._process.stdin, self._process.stdout
        assert stdin is not None
        assert stdout is not None
        try:
            send(stdin, request, body)  # type: ignore[arg-type] # a pipe has all that is used of a BinaryIO
            return receive(stdout)  # type: ignore[arg-type]
        except (OSError, ValueError, MessageError) as error:  # dead, closed by `kill`, or not itself any more
            log.info("a reader of slides was lost: %s", type(error).__name__)
            return None

    def _ring(self, asked: int) -> None:
        with self._watch:
            if asked == self._asked:
                self._late = True
                self._process.kill()

    def kill(self) -> None:
        """End it at once, whatever it is doing."""
        self._process.kill()
        try:
            self._process.wait(KILL_SECONDS)
        except subprocess.TimeoutExpired:
            log.warning("a reader of slides outlived its kill")

    def close(self) -> None:
        """End it and close its pipes; nobody is asking it anything."""
        self.kill()
        for pipe in (self._process.stdin, self._process.stdout):
            if pipe is not None:
                try:
                    pipe.close()
                except OSError:  # what was still buffered for a dead reader
                    log.debug("a reader's pipe was broken")


def _frozen() -> bool:
    return bool(getattr(sys, "frozen", False))


def reader_command() -> list[str]:
    """Return what starts a reader."""
    if _frozen():
        return [sys.executable, "--slides-child"]
    return [sys.executable, "-m", "interviewer.slides.reader"]
