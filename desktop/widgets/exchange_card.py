"""One exchange of the debrief: what the panel said, and what was answered."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout

from desktop import theme
from desktop.screens.debrief_words import answer_chips, answer_flags, line_flags, line_title
from desktop.widgets.buttons import IconButton
from desktop.widgets.flow import flowing
from desktop.widgets.plain import ElidedLabel, PlainLabel
from interviewer.debrief import wording

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from interviewer.debrief.exchanges import Answer, Exchange, Line

LONGEST_FLAG = 48
"""Characters; what is longer becomes a line of its own, as a chip cannot wrap."""


class ClipButton(IconButton):
    """Plays one recording, or stops it."""

    pressed_for = Signal(str)

    def __init__(self, clip: str, name: str) -> None:
        super().__init__("Play", "play")
        self.clip = clip
        self._name = name
        self.setAccessibleName(f"Play {name}")
        self.clicked.connect(self._on_clicked)

    def show_playing(self, clip: str) -> None:
        """Show whether this is the recording that plays."""
        plays = bool(clip) and clip == self.clip
        self.become("Stop" if plays else "Play", "stop" if plays else "play")
        self.setAccessibleName(f"{self.text()} {self._name}")

    @Slot()
    def _on_clicked(self) -> None:
        self.pressed_for.emit(self.clip)


class ExchangeCard(QFrame):
    """Shows an exchange and offers its recordings."""

    clip_pressed = Signal(str)

    def __init__(self, exchange: Exchange) -> None:
        super().__init__()
        self.setProperty("role", "card")
        self.clips: list[ClipButton] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(theme.SPACE_5, theme.SPACE_4, theme.SPACE_4, theme.SPACE_4)
        self._column.setSpacing(theme.SPACE_2)
        if exchange.line is not None:
            self._add_line(exchange.line)
        for answer in exchange.answers:
            if self._column.count():
                self._column.addSpacing(theme.SPACE_3)
            self._add_answer(answer)

    def _add_line(self, line: Line) -> None:
        self._add_head(line.speaker, line_title(line), line.audio, f"what {line.speaker} said")
        if line.quote and line.verified is not False:
            self._column.addWidget(_quote(line.quote))
        self._column.addWidget(PlainLabel(line.text, "lead", wrap=True))
        self._add_chips([], line_flags(line))

    def _add_answer(self, answer: Answer) -> None:
        self._add_head("You", "", answer.audio, f"your answer {answer.number}")
        if not answer.empty:
            self._column.addWidget(PlainLabel(answer.text, wrap=True))
        self._add_chips(answer_chips(answer), answer_flags(answer))
        if waited := wording.answered_briefly(answer):
            self._column.addWidget(PlainLabel(waited, "note", wrap=True))

    def _add_head(self, who: str, title: str, clip: str, name: str) -> None:
        row = QHBoxLayout()
        row.setSpacing(theme.SPACE_3)
        row.addWidget(PlainLabel(who[:60], "heading"))
        row.addWidget(ElidedLabel(title, "note"), 1)
        if clip:
            button = ClipButton(clip, name)
            button.pressed_for.connect(self.clip_pressed)
            self.clips.append(button)
            row.addWidget(button, 0, Qt.AlignmentFlag.AlignRight)
        self._column.addLayout(row)

    def _add_chips(self, chips: list[str], flags: list[str]) -> None:
        for flag in flags:
            if len(flag) > LONGEST_FLAG:
                self._column.addWidget(PlainLabel(flag, "warn", wrap=True))
        made: list[QWidget] = [PlainLabel(flag, "flag") for flag in flags if len(flag) <= LONGEST_FLAG]
        made += [PlainLabel(chip, "chip") for chip in chips]
        if made:
            self._column.addWidget(flowing(made))


def _quote(words: str) -> QFrame:
    frame = QFrame()
    frame.setProperty("role", "quote")
    column = QVBoxLayout(frame)
    column.setContentsMargins(theme.SPACE_4, theme.SPACE_2, theme.SPACE_3, theme.SPACE_2)
    column.setSpacing(0)
    column.addWidget(PlainLabel("You had said", "note"))
    column.addWidget(PlainLabel(f"“{words}”", "quoted", wrap=True))
    return frame
