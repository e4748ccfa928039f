"""Where each section of the plan really began and ended: by its slides, else by what was said."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from interviewer.rehearsal.section_words import announces, likeness
from interviewer.rehearsal.slide_times import Showing
from interviewer.talk_events import PlannedSection

if TYPE_CHECKING:
    from collections.abc import Sequence

    from interviewer.rehearsal.speech import TalkSpeech
    from interviewer.talk_events import SlideText


@dataclass(frozen=True, slots=True)
class ActualSection:
    """A section as it was spoken; one that was never reached has no start."""

    name: str
    planned: float
    start: float | None
    end: float | None
    due: float
    """When it was to be over by the plan."""

    @property
    def seconds(self) -> float:
        """How long it took."""
        return 0.0 if self.start is None or self.end is None else self.end - self.start

    @property
    def drift(self) -> float | None:
        """How far behind the plan the talk was at its end; negative when ahead."""
        return None if self.end is None else self.end - self.due


@dataclass(frozen=True, slots=True)
class Found:
    """The sections, and what their boundaries rest on."""

    sections: tuple[ActualSection, ...]
    by: str
    """`slides`, `words` or nothing."""


def sections(
    plan: Sequence[PlannedSection], shown: Sequence[Showing], slides: Sequence[SlideText], speech: TalkSpeech
) -> Found:
    """Find the sections of a talk that followed this plan, in the plan's order."""
    if not plan:
        return Found((), "")
    if shown and any(section.first_slide is not None for section in plan):
        starts, by = _by_ranges(plan, shown), "slides"
    elif shown and len(shown) >= len(plan) and slides:
        starts, by = _by_titles(plan, shown, slides, speech), "slides"
    else:
        starts, by = _by_words(plan, speech), "words"
    return Found(_actual(plan, starts, speech.seconds), by)


def _actual(
    plan: Sequence[PlannedSection], starts: Sequence[float | None], end: float
) -> tuple[ActualSection, ...]:
    found, due = [], 0.0
    for index, section in enumerate(plan):
        due += section.seconds
        start = starts[index]
        later = [one for one in starts[index + 1 :] if one is not None]
        until = None if start is None else later[0] if later else max(end, start)
        found.append(ActualSection(section.name, section.seconds, start, until, due))
    return tuple(found)


def _by_ranges(plan: Sequence[PlannedSection], shown: Sequence[Showing]) -> list[float | None]:
    """A section begins when one of its slides comes up that no later section has yet begun before.

    One without a range lies between its neighbours: it begins where the slides of the one before it end.
    """
    starts: list[float | None] = []
    reached = 0.0
    for index, section in enumerate(plan):
        if section.first_slide is None:
            before = plan[index - 1].last_slide if index else 0
            own = [
                one for one in shown if before is not None and one.number > before and one.start >= reached
            ]
            claimed = [one for one in own if not _elsewhere(one.number, plan)]
            begins = claimed[0].start if claimed else None
        else:
            last = section.last_slide or section.first_slide
            own = [s for s in shown if section.first_slide <= s.number <= last and s.start >= reached]
            begins = own[0].start if own else None
        starts.append(begins)
        reached = reached if begins is None else begins
    if starts and starts[0] is not None:
        starts[0] = 0.0
    return starts


def _elsewhere(number: int, plan: Sequence[PlannedSection]) -> bool:
    return any(
        one.first_slide is not None and one.first_slide <= number <= (one.last_slide or one.first_slide)
        for one in plan
    )


def _by_titles(
    plan: Sequence[PlannedSection],
    shown: Sequence[Showing],
    slides: Sequence[SlideText],
    speech: TalkSpeech,
) -> list[float | None]:
    """Every showing of a slide belongs to one section, in order; its title speaks loudest."""
    by_number = {slide.number: slide for slide in slides}
    scores = []
    for one in shown:
        slide = by_number.get(one.number)
        title, text = (slide.title, slide.text) if slide else ("", "")
        said = " ".join(word.text for word in speech.between(one.start, one.end))
        scores.append([3.0 * likeness(s, title) + likeness(s, text) + 0.5 * likeness(s, said) for s in plan])
    begins = aligned(
        scores=scores,
        entering=[[0.0] * len(plan) for _ in shown],
        starts=[one.start for one in shown],
        end=speech.seconds,
        planned=[section.seconds for section in plan],
    )
    return [None if at is None else shown[at].start if at else 0.0 for at in begins]


def _by_words(plan: Sequence[PlannedSection], speech: TalkSpeech) -> list[float | None]:
    sentences = speech.clauses(whole=True)
    if not sentences:
        return [0.0, *([None] * (len(plan) - 1))]
    begins = aligned(
        scores=[[likeness(section, one.text) for section in plan] for one in sentences],
        entering=[[ENTERS * announces(section, one.text) for section in plan] for one in sentences],
        starts=[one.start for one in sentences],
        end=speech.seconds,
        planned=[section.seconds for section in plan],
    )
    return [None if at is None else speech.voiced_near(sentences[at].start) if at else 0.0 for at in begins]


def spans_by_words(slides: Sequence[SlideText], speech: TalkSpeech) -> tuple[Showing, ...]:
    """Guess when each slide was spoken about, where nobody noted when it was shown."""
    plan = [PlannedSection(one.title, 1.0, points=one.bullets) for one in slides]
    if not plan or not speech.words:
        return ()
    found = _actual(plan, _by_words(plan, speech), speech.seconds)
    return tuple(
        Showing(slide.number, one.start, one.end)
        for slide, one in zip(slides, found, strict=True)
        if one.start is not None and one.end is not None
    )


# How much a section that begins at the wrong end of the talk costs, in likenesses of a sentence. The plan is a wish: it
# decides where words say nothing.
STRAY = 4.0
# A sentence that announces a section is worth many that merely sound like it.
ENTERS = 6.0


def aligned(
    scores: Sequence[Sequence[float]],
    entering: Sequence[Sequence[float]],
    starts: Sequence[float],
    end: float,
    planned: Sequence[float],
) -> list[int | None]:
    """Give every piece to one section, in order, so that the likeness is greatest; dynamic programming.

    `entering`: what a piece is worth as the first one of a section. Returns the index of each section's first piece;
    None where the talk was too short to reach it.
    """
    pieces, reach = len(scores), min(len(scores), len(planned))
    whole = max(end, 1.0)
    scale = whole / max(sum(planned), 1.0)
    due = [sum(planned[:index]) * scale for index in range(len(planned))]
    worst = float("-inf")
    best = [[worst] * reach for _ in range(pieces)]
    came = [[False] * reach for _ in range(pieces)]
    best[0][0] = scores[0][0]
    for piece in range(1, pieces):
        for section in range(min(piece + 1, reach)):
            stay, enter = best[piece - 1][section], worst
            if section:
                stray = STRAY * abs(starts[piece] - due[section]) / whole
                enter = best[piece - 1][section - 1] + entering[piece][section] - stray
            came[piece][section] = enter > stay
            best[piece][section] = max(stay, enter) + scores[piece][section]
    begins: list[int | None] = [None] * len(planned)
    section = reach - 1
    for piece in range(pieces - 1, 0, -1):
        if came[piece][section]:
            begins[section] = piece
            section -= 1
    begins[0] = 0
    return begins
