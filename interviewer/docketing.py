"""Finds the forecasts of a session that was held, as they go on the docket."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING

from interviewer.debrief.said import Talk
from interviewer.docket import entries
from interviewer.errors import InterviewerError
from interviewer.forecasts import forecasts
from interviewer.store import SessionFolder

if TYPE_CHECKING:
    from pathlib import Path

    from interviewer.docket_file import Entry

_DATE = re.compile(r"\d{4}-\d\d-\d\d")


def forecasts_of(path: Path) -> list[Entry]:
    """Return what was forecast in a session; nothing of one that cannot be read or has no date to count from."""
    try:
        folder = SessionFolder.open(path)
        events = folder.events()
    except InterviewerError:
        return []
    said_on = _date(folder.session.created) or _date(path.name)
    if said_on is None:
        return []
    return entries(path.name, said_on, forecasts(Talk(events), said_on))


def _date(text: str) -> date | None:
    found = _DATE.match(text)
    try:
        return date.fromisoformat(found[0]) if found else None
    except ValueError:
        return None
