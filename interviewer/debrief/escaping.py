"""Text that stays text in Markdown: no markup, no link, no picture, no list."""

from __future__ import annotations

import re

_SIGNS = re.compile(r"([\\`*_{}\[\]<>#|!~$^])")
_START = re.compile(r"^(\s*)([-+=]|\d{1,9}(?=[.)]))")


def escape(text: str) -> str:
    """One line that renders as exactly these characters: no markup, no link, no picture, no list."""
    line = " ".join(text.split()).replace("&", "&amp;")
    line = _SIGNS.sub(r"\\\1", line)
    line = line.replace("://", "&#58;//").replace("www.", "www&#46;").replace("@", "&#64;")
    start = _START.match(line)
    if start:
        sign = start[2]
        guarded = f"\\{sign}" if not sign.isdigit() else f"{sign}\\"
        line = start[1] + guarded + line[start.end() :]
    return line
