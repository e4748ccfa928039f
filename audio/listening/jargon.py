"""Which words of the trade to expect, and the sentence that tells Whisper so; pure."""

from __future__ import annotations

import re
from collections import Counter
from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from audio.events import Word

# A bare list of terms looped ("rlhf rlhf ...") on one recording in twelve; a sentence never did.
LEAD = "In this interview we talk about "
# Whisper takes 223 tokens of prompt and cuts a longer one at its beginning; the tokens are estimated.
MOST_TOKENS = 190
# A term is a name, not a paragraph.
LONGEST_TERM = 40
MOST_WORDS = 4
# An answer names a term or two in a sentence; a prompt that is read back names nothing else.
ECHOED = 5
DENSEST = 0.5
_TOKEN = re.compile(r"[^\W_]+(?:[-.+/’'][^\W_]+)*\+*")


def pick(texts: Iterable[str]) -> list[str]:
    """Return the terms in some texts, the ones used most first: acronyms, CamelCase, letters with digits, names."""
    lines = [line for text in texts for line in text.splitlines()]
    lower = {word for line in lines for word in _TOKEN.findall(line) if word.islower() and word.isalpha()}
    found: Counter[str] = Counter()
    for line in lines:
        found.update(term for term in _terms(line) if term.casefold() not in lower)
    return [term for term, _ in found.most_common()]


def listed(text: str) -> list[str]:
    """Return the terms of a glossary: one a line; empty lines and those that begin with # are passed over."""
    lines = (" ".join(line.split()) for line in text.splitlines())
    return [line[:LONGEST_TERM] for line in lines if line and not line.startswith("#")]


def gathered(*groups: Iterable[str]) -> tuple[str, ...]:
    """Return every term once, the earlier group first."""
    found: dict[str, str] = {}
    for term in (" ".join(term.split()) for group in groups for term in group):
        if term and len(term) <= LONGEST_TERM and len(term.split()) <= MOST_WORDS:
            found.setdefault(key(term) or term, term)
    return tuple(found.values())


def prompt(terms: Sequence[str]) -> str:
    """Return the one sentence that names as many of the terms as fit, the first ones before all."""
    named: list[str] = []
    tokens = _tokens(LEAD)
    for term in terms:
        tokens += _tokens(term) + 1
        if tokens > MOST_TOKENS:
            break
        named.append(term)
    if not named:
        return ""
    return f"{LEAD}{', '.join(named[:-1])} and {named[-1]}." if len(named) > 1 else f"{LEAD}{named[0]}."


def echoes(words: Sequence[Word], terms: Sequence[str]) -> bool:
    """Return whether a text is the prompt read back, or one term over and over, rather than speech."""
    texts = [key(word.text) for word in words]
    lead = [key(word) for word in LEAD.split()]
    if any(texts[at : at + len(lead)] == lead for at in range(len(texts))):
        return True
    places = {key(term): number for number, term in reversed(list(enumerate(terms)))}
    named = [text in places for text in texts]
    if sum(named) >= ECHOED and sum(named) > DENSEST * len(texts):
        return True
    run = 1
    for before, after in pairwise(places.get(text, -2) for text in texts):
        run = run + 1 if after == before + 1 else 1
        if run >= ECHOED:
            return True
    return False


def _tokens(text: str) -> int:
    """Return how many tokens a text takes at most: a word four letters each, an acronym one for one and a half."""
    runs = re.findall(r"[a-z]+|[A-Z]+|\d|[^\w\s]", text)
    return sum(1 + len(run) // 4 if run.islower() else -(-2 * len(run) // 3) for run in runs)


def key(text: str) -> str:
    """Return the letters and digits of a word, by which it is compared."""
    return re.sub(r"[\W_]", "", re.sub(r"[’']s\W*$", "", text.casefold()))


def _terms(line: str) -> Iterator[str]:
    heading = line.lstrip().startswith("#")
    shouted = len(_TOKEN.findall(line)) > 2 and not any(map(str.islower, line))
    before, reached = "", 0
    for match in _TOKEN.finditer(line):
        term = re.sub(r"[’']s$", "", match[0])
        inside = not heading and before.islower() and line[reached : match.start()] == " "
        is_name = inside and term.istitle() and term.isalpha() and len(term) > 3
        if is_name or (_is_term(term) and not (shouted and term.isalpha())):
            yield term
        before, reached = term, match.end()


def _is_term(word: str) -> bool:
    """Whether a word is an acronym, CamelCase, or letters with digits."""
    letters = [letter for letter in word if letter.isalpha()]
    if len(letters) < 2 and not (letters and len(word) > 1 and any(map(str.isdigit, word))):
        return False
    if any(map(str.isdigit, word)):
        return bool(letters) and not re.fullmatch(
            r"(?i)\d[\d.,]*(?:st|nd|rd|th|s|x|k|m|b|ms|gb|mb|h|%)", word
        )
    inside = any(letter.isupper() for letter in word[1:])
    return inside and re.fullmatch(r"[IVX]+|(?:[A-Z][a-z]+-)+[A-Z][a-z]+", word) is None
