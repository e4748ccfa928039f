"""When each written word of a line begins in its sound, from the length of what is spoken and the pauses heard."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from audio.speaking import quiet
from audio.speaking.wording import spoken

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from audio.speaking.quiet import Samples

    Numbers = NDArray[np.float64]

PAUSE_SECONDS = 0.1
"""Quiet for that long is a pause; the closures of single consonants are shorter."""

SPREAD = 0.2
"""Seconds by which a second of speech is longer or shorter than its letters tell (one standard deviation)."""

SHORTEST_STRETCH = 0.15
"""Seconds; what is said between two pauses is hardly shorter, and its length no surer than that of this."""

MISSED_SENTENCE, MISSED_CLAUSE = 4.0, 1.0
"""What it costs, as half a squared deviation does, where no pause is heard at punctuation."""

UNWRITTEN = 20.0
"""What a second of pause costs where there is no punctuation."""

DIGIT, POINT, CAPITAL = 4, 5, 3
"""Letters it takes to write out what is said for a digit, a decimal point and a letter of an acronym."""

_PUNCTUATION = re.compile(r"([.,;:?!…—–])[\"'”’)\]]*$")
_SENTENCE_ENDS = ".?!…;:"
_PIECES = re.compile(r"\d[\d,]*(?:\.\d+)?|[^\W\d_]+(?:['’][^\W\d_]+)*")


@dataclass(frozen=True, slots=True)
class Stop:
    """Where punctuation is written or a pause is heard; `cost` is that of finding no partner for it."""

    at: float
    cost: float


def marks(text: str, samples: Samples, rate: int) -> tuple[int, ...]:
    """Return for each word of `text.split()` the sample with which it begins; one never said begins at the end."""
    begins, whole = spoken_lengths(text)
    levels = quiet.levels(samples, rate)
    voiced = np.concatenate([[0], np.cumsum(~_in_pauses(levels))]) * quiet.FRAME_SECONDS
    if not whole or not voiced[-1]:
        return (len(samples),) * len(begins)
    pace = voiced[-1] / whole
    written = [Stop(stop.at * pace, stop.cost) for stop in _written(text, begins)]
    places = _matched(written, _heard(levels, voiced), float(voiced[-1]))
    at = np.interp(np.array(begins) * pace, [place[0] for place in places], [place[1] for place in places])
    # A word that follows a pause begins behind it: with the first frame that makes more than is said before it.
    frames = np.searchsorted(voiced[1:], at + quiet.FRAME_SECONDS / 100, side="right")
    return tuple(min(round(frame * quiet.FRAME_SECONDS * rate), len(samples)) for frame in frames)


def spoken_lengths(text: str) -> tuple[list[float], float]:
    """Return how many letters are said before each written word, and in all."""
    begins: list[float] = []
    at = before = 0.0
    sentence = ""
    for word in text.split():
        begins.append(at)
        # What is written as several words may be read as one thing ("p < 0.05"): lengths of beginnings show it.
        sentence = f"{sentence} {word}".strip()
        at = max(at, before + _length(spoken(sentence)))
        if _cost(word) == MISSED_SENTENCE:
            before, sentence = at, ""
    whole = min(at, _length(spoken(text)))
    return [min(begin, whole) for begin in begins], whole


def _length(words: str) -> float:
    length = 0.0
    for piece in _PIECES.findall(words):
        if piece[0].isdigit():
            length += DIGIT * sum(character.isdigit() for character in piece) + POINT * ("." in piece)
        elif piece.isupper() and piece not in {"I", "A"}:
            length += CAPITAL * len(piece)
        else:
            length += len(piece)
        length += 1
    return length


def _cost(word: str) -> float:
    """Return what it costs to hear no pause after a word."""
    found = _PUNCTUATION.search(word)
    if found is None:
        return 0.0
    return MISSED_SENTENCE if found[1] in _SENTENCE_ENDS else MISSED_CLAUSE


def _written(text: str, begins: Sequence[float]) -> list[Stop]:
    """Return the stops before words that follow punctuation, in letters; one at each place."""
    costs = [_cost(word) for word in text.split()]
    stops = {begin: cost for begin, cost in zip(begins[1:], costs, strict=False) if cost and begin}
    return [Stop(at, cost) for at, cost in sorted(stops.items())]


def _in_pauses(levels: quiet.Levels) -> NDArray[np.bool_]:
    inside = np.zeros(len(levels), bool)
    for start, end in quiet.gaps(levels, PAUSE_SECONDS):
        inside[start:end] = True
    return inside


def _heard(levels: quiet.Levels, voiced: Numbers) -> list[Stop]:
    """Return the pauses, in voiced seconds before them."""
    return [
        Stop(float(voiced[start]), UNWRITTEN * (end - start) * quiet.FRAME_SECONDS)
        for start, end in quiet.gaps(levels, PAUSE_SECONDS)
    ]


def _matched(written: Sequence[Stop], heard: Sequence[Stop], end: float) -> list[tuple[float, float]]:
    """Return which written stop was heard where, the likeliest way: (expected, heard) in voiced seconds."""
    rows = [Stop(0.0, 0.0), *written, Stop(end, 0.0)]
    columns = [Stop(0.0, 0.0), *heard, Stop(end, 0.0)]
    expected, missed = _arrays(rows)
    found, unwritten = _arrays(columns)
    best = np.full((len(rows), len(columns)), np.inf)
    best[0, 0] = 0.0
    came: dict[tuple[int, int], tuple[int, int]] = {}
    last = len(rows) - 1, len(columns) - 1
    for row, column in [*np.ndindex(*last), last]:
        if not row or not column:
            continue
        long = (expected[row] - expected[:row])[:, np.newaxis]
        costs = (found[column] - found[:column] - long) ** 2 / (
            2 * SPREAD**2 * np.maximum(long, SHORTEST_STRETCH)
        )
        costs += (missed[row - 1] - missed[:row])[:, np.newaxis] + unwritten[column - 1] - unwritten[:column]
        costs += best[:row, :column]
        before = np.unravel_index(np.argmin(costs), costs.shape)
        best[row, column] = costs[before]
        came[row, column] = int(before[0]), int(before[1])
    places = [last]
    while places[-1] != (0, 0):
        places.append(came[places[-1]])
    return [(float(expected[row]), float(found[column])) for row, column in reversed(places)]


def _arrays(stops: Sequence[Stop]) -> tuple[Numbers, Numbers]:
    """Return where the stops are and what it costs to pass by all up to each."""
    return np.array([stop.at for stop in stops]), np.cumsum([stop.cost for stop in stops])
