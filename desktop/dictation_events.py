"""What the workers of the dictation screen tell it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from desktop.dictations import Kept, Opened


@dataclass(frozen=True, slots=True)
class DictationsListed:
    """What lies in the folder, the newest first."""

    entries: tuple[Kept, ...]


@dataclass(frozen=True, slots=True)
class DictationOpened:
    """An entry was read."""

    opened: Opened


@dataclass(frozen=True, slots=True)
class DictationKept:
    """A dictation's words are on disk."""

    kept: Kept


@dataclass(frozen=True, slots=True)
class DictationFailed:
    """Something about the folder did not work."""

    sentence: str


@dataclass(frozen=True, slots=True)
class FileMeasured:
    """A file that waits says how long it is, or does not know."""

    number: int
    length: float | None


@dataclass(frozen=True, slots=True)
class FileProgressed:
    """So many seconds of a file are in words; `busy` is the time that took, waiting left out.

    The first one comes when the file is begun, with a `total` of 0 as it is not known yet.
    """

    number: int
    done: float
    total: float
    busy: float


@dataclass(frozen=True, slots=True)
class FileFinished:
    """A file is in words, and they are kept."""

    number: int
    kept: Kept


@dataclass(frozen=True, slots=True)
class FileFailed:
    """A file could not be put into words."""

    number: int
    sentence: str


@dataclass(frozen=True, slots=True)
class FileCancelled:
    """A file was given up because somebody said so."""

    number: int
