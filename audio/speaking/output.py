"""One open output stream and what may be done to it: look, flush, leave behind."""

from __future__ import annotations

import contextlib
import logging
import threading
from typing import TYPE_CHECKING

from audio import devices
from audio.errors import AudioError
from audio.speaking.feed import Feed

if TYPE_CHECKING:
    import queue
    from collections.abc import Callable, Iterator

    import sounddevice

    from audio.clock import Clock
    from audio.loudspeaker import Loudspeaker
    from audio.speaking.feed import BufferTimes, Samples, Stamp

log = logging.getLogger(__name__)

LATENCY = 0.05
"""Seconds of sound in the device's buffer: the callback may be late that long under load. At 0.03 and 0.02 there were
two and three times as many gaps."""

SILENT_SECONDS = 1.0
"""A device that asked for no samples this long is lost; a loaded machine left up to 0.3 s between two."""

BEATS = 0.1
"""Seconds within which a device that is well asks for samples: twice its buffer."""

CLOSE_SECONDS = 2.0
"""Closing the stream of a hung sound server never returns: it is left behind on a thread of its own."""

NO_DEVICE = (
    "No loudspeaker or headset answers, so the lines appear as text;"
    " plug one in or choose another in the preferences."
)


class Output:
    """Opened by its constructor, which raises where no device answers."""

    def __init__(
        self,
        device: str | None,
        clock: Clock,
        stamps: queue.SimpleQueue[Stamp | None],
        loudspeaker: Loudspeaker | None,
        finished: Callable[[], None],
    ) -> None:
        self._clock = clock
        self._one_at_a_time = threading.Lock()
        self._flushed_at = float("-inf")
        with contextlib.ExitStack() as keeping:
            keeping.enter_context(devices.stream_kept())
            found = devices.resolve_output(device)
            track = loudspeaker.track(found.rate) if loudspeaker is not None else None
            self.feed = Feed(clock, found.rate, stamps, track)
            self._stream = _opened(found.index, self.feed, finished)
            self._keeping = keeping.pop_all()
        self.feed.last_beat = clock.now()

    def alive(self, now: float) -> bool:
        """Whether the device asks for samples; while it is flushed it asks for none."""
        active = bool(self._stream.active)
        if self._one_at_a_time.locked() or now - self._flushed_at < BEATS:
            return now - self._flushed_at < SILENT_SECONDS
        return active and now - self.feed.last_beat < SILENT_SECONDS

    def flush(self) -> None:
        """Drop what the device has still to play, which would be heard for 60 ms more; returns at once."""
        if not self.feed.sounds:
            return
        self._flushed_at = self._clock.now()
        # A hung sound server must not hold up who asked.
        threading.Thread(target=self._flush, name="player-flush", daemon=True).start()

    def leave(self) -> None:
        """Close it, and wait for that, but not for ever."""
        self.feed.abandon()
        closer = threading.Thread(target=self._close, name="player-close", daemon=True)
        closer.start()
        closer.join(CLOSE_SECONDS)

    def _flush(self) -> None:
        with self._one_at_a_time, _told("flushed"):
            # PortAudio ends the whole program where a device that is gone is started again (1.19.7, ALSA).
            if self._clock.now() - self.feed.last_beat > BEATS:
                return
            self._stream.abort()
            stamp = self.feed.flushed()
            try:
                self._stream.start()
            finally:
                if stamp is not None:
                    self.feed.tell(stamp)

    def _close(self) -> None:
        """Close the stream; only then may PortAudio be asked to look for devices again.

        Two threads in one stream are one too many for PortAudio: a flush that hangs is waited for, here.
        """
        with self._one_at_a_time, self._keeping, _told("closed"):
            self._stream.abort()
            self._stream.close()


@contextlib.contextmanager
def _told(what: str) -> Iterator[None]:
    try:
        yield
    except Exception:  # PortAudio raises whatever the host's sound system came up with
        log.info("an output was not %s cleanly", what, exc_info=True)


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
    raise AudioError(NO_DEVICE) from failure
