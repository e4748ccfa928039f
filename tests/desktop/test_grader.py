"""A round's own model grades it on a thread of its own; it can be stopped, and a sealed round is never sent."""

from __future__ import annotations

import argparse
import json
import queue

import played_round
import pytest
from loopback_model import LoopbackModel
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent

from desktop.commands import debrief
from desktop.commands.tools import Tools
from desktop.debrief_desk import DebriefDesk
from desktop.errands import Errands
from desktop.grader import STOPPED, Grader, SessionGraded, grader_of
from desktop.paths import Paths
from desktop.screens.debrief import DebriefScreen
from interviewer.correction_file import Edit
from interviewer.debrief.report import OUTDATED, build
from interviewer.errors import InterviewerError
from interviewer.session import Session
from interviewer.store import SessionFolder

REPLY = json.dumps(
    {
        "comparative_judgment": {
            "level": 2,
            "quotes": ["measured on one benchmark, over five thousand prompts"],
        }
    }
)


@pytest.fixture
def grader():
    posted = queue.SimpleQueue()
    made = Grader(posted.put)
    yield made, posted
    made.close()


def session(tmp_path, **settings):
    """Return a round's folder with such settings."""
    folder = played_round.play(tmp_path)
    path = folder.path / "session.json"
    path.write_text(json.dumps(json.loads(path.read_bytes()) | {"settings": settings}))
    return SessionFolder.open(folder.path)


def test_the_rounds_model_grades_it(tmp_path, grader):
    made, posted = grader
    with LoopbackModel(REPLY, stream=False) as server:
        folder = session(tmp_path, sealed=False, model_url=server.base_url, model="loopback-1")
        assert grader_of(folder.session) == "loopback-1"
        made.grade(folder.path)
        assert posted.get(timeout=30) == SessionGraded(folder.path, "loopback-1")
    assert build(folder).graded_by == "loopback-1"


def test_a_sealed_round_reaches_no_server(tmp_path, grader):
    made, posted = grader
    with LoopbackModel(REPLY, stream=False) as server:
        folder = session(tmp_path, sealed=True, model_url=server.base_url, model="loopback-1")
        assert grader_of(folder.session) == ""
        made.grade(folder.path)
        assert posted.get(timeout=30).trouble.endswith(".")
        assert server.requests == []
    assert build(folder).graded_by == "embedded"


def test_a_server_that_takes_its_time_can_be_stopped(tmp_path, grader):
    made, posted = grader
    with LoopbackModel(REPLY, stream=False, delay=60.0) as server:
        folder = session(tmp_path, sealed=False, model_url=server.base_url, model="loopback-1")
        made.grade(folder.path)
        made.grade(folder.path)
        assert server.asked.wait(20)
        made.stop()
        assert [posted.get(timeout=10).trouble for _ in range(2)] == [STOPPED, STOPPED]


@pytest.mark.parametrize(
    ("settings", "said"),
    [
        ({}, ""),
        ({"sealed": False}, ""),
        ({"sealed": "no", "model_url": "http://127.0.0.1:1/v1", "model": "m"}, ""),
        ({"sealed": False, "model_url": "http://elsewhere.example/v1", "model": "m"}, ""),
        ({"sealed": False, "model_url": 7, "model": "m"}, ""),
        (
            {"sealed": False, "model_url": "https://elsewhere.example/v1", "model": "m"},
            "m at elsewhere.example",
        ),
    ],
)
def test_another_machine_is_named_before_anything_is_sent_there(settings, said):
    assert grader_of(Session("a", settings=settings)) == said


class Studio:
    """What the debrief's desk needs of it, with the real workers behind."""

    def __init__(self, post):
        self.grader, self._errands = Grader(post), Errands(post)

    def report(self, path, *, write):
        self._errands.report(path, write=write)

    def correct(self, path, wish):
        self._errands.correct(path, wish)

    def hush(self):
        """Nothing plays."""

    def close(self):
        self.grader.close()
        self._errands.close()


def rubric(screen):
    return screen.page.rubric if screen.page else None


@pytest.fixture
def desk(dressed, qtbot):
    posted = queue.SimpleQueue()
    screen, studio = DebriefScreen(), Studio(posted.put)
    qtbot.addWidget(screen)
    desk = DebriefDesk(screen, studio, None)

    def until(done):
        def look():
            while not posted.empty():
                desk.take(posted.get())
            return done() and not screen.area.is_growing

        qtbot.waitUntil(look, timeout=20_000)

    yield desk, screen, until
    studio.close()


