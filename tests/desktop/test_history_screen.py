"""The history in the real window: found, drawn, settled, opened and come back from, by keys alone."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from held_rounds import FORECAST, TODAY, held
from PySide6.QtCore import QObject, QPoint, Qt, Slot
from PySide6.QtWidgets import QLabel, QWidget

from audio import events as heard
from desktop import clips
from desktop.bridge import Bridge
from desktop.historian import Historian
from desktop.history_desk import HistoryDesk
from desktop.history_events import DocketRead, HistoryReading, HistoryTroubled, SessionsFound, TrendsFound
from desktop.main_window import MainWindow
from desktop.paths import Paths
from desktop.screens import history_words as words
from desktop.screens.history import FORECASTS, SESSIONS, TRENDS
from interviewer.docket_file import Entry
from interviewer.history_points import Found, Held, Point
from interviewer.trend import trend
from interviewer.trend_lines import Line


class Studio:
    """Notes what is played."""

    def __init__(self) -> None:
        self.played: list[tuple] = []
        self.hushed = 0

    def hush(self) -> None:
        self.hushed += 1

    def play(self, *what: object) -> None:
        self.played.append(what)


class Room(QObject):
    """A window with its history, as the app connects them."""

    def __init__(self, window: MainWindow, paths: Paths) -> None:
        super().__init__()
        self.window, self.paths, self.studio = window, paths, Studio()
        self.opened: list[str] = []
        self.bridge = Bridge()
        self.historian = Historian(paths, self.bridge.post, lambda: TODAY)
        self.desk = HistoryDesk(window.history, self.studio, self.historian, paths)
        self.bridge.posted.connect(self.on_event)
        window.history_shown.connect(self.desk.renew)
        self.desk.round_opened.connect(self.on_opened)
        self.desk.advised.connect(self.on_advised)

    @Slot(object)
    def on_event(self, event: object) -> None:
        self.desk.take(event)

    @Slot(str)
    def on_opened(self, path: str) -> None:
        self.opened.append(Path(path).name)
        self.window.show_debrief()

    @Slot(object)
    def on_advised(self, event: object) -> None:
        self.window.setup.notes.show_due(event.due)


@pytest.fixture
def paths(tmp_path):
    data = tmp_path / "data"
    return Paths(
        data / "sessions", data / "dictations", data / "q", data / "m", tmp_path / "c", tmp_path / "s"
    )


@pytest.fixture
def window(qtbot, dressed):
    window = MainWindow(dressed, lambda: (0.0, 900.0), "light")
    qtbot.addWidget(window)
    window.resize(960, 640)
    window.show()
    qtbot.waitExposed(window)
    return window


@pytest.fixture
def room(window, paths):
    made = Room(window, paths)
    yield made
    made.historian.close()
    made.bridge.posted.disconnect()


def ctrl_h(window, qtbot):
    qtbot.keyClick(window, Qt.Key.Key_H, Qt.KeyboardModifier.ControlModifier)


def test_a_key_opens_the_history_return_a_debrief_and_escape_leads_back_to_the_same_place(
    room, window, qtbot
):
    for day in range(4):
        held(room.paths.sessions, day)
    ctrl_h(window, qtbot)
    screen = window.history
    assert window.pages.currentWidget() is screen
    qtbot.waitUntil(lambda: screen.sessions.count == 4)
    assert screen.count.text() == "4 rounds"
    screen.take_focus()
    qtbot.keyClick(screen.sessions, Qt.Key.Key_Down)
    chosen = screen.sessions.chosen
    qtbot.keyClick(screen.sessions, Qt.Key.Key_Return)
    assert room.opened == [chosen]
    assert chosen.startswith("2026-03-03")
    assert window.pages.currentWidget() is window.debrief
    assert window.debrief.back.isVisible()
    qtbot.keyClick(window.debrief, Qt.Key.Key_Escape)
    assert window.pages.currentWidget() is screen
    qtbot.waitUntil(lambda: screen.sessions.hasFocus())
    assert screen.sessions.chosen == chosen
    qtbot.keyClick(screen, Qt.Key.Key_Escape)
    assert window.pages.currentWidget() is window.setup


def test_a_debrief_that_was_not_opened_from_the_history_has_no_way_back_to_it(window, qtbot):
    window.show_debrief()
    assert not window.debrief.back.isVisible()
    qtbot.keyClick(window.debrief, Qt.Key.Key_Escape)
    assert window.pages.currentWidget() is window.debrief


def test_a_take_does_not_lose_the_way_back_to_the_history_and_a_new_round_does(window, qtbot):
    window.show_history()
    window.show_debrief()
    window.show_room()
    window.show_debrief()
    qtbot.keyClick(window.debrief, Qt.Key.Key_Escape)
    assert window.pages.currentWidget() is window.history
    window.show_debrief()
    window.show_setup()
    window.show_room()
    window.show_debrief()
    assert not window.debrief.back.isVisible()


def test_nobody_leaves_a_round_for_the_history(window, qtbot):
    from dataclasses import replace

    from desktop.screens.room import EMPTY

    window.room.show_view(replace(EMPTY, phase="listening"))
    window.show_room()
    ctrl_h(window, qtbot)
    assert window.pages.currentWidget() is window.room
    assert not window.look_back.isVisible()
    window.room.show_view(replace(EMPTY, phase="closed"))


def test_it_says_what_to_do_where_there_is_nothing(room, window, qtbot):
    ctrl_h(window, qtbot)
    screen = window.history
    qtbot.waitUntil(lambda: screen.count.text() == "0 rounds")
    assert screen.nothing.text() == words.NO_SESSIONS
    assert not screen.open.isEnabled()
    screen.show_page(TRENDS)
    qtbot.waitUntil(lambda: screen.trends.nothing.isVisible())
    screen.show_page(FORECASTS)
    assert screen.docket.nothing.isVisible()


def test_words_that_were_said_are_found_a_moment_after_typing_and_escape_clears_them(room, window, qtbot):
    held(room.paths.sessions, 0)
    held(room.paths.sessions, 1, "The zebra crossed the ablation.")
    ctrl_h(window, qtbot)
    screen = window.history
    qtbot.waitUntil(lambda: screen.sessions.count == 2)
    qtbot.keyClick(screen, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    qtbot.keyClicks(screen.filter.search, "zeb")
    qtbot.waitUntil(lambda: screen.sessions.count == 1)
    index = screen.sessions.model().index(0, 0)
    assert "zebra crossed" in index.data(Qt.ItemDataRole.AccessibleTextRole)
    assert screen.count.text() == "Said in 1 round."
    qtbot.keyClicks(screen.filter.search, "rrr")
    qtbot.waitUntil(lambda: screen.nothing.isVisible())
    assert screen.nothing.text() == words.NOTHING_FOUND
    qtbot.mouseClick(screen.everything, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: screen.sessions.count == 2)


def test_a_filter_narrows_the_list_and_a_wrong_date_is_said(room, window, qtbot):
    for day in range(3):
        held(room.paths.sessions, day)
    ctrl_h(window, qtbot)
    screen = window.history
    qtbot.waitUntil(lambda: screen.sessions.count == 3)
    qtbot.keyClicks(screen.filter.since, "2026-03-02")
    qtbot.waitUntil(lambda: screen.sessions.count == 2)
    assert screen.count.text() == "2 of 3 rounds"
    screen.filter.since.setText("yesterday")
    qtbot.waitUntil(lambda: screen.filter.trouble.isVisible())
    assert screen.filter.trouble.text() == words.NOT_A_DATE
    assert screen.sessions.count == 2
    screen.filter.kind.setCurrentIndex(1)
    qtbot.waitUntil(lambda: screen.sessions.isHidden())


def test_a_session_is_deleted_only_after_a_question_whose_safe_answer_has_the_focus(room, window, qtbot):
    held(room.paths.sessions, 0)
    path = held(room.paths.sessions, 1)
    ctrl_h(window, qtbot)
    screen = window.history
    qtbot.waitUntil(lambda: screen.sessions.count == 2)
    qtbot.keyClick(screen.sessions, Qt.Key.Key_Delete)
    qtbot.waitUntil(screen.dialog.isActiveWindow)
    assert screen.dialog.no.isDefault()
    qtbot.keyClick(screen.dialog, Qt.Key.Key_Escape)
    assert screen.dialog is None
    qtbot.keyClick(screen.sessions, Qt.Key.Key_Delete)
    with qtbot.waitSignal(room.desk.sessions_changed):
        qtbot.mouseClick(screen.dialog.yes, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: screen.sessions.count == 1)
    assert not path.exists()
    assert screen.notice.words.text() == "The session is deleted."


def test_every_point_of_a_trend_is_reached_by_keys_and_opens_its_round(room, window, qtbot):
    for day in range(5):
        held(room.paths.sessions, day)
    ctrl_h(window, qtbot)
    screen = window.history
    qtbot.waitUntil(lambda: screen.sessions.count == 5)
    screen.show_page(TRENDS)
    qtbot.waitUntil(lambda: screen.trends.list.count() > 3)
    names = [screen.trends.list.item(row).text() for row in range(screen.trends.list.count())]
    screen.trends.list.setCurrentRow(names.index("Onset delay"))
    assert screen.trends.said.text() == "No clear change over 5 rounds."
    assert screen.trends.standing.text().startswith("Concede or hold over these rounds: d′")
    view = screen.trends.view
    qtbot.keyClick(screen.trends.list, Qt.Key.Key_Return)
    assert view.hasFocus()
    qtbot.keyClick(view, Qt.Key.Key_Home)
    qtbot.keyClick(view, Qt.Key.Key_Right)
    assert "2 March 2026" in view.accessibleName()
    assert "2 March 2026" in screen.trends.looked.text()
    qtbot.keyClick(view, Qt.Key.Key_Return)
    assert room.opened[0].startswith("2026-03-02")


def line(values, scale="figure", low=None, high=None):
    points = tuple(
        Point(f"r{at}", f"2026-03-{at + 1:02d}T10:00:00", value, low, high, "Q")
        for at, value in enumerate(values)
    )
    return Line("onset", "Onset delay", "s", scale, points, trend(values))


def test_a_click_on_a_point_opens_it_and_elsewhere_nothing(window, qtbot):
    view = window.history.trends.view
    window.show_history()
    window.history.show_page(TRENDS)
    window.history.show_trends(TrendsFound(1, (line([1.0, 2.0, 3.0, 4.0], low=0.5, high=5.0),), None))
    assert window.history.trends.standing.text() == words.TOO_FEW
    place = QPoint(round(view._x(2)), round(view._y(3.0)))
    with qtbot.waitSignal(view.round_opened) as opened:
        qtbot.mouseClick(view, Qt.MouseButton.LeftButton, pos=place)
    assert opened.args == ["r2"]
    with qtbot.assertNotEmitted(view.round_opened):
        qtbot.mouseClick(view, Qt.MouseButton.LeftButton, pos=QPoint(place.x(), 2))


def test_each_scale_can_be_painted(window, qtbot):
    window.show_history()
    window.history.show_page(TRENDS)
    for made in (
        line([1.0]),
        line([2.0, 2.0, 2.0, 2.0]),
        line([1.0, 2.0, 4.0, 3.0], "level", 1.0, 4.0),
        line([0.7, 1.4, 1.0], "times", 0.0, None),
        line([-3.0, 0.5, 2.0, 5.0], "difference", -900.0, 900.0),
    ):
        window.history.show_trends(TrendsFound(1, (made,), None))
        picture = window.history.trends.view.grab().toImage()
        colours = {
            picture.pixel(x, y) for x in range(0, picture.width(), 3) for y in range(0, picture.height(), 3)
        }
        assert len(colours) > 3


def test_a_forecast_that_is_due_is_told_of_on_the_first_screen_and_settled(room, window, qtbot):
    path = held(room.paths.sessions, 0, FORECAST)
    (path / "audio" / "030.wav").write_bytes(b"RIFF")
    room.historian.renew()
    notes = window.setup.notes
    qtbot.waitUntil(lambda: notes.due.isVisible())
    assert notes.due.text() == "A forecast you made is due."
    qtbot.mouseClick(notes.look, Qt.MouseButton.LeftButton)
    docket = window.history.docket
    assert window.history.pages.currentWidget() is docket
    assert "70 % sure" in docket.facts.text()
    qtbot.mouseClick(docket.play, Qt.MouseButton.LeftButton)
    ((played, start, line),) = room.studio.played
    assert line < clips.FORECAST
    assert (played, start > 0) == (path / "audio/030.wav", True)
    assert docket.play.text() == "Sto&p", "the same key stops it"
    room.desk.take(heard.PlayoutEnded(line, 0.0, interrupted=False))
    assert docket.play.text() == "&Play"
    qtbot.mouseClick(docket.outcomes["did_not"], Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: "Brier score 0.49 over 1 settled forecast" in docket.score.text())
    assert not notes.due.isVisible()
    qtbot.mouseClick(docket.undo, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: docket.score.text().startswith("No forecast is settled"))
    qtbot.mouseClick(docket.strike, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: docket.nothing.isVisible())
    qtbot.keyClick(window.history, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: docket.list.count == 1)


def entry(identity="a", **more):
    values = {
        "session": "s", "said_on": "2026-03-04", "quote": "It will <b>win</b>", "clip": "", "offset": 0.0,
        "metric": "it", "threshold": "", "when": "", "due": "", "probability": None, "disconfirmed_by": "",
    }  # fmt: skip
    return Entry(id=identity, **(values | more))


def test_a_forecast_without_a_date_can_be_given_one_and_hears_kindly_what_it_lacks(window, qtbot):
    window.show_history()
    window.history.show_page(FORECASTS)
    docket = window.history.docket
    docket.show_docket(DocketRead((entry(),), None, TODAY, False))
    assert docket.facts.text().endswith(
        "Next time, say too: a threshold, a date, a probability, what would show it wrong."
    )
    assert not docket.play.isEnabled()
    docket.day.setText("soon")
    qtbot.keyClick(docket.day, Qt.Key.Key_Return)
    assert docket.trouble.words.text() == words.NOT_A_DATE
    docket.day.setText("2027-06")
    with qtbot.waitSignal(docket.dated) as dated:
        qtbot.mouseClick(docket.set_day, Qt.MouseButton.LeftButton)
    assert dated.args == ["a", date(2027, 6, 30)]


def test_what_was_said_is_never_markup(window):
    window.show_history()
    window.history.show_docket(DocketRead((entry(),), None, TODAY, False))
    for label in window.history.findChildren(QLabel):
        assert label.textFormat() == Qt.TextFormat.PlainText
    assert "<b>win</b>" in window.history.docket.quote.text()


def test_trouble_and_progress_are_said_in_a_sentence(window):
    window.show_history()
    screen = window.history
    screen.show_reading(HistoryReading(340, 10_000))
    assert screen.progress.text().startswith("Reading your sessions: 340 of 10,000.")
    screen.show_reading(HistoryReading(10_000, 10_000, rebuilt=True))
    assert not screen.progress.isVisible()
    assert "nothing is lost" in screen.notice.words.text()
    screen.show_trouble("The index cannot be kept.")
    assert screen.trouble.isVisible()
    screen.show_reading(HistoryReading(1, 1))
    assert not screen.trouble.isVisible()
    assert isinstance(HistoryTroubled("x").sentence, str)


def test_everything_that_can_be_used_has_a_name(window):
    window.show_history()
    for widget in window.history.findChildren(QWidget):
        if widget.focusPolicy() & Qt.FocusPolicy.TabFocus and type(widget).__module__.startswith("desktop"):
            assert widget.accessibleName() or getattr(widget, "text", str)(), widget


def test_ten_thousand_rounds_are_shown_without_being_made(window, qtbot):
    rows = tuple(
        Found(
            Held(f"n{at}", "i", "2026-03-04T10:00:00", "Q", "onsite", 20.0, "calm", 60.0, 0.0, "time", 3, 2),
            "",
        )
        for at in range(10_000)
    )
    window.show_history()
    made = []
    real = words.row

    def counted(found):
        made.append(found)
        return real(found)

    words.row = counted
    try:
        window.history.show_sessions(SessionsFound(1, rows, 10_000, 10_000))
        qtbot.waitUntil(lambda: bool(made))
        window.history.sessions.scrollToBottom()
        qtbot.wait(50)
    finally:
        words.row = real
    assert window.history.sessions.count == 10_000
    assert len({found.held.name for found in made}) < 100
    assert window.history.pages.currentIndex() == SESSIONS


@pytest.mark.parametrize(
    ("typed", "first", "last"),
    [
        ("", None, None),
        ("2026", date(2026, 1, 1), date(2026, 12, 31)),
        ("2026-2", date(2026, 2, 1), date(2026, 2, 28)),
        (" 2026-03-04 ", date(2026, 3, 4), date(2026, 3, 4)),
    ],
)
def test_a_month_or_a_year_is_a_date_too(typed, first, last):
    assert (words.first_day(typed), words.last_day(typed)) == (first, last)


@pytest.mark.parametrize("typed", ["x", "2026-13", "2026-02-30", "0000", "12026", "2026-3-"])
def test_what_is_no_date_says_so(typed):
    with pytest.raises(ValueError, match="not a date"):
        words.first_day(typed)
