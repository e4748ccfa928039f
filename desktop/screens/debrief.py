"""The debrief: what was said in a round, with its timings and its recordings; it can be searched and corrected."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, Qt, QTimer, Signal, Slot
from PySide6.QtWidgets import QWidget

from desktop.screens.debrief_again import Again
from desktop.screens.debrief_find import DebriefSearch
from desktop.screens.debrief_frame import DebriefFrame
from desktop.screens.debrief_page import DebriefPage
from desktop.screens.debrief_place import PagePlace
from desktop.screens.debrief_playing import Playing
from desktop.screens.debrief_words import WORKING
from desktop.widgets.bars import banner
from desktop.widgets.plain import PlainLabel
from interviewer.correction_file import Edit, Redo, Undo

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent

    from desktop.widgets.exchange_card import ExchangeCard
    from interviewer.correction_file import Wish
    from interviewer.debrief.report import Report

LONG = 8
"""Exchanges from which a change of theme would be felt: each takes 10 ms to dress anew."""

SOON_MS = 1000
"""What is worked out within a second needs no word said about it."""


class DebriefScreen(DebriefFrame):
    """Shows a report; it plays, corrects and writes nothing itself."""

    clip_asked = Signal(str)
    place_asked = Signal(str, float)
    """A recording and the second to play it from."""
    clip_stopped = Signal()
    grading_asked = Signal()
    grading_stopped = Signal()
    thumbnails_wished = Signal(object, int, int)
    correction_asked = Signal(object)
    """A `Wish` about what was heard."""
    again_asked = Signal(int)
    """A line to be answered anew."""
    take_marked = Signal(int, int, str)
    """A line, a take of it, and what the candidate wishes of it."""

    def __init__(self) -> None:
        super().__init__()
        self.page: DebriefPage | None = None
        """What is shown of the report."""
        self._coming: DebriefPage | None = None
        """The page that is built behind the one that is shown."""
        self._held: Report | None = None
        """A report that came while something was being corrected."""
        self._reveals: int | None = None
        """The answer that must be seen once its report is there."""
        self._place = 0
        self._again = Again(self)
        self._grader = ("", False)
        """The model that may be asked to grade, and whether it is at it."""
        self.playing = Playing(self)
        self.search = DebriefSearch(self.find_bar, self.area)
        self._anchor = PagePlace(self.area)
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(SOON_MS)
        self._connect()
        self.show_broken("No debrief is open.")

    def _connect(self) -> None:
        self.find_button.clicked.connect(self.search.open)
        self.undo.clicked.connect(self.on_undo)
        self.redo.clicked.connect(self.on_redo)
        self.search.found.connect(self._on_moved)
        self.area.turning.connect(self._on_turning)
        self.area.turned.connect(self._on_turned)
        self.playing.sounding.connect(self._on_sounding)
        self.playing.clip_asked.connect(self.clip_asked)
        self.playing.place_asked.connect(self.place_asked)
        self.playing.stopped.connect(self.clip_stopped)
        self._again.asked.connect(self.again_asked)
        self._again.marked.connect(self.take_marked)
        self._soon.timeout.connect(self._on_soon)
        self.add_key("Ctrl+F", self.search.open)
        self.add_key("F3", self.find_bar.go_on)
        self.add_key("Shift+F3", self.find_bar.go_back)
        self.add_key("Ctrl+Z", self.on_undo)
        self.add_key("Ctrl+Shift+Z", self.on_redo)
        self.add_key("Ctrl+Y", self.on_redo)

    @property
    def cards(self) -> list[ExchangeCard]:
        """The exchanges that stand on the page already."""
        return self.page.cards if self.page else []

    # What the screen is told

    def show_report(self, report: Report, refuses: str = "") -> None:
        """Show a whole report; the one that stood there is shown anew at the same place, once nobody types in it.

        `refuses` says why nothing of it can be answered anew; empty where it can.
        """
        self._again.refuses = refuses
        page = self.page
        if page is not None and page.report.session == report.session:
            if page.edited_now is not None:
                self._held = report
                return
            fresh = self._made(report)
            if self.area.renew(fresh.widgets()):
                self._coming = fresh
            else:
                self._turn_to(fresh)
        else:
            self.playing.show("")
            self._turn_to(fresh := self._made(report))
            self.area.show_all(fresh.widgets())
            self.said.setText("")
        self._allow(report)

    def reveal(self, answer: int) -> None:
        """Have an answer seen as soon as the report that follows is shown: it may be out of sight."""
        self._reveals = answer

    def show_not_corrected(self, wish: Wish, sentence: str) -> None:
        """Say why something was not corrected; what was typed stands there again."""
        self.show_said(sentence)
        answer = self.page.answer(wish.answer) if self.page and isinstance(wish, Edit) else None
        if answer is not None and isinstance(wish, Edit):
            answer.take_back(wish.after)

    def take_down(self) -> bool:
        """Let a long page go before the theme changes: dressing all of it anew would take seconds.

        Return whether there was one; `area.emptied` tells when it is gone, and `put_up` brings it back.
        """
        if self.page is None or len(self.cards) + len(self.page.more) < LONG:
            return False
        self._place = self.area.verticalScrollBar().value()
        self.area.show_all(iter(()))
        self.cards.clear()
        return True

    @Slot()
    def put_up(self) -> None:
        """Show what was taken down where it was."""
        if self.page is not None and not self.cards:
            self._turn_to(fresh := self._made(self.page.report))
            self.area.show_all(fresh.widgets(), self._place)

    def show_broken(self, sentence: str) -> None:
        """Say why there is no debrief to show."""
        self._turn_to(None)
        self.playing.show("")
        bar = banner()
        bar.put(sentence)
        self.area.show_all(iter((PlainLabel("Nothing to show", "title"), bar)))
        self._allow(None)

    def show_playing(self, clip: str) -> None:
        """Show which recording plays, or with nothing that none does."""
        self.playing.show(clip)
        if self.page is not None:
            self.page.show_playing(clip, self.playing.offset)

    def show_slides(self, event: object) -> None:
        """Show the slides of the talk, or one of them drawn small."""
        for page in (self.page, self._coming):
            if page is not None:
                page.show_slides(event)

    def show_grader(self, model: str, *, busy: bool) -> None:
        """Offer this model to grade the round, or to stop it; nothing where there is none."""
        self._grader = (model, busy)
        for page in (self.page, self._coming):
            if page is not None:
                page.show_grader(model, busy=busy)

    def show_deaf(self, *, deaf: bool) -> None:
        """Show whether there is no microphone."""
        self._again.show_deaf(self.page, deaf=deaf)

    def show_said(self, sentence: str) -> None:
        """Say in the footer how something went."""
        self._soon.stop()
        self.said.setText(sentence)

    def _allow(self, report: Report | None) -> None:
        for button in (self.export, self.folder, self.find_button):
            button.setEnabled(report is not None)
        self.going_on.setVisible(report is not None and not report.duration.ended)
        self.undo.setVisible(report is not None and report.corrections.undoable)
        self.redo.setVisible(report is not None and report.corrections.redoable)

    # Which page is shown

    def _made(self, report: Report) -> DebriefPage:
        page = DebriefPage(report, self, self._again.terms())
        self._again.serve(page)
        page.reached.connect(self.area.show_widget)
        page.clip_pressed.connect(self.playing.on_clip)
        page.place_pressed.connect(self.playing.on_place)
        page.edited.connect(self._ask)
        page.editing_changed.connect(self._on_editing)
        page.moved.connect(self._on_moved)
        page.thumbnails_wished.connect(self.thumbnails_wished)
        page.grading_asked.connect(self.grading_asked)
        page.grading_stopped.connect(self.grading_stopped)
        model, busy = self._grader
        page.show_grader(model, busy=busy)
        page.show_playing(self.playing.clip, self.playing.offset)
        return page

    def _turn_to(self, page: DebriefPage | None) -> None:
        if self.page is not None:
            self.page.blockSignals(True)
            self.page.deleteLater()
        self.page, self._coming, self._held = page, None, None
        self.search.look_in(page)

    @Slot()
    def _on_turning(self) -> None:
        if self.page is not None:
            self._anchor.keep(self.page)

    @Slot()
    def _on_turned(self) -> None:
        if self._coming is None:
            return
        self._turn_to(page := self._coming)
        self._anchor.restore(page)
        answer = page.answer(self._reveals) if self._reveals is not None else None
        self._reveals = None
        if answer is not None:
            self.area.show_part(answer, QRectF(answer.rect()))

    @Slot()
    def _on_editing(self) -> None:
        """Leave the page alone while something is typed in it."""
        if self.page is None:
            return
        if self.page.edited_now is not None:
            if self._coming is not None:
                self._held, self._coming = self._coming.report, None
                self.area.stop_renewing()
        elif self._held is not None:
            report, self._held = self._held, None
            self.show_report(report, self._again.refuses)

    # What the candidate does

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go back on Escape, where nothing in the page had another use for it."""
        if event.key() == Qt.Key.Key_Escape and not self.back.isHidden():
            self.back_asked.emit()
        else:
            super().keyPressEvent(event)

    @Slot(str, object)
    def _on_sounding(self, clip: str, offset: float | None) -> None:
        if self.page is not None:
            self.page.show_sounding(clip, offset)

    @Slot(QWidget, QRectF)
    def _on_moved(self, widget: QWidget, area: QRectF) -> None:
        self.area.show_part(widget, area)

    @Slot()
    def on_undo(self) -> None:
        """Take the last correction back."""
        if self.page is not None:
            self._ask(Undo())

    @Slot()
    def on_redo(self) -> None:
        """Make the correction again that was taken back last."""
        if self.page is not None:
            self._ask(Redo())

    @Slot(object)
    def _ask(self, wish: Wish) -> None:
        # Another report follows; what was on its way does not know of this yet.
        self._held = None
        if self._coming is not None:
            self._coming = None
            self.area.stop_renewing()
        self._soon.start()
        self.correction_asked.emit(wish)

    @Slot()
    def _on_soon(self) -> None:
        self.said.setText(WORKING)
