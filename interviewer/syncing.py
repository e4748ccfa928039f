"""Waits for the disk on a thread of its own: on a busy one that took up to 1.8 s, and a window stood still for it."""

from __future__ import annotations

import contextlib
import logging
import os
import queue
import threading

from interviewer import private_files

log = logging.getLogger(__name__)


class Syncing:
    """What is written survives the end of the program at once, and a power cut as soon as this is through."""

    def __init__(self) -> None:
        self._wanted: queue.SimpleQueue[int | None] = queue.SimpleQueue()
        self._failure: OSError | None = None
        self._thread: threading.Thread | None = None

    def begin(self, descriptor: int) -> None:
        """Have what was written to an open file brought to the disk; returns at once.

        Raises what went wrong with an earlier write, once.
        """
        if self._thread is None:
            self._thread = threading.Thread(target=self._run, name="journal-sync", daemon=True)
            self._thread.start()
        self._wanted.put(os.dup(descriptor))
        failure, self._failure = self._failure, None
        if failure is not None:
            raise failure

    def close(self) -> None:
        """Let the thread end when all is through; nobody waits for it."""
        if self._thread is not None:
            self._wanted.put(None)
            self._thread = None

    def _run(self) -> None:
        while (descriptor := self._wanted.get()) is not None:
            # One wait is enough for all that was written before it.
            while not self._wanted.empty():
                newer = self._wanted.get()
                if newer is None:
                    self._sync(descriptor)
                    return
                os.close(descriptor)
                descriptor = newer
            self._sync(descriptor)

    def _sync(self, descriptor: int) -> None:
        try:
            private_files.sync(descriptor)
        except OSError as error:
            log.warning("the journal did not reach the disk: %s", error)
            self._failure = error
        finally:
            with contextlib.suppress(OSError):
                os.close(descriptor)
