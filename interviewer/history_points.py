"""What a look over all rounds brings back: the rounds, values over time, and words that were found."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Held:
    """One round that was held."""

    name: str
    """Its folder's."""
    id: str
    created: str
    question: str
    kind: str
    minutes: float
    pressure: str
    seconds: float
    paused: float
    ended: str
    answers: int
    challenges: int


@dataclass(frozen=True, slots=True)
class Point:
    """One value of a trend, with its own interval where there is one."""

    name: str
    created: str
    value: float
    low: float | None = None
    high: float | None = None
    question: str = ""
    place: float | None = None
    """Of a level: where on the scale it stands before it is rounded, where the report says so."""

    @property
    def at(self) -> float:
        """Where it is drawn, and what a trend is taken from: whole levels hide most changes."""
        return self.value if self.place is None else self.place


@dataclass(frozen=True, slots=True)
class Found:
    """A session in which searched words stand."""

    held: Held
    excerpt: str
    """The words around; plain text."""


@dataclass(frozen=True, slots=True)
class Filter:
    """Which rounds are wanted; what is empty lets everything through."""

    kind: str = ""
    pressure: str = ""
    question: str = ""
    """Part of its title."""
    since: str = ""
    """A date, as sessions begin with: 2026-03-04."""
    until: str = ""
    answered: bool = False
    """Only rounds with an answer."""


@dataclass(frozen=True, slots=True)
class Changed:
    """A session that the index does not know as it is now."""

    name: str
    stamp: str


@dataclass(frozen=True, slots=True)
class Refreshed:
    """What a look at the folders changed."""

    read: int
    dropped: int
