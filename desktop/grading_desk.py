"""Lets a round's own model grade it: by itself when the round has just ended, later when asked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot

from desktop.grader import SessionGraded

if TYPE_CHECKING:
    from pathlib import Path

    from desktop.screens.debrief import DebriefScreen
    from desktop.studio import Studio


class GradingDesk(QObject):
    """Knows which sessions a model is grading, and shows it on the debrief."""

    def __init__(self, screen: DebriefScreen, studio: Studio) -> None:
        super().__init__()
        self._screen = screen
        self._studio = studio
        self._fresh: Path | None = None
        """A round that has just ended, until its model is asked."""
        self._at_work: set[Path] = set()
        self._shown: Path | None = None
        self._model = ""
        """Who may grade the session that is shown."""
        screen.grading_asked.connect(self.on_grading_asked)
        screen.grading_stopped.connect(self.on_grading_stopped)

    def opens(self, path: Path, *, ended: bool) -> None:
        """A session is about to be shown; one that has just `ended` is graded as soon as it is."""
        self._fresh = path if ended else None

    def shows(self, path: Path, model: str) -> None:
        """A session is shown, and this model may grade it."""
        self._shown, self._model = path, model
        self._screen.show_grader(model, busy=path in self._at_work)
        if path == self._fresh and model:
            self.on_grading_asked()

    def take(self, event: object) -> bool:
        """Take what a model brought; return whether it was that."""
        if not isinstance(event, SessionGraded):
            return False
        self._at_work.discard(event.path)
        if not event.trouble:
            self._studio.report(event.path, write=True)
        elif event.path == self._shown:
            named = f"{event.model} did not grade the round: " if event.model else ""
            self._screen.show_grader(self._model, busy=False)
            self._screen.show_said(named + event.trouble)
        return True

    @Slot()
    def on_grading_asked(self) -> None:
        """Have the round's model grade it."""
        self._fresh = None
        if self._shown is None or self._shown in self._at_work:
            return
        self._at_work.add(self._shown)
        self._screen.show_grader(self._model, busy=True)
        self._screen.show_said(f"{self._model} is grading what you said; Viva's own levels stand until then.")
        self._studio.grader.grade(self._shown)

    @Slot()
    def on_grading_stopped(self) -> None:
        """Stop the model; what it gave before stands."""
        self._studio.grader.stop()
