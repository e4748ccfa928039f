"""All sessions of a folder: list, find and delete them."""

from __future__ import annotations

import os
import secrets
import shutil
import stat
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from interviewer.debrief.totals import duration
from interviewer.errors import InterviewerError
from interviewer.events import AnswerGiven, RoundClosed, RoundOpened
from interviewer.session import SESSION
from interviewer.store import EVENTS, SessionFolder

if TYPE_CHECKING:
    from collections.abc import Iterator

TRASH = ".trash-"


@dataclass(frozen=True, slots=True)
class Listed:
    """One line of the list of sessions."""

    id: str
    path: Path
    created: str
    title: str
    kind: str
    answers: int
    closed: bool
    """Whether the round came to its end; one that did not was cut off and can still be read."""
    going_on: bool
    """Whether another window of Viva is in the middle of it."""
    seconds: float
    """How long the round took, pauses included."""


def list_sessions(root: Path, most: int | None = None) -> list[Listed]:
    """Every session, or the newest ones, the newest first; what is no session is passed over."""
    newest = sorted(_folders(root), key=lambda path: path.name, reverse=True)[:most]
    return [_listed(path) for path in newest]


def find(root: Path, name: str) -> SessionFolder:
    """Open a session by its path, its folder's name, its id, or the beginning of either."""
    path = Path(name).expanduser()
    if (path / EVENTS).is_file() or (path / SESSION).is_file():
        return SessionFolder.open(path)
    wanted = name.strip().casefold()
    paths = list(_folders(root)) if wanted else []
    exact = [path for path in paths if wanted in {path.name.casefold(), _id(path)}]
    begun = [
        path for path in paths if path.name.casefold().startswith(wanted) or _id(path).startswith(wanted)
    ]
    matching = exact or begun
    if len(matching) == 1:
        return SessionFolder.open(matching[0])
    if matching:
        names = ", ".join(sorted(path.name for path in matching)[:4])
        raise InterviewerError(f"Several sessions begin with “{name}” ({names}); name one of them in full.")
    raise InterviewerError(f"There is no session “{name}” in {root}; see `viva sessions list`.")


def delete(folder: SessionFolder) -> None:
    """Delete a session with everything in it: first out of sight, then file by file."""
    if folder.is_going_on_elsewhere:
        raise InterviewerError(
            f"The round in {folder.path.name} is going on in another window of Viva; nothing was deleted: end it first."
        )
    folder.close()
    trash = folder.path.with_name(f"{TRASH}{folder.path.name}-{secrets.token_hex(2)}")
    try:
        folder.path.rename(trash)
        _empty(trash)
    except OSError as error:
        reason = (error.strerror or "the disk refused it").lower()
        raise InterviewerError(
            f"The session {folder.path.name} could not be deleted completely ({reason}); "
            f"delete what is left of it in {folder.path.parent} yourself."
        ) from error


def _empty(trash: Path) -> None:
    def once_more(function: object, path: str, _: object) -> None:
        """A file or folder that was made read-only by hand."""
        Path(path).parent.chmod(stat.S_IRWXU)
        if Path(path).is_dir():
            Path(path).chmod(stat.S_IRWXU)
            shutil.rmtree(path)
        else:
            Path(path).unlink()

    shutil.rmtree(trash, onerror=once_more)


def _folders(root: Path) -> Iterator[Path]:
    try:
        for entry in os.scandir(root):
            path = Path(entry.path)
            hidden = entry.name.startswith(".")
            if not hidden and entry.is_dir() and ((path / EVENTS).is_file() or (path / SESSION).is_file()):
                yield path
    except OSError:
        return


def _id(path: Path) -> str:
    return path.name.rsplit("_", 1)[-1].casefold()


def _listed(path: Path) -> Listed:
    folder = SessionFolder.open(path)
    try:
        events = folder.events()
    except InterviewerError:
        events = ()
    opened = next((event for event in events if isinstance(event, RoundOpened)), None)
    closed = any(isinstance(event, RoundClosed) for event in events)
    return Listed(
        id=folder.session.id,
        path=path,
        created=folder.session.created,
        title=folder.session.title or (opened.question if opened else ""),
        kind=opened.kind if opened else "",
        answers=len({event.number for event in events if isinstance(event, AnswerGiven)}),
        closed=closed,
        going_on=not closed and folder.is_going_on_elsewhere,
        seconds=duration(events).whole,
    )
