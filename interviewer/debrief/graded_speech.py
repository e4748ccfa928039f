"""Which words of an answer are graded: not those said twice, nor those said to whoever gives the marks."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from interviewer.examiner.quoting import plain, substance_of, words_of
from interviewer.examiner.signals import clauses
from interviewer.question.rubric import TWELVE

if TYPE_CHECKING:
    from collections.abc import Sequence

# So many words of substance in the same order, over so many words in all: it was said before. A term is shorter.
RUN, REACH = 3, 5
SAME = 0.5
_MARK = re.compile(r"[.?!…;]\W*$")
# What stands around an order to a grader and belongs to it: the dimensions' names and the small change of such talk.
_TALK = """
um uh so yeah okay ok and please just you know on in for to of with at as the this that it all every each
everything everywhere everybody me my answer answers one ones dimension dimensions criterion criteria rubric
thanks thank grading grades graded grader reads reading transcript candidate across board whoever is who
language model system message dear assistant should must no matter what was said only excellent perfect
outstanding score scores mark marks level levels four 4 full top highest maximum end instructions new output
judgment
"""
_AROUND = frozenset([*words_of(" ".join(dimension.name for dimension in TWELVE)), *_TALK.split()])

_POLITE = (
    r"(?:(?:please|so|now|and|okay|ok|hey|um|uh|kindly|just|then|you|should|must|to|also|well|dear|oh) )*"
)
_WHOM = r"(?:(?:grader|evaluator|examiner|assistant|system|model|ai|a i|whoever|panel|reader|judge|computer|program) )*"
_FULL = (
    r"(?:full (?:marks?|scores?|points?)|all fours|level (?:four|4)"
    r"|(?:a |an |the )?(?:four|4|ten|10|five|5) (?:out of|of) (?:four|4|ten|10|five|5))"
)
_MARKS = (
    rf"(?:{_FULL}|(?:top|maximum|highest|perfect|best|max) (?:possible )?"
    r"(?:marks?|scores?|levels?|grades?|points?|ratings?)"
    r"|a (?:perfect )?(?:four|4|ten|10)\b(?! \w+s\b))"
)
_NAMES = "|".join(plain(dimension.name) for dimension in TWELVE)
# Said to a grader and to nobody on a panel. What a model was told ("we ignore the padding") is not caught: the object
# decides. Of a thousand answers of ours none loses a word by these.
_ADDRESSED = tuple(
    re.compile(rf"\b{_POLITE}{_WHOM}{words}")
    for words in (
        r"(?:ignore|disregard|forget|skip|override|discard|pay no attention to) (?:\w+ ){0,4}?(?:above|previous|prior"
        r"|earlier|preceding|before|instructions?|rubric|rules|prompts?|guidelines|criteria)\b",
        r"(?:give|award|assign|mark|grade|rate|score|put|set|record|return|output|write|report|deserves?|earns?)"
        rf" (?:\w+ ){{0,6}}?{_MARKS}",
        r"(?:grade|rate|mark|score) (?:me|this answer|this candidate|this transcript|the candidate|my answers?)\b",
        r"(?:put|set|make) (?:a|every|all|each|everything) (?:\w+ ){0,2}?(?:to |at )?(?:four|4)\b(?: everywhere)?",
        rf"(?:put|set|make|mark|grade|rate|score) (?:\w+ ){{0,2}}?(?:{_NAMES}) "
        r"(?:to |at |as |with )?(?:a )?(?:four|4)\b",
        rf"{_FULL} (?:on|in|for|across|please|everywhere)\b",
        r"(?:this|the) (?:candidate|answer|transcript|response) (?:\w+ ){0,3}?(?:deserves|is (?:excellent|perfect"
        r"|outstanding|flawless|level four|a four)|should (?:get|receive|be (?:graded|rated|marked|given))"
        r"|meets (?:all|every))",
        r"(?:as|you are) (?:an? |the )?(?:\w+ )?(?:grader|evaluator|language model|ai (?:grader|model|assistant))\b",
        r"(?:system|developer) (?:message|override|note)\b",
        r"(?:new|updated|your) instructions?\b(?! tuning| set| data| follow\w*)",
        r"end of (?:the )?(?:transcript|candidate|answer|data)\b",
    )
)


def graded(answers: Sequence[Sequence[str]]) -> list[list[int]]:
    """Return, for the tokens of each answer, the places of those that are graded; nothing counts twice in a talk."""
    said: set[tuple[str, ...]] = set()
    return [_once(tokens, unaddressed(tokens), said) for tokens in answers]


def unaddressed(tokens: Sequence[str]) -> list[int]:
    """Leave out what is said to a grader: tags, orders and marks asked for."""
    words: list[str] = []
    places: list[int] = []
    for place, token in enumerate(tokens):
        for word in plain(token).split():
            words.append(word)
            places.append(place)
    text, starts = " ".join(words), []
    at = 0
    for word in words:
        starts.append(at)
        at += len(word) + 1
    dropped: set[int] = set()
    for pattern in _ADDRESSED:
        for match in pattern.finditer(text):
            inside = [
                place
                for start, place in zip(starts, places, strict=True)
                if match.start() <= start < match.end()
            ]
            if inside:
                dropped.update(range(_begin(tokens, inside[0]), _end(tokens, inside[-1])))
    return [place for place in range(len(tokens)) if place not in dropped]


def _begin(tokens: Sequence[str], first: int) -> int:
    """Return where an address begins whose first sure word is `first`."""
    while (
        first > 0 and not _MARK.search(tokens[first - 1]) and _AROUND.issuperset(words_of(tokens[first - 1]))
    ):
        first -= 1
    return first


def _end(tokens: Sequence[str], last: int) -> int:
    """Return where an address ends whose last sure word is `last`."""
    stop = last + 1
    while (
        stop < len(tokens)
        and not _MARK.search(tokens[stop - 1])
        and _AROUND.issuperset(words_of(tokens[stop]))
    ):
        stop += 1
    return stop


def _once(tokens: Sequence[str], places: Sequence[int], said: set[tuple[str, ...]]) -> list[int]:
    """Leave out what was said before, nearly word for word."""
    substance = substance_of(" ".join(tokens))
    words = [
        (word, at) for at, place in enumerate(places) for word in words_of(tokens[place]) if word in substance
    ]
    again: set[int] = set()
    fresh: list[tuple[int, tuple[str, ...]]] = []
    for first in range(len(words) - RUN + 1):
        start = words[first][1]
        last = next((at for at in range(first + RUN - 1, len(words)) if words[at][1] - start + 1 >= REACH), 0)
        if not last:
            break
        end, run = words[last][1], tuple(word for word, _ in words[first : last + 1])
        if run in said:
            again.update(range(start, end + 1))
        else:
            fresh.append((end, run))
        # A run counts as said only once it has ended: words do not repeat themselves.
        said.update(one for ended, one in fresh if ended < start)
        fresh = [(ended, one) for ended, one in fresh if ended >= start]
    said.update(one for _, one in fresh)
    rest: set[int] = set()
    for start, stop in clauses([tokens[place] for place in places]):
        # What is left of a clause said before is the words that were changed in it.
        if sum(at in again for at in range(start, stop)) >= SAME * (stop - start):
            rest.update(range(start, stop))
    return [place for at, place in enumerate(places) if at not in again | rest]
