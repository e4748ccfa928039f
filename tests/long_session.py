"""A round of two hours and a dictation of one, as they lie on disk: what must be shown without standing still."""

from __future__ import annotations

from typing import TYPE_CHECKING

import played_round

from audio.events import Word
from desktop.transcripts import Transcript, in_lines
from interviewer.events import ExchangeTimed, QuestionProposed, RoundClosed, RoundOpened

if TYPE_CHECKING:
    from pathlib import Path

    from interviewer.events import RoundEvent
    from interviewer.store import SessionFolder

SENTENCE = (
    "We measured it on one benchmark over five thousand prompts, and the cost per token fell by a third."
)


def long_round(exchanges: int = 150, every: float = 48.0) -> list[RoundEvent]:
    """Return a journal of challenges and spoken answers, one each `every` seconds."""
    opened = RoundOpened(
        0.0, "Make it cheaper", "discussion", 120.0, "probing", 7, ("Ines Vale", "Tomas Reed"), "embedded"
    )
    found: list[RoundEvent] = [opened]
    for number in range(1, exchanges + 1):
        at = every * number
        said = " ".join([f"In run {number} it held.", *[SENTENCE] * 4])
        asked = f'You said "cost per token fell by a third". Why should number {number} be believed?'
        quote = "cost per token fell by a third" if number > 1 else ""
        found += [
            QuestionProposed(number, at, asked, quote, "belief", "rigor", "embedded", ""),
            played_round.line(
                number, "challenge", asked, at + 1, at + 6, quote=quote, about=number - 1 or None
            ),
            played_round.answer(
                number, number, said, ((at + 7, at + 20), (at + 21.5, at + 30), (at + 30.5, at + 40))
            ),
            ExchangeTimed(number, number + 1, at + 40, at + 41.2, at + 41.3, at + 41.3, at + 41.4, True),
        ]
    return [*found, RoundClosed(every * (exchanges + 1), "finished")]


def long_session(root: Path, exchanges: int = 150) -> SessionFolder:
    """Put such a round into a folder of sessions."""
    return played_round.play(root, long_round(exchanges))


def long_dictation(minutes: int = 60) -> Transcript:
    """Return what is said in so long a dictation: 150 words a minute."""
    spoken, words = SENTENCE.split(), []
    for number in range(150 * minutes):
        pause = 0.6 * (number // len(spoken))
        at = 0.37 * number + pause
        words.append(Word(spoken[number % len(spoken)], at, at + 0.3, 0.9))
    return Transcript("long.wav", "tiny.en", "cpu", 60.0 * minutes, in_lines(words))
