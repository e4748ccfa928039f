"""What stands behind a debrief: objections met, claims, ladders, checks, the timeline, and what to do next."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field
from typing import TYPE_CHECKING, Any

from interviewer.debrief.advice import Graded, Step, steps
from interviewer.debrief.claims import Claims, claims
from interviewer.debrief.rigour import Result, rigour
from interviewer.debrief.said import Talk
from interviewer.debrief.standing import METS, VALIDITIES, Standing, standing
from interviewer.debrief.timeline import Timeline, timeline
from interviewer.debrief.whys import Ladder, ladders

if TYPE_CHECKING:
    from collections.abc import Sequence

    from interviewer.debrief.exchanges import Exchange
    from interviewer.debrief.grading import Graded as Mark
    from interviewer.events import RoundEvent
    from interviewer.question.rubric import Dimension


ENOUGH = 2
"""Stretches of words against a dimension from which it is something to do next. Our judgement."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """All that was found in the words of a round."""

    standing: Standing = field(default_factory=Standing)
    """How the objections known to be right or wrong were met."""
    claims: Claims = field(default_factory=Claims)
    ladders: tuple[Ladder, ...] = ()
    results: tuple[Result, ...] = ()
    """The headline results, each with its nine checks."""
    timeline: Timeline = field(default_factory=Timeline)
    steps: tuple[Step, ...] = ()
    """What to do next, the most useful first."""


def evidence(
    events: Sequence[RoundEvent],
    exchanges: Sequence[Exchange],
    seconds: float,
    marks: Sequence[tuple[Dimension, Mark]] = (),
) -> Evidence:
    """Find it in the events of a round that lasted so many seconds, counted from its opening.

    `marks`: what each dimension of the rubric was judged.
    """
    talk = Talk(events)
    met, made, climbed, checked = standing(talk), claims(talk), ladders(talk), rigour(talk)
    line = timeline(exchanges, events, seconds)
    return Evidence(
        met, made, climbed, checked, line, steps(met, made, climbed, checked, _graded(talk, marks))
    )


def _graded(talk: Talk, marks: Sequence[tuple[Dimension, Mark]]) -> tuple[Graded, ...]:
    return tuple(
        Graded(
            dimension.name,
            dimension.asks,
            mark.level,
            next(
                (talk.said(one.quote, one.answer) for one in mark.evidence if one.says == "against"),
                None,
            ),
        )
        for dimension, mark in marks
        # What rests on a single stretch of words is no reason to spend a week on it.
        if mark.level is not None and sum(one.says == "against" for one in mark.evidence) >= ENOUGH
    )


def as_json(found: Evidence) -> dict[str, Any]:
    """Return it as JSON can hold it, with the counts that other tools would have to take again."""
    record = asdict(found)
    met = found.standing
    record["standing"]["matrix"] = {
        validity: {way: met.count(validity, way) for way in METS} for validity in VALIDITIES
    }
    record["claims"]["by_standing"] = {
        name: found.claims.count(name) for name in ("measured", "cited", "believed", "unmarked")
    }
    for ladder, drawn in zip(record["ladders"], found.ladders, strict=True):
        ladder["whys"], ladder["survived"] = drawn.whys, drawn.survived
    return record
