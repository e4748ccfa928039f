"""Keeps the index of all sessions and the docket of forecasts, on a thread of its own."""

from __future__ import annotations

import logging
import sqlite3
import time
from datetime import date
from typing import TYPE_CHECKING

from audio.worker import Worker
from desktop.history_events import (
    Advised,
    DocketRead,
    DocketTroubled,
    HistoryReading,
    HistoryTroubled,
    SessionDeleted,
    SessionsFound,
    TrendsFound,
)
from interviewer import sessions
from interviewer.docket import Docket, due, score
from interviewer.docketing import forecasts_of
from interviewer.errors import InterviewerError
from interviewer.history import History
from interviewer.history_points import Filter, Found
from interviewer.question.rubric import TWELVE
from interviewer.store import SessionFolder
from interviewer.trend_lines import lines
from interviewer.weakest import RECENT, weakest

if TYPE_CHECKING:
    from collections.abc import Callable

    from desktop.paths import Paths
    from interviewer.docket_file import Outcome
    from interviewer.history_points import Changed

PIECE = 0.05
"""Seconds of reading sessions between two looks at what the window asks for meanwhile."""
AT_ONCE = 5
"""Sessions read between two looks at the time."""
MOST = 50_000
"""Rounds that are listed: a round a day for a century."""
MOST_FOUND = 200
"""Rounds in which searched words are shown: more are not read through, they are searched more narrowly."""

log = logging.getLogger(__name__)


