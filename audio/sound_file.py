"""Sound files: reads whatever PyAV reads, resamples, writes WAV."""

from __future__ import annotations

import contextlib
import os
import wave
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from audio.errors import AudioError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    import av

Samples = NDArray[np.int16]

# A few packets of junk (tags, a bad cut) are usual in MP3 files; more than this and words would be missing.
BAD_PACKETS = 0.02

# A playlist may name other files and hosts: libavformat may open nothing but the file handed to it.
ALONE = {"protocol_whitelist": "none"}


class Resampler:
    """Changes the rate of a stream, block by block; what it holds back comes with `flush`."""

    def __init__(self, from_rate: int, to_rate: int) -> None:
        import av

        self._from_rate = from_rate
        self._resampler = av.AudioResampler(format="s16", layout="mono", rate=to_rate)
        self._position = 0

    def push(self, samples: Samples) -> Samples:
        """Take one block and return what is ready."""
        import av

        if not len(samples):
            return np.zeros(0, np.int16)
        frame = av.AudioFrame.from_ndarray(np.ascontiguousarray(samples).reshape(1, -1), "s16", "mono")
        frame.sample_rate = self._from_rate
        frame.pts = self._position
        self._position += len(samples)
        return _joined(self._resampler.resample(frame))

    def flush(self) -> Samples:
        """Return the last samples; nothing may be pushed after it."""
        return _joined(self._resampler.resample(None)) if self._position else np.zeros(0, np.int16)


def resample(samples: Samples, from_rate: int, to_rate: int) -> Samples:
    """Return the whole sound at another rate."""
    if from_rate == to_rate:
        return samples
    resampler = Resampler(from_rate, to_rate)
    return np.concatenate([resampler.push(samples), resampler.flush()])


def read(path: Path, rate: int = 16000) -> Samples:
    """Return a file's first sound track as mono at `rate`; one already like that comes sample for sample."""
    return np.concatenate(list(pieces(path, rate)))


def pieces(path: Path, rate: int = 16000, start: float = 0.0) -> Iterator[Samples]:
    """Yield what `read` returns piece by piece, from a second of the file on: memory does not grow with its length."""
    import av

    empty = True
    with _opened(path) as container:
        if start > 0:
            container.seek(round(start * av.time_base))
        for piece in _decoded(container, rate, start, path.name):
            empty = empty and not len(piece)
            yield piece
    if empty and start <= 0:
        raise AudioError(f"{path.name} holds no sound; record it again or choose another file.")


def length(path: Path) -> float | None:
    """Return how many seconds a file says it lasts, if it says so; nothing of it is decoded."""
    import av

    with _opened(path) as container:
        stream = container.streams.audio[0]
        if stream.duration is not None and stream.time_base is not None:
            return float(stream.duration * stream.time_base)
        return container.duration / av.time_base if container.duration else None


@contextlib.contextmanager
def _opened(path: Path) -> Iterator[av.container.InputContainer]:
    """Open a file that holds sound; whatever goes wrong with it is told in one sentence."""
    import av

    if not path.is_file():
        raise AudioError(f"There is no sound file at {path}; check its name.")
    if path.stat().st_size == 0:
        raise AudioError(f"{path.name} is empty; record it again or choose another file.")
    try:
        with (
            path.open("rb") as file,
            av.open(file, "r", container_options=ALONE) as container,
        ):
            if not container.streams.audio:
                raise AudioError(f"{path.name} holds no sound; choose a sound file.")
            yield container
    except (av.FFmpegError, ValueError, EOFError) as error:
        raise AudioError(
            f"{path.name} is damaged or no sound file; play it in another program to see what is left of it."
        ) from error
    except OSError as error:
        raise AudioError(f"{path.name} cannot be read ({error.strerror}); check its permissions.") from error


def write_wav(path: Path, samples: Samples, rate: int) -> None:
    """Write a mono 16-bit WAV that only its owner can read."""
    flags = os.O_WRONLY | os.O_CREAT | os.O_TRUNC | getattr(os, "O_BINARY", 0)
    try:
        with os.fdopen(os.open(path, flags, 0o600), "wb") as file, wave.open(file, "wb") as sound:
            sound.setnchannels(1)
            sound.setsampwidth(2)
            sound.setframerate(rate)
            sound.writeframes(samples.astype("<i2", copy=False).tobytes())
    except OSError as error:
        raise AudioError(f"{path} could not be written ({error.strerror}); free some space there.") from error


def _decoded(container: av.container.InputContainer, rate: int, start: float, name: str) -> Iterator[Samples]:
    """Decode all packets, leaving out single bad ones and what lies before `start`."""
    import av

    resampler = av.AudioResampler(format="s16", layout="mono", rate=rate)
    packets = bad = 0
    early: int | None = None if start > 0 else 0
    for packet in container.demux(audio=0):
        packets += 1
        try:
            frames = [frame for frame in packet.decode() if isinstance(frame, av.AudioFrame)]
        except av.InvalidDataError:
            bad += 1
            continue
        for frame in frames:
            if early is None:
                # A seek lands on the packet before: what lies between is decoded and left out.
                early = max(0, round((start - (frame.time or 0.0)) * rate))
            for piece in _taken(frame, rate, resampler):
                yield piece[early:]
                early = max(0, early - len(piece))
    if bad > max(1, BAD_PACKETS * packets):
        raise AudioError(
            f"{name} is damaged: {bad} of its {packets} pieces cannot be read; use an undamaged copy."
        )
    if packets > bad:
        yield _joined(resampler.resample(None))[early or 0 :]


def _taken(frame: av.AudioFrame, rate: int, resampler: av.AudioResampler) -> Iterator[Samples]:
    if frame.format.name == "s16" and frame.layout.nb_channels == 1 and frame.sample_rate == rate:
        yield frame.to_ndarray().reshape(-1).astype(np.int16, copy=False)
    else:
        frame.pts = None
        yield _joined(resampler.resample(frame))


def _joined(frames: list[av.AudioFrame]) -> Samples:
    if not frames:
        return np.zeros(0, np.int16)
    return np.concatenate([frame.to_ndarray().reshape(-1) for frame in frames]).astype(np.int16, copy=False)
