"""Puts one sound file into words, however long it is, in memory that does not grow with it."""

from __future__ import annotations

import tempfile
from typing import TYPE_CHECKING, cast

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


class Spool:
    """The samples of a whole file, on disk: an hour takes 115 MB there, and only what is asked for is in memory.

    A memory map would do the same, but what it has shown stays in the process's size.
    """

    def __init__(self, file: IO[bytes]) -> None:
        self._file = file
        self._samples = 0

    def write(self, samples: NDArray[np.int16]) -> None:
        """Append samples."""
        self._file.write(samples.tobytes())
        self._samples += len(samples)

    def __len__(self) -> int:
        """How many samples there are."""
        return self._samples

    def __getitem__(self, wanted: slice) -> NDArray[np.float32]:
        """Return some of them, from -1 to 1."""
        start, stop, _ = wanted.indices(self._samples)
        self._file.seek(2 * start)
        found = np.frombuffer(self._file.read(2 * max(0, stop - start)), np.int16)
        return found.astype(np.float32) / np.float32(32768)


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
        with tempfile.TemporaryFile(dir=scratch) as file:
            spool = Spool(file)
            for piece in sound_file.pieces(path, RATE):
                if cancelled():
                    return None
                spool.write(piece)
            # It is only ever asked for its length and for slices.
            samples = cast("NDArray[np.float32]", spool)
            found = transcribe_file(recogniser, samples, progress, cancelled)
    except OSError as error:
        raise AudioError(
            f"{path.name} was not put into words ({error.strerror or error}); free some space and try again."
        ) from error
    if cancelled():
        return None
    return Transcript(str(path), recogniser.name, recogniser.device, len(spool) / RATE, tuple(found))
