"""A session's folder keeps what happened, privately, and says what it could not keep."""

from __future__ import annotations

import errno
import json
import os
import resource
import shutil
import signal
import stat
from datetime import datetime

import pytest

from interviewer import journal, sessions
from interviewer.errors import InterviewerError
from interviewer.events import HelpAsked, RoundClosed, RoundOpened
from interviewer.store import SessionFolder

NOW = datetime.fromisoformat("2026-03-04T15:06:07+01:00")
OPENED = RoundOpened(0.0, "Why?", "discussion", 30.0, "probing", 7, ("Ines Vale",), "embedded")
HELP = HelpAsked(1.0, "repeat")
CLOSED = RoundClosed(2.0, "finished")


def create(root) -> SessionFolder:
    return SessionFolder.create(
        root,
        NOW,
        title="Why?",
        question_text="# Why?\n",
        settings={"minutes": 30.0, "sealed": True},
        seed=7,
        engines={"examiner": "embedded"},
    )


@pytest.fixture
def folder(tmp_path):
    made = create(tmp_path / "sessions")
    yield made
    made.close()


@pytest.fixture(params=[0o022, 0o077, 0o000, 0o177])
def umask(request):
    before = os.umask(request.param)
    yield
    os.umask(before)


def test_everything_is_private_whatever_the_umask(umask, tmp_path):
    folder = create(tmp_path / "data" / "sessions")
    folder.append(OPENED)
    folder.write_prompt(1, "sent", "received")
    folder.close()
    found = [folder.path.parent, folder.path, *folder.path.rglob("*")]
    assert len(found) > 9
    for path in found:
        assert stat.S_IMODE(path.stat().st_mode) == (0o700 if path.is_dir() else 0o600), path


def test_the_folder_is_named_for_its_minute_and_id(folder):
    assert folder.path.name == f"2026-03-04_1506_{folder.session.id}"


def test_session_json_says_what_was_practised(folder):
    document = json.loads((folder.path / "session.json").read_text())
    assert document["schema"] == 1
    assert document["created"] == "2026-03-04T15:06:07+01:00"
    assert document["settings"] == {"minutes": 30.0, "sealed": True}
    assert document["engines"] == {"examiner": "embedded"}
    assert SessionFolder.open(folder.path).session == folder.session
    assert SessionFolder.open(folder.path).question_text == "# Why?\n"


def test_an_event_is_on_disk_when_append_returns(folder):
    folder.append(OPENED)
    assert journal.read((folder.path / "events.jsonl").read_bytes()).events == (OPENED,)
    folder.append(CLOSED)
    assert SessionFolder.open(folder.path).events() == (OPENED, CLOSED)


def test_recordings_are_numbered_with_three_digits(folder):
    assert folder.audio_path(7) == folder.path / "audio" / "007.wav"
    assert folder.panel_path(12) == folder.path / "panel" / "012.wav"


def test_a_torn_line_does_not_spoil_the_next_one(folder):
    folder.append(OPENED)
    folder.close()
    with (folder.path / "events.jsonl").open("ab") as file:
        file.write(b'{"type": "Help')
    again = SessionFolder.open(folder.path)
    again.append(CLOSED)
    again.close()
    assert again.events() == (OPENED, CLOSED)
    assert [one.why for one in again.journal().unread] != []


def test_a_disk_that_fills_up_costs_no_event_once_there_is_room_again(folder):
    """The size limit of a process fails a write half-way, as a full disk does."""
    folder.append(OPENED)
    size = (folder.path / "events.jsonl").stat().st_size
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    ignored = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    try:
        resource.setrlimit(resource.RLIMIT_FSIZE, (size + 10, before[1]))
        with pytest.raises(InterviewerError, match=r"could not be written .*kept in memory.*free some space"):
            folder.append(HELP)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
        signal.signal(signal.SIGXFSZ, ignored)
    assert folder.events() == (OPENED,)
    assert folder.journal().unread == ()
    folder.append(CLOSED)
    assert folder.events() == (OPENED, HELP, CLOSED)


