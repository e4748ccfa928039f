"""Read `**Name** — description` and `Key: value`, however they are marked."""

from __future__ import annotations

import re

from interviewer.question.question import Criterion

# A name of more words than this is a sentence with a dash in it.
NAME_WORDS = 8
NAME_CHARACTERS = 70

KNOWN_KEYS = {
    "company": "Company",
    "organisation": "Company",
    "organization": "Company",
    "role": "Role",
    "position": "Role",
    "job title": "Role",
    "category": "Category",
    "difficulty": "Difficulty",
    "interview round": "Interview Round",
    "round": "Interview Round",
    "interview stage": "Interview Round",
    "title": "Title",
    "level": "Level",
    "seniority": "Seniority",
    "duration": "Duration",
    "tags": "Tags",
    "topic": "Topic",
    "topics": "Topics",
    "source": "Source",
    "date": "Date",
    "author": "Author",
    "language": "Language",
    "location": "Location",
    "team": "Team",
}
_BOLD_PAIR = re.compile(r"(?<![\w*])\*\*(?=\S)([^*\n]{1,400}?)(?<=\S)\*\*(?![\w*])")
_BOLD_NAME = re.compile(r"^(\*\*|__|\*|_)(?=\S)(.{1,160}?)(?<=\S)\1\s*(.*)$", re.DOTALL)
_SEPARATOR = re.compile(r"\s+[-–—−]{1,2}\s+|\s*[—–]\s*|:\s+|\s+=>?\s+")
_KEY = re.compile(r"^[A-Za-z][\w /&'()-]{0,38}$")


def unbold(text: str) -> str:
    """The text without pairs of bold marks; stars that multiply stay."""
    return _BOLD_PAIR.sub(r"\1", text)


def criterion(text: str) -> Criterion:
    """Split a bullet into a name and a description; without a separator all of it is the name."""
    bold = _BOLD_NAME.match(text)
    if bold:
        name = bold[2].strip().rstrip(":.–—- ")
        return Criterion(name or bold[2], unbold(bold[3].lstrip("-–—−:. \n").strip()))
    first = text.split("\n", 1)[0]
    cut = _SEPARATOR.search(first[: NAME_CHARACTERS + 10])
    if cut and 0 < cut.start() <= NAME_CHARACTERS and len(first[: cut.start()].split()) <= NAME_WORDS:
        return Criterion(text[: cut.start()].strip(), unbold(text[cut.end() :].strip()))
    if first != text:
        return Criterion(first.strip(), unbold(text[len(first) :].strip()))
    return Criterion(text.strip(), "")


def field(line: str, *, known_only: bool) -> tuple[str, str] | None:
    """Read one `Key: value`; with `known_only`, prose that happens to hold a colon stays prose."""
    head, colon, value = line.strip().lstrip("*_>|- ").partition(":")
    if not colon or len(head) > 60:
        return None
    key = head.strip(" *_`")
    known = KNOWN_KEYS.get(" ".join(re.split(r"[\s_-]+", key.lower())))
    value = value.strip()
    for mark in ("**", "__", "*", "_"):
        value = value.removeprefix(mark) if line.strip().startswith(mark) else value
    value = value.strip().strip("|").strip()
    if known:
        return known, unbold(value)
    if known_only or not value or not _KEY.match(key) or len(key.split()) > 4 or len(value) > 120:
        return None
    if value.endswith((".", "?", "!")) or value.startswith("//") or not key[0].isupper():
        return None
    return key, unbold(value)


def fields(line: str, *, known_only: bool) -> list[tuple[str, str]]:
    """All `Key: value` pairs of a line, also several with bars, dots or semicolons between them."""
    if len(line) > 1000:
        return []
    pieces = [piece for piece in re.split(r"\s*[|·•;]\s+", line.strip().strip("|")) if piece.strip()]
    if len(pieces) > 1:
        several = [field(piece, known_only=True) for piece in pieces]
        if all(several):
            return [pair for pair in several if pair]
        if len(pieces) == 2 and line.lstrip().startswith("|"):
            row = field(f"{pieces[0].strip(' *')}: {pieces[1]}", known_only=True)
            return [row] if row else []
    one = field(line, known_only=known_only)
    return [one] if one else []
