"""Puts one sound file into words, however long it is, in memory that does not grow with it."""

from __future__ import annotations

import tempfile
from typing import TYPE_CHECKING

import numpy as np

from audio import sound_file
from audio.errors import AudioError
from desktop.transcripts import Transcript

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path
    from typing import IO

    from numpy.typing import NDArray

    from audio.listening.whisper import Recogniser

RATE = 16000


def transcribe(
    path: Path,
    recogniser: Recogniser,
    scratch: Path | None = None,
    progress: Callable[[float, float], None] = lambda done, total: None,
    cancelled: Callable[[], bool] = lambda: False,
) -> Transcript | None:
    """Return the words of a file, or nothing when it was cancelled; `scratch` holds its samples meanwhile."""
    from audio.listening.whole_file import transcribe_file

    try:
        # On disk, where an hour takes 230 MB: what is not at work is left to the system to forget.
        with tempfile.TemporaryFile(dir=scratch) as spool:
            samples = _spooled(path, spool, cancelled)
            if samples is None:
                return None
            found = transcribe_file(recogniser, samples, progress, cancelled)
            duration = len(samples) / RATE
    except OSError as error:
        raise AudioError(
            f"{path.name} was not put into words ({error.strerror or error}); free some space and try again."
        ) from error
    if cancelled():
        return None
    return Transcript(str(path), recogniser.name, recogniser.device, duration, tuple(found))


def _spooled(path: Path, spool: IO[bytes], cancelled: Callable[[], bool]) -> NDArray[np.float32] | None:
    total = 0
    for piece in sound_file.pieces(path, RATE):
        if cancelled():
            return None
        spool.write((piece.astype(np.float32) / np.float32(32768)).tobytes())
        total += len(piece)
    spool.flush()
    return np.memmap(spool, dtype=np.float32, mode="r", shape=(total,))
