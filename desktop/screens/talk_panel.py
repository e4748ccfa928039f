"""What a presentation is given with: slides, a plan, when the panel asks, and how the clock runs."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QFileDialog, QFrame, QHBoxLayout, QVBoxLayout, QWidget

from desktop import theme
from desktop.screens.setup_choices import CLOCKS, QUESTIONS
from desktop.widgets.buttons import IconButton
from desktop.widgets.choice import Choice, headed_grid
from desktop.widgets.plain import ElidedLabel, PlainLabel

if TYPE_CHECKING:
    from PySide6.QtCore import QUrl
    from PySide6.QtGui import QDragEnterEvent, QDropEvent

NO_SLIDES = "None: you talk without slides"
NO_PLAN = "None: only the whole length counts"


class FileChoice(QWidget):
    """One file, or none."""

    chosen = Signal()

    def __init__(self, title: str, kinds: str, nothing: str) -> None:
        super().__init__()
        self._title, self._kinds, self._nothing = title, kinds, nothing
        self.path = ""
        self.name = ElidedLabel(nothing, "muted")
        self.choose = IconButton("Choose…", "import")
        self.choose.setAccessibleName(f"Choose the {title}")
        self.clear = IconButton("", "close", "quiet")
        self.clear.setAccessibleName(f"Go without the {title}")
        self.clear.setToolTip("Go without it")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.SPACE_2)
        row.addWidget(self.name, 1)
        row.addWidget(self.clear)
        row.addWidget(self.choose)
        self.choose.clicked.connect(self._on_choose)
        self.clear.clicked.connect(self._on_clear)
        self.put("")

    def put(self, path: str) -> None:
        """Show this file without telling anyone."""
        self.path = path
        found = bool(path) and Path(path).is_file()
        gone = "" if found or not path else " (no longer there)"
        self.name.become(
            "bad" if gone else "body" if path else "muted", (Path(path).name + gone) or self._nothing
        )
        self._gone = bool(gone)
        self.name.setAccessibleDescription(path)
        self.clear.setVisible(bool(path))

    def tell(self, sentence: str, *, bad: bool = False) -> None:
        """Say beside its name what is known of it."""
        if self.path and not self._gone:
            name = Path(self.path).name
            self.name.become("bad" if bad else "body", sentence if bad else f"{name} · {sentence}")

    def take(self, path: str) -> None:
        """Take this file."""
        self.put(path)
        self.chosen.emit()

    @Slot()
    def _on_choose(self) -> None:
        beside = str(Path(self.path).parent) if self.path else ""
        path, _ = QFileDialog.getOpenFileName(self, f"Choose the {self._title}", beside, self._kinds)
        if path:
            self.take(path)

    @Slot()
    def _on_clear(self) -> None:
        self.take("")


class TalkPanel(QFrame):
    """Shown where a round has a presentation; a PDF or a plan can be dropped on it."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("role", "card")
        self.setAcceptDrops(True)
        self.slides = FileChoice("slides", "Slides (*.pdf)", NO_SLIDES)
        self.plan = FileChoice("plan", "Plans (*.md *.markdown *.txt)", NO_PLAN)
        self.questions = Choice("Questions", QUESTIONS)
        self.clock = Choice("Clock", CLOCKS)
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.SPACE_4, theme.SPACE_3, theme.SPACE_4, theme.SPACE_3)
        column.setSpacing(theme.SPACE_3)
        grid = headed_grid()
        grid.addWidget(PlainLabel("Slides", "heading"), 0, 0)
        grid.addWidget(self.slides, 0, 1)
        grid.addWidget(PlainLabel("Plan", "heading"), 1, 0)
        grid.addWidget(self.plan, 1, 1)
        column.addLayout(grid)
        column.addWidget(self.questions)
        column.addWidget(self.clock)
        for one in (self.slides, self.plan):
            one.chosen.connect(self.changed)
        for choice in (self.questions, self.clock):
            choice.chosen.connect(self.changed)

    def show_choices(self, slides: str, plan: str, questions: str, clock: str) -> None:
        """Show the choices of last time."""
        self.slides.put(slides)
        self.plan.put(plan)
        self.questions.choose(questions)
        self.clock.choose(clock)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take one file of a kind we know."""
        if self._dropped(event.mimeData().urls()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Take the file as slides or as the plan, by its ending."""
        for path in self._dropped(event.mimeData().urls()):
            (self.slides if path.lower().endswith(".pdf") else self.plan).take(path)
            event.acceptProposedAction()

    def _dropped(self, urls: list[QUrl]) -> list[str]:
        paths = [url.toLocalFile() for url in urls if url.isLocalFile()]
        return [one for one in paths if one.lower().endswith((".pdf", ".md", ".markdown", ".txt"))][:2]
