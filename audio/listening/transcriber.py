"""Puts answers into words on its own thread, while the candidate still speaks."""

from __future__ import annotations

import logging
import threading
import time
from typing import TYPE_CHECKING

from audio.errors import AudioError
from audio.events import SpeechModelFailed, SpeechModelLoaded
from audio.listening.jobs import Commit, Idle, Jobs, Load, Preview, Soon, Speculate
from audio.listening.scribe import Scribe, Spent, done

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from audio.clock import SampleClock
    from audio.events import AudioEvent
    from audio.listening.answer_words import Turn
    from audio.listening.jobs import Job
    from audio.listening.scribe import Work
    from audio.listening.whisper import Recogniser
    from audio.listening.windows import Window

log = logging.getLogger(__name__)


class Transcriber:
    """Takes windows and tails from the listener; posts interim text, and the utterance when the turn is over."""

    def __init__(
        self, load: Callable[[], Recogniser], post: Callable[[AudioEvent], None], prompt: str = ""
    ) -> None:
        self._load = load
        self._post = post
        self._recogniser: Recogniser | None = None
        self._scribe = Scribe(prompt)
        self._jobs = Jobs()
        self._closing = False
        self._changed = threading.Condition()
        self._thread = threading.Thread(target=self._run, name="transcriber", daemon=True)
        self._thread.start()

    @property
    def spent(self) -> Spent:
        """CPU seconds so far: of committed text, of interim text, of what is no answer's text."""
        return self._scribe.spent

    def set_prompt(self, prompt: str) -> None:
        """Change what the recogniser is told to expect from now on."""
        with self._changed:
            self._scribe.prompt = prompt

    def open(self, answer: int, clock: SampleClock, audio: Path) -> None:
        """Begin an answer."""
        with self._changed:
            self._scribe.open(answer, clock, audio)

    def commit(self, answer: int, window: Window) -> None:
        """Take a window of an answer that still goes on."""
        with self._changed:
            self._scribe.commit(answer, window)
            self._add(Commit(answer))

    def preview(self, answer: int, tail: Window) -> None:
        """Show what is said now; dropped while there is more urgent work, and when a newer one comes."""
        with self._changed:
            self._add(Preview(answer, tail))

    def speculate(self, answer: int, tail: Window | None) -> None:
        """Speech has just stopped: put the tail into words, in case the turn ends here."""
        with self._changed:
            if self._scribe.speculate(answer, tail) and tail is not None:
                self._add(Speculate(answer, tail))

    def discard(self, answer: int) -> None:
        """Speech goes on: no speculation is the end any more."""
        with self._changed:
            self._scribe.discard(answer)

    def finish(self, turn: Turn, tail: Window | None) -> None:
        """Take the rest of an answer; its utterance follows, at once if it was speculated."""
        with self._changed:
            self._add(self._scribe.finish(turn, tail))

    def reopen(self, answer: int) -> None:
        """Take the end back: no utterance comes of it unless it is posted already, and the text goes on."""
        with self._changed:
            self._scribe.reopen(answer)

    def text(self, answer: int) -> str | None:
        """Return all words up to the silence that lasts now, or nothing while they are not known."""
        with self._changed:
            return self._scribe.text(answer)

    def when_idle(self, job: Callable[[Recogniser], None]) -> None:
        """Run a job on this thread once no answer is open and nothing else waits; keep each one short."""
        with self._changed:
            self._add(Idle(job))

    def soon(self, job: Callable[[Recogniser], None]) -> None:
        """Run a short job on this thread before all that may be dropped."""
        with self._changed:
            self._add(Soon(job))

    def close(self, timeout: float = 10.0) -> bool:
        """Finish the text of what is queued, drop the rest and end the thread."""
        with self._changed:
            self._closing = True
            self._jobs.drop_all_but_firm()
            self._changed.notify_all()
        if threading.current_thread() is not self._thread:
            self._thread.join(timeout)
        return not self._thread.is_alive()

    def _add(self, job: Job) -> None:
        if not self._closing:
            self._jobs.add(job)
            self._changed.notify_all()

    def _run(self) -> None:
        while (job := self._next()) is not None:
            try:
                self._do(job)
            except Exception:
                log.exception("the transcriber failed at one job")

    def _next(self) -> Job | None:
        with self._changed:
            while (job := self._jobs.next(self._scribe.nobody_speaks())) is None and not self._closing:
                self._changed.wait()
            return job

    def _do(self, job: Job) -> None:
        match job:
            case Load():
                self._load_model()
            case Soon(run) | Idle(run):
                self._aside(run)
            case _:
                self._write(job)

    def _write(self, work: Work) -> None:
        with self._changed:
            task = self._scribe.task(work) if self._recogniser or not isinstance(work, Commit) else None
        if task is None:
            return
        outcome = done(self._recogniser, task)
        with self._changed:
            events = self._scribe.settle(work, task, outcome)
        for event in events:
            self._post(event)

    def _aside(self, run: Callable[[Recogniser], None]) -> None:
        if self._recogniser is None:
            return
        before = time.process_time()
        try:
            run(self._recogniser)
        finally:
            self._scribe.spent.idle += time.process_time() - before

    def _load_model(self) -> None:
        try:
            self._recogniser = loaded = self._load()
        except AudioError as error:
            log.warning("no speech model: %s", error)
            self._post(SpeechModelFailed(str(error)))
        except Exception:
            log.exception("the speech model could not be loaded")
            self._post(SpeechModelFailed("The speech model could not be loaded; choose another one."))
        else:
            self._post(SpeechModelLoaded(loaded.name, loaded.digest, loaded.device))
