"""The open deck on its thread: events in, pictures out."""

from __future__ import annotations

import queue

import hostile_pdfs
import made_pdf
import pytest

from desktop.slide_events import DeckFailed, DeckOpened, DeckRead, SlideFailed, SlideRendered
from desktop.slideshow import Slideshow

LIMIT = 30.0


class Room:
    """Waits for events, in order."""

    def __init__(self):
        self.events = queue.SimpleQueue()
        self.slideshow = Slideshow(self.events.put)

    def until(self, kind, number=None, width=None):
        while True:
            event = self.events.get(timeout=LIMIT)
            wanted = number is None or getattr(event, "number", None) == number
            if isinstance(event, kind) and wanted and width in (None, getattr(event, "width", None)):
                return event

    def open(self, path):
        self.slideshow.open(path)
        return self.until((DeckOpened, DeckFailed))

    def rest(self):
        """Wait until all that is drawn ahead is drawn: thumbnails come after it."""
        self.slideshow.thumbnails((1,), 96, 54)
        self.until(SlideRendered, width=96)

    def has(self, number, width, height):
        """Whether a picture is at hand."""
        return self.slideshow._pages.find(number, width, height) is not None


@pytest.fixture
def room():
    room = Room()
    yield room
    room.slideshow.close()


@pytest.fixture
def talk(tmp_path):
    path = tmp_path / "talk.pdf"
    path.write_bytes(made_pdf.deck(6, pictures=1))
    path.with_suffix(".md").write_text("## 2\nSay it slowly.")
    return path


def test_a_deck_is_there_at_once_and_its_words_follow(room, talk):
    opened = room.open(talk)
    assert (opened.path, len(opened.deck), opened.deck.is_read) == (talk, 6, False)
    read = room.until(DeckRead)
    assert read.deck.slide(2).notes == "Say it slowly."
    assert read.deck.slide(2).title.startswith("Result 2")


def test_a_slide_is_drawn_to_fit_the_view(room, talk):
    room.open(talk)
    room.slideshow.show("talk", 3, 500, 500)
    event = room.until(SlideRendered)
    assert (event.number, event.width, event.height) == (3, 500, 281)
    assert len(event.pixels) == event.stride * event.height


def test_the_slides_around_are_at_hand_and_come_before_show_returns(room, talk):
    room.open(talk)
    room.slideshow.show("talk", 3, 320, 180)
    room.rest()
    assert [room.has(number, 320, 180) for number in range(1, 7)] == [False, True, True, True, True, False]
    room.slideshow.show("talk", 4, 320, 180)
    event = room.events.get_nowait()
    assert (type(event), event.number) == (SlideRendered, 4)


def test_two_views_have_a_picture_each_in_its_own_size(room, talk):
    room.open(talk)
    room.slideshow.show("talk", 1, 320, 180)
    room.slideshow.show("audience", 1, 640, 360)
    assert {room.until(SlideRendered).width for _ in range(2)} == {320, 640}
    room.rest()
    assert room.has(2, 320, 180)
    assert room.has(2, 640, 360)


def test_thumbnails_come_after_what_is_looked_at(room, talk):
    room.open(talk)
    room.slideshow.thumbnails((1, 2, 99), 96, 54)
    assert [room.until(SlideRendered, width=96).number for _ in range(2)] == [1, 2]
    assert not room.has(1, 96, 54), "those are kept by the strip"


def test_a_slide_that_is_not_there_is_not_drawn(room, talk):
    room.slideshow.show("talk", 1, 320, 180)
    room.open(talk)
    room.slideshow.show("talk", 0, 320, 180)
    room.slideshow.show("talk", 7, 320, 180)
    room.slideshow.show("talk", 1, 0, 0)
    assert (room.until(SlideRendered).width) == 1


def test_a_deck_that_cannot_be_opened_leaves_the_one_before(room, talk, tmp_path):
    room.open(talk)
    wrong = tmp_path / "wrong.pdf"
    wrong.write_bytes(b"no pdf")
    failed = room.open(wrong)
    assert failed == DeckFailed(
        wrong, "wrong.pdf is not a PDF, or is damaged; export the slides as PDF again and choose that."
    )
    room.slideshow.show("talk", 2, 320, 180)
    assert room.until(SlideRendered).number == 2


def test_another_deck_takes_its_place_with_pictures_of_its_own(room, talk, tmp_path):
    room.open(talk)
    room.slideshow.show("talk", 1, 320, 180)
    before = room.until(SlideRendered)
    other = tmp_path / "other.pdf"
    other.write_bytes(made_pdf.one("0 0 1 rg 0 0 960 540 re f"))
    assert len(room.open(other).deck) == 1
    room.slideshow.show("talk", 1, 320, 180)
    after = room.until(SlideRendered, number=1)
    assert after.pixels != before.pixels


def test_a_slide_that_cannot_be_shown_says_so_each_time(room, tmp_path):
    path = tmp_path / "talk.pdf"
    path.write_bytes(hostile_pdfs.bomb(1 << 30))
    room.open(path)
    remark = room.until(DeckRead).deck.remarks[0]
    assert remark.startswith("The words of slide 1 could not be read")
    for _ in range(2):
        room.slideshow.show("talk", 1, 320, 180)
        assert room.until(SlideFailed).sentence.startswith("Slide 1 cannot be shown: ")


def test_a_reader_that_is_killed_is_replaced_unseen(room, talk):
    room.open(talk)
    room.until(DeckRead)
    room.slideshow._open.renderer._child._process.kill()
    room.slideshow.show("talk", 5, 320, 180)
    assert room.until(SlideRendered).number == 5


def test_a_cache_that_is_too_small_ends_in_no_endless_drawing(room, talk):
    room.slideshow._pages._most = 1
    room.open(talk)
    room.slideshow.show("talk", 3, 320, 180)
    room.slideshow.show("audience", 3, 640, 360)
    room.rest()


def test_it_closes_in_the_middle_of_a_slide_that_never_ends(tmp_path):
    room = Room()
    path = tmp_path / "talk.pdf"
    path.write_bytes(hostile_pdfs.pattern_loop())
    room.open(path)
    room.slideshow.show("talk", 1, 1280, 720)
    reader = room.slideshow._open.renderer._child._process
    room.slideshow.close()
    assert reader.poll() is not None
    assert not room.slideshow._worker._thread.is_alive()
