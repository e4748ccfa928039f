"""The talk in the debrief: against its plan, slide by slide, its interruptions, and what of the argument is missing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot

from desktop.screens.debrief_evidence import titled_card
from desktop.slide_events import DeckOpened, DeckRead
from desktop.widgets.plain import PlainLabel
from desktop.widgets.quote_list import Quote, QuoteList
from desktop.widgets.slide_strip import SlideStrip
from desktop.widgets.talk_picture import TalkPicture
from interviewer.debrief import talk_words as words
from interviewer.debrief.said import LEAD
from interviewer.debrief.wording import clock, seconds

if TYPE_CHECKING:
    from collections.abc import Iterator

    from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

    from interviewer.rehearsal.talk_parts import DrillReport, InterruptionReport, SlideReport, TalkReport

HINT = "A click plays from there; arrow keys go along the talk, Return plays. A red line: the panel came in."


class TalkCards(QObject):
    """Makes the cards of one talk, one at a time."""

    place_pressed = Signal(str, float)
    thumbnails_wished = Signal(object, int, int)

    def __init__(self, found: TalkReport, parent: QObject) -> None:
        super().__init__(parent)
        self._found = found
        self.lists: list[QuoteList] = []
        self._strip = SlideStrip()
        self._strip.setAccessibleName("Slides; a click plays what was said to one")
        self._strip.hide()
        self._strip.slide_chosen.connect(self._on_slide)
        self._strip.thumbnails_wished.connect(self.thumbnails_wished)

    def cards(self) -> Iterator[QWidget]:
        """Make them, the picture first."""
        yield self._whole()
        if self._found.interruptions:
            yield self._listed(
                "Interruptions", [self._interruption(one) for one in self._found.interruptions]
            )
        if self._found.skeleton is not None:
            yield self._listed("The argument", self._argument(), words.argument(self._found))
        if self._found.drill:
            yield self._listed(words.DRILL, [self._drilled(one) for one in self._found.drill])
        if self._found.slides:
            yield self._slides()

    def take(self, event: object) -> None:
        """Take the slides themselves, or a small picture of one."""
        self._strip.take(event)
        if isinstance(event, DeckOpened | DeckRead) and self._strip.parent() is not None:
            self._strip.show_deck(event.deck)
            self._strip.show()

    def _slides(self) -> QFrame:
        card, column = titled_card("Slide by slide")
        column.addWidget(self._strip)
        self._add_rows(column, "Slide by slide", [self._slide(one) for one in self._found.slides])
        return card

    def _whole(self) -> QFrame:
        found = self._found
        card, column = titled_card(words.TITLE)
        column.addWidget(PlainLabel(words.summary(found), "body", wrap=True))
        picture = TalkPicture(found)
        looked = PlainLabel(HINT, "note", wrap=True)
        picture.place_pressed.connect(self.place_pressed)
        picture.looked_at.connect(looked.setText)
        column.addWidget(picture)
        column.addWidget(looked)
        for sentence in (words.basis(found), *found.notes):
            column.addWidget(PlainLabel(sentence, "note", wrap=True))
        if never := words.unspoken(found):
            column.addWidget(PlainLabel("Planned and never said", "heading"))
            column.addWidget(PlainLabel("\n".join(f"· {one}" for one in never), "muted", wrap=True))
        return card

    def _listed(self, title: str, quotes: list[Quote], sentence: str = "") -> QFrame:
        card, column = titled_card(title)
        if sentence:
            column.addWidget(PlainLabel(sentence, "muted", wrap=True))
        self._add_rows(column, title, quotes)
        return card

    def _add_rows(self, column: QVBoxLayout, title: str, quotes: list[Quote]) -> None:
        rows = QuoteList(title, quotes)
        rows.place_pressed.connect(self._on_place)
        looked = PlainLabel("Return or a click plays from there.", "note", wrap=True)
        rows.looked_at.connect(looked.setText)
        self.lists.append(rows)
        column.addWidget(rows)
        column.addWidget(looked)

    def _interruption(self, one: InterruptionReport) -> Quote:
        found = one.recovery_seconds
        return Quote(
            clock(one.at),
            f"{one.speaker}: {one.text}",
            "thread lost" if found is None else f"{seconds(found)} to the thread",
            "warn" if found is None or one.point_returned is False else "good",
            words.interruption(one)[1:],
            self._found.audio,
            max(0.0, one.at - LEAD),
        )

    def _slide(self, one: SlideReport) -> Quote:
        _, _, took, planned, pace, read, unsaid = words.slide(one)
        told = [f"{pace} words a minute"] if one.pace_wpm is not None else []
        told += [f"{read} of it read aloud"] if read != words.NOTHING else []
        told += [f"never said: {unsaid}"] if one.unspoken_points and one.start is not None else []
        against = f" of {planned}" if one.planned is not None else ""
        return Quote(
            clock(one.start) if one.start is not None else "",
            f"{one.number}. {one.title}".strip(" ."),
            f"{took}{against}" if one.start is not None else "not shown",
            "muted" if one.start is None else "warn" if one.unspoken_points else "plain",
            (" · ".join(told),) if told else ("",),
            self._found.audio if one.start is not None else "",
            one.start or 0.0,
        )

    def _drilled(self, one: DrillReport) -> Quote:
        kept = {True: "still the same claim", False: "hardly the same claim", None: ""}[one.survived]
        return Quote(
            seconds(one.seconds),
            one.text,
            kept,
            "plain" if one.survived is None else "good" if one.survived else "warn",
            (words.drill(one).removeprefix(one.text).strip(),),
            one.audio,
        )

    def _argument(self) -> list[Quote]:
        return [
            Quote(
                clock(part.found_at) if part.found_at is not None else "",
                words.named(part.part).capitalize() + (f": “{part.quote}”" if part.quote else ""),
                ("" if part.found_at is not None else "not heard")
                + ("" if part.sure >= words.SURE else " (unsure)"),
                "plain" if part.sure < words.SURE else "good" if part.found_at is not None else "warn",
                clip=self._found.audio if part.found_at is not None else "",
                offset=max(0.0, (part.found_at or 0.0) - LEAD),
            )
            for part in self._found.skeleton or ()
        ]

    @Slot(int)
    def _on_slide(self, number: int) -> None:
        shown = next((one for one in self._found.slides if one.number == number), None)
        if shown is not None and shown.start is not None:
            self.place_pressed.emit(self._found.audio, shown.start)

    @Slot(str, float)
    def _on_place(self, clip: str, offset: float) -> None:
        self.place_pressed.emit(clip, offset)
