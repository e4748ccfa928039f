"""Runs a loaded Whisper model over short windows, and doubts what it says."""

from __future__ import annotations

import zlib
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

import numpy as np

from audio.events import Word
from audio.listening.repetition import repeats

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from faster_whisper import WhisperModel
    from numpy.typing import NDArray

    Sounds = Sequence[NDArray[np.float32]]

RATE = 16000
HOP = 160
# Whisper hears 30 s; less costs less in proportion. The silence after the sound keeps it from saying it twice.
LONGEST_FRAMES = 3000
MAX_TOKENS = 448
# Nobody says more than 8 tokens a second; a decoder that has lost itself writes all 448 and holds up the rest.
TOKENS_A_SECOND = 8
TOKENS_AT_LEAST = 16
# Where an unlikely text, an even one, or more words a second than anyone speaks is met, the text is doubted.
UNLIKELY = -1.0
TOO_EVEN = 2.4
TOO_FAST = 5.5
TOO_SLOW = 0.5
BEFORE, AFTER = "\"'“¿([{-", "\"'.。,，!！?？:：”)]}、"


@dataclass(frozen=True, slots=True)
class Decoded:
    """The words of one window, how likely it holds no speech, and how likely the text is."""

    words: list[Word]
    no_speech: float
    likelihood: float
    seconds: float

    def doubtful(self) -> bool:
        """Return whether the text looks like one of those that a decoder makes up."""
        if not self.words:
            return False
        text = " ".join(word.text for word in self.words).encode()
        pace = len(self.words) / self.seconds
        return (
            self.likelihood < UNLIKELY
            or not TOO_SLOW <= pace <= TOO_FAST
            or len(text) > TOO_EVEN * len(zlib.compress(text))
            or repeats(self.words)
        )


class Decoder:
    """One model, ready to hear any number of windows of at most 30 s together."""

    def __init__(self, model: WhisperModel) -> None:
        from faster_whisper.tokenizer import Tokenizer
        from faster_whisper.transcribe import get_suppressed_tokens

        self._model = model
        self._tokens = Tokenizer(
            model.hf_tokenizer, model.model.is_multilingual, task="transcribe", language="en"
        )
        self._suppressed = get_suppressed_tokens(self._tokens, [-1])

    def decode(self, sounds: Sounds, prompt: str, beam: int, silence: float) -> list[Decoded]:
        """Return the words of each window, heard with so many seconds of silence after the longest."""
        heard = self._encoded(self._features(sounds, silence))
        start = self._model.get_prompt(
            self._tokens,
            self._tokens.encode(" " + prompt.strip()) if prompt else [],
            without_timestamps=True,
        )
        longest = max(len(sound) for sound in sounds) / RATE
        results = self._model.model.generate(
            heard,
            [list(start) for _ in sounds],
            beam_size=beam,
            max_length=min(MAX_TOKENS, len(start) + TOKENS_AT_LEAST + round(TOKENS_A_SECOND * longest)),
            return_scores=True,
            return_no_speech_prob=True,
            suppress_tokens=self._suppressed,
        )
        texts = [[token for token in each.sequences_ids[0] if token < self._tokens.eot] for each in results]
        frames = [max(2, len(sound) // HOP) for sound in sounds]
        words = self._aligned(heard, texts, frames)
        return [
            Decoded(found, each.no_speech_prob, _likelihood(each), len(sound) / RATE)
            for found, each, sound in zip(words, results, sounds, strict=True)
        ]

    def _features(self, sounds: Sounds, silence: float) -> NDArray[np.float32]:
        longest = max(len(sound) for sound in sounds) + round(silence * RATE)
        count = min(LONGEST_FRAMES, longest // HOP // 2 * 2)
        found = []
        for sound in sounds:
            padded = np.pad(sound, (0, max(0, count * HOP - len(sound)) + HOP))
            found.append(self._model.feature_extractor(padded, padding=0)[:, :count])
        width = min(each.shape[1] for each in found) // 2 * 2
        return np.ascontiguousarray(np.stack([each[:, :width] for each in found]), np.float32)

    def _encoded(self, features: NDArray[np.float32]) -> Any:  # noqa: ANN401 - ctranslate2 has no types
        """Encode windows one by one on a processor: four at once took twice the time of four on their own."""
        import ctranslate2

        if len(features) == 1 or self._model.model.device == "cuda":
            return self._model.encode(features)
        rows = [np.array(self._model.encode(window)) for window in features]
        return ctranslate2.StorageView.from_array(np.concatenate(rows))

    def _aligned(self, heard: Any, texts: list[list[int]], frames: list[int]) -> list[list[Word]]:  # noqa: ANN401
        from faster_whisper.transcribe import merge_punctuations

        if not any(texts):
            return [[] for _ in texts]
        alignments = self._model.find_alignment(self._tokens, texts, heard, frames)
        for alignment in alignments:
            merge_punctuations(alignment, BEFORE, AFTER)
        return [
            whole_words(alignment, count * HOP / RATE)
            for alignment, count in zip(alignments, frames, strict=True)
        ]


def whole_words(alignment: Iterable[dict[str, Any]], length: float) -> list[Word]:
    """Join what the tokenizer split inside a word, so that words and spaces make the text."""
    words: list[Word] = []
    for part in alignment:
        text = part["word"]
        start, end = min(float(part["start"]), length), min(float(max(part["start"], part["end"])), length)
        if words and not text.startswith(" "):
            last = words[-1]
            words[-1] = replace(last, text=last.text + text.strip(), end=max(last.end, end))
        elif text.strip():
            words.append(Word(text.strip(), start, end, float(part["probability"])))
    return words


def _likelihood(result: Any) -> float:  # noqa: ANN401 - ctranslate2 has no types
    length = len(result.sequences_ids[0])
    return float(result.scores[0]) * length / (length + 1)
