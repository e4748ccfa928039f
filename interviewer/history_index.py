"""The rebuildable index over all sessions: what its tables hold, and how one session becomes their rows."""

from __future__ import annotations

import json
import os
import sqlite3
from dataclasses import dataclass
from typing import TYPE_CHECKING

from interviewer import correction_file, history_report, journal
from interviewer.debrief.corrected import apply
from interviewer.debrief.exchanges import last_versions
from interviewer.debrief.totals import duration
from interviewer.errors import InterviewerError
from interviewer.events import LineSpoken, RoundOpened
from interviewer.session import SESSION, read_session
from interviewer.store import EVENTS

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from interviewer.events import RoundEvent
    from interviewer.history_report import Value

SCHEMA = 3
REPORT = "report.json"
# Files whose change makes a session's rows out of date.
WATCHED = (EVENTS, REPORT, SESSION, correction_file.NAME)

_TABLES = (
    """CREATE TABLE session (
        number INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE, stamp TEXT NOT NULL, id TEXT NOT NULL,
        created TEXT NOT NULL, question TEXT NOT NULL, kind TEXT NOT NULL, minutes REAL NOT NULL,
        pressure TEXT NOT NULL, seconds REAL NOT NULL, paused REAL NOT NULL, ended TEXT NOT NULL,
        answers INTEGER NOT NULL, challenges INTEGER NOT NULL, docketed INTEGER NOT NULL DEFAULT 0)""",
    "CREATE INDEX session_created ON session (created DESC, name DESC)",
    """CREATE TABLE level (
        number INTEGER, name TEXT, value REAL, low REAL, high REAL, place REAL,
        PRIMARY KEY (name, number)) WITHOUT ROWID""",
    "CREATE INDEX level_number ON level (number)",
    """CREATE TABLE measure (
        number INTEGER, name TEXT, value REAL, low REAL, high REAL, place REAL,
        PRIMARY KEY (name, number)) WITHOUT ROWID""",
    "CREATE INDEX measure_number ON measure (number)",
)
# The rows of the text carry the sessions' numbers: anything else would have to be sought through all of it.
# One letter is a search too, while somebody types.
_FULL_TEXT = """CREATE VIRTUAL TABLE said
    USING fts5 (words, tokenize = 'unicode61 remove_diacritics 2', prefix = '1 2 3')"""
_PLAIN_TEXT = "CREATE TABLE said (words TEXT NOT NULL)"


@dataclass(frozen=True, slots=True)
class Entry:
    """What the index keeps of one session."""

    name: str
    """Its folder's."""
    stamp: str
    """Sizes and times of its files: as long as it stays, so does the rest."""
    id: str
    created: str
    question: str
    kind: str
    minutes: float
    pressure: str
    seconds: float
    paused: float
    ended: str
    """Why it ended; empty where it was cut off."""
    answers: int
    challenges: int
    levels: Mapping[str, Value]
    measures: Mapping[str, Value]
    words: str
    """All that was said, for searching."""


def create(database: sqlite3.Connection) -> None:
    """Make the tables; the text is searched by its beginnings of words where SQLite can, else as it stands."""
    for statement in _TABLES:
        database.execute(statement)
    try:
        database.execute(_FULL_TEXT)
    except sqlite3.OperationalError:
        database.execute(_PLAIN_TEXT)
    database.execute(f"PRAGMA user_version = {SCHEMA}")


def has_full_text(database: sqlite3.Connection) -> bool:
    """Whether the text is indexed word by word."""
    found = database.execute("SELECT sql FROM sqlite_master WHERE name = 'said'").fetchone()
    return found is not None and "VIRTUAL" in found[0]


def put(database: sqlite3.Connection, entry: Entry) -> None:
    """Write a session's rows in the place of the old ones."""
    drop(database, entry.name)
    made = database.execute(
        "INSERT INTO session VALUES (NULL,?,?,?,?,?,?,?,?,?,?,?,?,?,0)",
        (
            entry.name, entry.stamp, entry.id, entry.created, entry.question, entry.kind, entry.minutes,
            entry.pressure, entry.seconds, entry.paused, entry.ended, entry.answers, entry.challenges,
        ),
    )  # fmt: skip
    number = made.lastrowid
    for table, values in (("level", entry.levels), ("measure", entry.measures)):
        rows = [(number, name, one.value, one.low, one.high, one.place) for name, one in values.items()]
        database.executemany(f"INSERT INTO {table} VALUES (?,?,?,?,?,?)", rows)
    database.execute("INSERT INTO said (rowid, words) VALUES (?,?)", (number, entry.words))


def drop(database: sqlite3.Connection, name: str) -> None:
    """Take a session's rows out."""
    found = database.execute("SELECT number FROM session WHERE name = ?", (name,)).fetchone()
    if found is not None:
        for table, key in (
            ("session", "number"),
            ("level", "number"),
            ("measure", "number"),
            ("said", "rowid"),
        ):
            database.execute(f"DELETE FROM {table} WHERE {key} = ?", found)


def stamp(path: str) -> str:
    """Return sizes and times of what a session's rows are made from; nothing where it is no session."""
    parts = []
    for name in WATCHED:
        try:
            found = os.stat(f"{path}{os.sep}{name}")  # noqa: PTH116 - thirty thousand of them, in a tenth of a second
        except OSError:
            parts.append("-")
        else:
            parts.append(f"{found.st_size}.{found.st_mtime_ns}")
    if parts[0] == parts[2] == "-":
        return ""
    # Few sessions are corrected: the rows of all others stay as they were made before there were corrections.
    return "|".join(parts if parts[-1] != "-" else parts[:-1])


def read(path: Path, stamped: str) -> Entry:
    """Read a session; what cannot be read of it is left out."""
    session = read_session(path)
    events = _corrected(path, _events(path / EVENTS))
    given = last_versions(events)
    opened = next((event for event in events if isinstance(event, RoundOpened)), None)
    lines = [event for event in events if isinstance(event, LineSpoken)]
    lasted = duration(events)
    report = history_report.read(path / REPORT)
    return Entry(
        name=path.name,
        stamp=stamped,
        id=session.id,
        created=session.created,
        question=session.title or (opened.question if opened else ""),
        kind=opened.kind if opened else "",
        minutes=opened.minutes if opened else 0.0,
        pressure=opened.pressure if opened else "",
        seconds=lasted.whole,
        paused=lasted.paused,
        ended=lasted.ended,
        answers=len(given),
        challenges=sum(line.kind == "challenge" for line in lines),
        levels=history_report.levels(report),
        measures=history_report.measures(report),
        words="\n".join([*(answer.text for answer in given), *(line.text for line in lines)]),
    )


def _events(path: Path) -> tuple[RoundEvent, ...]:
    """Read a journal without the times of its words: they are nine tenths of it, and no figure here needs them."""
    try:
        content = path.read_bytes()
    except OSError:
        return ()
    return journal.read(b"\n".join(map(_lightened, content.split(b"\n")))).events


def _corrected(path: Path, events: tuple[RoundEvent, ...]) -> tuple[RoundEvent, ...]:
    """Correct the answers, so that a round is found by what was really said in it."""
    try:
        return apply(events, correction_file.read(path)).events
    except InterviewerError:
        return events


def _lightened(line: bytes) -> bytes:
    if line.startswith(b'{"type": "Take'):
        return b""  # what was answered anew is no part of the round
    if b'"words": [{' not in line:
        return line
    try:
        record = json.loads(line)
    except (ValueError, RecursionError):
        return line
    if isinstance(record, dict) and isinstance(record.get("words"), list):
        record["words"] = []
    return json.dumps(record).encode()
