"""Decides whether what is heard while the panel has the floor takes it: words do, a cough or a "mm-hm" does not."""

from __future__ import annotations

import re
from collections import deque
from typing import TYPE_CHECKING, Literal

import numpy as np
from numpy.typing import NDArray

from audio.listening.interruption_sound import REACH, takes_the_floor
from audio.listening.vad import FRAME, RATE

if TYPE_CHECKING:
    from collections.abc import Sequence

    from audio.events import Word
    from audio.listening.vad import Vad

Samples = NDArray[np.int16]
Verdict = Literal["began", "taken", "unclear", "over"]
"""Somebody may be cutting in; they have the floor; only the words can tell; it was nothing, the panel goes on."""

# A sound is what is so many dB above the room, or what the VAD gives this chance of being speech.
LOUDER, LIKELY = 9.0, 0.3
# Frames of quiet after which the next sound is a new one.
APART = 6
# Frames by which the room's own level is known, 3 s; their quieter fifth is the room.
ROOM, QUIETER = 94, 20

# A microphone that gates its noise, or has none, sounds like no room that was learnt from: -72 dBFS are added to all.
HISS = np.random.default_rng(0).normal(0, 8, FRAME).astype(np.int16)

# Whoever ends a turn by its key may still be saying the last word of it: for so many frames that is no interruption.
LAST_WORD = 13
# Frames after the beginning that were learnt from.
LEARNT_SINCE = 12
# More log odds are wanted while the echo canceller learns: three of 24 first lines came through for 0.1 to 0.5 s.
CAREFUL = 1.0
# Log odds from which the panel falls silent in the first frames of a sound, and after them: chosen on the JUDGE voices
# of training/turns/synthesise.py, where 97 % of words were known for such within 0.21 s, of 300 noises hardly any but
# one hum in 25, and one in four hums of assent.
BOUND, LATER, AT_FIRST = 2.0, 1.5, 4
# Whoever has spoken so long is no longer agreeing. "Uh-huh, okay" takes 0.8 s.
TAKEN = 1.0
# So much silence ends a word of assent; a pause inside "mm-hm" is shorter.
OVER = 0.3
# A sound that is no speech and does not end.
LONGEST = 2.5
# How long the words are waited for; then their length tells: words of assent were 0.2 to 0.5 s long.
LATE, LONG = 0.7, 0.5
SPEECH = 0.5

# A recogniser told to expect assent hears it; of other short words it stays sure (tried on thirty-two and twenty).
PROMPT = "Mm-hmm. Mm. Uh-huh. Hmm. Yeah. Right. Okay. I see."
UNDERSTOOD = 0.3
_HUM = re.compile(r"[mhu]+|[aeo]+h+")
_ASSENT = frozenset(
    word
    for row in (
        "um uhhuh aha oh er yeah yes yep yup right okay ok sure see i got it good great fine cool nice true",
        "exactly of course thank thanks you alright all",
    )
    for word in row.split()
)
"""Words of which a turn may consist without asking for anything."""


def assents(words: Sequence[Word]) -> bool:
    """Return whether words ask for nothing: agreement, a hum, or nothing that was understood."""
    return all(word.probability < UNDERSTOOD or _assents(word.text) for word in words)


def _assents(text: str) -> bool:
    parts = re.findall(r"[a-z]+", text.lower().replace("-", "").replace("'", ""))
    return all(part in _ASSENT or _HUM.fullmatch(part) for part in parts)


