"""The folder of what was dictated and transcribed: a recording, its words and what was made of them."""

from __future__ import annotations

import json
import secrets
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from desktop import retiming, transcripts
from desktop.errors import DesktopError
from interviewer import private_files

if TYPE_CHECKING:
    from collections.abc import Iterator

    from desktop.transcripts import Transcript

SCHEMA = 1
TITLE_WORDS = 9
"""Words of a dictation that name it in the list."""


@dataclass(frozen=True, slots=True)
class Kept:
    """One of the folder's entries; `id` is the name its files share."""

    id: str
    title: str
    created: datetime
    duration: float
    audio: Path
    """The recording, or the file that was transcribed, wherever it lies."""
    words: int
    finished: bool = True
    """False for a recording that was not put into words yet."""


@dataclass(frozen=True, slots=True)
class Opened:
    """An entry with its words: as they were heard, and as they were edited, where they were."""

    kept: Kept
    transcript: Transcript
    edited: str | None
    timed: Transcript | None = None
    """The edited words with the times of those that were heard, where that was found out while it was read."""

    @property
    def current(self) -> Transcript:
        """What counts now."""
        if self.edited in (None, self.transcript.text):
            return self.transcript
        return self.timed or retiming.retimed(self.transcript, self.edited or "")


class Dictations:
    """Reads and writes the folder; an `id` names `.wav`, `.json`, `.txt` and `.edited.txt`."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def new_id(self, now: datetime) -> str:
        """Make the folder where it is missing, and a name that is not taken."""
        try:
            private_files.make_parents(self.folder)
        except OSError as error:
            raise DesktopError(
                f"Nothing was begun, because {self.folder} cannot be written ({error.strerror}); check its rights."
            ) from error
        return f"{now:%Y-%m-%d_%H%M%S}_{secrets.token_hex(2)}"

    def recording(self, id_: str) -> Path:
        """Where the sound of a dictation goes."""
        return self.folder / f"{id_}.wav"

    def keep(self, id_: str, transcript: Transcript, title: str = "") -> Kept:
        """Write the words of a recording; from then on it is finished.

        Raises:
            DesktopError: The folder cannot be written.
        """
        kept = {
            "schema": SCHEMA,
            "title": title or _title(transcript.text),
            "created": _begun(id_).isoformat(timespec="seconds"),
            **transcripts.document(transcript),
        }
        self._write(f"{id_}.txt", transcripts.render(transcript, "txt"))
        self._write(f"{id_}.json", json.dumps(kept, ensure_ascii=False, indent=1, allow_nan=False))
        return self._kept(id_, kept)

    def entries(self) -> Iterator[Kept]:
        """Yield what is there, the newest first; what cannot be read is left out."""
        found = []
        for path in self.folder.glob("*.json"):
            try:
                found.append(self._kept(path.stem, json.loads(path.read_text(encoding="utf-8"))))
            except (OSError, ValueError, KeyError, TypeError):
                continue
        names = {one.id for one in found}
        found += [_unfinished(path) for path in self.folder.glob("*.wav") if path.stem not in names]
        yield from sorted(found, key=lambda one: one.created, reverse=True)

    def open(self, id_: str) -> Opened:
        """Read an entry with its words.

        Raises:
            DesktopError: It is not there or damaged.
        """
        try:
            found = json.loads((self.folder / f"{id_}.json").read_text(encoding="utf-8"))
            kept = self._kept(id_, found)
        except (OSError, ValueError, KeyError, TypeError) as error:
            raise DesktopError(
                "This transcript can no longer be read; transcribe its recording again."
            ) from error
        edited = self.folder / f"{id_}.edited.txt"
        try:
            text = edited.read_text(encoding="utf-8").removesuffix("\n") if edited.is_file() else None
        except (OSError, ValueError):
            text = None
        transcript = transcripts.from_document(found)
        # An hour of which every line was changed takes a tenth of a second: not on the window's thread.
        timed = None if text is None else retiming.retimed(transcript, text)
        return Opened(kept, transcript, text, timed)

    def keep_edit(self, id_: str, text: str | None) -> None:
        """Keep an edited text beside the original, or with nothing take it away.

        Raises:
            DesktopError: The folder cannot be written.
        """
        if text is not None:
            self._write(f"{id_}.edited.txt", text + "\n")
            return
        self._remove(id_, (".edited.txt",))

    def delete(self, id_: str) -> None:
        """Delete an entry: its words, and its recording where that lies in this folder."""
        self._remove(id_, (".json", ".txt", ".edited.txt", ".wav"))

    def _remove(self, id_: str, endings: tuple[str, ...]) -> None:
        try:
            for ending in endings:
                (self.folder / f"{id_}{ending}").unlink(missing_ok=True)
        except OSError as error:
            raise DesktopError(
                f"{self.folder} cannot be changed ({error.strerror}); check its rights and try again."
            ) from error

    def _write(self, name: str, text: str) -> None:
        try:
            private_files.replace(self.folder / name, text.encode())
        except OSError as error:
            raise DesktopError(
                f"The text could not be kept in {self.folder} ({error.strerror}); free some space there."
            ) from error

    def _kept(self, id_: str, found: dict[str, Any]) -> Kept:
        file = Path(str(found["file"]))
        return Kept(
            id=id_,
            title=str(found["title"]),
            created=datetime.fromisoformat(str(found["created"])).astimezone(),
            duration=float(found["duration"]),
            # A dictation is named without its folder, so that the folder can be moved.
            audio=file if file.is_absolute() else self.folder / file,
            words=sum(len(segment["words"]) for segment in found["segments"]),
        )


def _unfinished(path: Path) -> Kept:
    about = path.stat()
    return Kept(
        id=path.stem,
        title="Not put into words yet",
        created=datetime.fromtimestamp(about.st_mtime).astimezone(),
        duration=max(0, about.st_size - 44) / 32000,
        audio=path,
        words=0,
        finished=False,
    )


def _begun(id_: str) -> datetime:
    """Return when an entry was begun; its name says so unless somebody renamed it."""
    try:
        return datetime.strptime(id_[:17], "%Y-%m-%d_%H%M%S").astimezone()
    except ValueError:
        return datetime.now().astimezone()


def _title(text: str) -> str:
    words = text.split()
    cut = " ".join(words[:TITLE_WORDS])
    return (cut + "…" if len(words) > TITLE_WORDS else cut) or "Nothing was said"
