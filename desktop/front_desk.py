"""What the first screen needs from the disk: choices, questions, past sessions; and the order of a round."""

from __future__ import annotations

import random
import shutil
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QObject, Slot

from desktop import cut_off, secrets, settings
from desktop.errors import DesktopError
from desktop.paths import assets
from desktop.rows import QuestionRow, SessionRow
from desktop.wiring import Order
from interviewer.errors import InterviewerError
from interviewer.question.bank import Bank
from interviewer.question.rubric import BY_ID
from interviewer.weakest import kind_for

if TYPE_CHECKING:
    from collections.abc import Iterable

    from desktop.archive import Archive
    from desktop.cut_off import CutOff
    from desktop.errands import ModelsListed
    from desktop.history_events import Advised
    from desktop.paths import Paths
    from desktop.screens.setup import SetupScreen
    from desktop.settings import Settings
    from interviewer.sessions import Listed

MINUTE_BYTES = 4_000_000
"""A minute of round on disk: 16-bit mono at 16 kHz, twice (the candidate and the panel)."""
SPARE_BYTES = 200_000_000
"""Below this a round is not begun: the system itself needs room."""
CUT_OFF = "Your last round was cut off; everything up to there is kept. Open it under Past sessions to go on with it."
WARM_UP_FROM = 20
"""Minutes from which a round begins with calm questions; a shorter one needs all its time."""


def focus_of(chosen: Settings) -> str:
    """Return the dimension the round comes back to; none where this kind of round does not ask about it."""
    fits = chosen.focus in BY_ID and kind_for(chosen.focus, chosen.kind) == chosen.kind
    return chosen.focus if fits else ""


class FrontDesk(QObject):
    """Fills the first screen and keeps what is chosen there."""

    def __init__(self, screen: SetupScreen, paths: Paths, archive: Archive) -> None:
        super().__init__()
        self._archive = archive
        self._screen = screen
        self._paths = paths
        self._bank = Bank(assets() / "questions", paths.questions)
        self.settings = settings.load(paths.settings)
        screen.choices_changed.connect(self.on_choices_changed)
        screen.question_import_asked.connect(self.on_question_import_asked)
        screen.notes.declined.connect(self.on_declined)
        screen.show_settings(self.settings)
        self.show_questions()
        self.list_sessions()

    @Slot(object)
    def on_choices_changed(self, chosen: Settings) -> None:
        """Keep the choices for next time."""
        self._keep(replace(chosen, theme=self.settings.theme, declined=self.settings.declined))

    @Slot(str)
    def on_theme_chosen(self, name: str) -> None:
        """Keep the theme for next time."""
        self._keep(replace(self.settings, theme=cast("settings.Theme", name)))

    @Slot(str)
    def on_declined(self, proposal: str) -> None:
        """Keep that a proposal is not to be made again."""
        self._keep(replace(self.settings, declined=proposal))

    @Slot(object)
    def show_advice(self, found: Advised) -> None:
        """Say what the rounds before say to the next one."""
        proposal = found.proposal
        declined = proposal is not None and proposal.id == self.settings.declined
        self._screen.notes.show_due(found.due)
        self._screen.notes.propose(None if declined else proposal)

    def focus_used(self) -> None:
        """Let the focus go: a round with it has begun."""
        self._screen.notes.choose("")
        self._keep(replace(self.settings, focus=""))

    def _keep(self, chosen: Settings) -> None:
        self.settings = chosen
        try:
            settings.save(chosen, self._paths.settings)
        except DesktopError as error:
            self._screen.show_trouble(str(error))

    @Slot(str)
    def on_question_import_asked(self, path: str) -> None:
        """Copy a question file among the user's own, and choose it."""
        try:
            entry = self._bank.add(Path(path))
        except (InterviewerError, OSError) as error:
            self._screen.show_trouble(str(error))
            return
        self._keep(replace(self.settings, question=entry.id))
        self.show_questions()
        self._screen.show_settings(self.settings)

    def show_questions(self) -> None:
        """List the questions."""
        rows = []
        for entry in self._bank.entries():
            found = self._bank.find(str(entry.path))
            fields = {name.casefold(): value for name, value in found.fields.items()}
            role, part = fields.get("role", ""), fields.get("interview round", "")
            rows.append(QuestionRow(entry.id, entry.title, role, part, found.introduction))
        self._screen.show_questions(rows)

    def show_models(self, found: ModelsListed) -> None:
        """Offer a server's models, if its address still stands there."""
        panel = self._screen.examiner
        if found.url != panel.url.text().strip():
            return
        if found.trouble:
            panel.show_no_models(found.trouble)
        else:
            panel.show_models(found.names)

    @Slot()
    def list_sessions(self) -> None:
        """Have the rounds held before listed anew."""
        self._archive.list_sessions(self._paths.sessions)

    def show_sessions(self, found: Iterable[Listed]) -> None:
        """List the rounds held before."""
        rows = []
        for one in found:
            try:
                when = datetime.fromisoformat(one.created)
            except ValueError:
                when = datetime.fromtimestamp(one.path.stat().st_mtime).astimezone()
            rows.append(SessionRow(str(one.path), one.title, when, one.seconds, one.closed or one.going_on))
        self._screen.show_sessions(rows)
        if rows and not rows[0].whole:
            self._screen.show_trouble(CUT_OFF)

    def cut_off(self, path: Path) -> CutOff:
        """Read a round to go on with; nothing leaves the machine that is sealed by now.

        Raises:
            DesktopError: The disk is too full for the rest of the round.
            InterviewerError: It cannot go on.
        """
        found = cut_off.read(path)
        self._check_disk(found.order.minutes)
        sealed = found.order.sealed or self.settings.offline
        key = "" if sealed else secrets.api_key(found.order.model_url)
        return replace(found, order=replace(found.order, sealed=sealed, api_key=key))

    def order(self, chosen: Settings) -> Order:
        """Make an order of the choices.

        Raises:
            DesktopError: The disk is too full for the round.
            InterviewerError: The question cannot be read.
        """
        self._check_disk(chosen.minutes)
        name = chosen.question or self._bank.entries()[0].id
        return Order(
            question=self._bank.find(name),
            question_text=self._bank.text(name),
            kind=chosen.kind,
            minutes=chosen.minutes,
            warm_up=chosen.minutes >= WARM_UP_FROM,
            pressure=chosen.pressure,
            seed=random.randrange(1 << 31),
            sealed=chosen.offline,
            model_url=chosen.model_url,
            model=chosen.model,
            api_key="" if chosen.offline else secrets.api_key(chosen.model_url),
            speech_model=chosen.speech_model,
            speech_device=chosen.speech_device,
            focus=focus_of(chosen),
        )

    def _check_disk(self, minutes: float) -> None:
        folder = self._paths.sessions
        while not folder.exists():
            folder = folder.parent
        needed = SPARE_BYTES + round(minutes * MINUTE_BYTES)
        if shutil.disk_usage(folder).free < needed:
            raise DesktopError(
                f"The round was not begun: it needs {needed / 1e9:.1f} GB on the disk of {folder}. Free some space."
            )
