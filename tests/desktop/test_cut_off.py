"""A round whose program went away is read back and goes on where it was, and nothing of it is written over."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
from fakes import Table
from played_round import play

from desktop import cut_off
from interviewer import private_files, sessions
from interviewer.errors import InterviewerError
from interviewer.events import RoundOpened, RoundPaused, RoundResumed
from interviewer.question.reader import read
from interviewer.round.commands import Listen
from interviewer.round.panel import panel
from interviewer.round.round import Round
from interviewer.store import SessionFolder

QUESTION = "# Serving\n\n## Part 1 — Research discussion\n\nWhich method would you choose?\n"


def begun() -> Table:
    seated = panel()
    opened = RoundOpened(0.0, "Serving", "discussion", 15.0, "probing", 7, seated.names, "embedded")
    return Table(Round(read(QUESTION), "discussion", 15.0, "probing", seated, 7), opened)


def cut(table: Table, root: Path) -> SessionFolder:
    return play(root, table.journal.events, QUESTION)


@pytest.fixture
def folder(tmp_path):
    """A round that was cut off while its first answer was being recorded."""
    table = begun()
    table.hear_lines()
    return cut(table, tmp_path)


def test_the_answer_that_was_open_is_asked_for_again(folder):
    found = cut_off.read(folder.path)
    table = Table(found.restored.round, restored=found.restored)
    assert [type(event) for event in table.journal.events] == [RoundPaused, RoundResumed]
    listening = next(command for command in found.restored.pending if isinstance(command, Listen))
    assert table.ear.opened == [listening.number]
    assert table.conductor.view().phase == "listening"
    table.answer("Four bits, because memory is what binds.")
    assert table.brain.briefs[-1].turns[-1].text == "Four bits, because memory is what binds."


def test_the_order_is_the_one_of_the_round(folder):
    found = cut_off.read(folder.path)
    opened = found.restored.opened
    assert (found.order.kind, found.order.minutes, found.order.seed) == (
        opened.kind,
        opened.minutes,
        opened.seed,
    )
    assert found.order.panel == opened.panel
    assert found.order.sealed is True


def test_a_round_that_practises_a_dimension_goes_on_doing_so(tmp_path):
    seated = panel()
    opened = RoundOpened(
        0.0, "Serving", "discussion", 15.0, "probing", 7, seated.names, "embedded", focus="scoped_depth"
    )
    round_ = Round(read(QUESTION), "discussion", 15.0, "probing", seated, 7, focus="scoped_depth")
    table = Table(round_, opened)
    table.hear_lines()
    found = cut_off.read(cut(table, tmp_path).path)
    assert found.order.focus == "scoped_depth"
    again = Table(found.restored.round, restored=found.restored)
    again.answer("Four bits, because memory is what binds.")
    assert again.brain.briefs[-1].focus == "scoped_depth"


def test_a_line_that_was_cut_off_is_said_again(tmp_path):
    before = begun()
    before.hear_line()
    unheard = before.mouth.said[-1]
    found = cut_off.read(cut(before, tmp_path).path)
    after = Table(found.restored.round, restored=found.restored)
    assert after.mouth.said == [unheard]


def test_what_was_recorded_of_the_open_answer_is_kept_under_another_name(folder):
    recorded = folder.audio_path(1)
    for content in (b"first", b"second"):
        recorded.write_bytes(content)
        found = cut_off.read(folder.path)
        found.hold()
        found.folder.close()
    assert not recorded.exists()
    kept = sorted(path.name for path in recorded.parent.iterdir())
    assert kept == ["001-cut-off-2.wav", "001-cut-off.wav"]
    assert (recorded.parent / "001-cut-off.wav").read_bytes() == b"first"


def test_a_round_that_is_over_does_not_go_on(tmp_path):
    table = begun()
    table.conductor.end()
    folder = cut(table, tmp_path)
    with pytest.raises(InterviewerError, match="is over"):
        cut_off.read(folder.path)


HOLDER = """
import sys
from pathlib import Path
from interviewer.store import SessionFolder
folder = SessionFolder.open(Path(sys.argv[1]))
folder.take_up(())
print("held", flush=True)
sys.stdin.read()
"""


def test_a_round_in_another_window_is_left_alone_until_that_one_is_killed(folder):
    holder = subprocess.Popen(
        [sys.executable, "-c", HOLDER, str(folder.path)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        cwd=Path(__file__).parents[2],
    )
    try:
        assert holder.stdout.readline() == b"held\n"
        other = SessionFolder.open(folder.path)
        assert other.is_going_on_elsewhere
        assert sessions.list_sessions(folder.path.parent)[0].going_on
        with pytest.raises(InterviewerError, match="another window"):
            cut_off.read(folder.path).hold()
        with pytest.raises(InterviewerError, match="another window"):
            other.append(RoundPaused(99.0, "no"))
        with pytest.raises(InterviewerError, match="nothing was deleted"):
            sessions.delete(other)
    finally:
        holder.kill()
        holder.wait(10)
        holder.stdin.close()
        holder.stdout.close()
    assert not other.is_going_on_elsewhere
    other.append(RoundPaused(99.0, "yes"))
    other.close()
    assert folder.events()[-1] == RoundPaused(99.0, "yes")


def test_a_folder_that_cannot_be_written_says_so(folder):
    (folder.path / ".lock").unlink(missing_ok=True)
    (folder.path / ".lock").mkdir()
    assert not folder.is_going_on_elsewhere
    with pytest.raises(InterviewerError, match="kept as it was"):
        cut_off.read(folder.path).hold()


def test_a_disk_in_trouble_does_not_give_the_round_away(folder, monkeypatch):
    mine, other = SessionFolder.open(folder.path), SessionFolder.open(folder.path)
    mine.append(RoundPaused(98.0, "kept"))

    def full(descriptor, content):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(private_files, "write_all", full)
    with pytest.raises(InterviewerError, match="kept in"):
        mine.append(RoundPaused(99.0, "waits"))
    assert other.is_going_on_elsewhere
    mine.close()
    assert not other.is_going_on_elsewhere


def test_what_is_not_plainly_open_is_sealed(folder):
    path = folder.path / "session.json"
    whole = json.loads(path.read_text())
    for sealed, found in ((False, False), (True, True), ("no", True), (None, True), (0, True)):
        path.write_text(json.dumps({**whole, "settings": {"sealed": sealed, "model_url": 7, "voice": ["x"]}}))
        order = cut_off.read(folder.path).order
        assert (order.sealed, order.model_url, order.voice) == (found, "", None)
