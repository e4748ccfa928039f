"""A round that was cut off, read back from its folder so that it can go on."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from audio.speaking.voices import ENGINES
from desktop.talk_brought import taken_up
from desktop.wiring import Order
from interviewer.question import reader
from interviewer.round.commands import Listen
from interviewer.round.restoring import Restored, restore
from interviewer.store import SessionFolder

if TYPE_CHECKING:
    from pathlib import Path

    from desktop.talk_floor import Brought


@dataclass(frozen=True, slots=True)
class CutOff:
    """The folder, what was ordered, and the round as it stood."""

    folder: SessionFolder
    order: Order
    restored: Restored
    talk: Brought | None = None
    """What had been brought to its talk, where it has one."""

    def hold(self) -> None:
        """Keep other windows away and make room for the answer that was cut off.

        Raises:
            InterviewerError: Another window is in it, or the folder cannot be written.
        """
        self.folder.take_up(
            command.number for command in self.restored.pending if isinstance(command, Listen)
        )


def read(path: Path) -> CutOff:
    """Read a round that was cut off; changes nothing.

    Raises:
        InterviewerError: It is over, never began, or too much of it is missing.
    """
    folder = SessionFolder.open(path)
    question = reader.read(folder.question_text)
    events = folder.events()
    restored = restore(events, question)
    opened = restored.opened
    kept = folder.session.settings
    voice = kept.get("voice")
    order = Order(
        question=question,
        question_text=folder.question_text,
        kind=opened.kind,
        minutes=opened.minutes,
        pressure=opened.pressure,
        panel=opened.panel,
        seed=opened.seed,
        warm_up=opened.warm_up,
        focus=opened.focus,
        # Whatever was done to the file: what is not plainly open is sealed.
        sealed=kept.get("sealed") is not False,
        model_url=_text(kept.get("model_url")),
        model=_text(kept.get("model")),
        voice=next((engine for engine in ENGINES if engine == voice), None),
    )
    return CutOff(folder, order, restored, taken_up(events))


def _text(value: object) -> str:
    return value if isinstance(value, str) else ""
