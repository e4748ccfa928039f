"""Renders a line to samples with the wished voice engine; where that fails or is late, the next one speaks."""

from __future__ import annotations

import queue
import shutil
import sys
import tempfile
import threading
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from audio.errors import AudioError
from audio.speaking.synthesizer import RATES, Synthesizer, Task
from audio.speaking.voices import ENGINES, Engine, Voice, installed
from audio.speaking.wording import spoken

if TYPE_CHECKING:
    from collections.abc import Sequence

Samples = NDArray[np.int16]

DEADLINE = 10.0
"""Seconds for one line, after which an engine counts as hung and its child is killed: the longest line (600
characters) took 0.7 s with hibari and 0.1 s with espeak-ng."""

HEDGE_SECONDS = 1.0
"""Where a line is waited for, the next engine renders it too after that long: more than any line takes on an
idle machine, and with a fresh child of the next engine (0.2 s) still well under 2 s."""

GIVE_UP_SECONDS = 5.0
"""How much longer the last engine may take: three times a cold child and the longest line (1.6 s)."""

PATIENCE = 2
"""Failures in a row after which an engine is asked last: two lines may be late, not all."""

_CLOSED = "The voice was closed before it could say this line; open the round again."


@dataclass(frozen=True, slots=True)
class Clip:
    """A line as sound. `fell_back` is a sentence when another engine than the wished one spoke."""

    samples: Samples
    rate: int
    engine: Engine
    fell_back: str = ""

    @property
    def seconds(self) -> float:
        """How long it lasts."""
        return len(self.samples) / self.rate


class Renderer:
    """Renders one line at a time; the engines are started when needed or by `warm_up`."""

    def __init__(self, engine_order: Sequence[Engine] | None = None, deadline: float = DEADLINE) -> None:
        self._order = tuple(engine_order or installed() or ENGINES)
        self._folder = Path(tempfile.mkdtemp(prefix="viva-voice-"))
        self._synthesizers = {engine: Synthesizer(engine, self._folder, deadline) for engine in ENGINES}
        self._rendering = threading.Lock()
        self._closed = False

    def warm_up(self, engine: Engine | None = None) -> None:
        """Let an engine load, without waiting for it."""
        self._synthesizers[engine or self._order[0]].warm_up()

    def render(self, text: str, voice: Voice) -> Clip:
        """Return the line as sound, in the wished engine if it works at all, else in the next one that does."""
        return self._render(text, voice, None)

    def render_soon(self, text: str, voice: Voice) -> Clip:
        """Return the line as sound, as somebody waits for it: in whichever engine has it first, where one is late."""
        return self._render(text, voice, HEDGE_SECONDS)

    def close(self) -> None:
        """End the engines, also in the middle of a line."""
        self._closed = True
        for synthesizer in self._synthesizers.values():
            synthesizer.close()
        shutil.rmtree(self._folder, ignore_errors=True)

    def _render(self, text: str, voice: Voice, hedge: float | None) -> Clip:
        words = spoken(text)
        if not words:
            raise AudioError("There is nothing in this line that a voice could say; read it on the screen.")
        task = Task(words, voice)
        with self._rendering:
            try:
                return self._first(task, self._candidates(voice.engine), hedge)
            finally:
                task.wanted = False

    def _first(self, task: Task, engines: Sequence[Engine], hedge: float | None) -> Clip:
        """Ask one engine after the other, the next one when one failed or is late; return the first sound."""
        errors: dict[Engine, str] = {}
        asked = 0
        while len(errors) < len(engines):
            if asked < len(engines):
                self._synthesizers[engines[asked]].ask(task)
                asked += 1
            last = hedge and GIVE_UP_SECONDS
            try:
                answer = task.answers.get(timeout=hedge if asked < len(engines) else last)
            except queue.Empty:
                if asked < len(engines):
                    continue
                errors |= {engine: "it is late" for engine in engines if engine not in errors}
                break
            if answer.samples is not None:
                used = answer.engine
                return Clip(answer.samples, RATES[used], used, _fell_back(task.voice.engine, used))
            errors[answer.engine] = answer.error
        raise AudioError(_CLOSED if self._closed else _no_voice(errors))

    def _candidates(self, wanted: Engine) -> list[Engine]:
        """Return the engines to try in turn; those still at an earlier line and those that keep failing come last."""

        def doubtful(engine: Engine) -> tuple[bool, bool]:
            synthesizer = self._synthesizers[engine]
            return synthesizer.late, synthesizer.failures >= PATIENCE

        return sorted(dict.fromkeys((wanted, *self._order)), key=doubtful)


def _fell_back(wanted: Engine, used: Engine) -> str:
    return (
        ""
        if wanted == used
        else f"The voice engine {wanted} did not answer, so {used} speaks; the round goes on."
    )


def _no_voice(errors: dict[Engine, str]) -> str:
    what = "; ".join(f"{engine}: {error}" for engine, error in errors.items())
    system = " and the system package espeak-ng" if sys.platform.startswith("linux") else ""
    return (
        f"No voice engine works on this machine ({what}), so the lines appear as text;"
        f" install the Python package hibari-tts, or pyttsx3{system}."
    )
