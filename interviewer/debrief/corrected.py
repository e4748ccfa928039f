"""A round as its candidate corrected it, and what must be said of that wherever it is shown."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from interviewer import corrections
from interviewer.correcting import Correction, corrected, effective
from interviewer.debrief.exchanges import last_versions
from interviewer.events import AnswerGiven

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from interviewer.corrections import Corrections
    from interviewer.events import RoundEvent


@dataclass(frozen=True, slots=True)
class Tally:
    """How much of a round was corrected."""

    schema: int = corrections.SCHEMA
    """Of corrections.jsonl."""
    count: int = 0
    """Stretches that read otherwise than they were heard."""
    words: int = 0
    answers: tuple[int, ...] = ()
    """The answers that were corrected."""
    much: tuple[int, ...] = ()
    """Those of them of which more than a fifth of the words were changed."""
    unfitting: int = 0
    """Corrections of words that stand there no longer; they are left out."""
    unread: int = 0
    """Lines that say nothing to this version; they are left out."""
    newer: bool = False
    """Whether a later version wrote some of it."""
    undoable: bool = False
    redoable: bool = False


@dataclass(frozen=True, slots=True)
class CorrectedRound:
    """The events of a round with the corrected answers in their places."""

    events: tuple[RoundEvent, ...]
    answers: Mapping[int, Correction] = field(default_factory=dict)
    """What was corrected, answer by answer."""
    tally: Tally = field(default_factory=Tally)


def apply(heard: Sequence[RoundEvent], known: Corrections) -> CorrectedRound:
    """Correct the answers of a round as they stood in the end; what was typed stands as it was typed."""
    spoken = {answer.number: answer for answer in last_versions(heard) if not answer.typed}
    unfitting = sum(one.answer not in spoken for one in known.active)
    found: dict[int, Correction] = {}
    fresh: dict[int, AnswerGiven] = {}
    for number in {one.answer for one in known.active} & set(spoken):
        answer = spoken[number]
        kept, left_out = effective(answer.text.split(), [one for one in known.active if one.answer == number])
        unfitting += left_out
        said, correction = corrected(answer, kept)
        if correction is not None:
            fresh[number], found[number] = said, correction
    events = tuple(
        fresh[event.number]
        if isinstance(event, AnswerGiven) and event.number in fresh and spoken[event.number] is event
        else event
        for event in heard
    )
    return CorrectedRound(events, found, _tally(found, known, unfitting))


def words(tally: Tally) -> tuple[str, ...]:
    """Say what must be known of the corrections before what follows is believed."""
    said = []
    if tally.count:
        said.append(
            f"{_count(tally.words, 'word')} in {_count(len(tally.answers), 'answer')} "
            f"{'was' if tally.words == 1 else 'were'} corrected by you, in {_count(tally.count, 'place')}; "
            "everything here is of the corrected words, and what was heard is kept beside them."
        )
    if tally.much:
        one = len(tally.much) == 1
        said.append(
            f"In answer{'' if one else 's'} {_listed(tally.much)} more than a fifth of the words "
            f"were changed: what is judged of {'it' if one else 'them'} rests on your "
            "corrections more than on what was heard."
        )
    if tally.unfitting:
        said.append(
            f"{_count(tally.unfitting, 'correction')} no longer {'fits' if tally.unfitting == 1 else 'fit'} the words "
            f"of the answer and {'is' if tally.unfitting == 1 else 'are'} left out here; nothing of it is lost."
        )
    if tally.unread:
        said.append(
            f"{_count(tally.unread, 'line')} of the corrections could not be read and "
            f"{'was' if tally.unread == 1 else 'were'} left out."
        )
    if tally.newer:
        said.append("A later version of Viva corrected this session; some of it may be missing here.")
    return tuple(said)


def beneath(correction: Correction) -> list[str]:
    """Say what was corrected in an answer, a piece a stretch."""
    return [
        (f"“{change.text}”" if change.text else "nothing") + f", heard as {_heard(change.heard)}"
        for change in correction.changes
    ]


def summary(correction: Correction) -> str:
    """Say in a few words how much of an answer was corrected."""
    much = f", {correction.share:.0%} of what was heard" if correction.much else ""
    return f"{_count(correction.words, 'word')} corrected{much}"


def noted(correction: Correction | None) -> str:
    """Say on one line what was corrected in an answer; nothing where nothing was."""
    if correction is None:
        return ""
    return f"{summary(correction)}: {'; '.join(beneath(correction))}."


def requoted(now: str | None) -> str:
    """Say what the candidate made of words that the panel quoted as they were heard; nothing where they stand."""
    if now is None:
        return ""
    return (
        f"That is what was heard; you corrected it to “{now}”."
        if now
        else "That was heard; you struck it since."
    )


def _heard(text: str) -> str:
    return f"“{text}”" if text else "nothing"


def _tally(found: Mapping[int, Correction], known: Corrections, unfitting: int) -> Tally:
    return Tally(
        count=sum(len(one.changes) for one in found.values()),
        words=sum(one.words for one in found.values()),
        answers=tuple(sorted(found)),
        much=tuple(sorted(number for number, one in found.items() if one.much)),
        unfitting=unfitting,
        unread=known.unread,
        newer=known.newer,
        undoable=known.undoable is not None,
        redoable=known.redoable is not None,
    )


def _listed(numbers: Sequence[int]) -> str:
    *most, last = map(str, numbers)
    return f"{', '.join(most)} and {last}" if most else last


def _count(number: int, thing: str) -> str:
    return f"{number:,} {thing}" + ("" if number == 1 else "s")
