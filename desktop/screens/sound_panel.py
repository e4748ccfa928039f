"""Microphone with its level, and speaker with its test tone and volume."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QComboBox, QFrame, QHBoxLayout, QSlider

from desktop import theme
from desktop.screens.setup_choices import HEADPHONES_BEST, NO_MICROPHONE, NO_SPEAKER, coupling_words
from desktop.widgets.buttons import IconButton
from desktop.widgets.choice import headed_grid
from desktop.widgets.level_meter import MeterWithWords
from desktop.widgets.picker import Picker
from desktop.widgets.plain import PlainLabel

if TYPE_CHECKING:
    from collections.abc import Sequence

    from audio.events import CouplingMeasured

DEFAULT = "The system's default"


class SoundPanel(QFrame):
    """Lets the candidate hear and be heard before it counts."""

    input_chosen = Signal(str)
    output_chosen = Signal(str)
    volume_chosen = Signal(int)
    """Percent of the full volume."""
    tone_asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("role", "card")
        self.microphones = Picker("Microphone")
        self.speakers = Picker("Speaker")
        self.microphones.setPlaceholderText("None found")
        self.speakers.setPlaceholderText("None found")
        self.meter = MeterWithWords()
        self.no_microphone = PlainLabel(NO_MICROPHONE, "warn", wrap=True)
        self.no_speaker = PlainLabel(NO_SPEAKER, "warn", wrap=True)
        self.lost = PlainLabel("", "bad", wrap=True)
        self.model_state = PlainLabel("", "note", wrap=True)
        self.tone = IconButton("Pl&ay test tone", "speaker")
        self.coupling = PlainLabel(HEADPHONES_BEST, "note", wrap=True)
        self.volume = QSlider(Qt.Orientation.Horizontal)
        self.percent = PlainLabel("", "body")
        self._lay_out()
        self.show_devices([], [])
        self.lost.hide()
        self.model_state.hide()
        self.microphones.activated.connect(self._on_input)
        self.speakers.activated.connect(self._on_output)
        self.tone.clicked.connect(self.tone_asked)
        self.volume.valueChanged.connect(self._on_volume)

    def _lay_out(self) -> None:
        grid = headed_grid()
        grid.setContentsMargins(theme.SPACE_4, theme.SPACE_3, theme.SPACE_4, theme.SPACE_3)
        grid.addWidget(PlainLabel("Micropho&ne", "heading", buddy=self.microphones), 0, 0)
        grid.addWidget(self.microphones, 0, 1)
        for row, widget in enumerate((self.meter, self.no_microphone, self.lost, self.model_state), start=1):
            grid.addWidget(widget, row, 1)
        grid.addWidget(PlainLabel("Spea&ker", "heading", buddy=self.speakers), 5, 0)
        speaker = QHBoxLayout()
        speaker.setSpacing(theme.SPACE_2)
        speaker.addWidget(self.speakers, 1)
        speaker.addWidget(self.tone)
        grid.addLayout(speaker, 5, 1)
        grid.addWidget(PlainLabel("Ho&w loud", "heading", buddy=self.volume), 6, 0)
        grid.addLayout(self._volume_row(), 6, 1)
        grid.addWidget(self.coupling, 7, 1)
        grid.addWidget(self.no_speaker, 8, 1)
        self.setLayout(grid)

    def _volume_row(self) -> QHBoxLayout:
        self.volume.setRange(0, 100)
        self.volume.setSingleStep(5)
        self.volume.setPageStep(20)
        self.volume.setAccessibleName("Volume in percent")
        # The widest value, so that the slider does not move while it is dragged.
        self.percent.setMinimumWidth(self.percent.fontMetrics().horizontalAdvance("100 %") + theme.SPACE_3)
        self.percent.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.choose_volume(self.volume.maximum())
        row = QHBoxLayout()
        row.setSpacing(theme.SPACE_2)
        row.addWidget(self.volume, 1)
        row.addWidget(self.percent)
        return row

    def show_devices(self, inputs: Sequence[str], outputs: Sequence[str]) -> None:
        """List the devices; what was chosen stays chosen while it is there."""
        for box, names in ((self.microphones, inputs), (self.speakers, outputs)):
            wanted = device(box)
            box.clear()
            box.setEnabled(bool(names))
            for name in (DEFAULT, *names) if names else ():
                box.addItem(name)
            self._choose(box, wanted)
        self.meter.setVisible(bool(inputs))
        self.no_microphone.setVisible(not inputs)
        self.no_speaker.setVisible(not outputs)
        self.coupling.setVisible(bool(outputs))
        self.tone.setEnabled(bool(outputs))
        self.volume.setEnabled(bool(outputs))

    def choose(self, input_device: str, output_device: str) -> None:
        """Choose devices by name without telling anyone."""
        self._choose(self.microphones, input_device)
        self._choose(self.speakers, output_device)

    def choose_volume(self, percent: int) -> None:
        """Show a volume without telling anyone."""
        self.volume.blockSignals(True)
        self.volume.setValue(percent)
        self.volume.blockSignals(False)
        self.percent.setText(f"{percent} %")

    def _choose(self, box: QComboBox, name: str) -> None:
        box.setProperty("wanted", name)
        at = box.findText(name) if name else 0
        box.setCurrentIndex(max(0, at) if box.count() else -1)

    def show_lost(self, sentence: str) -> None:
        """Say that a device went away, or with nothing that it is back."""
        self.lost.setText(sentence)
        self.lost.setVisible(bool(sentence))
        if sentence:
            self.meter.clear()

    def show_coupling(self, found: CouplingMeasured) -> None:
        """Say whether the microphone hears the speaker."""
        self.coupling.become("note", coupling_words(found.verdict, found.decibels))

    def show_model(self, role: str, sentence: str) -> None:
        """Say how the speech model is."""
        self.model_state.become(role, sentence)
        self.model_state.setVisible(bool(sentence))

    @Slot()
    def _on_input(self) -> None:
        self.microphones.setProperty("wanted", _shown(self.microphones))
        self.meter.clear()
        self.input_chosen.emit(_shown(self.microphones))

    @Slot()
    def _on_output(self) -> None:
        self.speakers.setProperty("wanted", _shown(self.speakers))
        self.coupling.become("note", HEADPHONES_BEST)
        self.output_chosen.emit(_shown(self.speakers))

    @Slot(int)
    def _on_volume(self, percent: int) -> None:
        self.percent.setText(f"{percent} %")
        self.volume_chosen.emit(percent)


def _shown(box: QComboBox) -> str:
    return "" if box.currentIndex() <= 0 else box.currentText()


def device(box: QComboBox) -> str:
    """Return the wished device, also while it is unplugged; nothing means the system's default."""
    return str(box.property("wanted"))
