"""Plain parts of the debrief: its head, its totals and the rubric."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from desktop import theme
from desktop.screens.debrief_words import asked_by, headline
from desktop.widgets.plain import PlainLabel
from interviewer.debrief import wording

if TYPE_CHECKING:
    from collections.abc import Sequence

    from desktop.screens.debrief_words import Figure
    from interviewer.debrief.report import Judged, Report


def head(report: Report) -> QWidget:
    head = QWidget()
    column = QVBoxLayout(head)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(theme.SPACE_1)
    column.addWidget(PlainLabel(report.question, "title", wrap=True))
    column.addWidget(PlainLabel(headline(report), "muted", wrap=True))
    column.addWidget(PlainLabel(asked_by(report), "muted", wrap=True))
    return head


def strip(found: Sequence[Figure]) -> QWidget:
    strip = QWidget()
    row = QHBoxLayout(strip)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(theme.SPACE_2)
    for figure in found:
        tile = QFrame()
        tile.setProperty("role", "card")
        column = QVBoxLayout(tile)
        column.setContentsMargins(theme.SPACE_3, theme.SPACE_3, theme.SPACE_2, theme.SPACE_3)
        column.setSpacing(2)
        column.addWidget(PlainLabel(figure.name, "note"))
        column.addWidget(PlainLabel(figure.value, "figure"))
        column.addWidget(PlainLabel(figure.note, "note", wrap=True))
        column.addStretch(1)
        row.addWidget(tile, 1)
    return strip


def rubric_card(grading: str, rubric: Sequence[Judged]) -> QFrame:
    card = QFrame()
    card.setProperty("role", "card")
    grid = QGridLayout(card)
    grid.setContentsMargins(theme.SPACE_5, theme.SPACE_4, theme.SPACE_5, theme.SPACE_4)
    grid.setHorizontalSpacing(theme.SPACE_4)
    grid.setVerticalSpacing(theme.SPACE_1)
    grid.setColumnStretch(0, 1)
    grid.addWidget(PlainLabel("Rubric", "heading"), 0, 0, 1, 2)
    grid.addWidget(PlainLabel(grading, "muted", wrap=True), 1, 0, 1, 2)
    for row, one in enumerate(rubric):
        grid.addWidget(PlainLabel(one.name, wrap=True), 2 * row + 2, 0)
        grid.addWidget(
            PlainLabel(wording.level(one), "note" if one.level is None else "body"), 2 * row + 2, 1
        )
        said = [text for text in (wording.anchor(one), *wording.quoted(one)) if text]
        if said:
            grid.addWidget(PlainLabel("\n".join(said), "note", wrap=True), 2 * row + 3, 0, 1, 2)
    return card
