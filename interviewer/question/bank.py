"""All questions there are: the bundled ones, and those the user imported."""

from __future__ import annotations

import re
import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from interviewer.errors import InterviewerError
from interviewer.question.reader import decode, read_file

if TYPE_CHECKING:
    from interviewer.question.question import Question

ENDINGS = (".md", ".markdown", ".txt")


@dataclass(frozen=True, slots=True)
class Entry:
    """One question of the bank; its id is the name of its file."""

    id: str
    title: str
    path: Path
    bundled: bool
    fields: dict[str, str]


class Bank:
    """The bundled folder is only read; imports go to the user's own."""

    def __init__(self, bundled: Path, imported: Path) -> None:
        self._bundled = bundled
        self._imported = imported

    def entries(self) -> list[Entry]:
        """Every readable question, the user's own first; a file that cannot be read is left out."""
        found = [*self._entries(self._imported, bundled=False), *self._entries(self._bundled, bundled=True)]
        return list({entry.id: entry for entry in reversed(found)}.values())[::-1]

    def find(self, name: str) -> Question:
        """Read a question by its path, its id, the beginning of its id, or words of its title."""
        return read_file(self.locate(name))

    def locate(self, name: str) -> Path:
        """Return the file that `find` reads."""
        path = Path(name).expanduser()
        if path.suffix.lower() in ENDINGS and path.is_file():
            return path
        wanted = name.strip().casefold()
        entries = self.entries()
        tests = (
            lambda entry: entry.id.casefold() == wanted or entry.path.name.casefold() == wanted,
            lambda entry: entry.title.casefold() == wanted,
            lambda entry: entry.id.casefold().startswith(wanted),
            lambda entry: wanted in entry.title.casefold() or wanted in entry.id.casefold(),
        )
        for test in tests if wanted else ():
            matching = [entry for entry in entries if test(entry)]
            if len(matching) == 1:
                return matching[0].path
            if matching:
                names = ", ".join(entry.id for entry in matching[:4])
                raise InterviewerError(
                    f"Several questions answer to “{name}” ({names}); name one of them in full."
                )
        if path.is_file():
            return path
        raise InterviewerError(
            f"There is no question “{name}”; see `viva questions list`, or give the path of a file."
        )

    def text(self, name: str) -> str:
        """Return the file of a question as it was written, so that a session can keep it."""
        return decode(self.locate(name).read_bytes())

    def add(self, file: Path) -> Entry:
        """Copy a question file among the user's own, under a name that is still free."""
        question = read_file(file)
        stem = re.sub(r"[^\w-]+", "-", file.stem.casefold()).strip("-_") or "question"
        content = file.read_bytes()
        try:
            self._imported.mkdir(parents=True, exist_ok=True, mode=0o700)
            target = self._free(stem, content)
            if not target.exists():
                _copy(file, target)
        except OSError as error:
            reason = (error.strerror or "it cannot be written").lower()
            raise InterviewerError(
                f"The question could not be copied to {self._imported} ({reason}); "
                "free some space or check the folder, then import it again."
            ) from error
        return Entry(target.stem, question.title, target, bundled=False, fields=question.fields)

    def _free(self, stem: str, content: bytes) -> Path:
        """A name nobody has, or that of the same file imported before."""
        number = 1
        while True:
            target = self._imported / (f"{stem}.md" if number == 1 else f"{stem}-{number}.md")
            taken = (self._bundled / target.name).exists()
            if not taken and (not target.exists() or target.read_bytes() == content):
                return target
            number += 1

    def _entries(self, folder: Path, *, bundled: bool) -> list[Entry]:
        entries = []
        try:
            paths = sorted(path for path in folder.iterdir() if path.suffix.lower() in ENDINGS)
        except OSError:
            return []
        for path in paths:
            try:
                question = read_file(path)
            except InterviewerError:
                continue
            entries.append(Entry(path.stem, question.title, path, bundled, question.fields))
        return entries


def _copy(file: Path, target: Path) -> None:
    partial = target.with_suffix(".part")
    shutil.copyfile(file, partial)
    partial.chmod(0o600)
    partial.replace(target)
