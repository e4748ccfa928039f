"""Words are found in what was said, the panel's lines too, also where the page has not grown that far."""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING

import long_session
import played_round
import pytest
from PySide6.QtCore import Qt

from desktop.main_window import MainWindow
from interviewer.debrief.report import build

if TYPE_CHECKING:
    from desktop.screens.debrief import DebriefScreen

CONTROL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


def shown(qtbot, screen: DebriefScreen, report) -> DebriefScreen:
    screen.show_report(report)
    qtbot.waitUntil(lambda: not screen.area.is_growing, timeout=60_000)
    return screen


@pytest.fixture
def window(qtbot, dressed):
    window = MainWindow(dressed, lambda: (0.0, 900.0), "light")
    qtbot.addWidget(window)
    window.show_debrief()
    window.show()
    with qtbot.waitActive(window):
        window.activateWindow()
    return window


@pytest.fixture
def screen(window, qtbot, tmp_path):
    return shown(qtbot, window.debrief, build(played_round.play(tmp_path)))


@pytest.fixture(scope="module")
def long(tmp_path_factory):
    return build(long_session.long_session(tmp_path_factory.mktemp("long")))


def look_for(qtbot, screen: DebriefScreen, wanted: str) -> None:
    qtbot.keyClick(screen.area, Qt.Key.Key_F, CONTROL)
    # QTest can type no sign outside Unicode's first plane.
    screen.find_bar.line.setText(wanted)


def current(screen: DebriefScreen) -> list[tuple[int, str]]:
    """Return the passage that holds the place that is looked at, and the words there."""
    return [
        (number, passage.text()[slice(*passage._marked[passage._current])])
        for number, passage in enumerate(screen.page.passages)
        if passage._current >= 0
    ]


def is_seen(screen: DebriefScreen) -> bool:
    (number, _), *_ = current(screen)
    passage = screen.page.passages[number]
    area = passage.area_of(*passage._marked[passage._current])
    top = screen.area.place_of(passage) + area.top() - screen.area.verticalScrollBar().value()
    return top >= 0 and top + area.height() <= screen.area.viewport().height()


def test_the_panels_lines_and_the_answers_are_searched_and_counted(screen, qtbot):
    look_for(qtbot, screen, "just as good")
    assert screen.find_bar.count.text() == "1 of 3"
    assert current(screen) == [(1, "just as good")]
    qtbot.keyClick(screen.find_bar.line, Qt.Key.Key_Return)
    assert screen.find_bar.count.text() == "2 of 3"
    assert current(screen) == [(2, "just as good")]
    assert is_seen(screen)
    for _ in range(2):
        qtbot.keyClick(screen.find_bar.line, Qt.Key.Key_Return, SHIFT)
    assert screen.find_bar.count.text() == "3 of 3"
    assert current(screen) == [(3, "Just as good")]


def test_f3_goes_on_and_nothing_found_is_said(screen, qtbot):
    look_for(qtbot, screen, "just as good")
    qtbot.keyClick(screen, Qt.Key.Key_F3)
    assert screen.find_bar.count.text() == "2 of 3"
    qtbot.keyClick(screen, Qt.Key.Key_F3, SHIFT)
    assert screen.find_bar.count.text() == "1 of 3"
    look_for(qtbot, screen, "nowhere")
    assert screen.find_bar.count.text() == "Not found"
    assert current(screen) == []


def test_escape_closes_the_line_and_leaves_the_keys_on_the_found_word(screen, qtbot):
    look_for(qtbot, screen, "five thousand")
    qtbot.keyClick(screen.find_bar.line, Qt.Key.Key_Escape)
    assert not screen.find_bar.isVisible()
    text = screen.page.answer(2).text
    assert screen.window().focusWidget() is text
    assert text.words[text.at] == "five"
    assert current(screen) == []


def test_what_is_selected_is_looked_for(screen, qtbot):
    text = screen.page.answer(2).text
    text.setFocus()
    text.go_to(6)
    qtbot.keyClick(text, Qt.Key.Key_Right, SHIFT)
    qtbot.keyClick(text, Qt.Key.Key_F, CONTROL)
    assert screen.find_bar.line.text() == "one benchmark,"
    assert screen.find_bar.count.text() == "1 of 1"


def test_signs_of_patterns_and_markup_are_sought_as_they_stand(window, qtbot, tmp_path):
    events = played_round.events()
    said = "It is (a.b*) <b>bold</b> 𝄞 [x] and 𝄞 five."
    events.append(played_round.answer(9, 5, said, ((80.0, 90.0),)))
    screen = shown(qtbot, window.debrief, build(played_round.play(tmp_path, events)))
    for wanted in ("(a.b*)", "<b>", "[x]", "𝄞 five"):
        look_for(qtbot, screen, wanted)
        assert screen.find_bar.count.text() == "1 of 1", wanted


def test_the_marks_stay_when_the_debrief_is_worked_out_anew(screen, qtbot):
    look_for(qtbot, screen, "just as good")
    qtbot.keyClick(screen.find_bar.line, Qt.Key.Key_Return)
    shown(qtbot, screen, dataclasses.replace(screen.page.report, hints=7))
    assert screen.page.report.hints == 7
    assert current(screen) == [(2, "just as good")]
    assert screen.find_bar.count.text() == "2 of 3"


def test_no_place_is_found_across_two_passages(screen, qtbot):
    look_for(qtbot, screen, "begin? I work")
    assert screen.find_bar.count.text() == "Not found"


def test_a_place_that_is_not_there_yet_is_gone_to_when_it_is(window, qtbot, long):
    screen = window.debrief
    screen.show_report(long)
    assert len(screen.cards) < 20
    look_for(qtbot, screen, "number 150 be")
    assert screen.find_bar.count.text() == "1 of 1"
    qtbot.waitUntil(lambda: bool(current(screen)) and is_seen(screen), timeout=60_000)
    qtbot.waitUntil(lambda: not screen.area.is_growing, timeout=60_000)
    assert is_seen(screen)
