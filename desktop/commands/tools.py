"""What every command is given."""

from __future__ import annotations

import json
import sys
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

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
        self._shown = -1

    def __call__(self, done: float, total: float) -> None:
        """Show how far it is."""
        percent = int(100 * done / total) if total > 0 else 0
        if self._live and percent != self._shown:
            self._shown = percent
            sys.stderr.write(f"\r{self._what}: {percent:3d} %")
            sys.stderr.flush()

    def close(self) -> None:
        """End the line."""
        if self._live and self._shown >= 0:
            sys.stderr.write("\n")
