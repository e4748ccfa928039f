"""Challenges what stands on a slide, in the slide's own words and under its number."""

from __future__ import annotations

from typing import TYPE_CHECKING

from interviewer.examiner.aim import aim
from interviewer.examiner.examiner import Proposal
from interviewer.examiner.policy import challenges_of, choose
from interviewer.examiner.quoting import occurs, tokens_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from interviewer.examiner.examiner import Brief
    from interviewer.examiner.signals import Signals
    from interviewer.talk_events import SlideText

SAID = 'You said "{quote}".'
# The first challenge takes up what was said; from then on every second one looks at the slides.
EVERY = 2


def is_due(brief: Brief) -> bool:
    """Whether the next challenge is to be about a slide."""
    about_talk = brief.kind == "challenge" and brief.part == "presentation" and bool(brief.slides)
    return about_talk and len(challenges_of(brief.moves_used)) % EVERY == EVERY - 1


def of_slides(brief: Brief, signals: Signals, engine: str) -> Iterator[Proposal]:
    """Yield challenges of the weakest lines of the slides; a quote stands on one slide, word for word."""
    tokens = tokens_of("\n".join(_sentence(line) for slide in brief.slides for line in _lines(slide)))
    if not tokens:
        return
    for choice in choose(brief, signals.suspect(tokens, brief.part)):
        quote, ask = aim(tokens, choice), choice.move.ask[0]
        number = on_slide(quote, brief.slides)
        if quote and number is not None and ask.startswith(SAID):
            text = ask.replace(SAID, f'Slide {number} says "{quote}".')
            move = choice.move
            yield Proposal(text, quote, move.id, move.dimension, engine, let_go=brief.let_go, slide=number)


def on_slide(quote: str, slides: Sequence[SlideText]) -> int | None:
    """Return the first slide on one line of which these words stand, side by side and in order."""
    return next(
        (slide.number for slide in slides if any(occurs(quote, line) for line in _lines(slide))), None
    )


def words_on(slides: Sequence[SlideText], number: int | None) -> str:
    """Return the words of a slide; nothing where no slide is named."""
    return next((f"{slide.title}\n{slide.text}" for slide in slides if slide.number == number), "")


def _lines(slide: SlideText) -> tuple[str, ...]:
    return tuple(line for line in (slide.title, *slide.bullets) if line)


def _sentence(line: str) -> str:
    return line if line.endswith((".", "?", "!", ":")) else f"{line}."
