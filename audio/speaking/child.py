"""The parent's end of one render process: hands it lines, waits for its replies, kills it."""

from __future__ import annotations

import json
import logging
import queue
import subprocess
import sys
import threading
from dataclasses import asdict
from pathlib import Path

from audio.speaking.render import Reply, Request

log = logging.getLogger(__name__)

LOAD_DEADLINE = 20.0
"""Seconds for the first line of a child, which also loads the engine: 0.9 s here, more from a cold disk."""

KILL_SECONDS = 2.0


class Child:
    """One running render process for one engine."""

    def __init__(self) -> None:
        self._replies: queue.SimpleQueue[Reply | None] = queue.SimpleQueue()
        self._process = subprocess.Popen(
            _command(),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            encoding="utf-8",
            cwd=None if _frozen() else Path(__file__).parent.parent.parent,
            creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
        )
        self._reader = threading.Thread(target=self._read, name="render-replies", daemon=True)
        self._reader.start()
        self.answered = False
        """Whether it has loaded its engine."""

    def _read(self) -> None:
        assert self._process.stdout is not None
        try:
            for line in self._process.stdout:
                self._replies.put(Reply(**json.loads(line)))
        except ValueError:  # killed in the middle of a reply
            log.info("a render child left half a reply")
        finally:
            self._replies.put(None)

    def send(self, request: Request) -> None:
        """Hand over a request; raises OSError when the child is dead."""
        assert self._process.stdin is not None
        self._process.stdin.write(json.dumps(asdict(request)) + "\n")
        self._process.stdin.flush()

    def wait(self, number: int, deadline: float) -> str:
        """Return the error of the reply, empty when there is none."""
        limit = deadline if self.answered else max(deadline, LOAD_DEADLINE)
        try:
            while reply := self._replies.get(timeout=limit):
                self.answered = True
                limit = deadline
                if reply.id == number:
                    return reply.error
        except queue.Empty:
            return f"no answer within {limit:.0f} s"
        return "it ended unexpectedly"

    def kill(self) -> None:
        """End it at once, whatever it is doing."""
        self._process.kill()
        try:
            self._process.wait(KILL_SECONDS)
        except subprocess.TimeoutExpired:
            log.warning("a render child outlived its kill")
        self._reader.join(KILL_SECONDS)
        for pipe in (self._process.stdin, self._process.stdout):
            if pipe is not None:
                try:
                    pipe.close()
                except OSError:  # what was still buffered for a dead child
                    log.debug("a render child's pipe was broken")


def _frozen() -> bool:
    return bool(getattr(sys, "frozen", False))


def _command() -> list[str]:
    return (
        [sys.executable, "--render-child"] if _frozen() else [sys.executable, "-m", "audio.speaking.render"]
    )
