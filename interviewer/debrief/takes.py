"""What was answered anew after a round: each take beside the first answer, measured and judged the same way."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal

from interviewer.debrief.baseline import baseline
from interviewer.debrief.composure import Directness
from interviewer.debrief.exchanges import exchanges, last_versions
from interviewer.debrief.grading import grade
from interviewer.debrief.grading_quotes import Said
from interviewer.debrief.measured import measured
from interviewer.debrief.rebase import rebased
from interviewer.debrief.said import Talk
from interviewer.debrief.standing import SAME, meet
from interviewer.debrief.take_differences import differences
from interviewer.events import AnswerGiven, LineSpoken, RoundClosed
from interviewer.examiner.stance import judge
from interviewer.take_events import TakeBegun, TakeMarked, TakeNoted

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from interviewer.debrief.exchanges import Answer, Exchange
    from interviewer.debrief.grading import Graded
    from interviewer.debrief.measured import Measured, Reading
    from interviewer.debrief.standing import Met
    from interviewer.debrief.take_differences import Difference
    from interviewer.events import RoundEvent, Validity
    from interviewer.examiner.move import PartName
    from interviewer.question.rubric import Dimension
    from interviewer.take_events import TakeEvent

Ending = Literal["done", "left", "cut off"]


@dataclass(frozen=True, slots=True)
class Take:
    """One answer to a line: the one given in the round (0), or a later one."""

    take: int
    made: str
    """When, as ISO 8601; empty for the first answer."""
    ending: Ending
    audio: str
    answer: Answer | None
    """None where the program went away before there were words; its recording is kept."""
    alike: bool = True
    """Whether the speech model of the first answer heard it, as far as is known."""
    readings: tuple[Reading, ...] = ()
    met: Met | None = None
    """How it met the line; None where nothing was said."""
    certainty: float = 0.0
    well_met: bool | None = None
    """Whether that was right, where the objection's worth is known."""
    directness: Directness | None = None
    level: Graded | None = None
    """On the line's own dimension, by the grader of the round; None where the line has none."""
    preferred: bool = False
    """Whether the candidate called it the better one."""
    differences: tuple[Difference, ...] = ()
    """Against the first answer."""


@dataclass(frozen=True, slots=True)
class Takes:
    """All answers to one line that stand side by side."""

    line: int
    dimension: str
    """The name of what the line probes; empty where it probes nothing of the rubric."""
    validity: Validity
    first: Take | None
    """None where the line was not answered in the round."""
    takes: tuple[Take, ...]
    deleted: tuple[int, ...] = ()
    """Takes the candidate deleted; they can be taken back."""


@dataclass(frozen=True, slots=True)
class Basis:
    """What a take is held against."""

    events: tuple[RoundEvent, ...]
    """Counted from the round's opening."""
    said: tuple[Exchange, ...]
    dimensions: tuple[Dimension, ...]
    speech: str
    """The speech model of the round; empty where it is not known."""


def takes_of(noted: Sequence[TakeEvent], of: Basis) -> tuple[Takes, ...]:
    """Gather the takes of a session, in the order of its lines; nothing is read where none was made."""
    lines = sorted({event.line for event in noted})
    if not lines:
        return ()
    talk = Talk(of.events)
    spoken = [one for answer in talk.answers.values() if (one := measured(answer, of.events)) is not None]
    calm = baseline(spoken, of.events)
    turns = () if calm.missing else calm.turns
    found = (
        _of_line(line, [event for event in noted if event.line == line.number], of, talk, turns)
        for number in lines
        for line in talk.lines
        if line.number == number
    )
    return tuple(one for one in found if one.takes or one.deleted)


def _of_line(
    line: LineSpoken, noted: Sequence[TakeEvent], of: Basis, talk: Talk, calm: Sequence[Measured]
) -> Takes:
    exchange = next((one for one in of.said if one.line and one.line.number == line.number), None)
    identity = line.dimension or (exchange.line.dimension if exchange and exchange.line else "")
    dimension = next((one for one in of.dimensions if one.id == identity), None)
    first = _first(line, of, talk, dimension)
    deleted, preferred = _marks(noted)
    made = [take for number in _numbers(noted) if (take := _take(line, number, noted, of.speech, dimension))]
    kept = tuple(
        replace(
            take,
            preferred=take.take == preferred,
            differences=differences(first.readings, take.readings, calm, alike=take.alike) if first else (),
        )
        for take in made
        if take.take not in deleted
    )
    first = replace(first, preferred=preferred == 0) if first else None
    gone = tuple(take.take for take in made if take.take in deleted)
    return Takes(line.number, dimension.name if dimension else "", line.validity, first, kept, gone)


