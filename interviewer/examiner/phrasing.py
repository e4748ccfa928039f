"""Puts a move into words: a template around the candidate's own words, in the tone of the panel."""

from __future__ import annotations

from typing import TYPE_CHECKING

from interviewer.examiner.moves import move_of
from interviewer.examiner.quoting import cut, substance_of

if TYPE_CHECKING:
    import random
    from collections.abc import Iterator

    from interviewer.events import LineKind, Pressure
    from interviewer.examiner.move import Move

# How the panel clears its throat; a quarter of the lines or more begin without it.
TONES: dict[Pressure, tuple[str, ...]] = {
    "calm": ("", "", "Help me follow you.", "Let me ask about one thing."),
    "probing": ("", "", "Stay with that.", "One thing there."),
    "hostile": ("", "I do not buy it.", "I am not convinced.", "That goes too fast for me."),
}
WHY = (
    "Why is that?",
    "Why should that hold?",
    "What makes you sure of that?",
    "What lies one layer below that?",
    "What would have to be true for that to be wrong?",
    "Which experiment would show it?",
    "What would you say to someone who expects the opposite?",
)
QUOTED_WHY = (
    'Why does "{quote}" hold?',
    'What makes you sure of "{quote}"?',
    'What lies one layer below "{quote}"?',
    'What would have to be true for "{quote}" to be wrong?',
    'Which experiment would settle "{quote}"?',
    'What would you say to someone who expects the opposite of "{quote}"?',
    'Go one step further back: what leads to "{quote}"?',
    'If "{quote}" turned out false tomorrow, what else would fall with it?',
    'When you say "{quote}", why that and nothing simpler?',
    'How would you explain "{quote}" to someone who has only the raw data?',
    'What did you see that made you say "{quote}"?',
    'Where does "{quote}" stop being true?',
    'You say "{quote}". And why is that?',
    'What is the weakest step on the way to "{quote}"?',
)


def challenges(move: Move, quote: str, pressure: Pressure, chance: random.Random) -> Iterator[str]:
    """Yield ways to put a challenge, the preferred one first."""
    yield from _toned(_filled(move.ask, quote) if quote else [move.plain], pressure, chance)


def whys(
    move: Move | None, quote: str, depth: int, pressure: Pressure, chance: random.Random
) -> Iterator[str]:
    """Yield ways to ask one why deeper, the preferred one first.

    A move's own whys fit an answer that took its question up; without a move come those that fit any words.
    `depth` counts the whys asked about it so far.
    """
    if not quote:
        yield from _toned(_turned(WHY, chance.randrange(len(WHY))), pressure, chance)
        return
    ladder = _turned(move.whys, depth) if move else ()
    any_words = _turned(QUOTED_WHY, chance.randrange(len(QUOTED_WHY)))
    yield from _toned(_filled((*ladder, *any_words), quote), pressure, chance)


def in_other_words(text: str, quote: str, move: str, kind: LineKind) -> str:
    """Put a question that was asked in other words and keep its quote."""
    known = move_of(move)
    if not quote:
        plain = known.plain if known and kind == "challenge" else ""
        return f"Let me put it differently. {plain if plain and plain not in text else text}"
    templates = (known.whys if kind == "follow_up" else known.ask) if known else ()
    for other in _filled((*templates, *QUOTED_WHY), quote):
        if other not in text:
            return f"Let me put it differently. {other}"
    return f"Let me put it differently. {text}"


def _filled(templates: tuple[str, ...], quote: str) -> list[str]:
    return [template.replace("{quote}", quote) for template in templates]


def _turned(templates: tuple[str, ...], by: int) -> tuple[str, ...]:
    by %= len(templates)
    return templates[by:] + templates[:by]


def _toned(lines: list[str] | tuple[str, ...], pressure: Pressure, chance: random.Random) -> Iterator[str]:
    for line in lines:
        tone = chance.choice(TONES[pressure])
        yield f"{tone} {line}" if tone else line


def anchored(question: str, tokens: list[str], spans: list[tuple[int, int]]) -> str:
    """Return the words of the answer that a question without a quote is about, or nothing.

    They must share two words of substance with it, so that no quote is put before a question it does not fit.
    """
    asked = substance_of(question)
    shared = [len(asked & substance_of(" ".join(tokens[start:stop]))) for start, stop in spans]
    best = max(range(len(spans)), key=lambda index: shared[index])
    return cut(tokens, *spans[best]) if shared[best] > 1 else ""
