"""What a finder of a talk's argument tells: each part of it, when it was said, and the words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Sequence

    from interviewer.rehearsal.speech import TalkSpeech


@dataclass(frozen=True, slots=True)
class FoundPart:
    """One part of the argument."""

    part: str
    found_at: float | None
    """Seconds of the talk; None where it is missing."""
    quote: str | None
    """The words, verbatim; None where it is missing."""
    sure: float = 1.0
    """How likely the verdict, there or missing, is right: from 0.5 to 1."""


class FindsParts(Protocol):
    """Looks for the parts of an argument in a talk."""

    def __call__(self, speech: TalkSpeech) -> Sequence[FoundPart]:
        """Return every part once, those that are missing too."""


def find_parts(speech: TalkSpeech) -> tuple[FoundPart, ...]:
    """Look for them in what was said; reads weights on first use, so call it off the window's thread."""
    from interviewer.rehearsal.skeleton import skeleton

    return tuple(
        FoundPart(part.name, part.at if part.found else None, part.quote or None, part.sure)
        for part in skeleton(speech.words).parts
    )
