"""A challenge of a session answered anew: who may, under which number, and how it comes into the journal."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from interviewer import private_files
from interviewer.errors import InterviewerError
from interviewer.events import FillersHeard, LineSpoken, RoundOpened, VoiceHeard
from interviewer.store import SessionFolder
from interviewer.take_events import TakeMarked, TakeNoted

if TYPE_CHECKING:
    from pathlib import Path

    from interviewer.events import RoundEvent
    from interviewer.journal import Journal
    from interviewer.take_events import Mark

AGAIN = ("challenge", "follow_up")
"""The lines that can be answered anew."""
FIRST = 1000
"""No round has so many answers: the answer of a take is numbered by its line in thousands, plus the take."""
BIN = "deleted"
"""The folder within `takes/` where the recordings of deleted takes wait."""


def answer_number(line: int, take: int) -> int:
    """Return the number under which the answer of a take is heard, apart from all answers of the round."""
    return FIRST * line + take


@dataclass(frozen=True, slots=True)
class Wanted:
    """A line to be answered anew, as read from its session."""

    folder: SessionFolder
    line: LineSpoken
    take: int
    opened: RoundOpened

    @property
    def number(self) -> int:
        """Return the number of its answer."""
        return answer_number(self.line.number, self.take)


def wanted(path: Path, line: int) -> Wanted:
    """Read what a take of this line needs; changes nothing.

    Raises where the line is not there, or the session is one that must not be written.
    """
    folder = SessionFolder.open(path)
    if refused := refuses(folder):
        raise InterviewerError(refused)
    found = folder.journal()
    spoken = next(
        (event for event in found.events if isinstance(event, LineSpoken) and event.number == line), None
    )
    if spoken is None or spoken.kind not in AGAIN:
        raise InterviewerError("This line is not in the session's journal any more; open the debrief again.")
    return Wanted(folder, spoken, _free(folder, found, line), _opened(folder, found))


def refuses(folder: SessionFolder) -> str:
    """Return why nothing can be answered anew in a session, or nothing where it can."""
    if folder.read_only:
        return "A later version of Viva made this session: update to answer it anew."
    if not private_files.can_write(folder.path):
        return "Nothing can be written into this session's folder, so nothing can be answered anew."
    return ""


def mark(path: Path, line: int, take: int, made: Mark) -> None:
    """Note the candidate's wish about a take; the recording of a deleted one waits within the session.

    Raises where the session is held by another window or cannot be written.
    """
    folder = SessionFolder.open(path)
    folder.hold()
    try:
        folder.append(TakeMarked(line, take, made))
        if made in ("deleted", "restored"):
            _move(folder.take_path(line, take), back=made == "restored")
    finally:
        folder.close()


class TakeJournal:
    """Stands in for the session's folder while a take is on, and puts what happens in it where it belongs."""

    def __init__(self, folder: SessionFolder, line: int, take: int) -> None:
        self._folder = folder
        self._line, self._take = line, take

    def append(self, event: RoundEvent) -> None:
        """Write one event; what was counted late of an earlier answer goes to that answer."""
        number = answer_number(self._line, self._take)
        if isinstance(event, FillersHeard | VoiceHeard):
            number = event.number
        if number < FIRST:
            self._folder.append(event)
        else:
            self._folder.append(TakeNoted(*divmod(number, FIRST), event))

    def audio_path(self, number: int) -> Path:
        """Where the recording of the take goes."""
        return self._folder.take_path(*divmod(number, FIRST))

    def panel_path(self, number: int) -> Path:
        """Where the line was kept in the round, or is kept for takes where that recording is gone."""
        kept = self._folder.panel_path(number)
        for path in (kept, kept.with_suffix(".flac")):
            if path.is_file():
                return path
        return self._folder.path / "takes" / f"{number:03d}-line.wav"


def _free(folder: SessionFolder, found: Journal, line: int) -> int:
    """Return the next take of a line; a recording that a crash left without its journal keeps its number."""
    take = max((event.take for event in found.takes if event.line == line), default=0) + 1
    while folder.take_path(line, take).exists():
        take += 1
    return take


def _opened(folder: SessionFolder, found: Journal) -> RoundOpened:
    opened = next((event for event in found.events if isinstance(event, RoundOpened)), None)
    if opened is not None:
        return replace(opened, warm_up=False)
    return RoundOpened(0.0, folder.session.title, "discussion", 0.0, "probing", folder.session.seed, (), "")


def _move(path: Path, *, back: bool) -> None:
    away = path.parent / BIN / path.name
    origin, target = (away, path) if back else (path, away)
    try:
        if origin.exists() and not target.exists():
            private_files.make_parents(away.parent)
            origin.rename(target)
    except OSError as error:
        reason = (error.strerror or "the disk refused it").lower()
        raise InterviewerError(
            f"The recording {path.name} could not be moved ({reason}); see that the folder can be written."
        ) from error
