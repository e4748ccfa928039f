"""An answer of a debrief word by word: where each lies in its recording, how sure it is, and what was heard."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import replace
from typing import TYPE_CHECKING

from interviewer.correcting import respoken, timed
from interviewer.corrections import clean
from interviewer.debrief import corrected
from interviewer.debrief.grading_quotes import POOR
from interviewer.debrief.said import LEAD

if TYPE_CHECKING:
    from collections.abc import Sequence

    from interviewer.correcting import Change
    from interviewer.debrief.exchanges import Answer

PARAGRAPH, LONGEST = 480, 960
"""Letters after which the next sentence begins a new paragraph, and after which any word does: five lines and ten."""
NOTHING = "Nothing to read; F2 writes down what you said"
UNSURE = "the recogniser was unsure of this word"
_SENTENCE_ENDS = (".", "?", "!", "…")


class SpokenWords:
    """Words are counted from 0, as the answer's text is parted by blanks."""

    def __init__(self, answer: Answer) -> None:
        self.answer = answer
        self.texts = answer.text.split()
        self._timed = timed(answer.text, answer.words)
        self._starts = [word.start for word in self._timed]
        self.changes: tuple[Change, ...] = answer.correction.changes if answer.correction else ()

    @property
    def text(self) -> str:
        """All words with single blanks between them."""
        return " ".join(self.texts)

    @property
    def can_be_corrected(self) -> bool:
        """Whether it was spoken: what was typed stands as it was typed."""
        return not self.answer.typed

    def offset(self, word: int) -> float:
        """Return the second of the recording from which to play a word."""
        if not self._timed:
            return 0.0
        return max(0.0, self._timed[min(word, len(self._timed) - 1)].start - self.answer.opened - LEAD)

    def word_at(self, offset: float) -> int | None:
        """Return the word that is heard at a second of the recording, or the last one before it."""
        found = bisect_right(self._starts, offset + self.answer.opened) - 1
        return found if found >= 0 else None

    def is_unsure(self, word: int) -> bool:
        """Whether the recogniser hardly understood it."""
        return word < len(self._timed) and self._timed[word].probability < POOR

    def change_at(self, word: int) -> Change | None:
        """Return the correction a word belongs to; one that struck words belongs to the word after them."""
        return next((one for one in self.changes if one.first <= word < max(one.last, one.first + 1)), None)

    def reopened(self, typed: str) -> tuple[int, str]:
        """Return the first word that was edited, and its paragraph's text as it was typed in the whole answer."""
        new = typed.split()
        pairs = enumerate(zip(self.texts, new, strict=False))
        word = next((at for at, (one, other) in pairs if one != other), min(len(self.texts), len(new)))
        word = min(word, max(0, len(self.texts) - 1))
        first, last = next((one for one in paragraphs(self.texts) if one[0] <= word < one[1]), (0, 0))
        return word, " ".join(new[first : max(first, len(new) - (len(self.texts) - last))])

    def about(self, word: int) -> str:
        """Say what must be known of a word; nothing of most."""
        change = self.change_at(word)
        if change is None:
            return UNSURE if self.is_unsure(word) else ""
        if change.first == change.last:
            return f"before it you struck “{change.heard}”"
        return f"heard as “{change.heard}”" if change.heard else "you added this"

    @property
    def told(self) -> str:
        """The whole answer as it is read out, with what was heard of corrected words."""
        noted = corrected.noted(self.answer.correction)
        return f"{self.text or NOTHING}" + (f" ({noted})" if noted else "")

    def edited(self, first: int, last: int, text: str) -> Answer:
        """Return the answer with other words from one to another, to be shown until it is worked out anew."""
        new = [*self.texts[:first], *clean(text).split(), *self.texts[last:]]
        words = respoken(self._timed, 0, len(self._timed), new, (self.answer.start, self.answer.end))
        text = " ".join(new)
        return replace(self.answer, text=text, words=tuple(words), empty=not new, correction=None)


def paragraphs(words: Sequence[str]) -> list[tuple[int, int]]:
    """Cut words into paragraphs: between sentences once one is long, and anywhere once it is much too long."""
    found: list[tuple[int, int]] = []
    first = letters = 0
    for number, word in enumerate(words):
        ends = letters >= LONGEST or (letters >= PARAGRAPH and words[number - 1].endswith(_SENTENCE_ENDS))
        if ends:
            found.append((first, number))
            first, letters = number, 0
        letters += len(word) + 1
    if first < len(words):
        found.append((first, len(words)))
    return found
