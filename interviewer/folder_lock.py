"""Keeps two programs from writing one session; whoever is killed lets go."""

from __future__ import annotations

from typing import TYPE_CHECKING

from filelock import FileLock, Timeout

from interviewer.errors import InterviewerError

if TYPE_CHECKING:
    from pathlib import Path

NAME = ".lock"


class FolderLock:
    """The lock of one session's folder; the system frees it when its holder ends in whatever way."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        # A lock made of a mere file would outlive a program that was killed.
        self._lock = FileLock(
            folder / NAME, timeout=0, mode=0o600, thread_local=False, fallback_to_soft=False
        )

    def take(self) -> None:
        """Hold the folder; again is fine.

        Raises:
            InterviewerError: Another program holds it.
            OSError: The folder cannot be written.
        """
        if self._lock.is_locked:
            return
        try:
            self._lock.acquire()
        except Timeout as error:
            raise InterviewerError(
                f"The round in {self._folder.name} is going on in another window of Viva; it was left alone."
            ) from error

    def release(self) -> None:
        """Let go of it."""
        self._lock.release(force=True)

    def is_taken_elsewhere(self) -> bool:
        """Whether another program holds it; a folder that cannot be written is held by nobody."""
        if self._lock.is_locked:
            return False
        try:
            self.take()
        except InterviewerError:
            return True
        except OSError:
            return False
        self.release()
        return False
