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
from audio.speaking.feed import BufferTimes, Feed, Sound, Stamp
from audio.speaking.playout import Playout

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    import sounddevice

    from audio.clock import Clock
    from audio.loudspeaker import Loudspeaker
    from audio.speaking.feed import Samples

log = logging.getLogger(__name__)

LATENCY = 0.05
"""Seconds of sound in the device's buffer: a stopped line goes on that long (at 0.2 it was up to 0.24 s), and
the callback may be late that long under load."""

SILENT_SECONDS = 1.0
"""A device that asked for no samples this long is lost; a loaded machine left up to 0.3 s between two."""

RETRY_SECONDS = 1.0

CLOSE_SECONDS = 2.0
"""Closing the stream of a hung sound server never returns: it is left behind on a thread of its own."""

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
        self._feed: Feed | None = None
        self._stream: sounddevice.OutputStream | None = None
        self._volume = 1.0
        self._keeping = contextlib.ExitStack()
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
                self._post(VoiceFailed(line, _NO_DEVICE))
                self._post(PlayoutEnded(line, self._clock.now(), interrupted=False))
            case "stopped":
                self._post(PlayoutEnded(line, self._clock.now(), interrupted=True))

    def tone(self) -> None:
        """Play a short test tone."""
        if self._add(None, tone.samples(), tone.RATE) == "no device":
            self._post(DeviceLost(self._clock.now(), "output", _NO_DEVICE))

    def stop(self) -> None:
        """Fall silent within a buffer or two, and drop what was queued; nothing is held any more."""
        with self._handover:
            self.stops += 1
            if self._feed is not None:
                self._feed.cut()

    def hold(self) -> None:
        """Fall silent within a buffer or two and keep the place; nothing begins until `go_on` or `stop`.

        A device that goes away or is changed ends what was held, and the next one holds nothing.
        """
        with self._handover:
            if self._feed is not None:
                self._feed.hold()

    def go_on(self) -> None:
        """Go on after `hold`, from the last gap between words."""
        with self._handover:
            if self._feed is not None:
                self._feed.go_on()

    def set_volume(self, share: float) -> None:
        """Play at a share of the full loudness from now on, 0 to 1, without a click."""
        self._volume = max(0.0, min(1.0, share)) ** TAPER
        with self._handover:
            if self._feed is not None:
                self._feed.volume = self._volume

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
        feed = self._feed
        if feed is None:
            return "no device"
        places = [mark * feed.rate // rate for mark in marks]
        sound = Sound(line, sound_file.resample(samples, rate, feed.rate), feed.rate, places)
        with self._handover:
            # The device may have gone while the line was resampled.
            if self._feed is not feed:
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
        if self._feed is not None:
            if (
                self._stream is not None
                and self._stream.active
                and now - self._feed.last_beat < SILENT_SECONDS
            ):
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
        keeping = contextlib.ExitStack()
        try:
            keeping.enter_context(devices.stream_kept())
            device = devices.resolve_output(self._device)
            track = self._loudspeaker.track(device.rate) if self._loudspeaker is not None else None
            feed = Feed(self._clock, device.rate, self._wake, track)
            stream = _opened(device.index, feed, self._on_finished)
        except AudioError as error:
            keeping.close()
            log.info("no sound output: %s", error)
            self._say_lost()
            return
        feed.last_beat = self._clock.now()
        with self._handover:
            feed.volume = self._volume
            self._stream, self._feed, self._keeping = stream, feed, keeping
        if self._lost:
            self._lost = False
            self._post(DeviceFound(self._clock.now(), "output"))

    def _on_finished(self) -> None:
        self._wake.put(None)

    def _say_lost(self) -> None:
        if not self._lost:
            self._lost = True
            self._post(DeviceLost(self._clock.now(), "output", _NO_DEVICE))

    def _let_go(self, lost: bool = False) -> None:
        """End the lines that the stream did not finish, and leave it behind."""
        with self._handover:
            stream, feed, keeping = self._stream, self._feed, self._keeping
            self._stream = self._feed = None
        if stream is None or feed is None:
            return
        feed.abandon()
        if lost:
            self._say_lost()
        while not self._wake.empty():
            if (stamp := self._wake.get()) is not None:
                self._playout.add(stamp)
        self._playout.break_off(feed)
        closer = threading.Thread(target=_discard, args=(stream, keeping), name="player-close", daemon=True)
        closer.start()
        closer.join(CLOSE_SECONDS)


_NO_DEVICE = (
    "No loudspeaker or headset answers, so the lines appear as text;"
    " plug one in or choose another in the preferences."
)


def _opened(device: int, feed: Feed, finished: Callable[[], None]) -> sounddevice.OutputStream:
    """Start a stream, mono where the device takes that."""
    import sounddevice

    def callback(output: Samples, frames: int, times: BufferTimes, _status: object) -> None:
        feed.fill(output, frames, times)

    failure: Exception | None = None
    for channels in (1, 2):
        try:
            stream = sounddevice.OutputStream(
                samplerate=feed.rate,
                device=device,
                channels=channels,
                dtype="int16",
                latency=LATENCY,
                callback=callback,
                finished_callback=finished,
            )
            stream.start()
        except sounddevice.PortAudioError as error:
            failure = error
        else:
            return stream
    raise AudioError(_NO_DEVICE) from failure


def _discard(stream: sounddevice.OutputStream, keeping: contextlib.ExitStack) -> None:
    """Close a stream; only then may PortAudio be asked to look for devices again."""
    with keeping:
        try:
            stream.abort()
            stream.close()
        except Exception:  # PortAudio raises whatever the host's sound system came up with
            log.info("a lost output did not close cleanly", exc_info=True)
