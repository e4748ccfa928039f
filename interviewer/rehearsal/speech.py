"""What was said in a talk, on the talk's own clock: 0 is the first sample, and standing still does not count."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from interviewer.answer import PAUSE
from interviewer.debrief.standstill import overlap
from interviewer.events import AnswerGiven, Stretch, Word

if TYPE_CHECKING:
    from collections.abc import Sequence

    from interviewer.debrief.standstill import Interval

NEAR = 0.4
"""Seconds by which the recogniser may place the first word after a pause too early or too late."""
_MARK = re.compile(r"[.?!;:,…]\W*$")
_STOP = re.compile(r"[.?!…]\W*$")


@dataclass(frozen=True, slots=True)
class Clause:
    """Words said in one breath, or up to a mark."""

    first: int
    """Index of its first word."""
    last: int
    """Index after its last word."""
    start: float
    end: float
    text: str


@dataclass(frozen=True, slots=True)
class TalkSpeech:
    """A talk in words and stretches of sound."""

    words: tuple[Word, ...]
    stretches: tuple[Stretch, ...]
    recorded: float
    """Seconds of the whole recording."""

    @property
    def seconds(self) -> float:
        """How long the talk took: up to its last voiced sample."""
        return max((one.end for one in self.stretches), default=max((w.end for w in self.words), default=0.0))

    def between(self, start: float, end: float) -> tuple[Word, ...]:
        """Return the words whose middle lies in here."""
        return tuple(word for word in self.words if start <= (word.start + word.end) / 2 < end)

    def index_at(self, at: float) -> int:
        """Return the index of the first word whose middle is not before this second."""
        return bisect_left([(word.start + word.end) / 2 for word in self.words], at)

    def voiced_near(self, start: float, since: float = 0.0) -> float:
        """Move a word's time, known to some 0.1 s, to the first voiced sample of the stretch that begins with it."""
        near = [one.start for one in self.stretches if abs(one.start - start) <= NEAR and one.start >= since]
        return min(near, key=lambda one: abs(one - start), default=max(start, since))

    def clauses(self, whole: bool = False) -> tuple[Clause, ...]:
        """Cut the words at marks and at pauses of a quarter second; `whole` sentences are cut at full stops only."""
        mark = _STOP if whole else _MARK
        found: list[Clause] = []
        first = 0
        for index, word in enumerate(self.words):
            ends = index + 1 == len(self.words) or bool(mark.search(word.text))
            if not ends and not whole:
                ends = self.words[index + 1].start - word.end >= PAUSE
            if ends:
                found.append(self._clause(first, index + 1))
                first = index + 1
        return tuple(found)

    def _clause(self, first: int, last: int) -> Clause:
        words = self.words[first:last]
        return Clause(first, last, words[0].start, words[-1].end, " ".join(word.text for word in words))


def on_talk_clock(answer: AnswerGiven, at: float, still: Sequence[Interval]) -> float:
    """Return a moment of the round in seconds of the talk; to a microsecond, finer than any sample."""
    return round(at - answer.opened - overlap(answer.opened, at, still), 6)


def talk_speech(answer: AnswerGiven, still: Sequence[Interval] = ()) -> TalkSpeech:
    """Put an answer's words and stretches on the talk's clock; `still`: when the round stood still."""

    def on(at: float) -> float:
        return on_talk_clock(answer, at, still)

    return TalkSpeech(
        words=tuple(
            replace(word, text=word.text.strip(), start=on(word.start), end=on(word.end))
            for word in answer.words
            if word.text.strip()
        ),
        stretches=tuple(
            Stretch(on(one.start), on(one.end)) for one in sorted(answer.stretches, key=lambda s: s.start)
        ),
        recorded=on(answer.ended),
    )
