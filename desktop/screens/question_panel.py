"""The left half of the first screen: questions to choose from, and the rounds held before."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import (
    QButtonGroup,
    QFileDialog,
    QHBoxLayout,
    QPlainTextEdit,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from desktop import theme
from desktop.widgets.buttons import IconButton
from desktop.widgets.plain import PlainLabel
from desktop.widgets.row_list import RowList

if TYPE_CHECKING:
    from collections.abc import Sequence

    from desktop.rows import QuestionRow, SessionRow

_NOTHING_YET = (
    "No rounds yet.\n\nWhen you have finished one, it stays here with its recording and its debrief, "
    "on this machine only, until you delete it."
)


class QuestionPanel(QWidget):
    """Shows what can be practised and what was."""

    question_chosen = Signal(str)
    question_import_asked = Signal(str)
    session_opened = Signal(str)
    history_asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._rows: dict[str, QuestionRow] = {}
        self.pages = QStackedWidget()
        self.pages.addWidget(self._questions())
        self.pages.addWidget(self._sessions())
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.SPACE_3)
        column.addLayout(self._tabs())
        column.addWidget(self.pages, 1)

    def _tabs(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(theme.SPACE_2)
        self._tab_group = QButtonGroup(self)
        self.questions_tab = IconButton("&Questions", "question", "choice")
        self.sessions_tab = IconButton("Past &sessions", "sessions", "choice")
        for at, button in enumerate((self.questions_tab, self.sessions_tab)):
            button.setCheckable(True)
            self._tab_group.addButton(button, at)
            row.addWidget(button)
        self.questions_tab.setChecked(True)
        self._tab_group.idClicked.connect(self._on_tab)
        row.addStretch(1)
        return row

    def _questions(self) -> QWidget:
        self.questions = RowList("Questions")
        self.questions.row_chosen.connect(self._on_question)
        self.import_button = IconButton("I&mport a question…", "import", "quiet")
        self.import_button.clicked.connect(self._on_import)
        self.title = PlainLabel("", "lead", wrap=True)
        self.preview = QPlainTextEdit()
        self.preview.setReadOnly(True)
        self.preview.setProperty("role", "reading")
        self.preview.setAccessibleName("The question's introduction")
        self.preview.setTabChangesFocus(True)
        self.preview.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.SPACE_2)
        column.addWidget(self.questions, 5)
        column.addWidget(self.import_button, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self.title)
        column.addWidget(self.preview, 4)
        return page

    def _sessions(self) -> QWidget:
        self.sessions = RowList("Past sessions")
        self.sessions.row_opened.connect(self.session_opened)
        self.open_button = QPushButton("Open debrie&f")
        self.open_button.setToolTip("Return opens the chosen one, too")
        self.open_button.clicked.connect(self._on_open)
        self.nothing_yet = PlainLabel(_NOTHING_YET, "muted", wrap=True)
        self.nothing_yet.setAlignment(Qt.AlignmentFlag.AlignTop)
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.SPACE_3)
        column.addWidget(self.nothing_yet, 1)
        column.addWidget(self.sessions, 1)
        row = QHBoxLayout()
        row.addWidget(self.open_button)
        self.history_button = IconButton("History and search", "find")
        self.history_button.clicked.connect(self.history_asked)
        row.addWidget(self.history_button)
        row.addStretch(1)
        self._open_row = QWidget()
        self._open_row.setLayout(row)
        row.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._open_row)
        self.show_sessions([])
        return page

    def show_questions(self, rows: Sequence[QuestionRow], chosen: str) -> None:
        """List the questions; the wished one, or else the first, is chosen."""
        self._rows = {row.id: row for row in rows}
        self.questions.fill([(row.id, row.title, row.subtitle) for row in rows], chosen)
        self._preview(self.questions.chosen)

    def choose(self, question: str) -> None:
        """Choose a question without telling anyone; one that is not there leaves the choice as it is."""
        if question in self._rows:
            self.show_questions(list(self._rows.values()), question)

    def show_sessions(self, rows: Sequence[SessionRow]) -> None:
        """List the rounds held before."""
        self.sessions.fill([(row.id, row.title, row.subtitle) for row in rows])
        self.sessions.setVisible(bool(rows))
        self._open_row.setVisible(bool(rows))
        self.nothing_yet.setVisible(not rows)

    @property
    def chosen(self) -> str:
        """The chosen question's id, or nothing."""
        return self.questions.chosen

    def _preview(self, question: str) -> None:
        row = self._rows.get(question)
        self.title.setText(row.title if row else "No questions here yet")
        text = (
            row.introduction
            if row
            else "Import one: a Markdown file with a title and an introduction will do."
        )
        self.preview.setPlainText(text or "This question has no introduction.")

    @Slot(str)
    def _on_question(self, question: str) -> None:
        self._preview(question)
        self.question_chosen.emit(question)

    @Slot(int)
    def _on_tab(self, page: int) -> None:
        self.pages.setCurrentIndex(page)
        # Return then opens, and the arrows choose, without a search for the list.
        (self.questions, self.sessions)[page].setFocus()

    @Slot()
    def _on_open(self) -> None:
        if self.sessions.chosen:
            self.session_opened.emit(self.sessions.chosen)

    @Slot()
    def _on_import(self) -> None:
        path, _ = QFileDialog.getOpenFileName(
            self, "Import a question", "", "Questions (*.md *.markdown *.txt)"
        )
        if path:
            self.question_import_asked.emit(path)
