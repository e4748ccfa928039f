"""A recogniser that expects certain terms: told by a prompt, held to their spelling, and never led into a loop."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from audio.listening import jargon
from audio.listening.spelling import spelled

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy as np
    from numpy.typing import NDArray

    from audio.events import Word
    from audio.listening.decoder import Sounds
    from audio.listening.whisper import Recogniser

log = logging.getLogger(__name__)


class Expecting:
    """Wraps a recogniser; a caller that brings a prompt of its own gets its plain answer."""

    def __init__(self, recogniser: Recogniser, terms: Sequence[str] = ()) -> None:
        self._recogniser = recogniser
        self.name = recogniser.name
        self.digest = recogniser.digest
        self.expect(terms)

    @property
    def device(self) -> str:
        """Where it runs; a graphics card that fails is left in the middle."""
        return self._recogniser.device

    def expect(self, terms: Sequence[str]) -> None:
        """Expect these terms from now on, the most relevant first; safe from any thread."""
        self._expected = (tuple(terms), jargon.prompt(terms))

    def transcribe(self, samples: NDArray[np.float32], prompt: str = "") -> list[Word]:
        """Return the words of at most 30 s, timed from the first sample."""
        terms, own = self._expected
        if prompt or not terms:
            return self._recogniser.transcribe(samples, prompt)
        return self._checked(samples, self._recogniser.transcribe(samples, own), terms)

    def transcribe_all(self, sounds: Sounds, prompt: str = "") -> list[list[Word]]:
        """Return the words of several stretches, each of at most 30 s and timed from its first sample."""
        terms, own = self._expected
        if prompt or not terms:
            return self._recogniser.transcribe_all(sounds, prompt)
        found = self._recogniser.transcribe_all(sounds, own)
        return [self._checked(sound, words, terms) for sound, words in zip(sounds, found, strict=True)]

    def sketch(self, samples: NDArray[np.float32], prompt: str = "") -> list[Word]:
        """Return much the same at less cost; an echo is passed over, as the text may still change."""
        terms, own = self._expected
        if prompt or not terms:
            return self._recogniser.sketch(samples, prompt)
        words = self._recogniser.sketch(samples, own)
        return [] if jargon.echoes(words, terms) else spelled(words, terms)

    def _checked(self, samples: NDArray[np.float32], words: list[Word], terms: Sequence[str]) -> list[Word]:
        if jargon.echoes(words, terms):
            log.info("the prompt was read back; heard again without it")
            words = self._recogniser.transcribe(samples, "")
        return spelled(words, terms)
