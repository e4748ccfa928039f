"""Concede or hold: whether the candidate gave way to the objections that were right, and only to those."""

from __future__ import annotations

import re
from dataclasses import dataclass
from statistics import NormalDist
from typing import TYPE_CHECKING, Literal

import numpy as np

from interviewer.debrief.exchanges import sound_name
from interviewer.examiner.objections import reveal
from interviewer.examiner.quoting import plain
from interviewer.examiner.stance import judge
from interviewer.round import spoken

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from numpy.typing import NDArray

    from interviewer.debrief.said import Said, Talk
    from interviewer.events import LineSpoken, Validity

Met = Literal["concede", "revise", "hold", "deflect", "unsure"]
METS: tuple[Met, ...] = ("concede", "revise", "hold", "deflect", "unsure")
VALIDITIES: tuple[Validity, ...] = ("valid", "invalid", "false_premise")

# Of 280 written replies, judged by models that had not seen their author: at this certainty, with the words below,
# 74 % are judged, of these 81 % rightly, and 89 % rightly as giving way or not. What is less sure is not counted.
SURE = 0.4
# Fewer of either kind say nothing: with three, five right out of six may still be a guess.
FEWEST = 4
# Over true rates from 0.05 to 0.95 and 4 to 20 cases of each kind, an interval of so many draws holds the truth in
# 96 % (in the worst case 89 %); a bootstrap over the outcomes themselves held it in 44 % there.
DRAWS = 4000
# Who says it outright needs no judge.
_OUTRIGHT: tuple[tuple[Met, str], ...] = (
    (
        "hold",
        r"i (?:\w+ )?(?:never|didn t|did not|haven t) (?:\w+ )?(?:claim\w*|sa(?:y|id)|call\w*|state\w*|mention\w*)"
        r"|(?:that s|that is|it s|it is) not what i said|i (?:disagree|don t agree|do not agree)"
        r"|i (?:stand by|keep the|would keep|d keep|hold to)|that (?:doesn t|does not) follow"
        r"|no i (?:don t|do not|won t|would not|wouldn t) (?:withdraw|drop|concede|accept|take)",
    ),
    (
        "concede",
        r"you (?:re|are) (?:\w+ )?right|i (?:concede|withdraw|take (?:it|that) back|was wrong|stand corrected)"
        r"|(?:fair|good) (?:point|catch)|my mistake",
    ),
    ("revise", r"i (?:misspoke|meant)|let me (?:correct|rephrase|restate|narrow)|correction"),
)
_PATTERNS = tuple((met, re.compile(rf"\b(?:{words})\b")) for met, words in _OUTRIGHT)
# An answer to one of these, after a challenge, is still an answer to the challenge.
SAME = ("repeat", "rephrase", "hint", "clarification", "aside")


@dataclass(frozen=True, slots=True)
class Case:
    """One objection known to be right or wrong, and how it was met."""

    line: int
    speaker: str
    objection: str
    at: float
    clip: str
    validity: Validity
    why: str
    """Why it is wrong; nothing where it is right."""
    reply: Said
    met: Met
    """`unsure` where the words do not tell; such a case is shown and not counted."""
    certainty: float

    @property
    def gave_way(self) -> bool:
        """Whether it was conceded, or the claim revised."""
        return self.met in ("concede", "revise")

    @property
    def well_met(self) -> bool | None:
        """Whether that was right; None where nobody can tell."""
        if self.met == "unsure":
            return None
        return self.gave_way if self.validity == "valid" else self.met == "hold"


@dataclass(frozen=True, slots=True)
class Sensitivity:
    """How well giving way follows the objection's being right: d′ with its 95 % interval; 0 is none at all."""

    d_prime: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Standing:
    """How the objections of a round, or of several, were met."""

    cases: tuple[Case, ...] = ()
    sensitivity: Sensitivity | None = None
    unknown: int = 0
    """Challenges of which nobody knows whether they are right."""

    def count(self, validity: Validity, met: Met) -> int:
        """Return how many objections of this kind were met this way."""
        return sum(case.validity == validity and case.met == met for case in self.cases)

    @property
    def right(self) -> tuple[int, int]:
        """Of the objections that were right and clearly met: how many were given way to, and how many there were."""
        return _share(case for case in self.cases if case.validity == "valid")

    @property
    def wrong(self) -> tuple[int, int]:
        """The same of those that were wrong or rested on what was never said."""
        return _share(case for case in self.cases if case.validity != "valid")


