"""Answers the questions a good candidate asks first, from the facts of the question's file."""

from __future__ import annotations

import math
import re
from typing import TYPE_CHECKING

from interviewer.examiner.quoting import words_of

if TYPE_CHECKING:
    from collections.abc import Sequence

# A turn of more words is an answer that holds questions, not a question.
LONGEST_WORDS = 80
# Beyond so many facts in one breath nobody remembers the first.
MOST_FACTS = 3
# Share of what was asked that an item must have in common with it, rare words counting more: below this,
# two questions about the same field look alike (tried on the questions of our own files).
ALIKE = 0.3

_SENTENCE = re.compile(r"[^.?!]+[.?!]*")
_ITEM = re.compile(r"^(?P<asks>.+?[?.!]?)\s*(?:\s[—–]+\s|\s--?\s|(?<=\?)\s+)(?P<fact>\S.*)$", re.DOTALL)
_TAG = re.compile(r", (?:right|you know|you see|isn't it|okay)\W*$", re.IGNORECASE)
_PREFACE = r"^(?:(?:so|and|okay|ok|well|sorry|yes|um|uh|also|then|first|just|maybe|before i start|quick question)\W+)*"
_AUXILIARY = r"(?:is|are|am|do|does|did|can|could|may|must|should|shall|will|would|have|has|was|were)"
_SUBJECT = r"(?:i|we|you|they|he|she|it|this|that|the|there|my|our|your)"
_ASKS = r"(?:what|which|who|whose|how|when|where)"
# Recognised speech may lack its question mark; then the words must be turned round as in a question.
_LEADS = re.compile(
    rf"{_PREFACE}(?:{_AUXILIARY} {_SUBJECT}\b|{_ASKS} {_AUXILIARY}\b|"
    rf"{_ASKS} (?!{_SUBJECT} )(?:\w+ ){{1,4}}{_AUXILIARY} (?:i|we|you|they|there)\b|"
    r"i (?:was )?wonder\w*|(?:i have|i've got|one|a|another) question\b)",
    re.IGNORECASE,
)
_EMPTY = frozenset(
    word
    for row in (
        "a an the of to in on at by for from with and or but so is are be been do does did have has i you we",
        "my your our it this that these those there here what which who how when where why can could may must",
        "should shall will would me us as if not no yes please just also before start question questions ask",
        "want need know tell about any one some more am was were they them their its than then okay ok um uh",
        "sorry like really mean go get",
    )
    for word in row.split()
)
# Words for the same thing that candidates and files use for each other.
_SAME = {
    word: row.split()[0]
    for row in (
        "long time minutes duration length last hours",
        "breadth broad wide overview survey whole general cover everything",
        "depth deep detail narrow focus corner",
        "math mathematics maths mathematical formal derive derivation equations proofs",
        "primary main lead first author contributor contributed contribution mine",
        "product production ship shipped shipping business",
        "round part session interview stage discussion presentation",
        "measured metric success counted counts correct good score evaluated",
        "project work topic",
        "expected expect assume assumed required require",
        "data traffic logs dataset",
        "team group role position job",
        "tied bound linked connected attached related",
    )
    for word in row.split()
}


# What every file leaves to the panel where it says nothing itself.
_BUILT_IN = (
    (frozenset(("hear",)), "Yes, we hear you."),
    (
        frozenset(("breadth", "depth")),
        "Depth. Choose the corner you know at first hand, and say what you leave out.",
    ),
    (
        frozenset(("primary",)),
        "You need to be able to defend every choice yourself; say plainly which part was yours.",
    ),
    (
        frozenset(("math",)),
        "As deep as your claim needs: derive what it rests on and state the rest.",
    ),
    (
        frozenset(("product", "tied")),
        "Take it that a product will be built on it, and name the limits of cost and delay you assume.",
    ),
)
OPEN = "We leave that open. Decide it as you would at work, and tell us what you assumed."


def questions_in(text: str) -> tuple[str, ...]:
    """Return what a turn asks, when asking is all it does; nothing when it is an answer."""
    words = len(text.split())
    if not 0 < words <= LONGEST_WORDS:
        return ()
    sentences = [sentence.strip() for sentence in _SENTENCE.findall(text) if words_of(sentence)]
    asked = [sentence for sentence in sentences if _asks(sentence)]
    if not asked or asked[-1] is not sentences[-1]:
        return ()
    return tuple(asked) if 2 * sum(len(one.split()) for one in asked) >= words else ()


def facts(asked: Sequence[str], items: Sequence[str], now: str) -> tuple[str, ...]:
    """Return what the panel answers, one sentence or two for each question; `now` tells round and length.

    How long this round is comes from the round: a file tells of an onsite that may have had other hours.
    """
    known = [_split(item) for item in items]
    weights = _weights([f"{asks} {fact}" for asks, fact in known])
    found: list[str] = []
    for question in asked:
        told = _fact(question, known, weights, now)
        if told not in found:
            found.append(told)
    answered = [one for one in found if one != OPEN] or found
    return tuple(answered[:MOST_FACTS])


def _fact(question: str, known: Sequence[tuple[str, str]], weights: dict[str, float], now: str) -> str:
    sought = _stems(question)
    if "long" in sought or ("round" in sought and len(sought) <= 2):
        return now
    best, told = ALIKE, ""
    for asks, fact in known:
        alike = _alike(sought, _stems(asks), weights) + 0.3 * _alike(sought, _stems(fact), weights)
        if fact and alike > best and "long" not in _stems(asks):
            best, told = alike, fact
    if told:
        return told
    return next((answer for words, answer in _BUILT_IN if words & sought), OPEN)


def _asks(sentence: str) -> bool:
    if _TAG.search(sentence):
        return False
    return sentence.rstrip(" \"'").endswith("?") or bool(_LEADS.match(sentence))


def _split(item: str) -> tuple[str, str]:
    """Split an item into what is asked and the fact after the dash or the question mark."""
    found = _ITEM.match(item.strip())
    return (found["asks"], found["fact"]) if found else (item, "")


def _stems(text: str) -> frozenset[str]:
    return frozenset(_stem(word) for word in words_of(text) if word not in _EMPTY)


def _stem(word: str) -> str:
    word = _SAME.get(word, word).removesuffix("'s")
    for ending in ("ations", "ation", "ingly", "ings", "ing", "ness", "ies", "ed", "es", "ly", "s"):
        if word.endswith(ending) and len(word) - len(ending) > 3:
            word = word.removesuffix(ending)
            break
    return _SAME.get(word, word)


def _weights(texts: Sequence[str]) -> dict[str, float]:
    """Weigh words: one that stands in every item says nothing about which is meant."""
    stems = [_stems(text) for text in texts]
    count = {word: sum(word in one for one in stems) for one in stems for word in one}
    return {word: math.log(1 + len(stems) / seen) for word, seen in count.items()}


def _alike(one: frozenset[str], other: frozenset[str], weights: dict[str, float]) -> float:
    rarest = max(weights.values(), default=1.0)

    def weight(words: frozenset[str]) -> float:
        return sum(weights.get(word, rarest) for word in words)

    both = weight(one & other)
    return both / math.sqrt(weight(one) * weight(other)) if both else 0.0
