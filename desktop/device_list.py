"""Asks which microphones and speakers there are: it hangs with a hung sound server, so never on the window's thread."""

from __future__ import annotations

import logging
import threading
from dataclasses import dataclass
from typing import TYPE_CHECKING

from audio import devices
from audio.errors import AudioError

if TYPE_CHECKING:
    from collections.abc import Callable

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class DevicesListed:
    """The names of the microphones and speakers there are."""

    inputs: tuple[str, ...]
    outputs: tuple[str, ...]


def list_devices(post: Callable[[object], None]) -> None:
    """Return at once; `DevicesListed` follows where they could be listed."""
    threading.Thread(target=_list, args=(post,), name="devices", daemon=True).start()


def _list(post: Callable[[object], None]) -> None:
    try:
        found = DevicesListed(
            tuple(device.name for device in devices.inputs()),
            tuple(device.name for device in devices.outputs()),
        )
    except AudioError as error:
        log.warning("no devices could be listed: %s", error)
        return
    post(found)
