"""Numbers as they are said: in digits or spelled out, each with its place, its value and its unit."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from interviewer.examiner.quoting import words_of

if TYPE_CHECKING:
    from collections.abc import Sequence

_UNITS = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen"
)
_SMALL = {word: value for value, word in enumerate(f"{_UNITS} seventeen eighteen nineteen".split())}
_TEN_NAMES = "twenty thirty forty fifty sixty seventy eighty ninety"
_TENS = {word: 10 * value for value, word in enumerate(_TEN_NAMES.split(), 2)}
_SCALES = {"hundred": 1e2, "thousand": 1e3, "million": 1e6, "billion": 1e9}
_SUFFIXES = {"k": 1e3, "m": 1e6, "b": 1e9}
_FRACTIONS = {"half": 0.5, "twice": 2.0, "double": 2.0, "triple": 3.0, "dozen": 12.0}
_DIGITS = re.compile(r"^(\d+(?:,\d{3})*(?:\.\d+)?|\d+)([kmb])?(%)?$")
# "One" and "two" stand in for "a" or "both" more often than they count; alone they are no figure.
_NOT_ALONE = frozenset(("zero", "one", "half", "double", "dozen"))
_PERCENT = frozenset(("percent", "per cent", "%", "percentage"))
_SKIPPED = frozenset(("different", "separate", "random", "independent", "full", "whole", "new", "real"))


_NO_UNITS = "the and but for with from then this that these those against over under per was were are is than not which"
_NOT_COUNTED = frozenset(_NO_UNITS.split())


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number in tokens `start` to `stop` of what was said, its unit included."""

    value: float
    unit: str
    """The word it counts, without its plural s; nothing where none follows."""
    start: int
    stop: int


def quantities(tokens: Sequence[str]) -> tuple[Quantity, ...]:
    """Return the numbers of an answer, in order; a bare "one" is none."""
    words = [_plain(token) for token in tokens]
    found: list[Quantity] = []
    index = 0
    while index < len(words):
        value, stop = _number(words, tokens, index)
        if value is None:
            index += 1
            continue
        unit, end = _unit(words, tokens, stop)
        if unit or not (stop == index + 1 and words[index] in _NOT_ALONE):
            found.append(Quantity(value, unit, index, end))
        index = stop
    return tuple(found)


def _plain(token: str) -> str:
    """Return a token as one word, a per cent sign kept."""
    word = "-".join(words_of(token))
    return f"{word}%" if token.rstrip(".,;:!?)\"'").endswith("%") and word[-1:].isdigit() else word


def _number(words: Sequence[str], tokens: Sequence[str], start: int) -> tuple[float | None, int]:
    if digits := _DIGITS.match(words[start]):
        value = float(digits[1].replace(",", "")) * _SUFFIXES.get(digits[2] or "", 1.0)
        stop = start + 1
        while stop < len(words) and words[stop] in _SCALES and not _ends(tokens[stop - 1]):
            value, stop = value * _SCALES[words[stop]], stop + 1
        return value, stop
    if words[start] in _FRACTIONS:
        return _FRACTIONS[words[start]], start + 1
    return _spelled(words, tokens, start)


def _spelled(words: Sequence[str], tokens: Sequence[str], start: int) -> tuple[float | None, int]:
    """Read "sixty eight point four", "three hundred and twenty thousand", "forty-nine"."""
    total, part, last, stop = 0.0, 0.0, "", start
    while stop < len(words):
        pieces = words[stop].split("-")
        kinds = [_kind(piece) for piece in pieces]
        if stop > start and words[stop] == "and" and last == "scale" and _follows(words, stop + 1):
            stop += 1
            continue
        if not all(kinds) or (stop > start and (_ends(tokens[stop - 1]) or not _joins(last, kinds[0]))):
            break
        for piece, kind in zip(pieces, kinds, strict=True):
            if kind == "scale":
                part = max(part, 1.0) * _SCALES[piece]
                if _SCALES[piece] > 100:
                    total, part = total + part, 0.0
            else:
                part += _SMALL.get(piece, _TENS.get(piece, 0))
            last = kind
        stop += 1
    if stop == start or last == "" or (last == "scale" and stop == start + 1):
        return (None, start) if stop == start else (total + part, stop)
    return _decimals(words, total + part, stop)


def _decimals(words: Sequence[str], value: float, stop: int) -> tuple[float, int]:
    if stop + 1 >= len(words) or words[stop] != "point" or _kind(words[stop + 1]) not in ("small", "ten"):
        return value, stop
    stop += 1
    digits = ""
    while stop < len(words) and words[stop] in _SMALL and _SMALL[words[stop]] < 10:
        digits, stop = digits + str(_SMALL[words[stop]]), stop + 1
    if not digits:
        tens = [_SMALL.get(piece, _TENS.get(piece, 0)) for piece in words[stop].split("-")]
        digits, stop = str(sum(tens)), stop + 1
    return value + float(f"0.{digits}"), stop


def _kind(word: str) -> str:
    return "small" if word in _SMALL else "ten" if word in _TENS else "scale" if word in _SCALES else ""


def _joins(before: str, kind: str) -> bool:
    """Tell whether a number word goes on with the one before it: "two three" are two numbers."""
    return kind == "scale" or (before, kind) in (("ten", "small"), ("scale", "small"), ("scale", "ten"))


def _follows(words: Sequence[str], index: int) -> bool:
    return index < len(words) and _kind(words[index].split("-")[0]) in ("small", "ten")


def _ends(token: str) -> bool:
    return token.endswith((",", ".", ";", ":", "?", "!"))


def _unit(words: Sequence[str], tokens: Sequence[str], stop: int) -> tuple[str, int]:
    """Return what is counted and where the whole expression ends."""
    if words[stop - 1].endswith("%"):
        return "percent", stop
    if _ends(tokens[stop - 1]):
        return "", stop
    for index in range(stop, min(stop + 2, len(words))):
        word = words[index]
        if word in _PERCENT:
            return "percent", index + 1
        if word in _SKIPPED:
            if _ends(tokens[index]):
                break
            continue
        counted = word.isalpha() and len(word) > 2 and not _kind(word) and word not in _NOT_COUNTED
        return (_single(word), index + 1) if counted else ("", stop)
    return "", stop


def _single(word: str) -> str:
    if word.endswith("ies") and len(word) > 4 and word != "series":
        return f"{word[:-3]}y"
    return word[:-1] if word.endswith("s") and not word.endswith("ss") else word