class Room:
    """What the last frames held, and since when something sounds that is not the room itself."""

    def __init__(self, vad: Vad) -> None:
        self._vad = vad
        self._levels: deque[float] = deque(maxlen=ROOM)
        self.samples = np.zeros(REACH * FRAME, np.int16)
        self.voiced = np.zeros(REACH)
        self.since = 0
        """Frames since a sound began; 0 for none."""
        self.likely_since = 0
        """Frames since what sounds is likely speech; a noise may run into it."""
        self._quiet = self._unlikely = APART

    @property
    def floor(self) -> float:
        """The level of the room in dB."""
        return float(np.percentile(self._levels, QUIETER)) if self._levels else -60.0

    def know(self, samples: Samples) -> None:
        """Take what was heard before, for the room's own level; whole frames."""
        self._levels.extend(_level(frame + HISS) for frame in samples.reshape(-1, FRAME))

    def push(self, frame: Samples) -> None:
        """Take the next frame of 512 samples."""
        likely = self._vad.push(frame.astype(np.float32) / 32768.0)
        frame = np.clip(frame + HISS, -32768, 32767).astype(np.int16)
        level = _level(frame)
        self.samples = np.concatenate([self.samples[FRAME:], frame])
        self.voiced = np.append(self.voiced[1:], likely)
        sounds = level > self.floor + LOUDER or likely > LIKELY
        self._quiet = 0 if sounds else self._quiet + 1
        unlikely = likely <= LIKELY and not self.likely_since
        self.likely_since = 0 if unlikely or self._unlikely >= APART else self.likely_since + 1
        self._unlikely = 0 if likely > LIKELY else self._unlikely + 1
        self.since = self.since + 1 if sounds or (self.since and self._quiet < APART) else 0
        self._levels.append(level)


def _level(frame: Samples) -> float:
    heard = frame.astype(np.float64) / 32768.0
    return 10.0 * float(np.log10(float(np.mean(heard * heard)) + 1e-9))


class Interruption:
    """Feed it every frame while the panel has the floor; each sound ends in one verdict of "taken" or "over"."""

    def __init__(self, vad: Vad, before: Samples | None = None) -> None:
        """Begin to listen; `before` is what was heard until now, in whole frames."""
        self._room = Room(vad)
        if before is not None:
            self._room.know(before)
        self._unready = 0 if before is None else LAST_WORD
        self._state: Literal["idle", "sounding", "unclear"] = "idle"
        self._spoken = self._silent = self._lasted = self._asked = 0.0
        self.frames_back = 0
        """How many frames ago the sound began whose verdict was given last."""

    @property
    def open(self) -> bool:
        """Whether a verdict is still to come."""
        return self._state != "idle"

    def push(self, frame: Samples, *, careful: bool = False) -> Verdict | None:
        """Take the next frame of 512 samples; `careful` where it may hold what is left of the panel's own voice."""
        room = self._room
        room.push(frame)
        self.frames_back += 1
        if self._state == "idle":
            self._unready = self._unready - 1 if self._unready and room.since else 0
            since = min(room.since, LEARNT_SINCE)
            bound = (BOUND if since <= AT_FIRST else LATER) + (CAREFUL if careful else 0.0)
            if self._unready or not since:
                return None
            if takes_the_floor(room.samples, room.voiced, room.floor, since) <= bound:
                return None
            self._state = "sounding"
            self.frames_back = min(room.since, room.likely_since + REACH)
            self._spoken = float((room.voiced[-room.since :] > SPEECH).sum()) * FRAME / RATE
            self._silent = self._lasted = 0.0
            return "began"
        return self._weigh(speaks=bool(room.voiced[-1] > SPEECH))

    def settle(self, words: Sequence[Word]) -> Verdict | None:
        """Take the words of a sound that was unclear; nothing where more was heard since."""
        return self._end("over" if assents(words) else "taken") if self._state == "unclear" else None

    def drop(self) -> None:
        """Give up what is not decided."""
        self._state = "idle"

    def _weigh(self, *, speaks: bool) -> Verdict | None:
        passed = FRAME / RATE
        self._lasted += passed
        self._spoken += passed if speaks else 0.0
        self._silent = 0.0 if speaks else self._silent + passed
        if self._spoken >= TAKEN:
            return self._end("taken")
        if self._state == "unclear":
            if speaks:
                self._state, self._lasted = "sounding", 0.0
                return None
            self._asked += passed
            if self._asked < LATE:
                return None
            return self._end("taken" if self._spoken >= LONG else "over")
        if self._silent >= OVER or self._lasted >= LONGEST:
            self._state, self._asked = "unclear", 0.0
            return "unclear"
        return None

    def _end(self, verdict: Verdict) -> Verdict:
        self._state = "idle"
        return verdict
