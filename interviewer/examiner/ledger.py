"""Every claim the candidate made: with its place, its standing and its numbers; and the numbers that drifted."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Literal

from interviewer.examiner.numbers import Quantity, quantities
from interviewer.examiner.quoting import plain, substance_of, tokens_of, words_of
from interviewer.examiner.signals import clauses

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from interviewer.events import Word
    from interviewer.transcript import Turn

Standing = Literal["measured", "cited", "believed", "unmarked"]
# A claim says something: below four words it is "yes" or "and so on".
FEWEST_WORDS = 4

_CITED = re.compile(
    r"\b(according to|the (?:\w+ )?(?:paper|papers|literature|authors)|published|reported|people (?:say|found|report)"
    r"|i (?:read|heard)|well known|everyone knows|blog|google|deepmind|openai|meta|anthropic|state of the art)\b"
)
_BELIEVED = re.compile(
    r"\b(i (?:think|believe|guess|suspect|expect|bet|hope|assume|imagine|d say)"
    r"|we (?:think|believe|expect|assume)"
    r"|probably|maybe|perhaps|presumably|likely|might|could be|should be|seems?"
    r"|my (?:guess|bet|reading|feeling|hunch))\b"
)
_MEASURED = re.compile(
    r"\b((?:i|we) (?:\w+ )?(?:measured|ran|checked|tested|compared|counted|timed|plotted|evaluated|saw)"
    r"|(?:i|we) (?:\w+ )?(?:got|found|repeated)"
    r"|measured|percent|accuracy|error rate|went (?:from|up|down|to)|dropped|rose|improv\w+|seeds?|interval"
    r"|on average)\b"
)
# What a design has one of at a time: said with two values, one of them is a slip. A score has as many values as
# there are tables it stands in, so scores are never held against each other.
_DESIGN = frozenset(
    (
        "seed", "fold", "run", "repeat", "repetition", "annotator", "rater", "labeller", "participant", "volunteer",
        "dataset", "benchmark", "site", "hospital", "language", "speaker", "patient", "gpu", "card", "epoch", "trial",
        "expert", "layer", "head",
    )
)  # fmt: skip
_OTHER_SIDE = re.compile(
    r"\b(baseline|theirs|their|rival|competitor|teacher|control|other|old|previous|published|them)\b"
)
_PART_OF = re.compile(
    r"\b(of (?:the|our|those|them|these)|only|more|another|extra|additional|further|first|last)\b"
)
_TAKEN_BACK = re.compile(
    r"\b(i (?:said|meant|misspoke)|sorry|correction|not \w+ but|rather than|instead of|went from|up from)\b"
)
_SCORES = frozenset(("percent", "point", "millisecond"))
# Words around a number that both mentions share beside the unit: one at least, so that it is the same thing twice.
SHARED = 1


# Nobody repeats a training so often: a larger count is of something else that goes by the same word.
MOST = 200


@dataclass(frozen=True, slots=True)
class Claim:
    """One clause in which the candidate says that something is so."""

    text: str
    """Verbatim."""
    answer: int
    start: float
    """Of its first word where word times are known, else of the answer; on the session's clock."""
    end: float
    standing: Standing
    quantities: tuple[Quantity, ...]
    """Their tokens are counted in `text`."""


@dataclass(frozen=True, slots=True)
class Drift:
    """The same thing said with two values, each quoted as it was said."""

    unit: str
    before: Claim
    earlier: str
    after: Claim
    later: str


@lru_cache(maxsize=256)
def claims_in(text: str) -> tuple[tuple[int, int, Standing, tuple[Quantity, ...]], ...]:
    """Return the claims of one answer as token ranges; a question back is none."""
    tokens = tokens_of(text)
    found = []
    for start, stop in clauses(tokens):
        said = tokens[start:stop]
        if read := _claim(tuple(said)):
            found.append((start, stop, *read))
    return tuple(found)


