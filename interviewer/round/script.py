"""The panel's own lines: all that is said in a round and was not asked by an examiner."""

from __future__ import annotations

import random
import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from interviewer.events import CloseReason, RoundKind
    from interviewer.question.question import Hint, Part, Question
    from interviewer.round.panel import Panel
    from interviewer.round.plan import PartName, Plan

# A question longer than about half a minute aloud (75 words at 150 a minute) is read on the screen instead.
SPOKEN_WORDS = 75
SPOKEN_POINTS = 3

_ROUND = {
    "discussion": "a research discussion: talk to us as the expert in your area, and expect to be asked why",
    "presentation": "the defence of a project of yours: present it as an argument, and we test each step",
    "onsite": "the whole onsite: first a research discussion, then the defence of a project of yours",
}
_ASK = {
    "discussion": "Which area do you know best, and how would you map it for us?",
    "presentation": "Present one recent project as an argument. What is your claim, and why is it true?",
}
# What is asked calmly, and the same kind of question later: the candidate's voice then has its own measure.
_CALM = (
    ("What does an ordinary working day look like for you?", "What did an ordinary day on this look like?"),
    ("How did you come to the field you work in?", "How did you come to this topic in the first place?"),
    (
        "Whom do you work with at the moment, and how do you share the work?",
        "Whom did you talk to about this work, and how often?",
    ),
    ("Which tools are open on your screen most days?", "Which tools did you use for this, day in, day out?"),
)
_INVITATION = "Before we close: what would you like to ask us?"
# A panel of a program has no team and no office: inventing some would mislead.
_REPLY = (
    "Thank you, that is worth asking. As a panel for practice we cannot answer it truthfully; "
    "put it to the people you will work with."
)
_CLOSING = {
    "files": "That was your last answer. Thank you; we will leave it there.",
    "time": "Our time is up. Thank you; we will leave it there.",
}


def opening(panel: Panel, kind: RoundKind, plan: Plan) -> str:
    """Say who we are, which round this is and how long it takes."""
    chair, *others = panel.names
    with_me = f" With me {'are' if len(others) > 1 else 'is'} {' and '.join(others)}." if others else ""
    split = ""
    if kind == "presentation":
        split = f" Take {minutes(plan.parts[0].first_answer_seconds)} for the talk itself."
    return f"Hello, I am {chair}.{with_me} This is {_ROUND[kind]}. We have {minutes(plan.seconds)}.{split}"


def calm(seed: int, index: int, later: bool = False) -> str:
    """Ask something that nobody needs to defend; `later` is the same kind of question, asked in the round."""
    pairs = random.Random(f"{seed}:calm").sample(_CALM, len(_CALM))
    asked = pairs[index % len(pairs)][later]
    return asked if later else f"{asked} Take half a minute."


def warm_up_over() -> str:
    """Lead over from the warm-up to the round."""
    return "Thank you. Let us begin."


def present(kind: RoundKind, name: PartName, plan: Plan) -> str:
    """Say which round this is, and how much time there is for it."""
    named = "research discussion" if name == "discussion" else "presentation of your own project"
    whole = f"; the whole onsite takes {minutes(plan.seconds)}" if kind == "onsite" else ""
    planned = next(part for part in plan.parts if part.name == name)
    return f"This is the {named}, with {minutes(planned.seconds)} for it{whole}."


def told(facts: Sequence[str]) -> str:
    """Say the facts that were asked for, each a whole sentence."""
    return " ".join(_sentence(_spoken(fact)) for fact in facts)


def patience() -> str:
    """Let somebody think who fell silent in the midst of a thought; asking would be one more thing to answer."""
    return "Take your time."


def skipped() -> str:
    """Leave a question."""
    return "All right, we leave that one."


def taken_back() -> str:
    """Take a quote back that the candidate never said."""
    return "Then I misheard you, and I take that back."


def struck(question: str) -> str:
    """Take a quote back and ask without it."""
    return f"Then I misheard you; strike that. {question}"


def invitation() -> str:
    """Hand the last word to the candidate."""
    return _INVITATION


def reply() -> str:
    """Answer the candidate's own question without inventing anything."""
    return _REPLY


def question(file: Question, part: Part | None, name: PartName) -> str:
    """Put a part's question, shortened to what can be listened to."""
    text = _spoken(part.text if part else "")
    if not text and name == "discussion":
        text = _spoken(file.introduction)
    ask = text or _ASK[name]
    topic = _plain(part.title if part else "") or _plain(file.title)
    return ask if not topic or topic.casefold() in ask.casefold() else f"{_sentence(topic)} {ask}"


def question_again(file: Question, part: Part | None, name: PartName) -> str:
    """Put a part's question in other words."""
    topic = _plain(part.title if part else "") or _plain(file.title)
    points = [_plain(point).rstrip(".;,") for point in (part.cover if part else ())[:SPOKEN_POINTS]]
    goal = "what you hold to be true" if name == "discussion" else "what you claim"
    cover = f" Among other things we would like to hear about this: {'; '.join(points)}." if points else ""
    return f"In other words: {topic or 'your own work'}. Tell us {goal}, and on what evidence.{cover}"


def stock(follow_up: str) -> str:
    """Put one of the file's own follow-up questions."""
    return _spoken(follow_up)


def bridge(seconds_left: float) -> str:
    """Lead over from the discussion to the candidate's own project."""
    return f"Thank you. Let us turn to your own project; we have {minutes(seconds_left)} for it."


def hint(found: Hint | None) -> str:
    """Read a hint, or say that there is none left."""
    if found is None:
        return "I have no further hint for this part. Go on with what you know."
    title = _plain(found.title).rstrip(".:")
    return " ".join(part for part in ("A hint.", title and f"{title}.", _spoken(found.text)) if part)


def gently(text: str) -> str:
    """Ask once more after silence."""
    return f"Take your time, there is no hurry. {text}"


def closing(reason: CloseReason) -> str:
    """Say the last words of a round."""
    return _CLOSING.get(reason, "Thank you. That was our last question; we will leave it there.")


def minutes(seconds: float) -> str:
    """Say a length of time as it is spoken."""
    count = round(seconds / 60)
    return (
        "less than a minute" if count < 1 else "about one minute" if count == 1 else f"about {count} minutes"
    )


def _plain(text: str) -> str:
    """Return text without emphasis marks and line breaks, as it can be read aloud."""
    return " ".join(re.sub(r"[*_`#]+", "", "".join(c if c.isprintable() else " " for c in text)).split())


def _sentence(text: str) -> str:
    return text if text.endswith((".", "?", "!", ":")) else f"{text}."


def _spoken(text: str) -> str:
    """Return as many whole sentences as can be listened to; the first is cut where it is longer."""
    said: list[str] = []
    for sentence in re.split(r"(?<=[.?!])\s+", _plain(text)):
        words = sentence.split()
        if said and len(said) + len(words) > SPOKEN_WORDS:
            break
        said += words[:SPOKEN_WORDS]
    return " ".join(said)
