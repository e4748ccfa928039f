"""Puts a whole recording of any length into words, in pieces cut at its pauses."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from audio.listening.answer_words import heard, within
from audio.listening.endpoint import FILE
from audio.listening.hearing import Hearing
from audio.listening.vad import RATE, Vad
from audio.listening.windows import Window

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from numpy.typing import NDArray

    from audio.events import Word
    from audio.listening.whisper import Recogniser

# Samples heard between two looks at whether the work was cancelled.
PIECE = 10 * RATE


@dataclass(frozen=True, slots=True)
class Segment:
    """What was said without a long pause, in seconds of the file."""

    start: float
    end: float
    text: str
    words: tuple[Word, ...]


def transcribe_file(
    recogniser: Recogniser,
    samples: NDArray[np.float32],
    progress: Callable[[float, float], None] = lambda done, total: None,
    cancelled: Callable[[], bool] = lambda: False,
) -> list[Segment]:
    """Return the words of 16 kHz samples; `progress` gets seconds done and in all; a cancelled file ends early."""
    total = len(samples) / RATE
    hearing = Hearing(Vad(), FILE)
    found: list[list[Word]] = []
    for window in _windows(hearing, samples):
        if cancelled():
            break
        found.append(heard(recogniser, window, RATE))
        progress(min(total, (window.start + len(window.samples)) / RATE), total)
    else:
        progress(total, total)
    stretches = hearing.stretches()
    return [_segment(within(words, stretches)) for words in found if words]


def _windows(hearing: Hearing, samples: NDArray[np.float32]) -> Iterator[Window]:
    for start in range(0, len(samples), PIECE):
        piece = np.clip(np.round(samples[start : start + PIECE] * 32768.0), -32768, 32767).astype(np.int16)
        yield from (each for each in hearing.push(piece) if isinstance(each, Window))
    if tail := hearing.tail():
        yield tail


def _segment(words: list[Word]) -> Segment:
    text = " ".join(word.text for word in words)
    return Segment(words[0].start, max(word.end for word in words), text, tuple(words))
