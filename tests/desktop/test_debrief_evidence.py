from __future__ import annotations

from pathlib import Path

import played_hard
import played_round
import pytest
from PySide6.QtCore import QCoreApplication, QPoint, Qt
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QLabel

from desktop import theme
from desktop.debrief_desk import DebriefDesk
from desktop.screens.debrief import DebriefScreen
from desktop.widgets.cell_table import Cell, CellTable, TableRow
from desktop.widgets.quote_list import MOST, Quote, QuoteList
from desktop.widgets.timeline import ROW, TimelineView
from interviewer.debrief.report import build
from interviewer.debrief.timeline import Mark, Span, Timeline

SPANS = (
    Span("panel", 1, 2.0, 6.0, 0, "Ines", "question", "Which area?", "panel/001", 2.0),
    Span("candidate", 1, 8.0, 20.0, -1, "You", "answer", "I work on rerankers", "audio/001", 7.5,
         ((12.0, 14.0),), 150.0),
    Span("panel", 2, 21.0, 24.0, 1, "Tomas", "challenge", "Why?", "panel/002", 21.0),
    Span("candidate", 2, 30.0, 50.0, -1, "You", "answer", "Because", "", 29.0),
)  # fmt: skip
ROUND = Timeline(60.0, SPANS, (Mark(21.0, "challenge"), Mark(25.0, "candidate_cut_in")), ((52.0, 58.0),))


def shown(qtbot, widget, wide=600):
    qtbot.addWidget(widget)
    widget.resize(wide, max(widget.sizeHint().height(), 40))
    widget.show()
    qtbot.waitExposed(widget)
    return widget


def opened(screen, events, tmp_path):
    screen.show_report(build(played_round.play(tmp_path, events)))
    while screen.area.is_growing:
        QCoreApplication.processEvents()
    return screen


@pytest.fixture
def view(qtbot, dressed):
    return shown(qtbot, TimelineView(ROUND))


@pytest.fixture
def table(qtbot, dressed):
    rows = [
        TableRow("first", (Cell("●", "said so", "good", "audio/001", 3.0), Cell("·", "nothing", "muted"))),
        TableRow("second", (Cell("○", "claimed", "plain", "audio/002", 5.5),), "the end"),
    ]
    return shown(qtbot, CellTable("Grid", ("one", "two"), rows, 0.2))


@pytest.fixture
def screen(qtbot, dressed):
    return shown(qtbot, DebriefScreen(), 1100)


# The timeline


def test_a_click_plays_from_there(view, qtbot):
    """Second 14 of a row of 60 s; the recording began at 7.5."""
    with qtbot.waitSignal(view.place_pressed) as asked:
        qtbot.mouseClick(view, Qt.MouseButton.LeftButton, pos=QPoint(160, 44))
    clip, offset = asked.args
    assert clip == "audio/001"
    assert offset == pytest.approx(16.0 - 7.5, abs=0.1)


def test_arrow_keys_go_from_turn_to_turn_and_return_plays(view, qtbot):
    for key in (Qt.Key.Key_Right, Qt.Key.Key_Right):
        qtbot.keyClick(view, key)
    assert view.accessibleName() == "Timeline. 0:21 Tomas, challenge: Why?"
    with qtbot.waitSignal(view.place_pressed) as asked:
        qtbot.keyClick(view, Qt.Key.Key_Return)
    assert asked.args == ["panel/002", 0.0]
    qtbot.keyClick(view, Qt.Key.Key_Left)
    assert "1 long pause: I work on rerankers" in view.accessibleName()
    assert "150 words a minute" in view.accessibleName()


def test_what_was_not_recorded_is_shown_and_plays_nothing(view, qtbot):
    qtbot.keyClick(view, Qt.Key.Key_End)
    with qtbot.assertNotEmitted(view.place_pressed):
        qtbot.keyClick(view, Qt.Key.Key_Return)
    assert view.accessibleName().endswith("Because")


