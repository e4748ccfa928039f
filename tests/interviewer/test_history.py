"""All sessions at a glance, from an index that can be lost without losing anything."""

from __future__ import annotations

import json
import os
import sqlite3
import stat
from datetime import datetime, timedelta

import played_hard
import played_round
import pytest

from interviewer import history_index
from interviewer.debrief.export import write_reports
from interviewer.history import NAME, History
from interviewer.history_points import Changed, Filter, Refreshed
from interviewer.store import SessionFolder
from interviewer.trend_lines import lines

BEGAN = datetime.fromisoformat("2026-03-01T10:00:00+01:00")


def held(root, events, days=0, title="A smaller reranker", report=True):
    folder = SessionFolder.create(
        root,
        BEGAN + timedelta(days=days),
        title=title,
        question_text="# Q\n",
        settings={},
        seed=1,
        engines={},
    )
    for event in events:
        folder.append(event)
    folder.close()
    if report:
        write_reports(folder.path)
    return folder.path


@pytest.fixture
def root(tmp_path):
    root = tmp_path / "sessions"
    held(root, played_hard.events(played_hard.GOOD), 0)
    held(root, played_hard.events(played_hard.BAD), 1)
    held(root, played_round.events(), 2, "Make it cheaper")
    return root


@pytest.fixture
def index(root, tmp_path):
    made = History(root, tmp_path / "state")
    made.refresh()
    yield made
    made.close()


def test_every_session_is_listed_newest_first_with_what_it_was(index):
    rows = index.sessions()
    assert [row.question for row in rows] == ["Make it cheaper", "A smaller reranker", "A smaller reranker"]
    first = rows[-1]
    assert (first.kind, first.pressure, first.minutes, first.ended) == (
        "presentation",
        "hostile",
        20.0,
        "finished",
    )
    assert (first.answers, first.challenges) == (7, 5)
    assert first.paused == pytest.approx(60.0)
    assert first.created == "2026-03-01T10:00:00+01:00"


def test_rounds_are_filtered_by_what_they_were_and_when(index):
    def found(**wanted):
        return [row.created[:10] for row in index.sessions(Filter(**wanted))]

    assert found(kind="discussion") == ["2026-03-03"]
    assert found(pressure="hostile") == ["2026-03-02", "2026-03-01"]
    assert found(question="cheap") == ["2026-03-03"]
    assert found(question="%") == []
    assert found(since="2026-03-02") == ["2026-03-03", "2026-03-02"]
    assert found(until="2026-03-02") == ["2026-03-02", "2026-03-01"]
    assert found(answered=True, kind="presentation", since="2026-03-02") == ["2026-03-02"]
    assert index.count(Filter(pressure="hostile")) == 2
    assert [row.created[:10] for row in index.sessions(limit=1, offset=1)] == ["2026-03-02"]


def test_measures_make_a_trend_the_oldest_first(index):
    points = index.measures("onset")
    assert [point.created[:10] for point in points] == ["2026-03-01", "2026-03-02", "2026-03-03"]
    assert points[0].value == pytest.approx(2.0)
    assert points[1].value > points[0].value
    assert "pace" in index.known()[1]


def test_levels_make_a_trend_and_what_nobody_judged_is_no_point(index, root):
    path = next(root.glob("2026-03-02*")) / "report.json"
    report = json.loads(path.read_bytes())
    for one in report["rubric"]:
        one["level"] = None
    report["rubric"][0]["level"] = 3
    path.write_text(json.dumps(report))
    index.refresh()
    name = report["rubric"][0]["id"]
    assert (3.0, "2026-03-02") in [(point.value, point.created[:10]) for point in index.levels(name)]
    assert not [
        point for point in index.levels(report["rubric"][1]["id"]) if point.created[:10] == "2026-03-02"
    ]
    assert name in index.known()[0]


def test_measures_that_a_report_brings_are_kept(index, root):
    path = next(root.glob("2026-03-01*")) / "report.json"
    path.write_text(
        json.dumps(json.loads(path.read_bytes()) | {"measures": {"pitch_range": 4.5, "broken": "x"}})
    )
    index.refresh()
    assert [point.value for point in index.measures("pitch_range")] == [4.5]
    assert index.measures("broken") == []


