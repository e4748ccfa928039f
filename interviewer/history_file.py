"""The file of the index: opened, found broken, made anew."""

from __future__ import annotations

import os
import sqlite3
from typing import TYPE_CHECKING

from interviewer import history_index as index
from interviewer import private_files
from interviewer.errors import InterviewerError

if TYPE_CHECKING:
    from pathlib import Path

# Seconds to wait for another window that writes.
PATIENCE = 0.5


def opened(path: Path) -> tuple[sqlite3.Connection, bool]:
    """Open the index; one of another version or that is broken is made anew. Return whether it was broken."""
    broken = False
    try:
        database = _connected(path)
        if database.execute("PRAGMA user_version").fetchone()[0] == index.SCHEMA:
            return database, False
        database.close()
    except sqlite3.DatabaseError as error:
        if is_busy(error):
            raise InterviewerError(
                "Another window of Viva is reading the sessions; try again in a moment."
            ) from error
        broken = True
    remove(path)
    database = _connected(path)
    index.create(database)
    database.commit()
    return database, broken


def is_busy(error: sqlite3.Error) -> bool:
    """Whether the index is whole and only held by another window."""
    return isinstance(error, sqlite3.OperationalError) and "locked" in str(error)


def is_refused(error: sqlite3.Error) -> bool:
    """Whether the disk, not the index, is what is wrong: nothing would be better for being made anew."""
    said = str(error)
    return any(words in said for words in ("disk is full", "readonly", "unable to open", "disk I/O"))


def remove(path: Path) -> None:
    """Delete the index with all that SQLite may have left beside it."""
    for ending in ("", "-journal", "-wal", "-shm"):
        path.with_name(path.name + ending).unlink(missing_ok=True)


def _connected(path: Path) -> sqlite3.Connection:
    os.close(os.open(path, os.O_WRONLY | os.O_CREAT, private_files.FILE))
    path.chmod(private_files.FILE)
    database = sqlite3.connect(path, timeout=PATIENCE)
    try:
        # What a power cut takes from it is read again.
        database.execute("PRAGMA synchronous = OFF")
        database.execute("PRAGMA journal_mode = MEMORY")
        database.execute("SELECT COUNT(*) FROM sqlite_master").fetchone()
    except sqlite3.DatabaseError:
        database.close()
        raise
    return database
