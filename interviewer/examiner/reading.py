"""What a reply to a challenge brings along: a number, a mechanism, a look at the point, or a way out."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from interviewer.examiner.numbers import quantities
from interviewer.examiner.quoting import plain, substance_of, tokens_of
from interviewer.examiner.stance import judge

Thinness = Literal["substantial", "partial", "thin"]
# A judge that is less sure than this of a stance is not followed; words alone decide then.
SURE = 0.6
# Below this many words nothing but an explicit concession is a full reply.
FEW_WORDS = 6
# Two replies that share this much of what they speak of say the same thing twice.
REPEATED = 0.6


def _any(*alternatives: str) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(alternatives)})\b")


_MECHANISM = _any(
    r"because|since|so that|otherwise|the reason|which (?:means|forces|makes|is why)|that (?:forces|makes|means)",
    r"leads? to|causes?|caused by|comes? from|due to|driven by|depends on|pushes|pulls|prevents?|lets the",
    r"in order to|as soon as",
)
_FIRST_HAND = _any(
    r"(?:i|we) (?:\w+ )?(?:ran|run|re ran|reran|measured|trained|retrained|checked|tested|compared|counted|plotted)",
    r"(?:i|we) (?:\w+ )?(?:repeated|removed|ablated|logged|label\w+|timed|looked at|saw|got|found|tried|swept|tuned)",
    r"in (?:our|my) (?:run|test|log|study|experiment|ablation|sweep|table|data)",
)
_CONCEDED = _any(
    r"you re (?:right|correct)|you are (?:right|correct)|that s (?:right|fair|true|correct)|fair (?:point|enough)",
    r"good (?:point|catch)|i (?:have to )?(?:agree|concede|admit|accept|withdraw)|i (?:was|am|m) wrong|my mistake",
    r"no defen[cs]e|you got me|i (?:can t|cannot|can not) (?:claim|say|show|defend|support)",
    r"(?:didn t|did not|never|haven t|have not) (?:check|test|measure|control|run|try|look|tried|looked)(?:ed)?",
)
_UNKNOWN = _any(
    r"i (?:don t|do not) (?:really |actually )?know|i (?:can t|cannot) tell|not sure|no idea|unknown",
    r"we (?:don t|do not) know|open question",
)
_WOULD = r"(?:i d|i would|we d|we would|you d|you could|i ll|we ll|what would|the (?:test|experiment|run|check) \w+)"
_TEST = _any(
    rf"{_WOULD}\b.*\b(?:run|test|experiment|measure|ablat\w+|compare|train|retrain|check|repeat|control|hold out)",
    rf"{_WOULD}\b.*\b(?:swap|remove|rerun|label|log|split|tell|settle|show)",
)
_AUTHORITY = _any(
    r"everyone|everybody|state of the art|standard (?:practice|way|choice)|best practice|common practice",
    r"the (?:paper|literature|community|field)|google|deepmind|openai|meta|anthropic|nvidia|stanford|big labs?",
    r"my (?:advisor|professor|supervisor|manager)|well known|published|reviewers?|cited|they all",
)


@dataclass(frozen=True, slots=True)
class Reading:
    """What one reply brings; found by words alone, but for its stance where a judge is sure of it."""

    number: bool
    mechanism: bool
    point: bool
    """Whether it speaks of what was asked."""
    first_hand: bool
    conceded: bool
    unknown: bool
    test: bool
    authority: bool
    deflected: bool
    words: int

    @property
    def thinness(self) -> Thinness:
        """How much there is to let go on: enough, something, or nothing."""
        if self.ending:
            return "substantial"
        if self.deflected or self.words < FEW_WORDS:
            return "thin"
        return "partial" if self.point and (self.number or self.mechanism or self.first_hand) else "thin"

    @property
    def ending(self) -> str:
        """The reason for which a ladder ends here with credit, or nothing."""
        if self.unknown and self.test:
            return "unknown_with_test"
        if self.conceded:
            return "concession"
        if self.deflected or self.words < FEW_WORDS:
            return ""
        if self.number and (self.first_hand or (self.point and self.mechanism)):
            return "evidence"
        return "mechanism" if self.mechanism and self.point and not self.authority else ""


@lru_cache(maxsize=512)
def read(challenge: str, reply: str) -> Reading:
    """Read a reply to a challenge; the same words always read the same."""
    text = plain(reply)
    judged = judge(challenge, reply)
    stance = judged.stance if reply.split() and judged.certainty >= SURE else ""
    point = bool(_stems(challenge) & _stems(reply))
    # A judge takes vagueness for a concession; who concedes names what.
    gives_way = (stance == "concede" and point) or (stance != "hold" and bool(_CONCEDED.search(text)))
    dodged = bool(reply.split()) and judged.directness == "never" and judged.directness_certainty >= SURE
    return Reading(
        number=bool(quantities(tokens_of(reply))),
        mechanism=bool(_MECHANISM.search(text)),
        point=point,
        first_hand=bool(_FIRST_HAND.search(text)),
        conceded=gives_way and stance != "deflect",
        unknown=bool(_UNKNOWN.search(text)),
        test=bool(_TEST.search(text)),
        authority=bool(_AUTHORITY.search(text)),
        deflected=stance == "deflect" or (dodged and stance != "concede"),
        words=len(text.split()),
    )


def repeats(reply: str, before: str) -> bool:
    """Tell whether a reply says again what the one before it said."""
    one, other = _stems(reply), _stems(before)
    return bool(one and other) and len(one & other) >= REPEATED * min(len(one), len(other))


def _stems(text: str) -> frozenset[str]:
    # Five letters hold "baseline" and "baselines", "tuned" and "tuning" together well enough.
    return frozenset(word[:5] for word in substance_of(text) if len(word) > 3)
