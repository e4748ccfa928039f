"""The files that are to be put into words: how far each is, and how long the rest will take."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

from desktop.dictation_events import FileCancelled, FileFailed, FileFinished, FileMeasured, FileProgressed
from desktop.pace import Pace, left_words

if TYPE_CHECKING:
    from pathlib import Path

State = Literal["waiting", "working", "finished", "failed", "cancelled"]

FileEvent = FileMeasured | FileProgressed | FileFinished | FileFailed | FileCancelled


@dataclass(frozen=True, slots=True)
class FileRow:
    """One file as it is shown."""

    number: int
    name: str
    state: State
    share: float
    """How much of it is done, from 0 to 1."""
    words: str
    entry: str = ""
    """What it became, once it is finished."""


@dataclass(slots=True)
class _File:
    path: Path
    length: float | None = None
    state: State = "waiting"
    done: float = 0.0
    sentence: str = ""
    entry: str = ""
    pace: Pace = field(default_factory=Pace)


class FileQueue:
    """Pure: told which files there are and what happened to them."""

    def __init__(self) -> None:
        self.held = False
        """Whether the files wait, because somebody speaks."""
        self._files: dict[int, _File] = {}
        self._number = 0

    def add(self, path: Path) -> int:
        """Take a file at the end; return its number."""
        self._number += 1
        self._files[self._number] = _File(path)
        return self._number

    def holds(self, path: Path) -> bool:
        """Whether this file is on its way already."""
        return any(file.path == path and _open(file) for file in self._files.values())

    def take(self, event: FileEvent) -> None:
        """Take what happened to a file."""
        file = self._files.get(event.number)
        if file is None:
            return
        match event:
            case FileMeasured(_, length):
                file.length = file.length or length
            case FileProgressed(_, done, total, busy):
                file.state, file.done, file.length = "working", done, total or file.length
                file.pace.push(done, busy)
            case FileFinished(_, kept):
                file.state, file.entry = "finished", kept.id
            case FileFailed(_, sentence):
                file.state, file.sentence = "failed", sentence
            case FileCancelled():
                file.state = "cancelled"

    def clear(self) -> None:
        """Forget what is over."""
        self._files = {number: file for number, file in self._files.items() if _open(file)}

    @property
    def open(self) -> list[int]:
        """The numbers of the files that are not over."""
        return [number for number, file in self._files.items() if _open(file)]

    @property
    def rows(self) -> tuple[FileRow, ...]:
        """Every file as it is shown, in order."""
        return tuple(
            FileRow(number, file.path.name, file.state, _share(file), self._words(file), file.entry)
            for number, file in self._files.items()
        )

    @property
    def summary(self) -> str:
        """How many files are left, and how long they will take together."""
        left = [self._files[number] for number in self.open]
        if not left:
            return ""
        count = "1 file" if len(left) == 1 else f"{len(left)} files"
        if self.held:
            return f"{count} to go, waiting until you have spoken"
        rate = next((file.pace.rate for file in self._files.values() if _open(file) and file.pace.rate), None)
        if rate is None or any(file.length is None for file in left):
            return f"{count} to go"
        rest = sum((file.length or 0.0) - file.done for file in left)
        return f"{count} to go, {left_words(rest / rate)}"

    def _words(self, file: _File) -> str:
        match file.state:
            case "waiting":
                return "Waits"
            case "working":
                return self._progress(file)
            case "finished":
                return "Done"
            case "failed":
                return file.sentence
            case "cancelled":
                return "Cancelled"

    def _progress(self, file: _File) -> str:
        if self.held:
            return "Waits until you have spoken"
        if not file.length or not file.done:
            return "Begins…"
        left = file.pace.left(file.length - file.done)
        percent = f"{round(100 * _share(file))} %"
        return f"{percent}, {left_words(left)}" if left is not None else percent


def _open(file: _File) -> bool:
    return file.state in ("waiting", "working")


def _share(file: _File) -> float:
    if file.state == "finished":
        return 1.0
    return min(1.0, file.done / file.length) if file.length else 0.0
