"""What a grader may quote: the candidate's words as they were said, found by code, with their time."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from interviewer.examiner.quoting import SHORTEST, occurs, tokens_of, words_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from interviewer.events import Word
    from interviewer.examiner.move import PartName

Says = Literal["for", "against"]
# Below so much mean certainty of the recogniser the words may not be the candidate's. Our judgement, not measured.
POOR = 0.5
# A model may quote a long sentence; no more of it is shown.
MOST_WORDS = 40
MOST_CHARACTERS = 400


@dataclass(frozen=True, slots=True)
class Said:
    """An answer as it is graded, with what it answers."""

    number: int
    text: str
    words: tuple[Word, ...] = ()
    start: float = 0.0
    end: float = 0.0
    part: PartName | None = None
    """None where the parts were not kept apart."""
    kind: str | None = None
    """Of the line it answers; None where that is not known."""
    line: str = ""

    @property
    def certainty(self) -> float:
        """The recogniser's mean certainty; 1 where the words were typed."""
        return _mean(self.words)

    @property
    def is_poor(self) -> bool:
        """Whether the recogniser hardly understood it."""
        return self.certainty < POOR


@dataclass(frozen=True, slots=True)
class Evidence:
    """Words of an answer, verbatim, that speak for or against a dimension."""

    answer: int
    quote: str
    start: float
    """Of its first word where word times are known, else of the answer."""
    end: float
    confidence: float
    """The recogniser's mean certainty of these words; 1 where they were typed."""
    says: Says


def find(quote: str, answers: Sequence[Said], says: Says) -> Evidence | None:
    """Find a quote in the answers and return it as it was said there; None where it was not said or hardly heard."""
    sought = words_of(quote[: 2 * MOST_CHARACTERS])
    if len(sought) < SHORTEST or len(quote) > MOST_CHARACTERS or len(sought) > MOST_WORDS:
        return None
    for said in answers:
        if occurs(quote, said.text) and (found := _as_said(sought, said, says)):
            return found
    return None


def _as_said(sought: list[str], said: Said, says: Says) -> Evidence | None:
    for start, stop in _places(sought, tokens_of(said.text)):
        found = at(said, start, stop, says)
        if found:
            return found
    return None


def at(said: Said, start: int, stop: int, says: Says) -> Evidence | None:
    """Return tokens `start` to `stop` of an answer as evidence; None where they were hardly heard."""
    tokens = tokens_of(said.text)
    quote = " ".join(tokens[start:stop]).strip(" .,;:?!…-–—\"'()")
    timed = said.words[start:stop] if len(said.words) == len(tokens) else ()
    certainty = _mean(timed) if timed else said.certainty
    if certainty < POOR or quote not in " ".join(said.text.split()) or not words_of(quote):
        return None
    begins, ends = (timed[0].start, timed[-1].end) if timed else (said.start, said.end)
    return Evidence(said.number, quote, begins, ends, certainty, says)


def _places(sought: list[str], tokens: list[str]) -> Iterator[tuple[int, int]]:
    """Yield the tokens that hold these words, side by side."""
    words = [(word, place) for place, token in enumerate(tokens) for word in words_of(token)]
    for first in range(len(words) - len(sought) + 1):
        if [word for word, _ in words[first : first + len(sought)]] == sought:
            yield words[first][1], words[first + len(sought) - 1][1] + 1


def _mean(words: Sequence[Word]) -> float:
    return sum(word.probability for word in words) / len(words) if words else 1.0
