"""What a candidate corrected in the words of their answers: the entries of a file that only grows."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from functools import cached_property
from typing import Any

SCHEMA = 1
LONGEST = 100_000
"""Characters of one correction: two hours of speech at 150 words a minute."""
_LARGEST = 1 << 31


@dataclass(frozen=True, slots=True)
class Corrected:
    """Words of an answer were replaced.

    Words are those of the answer's text as it was heard, parted by blanks and counted from 0, whatever was corrected
    before: a later correction takes the place of those that it overlaps.
    """

    step: int
    """What was corrected in one go has one number, and is undone together."""
    answer: int
    first: int
    last: int
    """The word after the last one that is replaced."""
    heard: str
    """Those words: where others stand there, the correction says nothing."""
    text: str
    """What stands in their place; nothing strikes them."""
    at: str


@dataclass(frozen=True, slots=True)
class Undone:
    """A step was taken back."""

    step: int
    at: str


@dataclass(frozen=True, slots=True)
class Redone:
    """A step that had been taken back was made again."""

    step: int
    at: str


Entry = Corrected | Undone | Redone
_KINDS: dict[str, type[Entry]] = {"corrected": Corrected, "undone": Undone, "redone": Redone}
_NAMES = {kind: name for name, kind in _KINDS.items()}


@dataclass(frozen=True)
class Corrections:
    """All entries of a session, the oldest first."""

    entries: tuple[Entry, ...] = ()
    unread: int = 0
    """Lines that say nothing to this version; they stay in the file."""
    newer: bool = False
    """Whether a later version wrote in it: it may be read, never added to."""

    @cached_property
    def active(self) -> tuple[Corrected, ...]:
        """What was corrected and not undone, in the order in which it was done, or done again."""
        made: dict[int, list[Corrected]] = {}
        for entry in self.entries:
            if isinstance(entry, Corrected):
                made.setdefault(entry.step, []).append(entry)
        return tuple(one for step in self._steps[0] for one in made[step])

    @property
    def undoable(self) -> int | None:
        """The step that would be undone."""
        return self._steps[0][-1] if self._steps[0] else None

    @property
    def redoable(self) -> int | None:
        """The step that would be made again."""
        return self._steps[1][-1] if self._steps[1] else None

    @property
    def next_step(self) -> int:
        """A number no step has."""
        return 1 + max((entry.step for entry in self.entries), default=0)

    @cached_property
    def _steps(self) -> tuple[list[int], list[int]]:
        """The steps that are done, and those that are undone, the last to be made again at the end."""
        done: list[int] = []
        undone: list[int] = []
        seen: set[int] = set()
        for entry in self.entries:
            match entry:
                case Corrected(step=step) if step not in seen:
                    seen.add(step)
                    done.append(step)
                    undone.clear()
                case Undone(step=step) if step in done:
                    done.remove(step)
                    undone.append(step)
                case Redone(step=step) if step in undone:
                    undone.remove(step)
                    done.append(step)
        return done, undone

    def of_step(self, step: int) -> tuple[Corrected, ...]:
        """What was corrected in one go."""
        return tuple(one for one in self.entries if isinstance(one, Corrected) and one.step == step)


def clean(text: str) -> str:
    """Return typed words as they are kept: parted by single blanks, without signs that nobody can see."""
    seen = "".join(letter for letter in text if letter.isprintable() or letter.isspace())
    return " ".join(seen.split())


def encode(entry: Entry) -> bytes:
    """One line, with its end."""
    record = {"schema": SCHEMA, "what": _NAMES[type(entry)], **asdict(entry)}
    try:
        line = json.dumps(record, ensure_ascii=False).encode()
    except UnicodeEncodeError:  # half of a surrogate pair, in what was heard
        line = json.dumps(record).encode()
    return line + b"\n"


def read(content: bytes) -> Corrections:
    """All entries of a file, whatever became of its lines."""
    entries: list[Entry] = []
    unread, newer = 0, False
    for raw in content.split(b"\n"):
        line = raw.strip(b" \t\r")
        if not line:
            continue
        record = _record(line)
        if record is not None and _version(record) > SCHEMA:
            newer = True
        entry = _entry(record) if record is not None else None
        if entry is None:
            unread += 1
        else:
            entries.append(entry)
    return Corrections(tuple(entries), unread, newer)


def _record(line: bytes) -> dict[str, Any] | None:
    try:
        found = json.loads(line)
    except (ValueError, RecursionError):
        return None
    return found if isinstance(found, dict) else None


def _version(record: dict[str, Any]) -> int:
    found = record.get("schema")
    return found if isinstance(found, int) and not isinstance(found, bool) else 0


def _entry(record: dict[str, Any]) -> Entry | None:
    kind = _KINDS.get(what) if isinstance(what := record.get("what"), str) else None
    if kind is None or _version(record) != SCHEMA:
        return None
    values: dict[str, Any] = {}
    for name, field in kind.__dataclass_fields__.items():
        value = record.get(name)
        if not _fits(value, field.type):
            return None
        values[name] = clean(str(value)) if name == "text" else value
    return kind(**values)


def _fits(value: Any, hint: object) -> bool:  # noqa: ANN401 - whatever stands in the file
    if hint == "str":
        return isinstance(value, str) and len(value) <= LONGEST
    return isinstance(value, int) and not isinstance(value, bool) and 0 <= value < _LARGEST
