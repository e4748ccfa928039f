"""The first screen proposes what to practise, takes it up into the round, and takes no for an answer."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt

from desktop.archive import Archive
from desktop.front_desk import FrontDesk, focus_of
from desktop.history_events import Advised
from desktop.paths import Paths
from desktop.screens.setup import SetupScreen
from desktop.settings import Settings, load
from desktop.wiring import opened, round_for
from interviewer.round.panel import panel
from interviewer.weakest import Proposal

PROPOSAL = Proposal("honest_limitations", 1.0, 2, 3, "2026-03-05_1000_abc")


@pytest.fixture
def screen(qtbot, dressed):
    screen = SetupScreen()
    qtbot.addWidget(screen)
    screen.resize(1280, 750)
    screen.show()
    qtbot.waitExposed(screen)
    return screen


@pytest.fixture
def front(screen, tmp_path):
    paths = Paths(*(tmp_path / name for name in ("sessions", "d", "q", "m", "config", "state")))
    archive = Archive(lambda event: None)
    yield FrontDesk(screen, paths, archive)
    archive.close()


def click(qtbot, button):
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


def test_it_says_nothing_where_there_is_nothing_to_say(screen):
    assert not screen.notes.isVisible()


def test_a_proposal_says_why_and_taking_it_up_chooses_a_round_that_asks_about_it(screen, front, qtbot):
    front.show_advice(Advised(0, PROPOSAL))
    assert screen.notes.why.text() == (
        "Weakest lately: honest limitations, 1 of 4 in two of the last three rounds that showed it."
    )
    assert screen.kind.value == "discussion"
    click(qtbot, screen.notes.practise)
    assert (screen.kind.value, screen.settings.focus) == ("presentation", "honest_limitations")
    order = front.order(screen.settings)
    assert order.focus == "honest_limitations"
    assert opened(order, panel(), "embedded", 0.0).focus == "honest_limitations"
    round_for(order, panel()).apply(opened(order, panel(), "embedded", 0.0))
    click(qtbot, screen.notes.take_back)
    assert front.order(screen.settings).focus == ""


def test_a_round_that_does_not_ask_about_it_is_told_so_and_goes_without(screen, front, qtbot):
    front.show_advice(Advised(0, PROPOSAL))
    click(qtbot, screen.notes.practise)
    click(qtbot, screen.kind.buttons["discussion"])
    assert "choose Presentation or Onsite" in screen.notes.why.text()
    assert focus_of(screen.settings) == ""


def test_the_focus_is_for_one_round(screen, front, qtbot):
    front.show_advice(Advised(0, PROPOSAL))
    click(qtbot, screen.notes.practise)
    front.focus_used()
    assert screen.settings.focus == front.settings.focus == ""


def test_a_declined_proposal_comes_back_only_with_another_round(screen, front, qtbot, tmp_path):
    front.show_advice(Advised(0, PROPOSAL))
    click(qtbot, screen.notes.not_now)
    assert not screen.notes.isVisible()
    click(qtbot, screen.pressure.buttons["calm"])
    front.show_advice(Advised(0, PROPOSAL))
    assert not screen.notes.isVisible()
    assert load(tmp_path / "config" / "settings.json").declined == PROPOSAL.id
    front.show_advice(Advised(0, Proposal("honest_limitations", 1.0, 3, 3, "2026-03-09_1000_def")))
    assert screen.notes.isVisible()


def test_a_focus_that_nobody_knows_is_none(screen):
    screen.show_settings(Settings(focus="charm"))
    assert screen.settings.focus == ""
    assert focus_of(Settings(focus="charm")) == ""
