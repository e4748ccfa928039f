"""Composure on the debrief: each measure against the candidate's own calm, then challenge by challenge."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFrame, QGridLayout

from desktop import theme
from desktop.screens.debrief_evidence import titled_card
from desktop.widgets.plain import PlainLabel
from interviewer.debrief import composure_words as words
from interviewer.debrief.composure_page import LONGEST, asked
from interviewer.debrief.evidence_words import cut

if TYPE_CHECKING:
    from collections.abc import Iterator

    from interviewer.debrief.composure import Composure
    from interviewer.debrief.report import Report


def composure_cards(report: Report) -> Iterator[QFrame]:
    """Make the cards of a report, none where composure was not measured."""
    found = report.composure
    if found is None:
        return
    yield _whole(found)
    if told := words.told(found, asked(report)):
        yield _challenges(told)


def _whole(found: Composure) -> QFrame:
    card, column = titled_card(words.TITLE)
    column.addWidget(PlainLabel(words.basis(found), "muted", wrap=True))
    rows = words.rows(found.whole)
    if rows:
        grid = QGridLayout()
        grid.setHorizontalSpacing(theme.SPACE_4)
        grid.setVerticalSpacing(theme.SPACE_2)
        for place, head in enumerate(words.HEAD):
            grid.addWidget(PlainLabel(head, "note"), 0, place)
        for line, row in enumerate(rows, 1):
            for place, cell in enumerate(row.cells):
                last = place == len(words.HEAD) - 1
                role = ("heading" if row.clear else "muted") if last else "body"
                grid.addWidget(PlainLabel(cell, role, wrap=place == 0), line, place)
        grid.setColumnStretch(0, 1)
        column.addLayout(grid)
    for sentence in (found.chance, words.NOTE):
        if sentence:
            column.addWidget(PlainLabel(sentence, "note", wrap=True))
    return card


def _challenges(told: tuple[words.Told, ...]) -> QFrame:
    card, column = titled_card("Composure, challenge by challenge")
    for one in told:
        column.addWidget(PlainLabel(f"{words.at(one.at)}  “{cut(one.asked, LONGEST)}”", "body", wrap=True))
        column.addWidget(PlainLabel(" ".join(one.sentences), "body" if one.clear else "muted", wrap=True))
    return card
