"""The examiner that needs no model: signals find where to press, the policy how, a template says it."""

from __future__ import annotations

import random
from itertools import chain
from typing import TYPE_CHECKING

from interviewer.examiner import phrasing
from interviewer.examiner.aim import aim, reply_quote
from interviewer.examiner.examiner import Proposal
from interviewer.examiner.grid import cells_of, emptiest
from interviewer.examiner.guard import refusal
from interviewer.examiner.ledger import claims_in, drifts, ledger
from interviewer.examiner.moves import DRIFT, dimension_of, move_of
from interviewer.examiner.objections import SHARE, planted
from interviewer.examiner.policy import SOLID, challenges_of, choose
from interviewer.examiner.quoting import occurs, tokens_of
from interviewer.examiner.slide_challenge import is_due, of_slides, words_on
from interviewer.examiner.trained import TrainedSignals

if TYPE_CHECKING:
    from collections.abc import Iterator

    from interviewer.examiner.examiner import Brief
    from interviewer.examiner.move import PartName
    from interviewer.examiner.signals import Signals

NAME = "embedded"


class EmbeddedExaminer:
    """Works offline and at once; the same brief always gives the same question."""

    name = NAME

    def __init__(self, signals: Signals | None = None, planted_share: float = SHARE) -> None:
        self._signals = signals or TrainedSignals()
        self._share = planted_share

    def prepare(self, text: str, part: PartName) -> None:
        """Read an answer as far as it has come, so that little is left to do once it ends; changes no question."""
        self._signals.suspect(tokens_of(text), part)
        claims_in(text)
        cells_of(text)

    def propose(self, brief: Brief) -> Proposal:
        """Return the first question that passes the guard; the last one made, should none be new."""
        proposal = self.set_piece(brief)
        if proposal is not None:
            return proposal
        slides = of_slides(brief, self._signals, self.name) if is_due(brief) else ()
        candidates = self._deeper(brief) if brief.kind != "challenge" else self._challenge(brief)
        for proposal in chain(slides, candidates):
            on_it = words_on(brief.slides, proposal.slide)
            if not refusal(proposal.text, proposal.quote, brief.turns, brief.question, on_it):
                return proposal
        # Only a round of hundreds of questions about one and the same answer gets here.
        assert proposal is not None
        return proposal

    def set_piece(self, brief: Brief) -> Proposal | None:
        """Return a challenge that is made from the talk itself: a number that drifted, or a planted objection.

        No model is ever asked for one: what is planted must be known to be wrong.
        """
        if brief.kind != "challenge":
            return None
        for proposal in (*self._drifted(brief), *self._planted(brief)):
            if not refusal(proposal.text, proposal.quote, brief.turns, brief.question):
                return proposal
        return None

    def _drifted(self, brief: Brief) -> Iterator[Proposal]:
        asked = challenges_of(brief.moves_used)
        if brief.in_a_hurry or (asked and dimension_of(asked[-1]) == dimension_of(DRIFT)):
            return
        lines = [turn.text for turn in brief.turns if not turn.is_answer]
        for drift in drifts(ledger(brief.turns)):
            said = (drift.earlier, drift.later)
            if any(all(occurs(words, line) for words in said) for line in lines):
                continue
            for text in phrasing.drifted(*said, _chance(brief)):
                identity = f"{DRIFT}-{drift.unit}"
                yield Proposal(
                    text,
                    drift.later,
                    identity,
                    dimension_of(DRIFT),
                    NAME,
                    validity="valid",
                    let_go=brief.let_go,
                )

    def _planted(self, brief: Brief) -> Iterator[Proposal]:
        for made in planted(brief, self._share):
            yield Proposal(
                made.text,
                made.quote,
                made.move,
                dimension_of(made.move),
                NAME,
                validity=made.validity,
                let_go=brief.let_go,
            )

    def _challenge(self, brief: Brief) -> Iterator[Proposal]:
        chance = _chance(brief)
        tokens = tokens_of(last_answer(brief))
        suspicions = self._signals.suspect(tokens, brief.part)
        empty = emptiest(brief.turns) if brief.part == "presentation" else ()
        for choice in choose(brief, suspicions, empty):
            move, quote = choice.move, aim(tokens, choice)
            for text in phrasing.challenges(move, quote, brief.pressure, chance, choice.score >= SOLID):
                yield Proposal(text, quote, move.id, move.dimension, self.name, let_go=brief.let_go)

    def _deeper(self, brief: Brief) -> Iterator[Proposal]:
        """Yield whys about the last challenge, or easier questions, and in the end whatever is new."""
        chance = _chance(brief)
        identity = brief.moves_used[-1] if brief.moves_used else ""
        move, dimension = move_of(identity), dimension_of(identity) or "first_principles"
        # A brief without a rung is one why deeper than the whys asked so far.
        rung = brief.rung or max(1, _run_length(brief.moves_used))
        tokens = tokens_of(last_answer(brief))
        quote, own = reply_quote(tokens, move, self._signals.suspect(tokens, brief.part))

        def made(text: str) -> Proposal:
            said = quote if quote and quote in text else ""
            return Proposal(text, said, identity, dimension, self.name, rung=rung)

        if brief.kind == "anchor":
            yield from map(made, phrasing.anchors(dimension, chance))
        yield from map(made, phrasing.whys(own, quote, rung, brief.pressure, chance))
        yield from map(made, phrasing.whys(None, "", rung, brief.pressure, chance))


def last_answer(brief: Brief) -> str:
    """Return the words of the answer to ask about."""
    return next((turn.text for turn in reversed(brief.turns) if turn.is_answer), "")


def _chance(brief: Brief) -> random.Random:
    return random.Random(f"{brief.seed}:{brief.request}:words")


def _run_length(moves_used: tuple[str, ...]) -> int:
    """Return how many lines in a row the last move has had: the challenge, and the whys about it."""
    count = 0
    for identity in reversed(moves_used):
        if identity != moves_used[-1]:
            break
        count += 1
    return count
