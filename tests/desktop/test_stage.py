"""The stage: slides are opened when they are chosen, turned by keys, and stand still without a talk."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from audio.events import LevelMeasured
from desktop.errors import DesktopError
from desktop.main_window import SMALLEST
from desktop.room_desk import RoomDesk
from desktop.screens.room import EMPTY, RoomScreen
from desktop.screens.setup import SetupScreen
from desktop.screens.talk_words import drift_words, haste, time_words, warning_words
from desktop.settings import Settings
from desktop.slide_events import DeckFailed, DeckOpened, DeckRead
from desktop.stage_desk import StageDesk
from desktop.talk_conductor import TalkConductor
from desktop.talk_floor import TalkView
from interviewer.errors import InterviewerError
from interviewer.rehearsal.talk_clock import Standing, TimeLeft
from interviewer.slides.deck import Deck, Slide

DECK = Deck(
    "Serving",
    tuple(Slide(number, 960, 540, f"Slide {number}", "five seeds", "slowly") for number in (1, 2, 3)),
)


def stands(**changes):
    standing = Standing(elapsed=75.0, left=45.0, section=1, drift=0.0, by="slides", over=False)
    return TalkView("on", replace(standing, **changes), "Method", questioned=False)


class Slideshow:
    """Notes what it was asked."""

    def __init__(self):
        self.opened, self.shown, self.hidden = [], [], []

    def open(self, path):
        self.opened.append(path)

    def show(self, *wish):
        self.shown.append(wish)

    def hide(self, view):
        self.hidden.append(view)


class Talk(TalkConductor):
    """Notes which slides were shown and says when time is nearly up."""

    def __init__(self):
        self.slides, self.quiet = [], []

    def show_slide(self, number):
        self.slides.append(number)

    def tick(self, *, quiet):
        self.quiet.append(quiet)
        return TimeLeft(60.0)


@pytest.fixture
def hall(dressed, qtbot, tmp_path):
    setup, room, slideshow = SetupScreen(), RoomScreen(lambda: (0.0, None)), Slideshow()
    for screen in (setup, room):
        qtbot.addWidget(screen)
    desk = StageDesk(room.stage, setup, slideshow, RoomDesk())
    deck = tmp_path / "deck.pdf"
    deck.write_bytes(b"%PDF")
    settings = Settings(kind="presentation", slides=str(deck))
    setup.show_settings(settings)
    yield desk, setup, room, slideshow, settings
    desk.leave()


def on(room):
    room.resize(1200, 760)
    room.show()
    room.show_view(replace(EMPTY, phase="listening", talk=stands()))


def test_slides_are_opened_once_when_they_are_chosen_and_awaited_before_a_round(hall):
    desk, setup, _, slideshow, settings = hall
    desk.on_choices(replace(settings, kind="discussion"))
    assert slideshow.opened == []
    desk.on_choices(settings)
    desk.on_choices(settings)
    assert slideshow.opened == [Path(settings.slides)]
    with pytest.raises(DesktopError, match="still being read"):
        desk.brought(settings, 7)
    desk.take(DeckOpened(Path(settings.slides), DECK))
    desk.take(DeckRead(Path("another.pdf"), DECK))
    with pytest.raises(DesktopError, match="still being read"):
        desk.brought(settings, 7)
    desk.take(DeckRead(Path(settings.slides), replace(DECK, is_read=True)))
    assert setup.talk.slides.name.text() == "deck.pdf · 3 slides"
    found = desk.brought(replace(settings, questions="cut_in", pressure="hostile"), 7)
    assert [one.number for one in found.slides] == [1, 2, 3]
    assert len(found.comes) == 4
    assert found.seconds == pytest.approx(0.4 * 15 * 60)


def test_slides_that_cannot_be_opened_are_told_before_the_round(hall):
    desk, setup, _, _, settings = hall
    desk.on_choices(settings)
    desk.take(DeckFailed(Path(settings.slides), "deck.pdf is damaged."))
    assert setup.talk.slides.name.text() == "deck.pdf is damaged."
    with pytest.raises(DesktopError, match="damaged"):
        desk.brought(settings, 7)


def test_a_plan_that_is_gone_or_says_nothing_is_one_sentence(hall, tmp_path):
    desk, _, _, _, settings = hall
    bare = replace(settings, slides="")
    with pytest.raises(DesktopError, match="cannot be read"):
        desk.brought(replace(bare, plan=str(tmp_path / "gone.md")), 7)
    (tmp_path / "plan.md").write_text("nothing\n")
    with pytest.raises(InterviewerError):
        desk.brought(replace(bare, plan=str(tmp_path / "plan.md")), 7)
    assert not desk.brings(bare)


def test_keys_turn_slides_while_the_talk_is_on_and_each_is_told(hall):
    desk, _, room, slideshow, settings = hall
    talk = Talk()
    desk.on_choices(settings)
    desk.take(DeckOpened(Path(settings.slides), DECK))
    desk.take(DeckRead(Path(settings.slides), replace(DECK, is_read=True)))
    desk.enter(talk)
    on(room)
    assert room.stage.isVisible()
    assert not room.transcript.isVisible()
    for key in (Qt.Key.Key_PageDown, Qt.Key.Key_End, Qt.Key.Key_Left, Qt.Key.Key_Home, Qt.Key.Key_PageUp):
        QTest.keyClick(room, key)
    assert talk.slides == [1, 2, 3, 2, 1]
    assert {wish[0] for wish in slideshow.shown} == {"now", "next"}
    assert room.stage.slide.accessibleName() == "Slide 1 of 3: Slide 1"
    assert room.stage.notes.toPlainText() == "slowly"
    QTest.keyPress(room, Qt.Key.Key_L)
    QTest.keyRelease(room, Qt.Key.Key_L)
    assert room.stage.keys.is_pointing


def test_the_clock_is_asked_and_a_warning_stands_beside_the_slide(hall):
    desk, _, room, _, _ = hall
    talk = Talk()
    desk.enter(talk)
    on(room)
    desk.on_level(LevelMeasured(1.0, -20.0, -15.0, voiced=True))
    desk.on_tick()
    desk.on_level(LevelMeasured(1.5, -70.0, -60.0, voiced=False))
    desk.on_tick()
    assert talk.quiet == [False, True]
    assert room.stage.warning.words.text() == "One minute left of your talk."
    assert room.stage.time.text() == "1:15 of 2:00"


def test_without_a_talk_no_key_of_the_stage_does_anything(hall):
    desk, _, room, slideshow, _ = hall
    desk.enter(object())
    room.resize(1200, 760)
    room.show()
    room.show_view(replace(EMPTY, phase="listening"))
    for key in (Qt.Key.Key_PageDown, Qt.Key.Key_L, Qt.Key.Key_V, Qt.Key.Key_B):
        QTest.keyClick(room, key)
    desk.on_tick()
    assert slideshow.shown == []
    assert not room.stage.isVisible()


def test_the_slides_stand_alone_in_a_window_that_takes_the_same_keys(hall, qtbot):
    desk, _, room, slideshow, settings = hall
    talk = Talk()
    desk.on_choices(settings)
    desk.take(DeckRead(Path(settings.slides), replace(DECK, is_read=True)))
    desk.enter(talk)
    on(room)
    QTest.keyClick(room, Qt.Key.Key_V)
    audience = room.stage.audience
    qtbot.addWidget(audience)
    assert audience.isVisible()
    QTest.keyClick(audience, Qt.Key.Key_PageDown)
    assert talk.slides == [1, 2]
    assert room.stage.slide.number == 2
    QTest.keyClick(audience, Qt.Key.Key_Escape)
    assert not audience.isVisible()
    assert slideshow.hidden == ["audience"]


@pytest.mark.parametrize(
    ("changes", "drift", "pressing"),
    [
        ({}, "on plan", "soon"),
        ({"left": 300.0}, "on plan", ""),
        ({"left": 300.0, "drift": 95.0}, "1:35 behind", "soon"),
        ({"left": 300.0, "drift": -35.0}, "0:35 ahead", ""),
        ({"left": -5.0, "over": True}, "on plan", "now"),
    ],
)
def test_what_is_said_of_the_time(changes, drift, pressing):
    talk = stands(**changes)
    assert drift_words(talk.standing.drift) == drift
    assert haste(talk) == pressing
    assert time_words(stands(left=-75.0)) == "1:15", "no plan, no end"
    assert drift_words(9.0) == "on plan"
    assert "counted" in warning_words(TimeLeft(0.0))
    assert "ends here" in warning_words(TimeLeft(0.0, stop=True))


def test_the_stage_fits_the_smallest_window(hall):
    desk, _, room, _, settings = hall
    desk.on_choices(settings)
    desk.take(DeckRead(Path(settings.slides), replace(DECK, is_read=True)))
    desk.enter(Talk())
    on(room)
    room.stage.show_warning("One minute left of your talk.")
    room.show_view(replace(EMPTY, phase="speaking", line="Why that baseline? " * 4, talk=stands()))
    room.resize(SMALLEST.width(), SMALLEST.height() - 56)
    assert room.height() == SMALLEST.height() - 56
    assert room.minimumSizeHint().height() <= room.height()
