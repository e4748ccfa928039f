"""The index and the docket are kept on a thread of their own, and everything comes back as an event."""

from __future__ import annotations

import queue
import threading

import pytest
from held_rounds import FORECAST, TODAY, held

from desktop.historian import Historian
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
from desktop.paths import Paths
from interviewer.history_points import Filter
from interviewer.store import SessionFolder


@pytest.fixture
def paths(tmp_path):
    data = tmp_path / "data"
    return Paths(
        data / "sessions", data / "dictations", data / "q", data / "m", tmp_path / "c", tmp_path / "s"
    )


class Told:
    """What a historian posted, with the threads it came from."""

    def __init__(self) -> None:
        self._posted: queue.SimpleQueue[object] = queue.SimpleQueue()
        self.threads: set[int] = set()
        self.seen: list[object] = []

    def post(self, event: object) -> None:
        self.threads.add(threading.get_ident())
        self._posted.put(event)

    def next(self, kind: type):
        """Wait for the next event of a kind."""
        while True:
            event = self._posted.get(timeout=30)
            self.seen.append(event)
            if isinstance(event, kind):
                return event


@pytest.fixture
def told():
    return Told()


@pytest.fixture
def historian(paths, told):
    made = Historian(paths, told.post, lambda: TODAY)
    yield made
    made.close()


def test_sessions_are_read_told_of_and_found_again_off_the_windows_thread(historian, paths, told):
    held(paths.sessions, 0)
    held(paths.sessions, 1)
    historian.renew()
    told.next(Advised)
    reading = [event for event in told.seen if isinstance(event, HistoryReading)]
    assert (reading[-1].done, reading[-1].of, reading[-1].rebuilt) == (2, 2, False)
    historian.find(1, "", Filter())
    found = told.next(SessionsFound)
    assert [one.held.created[:10] for one in found.rows] == ["2026-03-02", "2026-03-01"]
    assert (found.ticket, found.total, found.there) == (1, 2, 2)
    assert threading.get_ident() not in told.threads


def test_what_was_said_is_found_with_its_words_within_the_filter(historian, paths, told):
    held(paths.sessions, 0)
    held(paths.sessions, 1)
    historian.renew()
    told.next(Advised)
    historian.find(2, "rerank", Filter(since="2026-03-02"))
    found = told.next(SessionsFound)
    assert [one.held.created[:10] for one in found.rows] == ["2026-03-02"]
    assert "reranker" in found.rows[0].excerpt
    assert (found.total, found.there) == (1, 2)


def test_a_question_that_was_overtaken_is_not_answered(historian, paths, told):
    held(paths.sessions, 0)
    historian.renew()
    told.next(Advised)
    gate = threading.Event()
    historian._worker.submit(gate.wait)
    historian.find(1, "", Filter())
    historian.find(2, "", Filter())
    gate.set()
    assert told.next(SessionsFound).ticket == 2


def test_trends_come_with_the_standing_over_all_rounds(historian, paths, told):
    for day in range(5):
        held(paths.sessions, day)
    historian.renew()
    told.next(Advised)
    historian.draw(3, Filter())
    found = told.next(TrendsFound)
    onset = next(line for line in found.lines if line.id == "onset")
    assert (len(onset.points), onset.trend.direction) == (5, "no clear change")
    assert found.standing is not None
    historian.draw(4, Filter(kind="onsite"))
    assert told.next(TrendsFound).lines == ()


def test_forecasts_go_on_the_docket_and_the_first_screen_hears_of_those_that_are_due(historian, paths, told):
    path = held(paths.sessions, 0, FORECAST)
    historian.renew()
    advice = told.next(Advised)
    assert advice.due == 1
    (entry,) = next(event for event in told.seen if isinstance(event, DocketRead)).entries
    assert (entry.session, entry.due, entry.clip) == (path.name, "2026-05-01", "audio/030")
    historian.settle(entry.id, "came_true")
    docket = told.next(DocketRead)
    assert docket.score.brier == pytest.approx(0.09)
    assert docket.can_undo
    assert told.next(Advised).due == 0
    historian.undo()
    assert told.next(DocketRead).entries[0].outcome == "open"


def test_what_was_struck_does_not_come_back_when_the_index_is_lost(historian, paths, told):
    held(paths.sessions, 0, FORECAST)
    historian.renew()
    told.next(Advised)
    (entry,) = next(event for event in told.seen if isinstance(event, DocketRead)).entries
    historian.strike(entry.id)
    told.next(Advised)
    historian.close()
    (paths.state / "history.sqlite").unlink()
    again = Historian(paths, told.post, lambda: TODAY)
    again.renew()
    assert told.next(DocketRead).entries == ()
    again.close()


def test_a_deleted_session_takes_its_forecasts_along(historian, paths, told):
    path = held(paths.sessions, 0, FORECAST)
    held(paths.sessions, 1)
    historian.renew()
    told.next(Advised)
    historian.delete(path.name)
    assert told.next(SessionDeleted) == SessionDeleted(path.name)
    assert told.next(DocketRead).entries == ()
    assert not path.exists()
    historian.find(5, "", Filter())
    assert told.next(SessionsFound).there == 1


def test_a_session_in_another_window_is_not_deleted(historian, paths, told):
    path = held(paths.sessions, 0)
    other = SessionFolder.open(path)
    other._lock.take()
    historian.delete(path.name)
    assert "another window" in told.next(SessionDeleted).trouble
    assert path.exists()
    other.close()


def test_a_broken_index_is_told_of_once_and_made_anew(historian, paths, told):
    held(paths.sessions, 0)
    paths.state.mkdir(parents=True)
    (paths.state / "history.sqlite").write_bytes(b"this is no database")
    historian.renew()
    told.next(Advised)
    assert [event.rebuilt for event in told.seen if isinstance(event, HistoryReading)].count(True) == 1
    told.seen.clear()
    historian.renew()
    told.next(Advised)
    assert not any(event.rebuilt for event in told.seen if isinstance(event, HistoryReading))


def test_a_state_folder_that_cannot_be_is_one_sentence_and_tried_again(historian, paths, told):
    held(paths.sessions, 0)
    paths.state.write_text("a file where the folder should be")
    historian.renew()
    trouble = told.next(HistoryTroubled)
    assert "sessions are unharmed" in trouble.sentence
    paths.state.unlink()
    historian.renew()
    assert told.next(HistoryReading).of == 1


def test_a_docket_of_a_later_version_leaves_the_rest_of_the_history_whole(historian, paths, told):
    held(paths.sessions, 0)
    paths.docket.write_text('{"schema": 99, "forecasts": []}')
    historian.renew()
    assert "later version" in told.next(DocketTroubled).sentence
    assert told.next(Advised).due == 0
    historian.find(1, "", Filter())
    assert told.next(SessionsFound).there == 1


def test_nothing_is_read_while_a_round_is_on(historian, paths, told):
    held(paths.sessions, 0)
    historian.hold(True)
    historian.renew()
    historian.find(1, "", Filter())
    assert told.next(SessionsFound).there == 0
    assert not [event for event in told.seen if isinstance(event, HistoryReading)]
    historian.hold(False)
    assert told.next(HistoryReading).of == 1


def test_closing_in_the_middle_keeps_what_was_read(paths, told):
    for day in range(40):
        held(paths.sessions, day, report=False)
    made = Historian(paths, told.post)
    made.renew()
    first = told.next(HistoryReading)
    made.close()
    assert not made._worker._thread.is_alive()
    later = Told()
    again = Historian(paths, later.post)
    again.renew()
    assert later.next(HistoryReading).of <= 40 - first.done
    again.close()
