"""Puts a move into words: a template around the candidate's own words, in the tone of the panel."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING

from interviewer.examiner.moves import move_of
from interviewer.examiner.quoting import cut, substance_of

if TYPE_CHECKING:
    import random
    from collections.abc import Iterator, Sequence

    from interviewer.events import LineKind, Pressure
    from interviewer.examiner.move import Move

# How the panel clears its throat; a third of the lines or more begin without it.
TONES: dict[Pressure, tuple[str, ...]] = {
    "calm": ("", "", "Help me follow you.", "Let me ask about one thing."),
    "probing": ("", "", "Stay with that.", "One thing there."),
    "hostile": ("", "I do not buy it.", "I am not convinced.", "That goes too fast for me."),
}
# For a stretch in which nothing looks weak: a question, and no doubt before it.
OPEN_TONES: dict[Pressure, tuple[str, ...]] = {
    "calm": TONES["calm"],
    "probing": TONES["probing"],
    "hostile": ("", "", "Go on.", "Then tell me this."),
}
# What each rung asks: what was measured, by what mechanism, what would show it false.
RUNGS: tuple[tuple[str, ...], ...] = (
    (
        "What did you measure there?",
        "Which number stands behind that?",
        "Which run of yours shows that?",
        "What exactly did you see, and how often?",
        "On which data did you see that?",
        "How would I see that in your results?",
    ),
    (
        "By what mechanism?",
        "What makes that happen?",
        "Why should that be so, and not the reverse?",
        "What lies one layer below that?",
        "What has to be true of the data for that to happen?",
        "How would you explain that to somebody who has only the raw data?",
    ),
    (
        "What would show that to be wrong?",
        "Which experiment could still prove you wrong?",
        "What would you expect to see if it were not so?",
        "Where does that stop being true?",
        "If that turned out false tomorrow, what else would fall with it?",
        "What is the weakest step on the way there?",
    ),
)
LEADS = ('You said "{quote}".', 'I noted "{quote}".', '"{quote}", you said.', 'Back to "{quote}".')
# One step down after two empty replies: something anybody who did the work can answer from memory.
ANCHORS: dict[str, str] = {
    "scoped_depth": "What is the last problem in that area that you worked on with your own hands?",
    "comparative_judgment": "Which two methods have you run side by side yourself?",
    "first_hand_evidence": "What did the very first run look like?",
    "falsifiable_forecasting": "What has changed in your field since last year?",
    "research_to_product": "Who would use this first, and what for?",
    "crisp_contribution": "What did you do in the first week of that project?",
    "method_altitudes": "What goes in, and what comes out?",
    "experimental_rigor": "What did you compare against, and on which data?",
    "intellectual_honesty": "Which part of it did you check yourself?",
    "honest_limitations": "When did it last give a wrong answer?",
    "first_principles": "What would happen if you simply left that out?",
    "composure": "Which one result are you surest of?",
}
ANY_ANCHOR = (
    "Which single result do you remember best?",
    "What was the first thing you tried?",
    "What was the simplest version that worked?",
    "What did one typical example look like?",
)
ANCHOR_TONES = ("Let us make it simpler.", "Let me ask something easier.", "Start smaller.", "One step back.")
DRIFTED = (
    'Earlier you said "{earlier}", and now "{later}". Which of the two holds?',
    'I noted "{earlier}" before, and now "{later}". Are those two experiments, or which number is right?',
    'First it was "{earlier}", then "{later}". What should I write down?',
)


def challenges(
    move: Move, quote: str, pressure: Pressure, chance: random.Random, doubted: bool = True
) -> Iterator[str]:
    """Yield ways to put a challenge, the preferred one first; without doubt in its tone unless `doubted`."""
    tones = (TONES if doubted else OPEN_TONES)[pressure]
    asks = _turned(move.ask, chance.randrange(len(move.ask)))
    yield from _toned(_filled(asks, quote) if quote else [move.plain], tones, chance)


def whys(
    move: Move | None, quote: str, rung: int, pressure: Pressure, chance: random.Random
) -> Iterator[str]:
    """Yield ways to ask this rung's why, the preferred one first; in the end those of the other rungs.

    A move's own whys fit an answer that took its question up; without a move come those that fit any words.
    """
    # Doubt belongs to a challenge; from a why on it would only be noise.
    tones, index = OPEN_TONES[pressure], min(max(rung, 1), len(RUNGS)) - 1
    any_words = _turned(RUNGS[index], chance.randrange(len(RUNGS[index])))
    others = [ask for number, rung_ in enumerate(RUNGS) if number != index for ask in rung_]
    if not quote:
        yield from _toned([*any_words, *others], tones, chance)
        return
    own = [move.whys[index]] if move else []
    leads = _turned(LEADS, chance.randrange(len(LEADS)))
    quoted = [f"{lead} {ask}" for ask in (*any_words, *others) for lead in leads]
    yield from _toned(_filled((*own, *quoted), quote), tones, chance)


def anchors(dimension: str, chance: random.Random) -> Iterator[str]:
    """Yield easier questions after two empty replies, the one of this dimension first."""
    own = [ANCHORS[dimension]] if dimension in ANCHORS else []
    asks = chain(own, _turned(ANY_ANCHOR, chance.randrange(len(ANY_ANCHOR))), ANCHORS.values())
    yield from _toned(list(asks), ANCHOR_TONES, chance)


def drifted(earlier: str, later: str, chance: random.Random) -> Iterator[str]:
    """Yield ways to hold two numbers side by side."""
    for template in _turned(DRIFTED, chance.randrange(len(DRIFTED))):
        yield template.replace("{earlier}", earlier).replace("{later}", later)


def in_other_words(text: str, quote: str, move: str, kind: LineKind) -> str:
    """Put a question that was asked in other words and keep its quote."""
    known = move_of(move)
    if not quote:
        plain = known.plain if known and kind == "challenge" else ""
        return f"Let me put it differently. {plain if plain and plain not in text else text}"
    templates = (known.whys if kind == "follow_up" else known.ask) if known else ()
    for other in _filled(templates, quote):
        if other not in text:
            return f"Let me put it differently. {other}"
    return f"Let me put it differently. {text}"


def _filled(templates: Sequence[str], quote: str) -> list[str]:
    return [template.replace("{quote}", quote) for template in templates]


def _turned(templates: tuple[str, ...], by: int) -> tuple[str, ...]:
    by %= len(templates)
    return templates[by:] + templates[:by]


def _toned(lines: Sequence[str], tones: Sequence[str], chance: random.Random) -> Iterator[str]:
    for line in lines:
        tone = chance.choice(tones)
        yield f"{tone} {line}" if tone else line


def anchored(question: str, tokens: list[str], spans: list[tuple[int, int]]) -> str:
    """Return the words of the answer that a question without a quote is about, or nothing.

    They must share two words of substance with it, so that no quote is put before a question it does not fit.
    """
    asked = substance_of(question)
    shared = [len(asked & substance_of(" ".join(tokens[start:stop]))) for start, stop in spans]
    best = max(range(len(spans)), key=lambda index: shared[index])
    return cut(tokens, *spans[best]) if shared[best] > 1 else ""
