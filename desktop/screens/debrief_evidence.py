"""What stands behind a debrief, as cards of its page: next steps, timeline, objections, ladders, grid and ledger."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal, Slot
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from desktop import theme
from desktop.screens.debrief_tables import (
    STATES_KEY,
    case_quotes,
    claim_quotes,
    grid_rows,
    ladder_rows,
    ladders_key,
    standing_rows,
)
from desktop.widgets.cell_table import CellTable
from desktop.widgets.place_button import PlaceButton
from desktop.widgets.plain import PlainLabel
from desktop.widgets.quote_list import QuoteList
from desktop.widgets.timeline import TimelineView
from interviewer.debrief import evidence_words as words
from interviewer.debrief.advice import none_words
from interviewer.debrief.evidence_page import MANY
from interviewer.debrief.rigour import COLUMNS
from interviewer.debrief.standing import METS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from interviewer.debrief.advice import Step
    from interviewer.debrief.evidence import Evidence

PLAYS = "Return or a click plays the words."


class EvidenceCards(QObject):
    """Makes the cards of one report, one at a time, and shows in them which recording plays."""

    place_pressed = Signal(str, float)

    def __init__(self, found: Evidence, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._found = found
        self._playing = ("", 0.0)
        self.buttons: list[PlaceButton] = []
        self.pictures: list[TimelineView | CellTable] = []
        self.lists: list[QuoteList] = []

    def overview(self) -> Iterator[QWidget]:
        """Make what to do next, and who spoke when."""
        yield self._steps()
        if self._found.timeline.spans:
            yield self._timeline()

    def rooms(self) -> Iterator[QWidget]:
        """Make what was found in the words; what was not found stands together in one card."""
        found, nothing = self._found, []
        for things, none, made in (
            (found.standing.cases, words.NO_CASES, self._standing),
            (found.ladders, words.NO_LADDERS, self._ladders),
            (found.results, words.NO_RESULTS, self._grid),
            (found.claims.made, words.NO_CLAIMS, self._ledger),
        ):
            if things:
                yield made()
            else:
                nothing.append(none)
        if nothing:
            yield _nothing(nothing)

    def show_playing(self, clip: str, offset: float) -> None:
        """Show which recording plays, and from where it was asked for."""
        self._playing = (clip, offset)
        for button in self.buttons:
            button.show_playing(clip, offset)
        for picture in self.pictures:
            picture.show_playing(clip)

    # The cards

    def _steps(self) -> QFrame:
        found = self._found
        card, column = titled_card(words.NEXT[len(found.steps)])
        if not found.steps:
            column.addWidget(
                PlainLabel(none_words(found.standing, found.claims, found.ladders), "muted", wrap=True)
            )
        for number, step in enumerate(found.steps, 1):
            column.addLayout(self._step(number, step))
        return card

    def _step(self, number: int, step: Step) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(theme.SPACE_4)
        row.addWidget(PlainLabel(str(number), "figure"), 0, Qt.AlignmentFlag.AlignTop)
        said = QVBoxLayout()
        said.setSpacing(2)
        said.addWidget(PlainLabel(step.do, "heading", wrap=True))
        said.addWidget(PlainLabel(step.because, "muted", wrap=True))
        row.addLayout(said, 1)
        if step.said is not None and step.said.clip:
            button = PlaceButton(step.said, f"what you said at {words.at(step.said.at)}")
            button.place_pressed.connect(self.place_pressed)
            button.show_playing(*self._playing)
            self.buttons.append(button)
            row.addWidget(button, 0, Qt.AlignmentFlag.AlignTop)
        return row

    def _timeline(self) -> QFrame:
        card, column = titled_card("Timeline")
        view = TimelineView(self._found.timeline)
        self._add_picture(
            column, view, "A click plays from there; arrow keys go from turn to turn, Return plays."
        )
        return card

    def _standing(self) -> QFrame:
        found = self._found.standing
        card, column = titled_card("Concede or hold")
        for sentence in (*words.share(found), words.sensitivity(found), words.unknown(found)):
            if sentence:
                column.addWidget(PlainLabel(sentence, "muted", wrap=True))
        heads = [words.METS[met] for met in METS]
        self._add_picture(column, CellTable("Concede or hold", heads, standing_rows(found)))
        self._add_list(column, QuoteList("Objections and how you met them", case_quotes(found)))
        column.addWidget(PlainLabel(words.HOW_SURE, "note", wrap=True))
        return card

    def _ladders(self) -> QFrame:
        found = self._found.ladders
        card, column = titled_card("Why-ladders")
        table = CellTable("Why-ladders", words.RUNGS, ladder_rows(found[:MANY]), 0.26)
        self._add_picture(column, table, ladders_key())
        self._add_more(column, len(found), "ladders")
        return card

    def _grid(self) -> QFrame:
        found = self._found.results
        card, column = titled_card("Rigour grid")
        self._add_picture(column, CellTable("Rigour grid", COLUMNS, grid_rows(found[:MANY])), STATES_KEY)
        column.addWidget(PlainLabel(words.GRID_NOTE, "note", wrap=True))
        self._add_more(column, len(found), "results")
        return card

    def _ledger(self) -> QFrame:
        found = self._found.claims
        card, column = titled_card("Claim ledger")
        column.addWidget(PlainLabel(words.claim_counts(found), "muted", wrap=True))
        for drift in found.drifted:
            column.addWidget(PlainLabel(words.drift(drift), "warn", wrap=True))
        self._add_list(column, QuoteList("Claims", claim_quotes(found)))
        column.addWidget(PlainLabel(words.LEDGER_NOTE, "note", wrap=True))
        return card

    # What they are made of

    def _add_picture(self, column: QVBoxLayout, picture: TimelineView | CellTable, hint: str = PLAYS) -> None:
        looked = _Looked(hint)
        picture.place_pressed.connect(self.place_pressed)
        picture.looked_at.connect(looked.on_looked)
        picture.show_playing(self._playing[0])
        self.pictures.append(picture)
        column.addWidget(picture)
        column.addWidget(looked)

    def _add_list(self, column: QVBoxLayout, quotes: QuoteList) -> None:
        quotes.place_pressed.connect(self.place_pressed)
        self.lists.append(quotes)
        looked = _Looked(PLAYS)
        quotes.looked_at.connect(looked.on_looked)
        column.addWidget(quotes)
        column.addWidget(looked)

    def _add_more(self, column: QVBoxLayout, count: int, things: str) -> None:
        if count > MANY:
            column.addWidget(
                PlainLabel(f"{count - MANY} more {things} are in report.json.", "note", wrap=True)
            )


class _Looked(PlainLabel):
    """Says what a picture's current place stands for."""

    def __init__(self, hint: str) -> None:
        super().__init__(hint, "note", wrap=True)

    @Slot(str)
    def on_looked(self, sentence: str) -> None:
        """Show it."""
        self.setText(sentence)


def _nothing(sentences: list[str]) -> QFrame:
    card, column = titled_card("Not in this round")
    for sentence in sentences:
        column.addWidget(PlainLabel(sentence, "muted", wrap=True))
    return card


def titled_card(title: str) -> tuple[QFrame, QVBoxLayout]:
    """Return an empty card with its heading, and the column to fill."""
    card = QFrame()
    card.setProperty("role", "card")
    column = QVBoxLayout(card)
    column.setContentsMargins(theme.SPACE_5, theme.SPACE_4, theme.SPACE_5, theme.SPACE_4)
    column.setSpacing(theme.SPACE_2)
    column.addWidget(PlainLabel(title, "heading"))
    return card, column
