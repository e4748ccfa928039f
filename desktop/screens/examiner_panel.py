"""Who asks the questions, and where the candidate's words go for it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal, Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QMenu, QPushButton, QVBoxLayout, QWidget

from desktop import theme
from desktop.screens.setup_choices import EXAMINERS, USUAL_SERVERS, consent_words, server, where_words_go
from desktop.widgets.choice import Choice, headed_grid
from desktop.widgets.plain import PlainLabel
from desktop.widgets.tick import Tick

if TYPE_CHECKING:
    from collections.abc import Sequence


class ExaminerPanel(QFrame):
    """Sealed, or a model server whose host stands there plainly."""

    changed = Signal()
    models_asked = Signal(str)
    """Somebody wants to know what the server at this address offers."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("role", "card")
        self.choice = Choice("Who asks", EXAMINERS)
        self.url = QLineEdit()
        self.url.setPlaceholderText("http://localhost:11434/v1")
        self.model = QLineEdit()
        self.model.setPlaceholderText("the model's name on that server")
        self.usual = QPushButton("Usual ones")
        self.list_models = QPushButton("List")
        self.list_models.setAccessibleName("List the models of this server")
        self.names = QMenu(self.list_models)
        self.told = PlainLabel("", "note", wrap=True)
        self.told.hide()
        self.host = PlainLabel("", "warn", wrap=True)
        self.consent = Tick()
        self.consent.setAccessibleName("Agree to send your words for this round")
        self.agreement = PlainLabel("", wrap=True)
        self.consent_row = QWidget()
        """Laid out by the screen, beside the button that starts the round."""
        self._lay_out()
        self.choice.chosen.connect(self._on_changed)
        self.url.textChanged.connect(self._on_url)
        self.model.textChanged.connect(self._on_changed)
        self.consent.toggled.connect(self._on_changed)
        self.list_models.clicked.connect(self._on_list)
        self.names.triggered.connect(self._on_name)
        self._show()

    def _lay_out(self) -> None:
        self._fields = QWidget()
        grid = headed_grid()
        self._fields.setLayout(grid)
        grid.addWidget(PlainLabel("Add&ress", "heading", buddy=self.url), 0, 0)
        grid.addWidget(self.url, 0, 1)
        grid.addWidget(PlainLabel("&Use model", "heading", buddy=self.model), 1, 0)
        grid.addWidget(self.usual, 0, 2)
        grid.addWidget(self.model, 1, 1)
        grid.addWidget(self.list_models, 1, 2)
        grid.addWidget(self.told, 2, 1, 1, 2)
        grid.addWidget(self.host, 3, 1, 1, 2)
        menu = QMenu(self.usual)
        for name, url in USUAL_SERVERS:
            menu.addAction(f"{name}: {url}").setData(url)
        menu.triggered.connect(self._on_usual)
        self.usual.setMenu(menu)
        row = QHBoxLayout(self.consent_row)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.consent)
        row.addWidget(self.agreement, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.SPACE_4, theme.SPACE_3, theme.SPACE_4, theme.SPACE_3)
        column.setSpacing(theme.SPACE_1)
        column.addWidget(self.choice)
        column.addWidget(self._fields)

    @property
    def offline(self) -> bool:
        """Whether the room is sealed."""
        return self.choice.value == "sealed"

    @property
    def consented(self) -> bool:
        """Whether the candidate agreed, for the host that stands there."""
        return self.consent.isChecked()

    @property
    def asks(self) -> str:
        """The host that would be asked, or nothing while the address is unusable."""
        return server(self.url.text()).host

    def choose(self, *, offline: bool, url: str, model: str) -> None:
        """Choose without telling anyone; consent is never remembered."""
        for widget in (self.url, self.model, self.consent):
            widget.blockSignals(True)
        self.choice.choose("sealed" if offline else "server")
        self.url.setText(url)
        self.model.setText(model)
        self.consent.setChecked(False)
        for widget in (self.url, self.model, self.consent):
            widget.blockSignals(False)
        self._show()

    def show_models(self, names: Sequence[str]) -> None:
        """Offer what a server has; the only one is taken at once."""
        self._tell("" if names else "The server names no models; enter the name yourself.")
        self.names.clear()
        for name in names:
            self.names.addAction(name.replace("&", "&&")).setData(name)
        if len(names) == 1:
            self.model.setText(names[0])
        elif names and self.isVisible():
            self.names.popup(self.list_models.mapToGlobal(self.list_models.rect().bottomLeft()))

    def show_no_models(self, sentence: str) -> None:
        """Say why the server could not be asked."""
        self._tell(sentence)

    def withdraw_consent(self) -> None:
        """Ask again before the next round."""
        self.consent.setChecked(False)

    @Slot()
    def _on_list(self) -> None:
        found = server(self.url.text())
        if found.trouble:
            self._tell(found.trouble)
            return
        self._tell(f"Asking {found.host} for its models…")
        self.list_models.setEnabled(False)
        self.models_asked.emit(self.url.text().strip())

    @Slot(QAction)
    def _on_name(self, chosen: QAction) -> None:
        self.model.setText(chosen.data())

    @Slot(QAction)
    def _on_usual(self, chosen: QAction) -> None:
        self.url.setText(chosen.data())
        self.model.setFocus()

    def _tell(self, sentence: str) -> None:
        self.told.setText(sentence)
        self.told.setVisible(bool(sentence))
        self.list_models.setEnabled(True)

    @Slot()
    def _on_url(self) -> None:
        self._tell("")
        # Agreeing to one host is not agreeing to the next.
        self.consent.setChecked(False)
        self._on_changed()

    @Slot()
    def _on_changed(self) -> None:
        self._show()
        self.changed.emit()

    def _show(self) -> None:
        found = server(self.url.text())
        self._fields.setVisible(not self.offline)
        role = (
            "note"
            if not self.url.text().strip()
            else "warn"
            if found.trouble or found.needs_consent
            else "good"
        )
        self.host.become(role, where_words_go(found))
        self.consent_row.setVisible(found.needs_consent and not self.offline)
        self.agreement.setText(consent_words(found))
