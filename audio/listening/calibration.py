"""Picks the largest speech model that is quick enough here: measured once for each model, then remembered."""

from __future__ import annotations

import json
import logging
import os
import time
from dataclasses import asdict, dataclass, fields
from typing import TYPE_CHECKING, Any

import numpy as np

from audio.errors import AudioError
from audio.listening import models

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from audio.listening.models import SpeechModel
    from audio.listening.whisper import Device, Recogniser

    Measure = Callable[[SpeechModel, Device], tuple[str, float]]

# Speculation on the tail begins 0.2 s into a silence, and a patient turn ends after 1 s of it at the earliest:
# what takes longer than the rest is not ready when the turn ends.
BUDGET = 0.8
# Seconds of silence: the length of a usual tail. Noise and hum make a decoder run on, four times as long.
TAIL = 9.0
# What a tail full of words takes of that, as silence is doubted and heard twice: 0.69 with tiny.en, 0.66 with base.
WORDS = 0.7
# The best of so many: another program's work must not be held against a model.
TRIES = 2
# A model this many times slower than the budget, by its size, is not worth loading to find out.
HOPELESS = 3.0

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Speed:
    """How long a tail took on this machine; all but `seconds` tells when that still holds."""

    name: str
    digest: str
    device: str
    """The one that was wished for."""
    cpus: int
    cards: int
    seconds: float

    @property
    def fits(self) -> bool:
        """Whether the text of a tail is there when a patient turn ends."""
        return self.seconds <= BUDGET


@dataclass(frozen=True, slots=True)
class Candidate:
    """A model that is here, and how fast it is; no speed where it was too large to try, or could not be loaded."""

    model: SpeechModel
    size: int
    speed: Speed | None

    @property
    def fits(self) -> bool:
        """Whether it was measured and is quick enough."""
        return self.speed is not None and self.speed.fits


def find(wanted: str, store: Path, offline: bool, memory: Path, device: Device = "auto") -> SpeechModel:
    """Return the model that is meant; `auto` is the largest one here that is quick enough, else the smallest."""
    if wanted != "auto" or len(models.installed(store)) < 2:
        return models.find(wanted, store, offline)
    return models.find(best(candidates(store, memory, device)).model.name, store, offline)


def best(found: Sequence[Candidate]) -> Candidate:
    """Return the largest one that is quick enough, else the smallest."""
    fitting = [candidate for candidate in found if candidate.fits]
    return fitting[-1] if fitting else found[0]


def candidates(
    store: Path,
    memory: Path,
    device: Device = "auto",
    measure: Measure | None = None,
) -> list[Candidate]:
    """Return every model that is here, the smallest first; what is not known yet is measured and remembered."""
    known = _remembered(memory)
    found = [Candidate(model, models.size(model), None) for model in models.installed(store)]
    found.sort(key=lambda candidate: candidate.size)
    for number, candidate in enumerate(found):
        speed = _known(candidate.model, known, device)
        if speed is None and not _hopeless(candidate.size, found[:number]):
            speed = _measured(candidate.model, store, device, measure or timed)
            if speed is not None:
                known.append(speed)
                _remember(known, memory)
        found[number] = Candidate(candidate.model, candidate.size, speed)
    return found


def timed(model: SpeechModel, device: Device) -> tuple[str, float]:
    """Load a model and return its digest and the seconds a tail takes."""
    from audio.listening.whisper import Whisper

    whisper = Whisper(model, device)
    return whisper.digest, tail_seconds(whisper)


def tail_seconds(
    recogniser: Recogniser,
    clock: Callable[[], float] = time.perf_counter,
    work: Callable[[], float] = time.process_time,
) -> float:
    """Return the seconds that a usual tail full of words would take; hopelessly slow ones are tried once.

    `clock` runs on while other programs have the processor, `work` counts what all threads of this one did:
    alone on the machine the first is smaller, on a busy one the second, and neither is below the truth by much.
    """
    silence = np.zeros(round(TAIL * 16000), np.float32)
    recogniser.transcribe(silence[:16000])
    best = float("inf")
    for _ in range(TRIES):
        began, done = clock(), work()
        recogniser.transcribe(silence)
        taken = clock() - began
        # A graphics card's work is not counted as the process's.
        best = min(best, taken, work() - done if recogniser.device == "cpu" else taken)
        if best > 2 * BUDGET:
            break
    return best * WORDS


def _measured(model: SpeechModel, store: Path, device: Device, measure: Measure) -> Speed | None:
    try:
        # Found again, as one that lies in halves is only joined now.
        digest, seconds = measure(models.find(model.name, store, offline=True), device)
    except AudioError as error:
        log.warning("%s could not be measured: %s", model.name, error)
        return None
    return Speed(model.name, digest, device, *_machine(), round(seconds, 3))


def _known(model: SpeechModel, known: Sequence[Speed], device: str) -> Speed | None:
    """Return what was measured before, unless the model, the machine or the device changed since."""
    for speed in known:
        same = speed.digest == model.digest if model.digest else speed.name == model.name
        if same and speed.device == device and (speed.cpus, speed.cards) == _machine():
            return speed
    return None


def _hopeless(size: int, smaller: Sequence[Candidate]) -> bool:
    """Whether a model is far too slow if time grows with its size, as it does within a family."""
    measured = [(each.speed.seconds, each.size) for each in smaller if each.speed is not None]
    return any(seconds * size / other > HOPELESS * BUDGET for seconds, other in measured[-1:])


def _machine() -> tuple[int, int]:
    from audio.listening.whisper import cuda_devices

    return os.cpu_count() or 1, cuda_devices()


def _remembered(memory: Path) -> list[Speed]:
    try:
        found = json.loads(memory.read_text(encoding="utf-8"))
        return [Speed(**{field.name: one[field.name] for field in fields(Speed)}) for one in found]
    except (OSError, ValueError, TypeError, KeyError):
        return []


def _remember(known: Sequence[Speed], memory: Path) -> None:
    """Keep what was measured; where that cannot be written it is measured again next time."""
    document: list[dict[str, Any]] = [asdict(speed) for speed in known]
    try:
        memory.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        fresh = memory.with_suffix(".new")
        fresh.write_text(json.dumps(document, indent=1), encoding="utf-8")
        fresh.replace(memory)
    except OSError as error:
        log.warning("the speed of the speech models could not be kept: %s", error)
