"""Takes only the terms from a second hearing, each in the place of words that sound like it; pure."""

from __future__ import annotations

from difflib import SequenceMatcher
from typing import TYPE_CHECKING

from audio.listening.jargon import key
from audio.listening.spelling import sounds_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from audio.events import Word

# Sounds in common between what stood there and what takes its place; .4 and .5 find as many terms, .6 fewer.
ALIKE = 0.5
# Words heard for one term, and words of one term.
JOINED, MOST_WORDS = 5, 4


def patched(heard: Sequence[Word], again: Sequence[Word], terms: Sequence[str]) -> list[Word]:
    """Return what was heard, with each term of the second hearing where the first one wrote what sounds like it."""
    keys = {key(term) for term in terms}
    before, after = ([key(word.text) for word in words] for words in (heard, again))
    found: list[Word] = []
    for tag, first, last, start, stop in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        old = heard[first:last]
        found += old if tag == "equal" else _with_terms(old, list(_terms(again[start:stop], keys)))
    return found


def _terms(words: Sequence[Word], keys: set[str]) -> Iterator[Sequence[Word]]:
    """Yield the words of each term, the longest term where several begin."""
    at = 0
    while at < len(words):
        sizes = range(min(MOST_WORDS, len(words) - at), 0, -1)
        size = next((size for size in sizes if key(_text(words[at : at + size])) in keys), 0)
        if size:
            yield words[at : at + size]
        at += size or 1


def _with_terms(old: Sequence[Word], terms: Sequence[Sequence[Word]]) -> list[Word]:
    """Put each term, in order, in the place of the words that sound most like it."""
    found: list[Word] = []
    at = 0
    for term in terms:
        likeness, size, start = max(
            (
                (_likeness(old[start : start + size], term), -size, start)
                for start in range(at, len(old))
                for size in range(1, 1 + min(JOINED, len(old) - start))
            ),
            default=(0.0, 0, 0),
        )
        if likeness >= ALIKE:
            found += [*old[at:start], *term]
            at = start - size
    return [*found, *old[at:]]


def _likeness(old: Sequence[Word], term: Sequence[Word]) -> float:
    one, other = sounds_of(_text(old)), sounds_of(_text(term))
    if 2 * abs(len(one) - len(other)) >= len(other):
        return 0.0
    return SequenceMatcher(None, one, other, autojunk=False).ratio()


def _text(words: Sequence[Word]) -> str:
    return "".join(word.text for word in words)
