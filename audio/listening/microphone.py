"""The live microphone: blocks of 16 kHz sound with their place in time, and what to do when the device goes."""

from __future__ import annotations

import contextlib
import logging
import queue
import threading
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

import numpy as np
from numpy.typing import NDArray

from audio import devices
from audio.errors import AudioError
from audio.events import DeviceFound, DeviceLost, FramesDropped, InputHeard, InputMuted
from audio.listening.mute import Mute
from audio.listening.source import Block
from audio.listening.timeline import Timeline
from audio.sound_file import Resampler

if TYPE_CHECKING:
    from collections.abc import Callable

    import sounddevice

    from audio.clock import Clock, SampleClock

Samples = NDArray[np.int16]

RATE = 16000
BLOCK = 512
# At "low" a quarter of the frames was lost under load, and no flag told of it.
LATENCY = "high"
# 10 s of blocks: the listener never takes that long for one.
WAITING = 312
SILENT_AFTER = 1.0
RETRY_EVERY = 1.0

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class _Raw:
    """What the callback saw."""

    samples: Samples
    arrived: float
    captured: float


class Microphone:
    """Reads the device of that name, or the default one, and takes it again once a second when it is lost."""

    def __init__(
        self,
        post: Callable[[DeviceLost | DeviceFound | FramesDropped | InputMuted | InputHeard], None],
        clock: Clock,
        device: str = "",
    ) -> None:
        self._post = post
        self._clock = clock
        self._device = device
        self._input: _Input | None = None
        self._opening: _Opening | None = None
        self._resampler: Resampler | None = None
        self._timeline = Timeline(RATE)
        self._sample = 0
        self._heard_at = clock.now()
        self._mute = Mute()
        self._lost = False
        self._next_try = 0.0

    def read(self, timeout: float) -> Block | None:
        """Return the next block; keeps watch over the device on the way."""
        self._mind()
        if self._input is None:
            # Nothing can arrive: wait for the device instead of the block.
            if self._opening is not None:
                self._opening.done.wait(timeout)
            return None
        try:
            raw = self._input.blocks.get(timeout=timeout)
        except queue.Empty:
            return None
        return self._placed(raw, self._input.rate)

    def clock(self) -> SampleClock | None:
        """Return the map from samples at 16 kHz to the session's clock."""
        return self._timeline.clock()

    def close(self) -> None:
        """Let the device go."""
        if self._input is not None:
            self._input.let_go()
            self._input = None
        if self._opening is not None:
            self._opening.abandon()
            self._opening = None

    def _placed(self, raw: _Raw, rate: int) -> Block | None:
        self._heard_at = self._clock.now()
        missing = self._timeline.push(len(raw.samples) * RATE / rate, raw.arrived, raw.captured)
        self._sample += missing
        if missing and not self._lost:
            self._post(FramesDropped(raw.captured, missing / RATE))
        samples = self._resampler.push(raw.samples) if self._resampler else raw.samples
        block = Block(self._sample, samples)
        self._sample += len(samples)
        if self._lost:
            self._lost = False
            self._post(DeviceFound(self._heard_at, "input"))
        self._watch_zeros(len(raw.samples) / rate, silent=not raw.samples.any())
        return block if len(samples) else None

    def _watch_zeros(self, seconds: float, *, silent: bool) -> None:
        assert self._input is not None
        match self._mute.push(seconds, silent):
            case "muted":
                sentence = f"No sound at all comes from {self._input.name}; check whether it is muted."
                self._post(InputMuted(self._heard_at, sentence))
            case "heard":
                self._post(InputHeard(self._heard_at))

    def _mind(self) -> None:
        """Notice a lost device, and try to open it once a second."""
        now = self._clock.now()
        if self._input is not None:
            if trouble := self._trouble(now):
                self._say_lost(now, trouble)
                self._input.let_go()
                self._input = None
                self._next_try = now + RETRY_EVERY
            return
        if self._opening is None and now >= self._next_try:
            self._opening = _Opening(self._device, self._clock, again=self._lost)
            self._next_try = now + RETRY_EVERY
        if self._opening is not None and self._opening.done.is_set():
            self._take(self._opening.result)
            self._opening = None

    def _trouble(self, now: float) -> str:
        assert self._input is not None
        name = self._input.name
        silent = self._input.blocks.empty() and now - self._heard_at >= SILENT_AFTER
        if silent or self._input.ended.is_set():
            return f"The microphone {name} stopped sending sound; check its plug, it is taken again when it is back."
        return ""

    def _take(self, result: _Input | str) -> None:
        now = self._clock.now()
        if isinstance(result, str):
            self._say_lost(now, result)
            return
        self._timeline.restart()
        self._input = result
        self._resampler = Resampler(result.rate, RATE) if result.rate != RATE else None
        self._heard_at = now

    def _say_lost(self, now: float, sentence: str) -> None:
        if not self._lost:
            self._lost = True
            self._post(DeviceLost(now, "input", sentence))


