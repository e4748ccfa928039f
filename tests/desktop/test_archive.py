"""What takes a disk's time is asked of a thread, and comes back as an event."""

from __future__ import annotations

import queue
import threading

import played_round
import pytest

from desktop.archive import Archive, DebriefWritten, SessionsListed
from desktop.debrief_desk import DebriefDesk
from desktop.errands import ReportReady
from desktop.screens.debrief import DebriefScreen
from interviewer.debrief.report import build


@pytest.fixture
def archive():
    posted: queue.SimpleQueue[tuple[object, int]] = queue.SimpleQueue()
    made = Archive(lambda event: posted.put((event, threading.get_ident())))
    yield made, lambda: posted.get(timeout=30)
    made.close()


def test_rounds_are_listed_on_another_thread(archive, tmp_path):
    made, told = archive
    folder = played_round.play(tmp_path)
    made.list_sessions(tmp_path)
    event, thread = told()
    assert isinstance(event, SessionsListed)
    assert [one.path for one in event.found] == [folder.path]
    assert thread != threading.get_ident()


@pytest.mark.parametrize(
    ("form", "begins"), [("html", b"<!doctype"), ("md", b"# "), ("json", b"{"), ("pdf", b"%PDF")]
)
def test_a_debrief_is_written_on_another_thread(qapp, archive, tmp_path, form, begins):
    made, told = archive
    folder = played_round.play(tmp_path / "sessions")
    out = tmp_path / f"mine.{form}"
    made.export(folder.path, form, out)
    event, thread = told()
    assert event == DebriefWritten(folder.path, out)
    assert out.read_bytes().startswith(begins)
    assert thread != threading.get_ident()


@pytest.mark.parametrize("form", ["md", "pdf"])
def test_a_place_that_cannot_be_written_is_one_sentence(qapp, archive, tmp_path, form):
    made, told = archive
    folder = played_round.play(tmp_path / "sessions")
    made.export(folder.path, form, tmp_path / "nowhere" / "mine")
    event, _ = told()
    assert event.trouble.endswith("choose another place.")


def test_a_session_that_is_gone_keeps_nobody_waiting(archive, tmp_path):
    made, told = archive
    made.export(tmp_path / "gone", "md", tmp_path / "mine.md")
    event, _ = told()
    assert event.trouble
    made.list_sessions(tmp_path)
    assert isinstance(told()[0], SessionsListed)


def test_closing_finishes_what_is_being_written(tmp_path):
    folder = played_round.play(tmp_path / "sessions")
    made = Archive(lambda event: None)
    made.export(folder.path, "json", tmp_path / "mine.json")
    made.close()
    assert (tmp_path / "mine.json").exists()


class Asked:
    """An archive and a studio that only note what they are asked."""

    def __init__(self) -> None:
        self.exports: list[tuple] = []

    def export(self, *what: object) -> None:
        self.exports.append(what)

    def report(self, path: object, *, write: bool) -> None:
        """Somebody else reads it."""


def test_the_desk_asks_for_an_export_and_says_how_it_went(qtbot, dressed, tmp_path):
    screen, asked = DebriefScreen(), Asked()
    qtbot.addWidget(screen)
    desk = DebriefDesk(screen, asked, asked)
    folder = played_round.play(tmp_path)
    desk.open(folder.path, write=False)
    desk.take(ReportReady(folder.path, build(folder)))
    out = tmp_path / "mine.pdf"
    desk.export_to("pdf", out)
    assert asked.exports == [(folder.path, "pdf", out)]
    assert screen.said.text() == "Writing mine.pdf…"
    assert desk.take(DebriefWritten(folder.path, out))
    assert screen.said.text() == f"Written to {out}."
    assert desk.take(DebriefWritten(folder.path, out, "The disk is full."))
    assert screen.said.text() == "The disk is full."
    assert desk.take(DebriefWritten(tmp_path / "another", out, "Too late."))
    assert screen.said.text() == "The disk is full."
