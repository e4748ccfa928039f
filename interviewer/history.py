"""All sessions at a glance: an index in the state folder that can be lost without losing anything."""

from __future__ import annotations

import os
import re
import sqlite3
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from interviewer import history_index as index
from interviewer import private_files
from interviewer.debrief.standing import Sensitivity, sensitivity
from interviewer.errors import InterviewerError

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

NAME = "history.sqlite"
# A change of so many sessions is written at once: what was read is kept where the program is closed midway.
BATCH = 200
# Seconds to wait for another window that writes.
PATIENCE = 0.5
EXCERPT = 120
"""Characters of the words around what was found."""
_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Held:
    """One round that was held."""

    name: str
    """Its folder's."""
    id: str
    created: str
    question: str
    kind: str
    minutes: float
    pressure: str
    seconds: float
    paused: float
    ended: str
    answers: int
    challenges: int


@dataclass(frozen=True, slots=True)
class Point:
    """One value of a trend."""

    name: str
    created: str
    value: float


@dataclass(frozen=True, slots=True)
class Found:
    """A session in which searched words stand."""

    held: Held
    excerpt: str
    """The words around; plain text."""


@dataclass(frozen=True, slots=True)
class Filter:
    """Which rounds are wanted; what is empty lets everything through."""

    kind: str = ""
    pressure: str = ""
    question: str = ""
    """Part of its title."""
    since: str = ""
    """A date, as sessions begin with: 2026-03-04."""
    until: str = ""
    answered: bool = False
    """Only rounds with an answer."""


@dataclass(frozen=True, slots=True)
class Refreshed:
    """What a look at the folders changed."""

    read: int
    dropped: int


class History:
    """The index over one folder of sessions; used by one thread, refreshed before it is trusted."""

    def __init__(self, sessions: Path, state: Path) -> None:
        self._sessions = sessions
        private_files.make_parents(state)
        self._path = state / NAME
        self._database = _opened(self._path)
        self.rebuilt = False
        """Whether a broken index was made anew."""

    def close(self) -> None:
        """Let the file go."""
        self._database.close()

    def refresh(self, progress: Callable[[int, int], None] | None = None) -> Refreshed:
        """Read what is new or changed since last time, and forget what is gone."""
        try:
            return self._refresh(progress)
        except sqlite3.DatabaseError as error:
            if _is_busy(error):
                # Another window is at it; what it finds is found for both.
                return Refreshed(0, 0)
            self._make_anew()
            return self._refresh(progress)

    def sessions(self, wanted: Filter | None = None, limit: int = 500, offset: int = 0) -> list[Held]:
        """Return the rounds that pass a filter, the newest first."""
        where, values = _where(wanted or Filter())
        query = f"SELECT {_COLUMNS} FROM session {where} ORDER BY created DESC, name DESC LIMIT ? OFFSET ?"
        return [Held(*row) for row in self._rows(query, (*values, limit, offset))]

    def count(self, wanted: Filter | None = None) -> int:
        """Return how many rounds pass a filter."""
        where, values = _where(wanted or Filter())
        rows = self._rows(f"SELECT COUNT(*) FROM session {where}", values)
        return int(rows[0][0]) if rows else 0

    def levels(self, dimension: str) -> list[Point]:
        """Return the levels of a dimension, the oldest first; rounds in which nobody judged it are left out."""
        return self._trend("level", dimension)

    def measures(self, measure: str) -> list[Point]:
        """Return the values of a measure, the oldest first."""
        return self._trend("measure", measure)

    def known(self) -> tuple[list[str], list[str]]:
        """Return the dimensions and the measures of which there is at least one value."""
        dimensions = self._rows("SELECT DISTINCT name FROM level WHERE value IS NOT NULL ORDER BY 1")
        measures = self._rows("SELECT DISTINCT name FROM measure WHERE value IS NOT NULL ORDER BY 1")
        return [str(row[0]) for row in dimensions], [str(row[0]) for row in measures]

    def standing(self) -> Sensitivity | None:
        """Return how well giving way followed the objections' being right, over all rounds together."""
        names = ("gave_way_right", "objections_right", "gave_way_wrong", "objections_wrong")
        sums = dict(self._rows("SELECT name, SUM(value) FROM measure GROUP BY name"))
        hits, right, alarms, wrong = (round(sums.get(name) or 0) for name in names)
        return sensitivity(hits, right, alarms, wrong)

    def search(self, text: str, limit: int = 50) -> list[Found]:
        """Return the rounds in which all of these words were said, words by their beginnings; the newest first."""
        words = _WORD.findall(text.casefold())
        if not words:
            return []
        if index.has_full_text(self._database):
            where = "said MATCH ?"
            values: tuple[str, ...] = (" ".join(f'"{word}"*' for word in words),)
        else:
            where = " AND ".join("words LIKE ? ESCAPE '!'" for _ in words)
            values = tuple(f"%{_literal(word)}%" for word in words)
        within = f"SELECT rowid FROM said WHERE {where}"
        query = (
            f"SELECT number, {_COLUMNS} FROM session WHERE number IN ({within}) ORDER BY created DESC LIMIT ?"
        )
        found = []
        for number, *held in self._rows(query, (*values, limit)):
            # Only of what is shown: SQLite would cut an excerpt of everything that is found.
            said = self._rows("SELECT words FROM said WHERE rowid = ?", (number,))
            found.append(Found(Held(*held), _excerpt(str(said[0][0]) if said else "", words[0])))
        return found

    def _trend(self, table: str, wanted: str) -> list[Point]:
        query = (
            f"SELECT session.name, created, value FROM {table} JOIN session USING (number) "
            f"WHERE {table}.name = ? AND value IS NOT NULL ORDER BY created, session.name"
        )
        return [Point(*row) for row in self._rows(query, (wanted,))]

    def _rows(self, query: str, values: tuple[object, ...] = ()) -> list[tuple[Any, ...]]:
        try:
            return self._database.execute(query, values).fetchall()
        except sqlite3.DatabaseError as error:
            if _is_busy(error):
                return []
            # Nothing in it is worth mending: the sessions themselves are the truth.
            self._make_anew()
            self._refresh(None)
            return self._database.execute(query, values).fetchall()

    def _refresh(self, progress: Callable[[int, int], None] | None) -> Refreshed:
        known = dict(self._database.execute("SELECT name, stamp FROM session").fetchall())
        there = {name: made for name, path in _folders(self._sessions) if (made := index.stamp(path))}
        gone = [name for name in known if name not in there]
        changed = sorted(name for name, made in there.items() if known.get(name) != made)
        for name in gone:
            index.drop(self._database, name)
        for done, name in enumerate(changed, 1):
            index.put(self._database, index.read(self._sessions / name, there[name]))
            if done % BATCH == 0:
                self._database.commit()
            if progress is not None:
                progress(done, len(changed))
        self._database.commit()
        return Refreshed(len(changed), len(gone))

    def _make_anew(self) -> None:
        self._database.close()
        _remove(self._path)
        self._database = _opened(self._path)
        self.rebuilt = True


