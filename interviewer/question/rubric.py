"""The twelve dimensions every round is judged on, and those a question file brings along."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from interviewer.question.question import Question

Scope = Literal["discussion", "presentation", "throughout"]


@dataclass(frozen=True, slots=True)
class Dimension:
    """One line of the rubric; `anchors` say in order what levels 1 to 4 look like."""

    id: str
    name: str
    asks: str
    scope: Scope
    anchors: tuple[str, ...] = ()
    part: str = ""
    """The title of the question's part it comes from; empty for the twelve."""


TWELVE = (
    Dimension(
        "scoped_depth",
        "Scoped depth",
        "Is the area cut to a size that can be held, and explored to the bottom there?",
        "discussion",
        (
            "Tours the whole field; every topic ends after a sentence.",
            "Names a focus but leaves it when pressed, or the focus is still a field.",
            "Draws a boundary and goes several questions deep inside it.",
            "Says what is left out and why; inside, knows mechanisms, numbers and open problems.",
        ),
    ),
    Dimension(
        "comparative_judgment",
        "Comparative judgement",
        "Does each comparison come with the condition under which it turns round?",
        "discussion",
        (
            "Lists methods, or calls one of them the best.",
            "Gives strengths and weaknesses that would fit any method.",
            "States when each method wins, in terms of data, cost or task.",
            "Names the crossing point, how it was found, and what would move it.",
        ),
    ),
    Dimension(
        "first_hand_evidence",
        "First-hand evidence",
        "Does it rest on what the candidate ran, saw and broke?",
        "discussion",
        (
            "Everything comes from papers or from others.",
            "Own work is mentioned, without numbers or details only its author could know.",
            "Own runs with data, scale and results.",
            "Own runs, a failure among them, how its cause was found, and what changed after it.",
        ),
    ),
    Dimension(
        "falsifiable_forecasting",
        "Falsifiable forecasting",
        "Could the forecast turn out wrong, and would one notice?",
        "discussion",
        (
            "No forecast, or one that nothing could contradict.",
            "A direction, without a date, a quantity or a reason.",
            "A dated, measurable forecast with the evidence behind it.",
            "Also how sure, what would change their mind, and what follows if it fails.",
        ),
    ),
    Dimension(
        "crisp_contribution",
        "Crisp contribution",
        "Is the gap and the claim one sentence, and is the candidate's own part plain?",
        "presentation",
        (
            "It stays unclear what is new or who did it.",
            "The contribution is a list of activities, or “we” hides who did what.",
            "One sentence says what is new against what; the own part is named.",
            "The sentence could be false, the gap is shown, and credit is divided unasked.",
        ),
    ),
    Dimension(
        "method_altitudes",
        "Method at several altitudes",
        "Can it be told as intuition, formal statement, recipe and cost, with every choice justified?",
        "presentation",
        (
            "One altitude only, or choices made because others make them.",
            "Two altitudes; questions about the others are met with repetition.",
            "Moves between intuition, definition and recipe, and gives a reason for the main choices.",
            "All four, at will; each choice against a named alternative with a reason or a result.",
        ),
    ),
    Dimension(
        "experimental_rigor",
        "Experimental rigour",
        "Would it survive a doubter: fair baselines, fitting metrics, ablations, spread, clean data?",
        "presentation",
        (
            "A headline number without what it is compared with.",
            "Baselines or metrics are named; budgets, spread and leakage stay open.",
            "Matched budgets, a metric that fits the goal, ablations, some measure of spread.",
            "Also the metric's blind spots, data hygiene, total cost, and a rival explanation ruled out.",
        ),
    ),
    Dimension(
        "honest_limitations",
        "Honest limitations",
        "Is it said, unasked, where it fails and what is not known?",
        "presentation",
        (
            "None, or ones that flatter.",
            "General ones that fit any work, or only when cornered.",
            "Specific failures with their conditions.",
            "Specific, with size and who is hurt, and the one experiment that would tell the most.",
        ),
    ),
    Dimension(
        "intellectual_honesty",
        "Intellectual honesty",
        "Is what was measured kept apart from what is believed?",
        "throughout",
        (
            "States beliefs as results, or defends what was shown to be wrong.",
            "Mostly sound; hedges or claims drift when pressed.",
            "Marks what was measured, read and guessed; concedes a right objection.",
            "Does so unasked, corrects themselves, and says what they would need to see.",
        ),
    ),
    Dimension(
        "composure",
        "Composure under challenge",
        "Is a sharp objection taken as a question and answered?",
        "throughout",
        (
            "Deflects, attacks the question or falls silent.",
            "Answers something near it, at length.",
            "Answers the objection first, then explains.",
            "Restates it fairly, concedes or holds in one sentence with a reason, and returns to the thread.",
        ),
    ),
    Dimension(
        "first_principles",
        "First principles",
        "How many whys does an explanation survive without an authority?",
        "throughout",
        (
            "The first why ends at “that is standard” or a name.",
            "One layer, then repetition.",
            "Several layers down to a mechanism or own evidence.",
            "To the bottom, or to an honest “I do not know, and this would tell”.",
        ),
    ),
    Dimension(
        "research_to_product",
        "Research to product",
        "Does the work meet latency, cost, privacy, a quality bar, monitoring and failure?",
        "throughout",
        (
            "Product is absent, or “we would just deploy it”.",
            "Constraints are named without numbers or consequences.",
            "Says what is promised, what is measured online and what is given up for it.",
            "Also the first failure to guard against, how it is noticed, and how it is undone.",
        ),
    ),
)
BY_ID = {dimension.id: dimension for dimension in TWELVE}


def rubric(question: Question) -> tuple[Dimension, ...]:
    """The twelve, then the question's own: under their part, or throughout."""
    own = [
        Dimension(
            _id(part.title, one.name), one.name, one.description, _scope(part.title, at), part=part.title
        )
        for at, part in enumerate(question.parts)
        for one in part.dimensions
    ]
    own += [
        Dimension(_id("", one.name), one.name, one.description, "throughout") for one in question.dimensions
    ]
    return (*TWELVE, *own)


def _scope(title: str, at: int) -> Scope:
    words = title.casefold()
    if "presentation" in words or "project" in words:
        return "presentation"
    return "discussion" if at == 0 or "discussion" in words else "presentation"


def _id(part: str, name: str) -> str:
    return "own_" + re.sub(r"\W+", "_", f"{part} {name}".casefold()).strip("_")[:80]