def test_turns_and_pauses_are_painted_where_they_were(view):
    picture, now = view.grab().toImage(), theme.colours()
    assert picture.pixelColor(100, 44) == QColor(now.accent)
    assert picture.pixelColor(130, 44) == QColor(now.surface)
    assert picture.pixelColor(40, 22) == QColor(now.seats[0])
    assert picture.pixelColor(225, 22) == QColor(now.seats[1])
    assert picture.pixelColor(260, 44) not in (QColor(now.accent), QColor(now.surface))


def test_the_recording_that_plays_is_outlined(view):
    before = view.grab().toImage()
    view.show_playing("audio/001")
    assert view.grab().toImage() != before


def test_a_turn_that_reaches_into_the_next_row_is_drawn_in_both(qtbot, dressed):
    long = Span("candidate", 1, 850.0, 950.0, -1, "You", "answer", "On", "audio/001", 850.0)
    view = shown(qtbot, TimelineView(Timeline(1800.0, (long,))))
    picture, accent = view.grab().toImage(), QColor(theme.colours().accent)
    assert picture.pixelColor(590, 44) == accent
    assert picture.pixelColor(10, ROW + 44) == accent
    with qtbot.waitSignal(view.place_pressed) as asked:
        qtbot.mouseClick(view, Qt.MouseButton.LeftButton, pos=QPoint(20, ROW + 44))
    assert asked.args[1] == pytest.approx(80.0, abs=1.5)


def test_a_round_in_which_nobody_spoke_has_nothing_to_play(qtbot, dressed):
    view = shown(qtbot, TimelineView(Timeline(10.0)))
    with qtbot.assertNotEmitted(view.place_pressed):
        qtbot.keyClick(view, Qt.Key.Key_Return)
    assert "nobody spoke" in view.accessibleName()


# Tables and lists


def test_keys_go_from_cell_to_cell_and_say_what_stands_there(table, qtbot):
    qtbot.keyClick(table, Qt.Key.Key_Right)
    assert table.accessibleName() == "Grid. first, two: nothing"
    with qtbot.assertNotEmitted(table.place_pressed):
        qtbot.keyClick(table, Qt.Key.Key_Return)
    qtbot.keyClick(table, Qt.Key.Key_Down)
    assert table.accessibleName() == "Grid. second, two: nothing"
    qtbot.keyClick(table, Qt.Key.Key_Left)
    with qtbot.waitSignal(table.place_pressed) as asked:
        qtbot.keyClick(table, Qt.Key.Key_Space)
    assert asked.args == ["audio/002", 5.5]
    qtbot.keyClick(table, Qt.Key.Key_Down)
    assert table.accessibleName() == "Grid. second, one: claimed"


def test_a_click_on_a_cell_plays_its_quote(table, qtbot):
    box = table._box(0, 0)
    with qtbot.waitSignal(table.place_pressed) as asked:
        qtbot.mouseClick(table, Qt.MouseButton.LeftButton, pos=box.center())
    assert asked.args == ["audio/001", 3.0]
    assert table.accessibleName() == "Grid. first, one: said so"


def test_narrow_columns_get_higher_heads(qtbot, dressed):
    names = ("baseline tuned alike", "more than one dataset", "test data untouched")
    table = shown(qtbot, CellTable("Grid", names, [TableRow("a", ())]))
    assert table.heightForWidth(330) > table.heightForWidth(1200)


def test_a_row_of_a_list_plays_by_click_and_by_key_and_reads_whole(qtbot, dressed):
    quotes = [
        Quote(f"0:{n:02d}", f"claim {n}", "Measured", "good", ("beneath",), "audio/001", float(n))
        for n in range(20)
    ]
    listed = shown(qtbot, QuoteList("Claims", quotes))
    assert listed.item(3).data(Qt.ItemDataRole.AccessibleTextRole) == "0:03, claim 3, Measured, beneath"
    with qtbot.waitSignal(listed.place_pressed) as asked:
        qtbot.mouseClick(
            listed.viewport(), Qt.MouseButton.LeftButton, pos=listed.visualItemRect(listed.item(1)).center()
        )
    assert asked.args == ["audio/001", 1.0]
    qtbot.keyClick(listed, Qt.Key.Key_Down)
    with qtbot.waitSignal(listed.place_pressed) as asked:
        qtbot.keyClick(listed, Qt.Key.Key_Return)
    assert asked.args == ["audio/001", 2.0]
    assert listed.height() < (MOST + 1) * listed.sizeHintForRow(0)


