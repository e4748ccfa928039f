"""Where an answer looks weakest: which weakness may be there, how likely, and in which words."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from interviewer.examiner.cues import CUES, RELIEFS
from interviewer.examiner.move import WEAKNESSES
from interviewer.examiner.quoting import words_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from interviewer.examiner.move import PartName

# A clause longer than this is cut at the next conjunction: recognised speech often has no marks at all.
CLAUSE_WORDS = 14
_MARK = re.compile(r"[.?!…;:,]\W*$")
_STRONG_MARK = re.compile(r"[.?!…;:]\W*$")
_CONJUNCTIONS = frozenset(
    ("and", "but", "so", "because", "which", "then", "while", "although", "since", "where", "when", "if")
)
# A weakness of the other part may show here too, but is seldom the point to press.
ELSEWHERE = 0.3
_ELSEWHERE: dict[PartName, tuple[str, ...]] = {
    "discussion": (
        "unclear_contribution",
        "blurred_ownership",
        "untuned_baseline",
        "missing_ablation",
        "single_dataset",
        "test_leakage",
        "no_uncertainty",
    ),
    "presentation": ("unscoped_area", "survey_list", "unfalsifiable_forecast"),
}


@dataclass(frozen=True, slots=True)
class Suspicion:
    """A weakness that may lie in tokens `start` to `stop` of an answer; a reason to ask, not a finding."""

    label: str
    score: float
    """From 0 to 1; comparable within one answer only."""
    start: int
    stop: int


class Signals(Protocol):
    """Scores every weakness for an answer, whether by cue words or by a trained model."""

    def suspect(self, tokens: Sequence[str], part: PartName) -> tuple[Suspicion, ...]:
        """Return one suspicion for each known weakness, the strongest first."""


class LexicalSignals:
    """Reads cue words: what a clause says that calls for a question, less what the answer says to meet it."""

    def suspect(self, tokens: Sequence[str], part: PartName) -> tuple[Suspicion, ...]:
        """Return one suspicion for each known weakness, the strongest first; ties in the table's order."""
        spans = clauses(tokens)
        texts = [" ".join(words_of(" ".join(tokens[start:stop]))) for start, stop in spans]
        whole = " ".join(texts)
        found = [self._one(label, part, spans, texts, whole) for label in WEAKNESSES]
        return tuple(sorted(found, key=lambda suspicion: -suspicion.score))

    def _one(
        self, label: str, part: PartName, spans: list[tuple[int, int]], texts: list[str], whole: str
    ) -> Suspicion:
        cues = CUES[label]
        scores = [sum(weight for pattern, weight in cues if pattern.search(text)) for text in texts]
        place = max(range(len(spans)), key=lambda index: (scores[index], index))
        relief = sum(weight for pattern, weight in RELIEFS.get(label, ()) if pattern.search(whole))
        share = ELSEWHERE if label in _ELSEWHERE[part] else 1.0
        score = share * max(0.0, min(1.0, scores[place]) - relief)
        return Suspicion(label, score, *spans[place])


def clauses(tokens: Sequence[str]) -> list[tuple[int, int]]:
    """Cut an answer into clauses, as token ranges that cover it; one empty range for an empty answer."""
    spans, start = [], 0
    for index, token in enumerate(tokens):
        length = index - start
        conjunction = token.casefold() in _CONJUNCTIONS and length >= CLAUSE_WORDS // 2
        if length and (conjunction or length >= 2 * CLAUSE_WORDS):
            spans.append((start, index))
            start = index
        if _STRONG_MARK.search(token) or (_MARK.search(token) and index - start >= CLAUSE_WORDS // 2):
            spans.append((start, index + 1))
            start = index + 1
    if start < len(tokens) or not spans:
        spans.append((start, len(tokens)))
    return spans
