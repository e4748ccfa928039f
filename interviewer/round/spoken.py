"""What a candidate asks of the panel by word of mouth: say it again, put it differently, skip it, I never said that."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from interviewer.events import Help

# A longer turn goes on to say something, and that is its answer.
LONGEST_WORDS = 14

_PLEASE = (
    r"(?:(?:um|uh|sorry|excuse me|oh|well|okay|no|please|hm+|pardon|wait|could you|can you|would you|can we|"
    r"could we|i'd like to|let's|may i|can i)\W+)*"
)
_END = (
    r"(?:\W+(?:please|for me|thanks|thank you|once more|again|one more time|sorry|at all|actually|there|to you))*"
    r"\W*$"
)
_WORDS: tuple[tuple[Help, str], ...] = (
    (
        "repeat",
        r"(?:repeat|say)(?: that| it| the question| the last part| your question)?(?: again)?|"
        r"(?:pardon|come again|once more|what was (?:the|your|that) question)(?: me)?|"
        r"i (?:didn't|did not|couldn't) (?:quite )?(?:hear|catch) (?:that|you|it|the question)",
    ),
    (
        "rephrase",
        r"(?:rephrase|reword)(?: that| it| the question| your question)?|"
        r"(?:put|say|ask) (?:that|it|the question) (?:differently|another way|in other words)|"
        r"i (?:don't|do not|didn't|did not) (?:quite )?understand (?:that|you|it|the question|what you mean)",
    ),
    (
        "skip",
        r"(?:pass|skip)(?: on)?(?: that| this| it)?(?: one| question)?|"
        r"(?:next question|move on|go on to the next(?: one| question)?|"
        r"i'(?:d|ll) (?:rather )?(?:skip|pass)(?: (?:on )?(?:that|this)(?: one)?)?)",
    ),
    (
        "dispute",
        r"(?:but )?i (?:didn't|did not|never|have never|haven't) "
        r"(?:actually )?sa(?:y|id) (?:that|this|it|so|those words)|"
        r"that(?:'s| is| was) not what i said|(?:those|these) (?:are|were)(?: not|n't) my words",
    ),
)
_PATTERNS = tuple(
    (what, re.compile(rf"^{_PLEASE}(?:{pattern}){_END}", re.IGNORECASE)) for what, pattern in _WORDS
)


_HANDS_BACK = re.compile(
    r"^(?:(?:sorry|oh|no|um|uh|okay|excuse me|pardon|please|i didn't mean to interrupt(?: you)?|my apologies|"
    r"never mind|you were saying|go on|go ahead|carry on|continue|after you|finish)\W*)+$",
    re.IGNORECASE,
)


def hands_back(text: str) -> bool:
    """Return whether a turn does nothing but let the panel go on, as after cutting in by mistake."""
    return bool(_HANDS_BACK.match(" ".join(text.replace("’", "'").split())))


def request(text: str) -> Help | None:
    """Return what a turn asks of the panel when it does nothing else."""
    said = " ".join(text.replace("’", "'").split())
    if not 0 < len(said.split()) <= LONGEST_WORDS:
        return None
    return next((what for what, pattern in _PATTERNS if pattern.match(said)), None)
