"""The talk of a presentation while it is given: when it is on, where it stands, when the panel comes in on it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from interviewer.events import Word
from interviewer.rehearsal.coming_in import signalled
from interviewer.rehearsal.talk_clock import TalkClock
from interviewer.talk_events import SlideShown, TalkBegan, TalkInterrupted, TalkPlanned, TalkQuestioned

if TYPE_CHECKING:
    from interviewer.events import LineSpoken
    from interviewer.examiner.signals import Signals
    from interviewer.rehearsal.coming_in import ComesIn
    from interviewer.rehearsal.talk_clock import Standing, TimeLeft
    from interviewer.talk_events import Cause, PlannedSection, SlideText

LATEST = 5.0
"""Seconds after which the panel comes in without a pause to come in at. Our judgement."""

Stage = Literal["before", "on", "over"]


@dataclass(frozen=True, slots=True)
class Brought:
    """What the candidate brought to the talk, and when the panel will come in on it."""

    sections: tuple[PlannedSection, ...] = ()
    slides: tuple[SlideText, ...] = ()
    seconds: float = 0.0
    """How long it may take; 0 where the plan says."""
    strict: bool = False
    stops: bool = False
    """Whether it ends when its time is up."""
    comes: tuple[ComesIn, ...] = ()
    listens: int = 0
    """How often the panel at most also comes in where what was just said looks weak."""
    seed: int = 0
    given: bool = False
    """Whether the talk was given already, before the round was cut off."""
    notes: tuple[str, ...] = ()
    drill: tuple[str, ...] = ()
    """What the panel asks towards the end: the contribution at other altitudes."""

    @property
    def words(self) -> list[str]:
        """What stands on the slides and in the plan: what the recogniser may expect to hear."""
        slides = [f"{slide.title}\n{slide.text}\n{slide.notes}" for slide in self.slides]
        return [*slides, *("\n".join((one.name, *one.points)) for one in self.sections)]


@dataclass(frozen=True, slots=True)
class TalkView:
    """What the room shows of a talk at one moment."""

    stage: Stage
    standing: Standing
    section: str
    """The name of the one that is on, or nothing."""
    questioned: bool
    """Whether a question of the panel is being taken."""


class TalkFloor:
    """Fed what happens in the round, in seconds of its clock."""

    def __init__(self, brought: Brought) -> None:
        self._brought = brought
        self._clock = TalkClock(
            brought.sections,
            brought.seconds,
            strict=brought.strict,
            at_time="stop" if brought.stops else "count",
        )
        self._number = 0
        self._stage: Stage = "over" if brought.given else "before"
        self._slide = 0
        self._left = list(brought.comes)
        self._came: list[float] = []
        self._read = ""
        self._question: tuple[str, Cause] | None = None

    def planned(self, at: float) -> TalkPlanned:
        """Return what the journal is told before the round begins."""
        found = self._brought
        return TalkPlanned(at, found.sections, found.slides, found.strict, found.notes, found.drill)

    @property
    def is_on(self) -> bool:
        """Whether it is being given."""
        return self._stage == "on"

    def is_talk(self, number: int) -> bool:
        """Whether this answer is the talk."""
        return number == self._number and self._stage != "before"

    def begin(self, number: int, at: float) -> TalkBegan:
        """The floor is the candidate's: answer `number` is the talk."""
        self._number, self._stage = number, "on"
        self._clock.begin(at)
        return TalkBegan(number, at)

    def shown(self, at: float) -> SlideShown | None:
        """Return the slide that is up, for the journal, where the talk is on."""
        return SlideShown(self._slide, at) if self.is_on and self._slide else None

    def show(self, number: int, at: float) -> SlideShown | None:
        """A slide came up."""
        if number == self._slide:
            return None
        self._slide = number
        self._clock.slide(number)
        return self.shown(at)

    def due(self, at: float, *, quiet: bool) -> TalkQuestioned | None:
        """Return the panel's coming in, where it is due: at a pause, or soon after without one."""
        if not self.is_on or self._question is not None or not self._left:
            return None
        late = self._clock.elapsed(at) - self._left[0].at
        if late < 0 or (not quiet and late < LATEST):
            return None
        return self._come(self._left.pop(0), at)

    def weak(self, said: str, at: float, signals: Signals) -> TalkQuestioned | None:
        """Return the panel's coming in where the words `said` so far end in something weak; each text is read once."""
        heard = len(self._came) - (len(self._brought.comes) - len(self._left))
        if (
            heard >= self._brought.listens
            or not self.is_on
            or self._question is not None
            or said == self._read
        ):
            return None
        self._read = said
        elapsed = self._clock.elapsed(at)
        # Their times matter to nobody here, but for the last word's, which is now.
        words = [Word(text, elapsed, elapsed, 1.0) for text in said.split()]
        planned = [come.at for come in self._left]
        found = signalled(words, signals, self._clock.seconds, [*self._came, *planned], self._brought.seed)
        return self._come(found, at) if found else None

    def _come(self, come: ComesIn, at: float) -> TalkQuestioned:
        self._question = (come.text, come.cause)
        self._came.append(self._clock.elapsed(at))
        self._clock.stand_still(at, "question")
        return TalkQuestioned(self._number, at, come.text, come.cause)

    def heard(self, line: LineSpoken) -> TalkInterrupted | None:
        """Take a line that was heard; return the interruption it was."""
        if line.kind != "interruption" or self._question is None:
            return None
        text, cause = self._question
        self._question = None
        self._clock.go_on(line.end, "question")
        return TalkInterrupted(line.start, line.end, line.speaker, text, cause)

    def pause(self, at: float) -> None:
        """The round stands still."""
        self._clock.stand_still(at, "pause")

    def resume(self, at: float) -> None:
        """The round goes on."""
        self._clock.go_on(at, "pause")

    def end(self, at: float) -> None:
        """The talk was given."""
        self._stage = "over"
        self._clock.stand_still(at, "pause")

    def reopen(self, at: float) -> None:
        """Its end was taken back."""
        self._stage = "on"
        self._clock.go_on(at, "pause")

    def warning(self, at: float) -> TimeLeft | None:
        """Return the warning that became due since it was last asked."""
        return self._clock.warning(at) if self.is_on else None

    def view(self, at: float) -> TalkView:
        """Return what is shown of it."""
        standing = self._clock.standing(at)
        sections = self._brought.sections
        name = sections[standing.section].name if standing.section is not None else ""
        return TalkView(self._stage, standing, name, self._question is not None)