# Clauses stay the same while an answer grows, so reading it as it comes leaves only the last one to read.
@lru_cache(maxsize=4096)
def _claim(said: tuple[str, ...]) -> tuple[Standing, tuple[Quantity, ...]] | None:
    clause = plain(" ".join(said))
    if len(clause.split()) < FEWEST_WORDS or said[-1].endswith("?"):
        return None
    counted = quantities(said)
    return _standing(clause, counted), counted


def ledger(turns: Sequence[Turn], words: Mapping[int, Sequence[Word]] | None = None) -> tuple[Claim, ...]:
    """Return all claims of a talk, oldest first; `words` gives the timed words of an answer by its number."""
    made: list[Claim] = []
    for turn in turns:
        if not turn.is_answer:
            continue
        tokens, timed = tokens_of(turn.text), (words or {}).get(turn.number, ())
        known = timed if len(timed) == len(tokens) else ()
        for start, stop, standing, counted in claims_in(turn.text):
            begins = known[start].start if known else turn.start
            ends = known[stop - 1].end if known else turn.end
            made.append(Claim(" ".join(tokens[start:stop]), turn.number, begins, ends, standing, counted))
    return tuple(made)


def drifts(claims: Sequence[Claim]) -> tuple[Drift, ...]:
    """Return the numbers that changed between two answers, the latest change first.

    Only what a design has one of is compared, and only where nothing in either answer explains two values.
    """
    found = []
    named = [(claim, one) for claim in claims for one in claim.quantities if one.unit in _DESIGN]
    for index, (after, later) in reversed(list(enumerate(named))):
        for before, earlier in reversed(named[:index]):
            if _differs(before, earlier, after, later, named):
                found.append(Drift(later.unit, before, spoken(before, earlier), after, spoken(after, later)))
                break
    return tuple(found)


def spoken(claim: Claim, quantity: Quantity) -> str:
    """Return a number with its unit as it was said."""
    return " ".join(claim.text.split()[quantity.start : quantity.stop]).strip(".,;:!?")


def _differs(
    before: Claim, earlier: Quantity, after: Claim, later: Quantity, named: list[tuple[Claim, Quantity]]
) -> bool:
    if before.answer >= after.answer or earlier.unit != later.unit or earlier.value == later.value:
        return False
    if max(earlier.value, later.value) > MOST:
        return False
    values = {answer: {one.value for claim, one in named if claim.answer == answer and one.unit == later.unit}
              for answer in (before.answer, after.answer)}  # fmt: skip
    if any(len(said) > 1 for said in values.values()):
        return False
    one, other = _context(before, earlier), _context(after, later)
    if any(_PART_OF.search(_around(claim, said)) for claim, said in ((before, earlier), (after, later))):
        return False
    if _TAKEN_BACK.search(one) or _TAKEN_BACK.search(other):
        return False
    if bool(_OTHER_SIDE.search(one)) != bool(_OTHER_SIDE.search(other)):
        return False
    return earlier.unit == "seed" or len((_about(one) & _about(other)) - {later.unit}) >= SHARED


def _context(claim: Claim, quantity: Quantity) -> str:
    tokens = claim.text.split()
    return " ".join(words_of(" ".join([*tokens[: quantity.start], "-", *tokens[quantity.stop :]])))


def _around(claim: Claim, quantity: Quantity) -> str:
    """Return two words before a number, the number, and two after it."""
    return " ".join(words_of(" ".join(claim.text.split()[max(0, quantity.start - 2) : quantity.stop + 2])))


def _about(text: str) -> set[str]:
    return {word[:6] for word in substance_of(text) if len(word) > 3 and not word.isdigit()}


def _standing(text: str, counted: tuple[Quantity, ...]) -> Standing:
    if _CITED.search(text):
        return "cited"
    if _BELIEVED.search(text):
        return "believed"
    score = any(one.unit in _SCORES or not one.value.is_integer() for one in counted)
    return "measured" if score or _MEASURED.search(text) else "unmarked"
