"""Notices a microphone that sends exact zeros: muted, or taken by another program."""

from __future__ import annotations

from typing import Literal

# A microphone that listens never sends exact zeros this long; one taken by another program does, and raises no error.
ZEROS_AFTER = 2.0
# A headset with a noise gate does too, between two sentences: once its zeros ended by themselves, they mean less.
GATED_AFTER = 15.0


class Mute:
    """Feed it every block; it says when the zeros have lasted too long, and when there is sound again."""

    def __init__(self) -> None:
        self._after = ZEROS_AFTER
        self._zeros = 0.0
        self._muted = False

    def push(self, seconds: float, silent: bool) -> Literal["muted", "heard"] | None:
        """Take a block of so many seconds, `silent` where every sample is zero; return what changed."""
        if not silent:
            self._zeros = 0.0
            if self._muted:
                self._muted = False
                self._after = GATED_AFTER
                return "heard"
            return None
        self._zeros += seconds
        if self._muted or self._zeros < self._after:
            return None
        self._muted = True
        return "muted"
