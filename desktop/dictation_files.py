"""Puts files into words one after the other, behind whoever speaks."""

from __future__ import annotations

import logging
import threading
import time
from dataclasses import dataclass, replace
from datetime import datetime
from typing import TYPE_CHECKING, Literal

from audio.errors import AudioError
from audio.worker import Worker
from desktop import transcription
from desktop.dictation_events import FileCancelled, FileFailed, FileFinished, FileProgressed
from desktop.errors import DesktopError
from desktop.transcripts import in_lines

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from audio.listening.whisper import Recogniser
    from desktop.dictations import Dictations, Kept

log = logging.getLogger(__name__)

Reason = Literal["round", "dictation"]
"""Why files wait: the one speech model is needed for somebody who speaks."""


@dataclass(frozen=True, slots=True)
class FileJob:
    """A file to put into words; an unfinished dictation keeps its `id`."""

    number: int
    path: Path
    id: str = ""


class Shelf:
    """Where the one loaded speech model stands: whoever loads it puts it here, the files wait for it."""

    def __init__(self) -> None:
        self._there = threading.Event()
        self._found: Recogniser | str = ""

    def put(self, found: Recogniser | str) -> None:
        """Put the model here, or say why there is none."""
        self._found = found
        self._there.set()

    def take(self) -> Recogniser:
        """Wait for the model.

        Raises:
            AudioError: There is none.
        """
        self._there.wait()
        if isinstance(self._found, str):
            raise AudioError(self._found)
        return self._found

    @property
    def name(self) -> tuple[str, str]:
        """The model's name and where it runs, as far as that is known."""
        found = self._found
        return ("", "") if isinstance(found, str) else (found.name, found.device)


class Files:
    """Puts files into words one after the other on its own thread, and waits while somebody speaks."""

    def __init__(self, dictations: Dictations, shelf: Shelf, post: Callable[[object], None]) -> None:
        self._dictations = dictations
        self._shelf = shelf
        self._post = post
        self._changed = threading.Condition()
        self._reasons: set[Reason] = set()
        self._cancelled: set[int] = set()
        self._closing = False
        self._waited = 0.0
        self._worker: Worker[FileJob] = Worker("files", self._handle, self._failed)

    def add(self, job: FileJob) -> None:
        """Take a file; `FileFinished`, `FileFailed` or `FileCancelled` tells how it went."""
        self._worker.submit(job)

    def cancel(self, number: int) -> None:
        """Give a file up, at work or not."""
        with self._changed:
            self._cancelled.add(number)
            self._changed.notify_all()

    def hold(self, reason: Reason) -> None:
        """Let the model to somebody who speaks; the file at work stands still after its window."""
        with self._changed:
            self._reasons.add(reason)

    def release(self, reason: Reason) -> None:
        """Go on, unless there is another reason to wait."""
        with self._changed:
            self._reasons.discard(reason)
            self._changed.notify_all()

    def close(self) -> bool:
        """Give everything up and end the thread; the files themselves are untouched."""
        with self._changed:
            self._closing = True
            self._changed.notify_all()
        return self._worker.close()

    # On the thread

    def _handle(self, job: FileJob) -> None:
        try:
            kept = None if self._stopped(job) else self._transcribed(job)
        except (AudioError, DesktopError) as error:
            self._post(FileFailed(job.number, str(error)))
        except Exception as error:
            log.exception("a file could not be put into words")
            self._post(
                FileFailed(
                    job.number,
                    f"{job.path.name} could not be put into words ({type(error).__name__}); try again.",
                )
            )
        else:
            self._post(FileCancelled(job.number) if kept is None else FileFinished(job.number, kept))

    def _transcribed(self, job: FileJob) -> Kept | None:
        recogniser = self._shelf.take()
        self._post(FileProgressed(job.number, 0.0, 0.0, 0.0))
        id_ = job.id or self._dictations.new_id(datetime.now().astimezone())
        began, self._waited = time.monotonic(), 0.0

        def progressed(done: float, total: float) -> None:
            self._post(FileProgressed(job.number, done, total, time.monotonic() - began - self._waited))

        found = transcription.transcribe(
            job.path, recogniser, self._dictations.folder, progressed, lambda: self._stopped(job)
        )
        if found is None:
            return None
        found = replace(found, segments=in_lines(found.words))
        if job.id:
            return self._dictations.keep(id_, replace(found, file=job.path.name))
        return self._dictations.keep(id_, found, job.path.name)

    def _stopped(self, job: FileJob) -> bool:
        """Wait while somebody speaks; then say whether the file is still wanted."""
        asked = time.monotonic()
        with self._changed:
            self._changed.wait_for(
                lambda: not self._reasons or self._closing or job.number in self._cancelled
            )
            self._waited += time.monotonic() - asked
            return self._closing or job.number in self._cancelled

    def _failed(self, error: Exception) -> None:
        log.error("a file was dropped: %s", type(error).__name__)
