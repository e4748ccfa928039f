"""A session's folder: plain files a person can open, back up and delete."""

from __future__ import annotations

import contextlib
import itertools
import json
import os
import secrets
from typing import TYPE_CHECKING

from interviewer import journal, private_files
from interviewer.errors import InterviewerError
from interviewer.folder_lock import FolderLock
from interviewer.session import SCHEMA, SESSION, Session, document_of, read_session
from interviewer.syncing import Syncing

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import datetime
    from pathlib import Path

    from interviewer.events import RoundEvent
    from interviewer.journal import Journal
    from interviewer.take_events import Journaled

FOLDERS = ("audio", "panel", "takes", "prompts", "material", "slides")
EVENTS, QUESTION = "events.jsonl", "question.md"
# Enough that two sessions of one minute differ, short enough to be typed.
ID_BYTES = 3


class SessionFolder:
    """One session on disk; made by `create` or `open`, used by one thread."""

    def __init__(self, path: Path, session: Session) -> None:
        self.path = path
        self.session = session
        self.notice = ""
        """One sentence about the last trouble that could be mended."""
        self._lock = FolderLock(path)
        self._descriptor: int | None = None
        self._syncing = Syncing()
        self._size = 0
        self._written: list[bytes] = []
        self._waiting: list[bytes] = []

    @classmethod
    def create(
        cls,
        root: Path,
        now: datetime,
        *,
        title: str,
        question_text: str,
        settings: Mapping[str, object],
        seed: int,
        engines: Mapping[str, str],
    ) -> SessionFolder:
        """Make a new folder under `root`, with everything that does not happen in the round."""
        identity = secrets.token_hex(ID_BYTES)
        path = root / f"{now:%Y-%m-%d_%H%M}_{identity}"
        session = Session(
            identity, SCHEMA, now.isoformat(timespec="seconds"), title, seed, dict(settings), dict(engines)
        )
        folder = cls(path, session)
        try:
            private_files.make_parents(root)
            folder._make()
            private_files.replace(path / QUESTION, question_text.encode("utf-8", "replace"))
        except OSError as error:
            raise InterviewerError(
                f"No session could be begun in {root} ({_reason(error)}); nothing was recorded yet: "
                "free some space or choose another folder."
            ) from error
        return folder

    @classmethod
    def open(cls, path: Path) -> SessionFolder:
        """Open a folder made before; one without session.json is read from its events alone."""
        if not (path / EVENTS).is_file() and not (path / SESSION).is_file():
            raise InterviewerError(f"{path} is no session: it holds neither {SESSION} nor {EVENTS}.")
        return cls(path, read_session(path))

    @property
    def read_only(self) -> bool:
        """Whether a later version of Viva made it."""
        return self.session.newer

    @property
    def question_text(self) -> str:
        """The question's file as it was when the round began."""
        try:
            return (self.path / QUESTION).read_text(encoding="utf-8", errors="replace")
        except OSError:
            return ""

    @property
    def is_going_on_elsewhere(self) -> bool:
        """Whether another window of Viva holds this round."""
        return self._lock.is_taken_elsewhere()

    def take_up(self, unfinished: Iterable[int]) -> None:
        """Go on with a round that was cut off: what was recorded of its unfinished answers keeps another name.

        Raises where another window holds the round, or nothing can be written here.
        """
        if self.read_only:
            raise InterviewerError(
                "A later version of Viva made this session and it was left as it is; update to go on with it."
            )
        try:
            self._lock.take()
            for number in unfinished:
                if (path := self.audio_path(number)).exists():
                    path.rename(_free(path))
        except OSError as error:
            raise InterviewerError(
                f"The round in {self.path.name} cannot go on here ({_reason(error)}); it is kept as it was: "
                "free some space or see that the folder can be written."
            ) from error

    def hold(self) -> None:
        """Keep the session for a take: nobody else writes it, and a journal deleted meanwhile can be written again.

        Raises where another window holds it, a later version of Viva made it, or nothing can be written here.
        """
        if self.read_only:
            raise InterviewerError(
                "A later version of Viva made this session and it was left as it is; update to answer it anew."
            )
        try:
            self._lock.take()
            private_files.make_parents(self.path / "takes")
            if not self._written:
                self._written = (self.path / EVENTS).read_bytes().splitlines(keepends=True)
        except OSError as error:
            self._lock.release()
            raise InterviewerError(
                f"Nothing can be recorded into {self.path.name} ({_reason(error)}): "
                "free some space or see that the folder can be written."
            ) from error

    def append(self, event: Journaled) -> None:
        """Write one event to disk; one that could not be written is kept and goes before the next."""
        if self.read_only:
            raise InterviewerError(
                "A later version of Viva made this session and it was left as it is; update to go on with it."
            )
        self._waiting.append(journal.encode(event))
        try:
            self._flush()
        except OSError as error:
            raise InterviewerError(
                f"The session could not be written ({_reason(error)}); what was said is kept in "
                f"memory and written as soon as it can be: free some space or look after {self.path.parent}."
            ) from error

    def journal(self) -> Journal:
        """All that happened, whatever a crash left at the end of the file."""
        try:
            return journal.read((self.path / EVENTS).read_bytes())
        except FileNotFoundError:
            return journal.read(b"")
        except OSError as error:
            raise InterviewerError(
                f"{self.path.name} could not be read ({_reason(error)}); check the disk and try again."
            ) from error

    def events(self) -> tuple[RoundEvent, ...]:
        """The events of the round that could be read."""
        return self.journal().events

    def audio_path(self, number: int) -> Path:
        """Where the recording of an answer goes."""
        return self.path / "audio" / f"{number:03d}.wav"

    def panel_path(self, number: int) -> Path:
        """Where the sound of a line goes."""
        return self.path / "panel" / f"{number:03d}.wav"

    def take_path(self, line: int, take: int) -> Path:
        """Where the recording of a take goes."""
        return self.path / "takes" / f"{line:03d}-{take}.wav"

    def write_prompt(self, request: int, sent: str, received: str) -> Path:
        """Keep what was sent to a model for a question, and what came back."""
        path = self.path / "prompts" / f"{request:03d}.json"
        content = json.dumps({"request": request, "sent": sent, "received": received}, indent=1)
        self.write(path, content)
        return path

    def write(self, path: Path, text: str) -> None:
        """Write a file of the session whole, or not at all."""
        try:
            private_files.replace(path, text.encode("utf-8", "replace"))
        except OSError as error:
            raise InterviewerError(
                f"{path.name} could not be written ({_reason(error)}); the session itself is unharmed: "
                "free some space and try again."
            ) from error

    def close(self) -> None:
        """Let the journal and the folder go; appending takes both again."""
        self._close_journal()
        self._syncing.close()
        self._lock.release()

    def _close_journal(self) -> None:
        if self._descriptor is not None:
            with contextlib.suppress(OSError):
                os.close(self._descriptor)
        self._descriptor = None

    def _make(self) -> None:
        private_files.make_folder(self.path)
        self._lock.take()
        for name in FOLDERS:
            private_files.make_folder(self.path / name)
        private_files.replace(self.path / SESSION, document_of(self.session))
        private_files.replace(self.path / EVENTS, b"")

    def _flush(self) -> None:
        if self._gone():
            self._restore()
        if self._descriptor is None:
            self._open_journal()
        content = b"".join(self._waiting)
        assert self._descriptor is not None
        try:
            private_files.write_all(self._descriptor, content)
        except OSError:
            # Half a line must not stand before the next one.
            with contextlib.suppress(OSError):
                os.ftruncate(self._descriptor, self._size)
            # The folder stays ours: the round goes on.
            self._close_journal()
            raise
        self._size += len(content)
        self._written += self._waiting
        self._waiting = []
        self._syncing.begin(self._descriptor)

    def _open_journal(self) -> None:
        self._lock.take()
        path = self.path / EVENTS
        self._descriptor = private_files.open_append(path)
        self._size = path.stat().st_size
        torn = self._size and not path.read_bytes().endswith(b"\n")
        if torn:
            private_files.write_all(self._descriptor, b"\n")
            self._size += 1

    def _gone(self) -> bool:
        """Whether somebody deleted or moved the folder while the round was going on."""
        return bool(self._written) and not (self.path / EVENTS).exists()

    def _restore(self) -> None:
        """Make a deleted folder again with everything that happened so far."""
        self.close()
        private_files.make_parents(self.path.parent)
        with contextlib.suppress(FileExistsError):
            private_files.make_folder(self.path)
        for name in FOLDERS:
            with contextlib.suppress(FileExistsError):
                private_files.make_folder(self.path / name)
        private_files.replace(self.path / SESSION, document_of(self.session))
        private_files.replace(self.path / EVENTS, b"".join(self._written))
        self.notice = (
            "The session's folder was deleted during the round; what was said is written again, "
            "but the recordings made before are gone."
        )


def _free(path: Path) -> Path:
    names = (
        f"{path.stem}-cut-off{'' if count == 1 else f'-{count}'}{path.suffix}" for count in itertools.count(1)
    )
    return next(free for name in names if not (free := path.with_name(name)).exists())


def _reason(error: OSError) -> str:
    return (error.strerror or "the disk refused it").lower()
