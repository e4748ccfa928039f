"""One thread that takes items from a queue, one at a time, in order."""

from __future__ import annotations

import logging
import queue
import threading
from typing import TYPE_CHECKING, Generic, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable

T = TypeVar("T")

log = logging.getLogger(__name__)


class Worker(Generic[T]):
    """Hands each submitted item to `handle` on its own thread; an item that fails never ends it."""

    def __init__(self, name: str, handle: Callable[[T], None], failed: Callable[[Exception], None]) -> None:
        self._handle = handle
        self._failed = failed
        self._items: queue.SimpleQueue[T | None] = queue.SimpleQueue()
        self._closing = threading.Event()
        self._thread = threading.Thread(target=self._run, name=name, daemon=True)
        self._thread.start()

    def submit(self, item: T) -> None:
        """Queue an item; after `close` it is dropped."""
        if not self._closing.is_set():
            self._items.put(item)

    def close(self, timeout: float = 2.0) -> bool:
        """Finish what is queued, then end the thread; returns False when it did not end in time."""
        if not self._closing.is_set():
            self._closing.set()
            self._items.put(None)
        if threading.current_thread() is not self._thread:
            self._thread.join(timeout)
        return not self._thread.is_alive()

    def _run(self) -> None:
        while (item := self._items.get()) is not None:
            try:
                self._handle(item)
            except Exception as error:
                log.exception("%s: an item failed", self._thread.name)
                self._tell(error)

    def _tell(self, error: Exception) -> None:
        try:
            self._failed(error)
        except Exception:
            log.exception("%s: telling of a failure failed", self._thread.name)
