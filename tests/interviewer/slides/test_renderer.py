"""What becomes of a deck when the process that reads it is lost."""

from __future__ import annotations

import pytest

from interviewer.errors import InterviewerError
from interviewer.slides.child import ChildLostError
from interviewer.slides.messages import Draw, Drawn, Load, Loaded, Read, Refused, Words
from interviewer.slides.renderer import MOST_DEATHS, Renderer


class Scripted:
    """A reader that dies on some pages, is late on others, and lies on one."""

    started = 0

    def __init__(self, dies=(), late=(), lies=(), load=None):
        self.dies, self.late, self.lies, self.load = dies, late, lies, load
        self.started, self.asked, self.closed = 0, [], 0

    def __call__(self):
        self.started += 1
        return self

    def ask(self, request, body, seconds):
        self.asked.append(request)
        match request:
            case Load():
                if isinstance(self.load, Exception):
                    raise self.load
                return self.load or Loaded("", (960.0, 540.0) * 9), b""
            case Draw(page, width, height):
                self._lose(page)
                return Drawn(4 * width), bytes(4 * width * height - (page + 1 in self.lies))
            case Read(page):
                self._lose(page)
                return Words("title", "text", ""), b""

    def _lose(self, page):
        if page + 1 in (*self.dies, *self.late):
            raise ChildLostError(late=page + 1 in self.late)

    def kill(self):
        pass

    def close(self):
        self.closed += 1


def test_a_dead_reader_is_replaced_and_the_pdf_opened_again():
    reader = Scripted(dies=(2,))
    renderer = Renderer(b"%PDF", "talk.pdf", reader)
    assert renderer.draw(1, 4, 4)
    assert renderer.draw(2, 4, 4) is None
    assert renderer.draw(3, 4, 4)
    assert (reader.started, reader.closed, reader.asked.count(Load())) == (2, 1, 2)


def test_a_page_that_killed_it_twice_is_never_tried_again():
    reader = Scripted(dies=(2,))
    renderer = Renderer(b"%PDF", "talk.pdf", reader)
    assert [renderer.draw(2, 4, 4) for _ in range(2)] == [None, None]
    for _ in range(3):
        with pytest.raises(InterviewerError) as raised:
            renderer.draw(2, 8, 8)
    assert str(raised.value).startswith("Slide 2 cannot be shown: it is damaged")
    assert sum(isinstance(one, Draw) for one in reader.asked) == 2
    assert renderer.words(2) is None


def test_a_page_that_is_late_says_so():
    renderer = Renderer(b"%PDF", "talk.pdf", Scripted(late=(2,)))
    assert [renderer.draw(2, 4, 4) for _ in range(2)] == [None, None]
    with pytest.raises(InterviewerError, match="drawing it takes more than 3 seconds"):
        renderer.draw(2, 4, 4)


def test_pixels_that_are_too_few_are_no_picture():
    renderer = Renderer(b"%PDF", "talk.pdf", Scripted(lies=(1,)))
    with pytest.raises(InterviewerError, match="this page of the PDF is damaged"):
        renderer.draw(1, 4, 4)


def test_words_are_given_up_when_page_after_page_kills_the_reader():
    reader = Scripted(dies=range(1, 100))
    renderer = Renderer(b"%PDF", "talk.pdf", reader)
    assert [renderer.words(number) for number in range(1, 9)] == [None] * 8
    assert sum(isinstance(one, Read) for one in reader.asked) == MOST_DEATHS


@pytest.mark.parametrize(
    ("load", "sentence"),
    [
        (ChildLostError(late=True), "talk.pdf could not be opened within 5 seconds"),
        (ChildLostError(late=False), "talk.pdf could not be opened: it is damaged, or asks for more memory"),
        (Refused("password"), "talk.pdf is protected by a password"),
        (Refused("something new"), "talk.pdf is not a PDF, or is damaged"),
        (Loaded("", ()), "talk.pdf is not a PDF, or is damaged"),
        (Loaded("", (1.0, 2.0, 3.0)), "talk.pdf is not a PDF, or is damaged"),
        (Drawn(4), "talk.pdf is not a PDF, or is damaged"),
    ],
)
def test_a_deck_that_cannot_be_opened_says_why(load, sentence):
    reader = Scripted(load=load)
    renderer = Renderer(b"%PDF", "talk.pdf", reader)
    with pytest.raises(InterviewerError) as raised:
        renderer.open()
    assert str(raised.value).startswith(sentence)
    assert reader.closed == 1


def test_where_no_process_can_be_started_it_says_so():
    def refuse():
        raise OSError("no more processes")

    with pytest.raises(InterviewerError, match="no process could be started"):
        Renderer(b"%PDF", "talk.pdf", refuse).open()
    assert Renderer(b"%PDF", "talk.pdf", refuse).words(1) is None


def test_after_the_end_nothing_is_started():
    reader = Scripted()
    renderer = Renderer(b"%PDF", "talk.pdf", reader)
    renderer.close()
    with pytest.raises(InterviewerError, match="was closed"):
        renderer.draw(1, 4, 4)
    assert reader.started == 0
