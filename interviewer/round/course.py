"""What follows an answer: one why deeper, a question of the file, a challenge, the next part, or the end."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from interviewer.round.plan import Plan, PlannedPart

Step = Literal[
    "warm_up",
    "neutral",
    "question",
    "follow_up",
    "anchor",
    "stock",
    "challenge",
    "bridge",
    "invitation",
    "closing",
]
Deeper = Literal["", "follow_up", "anchor"]

# A challenge, its answer and one "why" take a minute at the least.
CHALLENGE_SECONDS = 60.0
# A "why" belongs to the challenge before it, so it needs only the time to be asked and answered in a breath.
FOLLOW_UP_SECONDS = 20.0
# The file's own follow-up questions take as long as exchanges have taken so far, and this at the least;
# never more than this share of the last part, which is larger where there is time for everything.
STOCK_SECONDS = 90.0
STOCK_SHARE = 0.35
FULL_SHARE = 0.6
# Below this no file's question is begun; the first words of an answer would be cut off by the end.
STOCK_LEAST = 30.0
# From here on a round is long enough to reach every dimension and every question of the file.
FULL_SECONDS = 45 * 60.0
# The candidate's own question, its answer and the goodbye; a round under ten minutes keeps no time for it.
INVITATION_SECONDS = 45.0
INVITATION_FROM = 600.0
# A long last answer does not cost the candidate their own question, if the round is over by no more than this.
INVITATION_LEAST = -90.0
# What an exchange takes before any was timed: a question of 10 s and an answer of 50 s.
EXCHANGE_SECONDS = 60.0
# The pace is that of the last few exchanges; more would be slow to notice that somebody talks longer now.
EXCHANGES = 6
WARM_UPS = 3


@dataclass(frozen=True, slots=True)
class Course:
    """Where the round stands between two answers."""

    part: int = 0
    put: int = 0
    """The line that put this part's question; 0 while it is still to come."""
    asked: int = 0
    """The line that the next answer answers."""
    asked_at: float = 0.0
    """The round's time at which that line began."""
    asked_again: bool = False
    stock_used: int = 0
    hints_used: int = 0
    """Of the part that is on."""
    warmed: int = 0
    """Warm-up questions put so far."""
    calmed: int = 0
    """Calm questions put after the warm-up."""
    cut_ins: int = 0
    """How often the panel cut in during this part."""
    cut_in: bool = False
    """Whether the answer that is open was ended by the panel."""
    clarified: int = 0
    """Clarifying questions of this part answered so far."""
    dropped: Literal["", "skip", "dispute"] = ""
    """Why the answer that is open will not be examined."""
    struck: tuple[str, ...] = ()
    """Quotes the candidate said they never said."""
    invited: bool = False
    examined: bool = False
    """Whether this part has an answer that can be asked about."""
    rung: int = 0
    """How many whys were asked about the last challenge, the next one included."""
    let_go: str = ""
    """What ended the last ladder of whys, until a line has said so."""
    paces: tuple[float, ...] = ()

    @property
    def exchange(self) -> float:
        """Return how long a question and its answer take, going by the last ones."""
        return sum(self.paces) / len(self.paces) if self.paces else EXCHANGE_SECONDS

    def timed(self, seconds: float) -> Course:
        """Take the length of one more exchange."""
        return replace(self, paces=(*self.paces, max(0.0, seconds))[-EXCHANGES:])

    def undone(self) -> Course:
        """Where the course stands again when the answer is taken back: nothing is skipped or disputed."""
        return replace(self, dropped="", cut_in=False)

    def bridged(self) -> Course:
        """Go to the next part."""
        return replace(self, part=self.part + 1, put=0, hints_used=0, clarified=0, cut_ins=0, examined=False)


@dataclass(frozen=True, slots=True)
class Standing:
    """What the next step hangs on, beside the course itself."""

    elapsed: float
    """The round's time."""
    stock: int
    """How many questions of the file are still to be put."""
    wanted: int
    """How many dimensions this part has not asked about yet."""
    fresh: bool = True
    """Whether there is a challenge left that was not put yet; nothing is asked twice."""
    deeper: Deeper = ""
    """What the ladder of whys asks for."""


def next_step(course: Course, plan: Plan, now: Standing) -> Step:
    """Decide what follows."""
    planned = plan.parts[course.part]
    last = planned is plan.parts[-1]
    if not course.put:
        more = course.warmed < WARM_UPS and now.elapsed < plan.warm_up
        return "warm_up" if course.part == 0 and more else "question"
    left = _left(plan, planned, now.elapsed)
    reserve = _reserve(course, plan, now.stock) if last else 0.0
    late = left <= reserve and left - course.exchange < now.stock * max(STOCK_LEAST, course.exchange)
    if now.deeper and left >= FOLLOW_UP_SECONDS and not late and not in_a_hurry(course, plan, now):
        return now.deeper
    able = course.examined and now.fresh
    if last and now.stock and (left <= reserve or not able) and left >= STOCK_LEAST:
        return "stock"
    if left >= CHALLENGE_SECONDS and able:
        due = plan.warm_up and len(plan.parts) == 1 and not course.calmed
        return "neutral" if due and now.elapsed > plan.seconds / 2 else "challenge"
    if not last and plan.seconds - now.elapsed >= CHALLENGE_SECONDS:
        return "bridge"
    least = INVITATION_LEAST if plan.seconds >= INVITATION_FROM else STOCK_LEAST
    return "closing" if course.invited or plan.seconds - now.elapsed < least else "invitation"


def in_a_hurry(course: Course, plan: Plan, now: Standing) -> bool:
    """Tell whether a full-length round must ask only about what it has not asked about yet."""
    if plan.seconds < FULL_SECONDS or not now.wanted:
        return False
    planned = plan.parts[course.part]
    reserve = _reserve(course, plan, now.stock) if planned is plan.parts[-1] else 0.0
    return _left(plan, planned, now.elapsed) - reserve < (now.wanted + 1) * course.exchange


def _left(plan: Plan, planned: PlannedPart, elapsed: float) -> float:
    """Return the seconds left for asking in this part."""
    kept = planned is plan.parts[-1] and plan.seconds >= INVITATION_FROM
    return planned.ends - elapsed - (INVITATION_SECONDS if kept else 0.0)


def _reserve(course: Course, plan: Plan, stock: int) -> float:
    """Return the seconds kept at the end of the last part for the questions of the file."""
    full = plan.seconds >= FULL_SECONDS
    if not full:
        return min(STOCK_SECONDS * stock, STOCK_SHARE * plan.parts[-1].seconds)
    # One exchange more: a challenge begun just before must not take the last question's time.
    needed = max(STOCK_SECONDS, course.exchange) * stock + course.exchange
    return min(needed, FULL_SHARE * plan.parts[-1].seconds) if stock else 0.0
