"""Objections planted to be held against: an argument known to be wrong, or a premise nobody stated.

Each says why it is wrong, for the debrief, which reveals every one of them. False premises carry no quotation
marks, and a share of the challenges is the most there may be of both.
"""

from __future__ import annotations

import random
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from interviewer.examiner.grid import cells_of
from interviewer.examiner.grid_words import PATTERNS
from interviewer.examiner.moves import FALSE_PREMISE, INVALID, dimension_of, is_planted
from interviewer.examiner.policy import challenges_of
from interviewer.examiner.quoting import plain

if TYPE_CHECKING:
    from collections.abc import Iterator

    from interviewer.events import Validity
    from interviewer.examiner.examiner import Brief
    from interviewer.examiner.grid_words import Column

# At most one challenge in four is planted, so the first that can be is the fourth.
SHARE = 0.25
# Whether one is planted where it may be: often enough to meet one a round, too seldom to wait for it.
CHANCE = 0.6


@dataclass(frozen=True, slots=True)
class Objection:
    """One planted objection, ready to be asked."""

    move: str
    text: str
    quote: str
    validity: Validity
    why: str
    """Why it is wrong, to the candidate, in a sentence."""


# An argument against something the candidate did show, and why it does not hold.
_ARGUMENTS: dict[Column, tuple[str, str, str]] = {
    "baseline tuned alike": (
        "tuning",
        "Tuning the opponent that well is unfair to you: will you claim a larger gap?",
        "Equal tuning is what makes the comparison fair, and no larger gap follows from it.",
    ),
    "budget matched": (
        "budget",
        "Nobody matches budgets in practice, so the comparison says nothing: do you drop it?",
        "A matched budget shows what the method itself is worth, whatever others do in practice.",
    ),
    "metric fits the goal": (
        "metric",
        "People disagree with each other, so the automatic score is the truer one: do you accept that?",
        "That people disagree limits how precise their judgement is; it does not make a proxy right.",
    ),
    "ablation isolates": (
        "ablation",
        "Taking anything out of a system makes it worse, so that shows nothing: do you withdraw it?",
        "How much is lost is what an ablation shows, and many parts can be taken out at no loss.",
    ),
    "more than one dataset": (
        "datasets",
        "If the gain is not equally large everywhere, it is real nowhere: do you concede?",
        "A gain may differ in size from one dataset to the next and be real on each of them.",
    ),
    "test data untouched": (
        "test",
        "A test set opened only once proves little; tuning on it would be more reliable, would it not?",
        "A test set stays honest because nothing is tuned on it; its interval says how much one look proves.",
    ),
    "spread over seeds": (
        "seeds",
        "Repeating a run only averages the luck away, so it proves nothing: do you withdraw the claim?",
        "Repeating a run is what tells luck from an effect; the spread was the right thing to bring.",
    ),
    "cost stated": (
        "cost",
        "Whatever has a price cannot be a real improvement: do you take the gain back?",
        "Whether a gain is real and whether it is worth its price are two questions.",
    ),
    "failures shown": (
        "failures",
        "A method with a known failure has not been shown to work: do you withdraw the result?",
        "A limit that is stated narrows a claim; it does not refute what lies inside it.",
    ),
}
# A premise, the words that would have had to be said for it to be one, and what was never said.
_PREMISES: dict[str, tuple[str, str, str]] = {
    "languages": (
        "You claimed that it works in every language. How do you know that?",
        r"languages?|english|multilingual|translat\w+",
        "that it works in every language",
    ),
    "solved": (
        "You called the whole problem solved. What is there left to do, then?",
        r"solved?|solves|solution|done",
        "that the problem was solved",
    ),
    "first": (
        "You told us that nobody had ever tried this before. How did you check that?",
        r"nobody|no one|first|novel|new|ever|never|before",
        "that nobody had tried it before",
    ),
    "production": (
        "You told us that this has run in production for a year. What broke first?",
        r"production|live|deploy\w*|ship\w*|launch\w*|pilot|roll\w*|customers?|users?",
        "that it had run in production",
    ),
    "free": (
        "You told us that it comes at no extra cost at all. Where does the cost hide?",
        r"costs?|free|latency|milliseconds?|compute|cheap\w*|price|expensive|faster|slower|hours?|g ?p ?us?",
        "that it came at no extra cost",
    ),
    "unread": (
        "You mentioned that no person ever looked at the outputs. Why did you leave that out?",
        r"human\w*|people|person|annotat\w+|raters?|doctors?|nurses?|by hand|read|looked|checked|label\w*",
        "that no person had looked at the outputs",
    ),
    "alone": (
        "You said that you did all of it alone. Who else could confirm what you found?",
        r"alone|myself|by my own|on my own|all mine|all of it|everything|team|we|colleagues?",
        "that you had done all of it alone",
    ),
    "doubling": (
        "You told us that twice the data gives twice the gain. What happens at ten times?",
        r"twice|doubl\w*|two times|half|scal\w+|more data|ten times",
        "that twice the data gives twice the gain",
    ),
    "checkpoint": (
        "You mentioned choosing the final checkpoint on the test set. How much of the gain is left without that?",
        r"checkpoints?|test|held out|holdout|epochs?|early stopping|leak\w*",
        "that you chose anything on the test set",
    ),
    "wrong": (
        "You told us that all the earlier work is simply wrong. Which result convinced you of that?",
        r"earlier|previous|prior|wrong|literature|papers?|others?",
        "that the earlier work was wrong",
    ),
}


