"""Which words of a text were changed for which others: the fewest, as they were edited by hand."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

MOST = 400
"""Words struck and added up to which the fewest are sought: of 10,000 in some 20 ms. Beyond it all is one change."""

Span = tuple[int, int, int, int]
"""From where to where in the old text, and from where to where in the new one."""


def differences(old: Sequence[str], new: Sequence[str]) -> list[Span]:
    """Return what was changed, in order; at least one word that stayed lies between any two."""
    shorter = min(len(old), len(new))
    head = next((n for n in range(shorter) if old[n] != new[n]), shorter)
    tail = next((n for n in range(shorter - head) if old[-1 - n] != new[-1 - n]), shorter - head)
    before, after = old[head : len(old) - tail], new[head : len(new) - tail]
    if not before and not after:
        return []
    kept = _kept(before, after) or []
    found, at, to = [], 0, 0
    for x, y in [*kept, (len(before), len(after))]:
        if x > at or y > to:
            found.append((head + at, head + x, head + to, head + y))
        at, to = x + 1, y + 1
    return found


def _kept(old: Sequence[str], new: Sequence[str]) -> list[tuple[int, int]] | None:
    """Return the places of the words that stayed (Myers 1986); nothing where too many did not."""
    reached, trail = {1: 0}, []
    for step in range(MOST + 1):
        trail.append(dict(reached))
        for diagonal in range(-step, step + 1, 2):
            x = _from(reached, diagonal, step)
            while x < len(old) and 0 <= x - diagonal < len(new) and old[x] == new[x - diagonal]:
                x += 1
            reached[diagonal] = x
            if x >= len(old) and x - diagonal >= len(new):
                return _back(trail, len(old), len(new))
    return None


def _adds(reached: dict[int, int], diagonal: int, step: int) -> bool:
    """Whether a diagonal is better come to by adding a word than by striking one."""
    return diagonal == -step or (diagonal != step and reached[diagonal - 1] < reached[diagonal + 1])


def _from(reached: dict[int, int], diagonal: int, step: int) -> int:
    return reached[diagonal + 1] if _adds(reached, diagonal, step) else reached[diagonal - 1] + 1


def _back(trail: list[dict[int, int]], x: int, y: int) -> list[tuple[int, int]]:
    """Follow the way back from the end; where it goes straight, words stayed."""
    kept: list[tuple[int, int]] = []
    for step in range(len(trail) - 1, -1, -1):
        start, added = _from(trail[step], x - y, step), _adds(trail[step], x - y, step)
        while x > start:
            x, y = x - 1, y - 1
            kept.append((x, y))
        x, y = (x, y - 1) if added else (x - 1, y)
    return kept[::-1]
