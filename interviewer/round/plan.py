"""How the time of a round is split between its parts."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from interviewer.errors import InterviewerError

if TYPE_CHECKING:
    from interviewer.events import RoundKind
    from interviewer.question.question import Part, Question

PartName = Literal["discussion", "presentation"]

# The defence needs the talk before it, so the second half of an onsite gets the larger share.
DISCUSSION_SHARE = 0.45
# Our choice: a talk that leaves more than half of its time to be defended.
TALK_SHARE = 0.4
# A baseline needs a minute of calm speech in three answers; with the questions between them that takes so long. A short
# round gives no more than a seventh of its time.
WARM_UP_SECONDS = 100.0
WARM_UP_SHARE = 0.15


@dataclass(frozen=True, slots=True)
class PlannedPart:
    """One part of the round and the second of the round by which it should be over."""

    name: PartName
    begins: float
    ends: float

    @property
    def seconds(self) -> float:
        """The part's whole budget."""
        return self.ends - self.begins

    @property
    def first_answer_seconds(self) -> float:
        """What the opening answer may take: the talk, or the way into the discussion."""
        return self.seconds * TALK_SHARE


@dataclass(frozen=True, slots=True)
class Plan:
    """The parts of a round, in order."""

    parts: tuple[PlannedPart, ...]

    @property
    def warm_up(self) -> float:
        """The second by which the warm-up is over; 0 where there is none."""
        return self.parts[0].begins

    @property
    def seconds(self) -> float:
        """The budget of the whole round."""
        return self.parts[-1].ends


def plan(kind: RoundKind, minutes: float, warm_up: bool = False) -> Plan:
    """Split `minutes` for this kind of round; a warm-up comes out of the same time."""
    if not (math.isfinite(minutes) and minutes > 0):
        raise InterviewerError("A round needs a length above zero minutes: give it a number such as 30.")
    ends = 60.0 * minutes
    begins = min(WARM_UP_SECONDS, WARM_UP_SHARE * ends) if warm_up else 0.0
    match kind:
        case "discussion":
            return Plan((PlannedPart("discussion", begins, ends),))
        case "presentation":
            return Plan((PlannedPart("presentation", begins, ends),))
        case "onsite":
            turn = begins + (ends - begins) * DISCUSSION_SHARE
            return Plan((PlannedPart("discussion", begins, turn), PlannedPart("presentation", turn, ends)))


def part_of(question: Question, kind: RoundKind, name: PartName) -> Part | None:
    """Return the file's part for a part of the round, by its title or its place; None where it has none.

    A file with a single part serves a round of either kind with it; an onsite opens with it.
    """
    titled = [part for part in question.parts if name in part.title.casefold()]
    if titled:
        return titled[0]
    place = 0 if name == "discussion" or (kind == "presentation" and len(question.parts) == 1) else 1
    return question.parts[place] if place < len(question.parts) else None
