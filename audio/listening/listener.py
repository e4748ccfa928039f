"""The listener's thread: brings the microphone's blocks and everyone's orders to the ear, one after the other."""

from __future__ import annotations

import logging
import queue
import threading
from functools import partial
from typing import TYPE_CHECKING

from audio.listening.ear import Ear
from audio.listening.endpoint import PATIENT, Patience

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from audio.clock import Clock, SampleClock
    from audio.events import AudioEvent
    from audio.listening.recorder import Recorder
    from audio.listening.source import Source
    from audio.listening.transcriber import Transcriber
    from audio.listening.watch import Panel
    from audio.loudspeaker import Loudspeaker

# How long the thread waits for a block before it looks for orders; a block lasts 32 ms.
LOOK = 0.05
# Seconds between two estimates of when samples are taken: the drift in between is under 0.1 ms.
ESTIMATE_EVERY = 1.0

log = logging.getLogger(__name__)


class Listener:
    """Measures levels from `start` on, and takes answers; every method returns at once."""

    def __init__(
        self,
        source: Source,
        transcriber: Transcriber,
        recorder: Recorder,
        post: Callable[[AudioEvent], None],
        clock: Clock,
        patience: Patience = PATIENT,
        panel: Panel | None = None,
        loudspeaker: Loudspeaker | None = None,
    ) -> None:
        self._source = source
        self._clock = clock
        self._ear = Ear(transcriber, recorder, post, patience, panel, loudspeaker)
        self._orders: queue.SimpleQueue[Callable[[], None]] = queue.SimpleQueue()
        self._closing = threading.Event()
        self._stream_clock: SampleClock | None = None
        self._estimated = 0.0
        self._thread = threading.Thread(target=self._run, name="listener", daemon=True)

    def start(self) -> None:
        """Begin to listen; a device that is not there is taken as soon as it is."""
        self._thread.start()

    def open_answer(self, number: int, path: Path, since: float) -> None:
        """Record answer `number` into `path`, from the sample at session time `since` on."""
        self._orders.put(lambda: self._ear.open(number, path, since, self._source.clock()))

    def end_turn(self) -> None:
        """The candidate is done, now: the turn ends with the sample of this moment."""
        self._orders.put(partial(self._ear.end, self._clock.now()))

    def reopen_answer(self) -> None:
        """Take the end of the last turn back; it goes on without a gap."""
        self._orders.put(partial(self._ear.reopen, self._clock.now()))

    def pause(self) -> None:
        """Hear nothing until `resume`: silence stands in the recording, and is not held against anyone."""
        self._orders.put(partial(self._ear.pause, True))

    def resume(self) -> None:
        """Hear again."""
        self._orders.put(partial(self._ear.pause, False))

    def watch(self) -> None:
        """The panel has the floor: hold its voice when the candidate cuts in, until they have it again."""
        self._orders.put(self._ear.watch)

    def unwatch(self) -> None:
        """The panel is silent: an open answer goes on, and nothing is an interruption."""
        self._orders.put(self._ear.unwatch)

    def set_patience(self, patience: Patience) -> None:
        """Change how long a silence may last, in this answer and the next ones."""
        self._orders.put(partial(self._ear.set_patience, patience))

    def close(self, timeout: float = 3.0) -> bool:
        """End an open answer, let the device go and end the thread; False when that did not happen in time."""
        self._closing.set()
        if self._thread.ident is not None:
            self._thread.join(timeout)
        return not self._thread.is_alive()

    def _run(self) -> None:
        while not self._closing.is_set():
            self._safely(self._step)
        while not self._orders.empty():
            self._safely(self._orders.get())
        self._safely(lambda: self._ear.close(self._clock.now()))
        self._safely(self._source.close)

    def _step(self) -> None:
        block = self._source.read(LOOK)
        while not self._orders.empty():
            self._safely(self._orders.get())
        now = self._clock.now()
        if block is not None:
            self._ear.hear(block, self._samples_clock(now), now)
        self._ear.tick(now)

    def _samples_clock(self, now: float) -> SampleClock:
        if self._stream_clock is None or now - self._estimated >= ESTIMATE_EVERY:
            self._stream_clock = self._source.clock()
            self._estimated = now
        assert self._stream_clock is not None
        return self._stream_clock

    def _safely(self, step: Callable[[], None]) -> None:
        """Go on after a failure: the next block is not to blame."""
        try:
            step()
        except Exception:
            log.exception("the listener failed at one step")
