"""A question while it is being read: what each section has gathered so far."""

from __future__ import annotations

from dataclasses import dataclass, field

from interviewer.question.criteria import unbold
from interviewer.question.question import Criterion, Hint, Part, Remark


@dataclass
class PartDraft:
    """One part being read; an unmarked one stands for a file without parts."""

    title: str
    number: str = ""
    level: int = 2
    text: list[str] = field(default_factory=list)
    cover: list[str] = field(default_factory=list)
    hints: list[Hint] = field(default_factory=list)
    dimensions: list[Criterion] = field(default_factory=list)

    def finish(self) -> Part:
        """The part as it is kept."""
        return Part(
            title=self.title,
            text="\n\n".join(self.text),
            cover=tuple(map(unbold, self.cover)),
            hints=tuple(self.hints),
            dimensions=tuple(self.dimensions),
        )


@dataclass
class Listing:
    """A section that is a list: its bullets or, where it has none, its paragraphs."""

    items: list[str] = field(default_factory=list)
    loose: list[tuple[int, str]] = field(default_factory=list)

    def finish(self, remarks: list[Remark]) -> tuple[str, ...]:
        """The entries; paragraphs between bullets become remarks."""
        if self.items:
            remarks.extend(Remark(line, text) for line, text in self.loose)
            return tuple(map(unbold, self.items))
        entries: list[str] = []
        for _, text in self.loose:
            lines = [line.strip() for line in text.split("\n") if line.strip()]
            if len(lines) > 1 and all(line.endswith("?") for line in lines):
                entries += lines
            else:
                entries.append(" ".join(lines))
        return tuple(map(unbold, entries))


@dataclass
class Loose:
    """A stretch that nobody asked for, gathered under the line it began on."""

    line: int
    text: list[str]
    within: list[str] | None
    """Where it also stands as text: the part or the introduction it lies in."""

    def add(self, text: str) -> None:
        """Take one more piece of it."""
        self.text.append(text)
        if self.within is not None:
            self.within.append(text)
