"""Which voices there are: a voice is an engine, a name it knows, a rate and a pitch."""

from __future__ import annotations

import importlib.util
from dataclasses import dataclass, replace
from typing import Literal

Engine = Literal["hibari", "pyttsx3"]

ENGINES: tuple[Engine, ...] = ("hibari", "pyttsx3")
"""Best first: a small recogniser read hibari back word-perfect, espeak-ng with 4 wrong phrases."""

NAMES: dict[Engine, tuple[str, ...]] = {
    # Only this one lies inside the package, the others would be downloaded. With British spelling-to-sound
    # rules it was no longer understood ("the larger model won" was read back as "the lodge a metal one").
    "hibari": ("heart",),
    # Names and variants of espeak-ng; an engine that lacks them speaks in its own default voice.
    "pyttsx3": ("en-us", "en-us+m3", "en-us+f3"),
}

PANEL_PITCHES = (0.0, -4.0, 2.5)
"""Semitones by which the panel's members are told apart; read back word-perfect from -4 to +3."""


@dataclass(frozen=True, slots=True)
class Voice:
    """How a line shall sound."""

    engine: Engine
    name: str
    rate: float = 1.0
    """1.0 is the engine's normal pace."""
    pitch: float = 0.0
    """Semitones above the engine's own pitch; the pace stays."""


def installed() -> tuple[Engine, ...]:
    """Return the engines whose package is here, best first, without loading any."""
    return tuple(engine for engine in ENGINES if importlib.util.find_spec(engine) is not None)


def default_engine() -> Engine:
    """Return the engine to speak with where nothing else was chosen."""
    return next(iter(installed()), "pyttsx3")


def panel_voice(member: int, engine: Engine | None = None) -> Voice:
    """Return the voice of a panel member, counted from 0; three of them can be told apart."""
    engine = engine or default_engine()
    names = NAMES[engine]
    pitch = PANEL_PITCHES[member % len(PANEL_PITCHES)]
    return Voice(engine, names[member % len(names)], pitch=pitch)


def in_engine(voice: Voice, engine: Engine) -> Voice:
    """Return the voice another engine has for it; rate and pitch stay, so that members remain distinct."""
    return voice if voice.engine == engine else replace(voice, engine=engine, name=NAMES[engine][0])
