"""Counts a round's times from its opening: the session's clock began earlier, when the window was opened."""

from __future__ import annotations

from dataclasses import fields, is_dataclass, replace
from typing import TYPE_CHECKING, Any

from interviewer.events import RoundOpened

if TYPE_CHECKING:
    from collections.abc import Sequence

    from interviewer.events import RoundEvent

# What the journal's events and their words call a moment; every other number is a count or a setting.
MOMENTS = ("at", "start", "end", "opened", "ended", "stopped", "decided", "worded", "found", "sounded")


def rebased(events: Sequence[RoundEvent]) -> tuple[RoundEvent, ...]:
    """Return the events with the round's opening at 0; unchanged where a journal has lost its opening."""
    origin = next((event.at for event in events if isinstance(event, RoundOpened)), 0.0)
    return tuple(_moved(event, origin) for event in events) if origin else tuple(events)


def _moved(event: Any, by: float) -> Any:  # noqa: ANN401 - any of the journal's dataclasses
    changed: dict[str, Any] = {}
    for field in fields(event):
        value = getattr(event, field.name)
        if field.name in MOMENTS:
            changed[field.name] = value - by
        elif isinstance(value, tuple) and value and is_dataclass(value[0]):
            changed[field.name] = tuple(_moved(one, by) for one in value)
    return replace(event, **changed)
