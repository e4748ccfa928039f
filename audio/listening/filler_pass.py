"""Hears a finished answer a second time for its fillers, piece by piece and only while nobody speaks."""

from __future__ import annotations

import logging
import threading
import wave
from dataclasses import dataclass, field, replace
from functools import partial
from typing import TYPE_CHECKING

import numpy as np

from audio.events import FillersCounted, Stretch
from audio.listening.fillers import believed, fillers, restarts

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from numpy.typing import NDArray

    from audio.events import Utterance, Word
    from audio.listening.whisper import Recogniser

RATE = 16000
# Whisper deletes an "um"; after a text that is full of them it writes them down.
PROMPT = "Um, uh, hmm, er, ah."
# Seconds of speech heard at once: one window of Whisper, which costs the same however little is in it.
LONGEST = 24.0
# Sound kept around a stretch; in longer silences the prompt alone makes Whisper write "uh, uh, uh".
MARGIN = 0.2

log = logging.getLogger(__name__)


@dataclass(slots=True, eq=False)
class _Count:
    """An answer in work."""

    utterance: Utterance
    left: int
    words: list[Word] = field(default_factory=list)
    restarts: int = 0


class FillerPass:
    """Give it each utterance, and say when the machine has time; `FillersCounted` follows for each."""

    def __init__(
        self,
        when_idle: Callable[[Callable[[Recogniser], None]], None],
        post: Callable[[FillersCounted], None],
    ) -> None:
        self._when_idle = when_idle
        self._post = post
        self._lock = threading.Lock()
        self._waiting: list[Utterance] = []
        self._wanted: set[_Count] = set()

    def add(self, utterance: Utterance) -> None:
        """Keep an answer until `begin`; one that was taken back and given again counts once."""
        with self._lock:
            self._drop(utterance.answer)
            self._waiting.append(utterance)

    def begin(self) -> None:
        """Count what waits, as soon as nobody speaks."""
        with self._lock:
            waiting, self._waiting = self._waiting, []
            heard = [each for each in waiting if each.audio is not None and each.stretches]
            ordered = [
                (_Count(each, len(found)), found) for each in heard if (found := pieces(each.stretches))
            ]
            self._wanted.update(count for count, _ in ordered)
        for count, found in ordered:
            for piece in found:
                self._when_idle(partial(self._hear, count, piece))

    def forget(self) -> None:
        """Give up what is not counted yet: its round is over."""
        with self._lock:
            self._waiting.clear()
            self._wanted.clear()

    def _drop(self, answer: int) -> None:
        self._waiting = [each for each in self._waiting if each.answer != answer]
        self._wanted = {each for each in self._wanted if each.utterance.answer != answer}

    def _hear(self, count: _Count, piece: Sequence[Stretch], recogniser: Recogniser) -> None:
        with self._lock:
            if count not in self._wanted:
                return
        try:
            count.words += heard_again(recogniser, count.utterance, piece)
        except Exception:
            log.exception("the fillers of answer %d could not be counted", count.utterance.answer)
            with self._lock:
                self._wanted.discard(count)
            return
        count.left -= 1
        if not count.left:
            self._finish(count)

    def _finish(self, count: _Count) -> None:
        with self._lock:
            if count not in self._wanted:
                return
            self._wanted.discard(count)
        utterance = count.utterance
        found = fillers(count.words, restarts(utterance.words))
        self._post(FillersCounted(utterance.answer, utterance.ended, found))


def pieces(stretches: Sequence[Stretch]) -> list[tuple[Stretch, ...]]:
    """Gather stretches of speech into pieces of one window each; the silence between them is left out."""
    found: list[tuple[Stretch, ...]] = []
    piece: list[Stretch] = []
    length = 0.0
    for stretch in stretches:
        start = stretch.start
        while start < stretch.end:
            if piece and length + (stretch.end - start) + 2 * MARGIN > LONGEST:
                found.append(tuple(piece))
                piece, length = [], 0.0
            end = min(stretch.end, start + LONGEST - 2 * MARGIN)
            piece.append(Stretch(start, end))
            length += end - start + 2 * MARGIN
            start = end
    return [*found, tuple(piece)] if piece else found


def heard_again(recogniser: Recogniser, utterance: Utterance, piece: Sequence[Stretch]) -> list[Word]:
    """Return the fillers of one piece, on the session's clock."""
    assert utterance.audio is not None
    sound, begins = _gated(utterance.audio, utterance.opened, piece)
    prompted = [_placed(word, piece, begins) for word in recogniser.sketch(sound, PROMPT)]
    plain = [word for word in utterance.words if any(_within(word, stretch) for stretch in piece)]
    return believed(prompted, plain)


def _gated(path: Path, opened: float, piece: Sequence[Stretch]) -> tuple[NDArray[np.float32], list[float]]:
    """Return the sound of the stretches one after the other, and where in it each begins."""
    parts: list[NDArray[np.int16]] = []
    begins: list[float] = []
    done = 0
    with wave.open(str(path)) as sound:
        for stretch in piece:
            first = max(0, round((stretch.start - opened - MARGIN) * RATE))
            last = min(sound.getnframes(), round((stretch.end - opened + MARGIN) * RATE))
            sound.setpos(min(first, sound.getnframes()))
            part = np.frombuffer(sound.readframes(max(0, last - first)), "<i2")
            begins.append(done / RATE + (stretch.start - opened - first / RATE))
            parts.append(part)
            done += len(part)
    return np.concatenate(parts).astype(np.float32) / np.float32(32768), begins


def _placed(word: Word, piece: Sequence[Stretch], begins: Sequence[float]) -> Word:
    """Move a word from the gated sound to where it was said."""
    number = max((at for at, begin in enumerate(begins) if begin - MARGIN <= word.start), default=0)
    offset = piece[number].start - begins[number]
    return replace(word, start=word.start + offset, end=word.end + offset)


def _within(word: Word, stretch: Stretch) -> bool:
    middle = (word.start + word.end) / 2
    return stretch.start - MARGIN <= middle <= stretch.end + MARGIN
