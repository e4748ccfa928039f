"""The clock of a talk while it is given: which section one is in, how far ahead or behind, and when to say so."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from interviewer.talk_events import PlannedSection

AtTime = Literal["stop", "count"]
"""What happens when the time is up: the talk ends, or what it takes beyond is counted."""
WARNING = 60.0


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a talk stands at one moment."""

    elapsed: float
    """Seconds of the talk; pauses, lost devices and, where the clock is not strict, questions left out."""
    left: float
    """Seconds until the time is up; negative afterwards."""
    section: int | None
    """The index of the section one is in; None without a plan."""
    drift: float
    """Seconds behind the plan, negative when ahead; 0 as long as one is in the section that the plan says."""
    by: Literal["slides", "words", "time"]
    over: bool


@dataclass(frozen=True, slots=True)
class TimeLeft:
    """A warning, given once."""

    seconds: float
    """What is left; 0 when the time is up."""
    stop: bool = False
    """Whether the talk ends here."""


class TalkClock:
    """Tell it what happens in seconds of any one clock; ask it for the standing and for warnings that are due."""

    def __init__(
        self,
        plan: Sequence[PlannedSection],
        seconds: float = 0.0,
        *,
        strict: bool = False,
        at_time: AtTime = "count",
        warnings: Iterable[float] = (WARNING, 0.0),
    ) -> None:
        self._plan = tuple(plan)
        self.seconds = seconds or sum(section.seconds for section in plan)
        self._strict = strict
        self._at_time: AtTime = at_time
        self._due = sorted(set(warnings), reverse=True)
        self._since: float | None = None
        self._counted = 0.0
        self._began = False
        self._stops: set[str] = set()
        self._slide: int | None = None
        self._heard: int | None = None

    def begin(self, at: float) -> None:
        """Start the talk."""
        self._since, self._began = at, True

    def stand_still(self, at: float, why: Literal["pause", "device", "question"]) -> None:
        """Stop counting; a question stops nothing where the clock is strict."""
        if why == "question" and self._strict:
            return
        self._counted, self._since = self.elapsed(at), None
        self._stops.add(why)

    def go_on(self, at: float, why: Literal["pause", "device", "question"]) -> None:
        """Count again, once nothing else holds the clock."""
        self._stops.discard(why)
        if not self._stops and self._since is None and self._began:
            self._since = at

    def slide(self, number: int) -> None:
        """Note the slide that is shown."""
        self._slide = number

    def heard(self, section: int) -> None:
        """Note the section that the words so far belong to."""
        self._heard = section

    def elapsed(self, at: float) -> float:
        """Return the seconds of the talk so far."""
        return self._counted + (0.0 if self._since is None else max(0.0, at - self._since))

    def standing(self, at: float) -> Standing:
        """Return where the talk stands."""
        elapsed = self.elapsed(at)
        section, by = self._section(elapsed)
        return Standing(
            elapsed=elapsed,
            left=self.seconds - elapsed,
            section=section,
            drift=0.0 if section is None else self._drift(section, elapsed),
            by=by,
            over=elapsed >= self.seconds > 0,
        )

    def warning(self, at: float) -> TimeLeft | None:
        """Return the warning that became due since it was last asked; each comes once, the latest first."""
        left = self.seconds - self.elapsed(at)
        due = [seconds for seconds in self._due if left <= seconds]
        if not due or self.seconds <= 0:
            return None
        self._due = [seconds for seconds in self._due if seconds not in due]
        return TimeLeft(min(due), stop=min(due) == 0.0 and self._at_time == "stop")

    def _section(self, elapsed: float) -> tuple[int | None, Literal["slides", "words", "time"]]:
        if not self._plan:
            return None, "time"
        if self._slide is not None:
            for index, one in enumerate(self._plan):
                last = one.last_slide or one.first_slide
                if (
                    one.first_slide is not None
                    and last is not None
                    and one.first_slide <= self._slide <= last
                ):
                    return index, "slides"
        if self._heard is not None:
            return min(self._heard, len(self._plan) - 1), "words"
        reached = 0.0
        for index, one in enumerate(self._plan):
            reached += one.seconds
            if elapsed < reached:
                return index, "time"
        return len(self._plan) - 1, "time"

    def _drift(self, section: int, elapsed: float) -> float:
        begins = sum(one.seconds for one in self._plan[:section])
        ends = begins + self._plan[section].seconds
        return min(0.0, elapsed - begins) or max(0.0, elapsed - ends)
