"""Speaks a recording to the live path on a virtual clock, and notes when which text was there."""

from __future__ import annotations

import time
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np

from audio.clock import ManualClock, SampleClock
from audio.events import InterimTranscript, TurnEnded, Utterance
from audio.listening.ear import Ear
from audio.listening.endpoint import FILE, HOLD, Patience
from audio.listening.hearing import Hearing
from audio.listening.jobs import Commit, Idle, Jobs, Load, Preview, Speculate
from audio.listening.recorder import Recorder
from audio.listening.scribe import Outcome, Scribe, done
from audio.listening.source import Block
from audio.listening.vad import Vad

if TYPE_CHECKING:
    from pathlib import Path

    from audio.events import AudioEvent
    from audio.listening.answer_words import Turn
    from audio.listening.scribe import Spent, Task, Work
    from audio.listening.whisper import Recogniser
    from audio.listening.windows import Window

RATE, BLOCK = 16000, 512
AFTER = 15.0  # seconds of the room's own noise after the file
LAST = 0.5  # the setting under test is taken this long before the true end: cut-offs are counted elsewhere


@dataclass
class Told:
    """What came of one recording in one setting, in seconds of the recording."""

    decided: float = 0.0
    ready: float = 0.0
    utterance: Utterance | None = None
    interim: list[tuple[float, InterimTranscript]] = field(default_factory=list)
    spent: Spent | None = None
    hearing_cpu: float = 0.0


class Computed:
    """What the recogniser made of a task, and in how many seconds; the same sound is computed once."""

    def __init__(self, recogniser: Recogniser) -> None:
        self._recogniser = recogniser
        self._known: dict[tuple[object, ...], tuple[Outcome, float]] = {}

    def forget(self) -> None:
        """Let go of what was computed for earlier sound."""
        self._known.clear()

    def __call__(self, task: Task) -> tuple[Outcome, float]:
        windows = ((each.start, each.spoken, each.samples.tobytes()) for each in task.windows)
        key = (task.prompt, task.quick, *windows)
        if key not in self._known:
            began = time.perf_counter()
            outcome = done(self._recogniser, task)
            self._known[key] = (outcome, fair(time.perf_counter() - began, outcome.cpu))
        return self._known[key]


class TimedTranscriber:
    """The transcriber on a virtual clock: its own decisions, each event at the moment its computing is over."""

    def __init__(self, computed: Computed, clock: ManualClock) -> None:
        self._computed = computed
        self._clock = clock
        self._scribe = Scribe()
        self._jobs = Jobs()
        self._doing: tuple[Work, Task, Outcome] | None = None
        self._ready = 0.0
        self.posted: list[tuple[float, AudioEvent]] = []
        self.computing = 0.0

    @property
    def spent(self) -> Spent:
        return self._scribe.spent

    def open(self, answer: int, clock: SampleClock, audio: Path) -> None:
        self._scribe.open(answer, clock, audio)

    def commit(self, answer: int, window: Window) -> None:
        self._scribe.commit(answer, window)
        self._jobs.add(Commit(answer))

    def preview(self, answer: int, tail: Window) -> None:
        self._jobs.add(Preview(answer, tail))

    def speculate(self, answer: int, tail: Window | None) -> None:
        if self._scribe.speculate(answer, tail) and tail is not None:
            self._jobs.add(Speculate(answer, tail))

    def discard(self, answer: int) -> None:
        self._scribe.discard(answer)

    def finish(self, turn: Turn, tail: Window | None) -> None:
        self._jobs.add(self._scribe.finish(turn, tail))

    def reopen(self, answer: int) -> None:
        self._scribe.reopen(answer)

    def text(self, answer: int) -> str | None:
        self.advance()
        return self._scribe.text(answer)

    def advance(self) -> None:
        """Settle what is computed by now, and begin what waits."""
        now = self._clock.now()
        while self._doing is None or now >= self._ready:
            free = now
            if self._doing is not None:
                free = self._ready
                self.posted += [(self._ready, event) for event in self._scribe.settle(*self._doing)]
                self._doing = None
            job = self._jobs.next(self._scribe.nobody_speaks())
            if job is None:
                return
            if isinstance(job, Load | Idle) or (task := self._scribe.task(job)) is None:
                continue
            began = time.process_time()
            outcome, seconds = self._computed(task)
            self.computing += time.process_time() - began
            self._doing = (job, task, outcome)
            self._ready = free + seconds

    def drain(self) -> None:
        """Let the work end that was begun."""
        while self._doing is not None:
            self._clock.move_to(self._ready)
            self.advance()


def fair(wall: float, cpu: float) -> float:
    """Return how long a piece of work takes by itself: on a loaded machine it waits for cores that others hold."""
    return min(wall, cpu)


def true_end(samples: np.ndarray) -> float:
    """Return the end of the last stretch of speech, at its energy edge."""
    hearing = Hearing(Vad(), FILE)
    for _ in hearing.push(samples):
        pass
    stretches = hearing.stretches()
    return stretches[-1].end if stretches else len(samples) / RATE


def padded(samples: np.ndarray) -> np.ndarray:
    """Go on after the end of the file with noise as quiet as its quietest tenth."""
    frames = samples[: len(samples) // 800 * 800].reshape(-1, 800).astype(float)
    quiet = np.percentile(np.sqrt((frames**2).mean(axis=1)), 10)
    noise = np.random.default_rng(0).normal(0, quiet, round(AFTER * RATE))
    return np.concatenate([samples, np.round(noise).astype(np.int16)])


def speak(
    samples: np.ndarray, end: float, patience: Patience, key: float | None, computed: Computed, folder: Path
) -> Told:
    """Let one recording be heard; its turn is ended by `patience`, or by a key `key` seconds after its end."""
    clock, told = ManualClock(), Told()
    posted: list[AudioEvent] = []
    words = TimedTranscriber(computed, clock)
    endless = Patience(silence=None, limit=float("inf"))
    ear = Ear(words, Recorder(posted.append, threaded=False), posted.append, endless)
    stream = SampleClock(0.0, RATE)
    recording = folder / "turn.wav"
    recording.unlink(missing_ok=True)
    ear.open(1, recording, 0.0, stream)
    samples = padded(samples)
    armed = False
    began = time.process_time()
    for start in range(0, len(samples) - BLOCK, BLOCK):
        now = (start + BLOCK) / RATE
        clock.move_to(now)
        words.advance()
        if not armed and now >= end - LAST:
            ear.set_patience(HOLD if key is not None else patience)
            armed = True
        before, computing = time.process_time(), words.computing
        ear.hear(Block(start, samples[start : start + BLOCK]), stream, now)
        if key is not None and now >= end + key:
            ear.end(now)
        took = time.process_time() - before - (words.computing - computing)
        if any(isinstance(event, TurnEnded) for event in posted):
            told.decided = now + took
            break
        posted.clear()
    clock.move_to(told.decided)
    words.advance()
    words.drain()
    told.hearing_cpu = time.process_time() - began
    for at, event in words.posted:
        if isinstance(event, Utterance):
            told.utterance, told.ready = event, max(at, told.decided)
        elif isinstance(event, InterimTranscript):
            told.interim.append((at, event))
    told.spent = words.spent
    return told
