"""Files on their way into words: what is shown of each and of all."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import pytest

from desktop.dictation_events import FileCancelled, FileFailed, FileFinished, FileMeasured, FileProgressed
from desktop.dictations import Kept
from desktop.file_queue import FileQueue

KEPT = Kept("id", "a.wav", datetime(2026, 11, 23).astimezone(), 60.0, Path("/x/a.wav"), 120)


@pytest.fixture
def queue():
    made = FileQueue()
    for name in ("a.wav", "b.wav"):
        made.add(Path("/x") / name)
    return made


def test_a_file_waits_then_works_then_is_done(queue):
    assert [row.words for row in queue.rows] == ["Waits", "Waits"]
    queue.take(FileProgressed(1, 0.0, 0.0, 0.0))
    assert queue.rows[0].words == "Begins…"
    queue.take(FileProgressed(1, 30.0, 60.0, 2.0))
    assert (queue.rows[0].share, queue.rows[0].words) == (0.5, "50 %, a few seconds left")
    queue.take(FileFinished(1, KEPT))
    assert (queue.rows[0].state, queue.rows[0].words, queue.rows[0].entry) == ("finished", "Done", "id")


def test_the_rest_is_timed_by_the_measured_rate_over_all_files(queue):
    queue.take(FileMeasured(1, 600.0))
    queue.take(FileMeasured(2, 1200.0))
    assert queue.summary == "2 files to go"
    queue.take(FileProgressed(1, 300.0, 600.0, 30.0))
    # 300 s and 1200 s are left at ten seconds a second.
    assert queue.summary == "2 files to go, about 2 min left"


def test_a_file_of_unknown_length_is_not_guessed_at(queue):
    queue.take(FileMeasured(1, 600.0))
    queue.take(FileMeasured(2, None))
    queue.take(FileProgressed(1, 300.0, 600.0, 30.0))
    assert queue.summary == "2 files to go"


def test_a_broken_file_says_why_and_the_other_goes_on(queue):
    queue.take(FileFailed(1, "a.wav is empty; record it again."))
    assert queue.rows[0].words == "a.wav is empty; record it again."
    assert queue.open == [2]
    assert queue.summary == "1 file to go"


def test_files_wait_while_somebody_speaks(queue):
    queue.take(FileProgressed(1, 30.0, 60.0, 2.0))
    queue.held = True
    assert queue.rows[0].words == "Waits until you have spoken"
    assert "waiting" in queue.summary


def test_what_is_over_can_be_cleared_and_what_is_not_stays(queue):
    queue.take(FileCancelled(1))
    queue.clear()
    assert [row.name for row in queue.rows] == ["b.wav"]
    queue.take(FileFinished(1, KEPT))
    assert len(queue.rows) == 1


def test_a_file_is_on_its_way_until_it_is_over(queue):
    assert queue.holds(Path("/x/a.wav"))
    queue.take(FileCancelled(1))
    assert not queue.holds(Path("/x/a.wav"))


def test_numbers_are_never_used_twice(queue):
    queue.take(FileCancelled(1))
    queue.take(FileCancelled(2))
    queue.clear()
    assert queue.add(Path("/x/c.wav")) == 3
