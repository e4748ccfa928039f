"""Read a question file: forgiving of its form, and nothing in it is lost."""

from __future__ import annotations

import codecs
from dataclasses import asdict
from typing import TYPE_CHECKING

from interviewer.errors import InterviewerError
from interviewer.question.blocks import cut, split_lines
from interviewer.question.criteria import fields
from interviewer.question.sections import Sections

if TYPE_CHECKING:
    from pathlib import Path

    from interviewer.question.question import Question

# A hundred times the longest question file we have seen.
LARGEST = 4_000_000


def read_file(path: Path) -> Question:
    """Read one file; InterviewerError says in a sentence why it cannot be read."""
    try:
        if path.stat().st_size > LARGEST:
            raise InterviewerError(
                f"{path.name} is too large for a question file; check that it is the right one."
            )
        raw = path.read_bytes()
    except OSError as error:
        reason = (error.strerror or "it cannot be opened").lower()
        sentence = f"{path} could not be read ({reason}); check the path and try again."
        raise InterviewerError(sentence) from error
    try:
        return read(decode(raw))
    except InterviewerError as error:
        raise InterviewerError(f"{path.name}: {error}") from error


def decode(raw: bytes) -> str:
    """Text from bytes: UTF-8, UTF-16 with its mark, or the old Windows encoding."""
    if raw.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return raw.decode("utf-16", errors="replace")
    if b"\0" in raw:
        raise InterviewerError("This is not a text file; a question file is Markdown or plain text.")
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        return raw.decode("cp1252", errors="replace")


def read(text: str) -> Question:
    """Read the text of a question file."""
    if len(text) > LARGEST:
        raise InterviewerError("This text is too long for a question; keep one question in a file.")
    sections = Sections()
    for block in cut(_front_matter(text, sections.fields)):
        sections.take(block)
    return sections.finish()


def check(question: Question) -> dict[str, object]:
    """Say what was understood, in the shape `viva questions check --json` prints."""
    return {
        "title": question.title,
        "fields": dict(question.fields),
        "introduction": question.introduction,
        "constraints": list(question.constraints),
        "clarifying": list(question.clarifying),
        "parts": [
            {
                "title": part.title,
                "text": part.text,
                "cover": list(part.cover),
                "hints": [asdict(hint) for hint in part.hints],
                "dimensions": [asdict(one) for one in part.dimensions],
            }
            for part in question.parts
        ],
        "dimensions": [asdict(one) for one in question.dimensions],
        "follow_ups": list(question.follow_ups),
        "summary": question.summary,
        "not_understood": [asdict(remark) for remark in question.not_understood],
    }


def _front_matter(text: str, into: dict[str, str]) -> str:
    """Take the fields of a YAML head off; their lines stay as blank ones, so that the numbers hold."""
    lines = split_lines(text)
    first = next((at for at, line in enumerate(lines) if line.strip()), 0)
    if lines[first].strip() != "---":
        return text
    end = next((at for at in range(first + 1, min(first + 60, len(lines))) if lines[at].strip() == "---"), 0)
    pairs = [fields(line, known_only=False) for line in lines[first + 1 : end]]
    if not end or not any(pairs):
        return text
    for at, found in zip(range(first + 1, end), pairs, strict=True):
        for key, value in found:
            into[key] = value.strip("\"'")
            lines[at] = ""
    lines[first] = lines[end] = ""
    return "\n".join(lines)
