"""What a model is told, and how its reply is read; what people wrote and said goes in as data only."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from interviewer.examiner.prompt_text import text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from interviewer.events import Pressure
    from interviewer.examiner.examiner import Brief

# Prefill dominates the wait on a small machine: about 1,500 tokens in all keeps it near a second there.
ANSWER_CHARACTERS = 3000
EARLIER_CHARACTERS = 2000
QUESTION_CHARACTERS = 800

# Rungs of the ladder of whys in assets/prompts/examiner.md.
RUNGS = 3
_TAG = re.compile(r"^\W*question\W*:\W*?\s*(.+)$", re.IGNORECASE | re.MULTILINE | re.DOTALL)
_ANGLE = re.compile(r"^\W*angle\W*?(\d+)", re.IGNORECASE | re.MULTILINE)
_THOUGHT = re.compile(r"<think(ing)?>.*?(</think(ing)?>|\Z)", re.IGNORECASE | re.DOTALL)


@dataclass(frozen=True, slots=True)
class Reply:
    """A model's reply, read: which of the offered angles it took (from 0), and its question."""

    angle: int
    question: str


def instructions(pressure: Pressure, fence: str) -> str:
    """Return what the model is to do."""
    return text("rules", tone=text(f"tone {pressure}"), fence=fence)


def material(brief: Brief, angles: Sequence[str], fence: str) -> str:
    """Return what it is about: the question, what was said, and the angles to choose from."""
    answer = next((turn.text for turn in reversed(brief.turns) if turn.is_answer), "")
    earlier = "\n".join(f"{turn.speaker}: {turn.text}" for turn in brief.turns[:-1])
    offered = "\n".join(f"{number}. {angle}" for number, angle in enumerate(angles, 1))
    question = f"{brief.question.title}\n{brief.question.introduction}"
    blocks = (
        ("The interview question", question[:QUESTION_CHARACTERS]),
        ("The talk so far", earlier[-EARLIER_CHARACTERS:]),
        ("The last answer", answer[-ANSWER_CHARACTERS:]),
        ("Angles to choose from, the likeliest first", offered),
    )
    data = "\n\n".join(f"{title}:\n{fence}\n{said}\n{fence}" for title, said in blocks)
    return f"{data}\n\n{text(f'task {brief.kind}')}"


def deeper(brief: Brief) -> str:
    """Return what a question about the last reply is to ask."""
    if brief.kind == "anchor":
        return text("easier")
    return text(f"rung {min(max(brief.rung, 1), RUNGS)}")


def again(reason: str) -> str:
    """Ask for another try after a question was refused."""
    return text("again", reason=reason)


def read(reply: str) -> Reply:
    """Read a reply in two lines, as JSON, or as the bare question; the guard judges what comes out."""
    said = _THOUGHT.sub("", reply).strip().strip("`").strip()
    said = said.removeprefix("json").strip()
    found = _from_json(said)
    if found is not None:
        return found
    angle = _ANGLE.search(said)
    tagged = _TAG.search(said)
    question = tagged[1] if tagged else _ANGLE.sub("", said)
    return Reply(max(0, int(angle[1][:3]) - 1) if angle else 0, _tidy(question))


def _from_json(said: str) -> Reply | None:
    try:
        value = json.loads(said)
    except (ValueError, RecursionError):
        return None
    if not isinstance(value, dict):
        return None
    lower = {str(key).casefold(): item for key, item in value.items()}
    question, angle = lower.get("question"), lower.get("angle")
    if not isinstance(question, str):
        return None
    return Reply(max(0, angle - 1) if isinstance(angle, int) else 0, _tidy(question))


def _tidy(question: str) -> str:
    """Straighten quotation marks, undo emphasis and line breaks, and take off marks around the whole."""
    one = " ".join(re.sub(r"[“”„«»]", '"', question).replace("**", "").split())
    whole = len(one) > 2 and one[0] == one[-1] == '"' and one.count('"') == 2
    return one[1:-1].strip() if whole else one
