"""How long a round is to be: a slider with its minutes beside it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout

from desktop import theme
from desktop.widgets.choice import HEADING
from desktop.widgets.plain import PlainLabel

if TYPE_CHECKING:
    from PySide6.QtWidgets import QSlider

SHORTEST, LONGEST = 5, 60


def length_row(minutes: QSlider, length: PlainLabel) -> QHBoxLayout:
    """Lay out the slider with its heading and its words."""
    minutes.setRange(SHORTEST, LONGEST)
    minutes.setPageStep(5)
    minutes.setAccessibleName("Minutes")
    # The widest value, so that the slider does not move while it is dragged.
    length.setMinimumWidth(length.fontMetrics().horizontalAdvance("60 minutes") + theme.SPACE_3)
    length.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
    row = QHBoxLayout()
    row.setSpacing(theme.SPACE_2)
    heading = PlainLabel("Len&gth", "heading", buddy=minutes)
    heading.setMinimumWidth(theme.pixels(HEADING))
    row.addWidget(heading)
    row.addWidget(minutes, 1)
    row.addWidget(length)
    return row
