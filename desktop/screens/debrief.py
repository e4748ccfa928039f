"""The debrief: what was said in a round, with its timings and its recordings."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer, Signal, Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QFrame, QHBoxLayout, QMenu, QVBoxLayout, QWidget

from desktop import theme
from desktop.screens.debrief_composure import composure_cards
from desktop.screens.debrief_evidence import EvidenceCards
from desktop.screens.debrief_parts import head, rubric_card, strip
from desktop.screens.debrief_words import empty_words, figures
from desktop.widgets.bars import banner, notice
from desktop.widgets.buttons import IconButton
from desktop.widgets.exchange_card import ExchangeCard
from desktop.widgets.growing_page import GrowingPage
from desktop.widgets.plain import PlainLabel
from desktop.widgets.take_tiles import MoreTakes, pieces
from interviewer.debrief import wording
from interviewer.debrief.evidence import Evidence

if TYPE_CHECKING:
    from collections.abc import Iterator

    from interviewer.debrief.exchanges import Exchange
    from interviewer.debrief.report import Report
    from interviewer.debrief.takes import Takes

WIDEST = 980
"""Pixels of the column of text: about 110 characters, the most that can be read across without losing the line."""

LONG = 8
"""Exchanges from which a change of theme would be felt: each takes 10 ms to dress anew."""

FORMATS = (("html", "Web page (HTML)"), ("md", "Markdown"), ("pdf", "PDF"), ("json", "Data (JSON)"))


class DebriefScreen(QWidget):
    """Shows a report; it plays and writes nothing itself."""

    clip_asked = Signal(str)
    place_asked = Signal(str, float)
    """A recording and the second to play it from."""
    clip_stopped = Signal()
    export_asked = Signal(str)
    folder_asked = Signal()
    new_round_asked = Signal()
    going_on_asked = Signal()
    again_asked = Signal(int)
    """A line to be answered anew."""
    take_marked = Signal(int, int, str)
    """A line, a take of it, and what the candidate wishes of it."""

    def __init__(self) -> None:
        super().__init__()
        self.cards: list[ExchangeCard] = []
        self._more_cards: list[MoreTakes] = []
        self._playing = ""
        self._offset = 0.0
        """Where the recording that plays was begun."""
        self._evidence = EvidenceCards(Evidence())
        self._session = ""
        self._report: Report | None = None
        self._place = 0
        self._refuses = ""
        self._deaf = False
        self._back_to = 0
        """The line whose card takes the keyboard when the report is shown anew."""
        self.area = GrowingPage(WIDEST)
        self.area.setAccessibleName("Debrief")
        self.new_round = IconButton("&New round", "new", "primary")
        self.going_on = IconButton("&Go on with this round", "start")
        self.export = IconButton("E&xport…", "export")
        self.folder = IconButton("Open &folder", "folder")
        self.said = PlainLabel("", "note", wrap=True)
        self._lay_out()
        self.new_round.clicked.connect(self.new_round_asked)
        self.going_on.clicked.connect(self.going_on_asked)
        self.folder.clicked.connect(self.folder_asked)
        self.show_broken("No debrief is open.")

    def _lay_out(self) -> None:
        menu = QMenu(self.export)
        for name, label in FORMATS:
            action = QAction(label, menu)
            action.setData(name)
            menu.addAction(action)
        menu.triggered.connect(self._on_export)
        self.export.setMenu(menu)
        footer = QFrame()
        footer.setProperty("role", "footer")
        row = QHBoxLayout(footer)
        row.setContentsMargins(theme.SPACE_5, theme.SPACE_3, theme.SPACE_5, theme.SPACE_3)
        row.setSpacing(theme.SPACE_3)
        row.addWidget(self.export)
        row.addWidget(self.folder)
        row.addWidget(self.said, 1)
        row.addWidget(self.going_on)
        row.addWidget(self.new_round)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.area, 1)
        column.addWidget(footer)

    # What the screen is told

    def show_report(self, report: Report, refuses: str = "") -> None:
        """Show a whole report; the one that stood there is shown anew at the same place.

        `refuses` says why nothing of it can be answered anew; empty where it can.
        """
        self._refuses = refuses
        place = self.area.verticalScrollBar().value() if report.session == self._session else 0
        self._session, self._report = report.session, report
        self._fill(place)
        self._allow(opened=True)
        self.going_on.setVisible(not report.duration.ended)

    def take_down(self) -> bool:
        """Let a long page go before the theme changes: dressing all of it anew would take seconds.

        Return whether there was one; `area.emptied` tells when it is gone, and `put_up` brings it back.
        """
        if len(self.cards) + len(self._more_cards) < LONG:
            return False
        self._place = self.area.verticalScrollBar().value()
        self.cards, self._more_cards = [], []
        self.area.show_all(iter(()))
        return True

    @Slot()
    def put_up(self) -> None:
        """Show what was taken down where it was."""
        if self._report is not None and not self.cards:
            self._fill(self._place)

    def _fill(self, place: int) -> None:
        assert self._report is not None
        self.cards, self._more_cards = [], []
        self._evidence = EvidenceCards(self._report.evidence, self)
        self._evidence.place_pressed.connect(self._on_place)
        self._evidence.show_playing(self._playing, self._offset)
        self.area.show_all(self._widgets(self._report), place)

    def _widgets(self, report: Report) -> Iterator[QWidget]:
        yield head(report)
        for warning in report.warnings:
            bar = notice()
            bar.show_sentence(warning)
            yield bar
        if nothing := empty_words(report.exchanges):
            yield PlainLabel(nothing, "muted", wrap=True)
        yield from self._evidence.overview()
        yield strip(figures(report))
        if pace := wording.panel_pace(report.totals.turnaround):
            yield PlainLabel(pace, "note", wrap=True)
        yield from composure_cards(report)
        yield from self._evidence.rooms()
        takes = {one.line: one for one in report.takes}
        for exchange in report.exchanges:
            found = takes.get(exchange.line.number) if exchange.line else None
            yield self._card(exchange, found)
            if found is not None:
                yield from (self._more(MoreTakes(found, shown)) for shown in pieces(found)[1:])
        yield rubric_card(report.grading, report.rubric)

    def _more(self, card: MoreTakes) -> MoreTakes:
        card.clip_pressed.connect(self._on_clip)
        card.marked.connect(self._on_marked)
        for button in card.clips:
            button.show_playing(self._playing)
        self._more_cards.append(card)
        return card

    def _card(self, exchange: Exchange, takes: Takes | None) -> ExchangeCard:
        card = ExchangeCard(exchange, takes, self._refuses)
        card.clip_pressed.connect(self._on_clip)
        card.again_pressed.connect(self._on_again)
        card.marked.connect(self._on_marked)
        card.reached.connect(self.area.show_widget)
        card.show_deaf(deaf=self._deaf)
        if card.number and card.number == self._back_to:
            self._back_to = 0
            # It can take the keyboard once it has its place on the page.
            QTimer.singleShot(0, card.take_focus)
        for button in card.clips:
            button.show_playing(self._playing)
        self.cards.append(card)
        return card

    def show_broken(self, sentence: str) -> None:
        """Say why there is no debrief to show."""
        self.cards, self._more_cards, self._session, self._report = [], [], "", None
        bar = banner()
        bar.show_sentence(sentence)
        self.area.show_all(iter((PlainLabel("Nothing to show", "title"), bar)))
        self._allow(opened=False)

    def show_playing(self, clip: str) -> None:
        """Show which recording plays, or with nothing that none does."""
        self._playing = clip
        self._evidence.show_playing(clip, self._offset)
        for button in (
            *(one for card in self.cards for one in card.clips),
            *(one for card in self._more_cards for one in card.clips),
        ):
            button.show_playing(clip)

    def show_deaf(self, *, deaf: bool) -> None:
        """Show whether there is no microphone."""
        self._deaf = deaf
        for card in self.cards:
            card.show_deaf(deaf=deaf)

    def show_said(self, sentence: str) -> None:
        """Say in the footer how an export went."""
        self.said.setText(sentence)

    def _allow(self, *, opened: bool) -> None:
        self.export.setEnabled(opened)
        self.folder.setEnabled(opened)
        self.going_on.setVisible(False)
        self.said.setText("")
        self._playing = ""

    # What the candidate does

    @Slot(str)
    def _on_clip(self, clip: str) -> None:
        if clip == self._playing:
            self.clip_stopped.emit()
        else:
            self._offset = 0.0
            self.clip_asked.emit(clip)

    @Slot(int)
    def _on_again(self, line: int) -> None:
        self._back_to = line
        self.again_asked.emit(line)

    @Slot(int, int, str)
    def _on_marked(self, line: int, take: int, wish: str) -> None:
        self._back_to = line
        self.take_marked.emit(line, take, wish)

    @Slot(str, float)
    def _on_place(self, clip: str, offset: float) -> None:
        if (clip, offset) == (self._playing, self._offset):
            self.clip_stopped.emit()
        else:
            self._offset = offset
            self.place_asked.emit(clip, offset)

    @Slot(object)
    def _on_export(self, action: QAction) -> None:
        self.export_asked.emit(str(action.data()))
