"""The sealed room: while it is shut, no Python code of this process may reach for the network.

An audit hook is a guard inside the program, not a proof: libraries in C are not seen by it. The proof is the test that
runs a whole round in a network namespace without any network.
"""

from __future__ import annotations

import os
import socket
import sys
from typing import Any

_WATCHED = {"socket.connect", "socket.sendto", "socket.sendmsg", "socket.getaddrinfo", "socket.gethostbyname"}


class SealedRoomError(OSError):
    """Something reached for the network in offline mode."""


class _Seal:
    shut = False
    hooked = False
    refused = 0


def forbid_hubs() -> None:
    """Keep model hubs quiet; must run before huggingface_hub is imported, as it reads these once."""
    os.environ["HF_HUB_OFFLINE"] = "1"
    os.environ["HF_HUB_DISABLE_TELEMETRY"] = "1"
    os.environ["DO_NOT_TRACK"] = "1"


def shut(closed: bool = True) -> None:
    """Shut or open the room for this process."""
    if closed and not _Seal.hooked:
        sys.addaudithook(_guard)
        _Seal.hooked = True
    _Seal.shut = closed


def is_shut() -> bool:
    """Whether the room is shut."""
    return _Seal.shut


def refused() -> int:
    """How often something reached for the network while the room was shut."""
    return _Seal.refused


def _guard(event: str, args: tuple[Any, ...]) -> None:
    if not _Seal.shut or event not in _WATCHED:
        return
    if event.startswith("socket.get") or getattr(args[0], "family", None) != getattr(socket, "AF_UNIX", None):
        _Seal.refused += 1
        raise SealedRoomError("Viva is offline: nothing may reach for the network.")
