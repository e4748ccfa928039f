"""Listens to the candidate while the panel has the floor: holds the panel's voice, and says who has it then."""

from __future__ import annotations

import queue
from functools import partial
from typing import TYPE_CHECKING, Protocol

import numpy as np
from numpy.typing import NDArray

from audio.events import Interrupted, InterruptionBegan, InterruptionOver
from audio.listening import edges
from audio.listening.interruption import PROMPT, ROOM, Interruption
from audio.listening.vad import FRAME, RATE, Vad

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from audio.clock import SampleClock
    from audio.events import AudioEvent, Word
    from audio.listening.interruption import Verdict
    from audio.listening.preroll import Preroll
    from audio.listening.transcriber import Transcriber
    from audio.listening.whisper import Recogniser

Samples = NDArray[np.int16]

# Sound kept before the first voiced sample: a recogniser wants a little silence, and edges are looked for in it.
LEAD = round(0.3 * RATE)
# The longest sound whose words are asked for: from its beginning to the silence after it.
LONGEST = 4 * RATE


class Panel(Protocol):
    """The panel's voice, as far as it can be held; both return at once, from any thread."""

    def hold(self) -> None:
        """Fall silent at once and keep the place."""

    def go_on(self) -> None:
        """Go on where it was held."""


class Silent:
    """Nobody speaks for the panel: there is nothing to hold."""

    def hold(self) -> None:
        """Do nothing."""

    def go_on(self) -> None:
        """Do nothing."""


class Watch:
    """Fed by the ear's thread with whole frames, it decides what is an interruption and lets the panel know."""

    def __init__(
        self,
        ring: Preroll,
        transcriber: Transcriber,
        panel: Panel | None,
        post: Callable[[AudioEvent], None],
    ) -> None:
        self.on = False
        """Whether the panel has the floor."""
        self.since = 0
        """The sample from which on it has."""
        self._ring = ring
        self._transcriber = transcriber
        self._panel = panel or Silent()
        self._post = post
        self._interruption: Interruption | None = None
        self._began: int | None = None
        self._given = False
        self._next = 0
        self._tickets = 0
        self._worded: queue.SimpleQueue[tuple[int, Sequence[Word]]] = queue.SimpleQueue()

    @property
    def began(self) -> int | None:
        """The sample a little before somebody cut in, decided for them or not decided yet."""
        return None if self._began is None else max(0, self._began - LEAD)

    def begin(self) -> None:
        """The panel has the floor from now on; while it has, this arms the watch anew."""
        if not self.on:
            self.on, self.since = True, self._ring.end
            self._next = self._ring.end
        if self._given or self._interruption is None:
            self._arm()

    def end(self) -> None:
        """The candidate has the floor; what is not decided is theirs."""
        if self.on:
            self.on = False
            self._let_go()

    def give_up(self) -> None:
        """Nothing can be heard any more: the panel goes on."""
        self._let_go()
        self._began = None

    def listen(self, clock: SampleClock, until: int, *, careful: bool = False) -> None:
        """Take what is new in the ring, up to a sample; `careful` as in `Interruption.push`."""
        if self._given:
            self._next = until
            return
        if self._interruption is None:
            self._next = until
            self._arm()
        assert self._interruption is not None
        first, samples = self._ring.since(self._next)
        samples = samples[: max(0, until - first)]
        for start in range(0, len(samples) - FRAME + 1, FRAME):
            self._next = first + start + FRAME
            verdict = self._interruption.push(samples[start : start + FRAME], careful=careful)
            if verdict:
                self._carry_out(verdict, clock)
        while not self._worded.empty():
            ticket, words = self._worded.get()
            if ticket == self._tickets and (verdict := self._interruption.settle(words)):
                self._carry_out(verdict, clock)

    def _arm(self) -> None:
        _, before = self._ring.since(self._ring.end - ROOM * FRAME)
        self._interruption = Interruption(Vad(), before[len(before) % FRAME :])
        self._given, self._began = False, None

    def _carry_out(self, verdict: Verdict, clock: SampleClock) -> None:
        match verdict:
            case "began":
                self._panel.hold()
                self._began = self._onset()
                self._post(InterruptionBegan(clock.at(self._began)))
            case "unclear":
                self._ask()
            case "over":
                self._panel.go_on()
                self._post(InterruptionOver(self._at(clock)))
                self._began = None
            case "taken":
                self._given = True
                self._post(Interrupted(self._at(clock)))

    def _at(self, clock: SampleClock) -> float:
        assert self._began is not None
        return clock.at(self._began)

    def _onset(self) -> int:
        assert self._interruption is not None
        coarse = self._next - self._interruption.frames_back * FRAME
        first, samples = self._ring.since(coarse - LEAD)
        return first + edges.onset(samples, max(0, coarse - first))

    def _ask(self) -> None:
        """Have the words of what was heard found; nobody waits for them longer than the decision may take."""
        assert self._began is not None
        self._tickets += 1
        _, samples = self._ring.since(max(self._began - LEAD, self._ring.end - LONGEST))
        self._transcriber.soon(partial(self._hear, self._tickets, samples))

    def _hear(self, ticket: int, samples: Samples, recogniser: Recogniser) -> None:
        words = recogniser.sketch(samples.astype(np.float32) / np.float32(32768), PROMPT)
        self._worded.put((ticket, words))

    def _let_go(self) -> None:
        if self._interruption is not None and self._interruption.open:
            self._panel.go_on()
        self._interruption = None
