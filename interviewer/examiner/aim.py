"""Finds the words to quote: the clause a question is about, or, for one that fits any answer, the boldest claim."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from interviewer.examiner.cues import CUES
from interviewer.examiner.ledger import claims_in
from interviewer.examiner.policy import stretch_for
from interviewer.examiner.quoting import cut, has_verb, plain, words_of
from interviewer.examiner.signals import clauses

if TYPE_CHECKING:
    from collections.abc import Sequence

    from interviewer.examiner.move import Move
    from interviewer.examiner.policy import Choice
    from interviewer.examiner.signals import Suspicion

# What is said about the saying holds no claim: nobody is quoted on having lost the thread.
_NO_CLAIM = re.compile(
    r"\b(lost the thread|hard to say|let me think|don t know|not sure|no idea|good (question|point)|sorry|the question"
    r"|you re right|fair enough|thank you|i mean|something like that|where was i|i suppose so|that s (it|all|right))\b"
)
# About two cues of a weakness in one clause: the reply is then about what the move asked.
TAKEN_UP = 0.4


def aim(tokens: list[str], choice: Choice) -> str:
    """Return the candidate's words to put before this challenge; nothing where the answer is too short."""
    if choice.score > 0:
        start, stop = _sharpest(tokens, choice.move.labels, choice.start, choice.stop)
        return _claimed(cut(tokens, start, stop))
    if choice.move.labels:
        start, stop = _sharpest(tokens, choice.move.labels, 0, len(tokens), TAKEN_UP)
        if (start, stop) != (0, len(tokens)):
            return _claimed(cut(tokens, start, stop))
    return _claimed(cut(tokens, *_boldest(tokens)) or cut(tokens, choice.start, choice.stop))


def reply_quote(
    tokens: list[str], move: Move | None, suspicions: Sequence[Suspicion]
) -> tuple[str, Move | None]:
    """Return the words of a reply to ask deeper about, and its move where the reply took that up."""
    found = stretch_for(move, suspicions)
    own = move if move and found.label in move.labels and found.score >= TAKEN_UP else None
    start, stop = (found.start, found.stop) if own else _boldest(tokens)
    return _claimed(cut(tokens, start, stop) or cut(tokens, found.start, found.stop)), own


def _claimed(quote: str) -> str:
    return "" if _NO_CLAIM.search(plain(quote)) else quote


def _sharpest(
    tokens: list[str], labels: Sequence[str], start: int, stop: int, least: float = 0.0
) -> tuple[int, int]:
    """Return the clause in this stretch that speaks most of these weaknesses, and of more than `least`; or all."""
    best, worth = (start, stop), least
    for first, last in clauses(tokens):
        if last <= start or first >= stop:
            continue
        text = " ".join(words_of(" ".join(tokens[first:last])))
        score = sum(weight for label in labels for pattern, weight in CUES[label] if pattern.search(text))
        if score > worth:
            best, worth = (first, last), score
    return best


def _boldest(tokens: list[str]) -> tuple[int, int]:
    """Return the claim worth standing up for: one with a number, else one stated as measured, else the longest."""
    claims = [
        claim for claim in claims_in(" ".join(tokens)) if _claimed(" ".join(tokens[claim[0] : claim[1]]))
    ]
    if not claims:
        return 0, len(tokens)
    start, stop, *_ = max(
        claims,
        key=lambda claim: (
            has_verb(words_of(" ".join(tokens[claim[0] : claim[1]])))
            + bool(claim[3])
            + (claim[2] == "measured")
            - (claim[2] == "cited"),
            claim[1] - claim[0],
        ),
    )
    return start, stop
