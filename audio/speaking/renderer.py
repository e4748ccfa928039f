"""Renders a line to samples in a child process that may hang or die; then another engine speaks."""

from __future__ import annotations

import logging
import shutil
import sys
import tempfile
import threading
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from audio import sound_file
from audio.errors import AudioError
from audio.speaking.child import Child
from audio.speaking.render import Request
from audio.speaking.voices import ENGINES, NAMES, Engine, Voice, in_engine, installed
from audio.speaking.wording import spoken

if TYPE_CHECKING:
    from collections.abc import Sequence

Samples = NDArray[np.int16]

log = logging.getLogger(__name__)

DEADLINE = 10.0
"""Seconds for one line: the longest one (600 characters) took 0.7 s with hibari and 0.1 s with espeak-ng."""

PATIENCE = 2
"""Failures in a row after which an engine is asked last: two lines may be late, not all."""

_CLOSED = "The voice was closed before it could say this line; open the round again."

RATES: dict[Engine, int] = {"hibari": 24_000, "pyttsx3": 22_050}
"""What the engines write; SAPI5 and macOS can be set otherwise, then their file is resampled to this."""

FRESH_FOR_EACH_LINE: tuple[Engine, ...] = ("pyttsx3",)
"""espeak-ng carries state over: the second time, the same text has other samples. A new process takes 0.1 s
and is started ahead; it also spares macOS its "run loop already started"."""

SILENCE = 10 ** (-50 / 20)
"""-50 dBFS: hibari leaves 0.3 to 0.5 s below it at each end, which would count as thinking time."""

EDGE_SECONDS = 0.02
"""Kept at each end, so that a soft consonant survives."""


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
    """Renders one line at a time; the children are started when needed or by `warm_up`."""

    def __init__(self, engine_order: Sequence[Engine] | None = None, deadline: float = DEADLINE) -> None:
        self._order = tuple(engine_order or installed() or ENGINES)
        self._deadline = deadline
        self._failures: dict[Engine, int] = {}
        self._children: dict[Engine, Child] = {}
        self._folder = Path(tempfile.mkdtemp(prefix="viva-voice-"))
        self._lines = 0
        self._rendering = threading.Lock()
        self._children_lock = threading.Lock()
        self._closed = False

    def warm_up(self, engine: Engine | None = None) -> None:
        """Start a child and let it load its engine, without waiting for it."""
        engine = engine or self._order[0]
        try:
            child = self._child(engine)
            child.send(Request(0, engine, NAMES[engine][0], 1.0, "", ""))
        except (OSError, AudioError):
            log.warning("the voice engine %s could not be warmed up", engine)

    def render(self, text: str, voice: Voice) -> Clip:
        """Return the line as sound, in the wished engine if it works, else in the next one that does."""
        words = spoken(text)
        if not words:
            raise AudioError("There is nothing in this line that a voice could say; read it on the screen.")
        errors: dict[Engine, str] = {}
        with self._rendering:
            for engine in self._candidates(voice.engine):
                try:
                    samples = self._rendered(words, in_engine(voice, engine))
                except (OSError, RuntimeError, AudioError) as error:
                    log.warning("the voice engine %s failed: %s", engine, error)
                    errors[engine] = str(error)
                    self._failures[engine] = self._failures.get(engine, 0) + 1
                    continue
                self._failures[engine] = 0
                return Clip(samples, RATES[engine], engine, _fell_back(voice.engine, engine))
        raise AudioError(_CLOSED if self._closed else _no_voice(errors))

    def close(self) -> None:
        """Kill the children, also in the middle of a line."""
        self._closed = True
        with self._children_lock:
            children = list(self._children.values())
            self._children.clear()
        for child in children:
            child.kill()
        shutil.rmtree(self._folder, ignore_errors=True)

    def _candidates(self, wanted: Engine) -> list[Engine]:
        """Return the engines to try in turn; one that keeps failing comes last, not to delay every line."""
        order = dict.fromkeys((wanted, *self._order))
        return sorted(order, key=lambda engine: self._failures.get(engine, 0) >= PATIENCE)

    def _child(self, engine: Engine) -> Child:
        with self._children_lock:
            if self._closed:
                raise AudioError(_CLOSED)
            if engine not in self._children:
                self._children[engine] = Child()
            return self._children[engine]

    def _drop(self, engine: Engine) -> None:
        with self._children_lock:
            child = self._children.pop(engine, None)
        if child is not None:
            child.kill()

    def _rendered(self, words: str, voice: Voice) -> Samples:
        """Render in one engine; a child that died since its last line gets one successor."""
        try:
            return self._once(words, voice)
        except OSError:
            return self._once(words, voice)

    def _once(self, words: str, voice: Voice) -> Samples:
        self._lines += 1
        number = self._lines
        path = self._folder / f"{number}.wav"
        # Pitch is changed by playing faster or slower; the engine speaks slower or faster to make up for it.
        speed = 2 ** (voice.pitch / 12)
        try:
            child = self._child(voice.engine)
            child.send(Request(number, voice.engine, voice.name, voice.rate / speed, words, str(path)))
            if error := child.wait(number, self._deadline):
                raise RuntimeError(error)
            samples = sound_file.read(path, RATES[voice.engine])
        except BaseException:
            self._drop(voice.engine)
            raise
        finally:
            path.unlink(missing_ok=True)
        if voice.engine in FRESH_FOR_EACH_LINE:
            self._drop(voice.engine)
            self.warm_up(voice.engine)
        return trimmed(repitched(samples, speed), RATES[voice.engine])


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
