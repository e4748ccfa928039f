"""Gives an edited text the times of what was heard."""

from __future__ import annotations

from dataclasses import replace
from difflib import SequenceMatcher
from typing import TYPE_CHECKING

from audio.events import Word
from audio.listening.whole_file import Segment

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from desktop.transcripts import Transcript


def retimed(transcript: Transcript, text: str) -> Transcript:
    """Return the transcript with this text, a segment a line; words that were not heard share their gap's time."""
    segments: list[Segment] = []
    at = 0.0
    for line in _timed(transcript, text.split("\n")):
        if line:
            start, at = line[0].start, max(word.end for word in line)
            segments.append(Segment(start, at, " ".join(word.text for word in line), tuple(line)))
        else:
            segments.append(Segment(at, at, "", ()))
    return replace(transcript, segments=tuple(segments))


def _timed(transcript: Transcript, lines: Sequence[str]) -> list[list[Word]]:
    """Time each line: one that was left alone keeps its words, those between are matched word by word."""
    heard = [list(_tokens(segment.words)) for segment in transcript.segments]
    old = [" ".join(word.text for word in words) for words in heard]
    new = [" ".join(line.split()) for line in lines]
    timed: list[list[Word]] = []
    for kind, old_from, old_to, new_from, new_to in _changes(old, new):
        if kind == "equal":
            timed += heard[old_from:old_to]
            continue
        words = [word for each in heard[old_from:old_to] for word in each]
        before = heard[old_from - 1][-1].end if old_from and heard[old_from - 1] else 0.0
        after = heard[old_to][0].start if old_to < len(heard) and heard[old_to] else transcript.duration
        timed += _matched(words, new[new_from:new_to], before, max(before, after))
    return timed


def _matched(words: Sequence[Word], lines: Sequence[str], before: float, after: float) -> list[list[Word]]:
    """Match the words of changed lines with what was heard between `before` and `after`."""
    said = [token for line in lines for token in line.split()]
    heard = [word.text for word in words]
    timed: list[Word] = []
    for kind, old_from, old_to, new_from, new_to in _changes(heard, said):
        if kind == "equal":
            timed += words[old_from:old_to]
        elif new_to > new_from:
            start = words[old_from].start if old_to > old_from else timed[-1].end if timed else before
            end = (
                words[old_to - 1].end
                if old_to > old_from
                else words[old_from].start
                if old_from < len(words)
                else after
            )
            timed += _spread(said[new_from:new_to], start, max(start, end))
    rest = iter(timed)
    return [[next(rest) for _ in line.split()] for line in lines]


def _changes(old: Sequence[str], new: Sequence[str]) -> Iterator[tuple[str, int, int, int, int]]:
    """Yield what became of what; equal ends stay where they are, also where lines repeat."""
    shorter = min(len(old), len(new))
    head = next((n for n in range(shorter) if old[n] != new[n]), shorter)
    tail = next((n for n in range(shorter - head) if old[-1 - n] != new[-1 - n]), shorter - head)
    if head:
        yield "equal", 0, head, 0, head
    middle = SequenceMatcher(None, old[head : len(old) - tail], new[head : len(new) - tail])
    for kind, old_from, old_to, new_from, new_to in middle.get_opcodes():
        yield kind, head + old_from, head + old_to, head + new_from, head + new_to
    if tail:
        yield "equal", len(old) - tail, len(old), len(new) - tail, len(new)


def _spread(texts: Sequence[str], start: float, end: float) -> list[Word]:
    """Share a stretch of time among words by their letters."""
    letters = sum(map(len, texts))
    words = []
    for text in texts:
        until = start + (end - start) * len(text) / letters
        words.append(Word(text, start, until, 1.0))
        start, letters = until, letters - len(text)
    return words


def _tokens(words: Iterable[Word]) -> Iterable[Word]:
    """Split what was recognised as one word but is written as several."""
    for word in words:
        parts = word.text.split()
        if len(parts) == 1 and parts[0] == word.text:
            yield word
        else:
            yield from _spread(parts, word.start, word.end)
