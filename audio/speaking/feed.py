"""What an output stream's callback does: copies the lines' samples out and stamps when they leave."""

from __future__ import annotations

from bisect import bisect_left
from collections import deque
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

import numpy as np
from numpy.typing import NDArray

from audio.speaking import quiet

if TYPE_CHECKING:
    import queue
    from collections.abc import Sequence

    from audio.clock import Clock
    from audio.loudspeaker import Track

Samples = NDArray[np.int16]

FADE_SECONDS = 0.005
"""A line cut off without a fade ends in a click that is louder than the voice."""


class BufferTimes(Protocol):
    """The times PortAudio hands to a callback, on the device's own clock."""

    currentTime: float  # noqa: N815
    outputBufferDacTime: float  # noqa: N815


@dataclass(frozen=True, slots=True)
class FirstSample:
    """When the first sample of a line leaves the speaker: mostly a little in the future."""

    line: int | None
    at: float


@dataclass(frozen=True, slots=True)
class LastSample:
    """When the last sample of a line leaves the speaker, or the last one before it was cut off."""

    line: int | None
    at: float
    interrupted: bool


@dataclass(frozen=True, slots=True)
class Rested:
    """When the last sample of a line before a hold leaves the speaker."""

    line: int | None
    at: float


@dataclass(frozen=True, slots=True)
class Resumed:
    """When the first sample of a line after a hold leaves the speaker."""

    line: int | None
    at: float


@dataclass(frozen=True, slots=True)
class WordsBegun:
    """When the last of so many words of a line begins to leave the speaker."""

    line: int | None
    words: int
    at: float


Stamp = FirstSample | LastSample | Rested | Resumed | WordsBegun


class Gain:
    """A factor that moves in small steps, so that nobody hears it move."""

    def __init__(self, value: float, rate: int) -> None:
        self.value = value
        self._step = 1 / (FADE_SECONDS * rate)

    def samples_to(self, target: float) -> int:
        """Return how many samples it takes to reach a value."""
        return 0 if self.value == target else max(1, round(abs(target - self.value) / self._step))

    def towards(self, target: float, count: int) -> NDArray[np.float64] | float:
        """Move by so many samples; return the factor of each, or the one that holds for all."""
        if self.value == target or not count:
            return self.value
        step = self._step if target > self.value else -self._step
        moving = self.value + step * np.arange(1, count + 1)
        limit = np.minimum if step > 0 else np.maximum
        gains: NDArray[np.float64] = limit(moving, target)
        self.value = target if count >= self.samples_to(target) else float(gains[-1])
        return gains


class Sound:
    """One sound in the queue; a line, or the test tone, which has no number.

    `marks` are the samples with which its words begin, none before the one it follows.
    """

    def __init__(self, line: int | None, samples: Samples, rate: int, marks: Sequence[int] = ()) -> None:
        self.line = line
        self.samples = samples
        self.marks = marks
        self.words = 0
        """How many of its words have begun; one that is said again after a hold began the first time."""
        self.position = 0
        self.cut = False
        self.gain = Gain(0.0, rate)
        """Nothing before its first sample and while it is held, else 1."""
        self.rested: float | None = None
        """When the last sample before a hold left the speaker, for as long as it is held."""
        self._rate = rate

    @property
    def sounds(self) -> bool:
        """Whether it has begun and is not held."""
        return self.position > 0 and self.rested is None

    def begun(self) -> bool:
        """Count the words up to its position; return whether there are more than before."""
        before, self.words = self.words, max(self.words, bisect_left(self.marks, self.position))
        return self.words > before

    def unsaid(self, count: int) -> None:
        """Take the last samples back: they were handed over and never left the speaker."""
        self.position = max(0, self.position - count)

    def rest(self, at: float) -> None:
        """Stand still, silent from `at` on."""
        self.rested = at
        self.gain.value = 0.0

    def go_back(self) -> None:
        """Return to the last gap between words, so that none is heard without its beginning."""
        self.position = quiet.place_to_go_on(self.samples, self.position, self._rate)