def test_a_folder_deleted_in_the_middle_is_made_again_and_says_so(folder):
    folder.append(OPENED)
    shutil.rmtree(folder.path)
    folder.append(CLOSED)
    assert folder.events() == (OPENED, CLOSED)
    assert folder.audio_path(1).parent.is_dir()
    assert "recordings made before are gone" in folder.notice


def test_a_folder_that_cannot_be_made_is_explained(tmp_path):
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(InterviewerError, match=r"No session could be begun in .*choose another folder\.$"):
        create(tmp_path / "file" / "sessions")


def test_a_session_of_a_later_version_is_read_and_never_changed(folder):
    folder.append(OPENED)
    path = folder.path / "session.json"
    path.write_text(path.read_text().replace('"schema": 1', '"schema": 2'))
    later = SessionFolder.open(folder.path)
    content = (folder.path / "events.jsonl").read_bytes()
    assert later.read_only
    assert later.events() == (OPENED,)
    with pytest.raises(InterviewerError, match="later version of Viva"):
        later.append(CLOSED)
    assert (folder.path / "events.jsonl").read_bytes() == content


@pytest.mark.parametrize(
    "content", [b"", b"[]", b"{", b"\0" * 40, b'{"schema": "one", "title": 3, "settings": 4}']
)
def test_a_broken_session_json_does_not_cost_the_events(folder, content):
    folder.append(OPENED)
    (folder.path / "session.json").write_bytes(content)
    opened = SessionFolder.open(folder.path)
    assert opened.session.id == folder.session.id
    assert opened.events() == (OPENED,)


def test_writing_a_file_replaces_it_whole(folder):
    path = folder.path / "report.json"
    folder.write(path, "old")
    folder.write(path, "new")
    assert path.read_text() == "new"
    assert [one.name for one in folder.path.iterdir() if one.name.endswith(".part")] == []


def test_sessions_are_listed_newest_first(tmp_path, folder):
    root = folder.path.parent
    folder.append(OPENED)
    folder.append(CLOSED)
    older = SessionFolder.create(
        root, NOW.replace(year=2025), title="Old", question_text="", settings={}, seed=0, engines={}
    )
    (root / "notes").mkdir()
    listed = sessions.list_sessions(root)
    assert [one.id for one in listed] == [folder.session.id, older.session.id]
    assert [one.closed for one in listed] == [True, False]
    assert listed[0].title == "Why?"
    assert [one.seconds for one in listed] == [2.0, 0.0]
    assert sessions.list_sessions(tmp_path / "nowhere") == []


def test_a_session_is_found_by_path_name_id_or_their_beginnings(folder):
    root = folder.path.parent
    for name in (str(folder.path), folder.path.name, folder.session.id, folder.session.id[:4], "2026-03-04"):
        assert sessions.find(root, name).path == folder.path


@pytest.mark.parametrize("name", ["", "zzzz", "/no/where", "..", "."])
def test_a_session_that_is_not_there_is_explained(folder, name):
    with pytest.raises(InterviewerError, match="There is no session"):
        sessions.find(folder.path.parent, name)


def test_two_sessions_that_fit_are_both_named(folder):
    create(folder.path.parent)
    with pytest.raises(InterviewerError, match="Several sessions begin with"):
        sessions.find(folder.path.parent, "2026")


def test_deleting_leaves_no_trace_of_what_was_said(folder):
    root = folder.path.parent
    folder.append(OPENED)
    folder.audio_path(1).write_bytes(b"canary")
    (folder.path / "audio").chmod(0o500)
    sessions.delete(folder)
    assert list(root.iterdir()) == []


def test_a_link_in_a_session_is_deleted_and_not_followed(folder, tmp_path):
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "kept.txt").write_text("kept")
    (folder.path / "material" / "link").symlink_to(tmp_path / "mine")
    sessions.delete(folder)
    assert (tmp_path / "mine" / "kept.txt").read_text() == "kept"


def test_the_reasons_of_the_system_stand_in_the_sentence(folder, monkeypatch):
    folder.append(OPENED)

    def full(*_: object) -> int:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(os, "write", full)
    with pytest.raises(InterviewerError, match="no space left on device"):
        folder.append(CLOSED)
