"""The candidate's own words: found again, and cut where a listener would cut them."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

SHORTEST = 4
LONGEST = 12
# A dozen spoken words stay well below this; a "word" pasted into a typed answer may not.
LONGEST_CHARACTERS = 120

_WORD = re.compile(r"[^\W_]+(?:[.,'][^\W_]+)*")
_UNSPEAKABLE = re.compile(r"[\"“”„«»<>\[\]{}`*_#|\\^~]|[^\S ]")
_ADDRESS = re.compile(r"://|www\.|@\w")
_SENTENCE_END = re.compile(r"[.?!…;]\W*$")
_PHRASE_END = re.compile(r"[,:]\W*$")
# A quote should not hang in the air at either end.
_WEAK_END = frozenset(
    words
    for row in (
        "a an the of to in on at by for from with and or but so because than that which who whose if as",
        "is are was were be been it's its my our your his her their this these very more most not no",
        "we i you they he she it um uh er like just about into over when while where what how has have",
        "had do does did can could would will also then",
    )
    for words in row.split()
)
_WEAK_START = frozenset(
    words
    for row in (
        "and or but so because then um uh er well like okay ok yeah yes no right also of than as which",
        "who that is are was were since because while although if when",
    )
    for words in row.split()
)
_BREAK_BEFORE = frozenset(
    (
        "and",
        "but",
        "so",
        "because",
        "which",
        "then",
        "while",
        "although",
        "if",
        "when",
        "or",
        "where",
        "since",
    )
)

# A clause can be quoted after "you said"; a heap of nouns hangs in the air. These are verbs, and what ends in -ed.
_VERBS = frozenset(
    words
    for row in (
        "is are was were isn't aren't wasn't weren't be been has have had hasn't haven't hadn't does do did doesn't",
        "don't didn't can can't could couldn't will won't would wouldn't should may might must got get gets give gives",
        "gave go goes went come comes came take takes took make makes made use uses run runs ran show shows beat beats",
        "win wins won work works hold holds held fail fails drop drops rise rises rose fall falls fell learn learns",
        "need needs know knows knew think believe say says said mean means keep keeps kept let lets see saw find",
        "finds found write wrote built build builds chose pick picks put read reads lose loses lost break breaks",
        "broke cost costs help helps beat draw draws drew set sets grow grows grew",
        "want wants start starts leave left fed",
    )
    for words in row.split()
)
_CONTRACTED = frozenset(
    words
    for row in (
        "i'm i've i'd i'll we're we've we'd we'll it's it'd it'll that's there's they're they've they'd they'll he's",
        "she's you're you've you'd you'll what's here's",
    )
    for words in row.split()
)
_SUBJECTS = frozenset(("i", "we", "you", "it", "they", "he", "she", "there", *_CONTRACTED))
# What follows one of these is a second thought.
_TURNS = frozenset(("because", "but", "so", "which", "while", "although", "since", "if", "when"))
_PREPOSITIONS = frozenset(
    ("in", "on", "at", "for", "with", "from", "by", "after", "before", "under", "over", "during")
)
_CLINGING = frozenset(
    ("of", "than", "percent", "per", "points", "point", "to", "hundred", "thousand", "million")
)
_FILLERS = frozenset(("um", "uh", "er", "erm", "hmm", "like", "basically", "actually", "you"))


def words_of(text: str) -> list[str]:
    """Return the words of a text as they are compared: no case, no marks around them."""
    return _WORD.findall(unicodedata.normalize("NFKC", text).casefold().replace("’", "'"))


def plain(text: str) -> str:
    """Return a text as cue words are sought in it: small letters, apostrophes, points and dashes as spaces."""
    return " ".join(re.sub(r"[.'’-]", " ", " ".join(words_of(text))).split())


def substance_of(text: str) -> set[str]:
    """Return the words of a text that say what it is about."""
    return {word for word in words_of(text) if len(word) > 2} - _WEAK_END - _WEAK_START


def occurs(quote: str, text: str) -> bool:
    """Tell whether the words of a quote stand in a text, side by side and in order."""
    sought, words = words_of(quote), words_of(text)
    return bool(sought) and f" {' '.join(sought)} " in f" {' '.join(words)} "


def tokens_of(text: str) -> list[str]:
    """Split a text at white space, a lone mark kept with the word before it."""
    tokens: list[str] = []
    for token in text.split():
        if words_of(token) or not tokens:
            tokens.append(token)
        else:
            tokens[-1] += token
    return tokens if any(words_of(token) for token in tokens) else []


def cut(tokens: list[str], start: int, stop: int) -> str:
    """Return 4 to 12 words around tokens `start` to `stop`, verbatim; nothing where there are too few.

    Prefers a whole clause: begun after a mark or a conjunction, ended before one, of some eight words, with a verb.
    """
    # No quote reaches further, so what was cut while the answer was still coming is remembered.
    low, high = max(0, start - LONGEST), min(len(tokens), stop + LONGEST)
    return _cut(tuple(tokens[low:high]), start - low, stop - low)


@lru_cache(maxsize=4096)
def _cut(tokens: tuple[str, ...], start: int, stop: int) -> str:
    best, found = float("-inf"), ""
    for first in range(max(0, start - LONGEST + 1), min(stop, len(tokens) - SHORTEST + 1)):
        for last in range(first + SHORTEST, min(first + LONGEST, len(tokens)) + 1):
            if last <= start or (worth := _worth(tokens, first, last, start, stop)) <= best:
                continue
            said = _bare(tokens[first:last])
            if len(said) <= LONGEST_CHARACTERS and not _ADDRESS.search(said):
                best, found = worth, said
    return found


def _bare(tokens: Sequence[str]) -> str:
    said = "".join(c if c.isprintable() else " " for c in _UNSPEAKABLE.sub(" ", " ".join(tokens)))
    return " ".join(said.split()).strip(" .,;:?!…-–—'’()")


def _worth(tokens: Sequence[str], first: int, last: int, start: int, stop: int) -> float:
    inside = [_mark(token) for token in tokens[first : last - 1]]
    words = [_one(token) for token in tokens[first:last]]
    worth = 3.0 * (min(last, stop) - max(first, start)) / max(1, min(stop - start, LONGEST))
    worth -= 6.0 * inside.count("sentence") + 0.8 * inside.count("phrase")
    worth -= 0.1 * abs(last - first - 8)
    worth -= 0.3 * sum(word in _FILLERS for word in words)
    worth -= 0.6 * sum(word in _TURNS for word in words[1:])
    worth -= 0.4 * sum(one == other for one, other in pairwise(words))
    worth += _opening(tokens, first) + _ending(tokens, last)
    return worth + 1.2 * has_verb(words)


def has_verb(words: list[str]) -> bool:
    """Tell whether these words, without case and marks, can stand as a clause."""
    return any(_is_verb(words, index) for index in range(len(words)))


def _opening(tokens: Sequence[str], first: int) -> float:
    """Return how well a quote begins at this token."""
    word, before = _one(tokens[first]), _one(tokens[first - 1]) if first else ""
    worth = -1.5 * (word in _WEAK_START or word in _CLINGING)
    if not first or _mark(tokens[first - 1]):
        return worth + 1.2
    if before in _BREAK_BEFORE:
        return worth + 0.8
    if word in _SUBJECTS and before not in _WEAK_END:
        return worth + 0.8
    # Begun after "the" or "of", it is the rest of a phrase.
    return worth - 0.6 * (before in _WEAK_END) - 0.8


def _ending(tokens: Sequence[str], last: int) -> float:
    """Return how well a quote ends before this token."""
    worth = -1.5 * (_one(tokens[last - 1]) in _WEAK_END)
    if last == len(tokens) or _mark(tokens[last - 1]):
        return worth + 1.2
    after = _one(tokens[last])
    if after in _BREAK_BEFORE or after in _SUBJECTS:
        return worth + 0.7
    # "it still gets" waits for what it gets.
    worth -= 0.8 * (_one(tokens[last - 1]) in _VERBS)
    if after in _PREPOSITIONS:
        return worth - 0.2
    # "of", "than" or a unit after it belongs to what was quoted.
    return worth - 0.4 * (after in _CLINGING) - 0.9


def _is_verb(words: list[str], index: int) -> bool:
    word = words[index]
    if word in _CONTRACTED or (word in _VERBS and index > 0):
        return True
    return word.endswith("ed") and len(word) > 4 and index > 0


# An answer of five minutes has some 300 different words, looked at a hundred times each.
@lru_cache(maxsize=8192)
def _one(token: str) -> str:
    return " ".join(words_of(token))


@lru_cache(maxsize=8192)
def _mark(token: str) -> str:
    """Return whether a sentence or a phrase ends with this token."""
    if _SENTENCE_END.search(token) or "?" in token or "!" in token:
        return "sentence"
    return "phrase" if _PHRASE_END.search(token) else ""