class Feed:
    """The queue of one output stream; `fill` runs on PortAudio's thread, the rest on any, without locks."""

    def __init__(
        self,
        clock: Clock,
        rate: int,
        stamps: queue.SimpleQueue[Stamp | None],
        track: Track | None = None,
    ) -> None:
        self.rate = rate
        self.last_beat = clock.now()
        """When the device last asked for samples."""
        self.volume = 1.0
        """The factor for everything that sounds; a change fades in."""
        self._gain = Gain(1.0, rate)
        self._abandoned = False
        self._held = False
        self._until = 0.0
        """When the last sample that was handed over leaves the speaker."""
        self._clock = clock
        self._stamps = stamps
        self._track = track
        self._sounds: deque[Sound] = deque()

    @property
    def sounds(self) -> bool:
        """Whether a line has begun and goes on."""
        sounds = tuple(self._sounds)
        return bool(sounds) and sounds[0].sounds

    def add(self, sound: Sound) -> None:
        """Play it after what is queued already."""
        self._sounds.append(sound)

    def cut(self) -> None:
        """Fall silent and drop what is queued: every line ends as interrupted. What comes later may begin."""
        for sound in tuple(self._sounds):
            sound.cut = True
        self._held = False

    def hold(self) -> None:
        """Fall silent and keep everything: nothing sounds or begins until `go_on` or `cut`."""
        self._held = True

    def go_on(self) -> None:
        """Go on after `hold`."""
        self._held = False

    def flushed(self) -> Stamp | None:
        """The device has just dropped what it was still to play, and asks for no buffer before this returns.

        Returns when what sounded fell silent, to be passed on by `tell`.
        """
        now = self._clock.now()
        sound = self._sounds[0] if self._sounds else None
        if sound is None or not sound.position or sound.rested is not None:
            return None
        sound.unsaid(round(max(0.0, self._until - now) * self.rate))
        if sound.cut:
            self._sounds.popleft()
            return LastSample(sound.line, now, interrupted=True)
        if self._held:
            sound.rest(now)
            return Rested(sound.line, now)
        return None

    def abandon(self) -> None:
        """Play silence from now on: the device was given up, but may still come back to life."""
        self._abandoned = True

    def unfinished(self) -> list[Sound]:
        """Return what was not played to its end."""
        return list(self._sounds)

    def fill(self, output: Samples, frames: int, times: BufferTimes) -> None:
        """Fill one buffer of shape (frames, channels)."""
        self.last_beat = now = self._clock.now()
        at = now + max(0.0, times.outputBufferDacTime - times.currentTime)
        self._until = at + frames / self.rate
        held = self._held
        filled = 0
        while filled < frames and self._sounds and not self._abandoned:
            sound = self._sounds[0]
            if held and not sound.cut and not sound.sounds:
                break
            filled = self._copy(sound, output, filled, at, held)
        output[filled:] = 0
        self._turn_down(output[:filled])
        if self._track is not None:
            self._track.add(at, output[:, 0])

    def _turn_down(self, output: Samples) -> None:
        if not len(output):
            self._gain.value = self.volume
        elif self.volume != 1.0 or self._gain.value != 1.0:
            gain = self._gain.towards(self.volume, len(output))
            output[:] = (output * np.reshape(gain, (-1, 1))).astype(np.int16)

    def _copy(self, sound: Sound, output: Samples, filled: int, at: float, held: bool) -> int:
        """Copy what fits behind `filled`; return how far the buffer is filled then."""
        closing = sound.cut or held
        if not closing:
            self._begin(sound, at + filled / self.rate)
        room = len(output) - filled
        if closing:
            room = min(room, sound.gain.samples_to(0.0))
        samples = sound.samples[sound.position : sound.position + room]
        gain = sound.gain.towards(0.0 if closing else 1.0, len(samples))
        end = filled + len(samples)
        output[filled:end] = (samples * gain).astype(np.int16)[:, np.newaxis]
        sound.position += len(samples)
        if sound.begun():
            into = sound.marks[sound.words - 1] - sound.position
            self.tell(WordsBegun(sound.line, sound.words, at + (end + into) / self.rate))
        whole = sound.position == len(sound.samples)
        left_at = at + end / self.rate
        if whole or (sound.cut and not sound.gain.value):
            self._sounds.popleft()
            last = left_at if sound.rested is None else sound.rested
            self.tell(LastSample(sound.line, last, interrupted=not whole))
        elif held and not sound.gain.value:
            sound.rested = left_at
            self.tell(Rested(sound.line, left_at))
        return end

    def _begin(self, sound: Sound, at: float) -> None:
        """Stamp the first sample, also the first one after a hold."""
        if sound.rested is not None:
            sound.rested = None
            sound.go_back()
            self.tell(Resumed(sound.line, at))
        elif sound.position == 0:
            sound.gain.value = 1.0
            self.tell(FirstSample(sound.line, at))

    def tell(self, stamp: Stamp) -> None:
        """Pass a stamp on, unless it is the test tone's."""
        if stamp.line is not None:
            self._stamps.put(stamp)
