"""Hears a finished answer again for its pitch and loudness, piece by piece and only while nobody speaks."""

from __future__ import annotations

import logging
import threading
import wave
from dataclasses import dataclass, field
from functools import partial
from typing import TYPE_CHECKING

import numpy as np

from audio.listening.pitch import RATE, tracker, voice, without_outliers
from audio.measured import VoiceMeasured

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from numpy.typing import NDArray

    from audio.events import Stretch, Utterance
    from audio.listening.pitch import Tracker
    from audio.listening.whisper import Recogniser
    from audio.measured import VoiceWindow

# Seconds heard at once: 0.2 s of work, so that an answer which begins meanwhile waits no longer for its words.
LONGEST = 20.0

log = logging.getLogger(__name__)


@dataclass(slots=True, eq=False)
class _Work:
    """An answer in work."""

    utterance: Utterance
    left: int
    windows: list[VoiceWindow] = field(default_factory=list)


class VoicePass:
    """Give it each utterance, and say when the machine has time; `VoiceMeasured` follows for each."""

    def __init__(
        self,
        when_idle: Callable[[Callable[[Recogniser], None]], None],
        post: Callable[[VoiceMeasured], None],
        model: Callable[[], Tracker] = tracker,
    ) -> None:
        self._when_idle = when_idle
        self._post = post
        self._model = model
        self._lock = threading.Lock()
        self._waiting: list[Utterance] = []
        self._wanted: set[_Work] = set()

    def add(self, utterance: Utterance) -> None:
        """Keep an answer until `begin`; one that was taken back and given again is heard once."""
        with self._lock:
            self._waiting = [each for each in self._waiting if each.answer != utterance.answer]
            self._wanted = {each for each in self._wanted if each.utterance.answer != utterance.answer}
            self._waiting.append(utterance)

    def begin(self) -> None:
        """Hear what waits, as soon as nobody speaks."""
        with self._lock:
            waiting, self._waiting = self._waiting, []
            heard = [each for each in waiting if each.audio is not None and each.stretches]
            ordered = [(_Work(each, len(found)), found) for each in heard if (found := parts(each.stretches))]
            self._wanted.update(work for work, _ in ordered)
        for work, found in ordered:
            for part in found:
                self._when_idle(partial(self._hear, work, part))

    def forget(self) -> None:
        """Give up what is not heard yet: its round is over."""
        with self._lock:
            self._waiting.clear()
            self._wanted.clear()

    def _hear(self, work: _Work, part: list[Stretch], _recogniser: Recogniser) -> None:
        with self._lock:
            if work not in self._wanted:
                return
        utterance = work.utterance
        assert utterance.audio is not None
        try:
            samples, begins = _sound(utterance.audio, utterance.opened, part)
            work.windows += voice(samples, begins, part, self._model())
        except Exception:
            log.exception("the voice of answer %d could not be measured", utterance.answer)
            with self._lock:
                self._wanted.discard(work)
            return
        work.left -= 1
        if not work.left:
            self._finish(work)

    def _finish(self, work: _Work) -> None:
        with self._lock:
            if work not in self._wanted:
                return
            self._wanted.discard(work)
        utterance = work.utterance
        windows = tuple(without_outliers(work.windows))
        self._post(VoiceMeasured(utterance.answer, utterance.ended, windows))


def parts(stretches: tuple[Stretch, ...]) -> list[list[Stretch]]:
    """Gather stretches into parts of the recording that are short enough to be heard at once."""
    found: list[list[Stretch]] = []
    for stretch in stretches:
        start = stretch.start
        while start < stretch.end:
            end = min(stretch.end, start + LONGEST)
            piece = type(stretch)(start, end)
            if found and piece.end - found[-1][0].start <= LONGEST:
                found[-1].append(piece)
            else:
                found.append([piece])
            start = end
    return found


def _sound(path: Path, opened: float, part: list[Stretch]) -> tuple[NDArray[np.float32], float]:
    """Return the sound from the first stretch's beginning to the last one's end, and when it begins."""
    with wave.open(str(path)) as sound:
        first = min(max(0, round((part[0].start - opened) * RATE)), sound.getnframes())
        last = min(sound.getnframes(), round((part[-1].end - opened) * RATE))
        sound.setpos(first)
        frames = np.frombuffer(sound.readframes(max(0, last - first)), "<i2")
    return frames.astype(np.float32) / np.float32(32768), opened + first / RATE
