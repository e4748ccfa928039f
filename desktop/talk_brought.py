"""What is brought to a live talk, made of the choices: its plan read, its slides' words, when the panel comes in."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from desktop.errors import DesktopError
from desktop.talk_floor import Brought
from interviewer.debrief.exchanges import last_versions
from interviewer.rehearsal.altitudes import drill
from interviewer.rehearsal.coming_in import seeded
from interviewer.rehearsal.slide_words import slide_texts
from interviewer.rehearsal.talk_plan import TalkPlan, read_plan
from interviewer.round.plan import plan
from interviewer.talk_events import TalkBegan, TalkPlanned

if TYPE_CHECKING:
    from collections.abc import Sequence

    from desktop.settings import Settings
    from interviewer.events import Pressure, RoundEvent
    from interviewer.slides.deck import Deck

TIMES: dict[Pressure, int] = {"calm": 1, "probing": 2, "hostile": 4}
"""How often a panel of this temper comes in on a talk where it does at all. Our judgement."""
RUNGS = 2
"""Altitudes at which the contribution is asked for again: each takes a minute of the defence. Our judgement."""
MOST_BYTES = 1_000_000
"""A plan is a page of text; more is another file that was chosen by mistake."""


def brings(settings: Settings) -> bool:
    """Whether a round of these choices has a talk with slides, a plan or a clock of its own."""
    return settings.kind != "discussion" and bool(
        settings.slides or settings.plan or settings.questions == "cut_in"
    )


def brought(settings: Settings, deck: Deck | None, seed: int) -> Brought:
    """Return what is brought; `deck` where slides were chosen and read.

    Raises:
        DesktopError: The plan cannot be read.
        InterviewerError: Nothing in it can be understood.
    """
    slides = slide_texts(deck.slides) if deck else ()
    found = read(Path(settings.plan), len(deck) if deck else None) if settings.plan else TalkPlan(())
    part = plan(settings.kind, settings.minutes).parts[-1]
    seconds = found.seconds or part.first_answer_seconds
    times = TIMES[settings.pressure] if settings.questions == "cut_in" else 0
    return Brought(
        sections=found.sections,
        slides=slides,
        seconds=seconds,
        strict=settings.clock != "fair",
        stops=settings.clock == "stop",
        comes=seeded(times, seconds, seed),
        listens=times - 1 if times else 0,
        seed=seed,
        drill=tuple(rung.text for rung in drill(seed)[:RUNGS]),
        notes=(*(one.sentence for one in found.not_understood), *(deck.remarks if deck else ())),
    )


def read(path: Path, slides: int | None) -> TalkPlan:
    """Read a plan's file."""
    try:
        with path.open("rb") as file:
            content = file.read(MOST_BYTES + 1)
    except OSError as error:
        raise DesktopError(
            f"The plan {path.name} cannot be read; choose it again, or go without one."
        ) from error
    if len(content) > MOST_BYTES:
        raise DesktopError(f"{path.name} is too large for a plan; choose another file.")
    return read_plan(content.decode("utf-8-sig", "replace"), slides)


def taken_up(events: Sequence[RoundEvent]) -> Brought | None:
    """Return what had been brought to the talk of a round that was cut off; nothing where it had none.

    Who was in the midst of it begins it again, as any answer; the panel comes in on it no more.
    """
    planned = next((event for event in events if isinstance(event, TalkPlanned)), None)
    if planned is None:
        return None
    begun = {event.number for event in events if isinstance(event, TalkBegan)}
    return Brought(
        sections=planned.sections,
        slides=planned.slides,
        seconds=sum(section.seconds for section in planned.sections),
        strict=planned.strict,
        notes=planned.notes,
        drill=planned.drill,
        given=any(answer.number in begun for answer in last_versions(events)),
    )
