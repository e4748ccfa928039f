"""The first screen: what to practise, how, with which microphone, and who asks."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import Qt, QTimer, Signal, Slot
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QSlider, QVBoxLayout, QWidget

from audio.events import (
    CouplingMeasured,
    DeviceFound,
    DeviceLost,
    InputHeard,
    InputMuted,
    LevelMeasured,
    SpeechModelFailed,
    SpeechModelLoaded,
)
from desktop import theme
from desktop.screens.examiner_panel import ExaminerPanel
from desktop.screens.length_row import length_row
from desktop.screens.question_panel import QuestionPanel
from desktop.screens.setup_choices import KINDS, PATIENCES, PRESSURES, obstacle, summary
from desktop.screens.setup_notes import SetupNotes
from desktop.screens.sound_panel import SoundPanel, device
from desktop.screens.talk_panel import TalkPanel
from desktop.settings import Settings
from desktop.widgets.buttons import KeyButton
from desktop.widgets.choice import Choice
from desktop.widgets.plain import ElidedLabel, PlainLabel
from interviewer.weakest import kind_for

if TYPE_CHECKING:
    from collections.abc import Sequence

    from desktop.rows import QuestionRow, SessionRow
    from desktop.settings import Patience, Questions, TalkTime
    from interviewer.events import Pressure, RoundKind


class SetupScreen(QWidget):
    """Collects the choices and starts the round."""

    round_started = Signal(object)
    choices_changed = Signal(object)
    input_chosen = Signal(str)
    output_chosen = Signal(str)
    volume_chosen = Signal(int)
    tone_asked = Signal()
    session_opened = Signal(str)
    question_import_asked = Signal(str)
    house_changed = Signal(bool, str)

    def __init__(self) -> None:
        super().__init__()
        self._settings = Settings()
        self._house = (True, "")
        self.notes = SetupNotes()
        self.questions = QuestionPanel()
        self.kind = Choice("Kind of round", KINDS)
        self.minutes = QSlider(Qt.Orientation.Horizontal)
        self.length = PlainLabel("", "body")
        self.pressure = Choice("Pressure", PRESSURES)
        self.patience = Choice("Taking turns", PATIENCES)
        self.talk = TalkPanel()
        self.sound = SoundPanel()
        self.examiner = ExaminerPanel()
        self.trouble = ElidedLabel("", "muted")
        self.start = KeyButton("Start", "start", "Ctrl+Return", "primary")
        self.start.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._lay_out()
        self._connect()
        self.show_settings(self._settings)

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.notes)
        halves = QHBoxLayout()
        halves.setContentsMargins(theme.SPACE_5, theme.SPACE_4, theme.SPACE_3, theme.SPACE_3)
        halves.setSpacing(theme.SPACE_4)
        halves.addWidget(self.questions, 6)
        halves.addWidget(self._choices(), 6)
        column.addLayout(halves, 1)
        footer = QFrame()
        footer.setProperty("role", "footer")
        row = QHBoxLayout(footer)
        row.setContentsMargins(theme.SPACE_5, theme.SPACE_3, theme.SPACE_5, theme.SPACE_3)
        row.setSpacing(theme.SPACE_4)
        words = QVBoxLayout()
        words.setSpacing(theme.SPACE_1)
        words.addWidget(self.examiner.consent_row)
        words.addWidget(self.trouble)
        row.addLayout(words, 1)
        row.addWidget(self.start)
        column.addWidget(footer)

    def _choices(self) -> QScrollArea:
        page = QWidget()
        page.setProperty("role", "page")
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, theme.SPACE_2, 0)
        column.setSpacing(theme.SPACE_3)
        column.addWidget(self._round_card())
        column.addWidget(self.talk)
        column.addWidget(self.sound)
        column.addWidget(self.examiner)
        column.addStretch(1)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidget(page)
        area.setMinimumWidth(page.minimumSizeHint().width() + area.verticalScrollBar().sizeHint().width())
        self._scrolling = area
        return area

    def _round_card(self) -> QFrame:
        card = QFrame()
        card.setProperty("role", "card")
        column = QVBoxLayout(card)
        column.setContentsMargins(theme.SPACE_4, theme.SPACE_3, theme.SPACE_4, theme.SPACE_3)
        column.setSpacing(theme.SPACE_3)
        column.addWidget(self.kind)
        column.addLayout(length_row(self.minutes, self.length))
        column.addWidget(self.pressure)
        column.addWidget(self.patience)
        return card

    def _connect(self) -> None:
        self.questions.question_chosen.connect(self._on_changed)
        self.questions.session_opened.connect(self.session_opened)
        self.questions.question_import_asked.connect(self.question_import_asked)
        self.notes.focus_changed.connect(self._on_focus)
        for choice in (self.kind, self.pressure, self.patience):
            choice.chosen.connect(self._on_changed)
        self.minutes.valueChanged.connect(self._on_changed)
        self.talk.changed.connect(self._on_changed)
        self.sound.input_chosen.connect(self.input_chosen)
        self.sound.output_chosen.connect(self.output_chosen)
        self.sound.input_chosen.connect(self._on_changed)
        self.sound.output_chosen.connect(self._on_changed)
        self.sound.volume_chosen.connect(self.volume_chosen)
        self.sound.volume_chosen.connect(self._on_changed)
        self.sound.tone_asked.connect(self.tone_asked)
        self.examiner.changed.connect(self._on_changed)
        self.examiner.choice.chosen.connect(self._on_examiner)
        self.start.clicked.connect(self._on_start)
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(self._on_start)

    # What the screen is told

    def show_settings(self, settings: Settings) -> None:
        """Show the choices of last time."""
        self._settings = settings
        self.notes.choose(settings.focus)
        self.kind.choose(settings.kind)
        self.pressure.choose(settings.pressure)
        self.patience.choose(settings.patience)
        self.minutes.blockSignals(True)
        self.minutes.setValue(settings.minutes)
        self.minutes.blockSignals(False)
        self.sound.choose(settings.input_device, settings.output_device)
        self.sound.choose_volume(settings.volume)
        self.talk.show_choices(settings.slides, settings.plan, settings.questions, settings.clock)
        self.examiner.choose(offline=settings.offline, url=settings.model_url, model=settings.model)
        self.questions.choose(settings.question)
        self._refresh()

    def show_questions(self, rows: Sequence[QuestionRow]) -> None:
        """List the questions."""
        self.questions.show_questions(rows, self._settings.question)
        self._refresh()

    def show_devices(self, inputs: Sequence[str], outputs: Sequence[str]) -> None:
        """List the microphones and speakers."""
        self.sound.show_devices(inputs, outputs)

    def show_sessions(self, rows: Sequence[SessionRow]) -> None:
        """List the rounds held before."""
        self.questions.show_sessions(rows)

    def show_speech_model_loading(self) -> None:
        """Say that the speech model is on its way; a round may start meanwhile."""
        self.sound.show_model("note", "The speech model is loading…")

    def show_trouble(self, sentence: str) -> None:
        """Say in the footer what went wrong, until the next choice."""
        self.trouble.become("bad", sentence)

    @Slot(object)
    def on_event(self, event: object) -> None:
        """Take what the sound side tells."""
        match event:
            case LevelMeasured():
                self.sound.meter.on_level(event)
            case DeviceLost() | InputMuted():
                self.sound.show_lost(event.sentence)
            case DeviceFound() | InputHeard():
                self.sound.show_lost("")
            case CouplingMeasured():
                self.sound.show_coupling(event)
            case SpeechModelLoaded():
                self.sound.show_model(
                    "note", f"Speech model {event.name} is ready on the {_machine(event.device)}."
                )
            case SpeechModelFailed():
                self.sound.show_model("bad", f"{event.sentence} You can type your answers instead.")

    @property
    def settings(self) -> Settings:
        """The choices as they stand."""
        return replace(
            self._settings,
            question=self.questions.chosen or self._settings.question,
            kind=cast("RoundKind", self.kind.value),
            minutes=self.minutes.value(),
            pressure=cast("Pressure", self.pressure.value),
            patience=cast("Patience", self.patience.value),
            input_device=device(self.sound.microphones),
            output_device=device(self.sound.speakers),
            volume=self.sound.volume.value(),
            offline=self.examiner.offline,
            model_url=self.examiner.url.text().strip(),
            model=self.examiner.model.text().strip(),
            focus=self.notes.focus,
            slides=self.talk.slides.path,
            plan=self.talk.plan.path,
            questions=cast("Questions", self.talk.questions.value),
            clock=cast("TalkTime", self.talk.clock.value),
        )

    @Slot()
    def _on_changed(self) -> None:
        self._refresh()
        self._settings = self.settings
        self.choices_changed.emit(self._settings)

    @Slot()
    def _on_focus(self) -> None:
        """Choose a kind of round in which the focus is asked about."""
        if self.notes.focus:
            self.kind.choose(kind_for(self.notes.focus, cast("RoundKind", self.kind.value)))
        self._on_changed()

    @Slot()
    def _on_examiner(self) -> None:
        # The fields appear only with the next layout.
        QTimer.singleShot(0, self, self._show_examiner)

    @Slot()
    def _show_examiner(self) -> None:
        self._scrolling.ensureWidgetVisible(self.examiner, 0, theme.SPACE_3)

    @Slot()
    def _on_start(self) -> None:
        if self._obstacle():
            return
        self._settings = self.settings
        self.round_started.emit(self._settings)
        self.examiner.withdraw_consent()

    def _obstacle(self) -> str:
        return obstacle(
            self.settings, has_question=bool(self.questions.chosen), consented=self.examiner.consented
        )

    def _refresh(self) -> None:
        found = self._obstacle()
        self.talk.setVisible(self.kind.value != "discussion")
        self.notes.show_kind(cast("RoundKind", self.kind.value))
        minutes = self.minutes.value()
        self.length.setText(f"{minutes} minutes")
        self.start.setEnabled(not found)
        self.trouble.become("muted", found or summary(self.settings))
        house = (self.examiner.offline, self.examiner.asks)
        if house != self._house:
            self._house = house
            self.house_changed.emit(*house)


def _machine(name: str) -> str:
    return "graphics card" if name == "cuda" else "processor"
