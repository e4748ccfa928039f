"""One choice among a few, each explained in a sentence."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QButtonGroup, QGridLayout, QHBoxLayout, QPushButton, QSizePolicy, QWidget

from desktop import theme
from desktop.widgets.plain import PlainLabel

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtWidgets import QAbstractButton

HEADING = 7.2
"""Width of the column of headings in body sizes: "Taking turns", the longest, needs 6.8."""


@dataclass(frozen=True, slots=True)
class Option:
    """One of the values, its label and what it means."""

    value: str
    label: str
    sentence: str


def headed_grid() -> QGridLayout:
    """Return a grid whose first column is as wide as every heading beside which something is chosen."""
    grid = QGridLayout()
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setHorizontalSpacing(theme.SPACE_2)
    grid.setVerticalSpacing(theme.SPACE_1)
    grid.setColumnMinimumWidth(0, theme.pixels(HEADING))
    grid.setColumnStretch(1, 1)
    return grid


class Choice(QWidget):
    """A row of buttons of which one is down; the arrow keys move along it."""

    chosen = Signal(str)

    def __init__(self, title: str, options: Sequence[Option]) -> None:
        super().__init__()
        self._options = {option.value: option for option in options}
        self._group = QButtonGroup(self)
        self.buttons: dict[str, QPushButton] = {}
        buttons = QHBoxLayout()
        buttons.setSpacing(theme.SPACE_2)
        for option in options:
            buttons.addWidget(self._button(option, title))
        self.explanation = PlainLabel("", "note", wrap=True)
        grid = headed_grid()
        grid.addWidget(PlainLabel(title, "heading"), 0, 0)
        grid.addLayout(buttons, 0, 1)
        grid.addWidget(self.explanation, 1, 1)
        self.setLayout(grid)
        self.choose(options[0].value)
        self._group.buttonClicked.connect(self._on_clicked)

    def _button(self, option: Option, title: str) -> QPushButton:
        button = QPushButton(option.label)
        button.setCheckable(True)
        button.setProperty("role", "choice")
        button.setAccessibleName(f"{title}: {option.label.replace('&', '')}")
        button.setAccessibleDescription(option.sentence)
        button.setSizePolicy(QSizePolicy.Policy.MinimumExpanding, QSizePolicy.Policy.Fixed)
        self._group.addButton(button)
        self.buttons[option.value] = button
        return button

    @property
    def value(self) -> str:
        """The value that is chosen."""
        return next(value for value, button in self.buttons.items() if button.isChecked())

    def choose(self, value: str) -> None:
        """Choose a value without telling anyone."""
        self.buttons[value].setChecked(True)
        self.explanation.setText(self._options[value].sentence)

    @Slot(object)
    def _on_clicked(self, button: QAbstractButton) -> None:
        self.explanation.setText(self._options[self.value].sentence)
        self.chosen.emit(self.value)
