"""A question as data."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Hint:
    """Help that stays hidden until it is asked for."""

    title: str
    text: str


@dataclass(frozen=True, slots=True)
class Criterion:
    """One thing a part should cover or a strong answer shows."""

    name: str
    description: str


@dataclass(frozen=True, slots=True)
class Part:
    """One part of a question."""

    title: str
    text: str = ""
    cover: tuple[str, ...] = ()
    hints: tuple[Hint, ...] = ()
    dimensions: tuple[Criterion, ...] = ()


@dataclass(frozen=True, slots=True)
class Remark:
    """A stretch of a file that was kept as text because it was not understood."""

    line: int
    text: str


@dataclass(frozen=True, slots=True)
class Question:
    """A whole question file."""

    title: str
    fields: dict[str, str] = field(default_factory=dict)
    introduction: str = ""
    constraints: tuple[str, ...] = ()
    clarifying: tuple[str, ...] = ()
    parts: tuple[Part, ...] = ()
    dimensions: tuple[Criterion, ...] = ()
    follow_ups: tuple[str, ...] = ()
    summary: str = ""
    not_understood: tuple[Remark, ...] = ()