# The whole screen


def test_a_bad_round_shows_its_steps_and_every_room(screen, tmp_path):
    opened(screen, played_hard.events(played_hard.BAD), tmp_path)
    texts = [label.text() for label in screen.area.findChildren(QLabel)]
    for wanted in (
        "Three things to do next",
        "Timeline",
        "Concede or hold",
        "Why-ladders",
        "Rigour grid",
        "Claim ledger",
    ):
        assert wanted in texts
    assert texts.index("Three things to do next") < texts.index("Challenges") < texts.index("Concede or hold")
    assert len(screen.page.evidence.buttons) == 3
    assert len(screen.page.evidence.lists) == 2


def test_a_step_plays_the_words_it_rests_on_and_stops_them(screen, tmp_path, qtbot):
    opened(screen, played_hard.events(played_hard.BAD), tmp_path)
    button = screen.page.evidence.buttons[0]
    with qtbot.waitSignal(screen.place_asked) as asked:
        button.click()
    clip, offset = asked.args
    assert clip == "audio/005"
    screen.show_playing(clip)
    assert button.text() == "Stop"
    assert button.accessibleName() == "Stop what you said at 2:28"
    assert screen.page.evidence.buttons[1].text() == "Play"
    with qtbot.waitSignal(screen.clip_stopped), qtbot.assertNotEmitted(screen.place_asked):
        button.click()
    screen.show_playing("")
    assert button.text() == "Play"
    assert offset > 0


def test_pictures_and_lists_ask_for_the_place(screen, tmp_path, qtbot):
    opened(screen, played_hard.events(played_hard.BAD), tmp_path)
    for picture in (*screen.page.evidence.pictures, *screen.page.evidence.lists):
        with qtbot.waitSignal(screen.place_asked):
            picture.place_pressed.emit("audio/002", 1.5)


def test_every_picture_can_be_reached_by_the_tab_key(screen, tmp_path):
    opened(screen, played_hard.events(played_hard.GOOD), tmp_path)
    for picture in (*screen.page.evidence.pictures, *screen.page.evidence.lists):
        assert picture.focusPolicy() & Qt.FocusPolicy.TabFocus
        assert picture.accessibleName()


def test_an_almost_empty_round_has_one_card_for_all_that_is_not_there(screen, tmp_path):
    opened(screen, played_hard.nearly_empty(), tmp_path)
    texts = [label.text() for label in screen.area.findChildren(QLabel)]
    assert "Not in this round" in texts
    assert "What to do next" in texts, "nothing is promised that is not there"
    assert any(text.startswith("There is nothing to advise on") for text in texts)
    assert "Rigour grid" not in texts


def test_it_fits_the_smallest_window(screen, tmp_path):
    opened(screen, played_hard.events(played_hard.BAD), tmp_path)
    screen.resize(900, 584)
    assert 300 < screen.area.narrowest <= screen.area.viewport().width()


class Played:
    """Stands in for the studio: remembers what it was asked to play."""

    def __init__(self) -> None:
        self.asked: list[tuple[Path, float]] = []

    def hush(self) -> None:
        """Be silent."""

    def play(self, path: Path, start: float, line: int) -> None:
        self.asked.append((path, start))


def test_the_desk_plays_a_recording_from_the_second_that_was_asked_for(screen, tmp_path):
    folder = played_round.play(tmp_path, played_hard.events(played_hard.BAD))
    folder.audio_path(5).write_bytes(b"RIFF")
    studio = Played()
    desk = DebriefDesk(screen, studio, None)
    desk._shown = folder.path
    screen.place_asked.emit("audio/005", 4.5)
    screen.clip_asked.emit("audio/005")
    screen.place_asked.emit("audio/006", 1.0)
    assert studio.asked == [(folder.path / "audio/005.wav", 4.5), (folder.path / "audio/005.wav", 0.0)]
    assert screen.said.text() == "This recording is no longer in the session's folder."
