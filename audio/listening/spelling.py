"""Writes terms as they are listed where their letters or their sounds were heard; pure."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from typing import TYPE_CHECKING

from audio.listening.jargon import key

if TYPE_CHECKING:
    from collections.abc import Sequence

    from audio.events import Word

# Words heard for one term: "K V cache", "res net 50".
JOINED = 5
# Whoever wrote these words doubted one of them; words of plain speech that happen to sound like a term are
# certain: of 50 terms none was taken for heard in 10 clips of read speech at these numbers, four at 0.8.
DOUBTED = 0.65
ALIKE = 0.87
# Sounds of a term: one shorter must be the same in all of them, or "in that" is U-Net; still shorter ones may not.
ENOUGH = 5
SHORTEST = 4

# Liberal: who is suspected is only listened for once more.
SUSPECT = 0.75
UNSURE = 0.8

_TECHNICAL = re.compile(r"[A-Z]*(?:[A-Z]-?[A-Z0-9]|[0-9]-?[A-Z])[A-Za-z0-9-]*|[B-HJ-Z]|\w*[a-z][A-Z]\w*")
_SAME = str.maketrans("cqz", "kks")


def spelled(words: Sequence[Word], terms: Sequence[str]) -> list[Word]:
    """Write terms as they are listed.

    "a UPRC" becomes AUPRC; where the recogniser doubted itself, "library speech" becomes LibriSpeech.
    """
    known = _Terms.of(terms)
    written: list[Word] = []
    at = 0
    while at < len(words):
        size, term = known.best(words[at : at + JOINED])
        written.append(_joined(words[at : at + size], term) if term else words[at])
        at += size
    return written


def suspected(words: Sequence[Word], terms: Sequence[str]) -> list[str]:
    """Return the terms that may have been said, the likeliest first: to be listened for once more."""
    known = _Terms.of(terms)
    found: dict[str, float] = {}
    for at in range(len(words)):
        for size in range(1, 1 + min(JOINED, len(words) - at)):
            group = words[at : at + size]
            if any(map(_apart, group[:-1])):
                break
            wanted = SUSPECT if min(word.probability for word in group) < UNSURE else 1.0
            exact = known.letters.get(_letters(group))
            for likeness, term in [(1.0, exact)] if exact else known.like(group, wanted):
                found[term] = max(likeness, found.get(term, 0.0))
    return sorted(found, key=lambda term: -found[term])


def technical(words: Sequence[Word]) -> bool:
    """Return whether a text speaks in acronyms, letters with digits, or letters one by one."""
    return any(_TECHNICAL.fullmatch(re.sub(r"^\W+|\W+$", "", word.text)) for word in words)


def named(words: Sequence[Word], terms: Sequence[str]) -> int:
    """Return how often listed terms are written in a text."""
    letters = {key(term) for term in terms}
    most = max((len(term.split()) for term in terms), default=0)
    return sum(
        _letters(words[at : at + size]) in letters
        for at in range(len(words))
        for size in range(1, 1 + min(most, len(words) - at))
    )


@dataclass(frozen=True, slots=True)
class _Terms:
    """The terms by their letters and by their sounds."""

    letters: dict[str, str]
    sounds: dict[str, str]

    @classmethod
    def of(cls, terms: Sequence[str]) -> _Terms:
        """Prepare a list, in which an earlier term goes before a later one that sounds the same."""
        letters = {key(term): term for term in reversed(terms) if len(key(term)) > 2}
        sounds = {sound: term for term in reversed(terms) if len(sound := sounds_of(term)) >= SHORTEST}
        return cls(letters, sounds)

    def best(self, words: Sequence[Word]) -> tuple[int, str]:
        """Return how many of the first words are which term; one word and nothing where there is none."""
        sizes = range(len(words), 0, -1)
        for size in sizes:
            group = words[:size]
            term = self.letters.get(_letters(group), "")
            if term and not any(map(_apart, group[:-1])):
                return (size, term) if _may_be(group, term) else (1, "")
        alike = [(self._alike(words[:size]), size) for size in sizes]
        (likeness, term), size = max(alike, key=lambda each: each[0][0], default=((0.0, ""), 1))
        return (size, term) if likeness else (1, "")

    def _alike(self, group: Sequence[Word]) -> tuple[float, str]:
        """Return the term that a doubted group sounds like, and how much."""
        if min(word.probability for word in group) >= DOUBTED or any(map(_apart, group[:-1])):
            return 0.0, ""
        if any(key(word.text) in self.letters for word in group):
            return 0.0, ""
        return max(self.like(group, ALIKE), default=(0.0, ""))

    def like(self, group: Sequence[Word], wanted: float) -> list[tuple[float, str]]:
        """Return the terms that a group of words sounds like, and how much each."""
        heard = sounds_of("".join(word.text for word in group))
        found: list[tuple[float, str]] = []
        for sound, term in self.sounds.items():
            if sound[:1] == heard[:1] and 2 * abs(len(sound) - len(heard)) < len(sound):
                likeness = SequenceMatcher(None, heard, sound, autojunk=False).ratio()
                short = min(len(sound), len(heard)) < ENOUGH and not technical(group)
                if likeness >= (1.0 if short else wanted):
                    found.append((likeness, term))
        return found


def sounds_of(text: str) -> str:
    """Return a text with letters that sound alike made the same, and every run of vowels one."""
    same = key(text).replace("ph", "f").replace("ck", "k").replace("x", "ks").translate(_SAME)
    return re.sub(r"(.)\1+", r"\1", re.sub(r"[aeiouyh]+", "a", same))


def _letters(group: Sequence[Word]) -> str:
    return "".join(key(word.text) for word in group)


def _apart(word: Word) -> bool:
    return re.search(r"[,;:.!?]$", word.text) is not None


def _may_be(group: Sequence[Word], term: str) -> bool:
    """Whether words with a term's letters are to be written as the term: no plain word becomes a name."""
    if len(group) > 1:
        return " ".join(word.text for word in group).casefold() != term.casefold()
    heard = re.sub(r"^\W+|\W+$", "", group[0].text)
    capitals = sum(letter.isupper() for letter in heard)
    return heard != term and (capitals > 1 or any(letter.isdigit() for letter in heard))


def _joined(group: Sequence[Word], term: str) -> Word:
    before = re.match(r"^[^\w]*", group[0].text)
    after = re.search(r"(?:[’']s)?[^\w]*$", group[-1].text)
    text = f"{before[0] if before else ''}{term}{after[0] if after else ''}"
    return replace(
        group[0], text=text, end=group[-1].end, probability=min(word.probability for word in group)
    )
