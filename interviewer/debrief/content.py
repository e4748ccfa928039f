"""Tells in a transcript what carries content, what hedges and what only holds the floor."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from interviewer.events import Word

FILLERS = frozenset("um umm uhm uh uhh er err erm ah hm hmm hmmm mm mmm uhum".split())  # noqa: SIM905 - one line reads better
# What may stand before the first word of an answer proper; at the beginning only.
# What may stand before the first word of an answer proper; at the beginning only.
_ALONE = "so well okay ok right sure yeah now and but like actually basically look oh thanks"
_PHRASES = (
    "you know|i mean|i see|thank you|good question|let me think|let me see|let's see|that's a good question|"
    "that is a good question"
)
MARKERS = tuple(tuple(phrase.split()) for phrase in (*_PHRASES.split("|"), *_ALONE.split()))
HEDGES = (
    "maybe|perhaps|probably|possibly|presumably|somewhat|roughly|supposedly|apparently|arguably|hopefully|seemingly|"
    "kind of|sort of|more or less|in a way|to some extent|at some point|i think|i guess|i believe|i suppose|i feel|"
    "i assume|i'm not sure|not entirely sure|not really sure|might|could be|may be|seems|seem|seemed|tends to|or so|"
    "or something|something like that|as far as i know|if i remember|i would say|i'd say"
)
_HEDGE = re.compile(rf"(?<![\w'])(?:{HEDGES})(?![\w'])")


def bare(text: str) -> str:
    """Return a word without case and marks."""
    return re.sub(r"[^\w']", "", text.casefold().replace("’", "'")).strip("'")


def first_content(words: Sequence[Word]) -> Word | None:
    """Return the first word that is neither a filler nor a marker; nothing where there is none."""
    spoken = [(bare(word.text), word) for word in words]
    spoken = [(text, word) for text, word in spoken if text and text not in FILLERS]
    at = 0
    while at < len(spoken):
        length = max(
            (len(marker) for marker in MARKERS if _stands(spoken, at, marker)),
            default=0,
        )
        if not length:
            return spoken[at][1]
        at += length
    return None


def hedges(text: str) -> int:
    """Count hedging words and phrases; an honest "roughly" counts like an evasive one."""
    plain = " ".join(text.casefold().replace("’", "'").split())
    return len(_HEDGE.findall(re.sub(r"[^\w'\s]", " ", plain)))


def _stands(spoken: Sequence[tuple[str, Word]], at: int, marker: Sequence[str]) -> bool:
    return [text for text, _ in spoken[at : at + len(marker)]] == list(marker)
