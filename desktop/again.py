"""What a take needs around the conductor: a mouth that says a line as it was kept, and nobody who asks."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING

from audio.speaking.voices import ENGINES, panel_voice
from desktop.conductor import Conductor
from desktop.ports import Parts
from desktop.room_snapshot import House
from interviewer.errors import InterviewerError
from interviewer.round.retake import Retake
from interviewer.take_events import TakeBegun
from interviewer.takes import TakeJournal

if TYPE_CHECKING:
    from collections.abc import Callable

    from audio.clock import Clock
    from audio.speaking.speaker import Speaker
    from audio.speaking.voices import Voice
    from desktop.ports import Ear
    from interviewer.examiner.examiner import Brief
    from interviewer.examiner.move import PartName
    from interviewer.store import SessionFolder
    from interviewer.takes import Wanted


class KeptVoice:
    """The speaker, asked for lines that were said before."""

    def __init__(self, speaker: Speaker) -> None:
        self.say = speaker.say_again
        self.prepare = speaker.prepare
        self.stop = speaker.stop
        self.hold = speaker.hold
        self.go_on = speaker.go_on


class Nobody:
    """Takes the examiner's place where nothing is asked."""

    def examine(self, brief: Brief) -> None:
        """Nothing is asked."""

    def foresee(self, brief: Brief, ticket: int) -> None:
        """Nothing will be asked."""

    def withdraw(self, request: int) -> None:
        """Nothing was asked."""

    def read_ahead(self, committed: str, part: PartName) -> None:
        """Nobody reads."""

    def close(self) -> None:
        """Nothing runs."""


def conducted(
    wanted: Wanted,
    folder: SessionFolder,
    ear: Ear,
    speaker: Speaker,
    clock: Clock,
    post: Callable[[object], None],
    speech: str,
) -> Conductor:
    """Begin a take: its line is about to be said.

    Raises where the session is held by another window or cannot be written.
    """
    folder.hold()
    line, take = wanted.line, wanted.take
    try:
        folder.append(TakeBegun(line.number, take, _now(), speech))
    except InterviewerError:
        folder.close()
        raise
    parts = Parts(
        ear=ear,
        mouth=KeptVoice(speaker),
        brain=Nobody(),
        journal=TakeJournal(folder, line.number, take),
        clock=clock,
        post=post,
        voice_of=_voice_of(wanted),
    )
    house = House((line.speaker,), "", sealed=True, plain=True)
    conductor = Conductor(Retake(line, wanted.number), parts, house)
    conductor.begin(replace(wanted.opened, at=clock.now()))
    return conductor


def _voice_of(wanted: Wanted) -> Callable[[str], Voice]:
    engine = next((one for one in ENGINES if one == wanted.folder.session.settings.get("voice")), None)
    seats = wanted.opened.panel
    return lambda name: panel_voice(seats.index(name) if name in seats else 0, engine)


def _now() -> str:
    return datetime.now().astimezone().isoformat(timespec="seconds")
