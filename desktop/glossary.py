"""The user's own glossary, a plain text file, and the terms that a round is to expect."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desktop.errors import DesktopError

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

HEADER = "# One term a line, spelled as you want to read it: names, acronyms, methods.\n"


def read(path: Path) -> list[str]:
    """Return the terms of a glossary; one that is not there has none.

    Raises:
        DesktopError: It is there and cannot be read.
    """
    from audio.listening import jargon

    try:
        return jargon.listed(path.read_bytes().decode("utf-8-sig", "replace"))
    except FileNotFoundError:
        return []
    except OSError as error:
        raise DesktopError(
            f"The glossary {path} cannot be read ({error.strerror}); check its permissions or delete it."
        ) from error


def save(terms: Iterable[str], path: Path) -> None:
    """Write a glossary in one step.

    Raises:
        DesktopError: The folder cannot be written.
    """
    fresh = path.with_suffix(".new")
    lines = (" ".join(term.split()) for term in terms)
    try:
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        fresh.write_text(HEADER + "".join(f"{line}\n" for line in lines if line), encoding="utf-8")
        fresh.replace(path)
    except OSError as error:
        raise DesktopError(
            f"The glossary was not saved, because {path.parent} cannot be written; the old one is kept."
        ) from error


def terms(path: Path, texts: Iterable[str] = ()) -> tuple[str, ...]:
    """Return what to expect, the user's own terms first, then those of the question and the notes."""
    from audio.listening import jargon

    return jargon.gathered(read(path), jargon.pick(texts))
