"""A talk from a recording: when it is due, and what happens in it at which second."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from interviewer.events import LineSpoken
from interviewer.talk_events import SlideShown, TalkBegan, TalkInterrupted, TalkPlanned

if TYPE_CHECKING:
    from pathlib import Path

    from interviewer.events import RoundEvent
    from interviewer.rehearsal.coming_in import ComesIn
    from interviewer.rehearsal.talk_plan import TalkPlan
    from interviewer.talk_events import SlideText, TalkEvent


@dataclass(frozen=True, slots=True)
class TalkOrder:
    """The recording of a talk and what is known of it; its times are seconds of the recording."""

    recording: Path
    slides: tuple[SlideText, ...] = ()
    slide_times: tuple[float, ...] = ()
    plan: TalkPlan | None = None
    interruptions: tuple[ComesIn, ...] = ()

    @property
    def words(self) -> list[str]:
        """What stands on the slides and in the plan: what the recogniser may expect to hear."""
        slides = [f"{slide.title}\n{slide.text}\n{slide.notes}" for slide in self.slides]
        plan = self.plan.sections if self.plan else ()
        return [*slides, *("\n".join((one.name, *one.points)) for one in plan)]

    def planned(self, at: float) -> TalkPlanned:
        """Return what the journal says of the plan."""
        plan = self.plan
        return TalkPlanned(
            at,
            sections=plan.sections if plan else (),
            slides=self.slides,
            notes=tuple(one.sentence for one in plan.not_understood) if plan else (),
        )


class FedTalk:
    """Told the panel's lines, it knows when the talk is asked for; it is given once."""

    def __init__(self, order: TalkOrder, *, whole_onsite: bool, interrupter: str) -> None:
        self._order = order
        self._bridged = not whole_onsite
        self._interrupter = interrupter
        self._due = False
        self._given = False

    def hear(self, event: RoundEvent) -> None:
        """Take an event of the journal."""
        if isinstance(event, LineSpoken):
            self._bridged |= event.kind == "bridge"
            self._due |= self._bridged and event.kind == "question"

    def take(self, number: int, since: float, *, last: bool) -> tuple[Path | None, list[TalkEvent]]:
        """Return the recording where it is the talk's turn, and what happens in it; `last`: nothing else is left.

        A round that runs out of answers before it asks for the talk hears it all the same.
        """
        if self._given or not (self._due or last):
            return None, []
        self._given = True
        order = self._order
        shown = [SlideShown(slide, since + at) for slide, at in enumerate(order.slide_times, 1)]
        came = [
            TalkInterrupted(since + one.at, since + one.at, self._interrupter, one.text, one.cause)
            for one in order.interruptions
        ]
        happened: list[SlideShown | TalkInterrupted] = [*shown, *came]
        happened.sort(key=lambda event: event.at)
        return order.recording, [TalkBegan(number, since), *happened]
