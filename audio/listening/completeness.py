"""How finished a thought sounds, from all there is: its words, how it was said, or one of the two alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from audio.listening import completeness_sound, completeness_words

if TYPE_CHECKING:
    from audio.listening.completeness_sound import Samples

# Learnt by training/turns/learn_together.py, which prints them: turns of voices and sentences that neither of
# the two models knew, put into words by tiny.en.
BOTH_BIAS, BOTH_SOUND, BOTH_WORDS = 0.54, 0.84, 0.26
ALONE_BIAS, ALONE_SOUND = 0.71, 0.86
CLOSED, TRAILING = 0.32, -0.44
# Of 20 000 places after one of these words 33 were the end of a sentence, of all places one in 22.
HANGING_WORDS = frozenset(
    {"a", "an", "the", "this", "every", "my", "our", "your", "his", "her", "its", "their"}
    | {"to", "of", "for", "with", "by", "from", "at", "into", "than", "as", "between"}
    | {
        "and",
        "or",
        "nor",
        "but",
        "so",
        "because",
        "if",
        "unless",
        "while",
        "when",
        "until",
        "although",
        "whereas",
    }
    | {"i", "we", "he", "she", "they", "was", "were", "whose", "um", "uh", "er", "erm"}
)
HANGING = -4.0
# A single witness is never believed beyond this, whatever it says.
SUREST = 4.0
CLOSING, OPEN_ENDINGS = (".", "?", "!"), ("...", "…", "-", "–", ",", ";", ":")


class Thought:
    """What was said before one silence: it is listened to once, and its words may come later or never."""

    def __init__(self, samples: Samples | None) -> None:
        self._sound = None if samples is None else completeness_sound.finished(samples)
        self._text: str | None = None
        self._finished = finished(None, self._sound)

    def finished(self, text: str | None) -> float | None:
        """Return the log odds that it is finished, from all words of the answer up to here if they are known."""
        if text != self._text:
            self._text, self._finished = text, finished(text, self._sound)
        return self._finished


def finished(text: str | None, sound: float | None) -> float | None:
    """Return the log odds that the thought is finished; nothing where there is no evidence at all."""
    heard = None if sound is None else max(-SUREST, min(SUREST, sound))
    if not text or text.isspace():
        return None if heard is None else ALONE_BIAS + ALONE_SOUND * heard
    words = max(-SUREST, min(SUREST, completeness_words.finished(text)))
    return BOTH_BIAS + BOTH_SOUND * (heard or 0.0) + BOTH_WORDS * words + _mark(text)


def _mark(text: str) -> float:
    """Return what the last word and the recogniser's own punctuation say; it hears the melody too."""
    if text.split()[-1].strip(".,;:!?…-–").lower() in HANGING_WORDS:
        return HANGING
    if text.endswith(OPEN_ENDINGS):
        return TRAILING
    return CLOSED if text.endswith(CLOSING) else 0.0