class Historian:
    """Each of its methods returns at once and answers with events; a newer look drops the ones before it."""

    def __init__(
        self, paths: Paths, post: Callable[[object], None], today: Callable[[], date] = date.today
    ) -> None:
        self._paths = paths
        self._post = post
        self._today = today
        self._history: History | None = None
        self._docket: Docket | None = None
        self._left: list[Changed] = []
        self._of = 0
        self._reading = self._held = False
        self._wanted = 0
        self._worker: Worker[Callable[[], None]] = Worker("history", self._do, self._failed)

    # Asked on the window's thread

    def renew(self) -> None:
        """Look what is new among the sessions and read it, a little at a time; then tell all there is to tell."""
        self._worker.submit(self._renew)

    def hold(self, held: bool) -> None:
        """Read nothing while a round is on: it needs the processor."""

        def do() -> None:
            self._held = held
            self._go_on()

        self._worker.submit(do)

    def find(self, ticket: int, text: str, wanted: Filter) -> None:
        """List the rounds that pass a filter, and in which these words were said, where there are any."""
        self._wanted = ticket
        self._worker.submit(lambda: self._find(ticket, text, wanted))

    def draw(self, ticket: int, wanted: Filter) -> None:
        """Tell how everything went over the rounds that pass a filter."""
        self._worker.submit(lambda: self._post(self._trends(ticket, wanted)))

    def settle(self, identity: str, outcome: Outcome) -> None:
        """Enter how a forecast came out."""
        self._change(lambda docket: docket.settle(identity, outcome, self._today()))

    def set_due(self, identity: str, on: date) -> None:
        """Give a forecast its day."""
        self._change(lambda docket: docket.set_due(identity, on))

    def strike(self, identity: str) -> None:
        """Take off what was no forecast."""
        self._change(lambda docket: docket.strike(identity))

    def undo(self) -> None:
        """Take the last change of the docket back."""
        self._change(lambda docket: docket.undo())

    def delete(self, name: str) -> None:
        """Delete a session with everything in it, its forecasts included."""
        self._worker.submit(lambda: self._delete(name))

    def close(self) -> None:
        """End what is begun."""
        self._worker.submit(self._let_go)
        self._worker.close()

    # On its own thread

    def _do(self, errand: Callable[[], None]) -> None:
        try:
            errand()
        except InterviewerError as error:
            self._post(HistoryTroubled(str(error)))
        except (OSError, sqlite3.Error) as error:
            log.exception("the history failed")
            self._let_go()
            reason = str(getattr(error, "strerror", None) or error).lower()
            self._post(
                HistoryTroubled(
                    f"The index of your sessions cannot be kept in {self._paths.state} ({reason}); "
                    "the sessions are unharmed: see that this folder can be written."
                )
            )

    def _failed(self, error: Exception) -> None:
        self._post(
            HistoryTroubled(f"The history failed ({type(error).__name__}); the sessions are unharmed.")
        )

    def _let_go(self) -> None:
        if self._history is not None:
            self._history.close()
        self._history, self._left, self._reading = None, [], False

    @property
    def _index(self) -> History:
        if self._history is None:
            self._history = History(self._paths.sessions, self._paths.state)
        return self._history

    def _renew(self) -> None:
        self._left, _ = self._index.look()
        self._of = len(self._left)
        self._reading = True
        self._go_on()

    def _go_on(self) -> None:
        if self._reading and not self._held:
            self._worker.submit(self._read)

    def _read(self) -> None:
        """Read a piece: sessions first, then what was forecast in them; in the end tell what follows."""
        if not self._reading or self._held:
            return
        until, before = time.monotonic() + PIECE, len(self._left)
        while self._left and time.monotonic() < until:
            some, self._left = self._left[:AT_ONCE], self._left[AT_ONCE:]
            if not self._index.take(some):
                # Another window is at it; or the index was broken, and everything is new.
                self._left, _ = self._index.look() if self._index.rebuilt else ([], 0)
                self._of = len(self._left)
                break
        looking = bool(self._left) or self._look_for_forecasts(until)
        if before or not looking:
            self._post(HistoryReading(self._of - len(self._left), self._of, self._index.rebuilt))
            self._index.rebuilt = False
        if looking:
            self._go_on()
            return
        self._reading = False
        self._tell()

    def _look_for_forecasts(self, until: float) -> bool:
        """Put on the docket what was forecast in sessions nobody has looked at; return whether more are left."""
        docket = self._open_docket()
        if docket is None:
            return False
        names = self._index.without_docket(AT_ONCE * AT_ONCE)
        looked, found = [], []
        for name in names:
            found += forecasts_of(self._paths.sessions / name)
            looked.append(name)
            if time.monotonic() >= until:
                break
        docket.take(found)
        self._index.docketed(looked)
        return bool(names)

    def _tell(self) -> None:
        levels = {one.id: self._index.levels(one.id, None, RECENT) for one in TWELVE}
        waiting = 0
        if (docket := self._open_docket()) is not None:
            waiting = len(due(docket.entries, self._today()))
            self._post(self._docketed(docket))
        self._post(Advised(waiting, weakest(levels)))

    def _find(self, ticket: int, text: str, wanted: Filter) -> None:
        if ticket != self._wanted:
            return
        if text.strip():
            rows = tuple(self._index.search(text, MOST_FOUND, wanted))
        else:
            rows = tuple(Found(held, "") for held in self._index.sessions(wanted, MOST))
        total = self._index.count(wanted)
        there = total if wanted == Filter() else self._index.count()
        self._post(SessionsFound(ticket, rows, total, there))

    def _trends(self, ticket: int, wanted: Filter) -> TrendsFound:
        return TrendsFound(ticket, lines(self._index, wanted), self._index.standing(wanted))

    # The docket

    def _change(self, made: Callable[[Docket], object]) -> None:
        self._worker.submit(lambda: self._changed(made))

    def _changed(self, made: Callable[[Docket], object]) -> None:
        docket = self._open_docket()
        if docket is None:
            return
        try:
            made(docket)
        except InterviewerError as error:
            self._post(DocketTroubled(str(error)))
        self._tell()

    def _open_docket(self) -> Docket | None:
        try:
            if self._docket is None:
                self._docket = Docket(self._paths.docket)
            else:
                self._docket.look()
        except InterviewerError as error:
            self._docket = None
            self._post(DocketTroubled(str(error)))
        return self._docket

    def _docketed(self, docket: Docket) -> DocketRead:
        return DocketRead(
            docket.entries, score(docket.entries), self._today(), docket.can_undo, docket.notice
        )

    def _delete(self, name: str) -> None:
        try:
            sessions.delete(SessionFolder.open(self._paths.sessions / name))
            if (docket := self._open_docket()) is not None:
                docket.forget(name)
        except InterviewerError as error:
            self._post(SessionDeleted(name, str(error)))
        else:
            self._post(SessionDeleted(name))
        self._renew()
