"""Keeps every answer on disk while it is spoken: a WAV that is valid after each block."""

from __future__ import annotations

import logging
import os
import struct
import threading
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from audio.errors import AudioError
from audio.events import RecordingFailed
from audio.worker import Worker

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

Samples = NDArray[np.int16]

RATE = 16000
HEADER = 44
# Half a second is the most a power cut may take; syncing more often costs a laptop's disk its sleep.
SYNC_EVERY = RATE // 2
# A stalled disk may keep this much waiting in memory (4 MB) before the recording is given up.
WAITING = 120 * RATE

log = logging.getLogger(__name__)

# macOS and Windows have no fdatasync.
_sync = getattr(os, "fdatasync", os.fsync)


class WavFile:
    """A mono 16-bit 16 kHz WAV whose sizes are right after every `write`."""

    def __init__(self, path: Path, again: bool = False) -> None:
        flags = os.O_RDWR | getattr(os, "O_BINARY", 0)
        self._fd = os.open(path, flags if again else flags | os.O_CREAT | os.O_EXCL, 0o600)
        self._written = self._unsynced = 0
        try:
            if again:
                self._written = max(0, os.fstat(self._fd).st_size - HEADER) // 2
            self._write_header()
        except OSError:
            os.close(self._fd)
            raise

    def write(self, samples: Samples) -> None:
        """Append samples; on an error the file stays valid with what had fitted."""
        content = memoryview(samples.astype("<i2", copy=False).tobytes())
        done = 0
        try:
            os.lseek(self._fd, HEADER + 2 * self._written, os.SEEK_SET)
            while done < len(content):
                done += os.write(self._fd, content[done:])
        finally:
            self._written += done // 2
            self._unsynced += done // 2
            if self._unsynced >= SYNC_EVERY and done == len(content):
                # The samples first: after a power cut the header must not promise what is not there.
                self._unsynced = 0
                _sync(self._fd)
            self._write_header()

    def close(self) -> None:
        """Put everything safely on disk and close."""
        try:
            _sync(self._fd)
        finally:
            os.close(self._fd)

    def _write_header(self) -> None:
        size = 2 * self._written
        riff = struct.pack("<4sI4s", b"RIFF", 36 + size, b"WAVE")
        form = struct.pack("<4sIHHIIHH", b"fmt ", 16, 1, 1, RATE, 2 * RATE, 2, 16)
        os.lseek(self._fd, 0, os.SEEK_SET)
        os.write(self._fd, riff + form + struct.pack("<4sI", b"data", size))


@dataclass(frozen=True, slots=True)
class _Open:
    answer: int
    path: Path
    again: bool


@dataclass(frozen=True, slots=True)
class _Write:
    samples: Samples


@dataclass(frozen=True, slots=True)
class _Finish:
    done: threading.Event


class Recorder:
    """Writes one answer at a time, on its own thread unless `threaded` is off; a failure is told once."""

    def __init__(self, post: Callable[[RecordingFailed], None], threaded: bool = True) -> None:
        self._post = post
        self._file: WavFile | None = None
        self._answer = self._recording = 0
        self._path: Path | None = None
        self._lock = threading.Lock()
        self._waiting = 0
        self._overrun = False
        self._worker = Worker("recorder", self._handle, self._failed) if threaded else None

    def open(self, number: int, path: Path) -> None:
        """Begin the recording of an answer; the file must not exist yet."""
        self._answer, self._path, self._overrun = number, path, False
        self._do(_Open(number, path, again=False))

    def write(self, block: Samples) -> None:
        """Append a block, which must not be changed afterwards."""
        with self._lock:
            if self._overrun:
                return
            self._waiting += len(block)
            self._overrun = self._waiting > WAITING
        if self._overrun:
            self._tell("The disk is too slow to keep up", self._answer)
            self.finish()
        else:
            self._do(_Write(block))

    def finish(self) -> threading.Event:
        """Close the recording; the event is set once it is safely on disk, or given up."""
        done = threading.Event()
        self._do(_Finish(done))
        return done

    def reopen(self) -> None:
        """Go on at the end of the answer that was finished last."""
        if self._path is None:
            raise AudioError("There is no recording to go on with; open an answer first.")
        self._do(_Open(self._answer, self._path, again=True))

    def close(self, timeout: float = 5.0) -> bool:
        """Finish what is open; returns False when the disk did not answer in time."""
        finished = self.finish()
        if self._worker is None:
            return finished.is_set()
        return self._worker.close(timeout)

    def _do(self, job: _Open | _Write | _Finish) -> None:
        if self._worker is not None:
            self._worker.submit(job)
            return
        try:
            self._handle(job)
        except Exception as error:
            log.exception("recording failed")
            self._failed(error)

    def _handle(self, job: _Open | _Write | _Finish) -> None:
        match job:
            case _Open(answer, path, again):
                self._recording = answer
                self._end()
                self._file = WavFile(path, again)
            case _Write(samples):
                with self._lock:
                    self._waiting -= len(samples)
                if self._file is not None:
                    self._file.write(samples)
            case _Finish(done):
                try:
                    self._end()
                finally:
                    done.set()

    def _end(self) -> None:
        file, self._file = self._file, None
        if file is not None:
            file.close()

    def _failed(self, error: Exception) -> None:
        try:
            self._end()
        except OSError:
            log.exception("closing a failed recording failed")
        reason = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
        self._tell(f"The recording could not be written ({reason})", self._recording)

    def _tell(self, what: str, answer: int) -> None:
        sentence = f"{what}; what was recorded before is kept: check the disk's free space and its folder."
        self._post(RecordingFailed(answer, sentence))