# What may come, or would have to, was not shown.
_SUPPOSED = re.compile(r"\b(if|unless|would|will|i m wrong|i expect|my bet|by the (end|close))\b")


def planted(brief: Brief, share: float = SHARE) -> Iterator[Objection]:
    """Yield the objections to plant as this challenge, the preferred one first; none where none is due."""
    asked = challenges_of(brief.moves_used)
    so_far = sum(is_planted(identity) for identity in asked)
    if brief.kind != "challenge" or brief.in_a_hurry or so_far + 1 > share * (len(asked) + 1) or not asked:
        return
    chance = random.Random(f"{brief.seed}:{len(asked)}:plant")
    if dimension_of(asked[-1]) == dimension_of(INVALID) or chance.random() > CHANCE:
        return
    kinds = [list(_invalid(brief)), list(_false(brief))]
    for made in kinds:
        chance.shuffle(made)
    # The two kinds take turns, whichever the seed begins with.
    first = kinds[(random.Random(f"{brief.seed}:plant").randrange(2) + so_far) % 2]
    other = kinds[0] if first is kinds[1] else kinds[1]
    yield from (one for one in (*first, *other) if one.move not in brief.moves_used)


def reveal(move: str) -> str:
    """Return what was wrong with a planted objection, for the debrief; nothing for another move."""
    kind, _, name = move.partition("-")
    if kind == INVALID:
        return next((why for key, _, why in _ARGUMENTS.values() if key == name), "")
    if kind == FALSE_PREMISE and name in _PREMISES:
        return f"You had never said {_PREMISES[name][2]}."
    return ""


def _invalid(brief: Brief) -> Iterator[Objection]:
    """Yield wrong arguments against what the last answer gave evidence for."""
    text = next((turn.text for turn in reversed(brief.turns) if turn.is_answer), "")
    for column, cell in cells_of(text).items():
        name, argument, why = _ARGUMENTS[column]
        said = plain(cell.quote)
        # The argument must meet what is quoted, not something said nearby, nor a forecast.
        if cell.state == "evidenced" and PATTERNS[column].search(said) and not _SUPPOSED.search(said):
            asked = f'You said "{cell.quote}". {argument}'
            yield Objection(f"{INVALID}-{name}", asked, cell.quote, "invalid", why)


def _false(brief: Brief) -> Iterator[Objection]:
    """Yield premises of which no word was ever said."""
    said = plain(" ".join(turn.text for turn in brief.turns if turn.is_answer))
    if not said:
        return
    for name, (text, words, _) in _PREMISES.items():
        if not re.search(rf"\b(?:{words})\b", said):
            identity = f"{FALSE_PREMISE}-{name}"
            yield Objection(identity, text, "", "false_premise", reveal(identity))
