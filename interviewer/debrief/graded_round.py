"""What of a round is graded, and on what: answers with their words, part and line; the dimensions of its question."""

from __future__ import annotations

from typing import TYPE_CHECKING

from interviewer.debrief.exchanges import exchanges
from interviewer.debrief.grading_quotes import Said
from interviewer.errors import InterviewerError
from interviewer.events import AnswerGiven, RoundOpened
from interviewer.question.reader import read
from interviewer.question.rubric import TWELVE, rubric

if TYPE_CHECKING:
    from collections.abc import Sequence

    from interviewer.debrief.exchanges import Exchange
    from interviewer.events import RoundEvent
    from interviewer.examiner.move import PartName
    from interviewer.question.rubric import Dimension

# What is said to these is no part of the interview that is graded.
_ASIDE = ("warm_up", "neutral", "clarification", "invitation", "closing")


def answers_of(events: Sequence[RoundEvent], said: Sequence[Exchange] = ()) -> list[Said]:
    """Return what was said, in order; a round of both parts changes from one to the other at the bridge."""
    opened = next((event for event in events if isinstance(event, RoundOpened)), None)
    kind = opened.kind if opened else "onsite"
    words = {event.number: event.words for event in events if isinstance(event, AnswerGiven)}
    part: PartName = "presentation" if kind == "presentation" else "discussion"
    found: list[Said] = []
    for exchange in said or exchanges(events):
        line = exchange.line
        if line and line.kind == "bridge" and kind == "onsite":
            part = "presentation"
        if line is None or line.kind not in _ASIDE:
            found += [
                Said(
                    number=answer.number,
                    text=answer.text,
                    words=() if answer.typed else words[answer.number],
                    start=answer.start,
                    end=answer.end,
                    part=part,
                    kind=line.kind if line else "opening",
                    line=line.text if line else "",
                )
                for answer in exchange.answers
                if answer.text.strip()
            ]
    return found


def dimensions_of(question_text: str, events: Sequence[RoundEvent]) -> tuple[Dimension, ...]:
    """Return the twelve always; a file's own where they belong to the parts that were practised."""
    opened = next((event for event in events if isinstance(event, RoundOpened)), None)
    kind = opened.kind if opened else ""
    try:
        every = rubric(read(question_text))
    except InterviewerError:
        return TWELVE
    return tuple(
        one
        for one in every
        if one in TWELVE or one.scope == "throughout" or kind in {one.scope, "onsite", ""}
    )
