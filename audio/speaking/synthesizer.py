"""One voice engine on a thread of its own: it renders one line after the other in a child process it may lose."""

from __future__ import annotations

import logging
import queue
import threading
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from audio import sound_file
from audio.errors import AudioError
from audio.speaking.child import Child
from audio.speaking.render import Request
from audio.speaking.voices import NAMES, Engine, Voice, in_engine
from audio.worker import Worker

if TYPE_CHECKING:
    from pathlib import Path

Samples = NDArray[np.int16]

log = logging.getLogger(__name__)

RATES: dict[Engine, int] = {"hibari": 24_000, "pyttsx3": 22_050}
"""What the engines write; SAPI5 and macOS can be set otherwise, then their file is resampled to this."""

FRESH_FOR_EACH_LINE: tuple[Engine, ...] = ("pyttsx3",)
"""espeak-ng carries state over: the second time, the same text has other samples. A new process takes 0.1 s
and is started ahead; it also spares macOS its "run loop already started"."""

SILENCE = 10 ** (-50 / 20)
"""-50 dBFS: hibari leaves 0.3 to 0.5 s below it at each end, which would count as thinking time."""

EDGE_SECONDS = 0.02
"""Kept at each end, so that a soft consonant survives."""

_CLOSED = "The voice was closed."


@dataclass(frozen=True, slots=True)
class Rendered:
    """What an engine made of a line: its sound, or why there is none."""

    engine: Engine
    samples: Samples | None
    error: str = ""


@dataclass(slots=True)
class Task:
    """A line to render, for as long as somebody waits for it; several engines may work on it at once."""

    words: str
    voice: Voice
    answers: queue.SimpleQueue[Rendered] = field(default_factory=queue.SimpleQueue)
    wanted: bool = True


@dataclass(frozen=True, slots=True)
class Warm:
    """The engine is to be loaded, as a line may come soon."""


class Synthesizer:
    """Answers each task once, however its child fares; `ask` and `warm_up` make nobody wait."""

    def __init__(self, engine: Engine, folder: Path, deadline: float) -> None:
        self.failures = 0
        """How many lines in a row it could not render."""
        self._engine = engine
        self._folder = folder
        self._deadline = deadline
        self._asked = 0
        self._answered = 0
        self._number = 0
        self._closed = False
        self._child: Child | None = None
        self._lock = threading.Lock()
        """For `close`, which comes from any thread: after it no child is started and no task is taken."""
        self._worker: Worker[Task | Warm] = Worker(f"voice-{engine}", self._take, _nothing)

    @property
    def late(self) -> bool:
        """Whether it is still at an earlier line."""
        return self._asked != self._answered

    def ask(self, task: Task) -> None:
        """Render a line after those asked for before; the answer is put into the task."""
        with self._lock:
            if not self._closed:
                self._asked += 1
                self._worker.submit(task)
                return
        task.answers.put(Rendered(self._engine, None, _CLOSED))

    def warm_up(self) -> None:
        """Start the child and let it load its engine."""
        self._worker.submit(Warm())

    def close(self) -> None:
        """Kill the child, also in the middle of a line, and answer what is still asked for with a failure."""
        with self._lock:
            self._closed = True
        self._drop()
        self._worker.close()

    # What runs on the engine's own thread

    def _take(self, item: Task | Warm) -> None:
        match item:
            case Warm():
                self._load()
            case Task():
                answer = self._answer(item)
                # Before the answer is out: who has it may ask again at once, and must not find a late engine.
                self._answered += 1
                item.answers.put(answer)
                if answer.error or self._engine in FRESH_FOR_EACH_LINE:
                    self._drop()
                    self._load()

    def _answer(self, task: Task) -> Rendered:
        if not task.wanted:
            return Rendered(self._engine, None)
        try:
            samples = self._rendered(task.words, in_engine(task.voice, self._engine))
        except Exception as error:  # whatever it is, somebody waits for an answer
            if not self._closed:
                log.warning("the voice engine %s failed: %s", self._engine, error)
            self.failures += 1
            return Rendered(self._engine, None, str(error) or type(error).__name__)
        self.failures = 0
        return Rendered(self._engine, samples)

    def _rendered(self, words: str, voice: Voice) -> Samples:
        """Render a line; a child that died since its last line gets one successor."""
        try:
            return self._once(words, voice)
        except OSError:
            self._drop()
            return self._once(words, voice)

    def _once(self, words: str, voice: Voice) -> Samples:
        self._number += 1
        number = self._number
        path = self._folder / f"{self._engine}-{number}.wav"
        # Pitch is changed by playing faster or slower; the engine speaks slower or faster to make up for it.
        speed = 2 ** (voice.pitch / 12)
        child = self._started()
        try:
            child.send(Request(number, self._engine, voice.name, voice.rate / speed, words, str(path)))
            if error := child.wait(number, self._deadline):
                raise RuntimeError(error)
            samples = sound_file.read(path, RATES[self._engine])
        finally:
            path.unlink(missing_ok=True)
        return trimmed(repitched(samples, speed), RATES[self._engine])

    def _load(self) -> None:
        if self._closed:
            return
        try:
            name = NAMES[self._engine][0]
            self._started().send(Request(0, self._engine, name, 1.0, "", ""))
        except (OSError, AudioError):
            log.warning("the voice engine %s could not be warmed up", self._engine)

    def _started(self) -> Child:
        with self._lock:
            if self._closed:
                raise AudioError(_CLOSED)
            if self._child is None:
                self._child = Child()
            return self._child

    def _drop(self) -> None:
        with self._lock:
            child, self._child = self._child, None
        if child is not None:
            child.kill()


def _nothing(_error: Exception) -> None:
    """A failed warm-up is told by the first line."""


def repitched(samples: Samples, speed: float) -> Samples:
    """Return the sound `speed` times as fast and as high."""
    if speed == 1.0:
        return samples
    # The rates are only a ratio here; in steps of 0.1 % nobody hears the rounding.
    return sound_file.resample(samples, round(10_000 * speed), 10_000)


def trimmed(samples: Samples, rate: int) -> Samples:
    """Cut the silence at both ends down to `EDGE_SECONDS`."""
    loud = np.flatnonzero(np.abs(samples.astype(np.int32)) > SILENCE * 32768)
    if not len(loud):
        raise RuntimeError("the engine wrote only silence")
    edge = round(EDGE_SECONDS * rate)
    return samples[max(0, loud[0] - edge) : loud[-1] + 1 + edge]
