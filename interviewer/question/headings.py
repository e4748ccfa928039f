"""Recognise what a heading of a question file announces, however it is worded."""

from __future__ import annotations

import re
from dataclasses import dataclass

from interviewer.question.labels import EXACT, LOOSE, NUMBER, Kind

# A heading is a label: longer lines are prose, and matching stays fast on hostile ones.
LONGEST = 160


@dataclass(frozen=True, slots=True)
class Heading:
    """What a heading announces; `number` is the part it names, as it was written."""

    kind: Kind
    title: str
    number: str = ""


_PART = re.compile(
    rf"^(?:part|section|stage|round|task)\s+(?P<number>{NUMBER})(?:\s+of\s+\w+)?"
    r"\s*(?:$|[-–—−:.|)]+\s*(?P<title>.*)$|\((?P<aside>[^)]*)\)\s*$)",
    re.IGNORECASE,
)
_HINT = re.compile(r"^hints?\b\s*(?P<number>\d{0,2})\s*(?:[-–—:.|)]+\s*)?(?P<title>.*)$", re.IGNORECASE)
_NAMED_PART = re.compile(rf"\bpart\s+({NUMBER})\b", re.IGNORECASE)

_DASHES = re.compile(r"[-‐‑‒–—―−_/|,:;()]+")
_LEADING_NUMBER = re.compile(r"^(?:\d{1,2}(?:\.\d{1,2})?[.):]?|[ivx]{1,4}[.)])\s+", re.IGNORECASE)


def plain(text: str) -> str:
    """The heading without bold marks, leading signs and numbering, or final colon."""
    text = text.strip().strip("*_`").strip()
    while text and not (text[0].isalnum() or text[0] in "([\"'“"):
        text = text[1:].lstrip()
    text = _LEADING_NUMBER.sub("", text, count=1)
    return text.replace("**", "").replace("__", "").rstrip(" :*_").strip()


def classify(text: str, *, strict: bool = False) -> Heading:
    """Say what a heading announces; `strict` wants the whole line to be a known label."""
    title = plain(text[: LONGEST + 40])
    if not title or len(title) > LONGEST:
        return Heading(Kind.UNKNOWN, title)
    spelled = title.lower().replace("&", " and ").replace("'", "").replace("’", "")
    words = " ".join(_DASHES.sub(" ", spelled).split())
    kind = next((kind for kind, pattern in EXACT if pattern.match(words)), Kind.UNKNOWN)
    part = _PART.match(title)
    if part and kind is not Kind.PART_DIMENSIONS:
        return _part(part, title, strict=strict)
    hint = _HINT.match(title)
    if kind is Kind.UNKNOWN and hint and not (strict and len(title) > 60):
        return Heading(Kind.HINT, hint["title"].strip(), hint["number"])
    if kind is Kind.UNKNOWN and not strict:
        kind = next((kind for kind, pattern in LOOSE if pattern.search(words)), Kind.UNKNOWN)
    named = _NAMED_PART.search(words)
    return Heading(kind, title, named[1] if named else "")


def inline(line: str) -> tuple[str, str] | None:
    """Split `Quick Answer: the text` (bold or not) into its label and its text, or return nothing."""
    head = line[: LONGEST * 2].strip()
    if head.startswith(("**", "__")):
        end = head.find(head[:2], 2)
        if end < 0:
            return None
        label, rest = head[2:end], head[end + 2 :]
        separated = label.rstrip().endswith((":", ".")) or rest.lstrip()[:1] in {":", "-", "–", "—"}
    else:
        label, colon, rest = head.partition(":")
        separated = bool(colon)
    known = classify(label, strict=True).kind
    if not separated or not rest.strip() or len(label) > 60 or known in {Kind.UNKNOWN, Kind.PART, Kind.COVER}:
        return None
    whole = line.strip()
    return label.strip(" :"), whole[whole.index(label) + len(label) :].lstrip("*_ ").lstrip(":-–— ").strip()


def is_bare(line: str) -> bool:
    """Whether a line without any mark is, as a whole, one of our labels."""
    text = line.strip()
    if not text or len(text) > 100 or text[-1] in ".?!;,":
        return False
    heading = classify(text, strict=True)
    short = heading.kind in {Kind.INTRODUCTION, Kind.COVER, Kind.HINT}
    return heading.kind is not Kind.UNKNOWN and not (short and not text.endswith(":"))


def _part(match: re.Match[str], title: str, *, strict: bool) -> Heading:
    named = plain(match["title"] or match["aside"] or "")
    if strict and named and not (named[0].isupper() or named[0].isdigit()):
        return Heading(Kind.UNKNOWN, title)
    return Heading(Kind.PART, named or title, match["number"].lower())
