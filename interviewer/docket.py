"""The docket of forecasts: kept until they are due, settled by their maker, and scored."""

from __future__ import annotations

import hashlib
import itertools
import json
from dataclasses import asdict, dataclass, replace
from typing import TYPE_CHECKING, Any, Literal, cast, get_args

from interviewer import private_files
from interviewer.errors import InterviewerError
from interviewer.examiner.quoting import plain

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date
    from pathlib import Path

    from interviewer.forecasts import Forecast

SCHEMA = 1
Outcome = Literal["open", "came_true", "did_not", "cannot_tell"]


@dataclass(frozen=True, slots=True)
class Entry:
    """One forecast on the docket; dates as 2026-03-04."""

    id: str
    session: str
    """The name of its folder."""
    said_on: str
    quote: str
    clip: str
    offset: float
    metric: str
    threshold: str
    when: str
    """The words that set the date."""
    due: str
    """Empty where no date was set."""
    probability: float | None
    disconfirmed_by: str
    outcome: Outcome = "open"
    settled_on: str = ""


@dataclass(frozen=True, slots=True)
class Score:
    """How good the forecasts were: 0 is perfect, 0.25 is saying one half each time, 1 is sure and wrong."""

    brier: float
    of: int
    """Settled forecasts that named a probability."""


def entries(session: str, said_on: date, found: Iterable[Forecast]) -> list[Entry]:
    """Return forecasts as they go on the docket; the same words of a session are always the same entry."""
    return [
        Entry(
            id=hashlib.sha256(f"{session}\n{one.said.answer}\n{plain(one.said.text)}".encode()).hexdigest()[
                :12
            ],
            session=session,
            said_on=said_on.isoformat(),
            quote=one.said.text,
            clip=one.said.clip,
            offset=one.said.offset,
            metric=one.metric,
            threshold=one.threshold,
            when=one.when,
            due=one.due.isoformat() if one.due else "",
            probability=one.probability,
            disconfirmed_by=one.disconfirmed_by,
        )
        for one in found
    ]


def due(docket: Sequence[Entry], today: date) -> list[Entry]:
    """Return what is due and open, the longest due first."""
    ready = [one for one in docket if one.outcome == "open" and one.due and one.due <= today.isoformat()]
    return sorted(ready, key=lambda one: (one.due, one.said_on, one.id))


def score(docket: Iterable[Entry]) -> Score | None:
    """Return the Brier score of what was settled; nothing where nothing was, or nobody named a probability."""
    losses = [
        (one.probability - (one.outcome == "came_true")) ** 2
        for one in docket
        if one.probability is not None and one.outcome in ("came_true", "did_not")
    ]
    return Score(sum(losses) / len(losses), len(losses)) if losses else None


class Docket:
    """The docket on disk: it holds what its maker entered, so it is never thrown away and never made anew."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self.notice = ""
        """One sentence about a file that could not be read."""
        self._entries = self._read()

    @property
    def entries(self) -> tuple[Entry, ...]:
        """Every forecast, the oldest first."""
        return tuple(sorted(self._entries.values(), key=lambda one: (one.said_on, one.id)))

    def take(self, found: Iterable[Entry]) -> int:
        """Put forecasts on the docket; those that stand there stay as they are. Return how many are new."""
        new = {one.id: one for one in found if one.id not in self._entries}
        if new:
            self._entries |= new
            self._write()
        return len(new)

    def settle(self, identity: str, outcome: Outcome, on: date) -> Entry:
        """Enter how a forecast came out; it can be entered anew, and `open` takes it back."""
        if identity not in self._entries:
            raise InterviewerError("This forecast is no longer on the docket.")
        settled = "" if outcome == "open" else on.isoformat()
        self._entries[identity] = replace(self._entries[identity], outcome=outcome, settled_on=settled)
        self._write()
        return self._entries[identity]

    def strike(self, identity: str) -> None:
        """Take something off the docket that was no forecast."""
        if self._entries.pop(identity, None) is not None:
            self._write()

    def _read(self) -> dict[str, Entry]:
        try:
            found = json.loads(self._path.read_bytes())
            if found["schema"] > SCHEMA:
                raise InterviewerError(
                    "A later version of Viva wrote the docket of forecasts; update to use it."
                )
            return {one.id: one for one in map(_entry, found["forecasts"])}
        except FileNotFoundError:
            return {}
        except (OSError, ValueError, TypeError, KeyError, RecursionError):
            names = (f"{self._path.name}.broken{number or ''}" for number in itertools.count())
            kept = next(free for name in names if not (free := self._path.with_name(name)).exists())
            self.notice = (
                f"The docket of forecasts could not be read; it is kept as {kept.name}, and a new one begun."
            )
            try:
                self._path.replace(kept)
            except OSError as error:
                raise InterviewerError(f"The docket of forecasts in {self._path} cannot be read.") from error
            return {}

    def _write(self) -> None:
        document = {"schema": SCHEMA, "forecasts": [asdict(one) for one in self.entries]}
        try:
            private_files.make_parents(self._path.parent)
            private_files.replace(
                self._path, json.dumps(document, ensure_ascii=False, indent=1).encode("utf-8", "replace")
            )
        except OSError as error:
            reason = (error.strerror or "the disk refused it").lower()
            raise InterviewerError(f"The docket of forecasts could not be written ({reason}).") from error


def _entry(record: Any) -> Entry:  # noqa: ANN401 - whatever JSON holds
    """Read one entry; what is not as it should be is refused."""
    if not isinstance(record, dict):
        raise TypeError("it is not an entry")
    names = (
        "id",
        "session",
        "said_on",
        "quote",
        "clip",
        "metric",
        "threshold",
        "when",
        "due",
        "disconfirmed_by",
    )
    texts = {name: str(record[name]) for name in names}
    likely = record["probability"]
    outcome = record.get("outcome", "open")
    if outcome not in get_args(Outcome) or not (likely is None or 0 <= float(likely) <= 1):
        raise ValueError("it is not an entry")
    return Entry(
        **texts,
        offset=float(record["offset"]),
        probability=None if likely is None else float(likely),
        outcome=cast("Outcome", outcome),
        settled_on=str(record.get("settled_on", "")),
    )
