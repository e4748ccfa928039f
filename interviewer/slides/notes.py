"""What the candidate wrote to say with each slide: a Markdown file beside the deck, read leniently.

Either headings name the slides (`## 3`, `## Slide 3: Results`), or lines of `---` part what belongs to one slide from
what belongs to the next. The text stays as it was written; nothing in it is interpreted.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

MOST_BYTES = 1 << 20
"""A thousand slides of a thousand letters."""

_HEADING = re.compile(
    r"#{1,6}[ \t]*(?:slide|page)?[ \t]*#?(\d{1,5})(?![\w.]*\d)[ \t]*(?:[.:)\]–—-]|[ \t]|$)", re.IGNORECASE
)
_RULE = re.compile(r"[ \t]{0,3}(?:-[ \t]*){3,}$")
_FENCE = re.compile(r"[ \t]{0,3}(`{3,}|~{3,})")
_KEY = re.compile(r"[\w-]+[ \t]*:")


@dataclass(frozen=True, slots=True)
class Notes:
    """Notes by slide number, and a sentence for each thing that was not understood."""

    by_slide: dict[int, str] = field(default_factory=dict)
    remarks: tuple[str, ...] = ()


def beside(deck: Path) -> Path | None:
    """Return the notes' file beside a deck, if there is one."""
    found = deck.with_suffix(".md")
    return found if found != deck and found.is_file() else None


def read_notes(path: Path, count: int) -> Notes:
    """Read a notes' file; one that cannot be read gives no notes and a sentence."""
    try:
        with path.open("rb") as file:
            content = file.read(MOST_BYTES + 1)
    except OSError:
        return Notes({}, (f"The notes in {path.name} could not be read; check who may read the file.",))
    if len(content) > MOST_BYTES:
        return Notes(
            {}, (f"The notes in {path.name} are longer than 1 MB and were left out; shorten the file.",)
        )
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return Notes(
            {}, (f"The notes in {path.name} are not UTF-8 text and were left out; save them as UTF-8.",)
        )
    return understood(text, count, path.name)


def understood(text: str, count: int, name: str) -> Notes:
    """Give each slide of a deck of `count` its part of a text."""
    lines = [_Line(line, fenced) for line, fenced in _fenced(text.splitlines())]
    remarks: list[str] = []
    lines = _without_front_matter(lines, remarks)
    if any(line.slide is not None for line in lines):
        parts = _by_heading(lines, name, remarks)
    elif any(line.is_rule for line in lines):
        parts = _by_rule(lines)
    else:
        parts = [(1, lines)]
        if any(line.text.strip() for line in lines):
            remarks.append(
                f"{name} names no slides, so all of it went to slide 1; begin each part with a line such as ## 3."
            )
    return _gathered(parts, count, name, remarks)


class _Line:
    def __init__(self, text: str, fenced: bool) -> None:
        self.text = text
        heading = None if fenced else _HEADING.match(text)
        self.slide = int(heading[1]) if heading else None
        self.rest = text[heading.end() :].strip(" \t#") if heading else ""
        self.is_rule = not fenced and _RULE.match(text) is not None


def _fenced(lines: list[str]) -> list[tuple[str, bool]]:
    """Tell which lines lie in a fenced block, whose rules and headings part nothing."""
    found, fence = [], ""
    for line in lines:
        mark = _FENCE.match(line)
        found.append((line, bool(fence)))
        if mark and not fence:
            fence = mark[1]
        elif mark and mark[1].startswith(fence) and not line[mark.end() :].strip():
            fence = ""
    return found


def _without_front_matter(lines: list[_Line], remarks: list[str]) -> list[_Line]:
    """Leave out a head of keys between two rules; a rule before everything else parts nothing."""
    begun = next((at for at, line in enumerate(lines) if line.text.strip()), len(lines))
    if begun == len(lines) or not lines[begun].is_rule:
        return lines
    end = next((at for at in range(begun + 1, len(lines)) if lines[at].is_rule), None)
    if end is not None and end > begun + 1 and all(_KEY.match(line.text) for line in lines[begun + 1 : end]):
        remarks.append("The head of keys at the top of the notes belongs to no slide and was left out.")
        return lines[end + 1 :]
    return lines[begun + 1 :]


def _by_heading(lines: list[_Line], name: str, remarks: list[str]) -> list[tuple[int, list[_Line]]]:
    parts: list[tuple[int, list[_Line]]] = []
    lost = 0
    for line in lines:
        if line.slide is not None:
            parts.append((line.slide, [_Line(line.rest, True)]))
        elif parts and not line.is_rule:
            parts[-1][1].append(line)
        elif line.text.strip() and not line.is_rule:
            lost += 1
    if lost:
        said = "1 line stands" if lost == 1 else f"{lost} lines stand"
        remarks.append(f"In {name} {said} before the first slide's heading and belong to no slide.")
    return parts


def _by_rule(lines: list[_Line]) -> list[tuple[int, list[_Line]]]:
    parts: list[tuple[int, list[_Line]]] = [(1, [])]
    for line in lines:
        if line.is_rule:
            parts.append((parts[-1][0] + 1, []))
        else:
            parts[-1][1].append(line)
    return parts


def _gathered(parts: list[tuple[int, list[_Line]]], count: int, name: str, remarks: list[str]) -> Notes:
    by_slide: dict[int, str] = {}
    strays: list[int] = []
    for slide, lines in parts:
        text = "\n".join(line.text for line in lines).strip()
        if not 1 <= slide <= count:
            if text:
                strays.append(slide)
        elif slide in by_slide:
            remarks.append(f"{name} names slide {slide} twice; both parts were kept.")
            by_slide[slide] = f"{by_slide[slide]}\n\n{text}".strip()
        else:
            by_slide[slide] = text
    if strays:
        which = ", ".join(map(str, strays[:5])) + (" and more" if len(strays) > 5 else "")
        plural = "slides" if len(strays) > 1 else "slide"
        slides = "1 slide" if count == 1 else f"{count} slides"
        remarks.append(
            f"{name} has notes for {plural} {which}, but the deck has {slides}; they were left out."
        )
    return Notes({slide: text for slide, text in by_slide.items() if text}, tuple(remarks))
