"""How long a turn may be silent, and how long it may last, as it was chosen and for what it is."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from audio.listening import endpoint

if TYPE_CHECKING:
    from desktop.settings import Patience

PATIENCE: dict[Patience, endpoint.Patience] = {
    "hold": endpoint.HOLD,
    "patient": endpoint.PATIENT,
    "pressure": endpoint.PRESSURE,
}
DICTATION = replace(endpoint.HOLD, limit=3 * 3600.0)
"""A dictation ends by its key; three hours is what somebody forgot to end."""
TALK = replace(endpoint.HOLD, limit=4 * 3600.0)
"""As long as a plan may be: silence ends no talk."""