def _numbers(noted: Iterable[TakeEvent]) -> list[int]:
    return sorted({event.take for event in noted if event.take > 0})


def _marks(noted: Iterable[TakeEvent]) -> tuple[frozenset[int], int | None]:
    """Return which takes are deleted, and which answer was called the better one last."""
    deleted: set[int] = set()
    preferred: int | None = None
    for event in noted:
        match event:
            case TakeMarked(take=take, mark="deleted"):
                deleted.add(take)
            case TakeMarked(take=take, mark="restored"):
                deleted.discard(take)
            case TakeMarked(take=take, mark="preferred"):
                preferred = take
            case TakeMarked(take=take, mark="not preferred") if take == preferred:
                preferred = None
    return frozenset(deleted), preferred


def _first(line: LineSpoken, of: Basis, talk: Talk, dimension: Dimension | None) -> Take | None:
    """Return the answer of the round: of several to one line the longest, requests and struck ones left out."""
    at = talk.lines.index(line)
    to_it = {line.number}
    for later in talk.lines[at + 1 :]:
        if later.kind not in SAME:
            break
        to_it.add(later.number)
    replies = [
        answer
        for number, answer in talk.answers.items()
        if answer.after in to_it and number not in talk.aside and (answer.text.strip() or answer.stretches)
    ]
    if not replies:
        return None
    given = max(replies, key=lambda answer: len(answer.text.split()))
    answer = next(one for exchange in of.said for one in exchange.answers if one.number == given.number)
    return _judged(Take(0, "", "done", answer.audio, answer), given, line, of.events, dimension)


def _take(
    line: LineSpoken, number: int, noted: Sequence[TakeEvent], speech: str, dimension: Dimension | None
) -> Take | None:
    """Return one take; nothing where the line was not heard, or the candidate left without a word."""
    own = rebased([event.event for event in noted if isinstance(event, TakeNoted) and event.take == number])
    begun = next((e for e in noted if isinstance(e, TakeBegun) and e.take == number), None)
    if not any(isinstance(event, LineSpoken) for event in own):
        return None
    made, heard_by = (begun.made, begun.speech) if begun else ("", "")
    alike = not (heard_by and speech) or heard_by == speech
    given = next(iter(last_versions(own)), None)
    if given is None:
        closed = any(isinstance(event, RoundClosed) for event in own)
        audio = f"takes/{line.number:03d}-{number}"
        return None if closed else Take(number, made, "cut off", audio, None, alike)
    left = any(isinstance(event, RoundClosed) and event.reason == "ended" for event in own)
    if left and not (given.text.strip() or given.stretches):
        return None
    answer = next(one for exchange in exchanges(own) for one in exchange.answers)
    take = Take(number, made, "left" if left else "done", answer.audio, answer, alike)
    return _judged(take, given, line, own, dimension)


def _judged(
    take: Take,
    given: AnswerGiven,
    line: LineSpoken,
    events: Sequence[RoundEvent],
    dimension: Dimension | None,
) -> Take:
    """Measure and judge an answer, whichever it is, by the analysers of the round."""
    found = measured(given, events)
    take = replace(take, readings=found.readings if found else ())
    if not given.text.strip():
        return take
    met, certainty = meet(line.text, given.text)
    gave_way = met in ("concede", "revise")
    known = met != "unsure" and line.validity != "open"
    stance = judge(line.text, given.text)
    return replace(
        take,
        met=met,
        certainty=certainty,
        well_met=(gave_way if line.validity == "valid" else met == "hold") if known else None,
        directness=Directness(len(given.text.split()), stance.directness, stance.directness_certainty),
        level=grade([_said(given, take, line, dimension)], [dimension])[0] if dimension else None,
    )


def _said(given: AnswerGiven, take: Take, line: LineSpoken, dimension: Dimension | None) -> Said:
    part: PartName | None = None
    if dimension is not None and dimension.scope != "throughout":
        part = dimension.scope
    start = take.answer.start if take.answer else given.opened
    end = take.answer.end if take.answer else given.ended
    words = () if given.typed else given.words
    return Said(given.number, given.text, words, start, end, part, line.kind, line.text)
