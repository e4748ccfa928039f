"""Plays lines through one output stream that stays open, and tells when each was really heard."""

from __future__ import annotations

import contextlib
import logging
import queue
import threading
from typing import TYPE_CHECKING, Literal

from audio import sound_file
from audio.errors import AudioError
from audio.events import AudioEvent, DeviceFound, DeviceLost, PlayoutEnded, VoiceFailed
from audio.speaking import tone
from audio.speaking.feed import Sound, Stamp
from audio.speaking.output import CLOSE_SECONDS, NO_DEVICE, SILENT_SECONDS, Output
from audio.speaking.playout import Playout

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from audio.clock import Clock
    from audio.loudspeaker import Loudspeaker
    from audio.speaking.feed import Samples

log = logging.getLogger(__name__)

RETRY_SECONDS = 1.0

OPEN_SECONDS = 5.0
"""How long the first line waits for the device to open; it takes 0.1 s."""

TAPER = 2.0
"""An amplitude of the loudness squared: half way sounds half as loud (-12 dB), as on other volume controls."""


class Player:
    """Plays one line after the other; `post` is called on this object's own thread, never on PortAudio's."""

    def __init__(
        self,
        post: Callable[[AudioEvent], None],
        clock: Clock,
        device: str | None = None,
        loudspeaker: Loudspeaker | None = None,
    ) -> None:
        self.stops = 0
        """How often `stop` was called."""
        self._post = post
        self._clock = clock
        self._device = device
        self._loudspeaker = loudspeaker
        self._wake: queue.SimpleQueue[Stamp | None] = queue.SimpleQueue()
        self._playout = Playout(post, clock)
        self._output: Output | None = None
        self._volume = 1.0
        self._lost = False
        self._moved = False
        self._next_try = 0.0
        self._tried = threading.Event()
        self._closing = False
        self._handover = threading.Lock()
        self._thread = threading.Thread(target=self._run, name="player", daemon=True)
        self._thread.start()

    def play(
        self,
        line: int,
        samples: Samples,
        rate: int,
        stops: int | None = None,
        marks: Sequence[int] = (),
    ) -> None:
        """Play a line after those already given. With no device it is posted as failed and as ended.

        With `stops`, the number of stops when the line was asked for, a line stopped since is ended unheard.
        `marks` are the samples with which its words begin, in order: `WordsSounded` tells when they are heard.
        """
        match self._add(line, samples, rate, stops, marks):
            case "no device":
                self._post(VoiceFailed(line, NO_DEVICE))
                self._post(PlayoutEnded(line, self._clock.now(), interrupted=False))
            case "stopped":
                self._post(PlayoutEnded(line, self._clock.now(), interrupted=True))

    def tone(self) -> None:
        """Play a short test tone."""
        if self._add(None, tone.samples(), tone.RATE) == "no device":
            self._post(DeviceLost(self._clock.now(), "output", NO_DEVICE))

    def stop(self) -> None:
        """Fall silent within a buffer or two, and drop what was queued; nothing is held any more."""
        with self._handover:
            self.stops += 1
            if self._output is not None:
                self._output.feed.cut()

    def hold(self) -> None:
        """Fall silent at once and keep the place; nothing begins until `go_on` or `stop`.

        A device that goes away or is changed ends what was held, and the next one holds nothing.
        """
        with self._handover:
            if self._output is not None:
                self._output.feed.hold()
                self._output.flush()

    def go_on(self) -> None:
        """Go on after `hold`, from the last gap between words."""
        with self._handover:
            if self._output is not None:
                self._output.feed.go_on()

    def set_volume(self, share: float) -> None:
        """Play at a share of the full loudness from now on, 0 to 1, without a click."""
        self._volume = max(0.0, min(1.0, share)) ** TAPER
        with self._handover:
            if self._output is not None:
                self._output.feed.volume = self._volume

    def use(self, device: str | None) -> None:
        """Play through another device from now on; a line that sounds is ended as interrupted."""
        self._device = device
        # The next line waits for that device: on the one that is being left it would be cut off.
        self._tried.clear()
        self._moved = True
        self._wake.put(None)

    def close(self) -> None:
        """End everything; unfinished lines are posted as interrupted."""
        self._closing = True
        self._wake.put(None)
        if threading.current_thread() is not self._thread:
            self._thread.join(2 * CLOSE_SECONDS)

    def _add(
        self,
        line: int | None,
        samples: Samples,
        rate: int,
        stops: int | None = None,
        marks: Sequence[int] = (),
    ) -> Literal["added", "stopped", "no device"]:
        self._tried.wait(OPEN_SECONDS)
        output = self._output
        if output is None:
            return "no device"
        feed = output.feed
        places = [mark * feed.rate // rate for mark in marks]
        sound = Sound(line, sound_file.resample(samples, rate, feed.rate), feed.rate, places)
        with self._handover:
            # The device may have gone while the line was resampled.
            if self._output is not output:
                return "no device"
            if stops is not None and stops != self.stops:
                return "stopped"
            if line is not None:
                self._playout.expect(line)
            feed.add(sound)
        return "added"

    # What runs on the player's own thread

    def _run(self) -> None:
        while not self._closing:
            try:
                self._mind_device()
                self._playout.post_due()
                with contextlib.suppress(queue.Empty):
                    if (
                        stamp := self._wake.get(timeout=self._playout.patience(SILENT_SECONDS / 4))
                    ) is not None:
                        self._playout.add(stamp)
            except Exception:
                log.exception("the player failed")
        self._let_go()

    def _mind_device(self) -> None:
        now = self._clock.now()
        if self._moved:
            self._moved = False
            self._let_go()
            self._next_try = now
        if self._output is not None:
            if self._output.alive(now):
                return
            self._let_go(lost=True)
        if now >= self._next_try:
            self._next_try = now + RETRY_SECONDS
            self._open()
            self._tried.set()

    def _open(self) -> None:
        from audio import devices

        if self._lost:
            devices.refresh()
        try:
            output = Output(self._device, self._clock, self._wake, self._loudspeaker, self._on_finished)
        except AudioError as error:
            log.info("no sound output: %s", error)
            self._say_lost()
            return
        with self._handover:
            output.feed.volume = self._volume
            self._output = output
        if self._lost:
            self._lost = False
            self._post(DeviceFound(self._clock.now(), "output"))

    def _on_finished(self) -> None:
        self._wake.put(None)

    def _say_lost(self) -> None:
        if not self._lost:
            self._lost = True
            self._post(DeviceLost(self._clock.now(), "output", NO_DEVICE))

    def _let_go(self, lost: bool = False) -> None:
        """End the lines that the stream did not finish, and leave it behind."""
        with self._handover:
            output, self._output = self._output, None
        if output is None:
            return
        output.feed.abandon()
        if lost:
            self._say_lost()
        while not self._wake.empty():
            if (stamp := self._wake.get()) is not None:
                self._playout.add(stamp)
        self._playout.break_off(output.feed)
        output.leave()