def test_concede_or_hold_is_added_up_over_rounds(index, root):
    assert index.standing() is None
    for day in range(3, 9):
        held(root, played_hard.events(played_hard.GOOD if day % 2 else played_hard.BAD), day)
    index.refresh()
    found = index.standing()
    assert found.low < found.d_prime < found.high
    assert len(index.measures("objections_right")) == 8


def test_words_are_found_by_their_beginnings_wherever_they_were_said(index):
    assert [found.held.created[:10] for found in index.search("rerank")] == ["2026-03-02", "2026-03-01"]
    assert [found.held.created[:10] for found in index.search("German english")] == ["2026-03-01"]
    (found,) = index.search("german")
    assert "German" in found.excerpt
    assert index.search("zebra") == []
    assert index.search("  ?! ") == []


@pytest.mark.parametrize(
    "text", ['"', "*", "a OR b", "NEAR(", "words:x", "'; DROP TABLE session; --", "-x", "%", "_"]
)
def test_what_is_searched_for_is_never_obeyed(index, text):
    index.search(text)
    assert index.count() == 3
    assert not index.rebuilt


def test_only_what_changed_is_read_again(index, root):
    assert index.refresh() == Refreshed(0, 0)
    path = next(root.glob("2026-03-03*"))
    with (path / "events.jsonl").open("ab") as journal:
        journal.write(b'{"type": "RoundClosed", "at": 200.0, "reason": "ended"}\n')
    assert index.refresh() == Refreshed(1, 0)
    assert index.sessions()[0].seconds == pytest.approx(200.0)
    assert len(index.search("inference")) == 1


def test_a_session_that_is_gone_is_forgotten(index, root):
    path = next(root.glob("2026-03-03*"))
    path.rename(root / ".trash-x")
    assert index.refresh() == Refreshed(0, 1)
    assert index.count() == 2
    assert index.search("inference") == []
    assert len(index.measures("onset")) == 2


def test_a_session_that_was_cut_off_or_never_reported_on_is_listed(index, root):
    path = held(root, played_hard.events(played_hard.GOOD)[:-1], 9, report=False)
    content = (path / "events.jsonl").read_bytes()
    (path / "events.jsonl").write_bytes(content[:-20] + b'\n{"type": "Nonsense"}\n[1]\n"x"\n')
    (path / "report.json").write_text("[1, 2")
    index.refresh()
    row = index.sessions()[0]
    assert (row.ended, row.answers) == ("", 7)


def test_a_lost_index_is_made_again(index, root, tmp_path):
    index.close()
    (tmp_path / "state" / NAME).unlink()
    again = History(root, tmp_path / "state")
    assert again.refresh() == Refreshed(3, 0)
    assert again.count() == 3
    again.close()


@pytest.mark.parametrize("broken", [b"this is no database", b"", b"SQLite format 3\0" + b"\xff" * 4000])
def test_a_broken_index_is_made_again(index, root, tmp_path, broken):
    index.close()
    (tmp_path / "state" / NAME).write_bytes(broken)
    again = History(root, tmp_path / "state")
    assert again.refresh().read == 3
    assert len(again.search("rerank")) == 2
    again.close()


def test_an_index_that_breaks_in_the_middle_is_made_again(root, tmp_path):
    made = History(root, tmp_path / "state")
    made.refresh()
    path = tmp_path / "state" / NAME
    made.close()
    content = bytearray(path.read_bytes())
    for at in range(4096, len(content), 7):
        content[at] = 0x5A
    path.write_bytes(bytes(content))
    again = History(root, tmp_path / "state")
    again.refresh()
    assert again.count() == 3
    assert len(again.search("rerank")) == 2
    again.close()


def test_an_index_of_another_version_is_made_again(index, root, tmp_path):
    index.close()
    database = sqlite3.connect(tmp_path / "state" / NAME)
    database.execute("PRAGMA user_version = 99")
    database.commit()
    database.close()
    again = History(root, tmp_path / "state")
    assert again.refresh().read == 3
    again.close()


def test_another_window_that_writes_is_waited_for_and_the_index_stays(index, root, tmp_path):
    other = sqlite3.connect(tmp_path / "state" / NAME, isolation_level=None)
    other.execute("BEGIN EXCLUSIVE")
    held(root, played_round.events(), 5)
    assert index.refresh() == Refreshed(0, 0)
    assert not index.rebuilt
    other.execute("ROLLBACK")
    other.close()
    assert index.refresh() == Refreshed(1, 0)