def standing(talk: Talk) -> Standing:
    """Judge how each objection of known worth was met."""
    cases = tuple(_cases(talk))
    unknown = sum(line.kind == "challenge" and line.validity == "open" for line in talk.lines)
    found = Standing(cases, None, unknown)
    return Standing(cases, sensitivity(*found.right, *found.wrong), found.unknown)


def sensitivity(hits: int, right: int, alarms: int, wrong: int) -> Sensitivity | None:
    """Return d′ of giving way to `hits` of `right` and `alarms` of `wrong` objections; nothing with too few.

    Rates are log-linear (Hautus 1995): half a case more on either side. The 95 % interval is the Bayesian bootstrap
    over the cases with that same half case, as a plain one gives a perfect record no interval at all.
    """
    if min(right, wrong) < FEWEST:
        return None
    chance = np.random.default_rng(0)
    drawn = _z(chance.beta(hits + 0.5, right - hits + 0.5, DRAWS))
    drawn -= _z(chance.beta(alarms + 0.5, wrong - alarms + 0.5, DRAWS))
    low, high = np.quantile(drawn, (0.025, 0.975))
    rates = np.array([(hits + 0.5) / (right + 1), (alarms + 0.5) / (wrong + 1)])
    one, other = _z(rates)
    return Sensitivity(float(one - other), float(low), float(high))


def meet(objection: str, reply: str) -> tuple[Met, float]:
    """Return how a reply meets an objection, and how certain that is."""
    said = plain(reply)
    firsts = [(found.start(), met) for met, pattern in _PATTERNS if (found := pattern.search(said))]
    if firsts:
        return min(firsts)[1], 1.0
    judged = judge(objection, reply)
    return (judged.stance, judged.certainty) if judged.certainty >= SURE else ("unsure", judged.certainty)


def _cases(talk: Talk) -> Iterator[Case]:
    for at, line in enumerate(talk.lines):
        if line.kind != "challenge" or line.validity == "open":
            continue
        to_it = {line.number}
        for later in talk.lines[at + 1 :]:
            if later.kind not in SAME:
                break
            to_it.add(later.number)
        replies = [
            number
            for number, answer in talk.answers.items()
            if answer.after in to_it and answer.text.strip() and _counts(talk, number, line.validity)
        ]
        if replies:
            yield _case(talk, line, replies)


def _counts(talk: Talk, number: int, validity: Validity) -> bool:
    """Whether an answer counts; to say "I never said that" is the very thing to do about a false premise."""
    disputed = validity == "false_premise" and spoken.request(talk.answers[number].text) == "dispute"
    return disputed or number not in talk.aside


def _case(talk: Talk, line: LineSpoken, replies: Sequence[int]) -> Case:
    met, certainty = meet(line.text, " ".join(talk.answers[number].text for number in replies))
    return Case(
        line=line.number,
        speaker=line.speaker,
        objection=line.text,
        at=line.start,
        clip=sound_name(line.audio),
        validity=line.validity,
        why=reveal(line.move) if line.validity != "valid" else "",
        reply=talk.whole(replies[0]),
        met=met,
        certainty=certainty,
    )


def _share(cases: Iterator[Case]) -> tuple[int, int]:
    judged = [case.gave_way for case in cases if case.met != "unsure"]
    return sum(judged), len(judged)


def _z(rates: NDArray[np.float64]) -> NDArray[np.float64]:
    normal = NormalDist()
    return np.array([normal.inv_cdf(float(rate)) for rate in np.clip(rates, 1e-9, 1 - 1e-9)])
