"""How deep to ask why: what was measured, by what mechanism, what would show it false; and when to let go."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from interviewer.examiner.reading import Thinness, read, repeats

if TYPE_CHECKING:
    from collections.abc import Sequence

    from interviewer.transcript import Turn

Action = Literal["climb", "anchor", "let_go"]
DEEPEST = 3
# A third question after two empty replies teaches nobody anything; an easier one may.
THIN_REPLIES = 2
_ASKED = ("challenge", "follow_up", "anchor")


@dataclass(frozen=True, slots=True)
class Step:
    """What to do after a reply."""

    action: Action
    rung: int
    """The whys asked so far, or, when climbing, the one to ask now: 1 to 3."""
    reason: str = ""
    """Why it was let go; nothing while it goes on."""


def step(depth: int, thinness: Thinness, thin_in_row: int, ending: str = "", anchored: bool = False) -> Step:
    """Decide what follows a reply.

    `depth` counts the whys asked so far, `thin_in_row` the thin replies up to and with this one, `ending` is
    what the reply would be let go for with credit, and `anchored` whether it answered the easier question.
    """
    if thinness == "substantial" and ending:
        return Step("let_go", depth, ending)
    if anchored:
        return Step("let_go", depth, "two_thin")
    if thinness == "thin" and thin_in_row >= THIN_REPLIES:
        return Step("anchor", depth)
    return Step("climb", depth + 1) if depth < DEEPEST else Step("let_go", depth, "depth")


def standing(turns: Sequence[Turn], planted: bool = False) -> Step:
    """Return where the last ladder of a talk stands after its last reply; let go where there is none.

    A `planted` objection is answered once and never climbed on: its why would defend what is wrong.
    """
    ladder = _ladder(turns)
    current, depth, thin, anchored, before = Step("let_go", 0), 0, 0, False, ""
    for number, (asked, reply) in enumerate(ladder):
        if number:
            depth, anchored = current.rung, current.action == "anchor"
        reading = read(asked, reply)
        thin = thin + 1 if reading.thinness == "thin" else 0
        current = step(depth, reading.thinness, thin, reading.ending, anchored)
        if current.reason == "two_thin":
            said_again = repeats(reply, before)
            reason = "authority" if reading.authority else "repetition" if said_again else "two_thin"
            current = Step("let_go", current.rung, reason)
        before = reply
    if planted and ladder:
        return Step("let_go", 0, current.reason or read(*ladder[0]).ending)
    return current


def _ladder(turns: Sequence[Turn]) -> list[tuple[str, str]]:
    """Return the last challenge with what was asked deeper about it, each with its reply."""
    pairs: list[tuple[str, str]] = []
    asked = ""
    for turn in turns:
        if turn.is_answer:
            if asked:
                pairs.append((asked, turn.text))
            asked = ""
        elif turn.kind in _ASKED:
            pairs = [] if turn.kind == "challenge" else pairs
            asked = turn.text
        elif turn.kind in ("opening", "question", "bridge", "closing"):
            pairs, asked = [], ""
    return pairs
