"""What became of a talk: slide by slide, section by section, interruption by interruption, against its plan."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from interviewer.answer import LONG_PAUSE
from interviewer.debrief.exchanges import last_versions, sound_name
from interviewer.debrief.standstill import standstills
from interviewer.events import FillersHeard
from interviewer.rehearsal.drilled import drilled
from interviewer.rehearsal.interruptions import DroppedPoint, PlacedPoint, recovered
from interviewer.rehearsal.sections import Found, sections, spans_by_words
from interviewer.rehearsal.slide_times import Showing, read_off, showings
from interviewer.rehearsal.speech import on_talk_clock, talk_speech
from interviewer.rehearsal.spoken_points import Place, SpokenPoints
from interviewer.rehearsal.talk_parts import InterruptionReport, SectionReport, SlideReport, TalkReport
from interviewer.talk_events import SlideShown, SlideText, TalkBegan, TalkInterrupted, TalkPlanned

if TYPE_CHECKING:
    from collections.abc import Sequence

    from interviewer.events import AnswerGiven, RoundEvent
    from interviewer.rehearsal.found_parts import FindsParts
    from interviewer.rehearsal.sections import ActualSection
    from interviewer.talk_events import PlannedSection

# A word's time is known to a tenth of a second, and a sentence may begin while the slide is still changing.
EARLY = 1.0


def talk_report(events: Sequence[RoundEvent], find: FindsParts | None = None) -> TalkReport | None:
    """Report on the talk of a round, from its events alone; None where there was none."""
    began = next((event for event in reversed(events) if isinstance(event, TalkBegan)), None)
    answers = {answer.number: answer for answer in last_versions(events)}
    if began is None or began.number not in answers:
        return None
    return _Talk(events, answers[began.number]).report(find)


class _Talk:
    """The talk's events, on its own clock."""

    def __init__(self, events: Sequence[RoundEvent], answer: AnswerGiven) -> None:
        self._events = events
        self._answer = answer
        self._still = standstills(events)
        plan = next((event for event in reversed(events) if isinstance(event, TalkPlanned)), None)
        self._plan = plan or TalkPlanned(0.0)
        self._speech = talk_speech(answer, self._still)
        self._said = SpokenPoints(self._speech.words)
        moments = [(e.number, self._on(e.at)) for e in events if isinstance(e, SlideShown)]
        self._shown = showings(moments, self._speech.seconds)
        self._spans = self._shown or spans_by_words(self._plan.slides, self._speech)
        self._sections = sections(self._plan.sections, self._shown, self._plan.slides, self._speech)

    def report(self, find: FindsParts | None) -> TalkReport:
        """Put it all together."""
        planned, seconds = sum(one.seconds for one in self._plan.sections) or None, self._speech.seconds
        skeleton = tuple(find(self._speech)) if find else None
        core = next((one.quote or "" for one in skeleton or () if one.part == "contribution"), "")
        return TalkReport(
            answer=self._answer.number,
            opened=self._answer.opened,
            audio=sound_name(self._answer.audio),
            seconds=seconds,
            planned=planned,
            overrun=None if planned is None else seconds - planned,
            sections_by=self._sections.by,
            slides=tuple(map(self._slide, self._plan.slides or _bare(self._shown))),
            sections=tuple(map(self._section, self._plan.sections, self._sections.sections)),
            interruptions=self._interruptions(),
            skeleton=skeleton,
            drill=drilled(self._events, self._plan.drill, core),
            notes=self._plan.notes,
        )

    def _on(self, at: float) -> float:
        return on_talk_clock(self._answer, at, self._still)

    def _slide(self, slide: SlideText) -> SlideReport:
        own = [one for one in self._shown if one.number == slide.number]
        words = [word for one in own for word in self._speech.between(one.start, one.end)]
        seconds = sum(one.end - one.start for one in own)
        return SlideReport(
            number=slide.number,
            title=slide.title,
            start=own[0].start if own else None,
            end=own[-1].end if own else None,
            seconds=seconds if own else None,
            showings=tuple((one.start, one.end) for one in own),
            planned=_share(slide.number, self._plan.sections),
            words=len(words),
            text=" ".join(word.text for word in words),
            pace_wpm=60.0 * len(words) / seconds if words and seconds > 0 else None,
            fillers=self._fillers(own),
            long_pauses=self._long_pauses(own),
            read_off=read_off(slide, words),
            unspoken_points=self._unspoken(slide.bullets, self._place(slide)),
        )

    def _section(self, planned: PlannedSection, actual: ActualSection) -> SectionReport:
        place = Place()
        if actual.start is not None and actual.end is not None:
            place = Place(actual.start - EARLY, actual.end, planned.points)
        return SectionReport(
            name=planned.name,
            planned=planned.seconds,
            start=actual.start,
            end=actual.end,
            seconds=actual.seconds,
            drift=actual.drift,
            overrun=None if actual.start is None else actual.seconds - planned.seconds,
            unspoken_points=self._unspoken(planned.points, place),
        )

    def _unspoken(self, points: Sequence[str], place: Place) -> tuple[str, ...]:
        return tuple(point for point in points if not self._said.heard(point, place).spoken)

    def _place(self, slide: SlideText) -> Place:
        """Return when a slide was spoken about: while it was shown, else as far as words tell."""
        own = [one for one in self._spans if one.number == slide.number]
        if not own:
            return Place(beside=(slide.title, *slide.bullets))
        return Place(own[0].start - EARLY, own[-1].end, (slide.title, *slide.bullets))

    def _fillers(self, own: Sequence[Showing]) -> int | None:
        ended = self._answer.ended
        for event in reversed(self._events):
            if isinstance(event, FillersHeard) and (event.number, event.ended) == (
                self._answer.number,
                ended,
            ):
                times = [self._on(word.start) for word in event.words]
                return sum(one.start <= at < one.end for at in times for one in own)
        return None

    def _long_pauses(self, own: Sequence[Showing]) -> int:
        stretches = self._speech.stretches
        gaps = [(a.end, b.start) for a, b in pairwise(stretches)]
        long = [start for start, end in gaps if end - start >= LONG_PAUSE]
        return sum(one.start <= at < one.end for at in long for one in own)

    def _interruptions(self) -> tuple[InterruptionReport, ...]:
        came = sorted((e for e in self._events if isinstance(e, TalkInterrupted)), key=lambda e: e.at)
        ends = [*(self._on(event.at) for event in came[1:]), float("inf")][: len(came)]
        return tuple(self._interruption(event, until) for event, until in zip(came, ends, strict=True))

    def _interruption(self, event: TalkInterrupted, until: float) -> InterruptionReport:
        at = self._on(event.at)
        after = recovered(self._speech, at, until, self._points(at), self._vocabulary())
        point = after.point or DroppedPoint("", "", "", returned=False, returned_at=None)
        return InterruptionReport(
            at=at,
            speaker=event.speaker,
            text=event.text,
            cause=event.cause,
            reply=after.reply,
            recovery_seconds=after.recovery,
            found_at=after.found_at,
            thread=after.thread,
            cost_seconds=after.cost,
            point=point.text,
            point_source=point.source,
            point_quote=point.quote,
            point_returned=point.returned if after.point else None,
            point_returned_at=point.returned_at,
        )

    def _points(self, at: float) -> list[PlacedPoint]:
        """Return what was to be said about this moment and next: of the slides, else of the plan."""
        place = next((i for i, one in enumerate(self._spans) if one.start <= at < one.end), None)
        by_number = {slide.number: slide for slide in self._plan.slides}
        if place is not None:
            numbers = [one.number for one in self._spans[place : place + 2]]
            slides = [by_number[number] for number in numbers if number in by_number]
            if found := [PlacedPoint(text, "slide", self._place(s)) for s in slides for text in s.bullets]:
                return found
        found_at = _place(self._sections, at)
        if found_at is None:
            return []
        near = slice(found_at, found_at + 2)
        return [
            PlacedPoint(text, "plan", Place((actual.start or 0.0) - EARLY, actual.end or 0.0, planned.points))
            for planned, actual in zip(self._plan.sections[near], self._sections.sections[near], strict=True)
            for text in planned.points
        ]

    def _vocabulary(self) -> list[str]:
        slides = [f"{slide.title} {slide.text}" for slide in self._plan.slides]
        return [*slides, *(" ".join((one.name, *one.points)) for one in self._plan.sections)]


def _place(found: Found, at: float) -> int | None:
    for index, one in enumerate(found.sections):
        if one.start is not None and one.end is not None and one.start <= at < one.end:
            return index
    return None


def _bare(shown: Sequence[Showing]) -> tuple[SlideText, ...]:
    """Stand for slides whose words nobody gave."""
    return tuple(SlideText(number, "", "") for number in sorted({one.number for one in shown}))


def _share(number: int, plan: Sequence[PlannedSection]) -> float | None:
    for section in plan:
        if section.first_slide is not None:
            last = section.last_slide or section.first_slide
            if section.first_slide <= number <= last:
                return section.seconds / (last - section.first_slide + 1)
    return None
