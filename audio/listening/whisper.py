"""Puts one stretch of speech into words with faster-whisper, from a local folder only."""

from __future__ import annotations

import logging
import os
from typing import TYPE_CHECKING, Literal, Protocol, TypeVar

import numpy as np

from audio.errors import AudioError
from audio.listening import models
from audio.listening.decoder import Decoder, whole_words
from audio.listening.repetition import without_loops

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from faster_whisper import WhisperModel
    from faster_whisper.transcribe import Segment
    from numpy.typing import NDArray

    from audio.events import Word
    from audio.listening.decoder import Sounds

T = TypeVar("T")

Device = Literal["auto", "cpu", "cuda"]

RATE = 16000
LONGEST = 30.0
# More threads than cores slow it down; beyond two the gain on int8 is small and the window needs the rest.
THREADS = min(2, os.cpu_count() or 1)
# Seconds of silence heard after a window, in place of all that is missing from 30: after 1 s tiny.en said one
# window in four twice, after 2 s one in six, after 4 s none, and hearing those again cost more than the silence.
SILENCE = 4.0
# On noise tiny.en answers "you" at 0.91 and base at 0.88; speech stays well below.
NO_SPEECH = 0.6
# Tokens; 3 and 5 also forbade what was really said twice (word error rate .19 to .21 against .14).
NO_REPEAT = 8

# Seconds a word; fast speech takes 0.15. Thanks invented for a pause are squeezed into what is left of it.
IMPOSSIBLE_PACE = 0.08

log = logging.getLogger(__name__)


class Recogniser(Protocol):
    """Whatever turns a stretch of speech into words."""

    name: str
    digest: str

    @property
    def device(self) -> str:
        """Return where it runs, which a graphics card that fails changes."""

    def transcribe(self, samples: NDArray[np.float32], prompt: str = "") -> list[Word]:
        """Return the words of at most 30 s, timed from the first sample."""

    def transcribe_all(self, sounds: Sounds, prompt: str = "") -> list[list[Word]]:
        """Return the words of several stretches, each of at most 30 s and timed from its first sample."""

    def sketch(self, samples: NDArray[np.float32], prompt: str = "") -> list[Word]:
        """Return much the same at less cost, for text that may still change."""


