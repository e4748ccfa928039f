"""The transcriber on a virtual clock: its real decisions, and texts that are ready after the CPU seconds they took.

CPU seconds of all threads together: more than the wall time on an idle machine, and not noise on a busy one.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from audio.listening.jobs import Commit, Idle, Jobs, Load, Preview, Speculate
from audio.listening.scribe import Outcome, Scribe, done

if TYPE_CHECKING:
    from pathlib import Path

    from audio.clock import ManualClock, SampleClock
    from audio.listening.answer_words import Turn
    from audio.listening.scribe import Task, Work
    from audio.listening.whisper import Recogniser
    from audio.listening.windows import Window


class Computed:
    """What the recogniser made of a task; the same sound is computed once."""

    def __init__(self, recogniser: Recogniser) -> None:
        self._recogniser = recogniser
        self._known: dict[tuple[object, ...], Outcome] = {}

    def forget(self) -> None:
        """Let go of what was computed for earlier sound."""
        self._known.clear()

    def __call__(self, task: Task) -> Outcome:
        key = (
            task.prompt,
            task.quick,
            *((window.start, window.spoken, window.samples.tobytes()) for window in task.windows),
        )
        if key not in self._known:
            self._known[key] = done(self._recogniser, task)
        return self._known[key]


class VirtualTranscriber:
    """Has the transcriber's methods; `advance` is to be called whenever the clock has moved."""

    def __init__(self, computed: Computed, clock: ManualClock) -> None:
        self._computed = computed
        self._clock = clock
        self._scribe = Scribe()
        self._jobs = Jobs()
        self._doing: tuple[Work, Task, Outcome] | None = None
        self._ready = 0.0

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
            if self._doing is not None:
                self._scribe.settle(*self._doing)
                self._doing = None
            job = self._jobs.next(self._scribe.nobody_speaks())
            if job is None:
                return
            if isinstance(job, Load | Idle) or (task := self._scribe.task(job)) is None:
                continue
            outcome = self._computed(task)
            self._doing = (job, task, outcome)
            self._ready = max(now, self._ready) + outcome.cpu
