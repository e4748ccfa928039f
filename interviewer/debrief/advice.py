"""The three most useful things to do next, each tied to something that was said."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from interviewer.debrief.evidence_words import ADVISED, FIRST_WORD, at, cut, quoted

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from interviewer.debrief.claims import Claims
    from interviewer.debrief.rigour import Result
    from interviewer.debrief.said import Said
    from interviewer.debrief.standing import Case, Standing
    from interviewer.debrief.whys import Ladder, Rung

MOST = 3
# From here on a judged dimension needs no advice.
GOOD_LEVEL = 3
NOTHING = (
    "There is nothing to advise on: no answer of this round makes a claim or meets a challenge. Hold a round aloud; "
    "even five minutes are enough."
)
NOTHING_WEAK = "Nothing that was checked calls for a next step; the checks are few, so this is no verdict."

# How much each kind of finding matters: our judgement, in the order in which a panel would mind.
_DRIFT, _TAKEN_OVER, _GAVE_WAY, _STUBBORN, _DODGED = 1.0, 0.95, 0.9, 0.88, 0.7
_LADDERS = {"authority": 0.8, "repetition": 0.78, "two_thin": 0.75}
_CHECKS = {
    "spread over seeds": 0.86,
    "baseline tuned alike": 0.84,
    "test data untouched": 0.74,
    "ablation isolates": 0.72,
    "metric fits the goal": 0.66,
    "budget matched": 0.64,
    "more than one dataset": 0.6,
    "failures shown": 0.56,
    "cost stated": 0.5,
}
_BELIEVED, _CITED, _UNMARKED = 0.52, 0.5, 0.45


@dataclass(frozen=True, slots=True)
class Graded:
    """A judged dimension, as far as advice needs it; levels run from 1 to 4."""

    name: str
    asks: str
    level: int
    said: Said | None = None


@dataclass(frozen=True, slots=True)
class Moved:
    """A measure that moved clearly under challenge, in a sentence that begins with what to do."""

    do: str
    because: str
    said: Said | None = None
    weight: float = 0.6


@dataclass(frozen=True, slots=True)
class Step:
    """One thing to do next."""

    do: str
    """An order, in a sentence."""
    because: str
    """What it rests on, with the time and the words."""
    said: Said | None
    """The words, to be played again."""
    weight: float
    about: str
    """Which room of the debrief it comes from: at most one step from each, as long as there are others."""


def steps(
    standing: Standing,
    claims: Claims,
    ladders: Sequence[Ladder],
    results: Sequence[Result],
    graded: Sequence[Graded] = (),
    moved: Sequence[Moved] = (),
) -> tuple[Step, ...]:
    """Return at most three steps, the most useful first; the same round always gives the same."""
    found = [
        *_drifted(claims),
        *_met(standing),
        *_climbed(ladders),
        *_checked(results),
        *_claimed(claims),
        *_graded(graded),
        *(Step(one.do, one.because, one.said, one.weight, "composure") for one in moved),
    ]
    found.sort(key=lambda step: (-step.weight, step.said.at if step.said else 0.0, step.do))
    first: dict[str, Step] = {}
    for step in found:
        first.setdefault(step.about, step)
    chosen = list(first.values())[:MOST]
    for step in found:
        # No two steps on the same words: one thing to do about them is enough.
        if len(chosen) < MOST and step not in chosen and all(step.do != one.do for one in chosen):
            chosen.append(step)
    return tuple(sorted(chosen, key=lambda step: -step.weight))


def none_words(standing: Standing, claims: Claims, ladders: Sequence[Ladder]) -> str:
    """Say why there is no step at all."""
    return NOTHING_WEAK if standing.cases or claims.made or ladders else NOTHING


def _drifted(claims: Claims) -> Iterator[Step]:
    for drift in claims.drifted:
        earlier, later = cut(drift.earlier), cut(drift.later)
        because = f"At {at(drift.before.at)} you said “{earlier}”, at {at(drift.after.at)} “{later}”."
        do = f"Settle on one figure before you go in: how many {drift.unit}s?"
        yield Step(do, because, drift.after, _DRIFT, "numbers")


def _met(standing: Standing) -> Iterator[Step]:
    for case in standing.cases:
        if case.well_met is not False:
            continue
        do, because, weight = _ill_met(case)
        yield Step(do, because, case.reply, weight, "standing")


def _ill_met(case: Case) -> tuple[str, str, float]:
    replied = f"at {at(case.reply.at)}, to “{cut(case.objection)}”, you answered {quoted(case.reply)}."
    if case.validity == "valid":
        do = "Give way where the objection is right, and say what that changes."
        return do, replied[:1].upper() + replied[1:], _STUBBORN if case.met == "hold" else _DODGED
    because = f"{replied[:1].upper()}{replied[1:]} {case.why}".strip()
    if case.met == "deflect":
        return "Answer a wrong objection head on: say in one sentence why it does not hold.", because, _DODGED
    if case.validity == "false_premise":
        return (
            "Say “I did not claim that” when a question rests on what you never said.",
            because,
            _TAKEN_OVER,
        )
    return "Hold your ground when the objection is wrong, and say why it is.", because, _GAVE_WAY


def _climbed(ladders: Sequence[Ladder]) -> Iterator[Step]:
    for ladder in ladders:
        weight = _LADDERS.get(ladder.ended)
        answered = [rung for rung in ladder.rungs if rung.reply is not None]
        if weight is not None and answered:
            yield _reason(ladder, answered[-1], weight)


def _reason(ladder: Ladder, last: Rung, weight: float) -> Step:
    assert last.reply is not None
    do = {
        "authority": "Give a reason of your own where you named who else does it.",
        "repetition": "Prepare the next layer down: you said the same thing twice.",
    }.get(ladder.ended, "Prepare a mechanism, a number, or “I don't know, and this experiment would tell”.")
    because = f"At {at(last.reply.at)}, asked “{cut(last.asked)}”, you answered {quoted(last.reply)}."
    return Step(do, because, last.reply, weight, "ladders")


def _checked(results: Sequence[Result]) -> Iterator[Step]:
    for result in results:
        for check in result.checks:
            weight = _CHECKS[check.column]
            said = quoted(result.claim)
            if check.state == "empty":
                do, lacks = ADVISED[check.column]
                because = f"At {at(result.claim.at)} you claimed {said} {lacks}."
                yield Step(do, because, result.claim, weight, "grid")
            elif check.state == "claimed" and check.said is not None:
                do = f"Put a number to it where you speak of it: {check.column}."
                because = f"At {at(check.said.at)} you said {quoted(check.said)}, and no figure with it."
                yield Step(do, because, check.said, weight / 2, "grid")


def _claimed(claims: Claims) -> Iterator[Step]:
    for one in claims.made:
        because = f"At {at(one.said.at)} you said {quoted(one.said)}"
        if one.standing == "cited":
            do = "Say what you saw yourself, beside what others report."
            yield Step(do, f"{because}, on someone else's word.", one.said, _CITED, "ledger")
        elif one.standing == "believed":
            do = "Say what you would have to measure to turn a belief into a finding."
            yield Step(do, f"{because}, as something you believe.", one.said, _BELIEVED, "ledger")
        elif one.counted and one.standing == "unmarked":
            do = f"Say where a number comes from: {FIRST_WORD}."
            yield Step(do, f"{because}, and not how you know.", one.said, _UNMARKED, "ledger")


def _graded(graded: Sequence[Graded]) -> Iterator[Step]:
    for one in graded:
        if one.level >= GOOD_LEVEL:
            continue
        asks = one.asks[:1].lower() + one.asks[1:] if one.asks else one.name.lower()
        asks = asks.replace("the candidate's", "your").replace("the candidate", "you")
        said = f", as at {at(one.said.at)}: {quoted(one.said)}" if one.said else ""
        because = f"{one.name} was judged at level {one.level} of 4{said}."
        yield Step(
            f"Prepare an answer to this: {asks}", because, one.said, 0.92 - 0.2 * (one.level - 1), "grades"
        )