def test_without_the_full_text_extension_words_are_found_as_they_stand(root, tmp_path, monkeypatch):
    monkeypatch.setattr(
        history_index, "_FULL_TEXT", "CREATE VIRTUAL TABLE said USING nothing_of_the_kind (words)"
    )
    made = History(root, tmp_path / "state")
    made.refresh()
    assert [found.held.created[:10] for found in made.search("german ENGLISH")] == ["2026-03-01"]
    assert made.search("100%") == []
    made.close()


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such modes")
def test_what_was_said_is_kept_as_private_as_the_sessions(index, tmp_path):
    assert stat.S_IMODE((tmp_path / "state" / NAME).stat().st_mode) == 0o600


def test_no_sessions_are_no_trouble(tmp_path):
    made = History(tmp_path / "nowhere", tmp_path / "state")
    assert made.refresh() == Refreshed(0, 0)
    assert (made.sessions(), made.search("a"), made.known()) == ([], [], ([], []))
    made.close()


def test_a_level_keeps_its_interval_and_where_it_stood_before_it_was_rounded(index, root):
    path = next(root.glob("2026-03-02*")) / "report.json"
    report = json.loads(path.read_bytes())
    report["rubric"][0] |= {"level": 3, "low": 2, "high": 3, "place": 2.6}
    report["composure"] = {
        "whole": [{"measure": "pitch", "change": 1.5, "low_alone": -0.2, "high_alone": None}, 7]
    }
    path.write_text(json.dumps(report))
    index.refresh()
    (point,) = (one for one in index.levels(report["rubric"][0]["id"]) if one.created[:10] == "2026-03-02")
    assert (point.value, point.low, point.high, point.at) == (3.0, 2.0, 3.0, 2.6)
    (change,) = index.measures("change_pitch")
    assert (change.value, change.low, change.high, change.at) == (1.5, -0.2, None, 1.5)


def test_trends_follow_the_filter_and_end_with_the_last_rounds(index):
    assert [point.created[:10] for point in index.measures("onset", Filter(kind="presentation"))] == [
        "2026-03-01",
        "2026-03-02",
    ]
    assert [point.created[:10] for point in index.measures("onset", last=2)] == ["2026-03-02", "2026-03-03"]
    ids = [line.id for line in lines(index, Filter())]
    assert ids.index("experimental_rigor") < ids.index("onset")
    assert not {"gave_way_right", "objections_wrong"} & set(ids)
    assert lines(index, Filter(kind="onsite")) == ()


def test_what_was_said_is_searched_within_the_filter(index):
    assert len(index.search("rerank")) == 2
    assert [
        found.held.created[:10] for found in index.search("rerank", wanted=Filter(until="2026-03-01"))
    ] == ["2026-03-01"]


def test_a_session_is_looked_through_for_forecasts_once_until_it_changes(index, root):
    names = index.without_docket(10)
    assert len(names) == 3
    index.docketed(names)
    assert index.without_docket(10) == []
    path = next(root.glob("2026-03-03*"))
    with (path / "events.jsonl").open("ab") as more:
        more.write(b"\n")
    index.refresh()
    assert index.without_docket(10) == [path.name]


def test_what_the_disk_refuses_is_told_and_the_index_stays(index, monkeypatch):
    def full(*_: object) -> None:
        raise sqlite3.OperationalError("database or disk is full")

    monkeypatch.setattr(history_index, "drop", full)
    with pytest.raises(sqlite3.OperationalError, match="full"):
        index.take([Changed("x", "y")])
    assert index.count() == 3
    assert not index.rebuilt


def test_rehearsed_talks_are_drawn_against_their_plan(index, root):
    path = next(root.glob("2026-03-02*")) / "report.json"
    report = json.loads(path.read_bytes()) | {
        "talk": {"seconds": 610.0},
        "overrun": -12.5,
        "slides": [{"unspoken_points": ["cost"]}, 7],
        "sections": [{"unspoken_points": ["seeds", "spread"]}],
        "interruptions": [
            {"recovery_seconds": 3.0},
            {"recovery_seconds": None},
            {"recovery_seconds": 5.0},
            "x",
        ],
    }
    path.write_text(json.dumps(report))
    index.refresh()
    found = {line.id: [point.value for point in line.points] for line in lines(index, Filter())}
    assert (found["talk_overrun"], found["talk_unsaid"], found["talk_recovery"]) == ([-12.5], [3.0], [4.0])
