"""What is seen of slides: the view, the strip and the audience's window."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QRectF, Qt
from PySide6.QtGui import QColor
from PySide6.QtTest import QTest

from desktop.slide_events import DeckOpened, DeckRead, SlideFailed, SlideRendered
from desktop.widgets.audience_window import AudienceWindow, other_screen
from desktop.widgets.slide_keys import SlideKeys
from desktop.widgets.slide_strip import SlideStrip
from desktop.widgets.slide_view import SlideView
from interviewer.slides.deck import Deck, Slide

ROOT = Path(__file__).parent.parent.parent

BLUE, GREEN = b"\xff\x00\x00\xff", b"\x00\xff\x00\xff"


def deck(count=5, title="Results", height=540.0):
    return Deck("Talk", tuple(Slide(number, 960.0, height, title) for number in range(1, count + 1)))


def rendered(number, width=320, height=180, pixel=BLUE):
    return SlideRendered(number, width, height, 4 * width, pixel * (width * height))


def seen(widget, x, y):
    return widget.grab().toImage().pixelColor(x, y).name()


@pytest.fixture
def view(qtbot, dressed):
    view = SlideView()
    qtbot.addWidget(view)
    view.resize(320, 200)
    view.show()
    return view


def test_it_wishes_for_the_slide_it_shows_in_its_own_size(qtbot, view):
    wishes = []
    view.picture_wished.connect(lambda *wish: wishes.append(wish))
    view.show_deck(deck())
    view.show_slide(3)
    view.show_slide(3)
    view.show_slide(9)
    assert wishes == [(1, 320, 200), (3, 320, 200)]
    view.resize(400, 300)
    qtbot.waitUntil(lambda: wishes[-1] == (3, 400, 300))


def test_the_slide_is_painted_pixel_for_pixel_between_bars(view):
    view.show_deck(deck())
    view.take(rendered(1))
    assert view.slide_rect() == QRectF(0, 10, 320, 180)
    assert seen(view, 160, 100) == seen(view, 0, 10) == seen(view, 319, 189) == "#0000ff"
    assert seen(view, 160, 5) != "#0000ff"
    assert seen(view, 160, 195) != "#0000ff"


def test_the_slide_before_stays_for_a_moment_and_then_it_says_what_it_waits_for(qtbot, view):
    view.show_deck(deck())
    view.take(rendered(1))
    view.show_slide(2)
    assert view.is_waiting
    assert seen(view, 160, 100) == "#0000ff"
    qtbot.waitUntil(lambda: seen(view, 20, 40) != "#0000ff")
    view.take(rendered(1))
    assert seen(view, 20, 40) != "#0000ff", "a picture of another slide is not taken"
    view.take(rendered(2, pixel=GREEN))
    assert not view.is_waiting
    assert seen(view, 160, 100) == "#00ff00"


def test_a_small_picture_does_until_the_right_one_comes_and_not_after(view):
    view.show_deck(deck())
    view.take(rendered(1, 96, 54, GREEN))
    assert seen(view, 160, 100) == "#00ff00"
    view.take(rendered(1))
    view.take(rendered(1, 96, 54, GREEN))
    assert seen(view, 160, 100) == "#0000ff"


def test_a_slide_that_cannot_be_shown_says_so_in_words(view):
    view.show_deck(deck())
    view.take(SlideFailed(2, "another"))
    assert view.accessibleDescription() == ""
    view.take(SlideFailed(1, "Slide 1 cannot be shown: <b>it</b> is damaged."))
    assert view.accessibleDescription() == "Slide 1 cannot be shown: <b>it</b> is damaged."
    assert not view.is_waiting
    view.show_slide(2)
    assert view.accessibleDescription() == ""


def test_a_screen_reader_is_told_which_slide_it_is(view):
    assert view.accessibleName() == "Slides: none"
    view.take(DeckOpened(None, deck(title="")))
    assert view.accessibleName() == "Slide 1 of 5"
    view.show_slide(3)
    view.take(DeckRead(None, deck()))
    assert view.accessibleName() == "Slide 3 of 5: Results"
    assert view.number == 3


def test_the_pointer_is_drawn_where_the_mouse_is_while_it_is_lit(view):
    places, gone = [], []
    view.pointed.connect(lambda x, y: places.append((round(x, 2), round(y, 2))))
    view.unpointed.connect(lambda: gone.append(True))
    view.show_deck(deck())
    view.take(rendered(1))
    QTest.mouseMove(view, QPoint(80, 55))
    assert places == []
    assert seen(view, 84, 55) == "#0000ff"
    view.light_pointer(True)
    assert view.cursor().shape() == Qt.CursorShape.BlankCursor
    QTest.mouseMove(view, QPoint(160, 100))
    assert places[-1] == (0.5, 0.5)
    dot = QColor(seen(view, 162, 100))
    assert dot.red() > 200
    assert dot.blue() < 180
    QTest.mouseMove(view, QPoint(160, 2))
    assert gone
    assert seen(view, 160, 100) == "#0000ff"
    view.light_pointer(False)
    assert view.cursor().shape() == Qt.CursorShape.ArrowCursor


def test_turning_the_slide_puts_the_pointer_out(view):
    view.show_deck(deck())
    view.take(rendered(1))
    view.point(0.5, 0.5)
    assert seen(view, 162, 100) != "#0000ff"
    view.show_slide(2)
    assert seen(view, 162, 100) == "#0000ff"


def test_what_is_seen_of_the_strip_is_wished_for_and_painted(qtbot, dressed):
    strip = SlideStrip()
    qtbot.addWidget(strip)
    strip.resize(640, 140)
    wishes = []
    strip.thumbnails_wished.connect(lambda *wish: wishes.append(wish))
    strip.show()
    strip.take(DeckOpened(None, deck(200)))
    qtbot.waitUntil(lambda: bool(wishes))
    numbers, wide, high = wishes[-1]
    assert numbers == tuple(range(1, len(numbers) + 1))
    assert 3 <= len(numbers) <= 6
    assert (wide, high) == (144, 81)
    for number in numbers:
        strip.take(rendered(number, 144, 81, GREEN))
    strip.take(rendered(1, 1920, 1080))
    place = strip.visualRect(strip.model().index(0, 0)).center()
    assert strip.viewport().grab().toImage().pixelColor(place).name() == "#00ff00"
    strip.horizontalScrollBar().setValue(160 * 100)
    qtbot.waitUntil(lambda: wishes[-1][0][0] >= 100)
    assert len(wishes[-1][0]) <= 6


def test_a_click_in_the_strip_chooses_a_slide_and_keys_pass_it_by(qtbot, dressed):
    strip = SlideStrip()
    qtbot.addWidget(strip)
    strip.resize(640, 140)
    strip.show()
    strip.show_deck(deck())
    chosen = []
    strip.slide_chosen.connect(chosen.append)
    place = strip.visualRect(strip.model().index(2, 0)).center()
    QTest.mouseClick(strip.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert chosen == [3]
    assert strip.focusPolicy() == Qt.FocusPolicy.NoFocus
    assert strip.model().index(2, 0).data(Qt.ItemDataRole.AccessibleTextRole) == "Slide 3 of 5: Results"
    strip.take(SlideFailed(3, "no"))
    strip.take(SlideFailed(99, "no"))
    strip.show_slide(5)


def test_the_other_screen_is_chosen_where_there_is_one():
    assert other_screen(["mine"], "mine") is None
    assert other_screen([], None) is None
    assert other_screen(["mine", "theirs"], "mine") == "theirs"
    assert other_screen(["theirs", "mine"], "mine") == "theirs"
    assert other_screen(["first", "second"], None) == "first"


@pytest.fixture
def audience(qtbot, dressed):
    keys = SlideKeys(5)
    window = AudienceWindow(keys)
    qtbot.addWidget(window)
    window.view.show_deck(deck())
    window.resize(320, 200)
    window.show()
    return window


def test_the_audience_sees_the_slide_on_black(audience):
    audience.view.take(rendered(1))
    assert seen(audience, 160, 100) == "#0000ff"
    assert seen(audience, 160, 3) == seen(audience, 160, 197) == "#000000"


def test_the_clicker_works_in_the_audience_window_too(audience):
    moved = []
    audience.moved.connect(lambda: moved.append(True))
    QTest.keyClick(audience, Qt.Key.Key_PageDown)
    assert audience.view.number == 2
    QTest.keyClick(audience, Qt.Key.Key_Space)
    assert audience.view.number == 2
    assert len(moved) == 1


def test_b_makes_it_black_and_brings_it_back(audience):
    audience.view.take(rendered(1))
    QTest.keyClick(audience, Qt.Key.Key_B)
    assert seen(audience, 160, 100) == "#000000"
    assert audience.accessibleDescription() == "The screen is black"
    QTest.keyClick(audience, Qt.Key.Key_Period)
    assert seen(audience, 160, 100) == "#0000ff"


def test_the_pointer_of_the_room_is_seen_by_the_audience(audience):
    audience.view.take(rendered(1))
    audience.view.point(0.5, 0.5)
    assert QColor(seen(audience, 162, 100)).red() > 200
    audience.view.unpoint()
    assert seen(audience, 162, 100) == "#0000ff"
    assert audience.view.cursor().shape() == Qt.CursorShape.BlankCursor


def test_escape_closes_it_and_tells(qtbot, audience):
    with qtbot.waitSignal(audience.closed):
        QTest.keyClick(audience, Qt.Key.Key_Escape)
    assert not audience.isVisible()


def test_it_fills_the_only_screen_and_says_that_there_is_no_other(audience):
    screen = audience.screen()
    assert audience.present(screen) is False
    assert audience.isFullScreen()
    assert audience.geometry() == screen.geometry()


def test_a_screen_that_goes_away_takes_the_window_along(qtbot, audience):
    with qtbot.waitSignal(audience.closed):
        audience._on_screen_removed(audience.screen())


TWO_SCREENS = """
from PySide6.QtWidgets import QApplication
app = QApplication([])
from desktop.widgets.audience_window import AudienceWindow
from desktop.widgets.slide_keys import SlideKeys
for mine in app.screens():
    window = AudienceWindow(SlideKeys())
    print(window.present(mine), window.screen() != mine, window.geometry() == window.screen().geometry())
    window.close()
"""


def test_the_audience_gets_the_other_of_two_screens(tmp_path):
    screens = [
        {"name": name, "x": x, "y": 0, "width": 1280, "height": 800, "logicalDpi": 96, "dpr": 1}
        for name, x in (("mine", 0), ("hall", 1280))
    ]
    plan = tmp_path / "screens.json"
    plan.write_text(json.dumps({"screens": screens}))
    environment = {**os.environ, "QT_QPA_PLATFORM": f"offscreen:configfile={plan}"}
    command = [sys.executable, "-c", TWO_SCREENS]
    done = subprocess.run(command, env=environment, cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["True"] * 6
