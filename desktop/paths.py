"""Where Viva's own files lie; the folders follow the platform's rules, so XDG variables move them."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

from interviewer.assets import asset

APP = "viva"


@dataclass(frozen=True, slots=True)
class Paths:
    """The folders of one installation."""

    sessions: Path
    dictations: Path
    questions: Path
    models: Path
    config: Path
    state: Path

    @property
    def settings(self) -> Path:
        """The settings file."""
        return self.config / "settings.json"

    @property
    def glossary(self) -> Path:
        """The user's own terms, one a line."""
        return self.config / "glossary.txt"

    @property
    def speech_speed(self) -> Path:
        """How fast the speech models were on this machine."""
        return self.state / "speech-models.json"

    @property
    def docket(self) -> Path:
        """The forecasts and how they came out: beside the sessions, as it cannot be made anew."""
        return self.sessions.parent / "forecasts.json"

    @property
    def log(self) -> Path:
        """The log file: names and numbers, never what was said."""
        return self.state / "viva.log"


def user_paths() -> Paths:
    """Return the folders of this user; nothing is created."""
    import platformdirs

    data = Path(platformdirs.user_data_dir(APP, appauthor=False))
    return Paths(
        sessions=data / "sessions",
        dictations=data / "dictations",
        questions=data / "questions",
        models=data / "models",
        config=Path(platformdirs.user_config_dir(APP, appauthor=False)),
        state=Path(platformdirs.user_state_dir(APP, appauthor=False)),
    )


def assets() -> Path:
    """Return the folder of bundled questions and icons."""
    return asset()


def keep_private() -> None:
    """Let nothing this process creates be read by others."""
    os.umask(0o077)
