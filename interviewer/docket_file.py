"""The docket's file: its forecasts as JSON; one that cannot be read is kept aside, never overwritten."""

from __future__ import annotations

import itertools
import json
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any, Literal, cast, get_args

from interviewer import private_files
from interviewer.errors import InterviewerError

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

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
class Kept:
    """What stands in the file."""

    entries: tuple[Entry, ...] = ()
    struck: tuple[str, ...] = ()
    """What was no forecast, by its id."""
    notice: str = ""
    """One sentence about a file that could not be read."""


def read(path: Path) -> Kept:
    """Read the docket.

    Raises:
        InterviewerError: A later version wrote it, or it can be neither read nor kept aside.
    """
    try:
        found = json.loads(path.read_bytes())
        if found["schema"] > SCHEMA:
            raise InterviewerError("A later version of Viva wrote the docket of forecasts; update to use it.")
        struck = found.get("struck", [])
        return Kept(tuple(map(_entry, found["forecasts"])), tuple(map(str, struck)))
    except FileNotFoundError:
        return Kept()
    except OSError as error:
        raise InterviewerError(f"The docket of forecasts in {path} cannot be read.") from error
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
        names = (f"{path.name}.broken{number or ''}" for number in itertools.count())
        aside = next(free for name in names if not (free := path.with_name(name)).exists())
        try:
            path.replace(aside)
        except OSError as error:
            raise InterviewerError(f"The docket of forecasts in {path} cannot be read.") from error
        return Kept(
            notice=f"The docket of forecasts could not be read; it is kept as {aside.name}, and a new one begun."
        )


def write(path: Path, entries: Iterable[Entry], struck: Iterable[str]) -> None:
    """Write the docket whole, or not at all.

    Raises:
        InterviewerError: The disk refused it.
    """
    document = {
        "schema": SCHEMA,
        "forecasts": [asdict(one) for one in entries],
        "struck": sorted(struck),
    }
    try:
        private_files.make_parents(path.parent)
        private_files.replace(
            path, json.dumps(document, ensure_ascii=False, indent=1).encode("utf-8", "replace")
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
