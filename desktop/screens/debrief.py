"""The debrief: what was said in a round, with its timings and its recordings."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QAction, QKeySequence, QShortcut
from PySide6.QtWidgets import QFrame, QHBoxLayout, QMenu, QVBoxLayout, QWidget

from desktop import theme
from desktop.screens.debrief_composure import composure_cards
from desktop.screens.debrief_evidence import EvidenceCards
from desktop.screens.debrief_parts import head, rubric_card, strip
from desktop.screens.debrief_words import empty_words, figures
from desktop.widgets.bars import banner, notice
from desktop.widgets.buttons import IconButton, KeyButton
from desktop.widgets.exchange_card import ExchangeCard
from desktop.widgets.growing_page import GrowingPage
from desktop.widgets.plain import PlainLabel
from interviewer.debrief import wording
from interviewer.debrief.evidence import Evidence

if TYPE_CHECKING:
    from collections.abc import Iterator

    from interviewer.debrief.exchanges import Exchange
    from interviewer.debrief.report import Report

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
    back_asked = Signal()
    """Back to the history, where the debrief was opened from there."""

    def __init__(self) -> None:
        super().__init__()
        self.cards: list[ExchangeCard] = []
        self._playing = ""
        self._offset = 0.0
        """Where the recording that plays was begun."""
        self._evidence = EvidenceCards(Evidence())
        self._session = ""
        self._report: Report | None = None
        self._place = 0
        self.area = GrowingPage(WIDEST)
        self.area.setAccessibleName("Debrief")
        self.new_round = IconButton("&New round", "new", "primary")
        self.going_on = IconButton("&Go on with this round", "start")
        self.export = IconButton("E&xport…", "export")
        self.folder = IconButton("Open &folder", "folder")
        self.back = KeyButton("History", "back", "Esc")
        self.said = PlainLabel("", "note", wrap=True)
        self._lay_out()
        self.new_round.clicked.connect(self.new_round_asked)
        self.going_on.clicked.connect(self.going_on_asked)
        self.folder.clicked.connect(self.folder_asked)
        self.back.clicked.connect(self.back_asked)
        leave = QShortcut(QKeySequence("Esc"), self)
        leave.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        leave.activated.connect(self._on_escape)
        self.allow_back(allowed=False)
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
        row.addWidget(self.back)
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

    def show_report(self, report: Report) -> None:
        """Show a whole report; the one that stood there is shown anew at the same place."""
        place = self.area.verticalScrollBar().value() if report.session == self._session else 0
        self._session, self._report = report.session, report
        self._fill(place)
        self._allow(opened=True)
        self.going_on.setVisible(not report.duration.ended)

    def take_down(self) -> bool:
        """Let a long page go before the theme changes: dressing all of it anew would take seconds.

        Return whether there was one; `area.emptied` tells when it is gone, and `put_up` brings it back.
        """
        if len(self.cards) < LONG:
            return False
        self._place = self.area.verticalScrollBar().value()
        self.cards = []
        self.area.show_all(iter(()))
        return True

    @Slot()
    def put_up(self) -> None:
        """Show what was taken down where it was."""
        if self._report is not None and not self.cards:
            self._fill(self._place)

    def _fill(self, place: int) -> None:
        assert self._report is not None
        self.cards = []
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
        for exchange in report.exchanges:
            yield self._card(exchange)
        yield rubric_card(report.grading, report.rubric)

    def _card(self, exchange: Exchange) -> ExchangeCard:
        card = ExchangeCard(exchange)
        card.clip_pressed.connect(self._on_clip)
        for button in card.clips:
            button.show_playing(self._playing)
        self.cards.append(card)
        return card

    def show_broken(self, sentence: str) -> None:
        """Say why there is no debrief to show."""
        self.cards, self._session, self._report = [], "", None
        bar = banner()
        bar.show_sentence(sentence)
        self.area.show_all(iter((PlainLabel("Nothing to show", "title"), bar)))
        self._allow(opened=False)

    def show_playing(self, clip: str) -> None:
        """Show which recording plays, or with nothing that none does."""
        self._playing = clip
        self._evidence.show_playing(clip, self._offset)
        for card in self.cards:
            for button in card.clips:
                button.show_playing(clip)

    def show_said(self, sentence: str) -> None:
        """Say in the footer how an export went."""
        self.said.setText(sentence)

    def allow_back(self, *, allowed: bool) -> None:
        """Show the way back to the history, or none."""
        self.back.setVisible(allowed)

    def _allow(self, *, opened: bool) -> None:
        self.export.setEnabled(opened)
        self.folder.setEnabled(opened)
        self.going_on.setVisible(False)
        self.said.setText("")
        self._playing = ""

    # What the candidate does

    @Slot()
    def _on_escape(self) -> None:
        if not self.back.isHidden():
            self.back_asked.emit()

    @Slot(str)
    def _on_clip(self, clip: str) -> None:
        if clip == self._playing:
            self.clip_stopped.emit()
        else:
            self._offset = 0.0
            self.clip_asked.emit(clip)

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
