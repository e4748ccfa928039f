"""Plain parts of the debrief: its head and its totals."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from desktop import theme
from desktop.screens.debrief_words import asked_by, headline
from desktop.widgets.plain import PlainLabel

if TYPE_CHECKING:
    from collections.abc import Sequence

    from desktop.screens.debrief_words import Figure
    from interviewer.debrief.report import Report


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
