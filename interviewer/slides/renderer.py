"""Reads and draws one PDF through a reading process, replaces it when it dies, and gives up on pages that kill it."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

from interviewer.errors import InterviewerError
from interviewer.slides.child import Child, ChildLostError
from interviewer.slides.deck import Picture
from interviewer.slides.messages import Draw, Drawn, Load, Loaded, Read, Refused, Words

if TYPE_CHECKING:
    from collections.abc import Callable

    from interviewer.slides.messages import Message

LOAD_SECONDS = 5.0
"""For a process to start and open a PDF; decks of 200 pages took 0.1 s (`tests/bench/slides.py`)."""

DRAW_SECONDS = 3.0
"""For one picture that somebody waits for; 100,000 curves took 0.4 s, 300,000 took 1.7 s."""

AHEAD_SECONDS = 1.5
"""For a picture that nobody waits for yet: what is waited for meanwhile comes that much later at most."""

READ_SECONDS = 2.0
"""For the words of one page; a full one takes 3 ms."""

STRIKES = 2
"""Times a page may end the reader before it is left alone."""

MOST_DEATHS = 3
"""Pages whose words may end the reader before no more words are asked for."""

MOST_PIXELS = 3840 * 2160
"""Of one picture; what is shown larger is scaled up."""

_SENTENCES = {
    "password": "{name} is protected by a password; save a copy without one and choose that.",
    "security": "{name} is encrypted in a way that cannot be read; save a copy without encryption and choose that.",
    "format": "{name} is not a PDF, or is damaged; export the slides as PDF again and choose that.",
    "empty": "{name} has no pages; export the slides as PDF again and choose that.",
    "many": "{name} has more than 1,000 pages; save the slides of this talk as a PDF of their own and choose that.",
}
_LATE = (
    "{name} could not be opened within {seconds:.0f} seconds; export the slides as PDF again and choose that."
)
_DEAD = (
    "{name} could not be opened: it is damaged, or asks for more memory than a deck may take;"
    " export the slides as PDF again and choose that."
)


class Renderer:
    """One PDF; all of it may be called from any thread, and one call waits for another."""

    def __init__(self, content: bytes, name: str, start: Callable[[], Child] = Child) -> None:
        self._content = content
        self._name = name
        self._start = start
        self._turn = threading.Lock()
        self._child: Child | None = None
        self._closed = False
        self._strikes: dict[int, int] = {}
        self._why: dict[int, str] = {}
        self._deaths = 0
        self.loaded = Loaded("", ())

    def open(self) -> Loaded:
        """Open the PDF and return what is known of it.

        Raises:
            InterviewerError: It cannot be opened.
        """
        with self._turn:
            self._ready()
        return self.loaded

    def words(self, number: int) -> Words | None:
        """Return what stands on a slide, counted from 1; None where it could not be read."""
        with self._turn:
            if self._deaths >= MOST_DEATHS or self._strikes.get(number, 0) >= STRIKES:
                return None
            try:
                answer, _ = self._ready().ask(Read(number - 1), b"", READ_SECONDS)
            except ChildLostError:
                self._lose(number)
                self._deaths += 1
                return None
            except InterviewerError:  # No reader could be started again; the slides will say so.
                self._deaths += 1
                return None
        return answer if isinstance(answer, Words) else None

    def draw(self, number: int, width: int, height: int, seconds: float = DRAW_SECONDS) -> Picture | None:
        """Return a picture of a slide; None where the reader was lost, and a second try may help.

        Raises:
            InterviewerError: This slide cannot be shown.
        """
        width, height = bounded(width, height)
        with self._turn:
            if self._strikes.get(number, 0) >= STRIKES:
                raise InterviewerError(self._why[number])
            try:
                answer, pixels = self._ready().ask(Draw(number - 1, width, height), b"", seconds)
            except ChildLostError as error:
                self._lose(number)
                self._why[number] = f"Slide {number} cannot be shown: {_reason(late=error.late)}."
                return None
            return self._picture(answer, pixels, number, width, height)

    def close(self) -> None:
        """End the reader, also in the middle of something."""
        self._closed = True
        child = self._child
        if child is not None:
            child.kill()
        with self._turn:
            if self._child is not None:
                self._child.close()
                self._child = None

    def _ready(self) -> Child:
        """Return a reader that has the PDF open."""
        if self._closed:
            raise InterviewerError(f"{self._name} was closed; open it again.")
        if self._child is not None:
            return self._child
        try:
            child = self._child = self._start()
            if self._closed:  # `close` came too soon to find it.
                child.kill()
        except OSError as error:
            raise InterviewerError(
                f"{self._name} could not be opened: no process could be started; close other programs and try again."
            ) from error
        try:
            answer, _ = child.ask(Load(), self._content, LOAD_SECONDS)
        except ChildLostError as error:
            self._put_down()
            sentence = _LATE if error.late else _DEAD
            raise InterviewerError(sentence.format(name=self._name, seconds=LOAD_SECONDS)) from error
        if not isinstance(answer, Loaded) or not answer.sizes or len(answer.sizes) % 2:
            self._put_down()
            why = answer.why if isinstance(answer, Refused) else "format"
            raise InterviewerError(_SENTENCES.get(why, _SENTENCES["format"]).format(name=self._name))
        self.loaded = answer
        return child

    def _picture(self, answer: Message, pixels: bytes, number: int, width: int, height: int) -> Picture:
        if isinstance(answer, Drawn) and answer.stride >= 4 * width and len(pixels) == answer.stride * height:
            return Picture(number, width, height, answer.stride, pixels)
        self._strikes[number] = STRIKES
        self._why[number] = f"Slide {number} cannot be shown: this page of the PDF is damaged."
        raise InterviewerError(self._why[number])

    def _lose(self, number: int) -> None:
        self._put_down()
        if not self._closed:
            self._strikes[number] = self._strikes.get(number, 0) + 1
            self._why.setdefault(number, f"Slide {number} cannot be shown: {_reason(late=False)}.")

    def _put_down(self) -> None:
        if self._child is not None:
            self._child.close()
            self._child = None


def _reason(*, late: bool) -> str:
    return (
        f"drawing it takes more than {DRAW_SECONDS:.0f} seconds"
        if late
        else "it is damaged, or asks for more memory than a slide may take"
    )


def bounded(width: int, height: int) -> tuple[int, int]:
    """Return a size of the same shape that no picture exceeds."""
    width, height = max(1, width), max(1, height)
    share = min(1.0, (MOST_PIXELS / (width * height)) ** 0.5)
    return max(1, int(width * share)), max(1, int(height * share))
