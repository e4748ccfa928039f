"""What session.json says of a session: all that does not happen in the round."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

SCHEMA = 1
SESSION = "session.json"


@dataclass(frozen=True, slots=True)
class Session:
    """What session.json says."""

    id: str
    schema: int = SCHEMA
    created: str = ""
    title: str = ""
    seed: int = 0
    settings: dict[str, object] = field(default_factory=dict)
    engines: dict[str, str] = field(default_factory=dict)

    @property
    def newer(self) -> bool:
        """Whether a later version wrote it: it may be read, never changed."""
        return self.schema > SCHEMA

    @property
    def model(self) -> tuple[str, str]:
        """The address and the name of the model that was allowed for this round; nothing where it was sealed."""
        url, name = self.settings.get("model_url"), self.settings.get("model")
        # Whatever was done to the file: what is not plainly open is sealed.
        if self.settings.get("sealed") is not False or not isinstance(url, str) or not isinstance(name, str):
            return "", ""
        return (url, name) if url and name else ("", "")


def document_of(session: Session) -> bytes:
    """Return session.json as it is written."""
    document = {
        "schema": session.schema,
        "id": session.id,
        "created": session.created,
        "title": session.title,
        "seed": session.seed,
        "settings": session.settings,
        "engines": session.engines,
    }
    return (json.dumps(document, ensure_ascii=False, indent=1, default=str) + "\n").encode("utf-8", "replace")


def read_session(path: Path) -> Session:
    """Read session.json; what is missing or broken is left at its default."""
    identity = path.name.rsplit("_", 1)[-1]
    try:
        found = json.loads((path / SESSION).read_bytes())
    except (OSError, ValueError, RecursionError):
        return Session(identity)
    if not isinstance(found, dict):
        return Session(identity)

    def text(name: str, default: str = "") -> str:
        return found[name] if isinstance(found.get(name), str) else default

    def number(name: str, default: int) -> int:
        value = found.get(name)
        return value if isinstance(value, int) and not isinstance(value, bool) else default

    settings, engines = found.get("settings"), found.get("engines")
    return Session(
        id=text("id", identity),
        schema=number("schema", SCHEMA),
        created=text("created"),
        title=text("title"),
        seed=number("seed", 0),
        settings=settings if isinstance(settings, dict) else {},
        engines={str(k): str(v) for k, v in engines.items()} if isinstance(engines, dict) else {},
    )
