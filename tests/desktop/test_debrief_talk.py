"""The talk in the debrief: its picture plays any moment, and every row what it stands for."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QWidget

from desktop.screens.debrief_talk import TalkCards
from desktop.slide_events import DeckRead
from desktop.widgets.slide_strip import SlideStrip
from desktop.widgets.talk_picture import LABEL, TalkPicture
from interviewer.rehearsal.found_parts import FoundPart
from interviewer.rehearsal.talk_parts import InterruptionReport, SectionReport, SlideReport, TalkReport
from interviewer.slides.deck import Deck, Slide

SLIDES = (
    SlideReport(1, "Why", 0.0, 40.0, 40.0, ((0.0, 40.0),), 30.0, 80, "too slow", 120.0, 1, 0, 0.0, ()),
    SlideReport(
        2, "<b>How</b>", 40.0, 90.0, 50.0, ((40.0, 90.0),), 60.0, 99, "four bits", 119.0, 0, 1, 0.6, ("cost",)
    ),
    SlideReport(3, "Cost", None, None, None, (), 30.0, 0, "", None, None, 0, 0.0, ("memory",)),
)
SECTIONS = (
    SectionReport("Problem", 30.0, 0.0, 40.0, 40.0, 10.0, 10.0, ("who is hurt",)),
    SectionReport("Method", 60.0, 40.0, 90.0, 50.0, 0.0, -10.0, ()),
    SectionReport("Results", 30.0, None, None, 0.0, None, None, ("seeds",)),
)
CAME = InterruptionReport(
    50.0,
    "Ben",
    "Why that baseline?",
    "given",
    None,
    2.5,
    60.0,
    "so the method",
    10.0,
    "cost",
    "slide",
    "it c",
    False,
    None,
)
PARTS = (FoundPart("problem", 3.0, "it is too slow"), FoundPart("gap", None, ""))
TALK = TalkReport(
    1,
    5.0,
    "audio/001",
    90.0,
    120.0,
    -30.0,
    "slides",
    SLIDES,
    SECTIONS,
    (CAME,),
    PARTS,
    ("Line 3 was left out.",),
)


@pytest.fixture
def shown(dressed, qtbot):
    page = QWidget()
    qtbot.addWidget(page)
    cards = TalkCards(TALK, page)
    made = list(cards.cards())
    for one in made:
        one.setParent(page)
    places = []
    cards.place_pressed.connect(lambda *place: places.append(place))
    yield cards, made, places
    page.close()


def texts(made):
    return "\n".join(label.text() for one in made for label in one.findChildren(QLabel))


def test_the_talk_is_told_against_its_plan(shown):
    _, made, _ = shown
    said = texts(made)
    assert "0:30 less than planned (2:00)" in said
    assert "Problem: who is hurt" in said
    assert "seeds" not in said, "what lay beyond the end is told by the section that was not reached"
    assert "Not heard in the talk: gap." in said
    assert "Line 3 was left out." in said


def test_the_picture_plays_from_where_it_is_pressed_and_by_keys(shown, qtbot):
    _, made, places = shown
    (picture,) = made[0].findChildren(TalkPicture)
    picture.resize(600, picture.sizeHint().height())
    QTest.mouseClick(picture, Qt.MouseButton.LeftButton, pos=QPoint(300, LABEL + 4))
    assert places == [("audio/001", pytest.approx(60.0))]
    QTest.mouseClick(picture, Qt.MouseButton.LeftButton, pos=QPoint(560, LABEL + 4))
    assert len(places) == 1, "nothing was said after the end"
    QTest.keyClick(picture, Qt.Key.Key_Left)
    QTest.keyClick(picture, Qt.Key.Key_Return)
    assert places[-1] == ("audio/001", pytest.approx(50.0))
    assert "Method" in picture.accessibleName()
    assert "slide 2" in picture.accessibleName()


def test_rows_play_what_they_stand_for_and_what_was_not_there_plays_nothing(shown):
    cards, _, places = shown
    came, argument, slides = cards.lists
    came.setCurrentRow(0)
    QTest.keyClick(came, Qt.Key.Key_Return)
    assert places[-1] == ("audio/001", pytest.approx(49.75))
    for rows, number in ((argument, 1), (slides, 2)):
        count = len(places)
        rows.setCurrentRow(number)
        QTest.keyClick(rows, Qt.Key.Key_Return)
        assert len(places) == count
    slides.setCurrentRow(1)
    QTest.keyClick(slides, Qt.Key.Key_Return)
    assert places[-1] == ("audio/001", 40.0)
    assert "never said: cost" in slides.item(1).data(Qt.ItemDataRole.AccessibleTextRole)


def test_small_slides_stand_over_the_rows_and_play_their_minute(shown):
    cards, made, places = shown
    strip = cards._strip
    assert strip.isHidden()
    deck = Deck("Serving", tuple(Slide(number, 960, 540) for number in (1, 2, 3)), is_read=True)
    cards.take(DeckRead(Path("deck.pdf"), deck))
    assert not strip.isHidden()
    assert strip in made[-1].findChildren(SlideStrip)
    strip.slide_chosen.emit(2)
    assert places[-1] == ("audio/001", 40.0)
    strip.slide_chosen.emit(3)
    assert len(places) == 1, "a slide that was never shown has no minute"
