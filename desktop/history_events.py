"""What the history tells the window."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date

    from interviewer.debrief.standing import Sensitivity
    from interviewer.docket import Score
    from interviewer.docket_file import Entry
    from interviewer.history_points import Found
    from interviewer.trend_lines import Line
    from interviewer.weakest import Proposal


@dataclass(frozen=True, slots=True)
class HistoryReading:
    """So many of the sessions that are new or changed have been read; all of them where the numbers are equal."""

    done: int
    of: int
    rebuilt: bool = False
    """Whether the index was broken and is made anew."""


@dataclass(frozen=True, slots=True)
class SessionsFound:
    """The rounds that were asked for, the newest first."""

    ticket: int
    rows: tuple[Found, ...]
    """With an excerpt where words were searched for."""
    total: int
    """Rounds that pass the filter, whatever was said in them."""
    there: int
    """All rounds there are."""


@dataclass(frozen=True, slots=True)
class TrendsFound:
    """How everything went over the rounds that were asked for."""

    ticket: int
    lines: tuple[Line, ...]
    standing: Sensitivity | None
    """Over all these rounds together."""


@dataclass(frozen=True, slots=True)
class DocketRead:
    """The forecasts as they stand."""

    entries: tuple[Entry, ...]
    score: Score | None
    today: date
    can_undo: bool
    notice: str = ""


@dataclass(frozen=True, slots=True)
class DocketTroubled:
    """Something could not be done with the docket, in one sentence; what stands on it is as it was."""

    sentence: str


@dataclass(frozen=True, slots=True)
class HistoryTroubled:
    """The history cannot be had, in one sentence; the sessions themselves are untouched."""

    sentence: str


@dataclass(frozen=True, slots=True)
class SessionDeleted:
    """A session was deleted with what was forecast in it, or one sentence on why it was not."""

    name: str
    trouble: str = ""


@dataclass(frozen=True, slots=True)
class Advised:
    """What the first screen can say of the rounds before."""

    due: int
    """Forecasts that wait to be settled."""
    proposal: Proposal | None
