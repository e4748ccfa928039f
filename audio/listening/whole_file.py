"""Puts a whole recording of any length into words, in pieces cut at its pauses."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import islice
from typing import TYPE_CHECKING

import numpy as np

from audio.listening.answer_words import within
from audio.listening.endpoint import FILE
from audio.listening.hearing import Hearing
from audio.listening.vad import FRAME, RATE, Vad
from audio.listening.windows import Window

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from numpy.typing import NDArray

    from audio.events import Word
    from audio.listening.whisper import Recogniser

# Samples listened to at once: about 10 s.
PIECE = 312 * FRAME
# Nobody waits for the end of a file: windows are as long as Whisper hears well, and several are heard together.
# tiny.en took .77 of the time with 16 at once that it took with 4; progress and a cancellation wait for all of them,
# which is some 8 s of work on two cores for tiny.en.
LONGEST = 26 * RATE
TOGETHER = {"tiny": 16, "tiny.en": 16, "base": 8, "base.en": 8}
# At first fewer, so that a short file shows progress too; the same for every run, as neighbours share their padding.
TOGETHER_FIRST = 4


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
    vad = Vad()
    hearing = Hearing(vad, FILE)
    found: list[list[Word]] = []
    most = TOGETHER.get(recogniser.name, TOGETHER_FIRST)
    for windows in _together(_merged(_windows(hearing, vad, samples), samples), most):
        if cancelled():
            break
        found += _heard(recogniser, windows)
        progress(min(total, _end(windows[-1]) / RATE), total)
    else:
        progress(total, total)
    stretches = hearing.stretches()
    return [_segment(within(words, stretches)) for words in found if words]


def _heard(recogniser: Recogniser, windows: Sequence[Window]) -> list[list[Word]]:
    sounds = [window.samples.astype(np.float32) / np.float32(32768) for window in windows]
    return [
        [replace(word, start=word.start + at, end=word.end + at) for word in words]
        for words, at in zip(
            recogniser.transcribe_all(sounds), (window.start / RATE for window in windows), strict=True
        )
    ]


def _windows(hearing: Hearing, vad: Vad, samples: NDArray[np.float32]) -> Iterator[Window]:
    for start in range(0, len(samples), PIECE):
        piece = _whole_numbers(samples[start : start + PIECE])
        if whole := len(piece) // FRAME * FRAME:
            vad.listen_ahead(piece[:whole].astype(np.float32) / np.float32(32768))
        yield from (each for each in hearing.push(piece) if isinstance(each, Window))
    if tail := hearing.tail():
        yield tail


def _merged(windows: Iterable[Window], samples: NDArray[np.float32]) -> Iterator[Window]:
    """Join neighbours, with the pause between them, as long as one window holds them."""
    joined: Window | None = None
    for window in windows:
        if joined is None:
            joined = window
        elif _end(window) - joined.start <= LONGEST:
            both = _whole_numbers(samples[joined.start : _end(window)])
            joined = Window(joined.start, both, window.spoken)
        else:
            yield joined
            joined = window
    if joined is not None:
        yield joined


def _together(windows: Iterator[Window], most: int) -> Iterator[list[Window]]:
    size = TOGETHER_FIRST
    while several := list(islice(windows, size)):
        yield several
        size = min(most, 2 * size)


def _whole_numbers(samples: NDArray[np.float32]) -> NDArray[np.int16]:
    return np.clip(np.round(samples * 32768.0), -32768, 32767).astype(np.int16)


def _end(window: Window) -> int:
    return window.start + len(window.samples)


def _segment(words: list[Word]) -> Segment:
    text = " ".join(word.text for word in words)
    return Segment(words[0].start, max(word.end for word in words), text, tuple(words))
