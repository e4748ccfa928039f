"""What a session's journal notes of takes: a challenge of its round that was answered once more, afterwards."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from interviewer.events import RoundEvent

Mark = Literal["deleted", "restored", "preferred", "not preferred"]


@dataclass(frozen=True, slots=True)
class TakeBegun:
    """A line of the round is said again, to be answered anew."""

    line: int
    take: int
    """Counted from 1 for each line; 0 is the answer given in the round."""
    made: str
    """When, as ISO 8601: the session's own clock has ended long ago."""
    speech: str
    """The speech model that puts it into words; empty where it was not loaded yet."""


@dataclass(frozen=True, slots=True)
class TakeNoted:
    """Something happened in a take; its times count on a clock of the take's own, which its `RoundOpened` begins."""

    line: int
    take: int
    event: RoundEvent


@dataclass(frozen=True, slots=True)
class TakeMarked:
    """The candidate deleted a take or took it back, or called it (or, with 0, the first answer) the better one."""

    line: int
    take: int
    mark: Mark


TakeEvent = TakeBegun | TakeNoted | TakeMarked
Journaled = RoundEvent | TakeEvent
"""All that may stand in a journal. A round is restored and measured from its own events alone."""
