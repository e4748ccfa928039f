"""Which words of the trade to expect, the sentence that tells Whisper so, and how they are spelled; pure."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace
from difflib import SequenceMatcher
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
# Words joined into one term: "K V cache", "res net 50".
JOINED = 5
# Consonants that must be the same before a term is taken for heard; four let "Robert" become RoBERTa.
ENOUGH_SOUNDS = 5
ALIKE = 0.7

_ALIKE = str.maketrans("cqz", "kks")

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
            found.setdefault(_key(term) or term, term)
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
    texts = [_key(word.text) for word in words]
    lead = [_key(word) for word in LEAD.split()]
    if any(texts[at : at + len(lead)] == lead for at in range(len(texts))):
        return True
    places = {_key(term): number for number, term in reversed(list(enumerate(terms)))}
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


def spelled(words: Sequence[Word], terms: Sequence[str]) -> list[Word]:
    """Write terms as they are listed where their letters or sounds were heard.

    "a UPRC" becomes AUPRC, "res net 50" ResNet50, "library speech" LibriSpeech.
    """
    single = [term for term in reversed(terms) if len(term.split()) == 1]
    letters = {_key(term): term for term in single if len(_key(term)) > 2}
    sounds = {_sound(term): term for term in single if len(_sound(term)) >= ENOUGH_SOUNDS}
    written: list[Word] = []
    at = 0
    while at < len(words):
        for size in range(min(JOINED, len(words) - at), 0, -1):
            group = words[at : at + size]
            term = _meant(group, letters, sounds)
            if term:
                written.append(_joined(group, term))
                at += size
                break
        else:
            written.append(words[at])
            at += 1
    return written


def _meant(group: Sequence[Word], letters: dict[str, str], sounds: dict[str, str]) -> str:
    heard = "".join(_key(word.text) for word in group)
    if term := letters.get(heard):
        return term if _may_be(group, term) else ""
    term = sounds.get(_sound(heard), "")
    if not term or heard[:1] != _key(term)[:1] or any(map(_apart, group[:-1])):
        return ""
    alike = SequenceMatcher(None, heard, _key(term), autojunk=False).ratio()
    return term if alike >= ALIKE else ""


def _sound(text: str) -> str:
    """Return the consonants and digits of a text, those that sound alike as one letter; its first vowel counts."""
    key = _key(text).replace("ph", "f").replace("ck", "k").replace("x", "ks").translate(_ALIKE)
    skeleton = ("a" if key[:1] in "aeiou" else "") + re.sub(r"[aeiouyhw]", "", key)
    return re.sub(r"(.)\1+", r"\1", skeleton)


def _apart(word: Word) -> bool:
    return re.search(r"[,;:.!?]$", word.text) is not None


def _may_be(group: Sequence[Word], term: str) -> bool:
    """Whether words with a term's letters are that term: not across a comma, and no plain word made a name."""
    if any(map(_apart, group[:-1])):
        return False
    if len(group) > 1:
        return True
    heard = re.sub(r"^\W+|\W+$", "", group[0].text)
    capitals = sum(letter.isupper() for letter in heard)
    return heard != term and (capitals > 1 or any(letter.isdigit() for letter in heard))


def _joined(group: Sequence[Word], term: str) -> Word:
    before = re.match(r"^[^\w]*", group[0].text)
    after = re.search(r"(?:[’']s)?[^\w]*$", group[-1].text)
    text = f"{before[0] if before else ''}{term}{after[0] if after else ''}"
    certain = min(word.probability for word in group)
    return replace(group[0], text=text, end=group[-1].end, probability=certain)


def _key(text: str) -> str:
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
