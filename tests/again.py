"""Takes of a played round, as a journal would hold them."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from played_round import events
from played_round import play as play_round

from interviewer.events import AnswerGiven, FillersHeard, LineSpoken, RoundClosed, RoundOpened, Stretch, Word
from interviewer.take_events import TakeBegun, TakeEvent, TakeNoted
from interviewer.takes import answer_number

if TYPE_CHECKING:
    from interviewer.store import SessionFolder

BETTER = (
    "I concede that. We measured it on three held out sets with five seeds each, and a loss of half a point or more "
    "would have been seen; below that we cannot tell, so I should have said no loss larger than half a point."
)
CLOCK = 5000.0
"""Where the clock of a later run of the program stands when the first of these takes begins."""


def take(
    number: int, take: int, text: str, *, onset: float = 1.0, speech: str = "tiny", left: bool = False
) -> list[TakeEvent]:
    """Return a take of line `number`: two stretches of speech with a pause between, half a second a word."""
    of = next(one for one in events() if isinstance(one, LineSpoken) and one.number == number)
    at = CLOCK + 100.0 * take
    heard = replace(of, start=at + 0.5, end=at + 4.5)
    first = at + 4.5 + onset
    every = text.split()
    words = tuple(Word(w, first + 0.4 * i, first + 0.4 * i + 0.3, 0.9) for i, w in enumerate(every))
    middle, end = first + 0.2 * len(every), first + 0.4 * len(every)
    stretches = (Stretch(first, middle), Stretch(middle + 0.5, end)) if every else ()
    answer = AnswerGiven(
        answer_number(number, take), number, text, words, stretches, at + 4.5, end + 1.0, "done",
        f"takes/{number:03d}-{take}", typed=False,
    )  # fmt: skip
    opened = next(one for one in events() if isinstance(one, RoundOpened))
    happened = [
        replace(opened, at=at),
        heard,
        answer,
        RoundClosed(end + 1.0, "ended" if left else "finished"),
    ]
    begun = TakeBegun(number, take, f"2026-03-05T10:0{take}:00+01:00", speech)
    return [begun, *(TakeNoted(number, take, event) for event in happened)]


def counted(number: int, take_: int, count: int, made: list[TakeEvent]) -> TakeNoted:
    """Return the fillers of a take, counted later."""
    given = next(e.event for e in made if isinstance(e, TakeNoted) and isinstance(e.event, AnswerGiven))
    return TakeNoted(
        number, take_, FillersHeard(given.number, given.ended, count, 0.1 * count, 3.0 * count + 3.7, (), 0)
    )


def play(root, *noted: TakeEvent) -> SessionFolder:
    """Return the played round with what was answered anew after it."""
    folder = play_round(root)
    for event in noted:
        folder.append(event)
    folder.close()
    return folder
