"""The words a model is told, read from assets/prompts/examiner.md without the notes on why they are there."""

from __future__ import annotations

from functools import cache

from interviewer.assets import asset

NOTE, HEADING = ">", "## "


def text(name: str, **filled: str) -> str:
    """Return a section, its places filled in; only they are, whatever stands in what fills them."""
    found = _sections()[name]
    for place, value in filled.items():
        found = found.replace(f"{{{place}}}", value)
    return found


@cache
def _sections() -> dict[str, str]:
    found: dict[str, list[str]] = {}
    name = ""
    for line in asset("prompts", "examiner.md").read_text(encoding="utf-8").splitlines():
        if line.startswith(HEADING):
            name = line.removeprefix(HEADING).strip()
        elif name and not line.startswith(NOTE):
            found.setdefault(name, []).append(line)
    return {name: "\n".join(lines).strip() for name, lines in found.items()}
