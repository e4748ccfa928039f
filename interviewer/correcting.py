"""Puts what was corrected into the words of an answer, and finds what an edited answer corrects."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from interviewer.events import Word
from interviewer.examiner.quoting import occurs, words_of
from interviewer.word_diff import differences

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from interviewer.corrections import Corrected
    from interviewer.events import AnswerGiven

MUCH = 0.2
"""The share of words above which an answer is marked. Our judgement: a recogniser that fails on one word in five is
no longer what the marks hang on."""


@dataclass(frozen=True, slots=True)
class Change:
    """A stretch of an answer as it was corrected."""

    first: int
    """Its first word in the corrected text, counted from 0."""
    last: int
    """The word after its last; where words were struck, the same as the first."""
    text: str
    heard: str
    at: str
    """When it was corrected."""


@dataclass(frozen=True, slots=True)
class Correction:
    """What was corrected in one answer."""

    heard: str
    """The whole answer as it was heard."""
    changes: tuple[Change, ...]
    words: int
    """How many words were changed, struck or added."""
    share: float
    """Of the words that were heard."""
    much: bool

    def now(self, quote: str) -> str | None:
        """Return what became of words that were heard; None where they were not heard here, or stand as they were."""
        sought = words_of(quote)
        heard = [(word, at) for at, token in enumerate(self.heard.split()) for word in words_of(token)]
        spans = [
            (heard[at][1], heard[at + len(sought) - 1][1] + 1)
            for at in range(len(heard) - len(sought) + 1 if sought else 0)
            if [word for word, _ in heard[at : at + len(sought)]] == sought
        ]
        found = [self._became(*span) for span in spans]
        return None if not found or any(occurs(quote, text) for text in found) else found[0]

    def _became(self, start: int, stop: int) -> str:
        """Return what stands where words `start` to `stop` were heard, whole changes with them."""
        tokens, said, at, reached = self.heard.split(), [], 0, 0
        for change in self.changes:
            first = at + change.first - reached
            said += tokens[max(at, start) : min(first, stop)]
            at, reached = first + len(change.heard.split()), change.last
            if first < stop and at > start:
                said.append(change.text)
        return " ".join([*said, *tokens[max(at, start) : stop]]).strip(" .,;:?!…")


def timed(text: str, words: Iterable[Word]) -> tuple[Word, ...]:
    """Return timed words as a text is parted by blanks; nothing where they are not those of the text."""
    found = tuple(piece for word in words for piece in _pieces(word))
    return found if [word.text for word in found] == text.split() else ()


def effective(heard: Sequence[str], active: Iterable[Corrected]) -> tuple[list[Corrected], int]:
    """Return the corrections of one answer that hold, in their order in it, and how many do not fit its words."""
    kept: list[Corrected] = []
    unfitting = 0
    for one in active:
        if _fits(one, heard):
            kept = [*(other for other in kept if not _meet(one, other)), one]
        else:
            unfitting += 1
    return sorted(kept, key=lambda one: one.first), unfitting


def corrected(answer: AnswerGiven, kept: Sequence[Corrected]) -> tuple[AnswerGiven, Correction | None]:
    """Return an answer with corrections that hold, and what they changed; nothing where nothing is changed."""
    kept = [one for one in kept if one.text != one.heard]
    if not kept:
        return answer, None
    heard = answer.text.split()
    known = timed(answer.text, answer.words)
    words = known or tuple(Word(token, 0.0, 0.0, 1.0) for token in heard)
    said: list[Word] = []
    changes: list[Change] = []
    at = count = 0
    for one in kept:
        said += words[at : one.first]
        first, new = len(said), one.text.split()
        said += respoken(words, one.first, one.last, new, voiced(answer))
        changes.append(Change(first, len(said), one.text, one.heard, one.at))
        count += _changed(heard[one.first : one.last], new)
        at = one.last
    said += words[at:]
    text = " ".join(word.text for word in said)
    share = count / max(1, len(heard))
    found = Correction(answer.text, tuple(changes), count, share, share > MUCH)
    return replace(answer, text=text, words=tuple(said) if known or not heard else ()), found


def edits(heard: Sequence[str], kept: Sequence[Corrected], new: Sequence[str]) -> list[tuple[int, int, str]]:
    """Return what makes a text of an answer as it was heard, beyond the corrections that hold already.

    Each is a stretch of the heard words and what stands in its place. It always holds a word that was heard, so that
    it can be told whether it still fits; only an answer without words is corrected at nothing.
    """
    wanted = [(first, last, " ".join(new[to:until])) for first, last, to, until in _anchored(heard, new)]
    known = {(one.first, one.last, one.text) for one in kept}
    fresh = [one for one in wanted if one not in known]
    given_up = [
        (one.first, one.last, one.heard)
        for one in kept
        if (one.first, one.last, one.text) not in wanted
        and one.text != one.heard
        and not any(_overlap((one.first, one.last), (first, last)) for first, last, _ in fresh)
    ]
    return sorted([*fresh, *given_up])


def respoken(
    words: Sequence[Word], first: int, last: int, new: Sequence[str], whole: tuple[float, float]
) -> list[Word]:
    """Return words in the place of others: those that stayed keep their times, the rest share the span they replace.

    `whole` is where the answer began and ended. What the candidate typed is certain.
    """
    old = [word.text for word in words[first:last]]
    head = next((n for n, (one, other) in enumerate(zip(old, new, strict=False)) if one != other), None)
    head = min(len(old), len(new)) if head is None else head
    rest = min(len(old), len(new)) - head
    tail = next((n for n in range(rest) if old[-1 - n] != new[-1 - n]), rest)
    start, stop = first + head, last - tail
    before = words[start - 1].end if start else whole[0]
    after = words[stop].start if stop < len(words) else whole[1]
    begins, ends = (words[start].start, words[stop - 1].end) if stop > start else (before, max(before, after))
    return [
        *words[first:start],
        *_spread(new[head : len(new) - tail], begins, max(begins, ends)),
        *words[stop:last],
    ]


def voiced(answer: AnswerGiven) -> tuple[float, float]:
    """Return the first and the last voiced sample of an answer, or when it was opened and ended."""
    return (
        min((stretch.start for stretch in answer.stretches), default=answer.opened),
        max((stretch.end for stretch in answer.stretches), default=answer.ended),
    )


def _anchored(heard: Sequence[str], new: Sequence[str]) -> list[tuple[int, int, int, int]]:
    """Return the differences, each with at least one word that was heard."""
    found: list[tuple[int, int, int, int]] = []
    for first, last, to, until in differences(heard, new):
        if first == last and first > 0:
            first, to = first - 1, to - 1
        elif first == last < len(heard):
            last, until = last + 1, until + 1
        if found and first < found[-1][1]:
            first, _, to, _ = found.pop()
        found.append((first, last, to, until))
    return found


def _fits(one: Corrected, heard: Sequence[str]) -> bool:
    inside = 0 <= one.first <= one.last <= len(heard) and (one.first < one.last or not heard)
    return inside and " ".join(heard[one.first : one.last]) == one.heard


def _meet(one: Corrected, other: Corrected) -> bool:
    return _overlap((one.first, one.last), (other.first, other.last))


def _overlap(one: tuple[int, int], other: tuple[int, int]) -> bool:
    return max(one[0], other[0]) < min(one[1], other[1]) or one == other


def _changed(old: Sequence[str], new: Sequence[str]) -> int:
    return sum(max(last - first, until - to) for first, last, to, until in differences(old, new))


def _pieces(word: Word) -> list[Word]:
    parts = word.text.split()
    return [word] if parts == [word.text] else _spread(parts, word.start, word.end, word.probability)


def _spread(texts: Sequence[str], start: float, end: float, certainty: float = 1.0) -> list[Word]:
    """Share a stretch of time among words by their letters."""
    letters = sum(map(len, texts))
    words = []
    for text in texts:
        until = start + (end - start) * len(text) / letters
        words.append(Word(text, start, until, certainty))
        start, letters = until, letters - len(text)
    return words