def test_a_round_that_has_ended_is_graded_by_its_model_and_says_so_meanwhile(tmp_path, desk):
    made, screen, until = desk
    with LoopbackModel(REPLY, stream=False, delay=0.3) as server:
        folder = session(tmp_path, sealed=False, model_url=server.base_url, model="loopback-1")
        made.open(folder.path, write=True)
        until(lambda: rubric(screen) is not None)
        assert rubric(screen)._ask.text() == "Stop loopback-1"
        assert "Viva's own levels stand until then" in screen.said.text()
        until(lambda: screen.page.report.graded_by == "loopback-1" and rubric(screen) is not None)
    assert rubric(screen)._ask.text() == "Ask loopback-1 to grade again"
    (quotes,) = rubric(screen).lists
    asked = []
    screen.place_asked.connect(lambda *place: asked.append(place))
    quotes.setCurrentRow(0)
    quotes.keyPressEvent(QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_Return, Qt.KeyboardModifier.NoModifier))
    ((clip, offset),) = asked
    assert clip == "audio/002"
    assert 0 < offset < 7.2
    assert json.loads((folder.path / "report.json").read_bytes())["graded_by"] == "loopback-1"


def test_stopping_leaves_vivas_own_levels(tmp_path, desk):
    made, screen, until = desk
    with LoopbackModel(REPLY, stream=False, delay=60.0) as server:
        folder = session(tmp_path, sealed=False, model_url=server.base_url, model="loopback-1")
        made.open(folder.path, write=True)
        until(lambda: rubric(screen) is not None and server.asked.is_set())
        rubric(screen)._ask.click()
        until(lambda: STOPPED in screen.said.text())
    assert rubric(screen)._ask.text() == "Ask loopback-1 to grade"
    assert screen.page.report.graded_by == "embedded"


def test_an_old_round_is_graded_only_when_asked(tmp_path, desk):
    made, screen, until = desk
    with LoopbackModel(REPLY, stream=False) as server:
        folder = session(tmp_path, sealed=False, model_url=server.base_url, model="loopback-1")
        made.open(folder.path, write=False)
        until(lambda: rubric(screen) is not None)
        assert server.requests == []
        rubric(screen)._ask.click()
        until(lambda: screen.page.report.graded_by == "loopback-1" and rubric(screen) is not None)


def test_a_sealed_round_offers_no_model(tmp_path, desk):
    made, screen, until = desk
    made.open(session(tmp_path, sealed=True, model_url="http://127.0.0.1:9/v1", model="m").path, write=True)
    until(lambda: rubric(screen) is not None)
    assert rubric(screen)._ask.isHidden()


def test_a_correction_says_that_the_model_graded_other_words(tmp_path, desk):
    made, screen, until = desk
    with LoopbackModel(REPLY, stream=False) as server:
        folder = session(tmp_path, sealed=False, model_url=server.base_url, model="loopback-1")
        made.open(folder.path, write=True)
        until(lambda: screen.page is not None and screen.page.report.graded_by == "loopback-1")
        screen.correction_asked.emit(Edit(2, played_round.SECOND, f"Only {played_round.SECOND}"))
        until(lambda: OUTDATED in screen.page.report.warnings and rubric(screen) is not None)
        sent = len(server.requests)
        rubric(screen)._ask.click()
        until(lambda: OUTDATED not in screen.page.report.warnings)
        assert "Only Just as good" in server.requests[sent]["messages"][1]["content"]


def test_the_command_has_a_round_graded_first_and_says_why_not(tmp_path, capsys):
    paths = Paths(
        *(tmp_path / name for name in ("sessions", "dictations", "questions", "models", "config", "state"))
    )
    tools = Tools(paths, lambda: 0, lambda *_: None)
    parser = argparse.ArgumentParser()
    debrief.add(parser.add_subparsers())
    with LoopbackModel(REPLY, stream=False) as server:
        folder = session(tmp_path / "sessions", sealed=False, model_url=server.base_url, model="loopback-1")
        asked = parser.parse_args(["debrief", str(folder.path), "--grade", "--format", "json"])
        assert debrief.run(asked, tools) == 0
    assert json.loads(capsys.readouterr().out)["graded_by"] == "loopback-1"
    sealed = session(tmp_path / "more", sealed=True, model_url="http://127.0.0.1:9/v1", model="m")
    with pytest.raises(InterviewerError, match="No model was allowed"):
        debrief.run(parser.parse_args(["debrief", str(sealed.path), "--grade"]), tools)
