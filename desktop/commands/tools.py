"""What every command is given."""

from __future__ import annotations

import json
import sys
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from desktop.pace import Pace, left_words

if TYPE_CHECKING:
    from collections.abc import Callable

    from desktop.paths import Paths


@dataclass(frozen=True, slots=True)
class Tools:
    """The user's folders, and the two things that need Qt."""

    paths: Paths
    open_window: Callable[[], int]
    print_pdf: Callable[[str, str], None]


def say(text: str) -> None:
    """Print progress or advice: to stderr, so that stdout holds results alone."""
    sys.stderr.write(text + "\n")
    sys.stderr.flush()


def show(text: str) -> None:
    """Print a result."""
    sys.stdout.write(text if text.endswith("\n") else text + "\n")
    sys.stdout.flush()


def show_json(document: Any) -> None:  # noqa: ANN401 - whatever JSON can hold
    """Print one JSON document."""
    show(json.dumps(document, ensure_ascii=False, indent=1, allow_nan=False))


class Progress:
    """One line on stderr that rewrites itself on a terminal and stays quiet elsewhere."""

    def __init__(self, what: str) -> None:
        self._what = what
        self._live = sys.stderr.isatty()
        self._pace = Pace()
        self._began = time.monotonic()
        self._shown = ""

    def __call__(self, done: float, total: float) -> None:
        """Show how far it is and how long the rest will take."""
        self._pace.push(done, time.monotonic() - self._began)
        left = self._pace.left(total - done)
        percent = int(100 * done / total) if total > 0 else 0
        line = f"{self._what}: {percent:3d} %" + (f", {left_words(left)}" if left else "")
        if self._live and line != self._shown:
            # Spaces cover what is left of a longer line.
            sys.stderr.write(f"\r{line:<{len(self._shown)}}")
            sys.stderr.flush()
            self._shown = line

    def close(self) -> None:
        """End the line."""
        if self._live and self._shown:
            sys.stderr.write("\n")
