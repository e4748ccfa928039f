"""Finds the loops that Whisper falls into, and takes them out."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from audio.events import Word

# A person says "no, no, no" or "I think, I think"; a decoder loops for dozens of rounds.
ROUNDS = {1: 7, 2: 5, 3: 4}
ROUNDS_OF_LONGER = 3
LONGEST = 24
# Five words said twice in a row, or eight said again anywhere in half a minute, are worth a second hearing;
# four in a row ("tear down the fence, tear down the fence") are not: people say them.
AT_ONCE = 5
ANYWHERE = 8


def without_loops(words: Sequence[Word]) -> list[Word]:
    """Keep the first round of every phrase that is repeated more often than people do."""
    kept: list[Word] = []
    texts = _plain(words)
    at = 0
    while at < len(words):
        for length in range(1, min(LONGEST, (len(words) - at) // 2) + 1):
            rounds = _rounds(texts, at, length)
            if rounds >= ROUNDS.get(length, ROUNDS_OF_LONGER):
                kept += words[at : at + length]
                at += rounds * length
                break
        else:
            kept.append(words[at])
            at += 1
    return kept


def once(words: Sequence[Word]) -> list[Word]:
    """Keep a phrase of two words and more once: in short sound a decoder says it again for what is missing."""
    kept = list(words)
    for length in range(len(kept) // 2, 1, -1):
        at = 0
        while at + 2 * length <= len(kept):
            texts = _plain(kept)
            if texts[at : at + length] == texts[at + length : at + 2 * length]:
                del kept[at + length : at + 2 * length]
            else:
                at += 1
    return kept


def repeats(words: Sequence[Word]) -> bool:
    """Return whether a phrase comes twice, as when a decoder says a stretch again: people do so, but seldom."""
    texts = _plain(words)
    phrases = [tuple(texts[at : at + ANYWHERE]) for at in range(len(texts) - ANYWHERE + 1)]
    half = len(texts) // 2
    if half > 1 and texts[:half] * 2 == texts:
        return True
    return len(set(phrases)) < len(phrases) or any(
        _rounds(texts, at, length) > 1
        for length in range(AT_ONCE, len(texts) // 2 + 1)
        for at in range(len(texts) - 2 * length + 1)
    )


def _plain(words: Sequence[Word]) -> list[str]:
    return [word.text.strip(" ,.?!-").lower() for word in words]


def _rounds(texts: list[str], at: int, length: int) -> int:
    phrase, rounds = texts[at : at + length], 1
    while texts[at + rounds * length : at + (rounds + 1) * length] == phrase:
        rounds += 1
    return rounds