class _Times(Protocol):
    """The part of PortAudio's callback times that is used here."""

    currentTime: float  # noqa: N815
    inputBufferAdcTime: float  # noqa: N815


class _Input:
    """One open stream of the device; its blocks wait in a bounded queue."""

    def __init__(self, name: str, clock: Clock) -> None:
        self.blocks: queue.Queue[_Raw] = queue.Queue(WAITING)
        self.ended = threading.Event()
        self._clock = clock
        self._kept = contextlib.ExitStack()
        self._kept.enter_context(devices.stream_kept())
        try:
            device = devices.resolve_input(name)
            self.name = device.name
            self.rate, self._stream = self._open(device)
            self._stream.start()
        except BaseException:
            self._kept.close()
            raise

    def let_go(self) -> None:
        """Close the stream on a thread of its own: with a hung sound server that never returns."""
        threading.Thread(target=self._close, name="microphone-close", daemon=True).start()

    def _open(self, device: devices.Device) -> tuple[int, sounddevice.InputStream]:
        import sounddevice

        try:
            return RATE, self._stream_at(RATE, device)
        except sounddevice.PortAudioError:
            # Some drivers know only the rate of their hardware.
            return device.rate, self._stream_at(device.rate, device)

    def _stream_at(self, rate: int, device: devices.Device) -> sounddevice.InputStream:
        import sounddevice

        return sounddevice.InputStream(
            samplerate=rate,
            blocksize=round(BLOCK * rate / RATE),
            device=device.index,
            channels=1,
            dtype="int16",
            latency=LATENCY,
            callback=self._callback,
            finished_callback=self.ended.set,
        )

    def _callback(self, samples: Samples, _frames: int, times: _Times, _status: object) -> None:
        arrived = self._clock.now()
        captured = arrived - (times.currentTime - times.inputBufferAdcTime)
        # A full queue drops the block: the timeline finds it missing.
        with contextlib.suppress(queue.Full):
            self.blocks.put_nowait(_Raw(samples[:, 0].copy(), arrived, captured))

    def _close(self) -> None:
        try:
            self._stream.abort()
            self._stream.close()
        except Exception:  # PortAudio raises whatever the host's sound system came up with
            log.info("a lost input did not close cleanly", exc_info=True)
        self._kept.close()


class _Opening:
    """One attempt to open the device, on a thread of its own: it hangs with a hung sound server."""

    def __init__(self, device: str, clock: Clock, again: bool) -> None:
        self.done = threading.Event()
        self.result: _Input | str = ""
        self._abandoned = threading.Event()
        self._lock = threading.Lock()
        threading.Thread(
            target=self._run, args=(device, clock, again), name="microphone-open", daemon=True
        ).start()

    def abandon(self) -> None:
        """Close what is open by now, or as soon as it is."""
        with self._lock:
            self._abandoned.set()
            if isinstance(self.result, _Input):
                self.result.let_go()

    def _run(self, device: str, clock: Clock, again: bool) -> None:
        import sounddevice

        try:
            if again:
                # What was plugged in since is not in PortAudio's list yet.
                devices.refresh()
            result: _Input | str = _Input(device, clock)
        except AudioError as error:
            result = str(error)
        except (sounddevice.PortAudioError, ValueError, OSError) as error:
            log.info("no microphone: %s", error)
            result = "The microphone could not be opened; let other programs go of it, or choose another one."
        with self._lock:
            self.result = result
            if self._abandoned.is_set() and isinstance(result, _Input):
                result.let_go()
        self.done.set()
