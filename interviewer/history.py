"""All sessions at a glance: an index in the state folder that can be lost without losing anything."""

from __future__ import annotations

import os
import re
import sqlite3
from typing import TYPE_CHECKING, Any

from interviewer import history_file as file
from interviewer import history_index as index
from interviewer import private_files
from interviewer.debrief.standing import Sensitivity, sensitivity
from interviewer.history_points import Changed, Filter, Found, Held, Point, Refreshed

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from pathlib import Path

NAME = "history.sqlite"
# A change of so many sessions is written at once: what was read is kept where the program is closed midway.
BATCH = 200
EXCERPT = 120
"""Characters of the words around what was found."""
_WORD = re.compile(r"\w+")
_COLUMNS = "name, id, created, question, kind, minutes, pressure, seconds, paused, ended, answers, challenges"


class History:
    """The index over one folder of sessions; used by one thread, refreshed before it is trusted."""

    def __init__(self, sessions: Path, state: Path) -> None:
        self._sessions = sessions
        private_files.make_parents(state)
        self._path = state / NAME
        self._database, self.rebuilt = file.opened(self._path)
        # Whether a broken index was made anew; who has told so may take it back.

    def close(self) -> None:
        """Let the file go."""
        self._database.close()

    # What the index is made of

    def refresh(self, progress: Callable[[int, int], None] | None = None) -> Refreshed:
        """Read what is new or changed since last time, and forget what is gone."""
        changed, gone = self.look()
        for done in range(0, len(changed), BATCH):
            if not self.take(changed[done : done + BATCH]):
                return Refreshed(done, gone)
            if progress is not None:
                progress(min(done + BATCH, len(changed)), len(changed))
        return Refreshed(len(changed), gone)

    def look(self) -> tuple[list[Changed], int]:
        """Forget what is gone; return what must be read, the newest first, and how many were forgotten."""
        try:
            return self._look()
        except sqlite3.DatabaseError as error:
            if file.is_busy(error):
                # Another window is at it; what it finds is found for both.
                self._database.rollback()
                return [], 0
            self._mend(error)
            return self._look()

    def take(self, changed: Iterable[Changed]) -> bool:
        """Read sessions into the index; False where another window is at it, or the index had to be made anew."""
        try:
            for one in changed:
                index.put(self._database, index.read(self._sessions / one.name, one.stamp))
            self._database.commit()
        except sqlite3.DatabaseError as error:
            self._database.rollback()
            if not file.is_busy(error):
                self._mend(error)
            return False
        return True

    def without_docket(self, limit: int) -> list[str]:
        """Return sessions, the newest first, whose forecasts nobody has looked for since they changed."""
        query = "SELECT name FROM session WHERE docketed = 0 ORDER BY created DESC LIMIT ?"
        return [str(row[0]) for row in self._rows(query, (limit,))]

    def docketed(self, names: Iterable[str]) -> None:
        """Note that the forecasts of these sessions were looked for."""
        try:
            self._database.executemany(
                "UPDATE session SET docketed = 1 WHERE name = ?", [(name,) for name in names]
            )
            self._database.commit()
        except sqlite3.DatabaseError as error:
            self._database.rollback()
            if not file.is_busy(error):
                self._mend(error)

    # What it is asked

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

    def levels(self, dimension: str, wanted: Filter | None = None, last: int = -1) -> list[Point]:
        """Return the (last) levels of a dimension, the oldest first; rounds in which nobody judged it are left out."""
        return self._trend("level", dimension, wanted, last)

    def measures(self, measure: str, wanted: Filter | None = None, last: int = -1) -> list[Point]:
        """Return the (last) values of a measure, the oldest first."""
        return self._trend("measure", measure, wanted, last)

    def known(self) -> tuple[list[str], list[str]]:
        """Return the dimensions and the measures of which there is at least one value."""
        dimensions = self._rows("SELECT DISTINCT name FROM level WHERE value IS NOT NULL ORDER BY 1")
        measures = self._rows("SELECT DISTINCT name FROM measure WHERE value IS NOT NULL ORDER BY 1")
        return [str(row[0]) for row in dimensions], [str(row[0]) for row in measures]

    def standing(self, wanted: Filter | None = None) -> Sensitivity | None:
        """Return how well giving way followed the objections' being right, over all these rounds together."""
        names = ("gave_way_right", "objections_right", "gave_way_wrong", "objections_wrong")
        where, values = _where(wanted or Filter())
        query = (
            "SELECT measure.name, SUM(value) FROM measure WHERE number IN "
            f"(SELECT number FROM session {where}) GROUP BY measure.name"
        )
        sums = dict(self._rows(query, values))
        hits, right, alarms, wrong = (round(sums.get(name) or 0) for name in names)
        return sensitivity(hits, right, alarms, wrong)

    def search(self, text: str, limit: int = 50, wanted: Filter | None = None) -> list[Found]:
        """Return the rounds in which all of these words were said, words by their beginnings; the newest first."""
        words = _WORD.findall(text.casefold())
        if not words:
            return []
        if index.has_full_text(self._database):
            where = "said MATCH ?"
            values: tuple[object, ...] = (" ".join(f'"{word}"*' for word in words),)
        else:
            where = " AND ".join("words LIKE ? ESCAPE '!'" for _ in words)
            values = tuple(f"%{_literal(word)}%" for word in words)
        passing, more = _where(wanted or Filter())
        also = passing.replace("WHERE", "AND", 1)
        query = (
            f"SELECT number, {_COLUMNS} FROM session WHERE number IN (SELECT rowid FROM said WHERE {where}) {also} "
            "ORDER BY created DESC LIMIT ?"
        )
        found = []
        for number, *held in self._rows(query, (*values, *more, limit)):
            # Only of what is shown: SQLite would cut an excerpt of everything that is found.
            said = self._rows("SELECT words FROM said WHERE rowid = ?", (number,))
            found.append(Found(Held(*held), _excerpt(str(said[0][0]) if said else "", words[0])))
        return found

    def _trend(self, table: str, name: str, wanted: Filter | None, last: int) -> list[Point]:
        where, values = _where(wanted or Filter())
        passing = where.replace("WHERE", "AND", 1)
        query = (
            f"SELECT session.name, created, value, low, high, question, place FROM {table} JOIN session USING (number) "
            f"WHERE {table}.name = ? AND value IS NOT NULL {passing} "
            "ORDER BY created DESC, session.name DESC LIMIT ?"
        )
        return [Point(*row) for row in reversed(self._rows(query, (name, *values, last)))]

    def _rows(self, query: str, values: tuple[object, ...] = ()) -> list[tuple[Any, ...]]:
        try:
            return self._database.execute(query, values).fetchall()
        except sqlite3.DatabaseError as error:
            if file.is_busy(error):
                return []
            # Nothing in it is worth mending: the sessions themselves are the truth.
            self._mend(error)
            self.refresh()
            return self._database.execute(query, values).fetchall()

    def _look(self) -> tuple[list[Changed], int]:
        known = dict(self._database.execute("SELECT name, stamp FROM session").fetchall())
        there = {name: made for name, path in _folders(self._sessions) if (made := index.stamp(path))}
        gone = [name for name in known if name not in there]
        for name in gone:
            index.drop(self._database, name)
        self._database.commit()
        changed = sorted((name for name, made in there.items() if known.get(name) != made), reverse=True)
        return [Changed(name, there[name]) for name in changed], len(gone)

    def _mend(self, error: sqlite3.Error) -> None:
        """Make a broken index anew; what the disk refuses is told instead."""
        if file.is_refused(error):
            raise error
        self._database.close()
        file.remove(self._path)
        self._database, _ = file.opened(self._path)
        self.rebuilt = True


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
    parts += [("question LIKE ? ESCAPE '!'", f"%{_literal(word)}%") for word in wanted.question.split()]
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
