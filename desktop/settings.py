"""What the user chose last; the defaults are the documented ones."""

from __future__ import annotations

import json
import os
from dataclasses import asdict, dataclass, fields
from typing import TYPE_CHECKING, Any, Literal, get_args

from desktop.errors import DesktopError
from interviewer.events import Pressure, RoundKind

if TYPE_CHECKING:
    from pathlib import Path

Patience = Literal["hold", "patient", "pressure"]
Theme = Literal["system", "light", "dark"]
Questions = Literal["held", "cut_in"]
TalkTime = Literal["fair", "strict", "stop"]


@dataclass(frozen=True, slots=True)
class Settings:
    """One user's choices."""

    question: str = ""
    """A question's id, or nothing for the first bundled one."""
    kind: RoundKind = "discussion"
    minutes: int = 15
    pressure: Pressure = "probing"
    patience: Patience = "patient"
    input_device: str = ""
    """A device's name, or nothing for the system's default."""
    output_device: str = ""
    volume: int = 100
    """Percent of the full volume at which the panel speaks."""
    voice: str = ""
    """A voice engine, or nothing for the best one installed."""
    speech_model: str = "auto"
    speech_device: Literal["auto", "cpu", "cuda"] = "auto"
    offline: bool = True
    """Sealed: no socket at all, embedded examiner."""
    model_url: str = ""
    model: str = ""
    theme: Theme = "system"
    focus: str = ""
    """The dimension of the rubric that the next round comes back to."""
    slides: str = ""
    """A presentation's PDF, or nothing."""
    plan: str = ""
    """Its plan in Markdown, or nothing."""
    questions: Questions = "held"
    """Whether the panel cuts in on a presentation."""
    clock: TalkTime = "fair"
    """Whether a presentation's clock stands still while a question is taken, runs on, or ends the talk."""
    declined: str = ""
    """The proposal of a focus that was declined: it is not made again."""


_CHOICES: dict[str, tuple[str, ...]] = {
    "kind": get_args(RoundKind),
    "pressure": get_args(Pressure),
    "patience": get_args(Patience),
    "speech_device": ("auto", "cpu", "cuda"),
    "theme": get_args(Theme),
    "questions": get_args(Questions),
    "clock": get_args(TalkTime),
}

_RANGES = {"minutes": (1, 240), "volume": (0, 100)}


def load(path: Path) -> Settings:
    """Read the settings; anything missing or unusable in them keeps its default."""
    try:
        found = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError):
        return Settings()
    if not isinstance(found, dict):
        return Settings()
    return Settings(**{f.name: found[f.name] for f in fields(Settings) if _usable(f.name, found.get(f.name))})


def _usable(name: str, value: Any) -> bool:  # noqa: ANN401 - whatever stands in the file
    default = getattr(Settings(), name)
    if type(value) is not type(default):
        return False
    if name in _RANGES:
        least, most = _RANGES[name]
        return bool(least <= value <= most)
    return name not in _CHOICES or value in _CHOICES[name]


def save(settings: Settings, path: Path) -> None:
    """Write the settings in one step.

    Raises:
        DesktopError: The folder cannot be written.
    """
    fresh = path.with_suffix(".new")
    try:
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        fresh.write_text(json.dumps(asdict(settings), indent=1), encoding="utf-8")
        os.replace(fresh, path)  # noqa: PTH105 - one atomic step on every system
    except OSError as error:
        raise DesktopError(
            f"Your choices could not be kept, because {path.parent} cannot be written."
        ) from error
