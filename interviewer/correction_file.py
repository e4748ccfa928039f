"""The file of what was corrected in a session: added to under a lock, and never rewritten."""

from __future__ import annotations

import os
from dataclasses import dataclass
from typing import TYPE_CHECKING

from filelock import FileLock, Timeout

from interviewer import corrections, private_files
from interviewer.correcting import edits, effective
from interviewer.corrections import Corrected, Corrections, Redone, Undone, clean
from interviewer.debrief.exchanges import last_versions
from interviewer.errors import InterviewerError

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from interviewer.corrections import Entry
    from interviewer.store import SessionFolder

NAME = "corrections.jsonl"
LOCK = ".corrections.lock"
PATIENCE = 2.0
"""Seconds to wait for another window that writes a line: it takes one wait for the disk."""


@dataclass(frozen=True, slots=True)
class Edit:
    """An answer's text was edited; `before` is what was shown when that began."""

    answer: int
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Undo:
    """The last step is to be taken back."""


@dataclass(frozen=True, slots=True)
class Redo:
    """The step that was taken back last is to be made again."""


Wish = Edit | Undo | Redo


def read(path: Path) -> Corrections:
    """Read a session's corrections; none where it has none.

    Raises:
        InterviewerError: They cannot be read.
    """
    try:
        return corrections.read((path / NAME).read_bytes())
    except FileNotFoundError:
        return Corrections()
    except OSError as error:
        raise InterviewerError(
            f"What was corrected in {path.name} could not be read ({_reason(error)}); check the disk and try again."
        ) from error


def carry_out(folder: SessionFolder, wish: Wish, at: str) -> tuple[int, ...]:
    """Correct, undo or redo, and have it on the disk; return the answers whose words it touches.

    Raises:
        InterviewerError: It could not be done; nothing was changed.
    """
    if folder.read_only:
        raise InterviewerError(
            "A later version of Viva made this session, so it cannot be corrected here; update to correct it."
        )
    if folder.is_going_on_elsewhere:
        raise InterviewerError(
            "This round is going on in another window of Viva; correct it when it is over."
        )
    try:
        with FileLock(folder.path / LOCK, timeout=PATIENCE, mode=private_files.FILE, fallback_to_soft=False):
            known = read(folder.path)
            if known.newer:
                raise InterviewerError(
                    "A later version of Viva corrected this session, so it cannot be corrected here; update to go on."
                )
            entries = _entries(folder, known, wish, at)
            _append(folder.path / NAME, entries)
    except Timeout as error:
        raise InterviewerError("Another window of Viva is correcting this session; try again.") from error
    except OSError as error:
        raise InterviewerError(
            f"The correction could not be kept ({_reason(error)}); free some space or see that the folder can be "
            "written, and try again."
        ) from error
    return _touched(known, entries)


def _entries(folder: SessionFolder, known: Corrections, wish: Wish, at: str) -> Sequence[Entry]:
    match wish:
        case Edit():
            return _edited(folder, known, wish, at)
        case Undo():
            if known.undoable is None:
                raise InterviewerError("There is no correction to undo.")
            return (Undone(known.undoable, at),)
        case Redo():
            if known.redoable is None:
                raise InterviewerError("There is no correction to make again.")
            return (Redone(known.redoable, at),)


def _edited(folder: SessionFolder, known: Corrections, wish: Edit, at: str) -> Sequence[Entry]:
    answer = next((one for one in last_versions(folder.events()) if one.number == wish.answer), None)
    if answer is None or answer.typed:
        raise InterviewerError("Only what was spoken can be corrected.")
    if len(wish.after) > corrections.LONGEST:
        raise InterviewerError("This is longer than any answer can be; correct a stretch at a time.")
    heard = answer.text.split()
    kept, _ = effective(heard, [one for one in known.active if one.answer == wish.answer])
    if _text(heard, kept) != clean(wish.before):
        raise InterviewerError(
            "This answer was corrected in another window meanwhile; look at its words again and correct those."
        )
    found = edits(heard, kept, clean(wish.after).split())
    step = known.next_step
    return [
        Corrected(step, wish.answer, first, last, " ".join(heard[first:last]), text, at)
        for first, last, text in found
    ]


def _text(heard: Sequence[str], kept: Sequence[Corrected]) -> str:
    said: list[str] = []
    at = 0
    for one in kept:
        said += [*heard[at : one.first], *one.text.split()]
        at = one.last
    return clean(" ".join([*said, *heard[at:]]))


def _append(path: Path, entries: Sequence[Entry]) -> None:
    if not entries:
        return
    is_new = not path.exists()
    descriptor = private_files.open_append(path)
    try:
        size = path.stat().st_size
        torn = size and not path.read_bytes().endswith(b"\n")
        content = b"".join(map(corrections.encode, entries))
        try:
            private_files.write_all(descriptor, b"\n" + content if torn else content)
        except OSError:
            # Half a line on a full disk would be counted as damaged ever after.
            os.ftruncate(descriptor, size)
            raise
        private_files.sync(descriptor)
    finally:
        os.close(descriptor)
    if is_new:
        private_files.sync_folder(path.parent)


def _touched(known: Corrections, entries: Sequence[Entry]) -> tuple[int, ...]:
    found: dict[int, None] = {}
    for entry in entries:
        for one in (entry,) if isinstance(entry, Corrected) else known.of_step(entry.step):
            found[one.answer] = None
    return tuple(found)


def _reason(error: OSError) -> str:
    return (error.strerror or "the disk refused it").lower()
