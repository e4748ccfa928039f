"""Gathers the words of one answer, window by window, and makes its utterance of them."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

import numpy as np

from audio.events import EndReason, Stretch, Utterance, Word

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from audio.clock import SampleClock
    from audio.listening.whisper import Recogniser
    from audio.listening.windows import Window


@dataclass(frozen=True, slots=True)
class Turn:
    """A turn that is over: all about it but its words. Stretches are in seconds of the recording."""

    answer: int
    stretches: tuple[Stretch, ...]
    ended: float
    reason: EndReason


@dataclass(slots=True)
class AnswerWords:
    """The words of one answer so far, in seconds of its recording; `clock` maps samples to the session."""

    clock: SampleClock
    audio: Path | None
    words: list[Word] = field(default_factory=list)

    def text(self) -> str:
        """Return what will not change any more."""
        return " ".join(word.text for word in self.words)

    def utterance(self, turn: Turn, tail: Iterable[Word]) -> Utterance:
        """Return the whole answer on the session's clock."""
        words = within((*self.words, *tail), turn.stretches)
        opened = self.clock.anchor
        return Utterance(
            answer=turn.answer,
            text=" ".join(word.text for word in words),
            words=tuple(replace(word, start=opened + word.start, end=opened + word.end) for word in words),
            stretches=tuple(Stretch(opened + each.start, opened + each.end) for each in turn.stretches),
            opened=opened,
            ended=turn.ended,
            reason=turn.reason,
            audio=self.audio,
        )


def heard(
    recogniser: Recogniser, window: Window, rate: int, prompt: str = "", *, quick: bool = False
) -> list[Word]:
    """Put one window into words, timed in seconds of the recording; `quick` for text that may change."""
    offset = window.start / rate
    samples = window.samples.astype(np.float32) / 32768.0
    words = recogniser.sketch(samples, prompt) if quick else recogniser.transcribe(samples, prompt)
    return [replace(word, start=word.start + offset, end=word.end + offset) for word in words]


def within(words: Sequence[Word], stretches: Sequence[Stretch]) -> list[Word]:
    """Cut each word to the stretch it lies in most: Whisper lets words begin 0.35 s early, in the pause."""
    kept: list[Word] = []
    for word in words:
        best = max(stretches, key=lambda stretch: _overlap(word, stretch), default=None)
        if best and _overlap(word, best) > 0:
            word = replace(word, start=max(word.start, best.start), end=min(word.end, best.end))
        if kept and word.start < kept[-1].start:
            word = replace(word, start=kept[-1].start, end=max(word.end, kept[-1].start))
        kept.append(word)
    return kept


def _overlap(word: Word, stretch: Stretch) -> float:
    return min(word.end, stretch.end) - max(word.start, stretch.start)
