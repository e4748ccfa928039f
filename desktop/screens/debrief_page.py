"""The widgets of one report, made one at a time, and what is shown in them while it is read."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QRectF, QTimer, Signal, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop import theme
from desktop.screens.debrief_composure import composure_cards
from desktop.screens.debrief_evidence import EvidenceCards
from desktop.screens.debrief_parts import head, strip
from desktop.screens.debrief_rubric import RubricCard
from desktop.screens.debrief_talk import TalkCards
from desktop.screens.debrief_words import HOW_TO_READ, empty_words, figures
from desktop.widgets.bars import notice
from desktop.widgets.exchange_card import ExchangeCard
from desktop.widgets.plain import PlainLabel
from desktop.widgets.take_tiles import MoreTakes, pieces
from interviewer.debrief import wording

if TYPE_CHECKING:
    from collections.abc import Iterator

    from desktop.widgets.answer_block import AnswerBlock
    from desktop.widgets.passage import Passage
    from interviewer.debrief.exchanges import Exchange
    from interviewer.debrief.report import Report
    from interviewer.debrief.takes import Takes


@dataclass(frozen=True, slots=True)
class TakeTerms:
    """What a page needs to know to let lines be answered anew."""

    refuses: str = ""
    """Why none can be; empty where they can."""
    deaf: bool = False
    """Whether there is no microphone."""
    back_to: int = 0
    """The line whose card takes the keyboard."""


ANY = TakeTerms()


class DebriefPage(QObject):
    """Lives as long as its widgets are shown."""

    clip_pressed = Signal(str)
    place_pressed = Signal(str, float)
    edited = Signal(object)
    editing_changed = Signal()
    moved = Signal(QWidget, QRectF)
    card_made = Signal()
    grading_asked = Signal()
    grading_stopped = Signal()
    again_pressed = Signal(int)
    take_marked = Signal(int, int, str)
    reached = Signal(QWidget)
    thumbnails_wished = Signal(object, int, int)

    def __init__(self, report: Report, parent: QObject, terms: TakeTerms = ANY) -> None:
        super().__init__(parent)
        self.report = report
        self.more: list[MoreTakes] = []
        self._terms = terms
        self.cards: list[ExchangeCard] = []
        self.passages: list[Passage] = []
        """What was said so far as it stands on the page, in order."""
        self.evidence = EvidenceCards(report.evidence, self)
        self.evidence.place_pressed.connect(self.place_pressed)
        self.rubric: RubricCard | None = None
        self._grader = ("", False)
        self._talk = TalkCards(report.talk, self) if report.talk else None
        if self._talk is not None:
            self._talk.place_pressed.connect(self.place_pressed)
            self._talk.thumbnails_wished.connect(self.thumbnails_wished)
        self._playing = ("", 0.0)
        self._edited: AnswerBlock | None = None

    @property
    def returned(self) -> ExchangeCard | None:
        """The card that a take has just come back to."""
        return next((one for one in self.cards if one.number and one.number == self._terms.back_to), None)

    @property
    def texts(self) -> list[str]:
        """Everything that was said, in order, also what has no widget yet."""
        known = [passage.text() for passage in self.passages]
        return known + [" ".join(text.split()) for text in _texts(self.report)[len(known) :]]

    @property
    def answers(self) -> list[AnswerBlock]:
        """The answers that stand on the page already."""
        return [answer for card in self.cards for answer in card.answers]

    def answer(self, number: int) -> AnswerBlock | None:
        """Return an answer by its number, if it stands on the page already."""
        return next((one for one in self.answers if one.answer.number == number), None)

    @property
    def edited_now(self) -> AnswerBlock | None:
        """The answer that is being corrected."""
        return next((one for one in self.answers if one.text.editor is not None), None)

    def widgets(self) -> Iterator[QWidget]:
        """Make them, from the top."""
        report = self.report
        yield head(report)
        for warning in report.warnings:
            bar = notice()
            bar.put(warning)
            yield bar
        if nothing := empty_words(report.exchanges):
            yield PlainLabel(nothing, "muted", wrap=True)
        yield from self.evidence.overview()
        if self._talk is not None:
            yield from self._talk.cards()
        yield strip(figures(report))
        if pace := wording.panel_pace(report.totals.turnaround):
            yield PlainLabel(pace, "note", wrap=True)
        yield from composure_cards(report)
        yield from self.evidence.rooms()
        if any(exchange.answers for exchange in report.exchanges):
            yield _said_head()
        takes = {one.line: one for one in report.takes}
        for exchange in report.exchanges:
            found = takes.get(exchange.line.number) if exchange.line else None
            yield self._card(exchange, found)
            if found is not None:
                yield from (self._more(MoreTakes(found, shown)) for shown in pieces(found)[1:])
        yield self._rubric()

    def show_playing(self, clip: str, offset: float) -> None:
        """Show which recording plays, and from where it was asked for."""
        self._playing = (clip, offset)
        self.evidence.show_playing(clip, offset)
        for button in [
            *(one for card in self.cards for one in card.clips),
            *(one for card in self.more for one in card.clips),
        ]:
            button.show_playing(clip)

    def show_slides(self, event: object) -> None:
        """Show the slides of the talk, or one of them drawn small."""
        if self._talk is not None:
            self._talk.take(event)

    def show_grader(self, model: str, *, busy: bool) -> None:
        """Offer this model to grade the round, or to stop it."""
        self._grader = (model, busy)
        if self.rubric is not None:
            self.rubric.show_grader(model, busy=busy)

    def show_sounding(self, clip: str, offset: float | None) -> None:
        """Show which word is heard at a second of a recording, or that none is."""
        for answer in self.answers:
            answer.show_heard(clip, offset)

    @Slot()
    def _on_editing(self) -> None:
        """Let one answer be corrected at a time: what was typed in the one before is kept."""
        found = [one for one in self.answers if one.text.editor is not None]
        before, self._edited = self._edited, next((one for one in found if one is not self._edited), None)
        if self._edited is None and found:
            self._edited = found[0]
        elif before in found and before is not None:
            before.text.keep()
        self.editing_changed.emit()

    def _rubric(self) -> RubricCard:
        self.rubric = RubricCard(self.report)
        self.rubric.place_pressed.connect(self.place_pressed)
        self.rubric.grading_asked.connect(self.grading_asked)
        self.rubric.grading_stopped.connect(self.grading_stopped)
        model, busy = self._grader
        self.rubric.show_grader(model, busy=busy)
        return self.rubric

    def _more(self, card: MoreTakes) -> MoreTakes:
        card.clip_pressed.connect(self.clip_pressed)
        card.marked.connect(self.take_marked)
        for button in card.clips:
            button.show_playing(self._playing[0])
        self.more.append(card)
        return card

    def _card(self, exchange: Exchange, takes: Takes | None) -> ExchangeCard:
        card = ExchangeCard(exchange, takes, self._terms.refuses)
        card.again_pressed.connect(self.again_pressed)
        card.marked.connect(self.take_marked)
        card.reached.connect(self.reached)
        card.show_deaf(deaf=self._terms.deaf)
        if card.number and card.number == self._terms.back_to:
            # It can take the keyboard once it has its place on the page.
            QTimer.singleShot(0, card.take_focus)
        card.clip_pressed.connect(self.clip_pressed)
        card.place_pressed.connect(self.place_pressed)
        card.edited.connect(self.edited)
        card.editing_changed.connect(self._on_editing)
        card.moved.connect(self.moved)
        for button in card.clips:
            button.show_playing(self._playing[0])
        self.cards.append(card)
        self.passages += card.passages
        self.card_made.emit()
        return card


def _texts(report: Report) -> list[str]:
    found = []
    for exchange in report.exchanges:
        if exchange.line is not None:
            found.append(exchange.line.text)
        found += [answer.text for answer in exchange.answers]
    return found


def _said_head() -> QWidget:
    head = QWidget()
    column = QVBoxLayout(head)
    column.setContentsMargins(0, theme.SPACE_3, 0, 0)
    column.setSpacing(theme.SPACE_1)
    column.addWidget(PlainLabel("What was said", "title"))
    column.addWidget(PlainLabel(HOW_TO_READ, "muted", wrap=True))
    return head
