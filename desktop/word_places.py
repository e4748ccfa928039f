"""Where each word of a transcript stands in its text, and when it was said."""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from audio.listening.whole_file import Segment

_TOKEN = re.compile(r"\S+")


def code_units(text: str) -> str:
    """Return the text with two characters for each that Qt counts as two."""
    if text.isascii() or max(text) <= "\uffff":
        return text
    return "".join(letter if letter <= "\uffff" else "\ufffd\ufffd" for letter in text)


class WordPlaces:
    """Lines are a transcript's segments; offsets count from a line's first character as Qt counts."""

    def __init__(self, segments: Sequence[Segment]) -> None:
        self._segments = segments
        self._starts: list[float] = []
        self._lines: list[tuple[int, int]] = []
        for line, segment in enumerate(segments):
            for number, word in enumerate(segment.words):
                self._starts.append(word.start)
                self._lines.append((line, number))

    @property
    def times(self) -> list[float | None]:
        """When each line begins; nothing for a line without words."""
        return [segment.words[0].start if segment.words else None for segment in self._segments]

    def time_at(self, line: int, offset: int) -> float:
        """Return when the word at a place was said, or the last one before it."""
        if line < len(self._segments):
            segment = self._segments[line]
            before = [
                word.start
                for word, found in zip(segment.words, self._tokens(line), strict=False)
                if found.start() <= offset
            ]
            if before or segment.words:
                return before[-1] if before else segment.words[0].start
        earlier = [segment.end for segment in self._segments[:line]]
        return earlier[-1] if earlier else 0.0

    def word_at(self, at: float) -> tuple[int, int, int] | None:
        """Return line, first and last offset of the word that is said at a time."""
        found = bisect_right(self._starts, at) - 1
        if found < 0:
            return None
        line, number = self._lines[found]
        tokens = list(self._tokens(line))
        return (line, *tokens[number].span()) if number < len(tokens) else None

    def _tokens(self, line: int) -> Sequence[re.Match[str]]:
        return list(_TOKEN.finditer(code_units(self._segments[line].text)))
