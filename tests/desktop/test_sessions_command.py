"""`viva sessions delete` takes along what was forecast in a session, as the window does."""

from __future__ import annotations

import argparse

import pytest
from held_rounds import FORECAST, held

from desktop.commands import rehearse, sessions
from desktop.commands.tools import Tools
from desktop.paths import Paths
from interviewer.docket import Docket
from interviewer.docketing import forecasts_of
from interviewer.sessions import list_sessions


@pytest.fixture
def paths(tmp_path):
    return Paths(*(tmp_path / "data" / name for name in ("sessions", "d", "q", "m", "c", "state")))


def parsed(add, *words):
    parser = argparse.ArgumentParser()
    add(parser.add_subparsers())
    return parser.parse_args(words)


def test_a_deleted_sessions_forecasts_go_with_it(paths):
    path, other = held(paths.sessions, 0, FORECAST), held(paths.sessions, 1, FORECAST)
    docket = Docket(paths.docket)
    docket.take([*forecasts_of(path), *forecasts_of(other)])
    args = parsed(sessions.add, "sessions", "delete", path.name, "--yes")
    assert args.run(args, Tools(paths, lambda: 0, lambda *_: None)) == 0
    docket.look()
    assert [one.session for one in docket.entries] == [other.name]


def test_the_first_screen_lists_the_newest_rounds_only(paths):
    for day in range(3):
        held(paths.sessions, day, report=False)
    assert [one.created[:10] for one in list_sessions(paths.sessions, 2)] == ["2026-03-03", "2026-03-02"]
    assert len(list_sessions(paths.sessions)) == 3


def test_a_focus_must_be_a_dimension(capsys):
    assert parsed(rehearse.add, "rehearse", "--focus", "composure").focus == "composure"
    with pytest.raises(SystemExit):
        parsed(rehearse.add, "rehearse", "--focus", "charm")
    assert "charm" in capsys.readouterr().err
