"""Cut the text of a question file into headings, fences, list items and paragraphs, each with its line."""

from __future__ import annotations

import re
from dataclasses import dataclass

from interviewer.question import headings
from interviewer.question.labels import Kind

BOLD_LEVEL = 7
"""A bold line stands below every real heading."""
BARE_LEVEL = 2
"""A label without any mark is read as a section of the file."""


@dataclass(frozen=True, slots=True)
class Title:
    """A heading; `level` is 1 to 6, or 7 for a bold line."""

    line: int
    level: int
    text: str
    marked: bool = True
    """Whether the file itself marks it as a heading."""


@dataclass(frozen=True, slots=True)
class Fence:
    """A fenced block; `raw` is as it stands in the file."""

    line: int
    info: str
    text: str
    raw: str
    closed: bool


@dataclass(frozen=True, slots=True)
class Item:
    """One bullet with its wrapped lines and what is nested under it."""

    line: int
    text: str


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Lines that belong together."""

    line: int
    lines: tuple[str, ...]

    @property
    def text(self) -> str:
        """Unwrapped; tables, quotes and indented code keep their lines."""
        kept = any(line.lstrip().startswith(("|", ">")) for line in self.lines)
        return ("\n" if kept else " ").join(line.strip() for line in self.lines)


@dataclass(frozen=True, slots=True)
class Aside:
    """Something that says nothing about the question: an HTML comment."""

    line: int
    text: str


Block = Title | Fence | Item | Paragraph | Aside

_BULLET = re.compile(r"^(\s*)(?:[-*+•‣◦▪·–—]|\d{1,3}[.)]|[a-z]\))\s+(?:\[[ xX]\]\s+)?(?=\S)")
_FENCE = re.compile(r"^\s*(`{3,}|~{3,})\s*([^`]*)$")
_HINT_INFO = re.compile(r"^\{?\.?\s*hints?\b[\s:}\-–—]*", re.IGNORECASE)


def split_lines(text: str) -> list[str]:
    """Lines as an editor counts them, without byte order mark, tabs or non-breaking spaces."""
    text = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    for blank in ("\u00a0", "\u202f", "\u2007"):
        text = text.replace(blank, " ")
    return [line.replace("\t", "    ").rstrip() for line in text.split("\n")]


def cut(text: str) -> list[Block]:
    """Cut a file; every line that is not blank and not a rule lies in exactly one block."""
    return _Cutter(split_lines(text)).cut()


def hint_title(info: str) -> str | None:
    """The title in an info string `hint <title>`; nothing when it is no hint."""
    found = _HINT_INFO.match(info[:200])
    return info[found.end() :].strip(" }") if found else None


def is_rule(line: str) -> bool:
    """Whether a line is nothing but dashes, stars, underscores or equal signs."""
    signs = set(line.replace(" ", ""))
    return len(signs) == 1 and signs <= set("-*_=–—") and len(line.replace(" ", "")) >= 3


class _Cutter:
    def __init__(self, lines: list[str]) -> None:
        self.lines = lines
        self.at = 0
        self.blocks: list[Block] = []

    def cut(self) -> list[Block]:
        while self.at < len(self.lines):
            line = self.lines[self.at]
            if not line.strip() or is_rule(line):
                self.at += 1
            elif _FENCE.match(line):
                self.blocks.append(self._fence())
            elif line.lstrip().startswith("<!--"):
                self.blocks.append(self._comment())
            elif title := self._title():
                self.blocks.append(title)
            elif _BULLET.match(line):
                self._items()
            else:
                self._paragraph()
        return self.blocks

    def _fence(self) -> Fence:
        first = self.at
        opened = _FENCE.match(self.lines[first])
        mark, info = (opened[1], opened[2].strip()) if opened else ("```", "")
        hinted = hint_title(info) is not None
        end = first + 1
        while end < len(self.lines):
            line = self.lines[end].strip()
            if line and set(line) == {mark[0]} and len(line) >= len(mark):
                self.at = end + 1
                return self._fenced(first, end, info, closed=True)
            if _opens_hint(line) or (line.startswith("##" if not hinted else "#") and _known(line)):
                break
            end += 1
        self.at = end
        return self._fenced(first, end, info, closed=False)

    def _fenced(self, first: int, end: int, info: str, *, closed: bool) -> Fence:
        inside = self.lines[first + 1 : end]
        margin = min((len(line) - len(line.lstrip()) for line in inside if line.strip()), default=0)
        raw = "\n".join(self.lines[first : end + closed]).strip("\n")
        return Fence(first + 1, info, "\n".join(line[margin:] for line in inside).strip("\n"), raw, closed)

    def _comment(self) -> Aside:
        first = self.at
        while self.at < len(self.lines) and "-->" not in self.lines[self.at]:
            self.at += 1
        self.at = min(self.at + 1, len(self.lines))
        return Aside(first + 1, "\n".join(self.lines[first : self.at]).strip())

    def _title(self) -> Title | None:
        line, number = self.lines[self.at].strip(), self.at + 1
        fresh = self.at == 0 or not self.lines[self.at - 1].strip() or is_rule(self.lines[self.at - 1])
        below = self.lines[self.at + 1].strip() if self.at + 1 < len(self.lines) else ""
        if (marked := _marked(line)) is not None:
            self.at += 1
            return Title(number, *marked)
        if fresh and _underlined(line, below):
            self.at += 2
            return Title(number, 1 if below[0] == "=" else 2, line)
        if bold := _bold(line):
            self.at += 1
            return Title(number, BOLD_LEVEL, bold)
        if _BULLET.match(self.lines[self.at]):
            return None
        if (fresh or line.startswith(("**", "__"))) and (split := headings.inline(line)):
            self.lines[self.at] = split[1]
            if not split[1]:
                self.at += 1
            return Title(number, BARE_LEVEL, split[0], marked=False)
        after_list = bool(self.blocks) and isinstance(self.blocks[-1], Item)
        if (fresh or after_list or line.endswith(":")) and headings.is_bare(line):
            self.at += 1
            return Title(number, BARE_LEVEL, line, marked=False)
        return None

    def _items(self) -> None:
        """Take a run of bullets; deeper ones join the one above them."""
        base: int | None = None
        line = 0
        texts: list[str] = []
        gap = False
        while self.at < len(self.lines):
            raw = self.lines[self.at]
            bullet = _BULLET.match(raw)
            if not raw.strip():
                gap = True
            elif self._ends_list(raw, gap=gap, bullet=bullet is not None):
                break
            elif bullet is None:
                texts.append(("\n" if gap else " ") + raw.strip())
                gap = False
            elif base is not None and len(bullet[1]) > base + 1:
                texts.append("\n- " + raw[bullet.end() :].strip())
                gap = False
            else:
                self._flush(line, texts)
                base, line, gap = len(bullet[1]), self.at + 1, False
                texts = [raw[bullet.end() :].strip()]
            self.at += 1
        self._flush(line, texts)

    def _ends_list(self, raw: str, *, gap: bool, bullet: bool) -> bool:
        if _FENCE.match(raw) or is_rule(raw) or raw.lstrip().startswith("<!--"):
            return True
        if bullet:
            return False
        if _marked(raw.strip()) is not None or _bold(raw.strip()):
            return True
        if not raw.startswith(" ") and headings.is_bare(raw):
            return True
        return gap and not raw.startswith("  ")

    def _flush(self, line: int, texts: list[str]) -> None:
        if texts:
            self.blocks.append(Item(line, "".join(texts).strip()))

    def _paragraph(self) -> None:
        first = self.at
        self.at += 1
        while self.at < len(self.lines):
            line = self.lines[self.at]
            stripped = line.strip()
            if not stripped or is_rule(line) or _FENCE.match(line) or _BULLET.match(line):
                break
            if _marked(stripped) is not None or _bold(stripped) or stripped.startswith("<!--"):
                break
            if stripped.startswith(("**", "__")) and headings.inline(stripped):
                break
            if stripped.endswith(":") and headings.is_bare(stripped):
                break
            self.at += 1
        self.blocks.append(Paragraph(first + 1, tuple(self.lines[first : self.at])))


def _marked(line: str) -> tuple[int, str] | None:
    """Level and text of a line that starts with number signs."""
    if not line.startswith("#"):
        return None
    text = line.lstrip("#")
    level = len(line) - len(text)
    glued = bool(text) and not text[0].isspace()
    text = text.strip().rstrip("#").strip()
    if not text or (glued and (level == 1 and not text[0].isupper())):
        return None
    return min(level, 6), text


def _bold(line: str) -> str:
    """The text of a line that is bold from end to end."""
    text = line.rstrip(": ")
    mark = text[:2]
    if mark not in {"**", "__"} or not text.endswith(mark) or not 4 < len(text) <= headings.LONGEST:
        return ""
    inner = text[2:-2]
    return "" if mark in inner else inner.strip("*_ ")


def _underlined(line: str, below: str) -> bool:
    if (
        len(below) < 2
        or set(below) not in ({"="}, {"-"})
        or _BULLET.match(line)
        or line.startswith(("|", ">"))
    ):
        return False
    return below[0] == "=" or (len(line) <= headings.LONGEST and not line.endswith((".", ";", ",")))


def _opens_hint(line: str) -> bool:
    opened = _FENCE.match(line)
    return opened is not None and hint_title(opened[2].strip()) is not None


def _known(line: str) -> bool:
    marked = _marked(line)
    return marked is not None and headings.classify(marked[1], strict=True).kind is not Kind.UNKNOWN
