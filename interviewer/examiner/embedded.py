"""The examiner that needs no model: signals find where to press, the policy how, a template says it."""

from __future__ import annotations

import random
from itertools import chain
from typing import TYPE_CHECKING

from interviewer.examiner import phrasing
from interviewer.examiner.examiner import Proposal
from interviewer.examiner.guard import refusal
from interviewer.examiner.moves import move_of
from interviewer.examiner.policy import choose, stretch_for
from interviewer.examiner.quoting import cut, tokens_of
from interviewer.examiner.signals import LexicalSignals

if TYPE_CHECKING:
    from collections.abc import Iterator

    from interviewer.examiner.examiner import Brief
    from interviewer.examiner.signals import Signals

NAME = "embedded"
# Two cues of a weakness in one clause, about: the answer is then about what the move asked.
TAKEN_UP = 0.4


class EmbeddedExaminer:
    """Works offline and at once; the same brief always gives the same question."""

    name = NAME

    def __init__(self, signals: Signals | None = None) -> None:
        self._signals = signals or LexicalSignals()

    def propose(self, brief: Brief) -> Proposal:
        """Return the first question that passes the guard; the last one made, should none be new."""
        candidates = self._why(brief) if brief.kind == "follow_up" else self._challenge(brief)
        proposal = None
        for proposal in candidates:
            if not refusal(proposal.text, proposal.quote, brief.turns):
                return proposal
        # Only a round of hundreds of questions about one and the same answer gets here.
        assert proposal is not None
        return proposal

    def _challenge(self, brief: Brief) -> Iterator[Proposal]:
        chance = random.Random(f"{brief.seed}:{brief.request}:words")
        tokens = tokens_of(last_answer(brief))
        for choice in choose(brief, self._signals.suspect(tokens, brief.part)):
            quote = cut(tokens, choice.start, choice.stop)
            for text in phrasing.challenges(choice.move, quote, brief.pressure, chance):
                yield Proposal(text, quote, choice.move.id, choice.move.dimension, self.name)

    def _why(self, brief: Brief) -> Iterator[Proposal]:
        chance = random.Random(f"{brief.seed}:{brief.request}:words")
        tokens = tokens_of(last_answer(brief))
        identity = brief.moves_used[-1] if brief.moves_used else ""
        move = move_of(identity)
        found = stretch_for(move, self._signals.suspect(tokens, brief.part))
        quote = cut(tokens, found.start, found.stop)
        dimension = move.dimension if move else "first_principles"
        depth = max(0, brief.moves_used.count(identity) - 1)
        own = move if move and found.label in move.labels and found.score >= TAKEN_UP else None
        quoted = phrasing.whys(own, quote, depth, brief.pressure, chance)
        for text in chain(quoted, phrasing.whys(move, "", depth, brief.pressure, chance)):
            yield Proposal(text, quote if quote and quote in text else "", identity, dimension, self.name)


def last_answer(brief: Brief) -> str:
    """Return the words of the answer to ask about."""
    return next((turn.text for turn in reversed(brief.turns) if turn.is_answer), "")
