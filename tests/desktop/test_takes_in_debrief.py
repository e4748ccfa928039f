"""Doing a challenge again from the debrief: the button, the answers side by side, and what can be wished of them."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from again import BETTER, play, take
from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QLabel

from desktop.room_view import RoomView
from desktop.screens.room import RoomScreen
from desktop.widgets.take_tiles import AT_ONCE, MoreTakes
from interviewer import takes
from interviewer.debrief.report import build
from interviewer.store import SessionFolder

if TYPE_CHECKING:
    from desktop.screens.debrief import DebriefScreen


@pytest.fixture
def screen(debrief_screen):
    return debrief_screen


def show(screen: DebriefScreen, folder: SessionFolder, refuses: str = "") -> None:
    screen.show_report(build(SessionFolder.open(folder.path)), refuses)
    while screen.area.is_growing:
        QCoreApplication.processEvents()


def card(screen: DebriefScreen, line: int):
    return next(one for one in screen.cards if one.number == line)


def texts(widget) -> str:
    return "\n".join(label.text() for label in widget.findChildren(QLabel) if label.isVisibleTo(widget))


def test_only_challenges_and_their_follow_ups_can_be_done_again(screen, tmp_path):
    show(screen, play(tmp_path))
    assert [one.number for one in screen.cards if one.again is not None] == [2, 3, 4]


def test_the_button_asks_for_its_own_line(screen, tmp_path, qtbot):
    show(screen, play(tmp_path))
    with qtbot.waitSignal(screen.again_asked) as asked:
        qtbot.keyClick(card(screen, 3).again, Qt.Key.Key_Space)
    assert asked.args == [3]


def test_a_session_that_must_not_be_written_says_why_in_the_card(screen, tmp_path, qtbot):
    show(screen, play(tmp_path), "A later version of Viva made this session: update to answer it anew.")
    shown = card(screen, 2)
    assert not shown.again.isEnabled()
    assert "later version" in shown.again.accessibleDescription()
    assert "later version" in texts(shown)


def test_without_a_microphone_it_is_said_that_the_take_would_be_typed(screen, tmp_path):
    show(screen, play(tmp_path))
    screen.show_deaf(deaf=True)
    assert card(screen, 2).again.isEnabled()
    assert "type this take" in texts(card(screen, 2))
    assert "type this take" not in texts(card(screen, 1))
    screen.show_deaf(deaf=False)
    assert "type this take" not in texts(card(screen, 2))


def test_answers_stand_side_by_side_and_each_plays(screen, tmp_path, qtbot):
    show(screen, play(tmp_path, *take(2, 1, BETTER), *take(2, 2, "No.")))
    shown = card(screen, 2)
    said = texts(shown)
    assert said.count("one benchmark") == 1, "the first answer is there once"
    for expected in ("First answer", "Take 1", "Take 2", BETTER, "Against the first answer"):
        assert expected in said
    with qtbot.waitSignal(screen.clip_asked) as asked:
        next(one for one in shown.clips if one.clip == "takes/002-1").click()
    assert asked.args == ["takes/002-1"]
    screen.show_playing("takes/002-1")
    assert [one.text() for one in shown.clips if one.clip == "takes/002-1"] == ["Stop"]


def test_a_take_is_deleted_with_undo_and_called_the_better_one(screen, tmp_path, qtbot):
    folder = play(tmp_path, *take(2, 1, BETTER))
    show(screen, folder)
    for text, wish in (("The better one", "preferred"), ("Delete", "deleted")):
        button = next(m for m in card(screen, 2).tiles.marks if (m.take, m.text()) == (1, text))
        with qtbot.waitSignal(screen.take_marked) as marked:
            button.click()
        assert marked.args == [2, 1, wish]
        takes.mark(folder.path, *marked.args)
    show(screen, folder)
    (undo,) = card(screen, 2).tiles.marks
    assert "is deleted" in texts(card(screen, 2))
    assert "one benchmark" in card(screen, 2).passages[1].text(), "the answer stands there as before"
    with qtbot.waitSignal(screen.take_marked) as marked:
        undo.click()
    takes.mark(folder.path, *marked.args)
    show(screen, folder)
    assert "Not the better one" in [one.text() for one in card(screen, 2).tiles.marks]


def test_the_first_answer_cannot_be_deleted(screen, tmp_path):
    show(screen, play(tmp_path, *take(2, 1, BETTER)))
    assert [one.mark for one in card(screen, 2).tiles.marks if one.take == 0] == ["preferred"]


def test_the_keyboard_comes_back_to_the_card_after_a_take(screen, tmp_path, qtbot):
    folder = play(tmp_path)
    show(screen, folder)
    card(screen, 3).again.click()
    for event in take(3, 1, BETTER):
        folder.append(event)
    folder.close()
    show(screen, folder)
    qtbot.waitUntil(lambda: screen.focusWidget() is card(screen, 3).again)


def test_the_keyboard_stays_on_the_card_when_the_debrief_is_written_anew_behind_it(screen, tmp_path, qtbot):
    folder = play(tmp_path, *take(2, 1, BETTER))
    show(screen, folder)
    on = (
        lambda: card(screen, 3).again,
        lambda: card(screen, 2).tiles.clips[1],
        lambda: screen.page.evidence.pictures[0],
    )
    for keys in on:
        keys().setFocus()
        shown = screen.page
        show(screen, folder)
        assert screen.page is not shown
        assert screen.focusWidget() is keys()


def test_a_take_that_is_marked_stays_where_it_is_seen(screen, tmp_path, qtbot):
    folder = play(tmp_path, *take(2, 1, BETTER))
    show(screen, folder)
    pressed = next(m for m in card(screen, 2).tiles.marks if (m.take, m.mark) == (1, "preferred"))
    screen.area.ensureWidgetVisible(pressed)
    pressed.setFocus()
    before = screen.area.place_of(pressed) - screen.area.verticalScrollBar().value()
    with qtbot.waitSignal(screen.take_marked) as marked:
        qtbot.keyClick(pressed, Qt.Key.Key_Space)
    takes.mark(folder.path, *marked.args)
    show(screen, folder)
    now = next(m for m in card(screen, 2).tiles.marks if (m.take, m.mark) == (1, "not preferred"))
    assert abs(screen.area.place_of(now) - screen.area.verticalScrollBar().value() - before) < 8
    assert screen.focusWidget() is card(screen, 2).again, "the button that was pressed is another one now"


def test_after_a_take_all_of_its_card_that_has_room_is_seen(screen, tmp_path):
    folder = play(tmp_path)
    show(screen, folder)
    shown = card(screen, 2)
    bar = screen.area.verticalScrollBar()
    bar.setValue(screen.area.place_of(shown) - screen.area.viewport().height() + 60)
    shown.again.click()
    for event in take(2, 1, BETTER):
        folder.append(event)
    folder.close()
    show(screen, folder)
    shown = card(screen, 2)
    top = screen.area.place_of(shown)
    end = min(top + shown.height(), top + screen.area.viewport().height())
    assert bar.value() <= top
    assert end <= bar.value() + screen.area.viewport().height()


def test_many_takes_are_made_a_few_at_a_time(screen, tmp_path):
    show(screen, play(tmp_path, *(e for k in range(1, 15) for e in take(2, k, BETTER))))
    more = screen.findChildren(MoreTakes)
    assert len(more) == 2
    assert len(card(screen, 2).tiles.clips) == AT_ONCE
    assert "Take 14" in texts(more[-1])
    screen.show_playing("takes/002-14")
    assert [one.text() for one in more[-1].clips if one.clip == "takes/002-14"] == ["Stop"]


def test_what_was_said_in_a_take_is_no_markup(screen, tmp_path):
    show(screen, play(tmp_path, *take(2, 1, "<b>bold</b> <img src=x> words of mine")))
    assert "<b>bold</b>" in texts(card(screen, 2))


PLAIN = RoomView(
    "listening", ("Ada",), "", "When not?", "", (), "", "", False, True, "", "", "", True, plain=True
)  # fmt: skip


@pytest.fixture
def room(qtbot, dressed):
    room = RoomScreen(lambda: (65.0, None))
    qtbot.addWidget(room)
    room.show()
    qtbot.waitExposed(room)
    return room


def test_the_room_of_a_take_offers_only_what_leads_back(room):
    room.show_view(PLAIN)
    buttons = room.buttons
    for hidden in (buttons.rephrase, buttons.hint, buttons.dispute, buttons.skip):
        assert not hidden.isVisible()
    for shown in (buttons.done, buttons.repeat, buttons.pause, buttons.type, buttons.end):
        assert shown.isEnabled()
    assert buttons.end.text() == "Leave"
    room.show_view(replace(PLAIN, plain=False))
    assert buttons.hint.isVisible()
    assert buttons.end.text() == "End round"


def test_its_clock_counts_up(room):
    room.show_view(PLAIN)
    assert room.clock.left.text() == "1:05"
    assert "since you were asked" in room.clock.passed.text()


def test_leaving_asks_only_once_something_may_have_been_said(room, qtbot):
    room.show_view(replace(PLAIN, phase="speaking"))
    with qtbot.waitSignal(room.end_confirmed):
        qtbot.keyClick(room, Qt.Key.Key_Escape)
    room.show_view(PLAIN)
    with qtbot.assertNotEmitted(room.end_confirmed):
        qtbot.keyClick(room, Qt.Key.Key_Escape)
    assert "Leave this take?" in room.dialog.windowTitle()
    with qtbot.waitSignal(room.end_confirmed):
        room.dialog.accept()


def test_a_key_of_a_hidden_button_does_nothing(room, qtbot):
    room.show_view(PLAIN)
    with qtbot.assertNotEmitted(room.hint_asked), qtbot.assertNotEmitted(room.skip_asked):
        qtbot.keyClick(room, Qt.Key.Key_H)
        qtbot.keyClick(room, Qt.Key.Key_S)
