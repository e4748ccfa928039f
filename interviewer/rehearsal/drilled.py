"""How the drill went: the contribution said again at other altitudes, in how many seconds, and if it was still it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from interviewer.debrief.exchanges import last_versions, sound_name
from interviewer.events import LineSpoken
from interviewer.rehearsal.altitudes import RUNGS, survived
from interviewer.rehearsal.talk_parts import DrillReport

if TYPE_CHECKING:
    from collections.abc import Sequence

    from interviewer.events import AnswerGiven, RoundEvent
    from interviewer.rehearsal.altitudes import Rung

_RUNGS = {rung.text: rung for rung in RUNGS}


def drilled(events: Sequence[RoundEvent], asked: Sequence[str], contribution: str) -> tuple[DrillReport, ...]:
    """Report on each line of the drill that was asked and answered; `contribution` as it was said in the talk."""
    given = {answer.after: answer for answer in reversed(last_versions(events)) if answer.text.strip()}
    lines = [event for event in events if isinstance(event, LineSpoken) and event.text in asked]
    return tuple(
        _one(_RUNGS[line.text], given[line.number], contribution)
        for line in lines
        if line.number in given and line.text in _RUNGS
    )


def _one(rung: Rung, answer: AnswerGiven, contribution: str) -> DrillReport:
    start = min((stretch.start for stretch in answer.stretches), default=answer.opened)
    seconds = max((stretch.end for stretch in answer.stretches), default=start) - start
    found = survived(contribution, answer.text, rung, seconds)
    return DrillReport(
        altitude=rung.altitude,
        text=rung.text,
        limit=rung.seconds,
        seconds=seconds,
        answer=answer.number,
        audio=sound_name(answer.audio),
        survived=found.survived if contribution else None,
        share=found.share,
        numbers_lost=found.numbers_lost,
        numbers_changed=found.numbers_changed,
    )
