"""The rows of the window's lists."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import datetime


@dataclass(frozen=True, slots=True)
class QuestionRow:
    """A question that can be chosen."""

    id: str
    title: str
    role: str = ""
    round: str = ""
    introduction: str = ""

    @property
    def subtitle(self) -> str:
        """Role and round on one line."""
        return " · ".join(part for part in (self.role, self.round) if part)


@dataclass(frozen=True, slots=True)
class SessionRow:
    """A round that was held before."""

    id: str
    title: str
    when: datetime
    seconds: float
    whole: bool = True
    """False where the round was cut off before it was closed."""

    @property
    def subtitle(self) -> str:
        """Date, length and state on one line."""
        minutes = max(1, round(self.seconds / 60))
        length = f"{minutes} minute" + ("" if minutes == 1 else "s")
        parts = [f"{self.when.day} {self.when:%B %Y, %H:%M}", length]
        if not self.whole:
            parts.append("cut off")
        return " · ".join(parts)