class Whisper:
    """A loaded Whisper model; `device` says where it runs and `note` why not where it was wished."""

    def __init__(self, model: models.SpeechModel, device: Device = "auto", beam: int = 5) -> None:
        self._folder = model.folder
        self._beam = beam
        self.name = model.name
        self.digest = models.checked(model).digest
        self.device = ""
        self.note = ""
        self._model = self._load_anywhere(device)
        self._decoder = Decoder(self._model)

    def transcribe(self, samples: NDArray[np.float32], prompt: str = "") -> list[Word]:
        """Return the words of at most 30 s of speech, timed in seconds from the first sample."""
        if len(samples) > LONGEST * RATE:
            raise ValueError(f"a stretch may last {LONGEST:.0f} s, not {len(samples) / RATE:.1f} s")
        if not len(samples):
            return []
        (words,) = self.transcribe_all([samples], prompt)
        return words

    def transcribe_all(self, sounds: Sounds, prompt: str = "") -> list[list[Word]]:
        """Return the words of several stretches, heard together: on a processor that saves little, on a card much."""
        return self._safely(lambda: self._short(sounds, prompt))

    def sketch(self, samples: NDArray[np.float32], prompt: str = "") -> list[Word]:
        """Return the words of at most 30 s at less cost, for text that may still change."""
        if not len(samples):
            return []
        (found,) = self._safely(lambda: self._decoder.decode([samples], prompt, beam=1, silence=SILENCE))
        return [] if found.no_speech > NO_SPEECH else without_loops(found.words)

    def _safely(self, work: Callable[[], T]) -> T:
        try:
            return work()
        except RuntimeError as error:
            if self.device != "cuda":
                raise
            self._fall_back(error)
            return work()

    def _short(self, sounds: Sounds, prompt: str) -> list[list[Word]]:
        """Hear each stretch in a window as short as it is, and what is doubtful once more in a whole one."""
        decoded = self._decoder.decode(sounds, prompt, self._beam, SILENCE)
        return [
            self._words(sound, prompt)
            if found.doubtful() or (found.words and found.no_speech > NO_SPEECH)
            else found.words
            for sound, found in zip(sounds, decoded, strict=True)
        ]

    def _words(self, samples: NDArray[np.float32], prompt: str) -> list[Word]:
        words = self._decoded(samples, prompt, no_repeat=0)
        kept = without_loops(words)
        if len(kept) == len(words):
            return words
        # A loop swallows what was said after it: once more, with loops forbidden and no prompt to start one.
        return without_loops(self._decoded(samples, "", no_repeat=NO_REPEAT))

    def _decoded(self, samples: NDArray[np.float32], prompt: str, no_repeat: int) -> list[Word]:
        segments, _ = self._model.transcribe(
            samples,
            language="en",
            beam_size=self._beam,
            temperature=0.0,
            condition_on_previous_text=False,
            initial_prompt=prompt or None,
            word_timestamps=True,
            no_speech_threshold=NO_SPEECH,
            log_prob_threshold=None,
            no_repeat_ngram_size=no_repeat,
        )
        return _all_words(segments, len(samples) / RATE)

    def _load_anywhere(self, device: Device) -> WhisperModel:
        if device != "cpu":
            if cuda_devices():
                try:
                    return self._load("cuda", "float16")
                except (RuntimeError, ValueError) as error:
                    if device == "cuda":
                        raise AudioError(
                            f"The speech model {self.name} did not load on the graphics card ({error}); "
                            "choose the device auto or cpu."
                        ) from error
                    self._note(error)
            elif device == "cuda":
                raise AudioError("There is no CUDA graphics card to run on; choose the device auto or cpu.")
        return self._load_on_cpu()

    def _load_on_cpu(self) -> WhisperModel:
        try:
            return self._load("cpu", "int8")
        except (RuntimeError, ValueError, OSError) as error:
            raise AudioError(
                f"The speech model {self.name} in {self._folder} could not be loaded ({error}); "
                "choose another one or install it again."
            ) from error

    def _load(self, device: Literal["cpu", "cuda"], numbers: str) -> WhisperModel:
        from faster_whisper import WhisperModel

        # The folder is known to hold tokenizer.json, so that nothing is asked of a network.
        loaded = WhisperModel(str(self._folder), device=device, compute_type=numbers, cpu_threads=THREADS)
        if device == "cuda":
            # CUDA's libraries are opened on first use: a second of silence shows whether they are there.
            loaded.encode(np.zeros((loaded.model.n_mels, 3000), np.float32))
        self.device = device
        return loaded

    def _fall_back(self, error: Exception) -> None:
        log.warning("the graphics card failed, going on without it: %s", error)
        self._note(error)
        self._model = self._load_on_cpu()
        self._decoder = Decoder(self._model)

    def _note(self, error: Exception) -> None:
        self.note = (
            f"The graphics card could not be used ({error}), so speech is recognised on the processor."
        )


def cuda_devices() -> int:
    """Return how many CUDA graphics cards there are."""
    import ctranslate2

    return int(ctranslate2.get_cuda_device_count())


def _all_words(segments: Iterable[Segment], length: float) -> list[Word]:
    parts = [
        {"word": part.word, "start": part.start, "end": part.end, "probability": part.probability}
        for segment in segments
        if not _too_fast(segment)
        for part in segment.words or []
    ]
    return whole_words(parts, length)


def _too_fast(segment: Segment) -> bool:
    words = segment.words or []
    return len(words) >= 3 and words[-1].end - words[0].start < IMPOSSIBLE_PACE * len(words)
