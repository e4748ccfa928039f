"""How much a sentence or a slide sounds like a section of a plan."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from interviewer.rehearsal.stems import stem, stems

if TYPE_CHECKING:
    from interviewer.talk_events import PlannedSection

# What sections of research talks are called, and the words that speakers use in them instead of the title.
_KINDS = (
    ("problem motivation introduction intro background why", "problem matter motivation hard painful today background"),
    ("gap related prior literature", "gap prior existing previous nobody missing none related literature"),
    ("contribution claim thesis idea", "contribution contribute claim propose thesis idea sentence"),
    ("intuition picture", "intuition intuitively imagine picture analogy think"),
    ("formal formalism math theory objective", "formal formally define objective loss equation minimize theorem"),
    ("method approach recipe algorithm model how implementation system", "method approach algorithm recipe step works "
     "train implement layer architecture"),
    ("complexity cost compute efficiency", "cost complexity memory compute linear quadratic hour gpu"),
    ("setup experiment experiments data protocol evaluation", "setup experiment data benchmark baseline tuned seed "
     "metric compare protocol"),
    ("result results findings", "result percent improve accuracy beat table number score gain"),
    ("ablation ablations analysis", "ablation ablate remove without isolate matter component"),
    ("error errors failure failures", "error failure wrong mistake case fail"),
    ("limitation limitations weakness caveat caveats", "limitation limit caveat honest weakness not fail assume"),
    ("conclusion summary close outlook next future takeaway wrap", "conclusion conclude summary summarize future "
     "next takeaway sum close thank question"),
)  # fmt: skip
_TURN = re.compile(
    r"^\W*(?:(?:so|and|okay|ok|now|well|right|um|uh|then|next|finally|lastly|last|first|second|third|moving|move|let|"
    r"lets|let's|me|us|turn|turning|come|coming|go|on|to|i|we|will|would|like|talk|start|begin|with|about|"
    r"this|brings|that|here|is|are|the|our|my|what|how|of|look|at|a|word|few|words|for|part)\W+){0,9}",
    re.IGNORECASE,
)

# What turns to something new: without one of these a name may stand in any sentence.
_LEADS = re.compile(
    r"\b(?:so|now|next|then|finally|lastly|last|first|moving|move|let|lets|let's|turn|turning|coming|brings|begin|start|"
    r"here|word|look)\b",
    re.IGNORECASE,
)


@lru_cache(maxsize=256)
def _vocabulary(name: str, points: tuple[str, ...]) -> tuple[frozenset[str], frozenset[str]]:
    titles = frozenset(stems(name))
    named = {word.casefold() for word in re.findall(r"[A-Za-z]+", name)}
    kin: set[str] = set(stems(" ".join(points)))
    for names, words in _KINDS:
        if named & set(names.split()):
            kin |= {stem(word) for word in words.split()}
    return titles, frozenset(kin)


def likeness(section: PlannedSection, text: str) -> float:
    """Return how much these words belong to a section: its name counts most, then its points and its usual words."""
    titles, kin = _vocabulary(section.name, section.points)
    said = set(stems(text))
    named = 1.5 * len(titles & said) / max(1, len(titles))
    return named + min(1.5, 0.35 * len((kin - titles) & said))


def announces(section: PlannedSection, text: str) -> float:
    """Return how plainly a sentence begins a section by naming it, from 0 to 1.

    “Now to the results” does; “My contribution is this” does less; “I designed the method” hardly.
    """
    titles, _ = _vocabulary(section.name, section.points)
    rest = _TURN.sub("", text)
    first, second = [*stems(rest)[:2], "", ""][:2]
    if first in titles:
        return 1.0 if _LEADS.search(text[: len(text) - len(rest)]) else 0.7
    return 0.3 if second in titles else 0.0
