"""What the room's keys do, and what it shows: the round that is on, or was last."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot

if TYPE_CHECKING:
    from desktop.conductor import Conductor
    from desktop.screens.room import RoomScreen
    from interviewer.events import Help


class RoomDesk(QObject):
    """Hands the keys to the conductor and its view back to the screen; without a round it does nothing."""

    def __init__(self) -> None:
        super().__init__()
        self._screen: RoomScreen | None = None
        self._conductor: Conductor | None = None

    def serve(self, screen: RoomScreen) -> None:
        """Take this screen's keys."""
        self._screen = screen
        screen.done_pressed.connect(self.on_done)
        screen.undo_pressed.connect(self.on_undo)
        screen.repeat_asked.connect(self.on_repeat)
        screen.rephrase_asked.connect(self.on_rephrase)
        screen.hint_asked.connect(self.on_hint)
        screen.dispute_asked.connect(self.on_dispute)
        screen.skip_asked.connect(self.on_skip)
        screen.pause_toggled.connect(self.on_pause)
        screen.answer_typed.connect(self.on_answer_typed)
        screen.end_confirmed.connect(self.on_end)

    def enter(self, conductor: Conductor) -> None:
        """Begin to show a round."""
        self._conductor = conductor
        self.show()

    @property
    def is_on(self) -> bool:
        """Whether a round is on."""
        return self._conductor is not None and self._conductor.view().phase != "closed"

    def take(self, event: object) -> None:
        """Take one event of a worker."""
        if self._conductor is not None:
            self._conductor.on_event(event)
            self.show()

    def show(self) -> None:
        """Show how things stand."""
        if self._conductor is not None and self._screen is not None:
            self._screen.show_view(self._conductor.view())

    def times(self) -> tuple[float, float | None]:
        """Return the seconds elapsed and remaining."""
        return self._conductor.times() if self._conductor else (0.0, 0.0)

    # Keys

    @Slot()
    def on_done(self) -> None:
        """Take "I'm done"."""
        if self._conductor is not None:
            self._conductor.done()
            self.show()

    @Slot()
    def on_undo(self) -> None:
        """Take "I'm done" back."""
        if self._conductor is not None:
            self._conductor.undo()
            self.show()

    @Slot()
    def on_repeat(self) -> None:
        """Say the line again."""
        self._help("repeat")

    @Slot()
    def on_rephrase(self) -> None:
        """Say it in other words."""
        self._help("rephrase")

    @Slot()
    def on_hint(self) -> None:
        """Give a hint."""
        self._help("hint")

    @Slot()
    def on_dispute(self) -> None:
        """Strike a quote that was misheard."""
        self._help("dispute")

    @Slot()
    def on_skip(self) -> None:
        """Drop the question without judgement."""
        self._help("skip")

    @Slot()
    def on_pause(self) -> None:
        """Pause or go on."""
        if self._conductor is not None:
            if self._conductor.view().phase == "paused":
                self._conductor.resume()
            else:
                self._conductor.pause()
            self.show()

    @Slot(str)
    def on_answer_typed(self, text: str) -> None:
        """Take a typed answer."""
        if self._conductor is not None:
            self._conductor.type_answer(text)
            self.show()

    @Slot()
    def on_end(self) -> None:
        """End the round; a running answer is finished first."""
        if self._conductor is not None:
            self._conductor.end()
            self.show()

    def _help(self, what: Help) -> None:
        if self._conductor is not None:
            self._conductor.help(what)
            self.show()
