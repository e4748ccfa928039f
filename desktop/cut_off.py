"""A round that was cut off, read back from its folder so that it can go on."""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import TYPE_CHECKING

from desktop.wiring import Order
from interviewer.question import reader
from interviewer.round.commands import Listen
from interviewer.round.restoring import Restored, restore
from interviewer.store import SessionFolder

if TYPE_CHECKING:
    from pathlib import Path

_KEPT = ("sealed", "model_url", "model", "model_timeout", "speech_model", "speech_device", "voice")
"""What of an order the journal does not hold."""


@dataclass(frozen=True, slots=True)
class CutOff:
    """The folder, what was ordered, and the round as it stood."""

    folder: SessionFolder
    order: Order
    restored: Restored

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
    restored = restore(folder.events(), question)
    opened = restored.opened
    known = {one.name: one.default for one in fields(Order)}
    settings = {
        name: value
        for name in _KEPT
        if isinstance(value := folder.session.settings.get(name), (str, type(known[name])))
    }
    order = Order(
        question=question,
        question_text=folder.question_text,
        kind=opened.kind,
        minutes=opened.minutes,
        pressure=opened.pressure,
        panel=opened.panel,
        seed=opened.seed,
        warm_up=opened.warm_up,
        **settings,  # type: ignore[arg-type]
    )
    return CutOff(folder, order, restored)
