"""Says which piece of work the transcriber does next: firm text first, then the tail, then what may be dropped."""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from audio.listening.answer_words import Turn
    from audio.listening.whisper import Recogniser
    from audio.listening.windows import Window


@dataclass(frozen=True, slots=True)
class Load:
    """The first job: the model is loaded where it is used."""


@dataclass(frozen=True, slots=True)
class Commit:
    """An answer has a window whose words will not change any more."""

    answer: int


@dataclass(frozen=True, slots=True)
class Finish:
    """The turn is over, unless it was taken back since."""

    turn: Turn
    version: int

    @property
    def answer(self) -> int:
        """The number of the answer."""
        return self.turn.answer


@dataclass(frozen=True, slots=True)
class Speculate:
    """The tail in a silence that may end the turn."""

    answer: int
    tail: Window


@dataclass(frozen=True, slots=True)
class Preview:
    """The tail while the candidate speaks, for the screen only."""

    answer: int
    tail: Window


@dataclass(frozen=True, slots=True)
class Soon:
    """Work somebody waits for, which is no answer's text."""

    run: Callable[[Recogniser], None]


@dataclass(frozen=True, slots=True)
class Idle:
    """Work that can wait until nobody speaks."""

    run: Callable[[Recogniser], None]


Firm = Load | Commit | Finish | Soon
Job = Firm | Speculate | Preview | Idle


class Jobs:
    """What waits to be done; of speculations and previews only the newest is worth doing."""

    def __init__(self) -> None:
        self._firm: deque[Firm] = deque([Load()])
        self._speculation: Speculate | None = None
        self._preview: Preview | None = None
        self._idle: deque[Idle] = deque()

    def add(self, job: Job) -> None:
        """Let a job wait for its turn."""
        match job:
            case Speculate():
                self._speculation, self._preview = job, None
            case Preview():
                self._preview = job
            case Idle():
                self._idle.append(job)
            case _:
                self._firm.append(job)

    def drop_speculation(self) -> None:
        """Forget a speculation that has not begun."""
        self._speculation = None

    def drop_all_but_firm(self) -> None:
        """Forget what nobody will wait for any more."""
        self._speculation = self._preview = None
        self._idle.clear()

    def next(self, nobody_speaks: bool) -> Job | None:
        """Take the most urgent job; idle ones only while nobody speaks."""
        if self._firm:
            return self._firm.popleft()
        if self._speculation is not None:
            speculation, self._speculation = self._speculation, None
            return speculation
        if self._preview is not None:
            preview, self._preview = self._preview, None
            return preview
        return self._idle.popleft() if nobody_speaks and self._idle else None
