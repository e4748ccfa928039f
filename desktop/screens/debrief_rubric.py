"""The rubric in the debrief: each level with the words it rests on, which play, and who judged."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout

from desktop import theme
from desktop.widgets.buttons import IconButton
from desktop.widgets.plain import PlainLabel
from desktop.widgets.quote_list import Quote, QuoteList
from interviewer.debrief import wording
from interviewer.debrief.said import LEAD

if TYPE_CHECKING:
    from collections.abc import Mapping

    from interviewer.debrief.exchanges import Answer
    from interviewer.debrief.grading_quotes import Evidence
    from interviewer.debrief.report import Judged, Report

UNSURE = 0.75
"""Below so much certainty of the recogniser a quote is said to be poorly heard. Our judgement, not measured."""


class RubricCard(QFrame):
    """Shows the dimensions of one report, and offers to ask the round's model."""

    place_pressed = Signal(str, float)
    grading_asked = Signal()
    grading_stopped = Signal()

    def __init__(self, report: Report) -> None:
        super().__init__()
        self.setProperty("role", "card")
        self.lists: list[QuoteList] = []
        self._report = report
        self._busy = False
        self._ask = IconButton("Ask a model to grade", "start")
        self._ask.clicked.connect(self._on_ask)
        self._answers = {one.number: one for exchange in report.exchanges for one in exchange.answers}
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(theme.SPACE_5, theme.SPACE_4, theme.SPACE_5, theme.SPACE_4)
        self._column.setSpacing(theme.SPACE_1)
        self._column.addLayout(self._head())
        self._column.addWidget(PlainLabel(report.grading, "muted", wrap=True))
        for one in report.rubric:
            self._add(one)
        self.show_grader("", busy=False)

    def show_grader(self, model: str, *, busy: bool) -> None:
        """Offer to ask this model, or to stop it; nothing where the round had none."""
        self._busy = busy
        self._ask.setVisible(bool(model))
        again = " again" if self._report.graded_by == model else ""
        self._ask.become(
            f"Stop {model}" if busy else f"Ask {model} to grade{again}", "stop" if busy else "start"
        )

    def _head(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.addWidget(PlainLabel("Rubric", "heading"), 1)
        row.addWidget(self._ask)
        return row

    def _add(self, one: Judged) -> None:
        row = QHBoxLayout()
        row.setContentsMargins(0, theme.SPACE_3, 0, 0)
        row.addWidget(PlainLabel(one.name, wrap=True), 1)
        row.addWidget(PlainLabel(wording.level(one), "note" if one.level is None else "body"))
        self._column.addLayout(row)
        if anchor := wording.anchor(one):
            self._column.addWidget(PlainLabel(anchor, "note", wrap=True))
        if one.evidence:
            quotes = QuoteList(f"Words for and against {one.name}", rows(one.evidence, self._answers))
            quotes.place_pressed.connect(self.place_pressed)
            self.lists.append(quotes)
            self._column.addWidget(quotes)

    @Slot()
    def _on_ask(self) -> None:
        if self._busy:
            self.grading_stopped.emit()
        else:
            self.grading_asked.emit()


def rows(evidence: tuple[Evidence, ...], answers: Mapping[int, Answer]) -> list[Quote]:
    """Return the words a level rests on, each with its time, its side and its place in the recording."""
    found = []
    for one in evidence:
        answer = answers.get(one.answer)
        clip = answer.audio if answer else ""
        offset = max(0.0, one.start - answer.opened - LEAD) if answer else 0.0
        poorly = ", poorly heard" if one.confidence < UNSURE else ""
        found.append(
            Quote(
                wording.clock(one.start),
                f"“{one.quote}”",
                f"{one.says}{poorly}",
                "good" if one.says == "for" else "warn",
                clip=clip,
                offset=offset,
            )
        )
    return found
