"""The key of a model endpoint: from the keyring or the environment, never from a file of ours or the command line."""

from __future__ import annotations

import logging
import os

SERVICE = "viva"
VARIABLE = "VIVA_API_KEY"

log = logging.getLogger(__name__)


def api_key(base_url: str) -> str:
    """Return the key for an endpoint, or nothing: the environment goes before the keyring."""
    if found := os.environ.get(VARIABLE, ""):
        return found
    import keyring
    import keyring.errors

    try:
        return keyring.get_password(SERVICE, base_url) or ""
    except keyring.errors.KeyringError:
        log.info("no keyring on this machine")
        return ""


def keep_api_key(base_url: str, key: str) -> bool:
    """Put a key into the keyring; False where this machine has none, and then nothing is written anywhere."""
    import keyring
    import keyring.errors

    try:
        keyring.set_password(SERVICE, base_url, key)
    except keyring.errors.KeyringError:
        log.info("no keyring on this machine")
        return False
    return True


def has_keyring() -> bool:
    """Whether this machine has a keyring that can hold a key."""
    import keyring
    from keyring.backends import fail, null

    return not isinstance(keyring.get_keyring(), fail.Keyring | null.Keyring)