_COLUMNS = "name, id, created, question, kind, minutes, pressure, seconds, paused, ended, answers, challenges"


def _opened(path: Path) -> sqlite3.Connection:
    """Open the index; one of another version or that is broken is made anew."""
    try:
        database = _connected(path)
        if database.execute("PRAGMA user_version").fetchone()[0] == index.SCHEMA:
            return database
        database.close()
    except sqlite3.DatabaseError as error:
        if _is_busy(error):
            raise InterviewerError(
                "Another window of Viva is reading the sessions; try again in a moment."
            ) from error
    _remove(path)
    database = _connected(path)
    index.create(database)
    database.commit()
    return database


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


def _is_busy(error: sqlite3.DatabaseError) -> bool:
    """Whether the index is whole and only held by another window."""
    return isinstance(error, sqlite3.OperationalError) and "locked" in str(error)


def _remove(path: Path) -> None:
    for ending in ("", "-journal", "-wal", "-shm"):
        path.with_name(path.name + ending).unlink(missing_ok=True)


def _folders(root: Path) -> list[tuple[str, str]]:
    try:
        return [
            (one.name, one.path) for one in os.scandir(root) if not one.name.startswith(".") and one.is_dir()
        ]
    except OSError:
        return []


def _where(wanted: Filter) -> tuple[str, tuple[object, ...]]:
    parts: list[tuple[str, object]] = []
    if wanted.kind:
        parts.append(("kind = ?", wanted.kind))
    if wanted.pressure:
        parts.append(("pressure = ?", wanted.pressure))
    if wanted.question:
        parts.append(("question LIKE ? ESCAPE '!'", f"%{_literal(wanted.question)}%"))
    if wanted.since:
        parts.append(("created >= ?", wanted.since))
    if wanted.until:
        parts.append(("substr(created, 1, 10) <= ?", wanted.until))
    if wanted.answered:
        parts.append(("answers > ?", 0))
    return (f"WHERE {' AND '.join(part for part, _ in parts)}" if parts else ""), tuple(
        value for _, value in parts
    )


def _literal(text: str) -> str:
    """Return text in which no sign stands for others."""
    return re.sub(r"([!%_])", r"!\1", text)


def _excerpt(text: str, word: str) -> str:
    """Return one line around the first place where a word begins so."""
    line = " ".join(text.split())
    found = re.search(rf"\b{re.escape(word)}", line, re.IGNORECASE)
    start = max(0, (found.start() if found else 0) - EXCERPT // 3)
    cut = line[start : start + EXCERPT]
    return f"{'…' if start else ''}{cut}{'…' if start + EXCERPT < len(line) else ''}"
