"""A recogniser that listens once more where a listed term may have been said, and never lets a list change the rest."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from audio.listening import jargon, spelling
from audio.listening.patching import patched

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy as np
    from numpy.typing import NDArray

    from audio.events import Word
    from audio.listening.decoder import Sounds
    from audio.listening.whisper import Recogniser

# Terms in one prompt: tiny.en heard .81 of all terms with 12, .84 with 25 and .78 with 40 in it. Three prompts one
# after the other found .04 more, at the price of two more hearings.
MOST = 24

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
        self._terms = tuple(terms)

    def transcribe(self, samples: NDArray[np.float32], prompt: str = "") -> list[Word]:
        """Return the words of at most 30 s, timed from the first sample."""
        terms = self._terms
        words = self._recogniser.transcribe(samples, prompt)
        return words if prompt or not terms else self._told(samples, words, terms)

    def transcribe_all(self, sounds: Sounds, prompt: str = "") -> list[list[Word]]:
        """Return the words of several stretches, each of at most 30 s and timed from its first sample."""
        terms = self._terms
        found = self._recogniser.transcribe_all(sounds, prompt)
        if prompt or not terms:
            return found
        return [self._told(sound, words, terms) for sound, words in zip(sounds, found, strict=True)]

    def sketch(self, samples: NDArray[np.float32], prompt: str = "") -> list[Word]:
        """Return much the same at less cost, for text that may still change: heard once, and only spelled."""
        terms = self._terms
        words = self._recogniser.sketch(samples, prompt)
        return words if prompt or not terms else spelling.spelled(words, terms)

    def _told(self, samples: NDArray[np.float32], plain: list[Word], terms: Sequence[str]) -> list[Word]:
        """Listen once more for the terms that may have been said; only they are taken, the other words stay."""
        kept = spelling.spelled(plain, terms)
        suspects = spelling.suspected(plain, terms)
        if not suspects and not spelling.technical(plain):
            return kept
        asked = jargon.prompt(jargon.gathered(suspects, terms)[: max(MOST, len(suspects))])
        again = spelling.spelled(self._recogniser.transcribe(samples, asked), terms)
        if jargon.echoes(again, terms):
            log.info("the list of terms was read back; the plain words stay")
            return kept
        return patched(kept, again, terms)
