"""Grades a round by a model behind an endpoint: several passes, each quote checked, disagreement shown."""

from __future__ import annotations

import secrets
from functools import cache
from statistics import median_low
from typing import TYPE_CHECKING, Protocol

from interviewer.assets import asset
from interviewer.debrief.graded_speech import unaddressed
from interviewer.debrief.grading import Graded, concerned, grade
from interviewer.debrief.model_replies import MOST_QUOTES, Marks, read, schema
from interviewer.examiner.model_call import ModelError
from interviewer.examiner.prompt_text import HEADING, NOTE
from interviewer.examiner.quoting import tokens_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from interviewer.debrief.grading_quotes import Said
    from interviewer.question.rubric import Dimension

PASSES = 3
# One pass alone says nothing of how sure it is.
FEWEST_PASSES = 2
# Passes so many levels apart do not agree on anything.
UNSTABLE = 2
# An hour of speech is some 50,000 characters; a longer one is cut, its first words kept.
MOST_CHARACTERS = 60_000
NO_MARKS = "The model's replies held no mark that rests on words that were really said."


class Talk(Protocol):
    """Whatever replies to a prompt; `ModelTalk` over the wire."""

    name: str

    def ask(self, rules: str, material: str, schema: Mapping[str, object]) -> str:
        """Return the whole reply; raises ModelError with one sentence."""


def grade_by_model(
    answers: Sequence[Said], dimensions: Sequence[Dimension], talk: Talk
) -> tuple[tuple[Graded, ...], str]:
    """Return the marks and, where the embedded grader gave them instead, why; blocks for as long as the model takes."""
    heard = [said for said in answers if not said.is_poor and said.text.strip()]
    if not heard:
        return grade(answers, dimensions), ""
    marks: list[Marks] = []
    failure = ""
    for number in range(PASSES):
        try:
            marks.append(_pass(number, heard, answers, dimensions, talk))
        except ModelError as failed:
            failure = str(failed)
            if number - len(marks) >= PASSES - FEWEST_PASSES:
                break
    if len(marks) < FEWEST_PASSES or not any(marks):
        return grade(answers, dimensions), failure or NO_MARKS
    return tuple(_together(one, answers, marks, talk.name) for one in dimensions), ""


def _pass(
    number: int, heard: Sequence[Said], answers: Sequence[Said], dimensions: Sequence[Dimension], talk: Talk
) -> Marks:
    """Ask once, the dimensions in another order each time: what comes first is judged differently."""
    turned = [
        *dimensions[number * len(dimensions) // PASSES :],
        *dimensions[: number * len(dimensions) // PASSES],
    ]
    order = turned[::-1] if number % 2 else turned
    fence = f"==== {secrets.token_hex(8)} ===="
    reply = talk.ask(
        text("rules").replace("{fence}", fence),
        material(heard, order, fence),
        schema([one.id for one in order]),
    )
    return read(reply, {one.id: [s for s in concerned(one, answers) if not s.is_poor] for one in dimensions})


def material(heard: Sequence[Said], order: Sequence[Dimension], fence: str) -> str:
    """Return what is graded: the transcript between fences, then the dimensions with their anchors."""
    said: list[str] = []
    for one in heard:
        tokens = tokens_of(one.text)
        if one.line:
            said.append(f"PANEL: {one.line}")
        said.append(f"CANDIDATE: {' '.join(tokens[place] for place in unaddressed(tokens))}")
    transcript = "\n".join(said).replace("====", "")[:MOST_CHARACTERS]
    asked = "\n".join(_described(one) for one in order)
    return f"{fence}\n{transcript}\n{fence}\n\n{text('task')}\n{asked}"


def _described(one: Dimension) -> str:
    levels = "".join(f"\n  {number}: {anchor}" for number, anchor in enumerate(one.anchors, 1))
    return f"- {one.id} ({one.name}): {one.asks}{levels}"


def _together(one: Dimension, answers: Sequence[Said], marks: Sequence[Marks], engine: str) -> Graded:
    mine = concerned(one, answers)
    if mine and all(said.is_poor for said in mine):
        return Graded(one.id, None, "poorly heard", engine=engine)
    given = [found[one.id] for found in marks if one.id in found]
    if len(given) < FEWEST_PASSES:
        return Graded(one.id, None, "not shown", engine=engine, coverage=len(given) / len(marks))
    levels = [made for made, _ in given]
    low, high, made = min(levels), max(levels), median_low(levels)
    unstable = high - low >= UNSTABLE
    carried = [quote for level, quotes in given for quote in quotes if unstable or level == made]
    return Graded(
        dimension=one.id,
        level=None if unstable else made,
        shown="unstable" if unstable else "shown",
        evidence=tuple(dict.fromkeys(carried))[: 2 * MOST_QUOTES],
        engine=engine,
        coverage=len(given) / len(marks),
        low=low,
        high=high,
        place=None if unstable else sum(levels) / len(levels),
    )


@cache
def text(name: str) -> str:
    """Return a section of assets/prompts/grader.md without the notes on why it is there."""
    lines = asset("prompts", "grader.md").read_text(encoding="utf-8").splitlines()
    start = lines.index(f"{HEADING}{name}") + 1
    stop = next((at for at in range(start, len(lines)) if lines[at].startswith(HEADING)), len(lines))
    return "\n".join(line for line in lines[start:stop] if not line.startswith(NOTE)).strip()
