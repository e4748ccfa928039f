"""Microphones and loudspeakers by name: PortAudio's numbers change whenever something is plugged in."""

from __future__ import annotations

import contextlib
import threading
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

from audio.errors import AudioError

if TYPE_CHECKING:
    from collections.abc import Iterator

Kind = Literal["input", "output"]

# Looking for devices again takes some 50 ms.
ANSWERS_WITHIN = 1.0

_WORDS: dict[Kind, str] = {"input": "microphone", "output": "loudspeaker or headset"}


@dataclass(frozen=True, slots=True)
class Device:
    """One sound device as it is now; `index` is only good for opening it at once."""

    name: str
    host: str
    index: int
    channels: int
    rate: int


class _Streams:
    """Counts the open streams of this process: PortAudio ends them all when it looks for devices again."""

    def __init__(self) -> None:
        self.lock = threading.RLock()
        self.live = 0


_streams = _Streams()


@contextlib.contextmanager
def stream_kept() -> Iterator[None]:
    """Hold the list of devices still for as long as a stream lives."""
    with _streams.lock:
        _streams.live += 1
    try:
        yield
    finally:
        with _streams.lock:
            _streams.live -= 1


def refresh() -> bool:
    """Look for devices again, as PortAudio keeps the list it began with; not while any stream lives."""
    import sounddevice

    with _streams.lock:
        if _streams.live:
            return False
        sounddevice._terminate()  # noqa: SLF001 - the only way to a new list, as its documentation says
        sounddevice._initialize()  # noqa: SLF001
        return True


def inputs() -> list[Device]:
    """Return the microphones that are known now."""
    return _devices("input")


def outputs() -> list[Device]:
    """Return the loudspeakers and headsets that are known now."""
    return _devices("output")


def resolve_input(name: str | None) -> Device:
    """Return the microphone of that name, or the system's default one."""
    return _resolve(name, "input")


def resolve_output(name: str | None) -> Device:
    """Return the loudspeaker of that name, or the system's default one."""
    return _resolve(name, "output")


def _resolve(name: str | None, kind: Kind) -> Device:
    found = _devices(kind)
    word = _WORDS[kind]
    if not found:
        raise AudioError(f"There is no {word} on this machine; plug one in, then try again.")
    if name:
        for device in found:
            if device.name == name:
                return device
        raise AudioError(f"The {word} {name} is not there; plug it in or choose another one.")
    default = _default(kind)
    return next((device for device in found if device.index == default), found[0])


def _devices(kind: Kind) -> list[Device]:
    """List what one sound system of the machine offers: on Windows each device appears once in every one."""
    found = [device for index, entry in enumerate(_query()) if (device := _device(index, entry, kind))]
    default = _default(kind)
    host = next((device.host for device in found if device.index == default), None)
    return [device for device in found if host is None or device.host == host]


def _device(index: int, entry: dict[str, Any], kind: Kind) -> Device | None:
    channels = int(entry[f"max_{kind}_channels"])
    if channels < 1:
        return None
    import sounddevice

    host = sounddevice.query_hostapis(entry["hostapi"])["name"]
    return Device(str(entry["name"]), str(host), index, channels, int(entry["default_samplerate"]))


def _query() -> list[dict[str, Any]]:
    import sounddevice

    # A hung sound server can hold the lock in `refresh` for ever.
    if not _streams.lock.acquire(timeout=ANSWERS_WITHIN):
        raise AudioError("The sound system does not answer; restart it, or start the machine anew.")
    try:
        return list(sounddevice.query_devices())
    finally:
        _streams.lock.release()


def _default(kind: Kind) -> int:
    import sounddevice

    return int(sounddevice.default.device[0 if kind == "input" else 1])
