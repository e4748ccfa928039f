"""Rounds held on days of March 2026, with their reports, and a forecast to put into one of them."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

import played_hard
import played_round

from interviewer.debrief.export import write_reports
from interviewer.store import SessionFolder

if TYPE_CHECKING:
    from pathlib import Path

BEGAN = datetime.fromisoformat("2026-03-01T10:00:00+01:00")
FORECAST = (
    "I expect four bit training to be within one percent of sixteen bits within two months. "
    "I'm seventy percent sure. If it is still three points behind then, I was wrong."
)
TODAY = date(2026, 11, 20)


def held(root: Path, days: int = 0, said: str = "", report: bool = True) -> Path:
    folder = SessionFolder.create(
        root,
        BEGAN + timedelta(days=days),
        title="A smaller reranker",
        question_text="# Q\n",
        settings={},
        seed=1,
        engines={},
    )
    events = played_hard.events(played_hard.GOOD)
    if said:
        events.insert(3, played_round.answer(30, 1, said, ((300.0, 340.0),)))
    for event in events:
        folder.append(event)
    folder.close()
    if report:
        write_reports(folder.path)
    return folder.path
