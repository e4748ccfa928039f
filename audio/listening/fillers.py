"""Counts fillers and restarts in words; the words of a prompted pass are believed only where the plain ones agree."""

from __future__ import annotations

import math
import re
from difflib import SequenceMatcher
from itertools import groupby
from typing import TYPE_CHECKING

from audio.events import Fillers

if TYPE_CHECKING:
    from collections.abc import Sequence

    from audio.events import Word

HESITATIONS = frozenset(
    "um umm uhm uh uhh er err erm ah hm hmm hmmm mm mmm uhum".split()  # noqa: SIM905 - one line reads better
)
# Before these words, with no comma between, an "um" is talked about: "an um", "the word um", "I said um".
SPEAKS_OF = frozenset(
    (
        "an",
        "every",
        "each",
        "another",
        "word",
        "words",
        "say",
        "says",
        "said",
        "saying",
        "called",
        "sound",
        "sounds",
    )
)
# Words on each side that must be the same in the plain text: at two, one misheard word already loses a filler.
SIDE = 3
# A person may say "um, uh"; three and more in a row were always a loop on noise or breath.
RUN = 2
# Share of fillers among words above which a stretch is a loop: hesitant speakers say 12 a minute, one word in ten.
DENSEST = 0.34
# A run of fewer words than this is too short to judge its density.
ENOUGH = 6
# What people say twice on purpose.
DOUBLED = frozenset(
    ("very", "really", "much", "many", "no", "yes", "so", "had", "that", "again", "far", "more", "bye")
)


def fillers(believed: Sequence[Word], restarts: int = 0) -> Fillers:
    """Make the count of fillers that are believed."""
    return Fillers(len(believed), *interval(len(believed)), tuple(believed), restarts)


def believed(prompted: Sequence[Word], plain: Sequence[Word]) -> list[Word]:
    """Return the fillers among the words of a prompted pass that are no loop, no quotation and no invention."""
    found = [_bare(word) for word in prompted]
    content = [at for at, word in enumerate(found) if word not in HESITATIONS]
    if not content:
        return []
    matched = _matched(
        [found[at] for at in content], [bare for bare in map(_bare, plain) if bare not in HESITATIONS]
    )
    agreed = {content[index] for index in matched}
    kept: list[Word] = []
    for is_filler, group in groupby(range(len(found)), lambda at: found[at] in HESITATIONS):
        run = list(group)
        if not is_filler or len(run) > RUN or not _framed(run, content, agreed):
            continue
        kept += [prompted[at] for at in run if not _spoken_of(prompted, at)]
    if len(found) >= ENOUGH and len(kept) > DENSEST * len(found):
        return []
    return kept


def restarts(words: Sequence[Word]) -> int:
    """Count repeated words and phrases, and words that were cut off."""
    found = [_bare(word) for word in words]
    spoken = [
        (bare, word) for bare, word in zip(found, words, strict=True) if bare and bare not in HESITATIONS
    ]
    count = sum(bool(re.search(r"\w[-–—]$", word.text)) for _, word in spoken)
    texts = [bare for bare, _ in spoken]
    at = 0
    while at < len(texts):
        length = next((size for size in (4, 3, 2, 1) if _repeats(texts, at, size)), 0)
        count += bool(length)
        at += length or 1
    return count


def interval(count: int) -> tuple[float, float]:
    """Return the exact 95 % interval of a Poisson mean of which `count` was seen (Garwood 1936)."""
    low = _mean(count - 1, 0.975) if count else 0.0
    return low, _mean(count, 0.025)


def _mean(count: int, wanted: float) -> float:
    """Return the mean at which at most `count` are seen with the wished probability."""
    low, high = 0.0, 10.0 + 3.0 * (count + 1)
    for _ in range(60):
        middle = (low + high) / 2
        seen = sum(math.exp(k * math.log(middle) - middle - math.lgamma(k + 1)) for k in range(count + 1))
        low, high = (middle, high) if seen > wanted else (low, middle)
    return low


def _bare(word: Word) -> str:
    return re.sub(r"[^\w']", "", word.text.casefold().replace("’", "'")).strip("'")


def _matched(prompted: list[str], plain: list[str]) -> set[int]:
    matcher = SequenceMatcher(None, prompted, plain, autojunk=False)
    return {block.a + offset for block in matcher.get_matching_blocks() for offset in range(block.size)}


def _framed(run: list[int], content: list[int], agreed: set[int]) -> bool:
    """Whether most of the nearest words on each side, as far as there are any, stand in the plain text too."""
    before = [at for at in content if at < run[0]][-SIDE:]
    after = [at for at in content if at > run[-1]][:SIDE]
    return all(2 * sum(at in agreed for at in side) > len(side) for side in (before, after) if side)


def _spoken_of(words: Sequence[Word], at: int) -> bool:
    text = words[at].text
    if re.match(r"^[\"“‘'«]", text) or re.search(r"[\"”»']\W*$", text):
        return True
    if at == 0 or re.search(r"[,.;:?!–—-]$", words[at - 1].text):
        return False
    return _bare(words[at - 1]) in SPEAKS_OF


def _repeats(texts: list[str], at: int, size: int) -> bool:
    phrase = texts[at : at + size]
    if len(texts) < at + 2 * size or phrase != texts[at + size : at + 2 * size]:
        return False
    return size > 1 or not (phrase[0] in DOUBLED or phrase[0].isdigit())
