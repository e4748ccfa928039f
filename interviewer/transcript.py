"""What was said in a round, turn by turn."""

from __future__ import annotations

from dataclasses import dataclass

CANDIDATE = "candidate"


@dataclass(frozen=True, slots=True)
class Turn:
    """One turn of the candidate or of a member of the panel."""

    number: int
    """The answer's or the line's number: the two are counted apart."""
    speaker: str
    kind: str
    text: str
    quote: str = ""
    start: float = 0.0
    end: float = 0.0

    @property
    def is_answer(self) -> bool:
        """Whether the candidate said it."""
        return self.speaker == CANDIDATE
