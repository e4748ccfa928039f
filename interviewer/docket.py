"""The docket of forecasts: kept until they are due, settled by their maker, and scored."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from interviewer import docket_file
from interviewer.docket_file import Entry, Outcome
from interviewer.errors import InterviewerError
from interviewer.examiner.quoting import plain

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from datetime import date
    from pathlib import Path

    from interviewer.forecasts import Forecast

FEWEST = 5
"""Settled forecasts below which the score gets no interval: so few say nothing of the next."""
DRAWS = 5000


@dataclass(frozen=True, slots=True)
class Score:
    """How good the forecasts were: 0 is perfect, 0.25 is saying one half each time, 1 is sure and wrong."""

    brier: float
    of: int
    """Settled forecasts that named a probability."""
    low: float | None = None
    """With `high` the 95 % percentile bootstrap over the forecasts; with a handful of them it is a rough one."""
    high: float | None = None


def entries(session: str, said_on: date, found: Iterable[Forecast]) -> list[Entry]:
    """Return forecasts as they go on the docket; the same words of a session are always the same entry."""
    return [
        Entry(
            id=hashlib.sha256(f"{session}\n{one.said.answer}\n{plain(one.said.text)}".encode()).hexdigest()[
                :12
            ],
            session=session,
            said_on=said_on.isoformat(),
            quote=one.said.text,
            clip=one.said.clip,
            offset=one.said.offset,
            metric=one.metric,
            threshold=one.threshold,
            when=one.when,
            due=one.due.isoformat() if one.due else "",
            probability=one.probability,
            disconfirmed_by=one.disconfirmed_by,
        )
        for one in found
    ]


def due(docket: Sequence[Entry], today: date) -> list[Entry]:
    """Return what is due and open, the longest due first."""
    ready = [one for one in docket if one.outcome == "open" and one.due and one.due <= today.isoformat()]
    return sorted(ready, key=lambda one: (one.due, one.said_on, one.id))


def score(docket: Iterable[Entry]) -> Score | None:
    """Return the score (Brier 1950) of what was settled; nothing where nothing was, or nobody named a probability."""
    losses = [
        (one.probability - (one.outcome == "came_true")) ** 2
        for one in docket
        if one.probability is not None and one.outcome in ("came_true", "did_not")
    ]
    if not losses:
        return None
    found = Score(sum(losses) / len(losses), len(losses))
    if len(losses) < FEWEST:
        return found
    drawn = np.random.default_rng(0).choice(np.array(losses), (DRAWS, len(losses))).mean(axis=1)
    low, high = np.quantile(drawn, (0.025, 0.975))
    return replace(found, low=float(low), high=float(high))


def missing(entry: Entry) -> tuple[str, ...]:
    """Return what would still have to be said for a forecast to be checked."""
    named = {
        "a threshold": entry.threshold,
        "a date": entry.due,
        "a probability": entry.probability is not None,
        "what would show it wrong": entry.disconfirmed_by,
    }
    return tuple(name for name, value in named.items() if not value)


class Docket:
    """The docket on disk: it holds what its maker entered, so it is never thrown away and never made anew.

    Another window may write it too: before each change it is read again where it changed.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self.notice = ""
        """One sentence about a file that could not be read."""
        self._stamp = ""
        self._entries: dict[str, Entry] = {}
        self._struck: set[str] = set()
        self._changes: list[Entry] = []
        """What stood there before each change of this window, for undoing."""
        self.look()

    @property
    def entries(self) -> tuple[Entry, ...]:
        """Every forecast, the oldest first."""
        return tuple(sorted(self._entries.values(), key=lambda one: (one.said_on, one.id)))

    @property
    def can_undo(self) -> bool:
        """Whether there is a change to take back."""
        return bool(self._changes)

    def look(self) -> None:
        """Read the file again where somebody else changed it."""
        stamp = self._stamped()
        if stamp != self._stamp or not stamp:
            found = docket_file.read(self._path)
            self._entries = {one.id: one for one in found.entries}
            self._struck, self.notice = set(found.struck), found.notice or self.notice
            self._stamp = self._stamped()

    def take(self, found: Iterable[Entry]) -> int:
        """Put forecasts on the docket; those there or struck stay as they are. Return how many are new."""
        self.look()
        new = {one.id: one for one in found if one.id not in self._entries and one.id not in self._struck}
        if new:
            self._write(self._entries | new, self._struck)
        return len(new)

    def settle(self, identity: str, outcome: Outcome, on: date) -> Entry:
        """Enter how a forecast came out; it can be entered anew, and `open` takes it back."""
        settled = "" if outcome == "open" else on.isoformat()
        return self._change(identity, lambda one: replace(one, outcome=outcome, settled_on=settled))

    def set_due(self, identity: str, on: date) -> Entry:
        """Give a forecast the day on which it is to be looked at."""
        return self._change(identity, lambda one: replace(one, due=on.isoformat()))

    def strike(self, identity: str) -> None:
        """Take something off the docket that was no forecast; its words are not taken for one again."""
        self.look()
        if identity in self._entries:
            before = self._entries[identity]
            rest = {name: one for name, one in self._entries.items() if name != identity}
            self._write(rest, self._struck | {identity})
            self._changes.append(before)

    def undo(self) -> Entry | None:
        """Take the last change of this window back; return the forecast as it stands again."""
        self.look()
        if not self._changes:
            return None
        before = self._changes[-1]
        self._write(self._entries | {before.id: before}, self._struck - {before.id})
        self._changes.pop()
        return before

    def forget(self, session: str) -> int:
        """Take off what was forecast in a session that is deleted; return how many that were."""
        self.look()
        rest = {name: one for name, one in self._entries.items() if one.session != session}
        gone = len(self._entries) - len(rest)
        if gone:
            self._write(rest, self._struck)
            self._changes = [one for one in self._changes if one.session != session]
        return gone

    def _change(self, identity: str, made: Callable[[Entry], Entry]) -> Entry:
        self.look()
        if identity not in self._entries:
            raise InterviewerError("This forecast is no longer on the docket.")
        before = self._entries[identity]
        self._write(self._entries | {identity: made(before)}, self._struck)
        self._changes.append(before)
        return self._entries[identity]

    def _write(self, entries: dict[str, Entry], struck: set[str]) -> None:
        """Write first: what the disk refused has not happened."""
        listed = sorted(entries.values(), key=lambda one: (one.said_on, one.id))
        docket_file.write(self._path, listed, struck)
        self._entries, self._struck, self._stamp = entries, struck, self._stamped()

    def _stamped(self) -> str:
        try:
            found = self._path.stat()
        except OSError:
            return ""
        return f"{found.st_size}.{found.st_mtime_ns}.{found.st_ino}"
