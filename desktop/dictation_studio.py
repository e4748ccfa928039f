"""What works for the dictation screen behind the window: files put into words, texts read and kept."""

from __future__ import annotations

import contextlib
import logging
from typing import TYPE_CHECKING

from audio import sound_file
from audio.errors import AudioError
from audio.worker import Worker
from desktop.dictation_events import (
    DictationFailed,
    DictationKept,
    DictationOpened,
    DictationsListed,
    FileMeasured,
)
from desktop.dictation_files import Files, Shelf
from desktop.dictations import Dictations
from desktop.errors import DesktopError

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from desktop.transcripts import Transcript

log = logging.getLogger(__name__)

_CLOSING = "Viva was closed before this file was in words; add it again."


class DictationStudio:
    """Lives as long as the window; each of its methods returns at once and answers with an event."""

    def __init__(self, folder: Path, post: Callable[[object], None]) -> None:
        self.dictations = Dictations(folder)
        self.shelf = Shelf()
        self.files = Files(self.dictations, self.shelf, post)
        self._post = post
        self._worker: Worker[Callable[[], object]] = Worker("dictations", self._do, self._failed)

    def list(self) -> None:
        """List what is there."""
        self._worker.submit(lambda: DictationsListed(tuple(self.dictations.entries())))

    def open(self, id_: str) -> None:
        """Read an entry."""
        self._worker.submit(lambda: DictationOpened(self.dictations.open(id_)))

    def keep(self, id_: str, transcript: Transcript) -> None:
        """Keep a dictation's words."""
        self._worker.submit(lambda: DictationKept(self.dictations.keep(id_, transcript)))

    def keep_edit(self, id_: str, text: str | None) -> None:
        """Keep an edited text, or with nothing go back to what was heard."""
        self._worker.submit(lambda: self.dictations.keep_edit(id_, text))

    def delete(self, id_: str) -> None:
        """Delete an entry, and list what is left."""
        self._worker.submit(lambda: self.dictations.delete(id_))
        self.list()

    def measure(self, number: int, path: Path) -> None:
        """Ask a file how long it is; one that cannot be read says so when its turn comes."""

        def measured() -> FileMeasured:
            with contextlib.suppress(AudioError):
                return FileMeasured(number, sound_file.length(path))
            return FileMeasured(number, None)

        self._worker.submit(measured)

    def close(self) -> None:
        """Give the files up, and finish what is to be kept."""
        self.shelf.put(_CLOSING)
        self.files.close()
        self._worker.close()

    def _do(self, job: Callable[[], object]) -> None:
        event = job()
        if event is not None:
            self._post(event)

    def _failed(self, error: Exception) -> None:
        if not isinstance(error, DesktopError):
            log.error("the folder of dictations failed: %s", type(error).__name__)
        self._post(DictationFailed(str(error)))
