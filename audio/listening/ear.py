"""Takes an answer out of a stream of sound: from which sample, to which, and what becomes of it."""

from __future__ import annotations

import logging
from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from audio.clock import SampleClock
from audio.events import (
    EndForeseen,
    FramesDropped,
    PatienceAsked,
    SpeechEnded,
    SpeechStarted,
    TurnEnded,
)
from audio.listening.answer_words import Turn
from audio.listening.cleaning import Cleaning
from audio.listening.hearing import Hearing
from audio.listening.meter import Meter
from audio.listening.open_answer import OpenAnswer, Wish
from audio.listening.preroll import Preroll
from audio.listening.vad import FRAME, RATE, Vad
from audio.listening.watch import Watch

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from audio.events import AudioEvent, EndReason
    from audio.listening.endpoint import Patience
    from audio.listening.recorder import Recorder
    from audio.listening.source import Block
    from audio.listening.transcriber import Transcriber
    from audio.listening.watch import Panel
    from audio.listening.windows import Window
    from audio.loudspeaker import Loudspeaker

Samples = NDArray[np.int16]

PREROLL = 30 * RATE
# While the panel speaks during an answer, the answer waits for what becomes of an interruption: at most so long.
WAITS = 20 * RATE
DECIDED = 5 * RATE
# Sound that is gone is written as silence in pieces of this many samples.
PIECE = 10 * RATE
# "I'm done" waits this long for the last syllable to arrive, but no longer: the device may be gone.
LATE = 0.5
GONE = 1.0
# Seconds of speech between two looks at what is being said.
PREVIEW = 0.6

log = logging.getLogger(__name__)


class Ear:
    """Fed with blocks and orders by one thread; reads no clock and waits for nothing."""

    def __init__(
        self,
        transcriber: Transcriber,
        recorder: Recorder,
        post: Callable[[AudioEvent], None],
        patience: Patience,
        panel: Panel | None = None,
        loudspeaker: Loudspeaker | None = None,
    ) -> None:
        self._transcriber = transcriber
        self._recorder = recorder
        self._post = post
        self._patience = patience
        self._ring = Preroll(PREROLL)
        self._cleaning = Cleaning(loudspeaker, post)
        self._watch = Watch(self._ring, transcriber, panel, post)
        self._meter = Meter()
        self._paused = False
        self._heard_at = 0.0
        self._answer: OpenAnswer | None = None
        self._wish: Wish | None = None

    def hear(self, block: Block, clock: SampleClock, now: float) -> None:
        """Take the next block of the stream."""
        self._heard_at = now
        samples = np.zeros_like(block.samples) if self._paused else block.samples
        gone = max(0, block.sample - self._ring.end)
        final = self._cleaning.push(self._ring, block.sample, samples, clock)
        for level in self._meter.push(block, clock):
            self._post(level)
        if self._wish is not None:
            wish, self._wish = self._wish, None
            self.open(wish.number, wish.path, wish.since, clock)
        if self._watch.on and not self._paused:
            self._watch.listen(clock, final, careful=self._cleaning.learning)
        answer = self._answer
        if answer is not None and answer.open:
            if self._watch.on:
                self._wait(answer)
                return
            silent = gone + (len(samples) if self._paused else 0)
            if silent:
                answer.hearing.stand_still(silent / RATE)
            self._advance(answer, final)

    def open(self, number: int, path: Path, since: float, clock: SampleClock | None) -> None:
        """Begin an answer whose first sample is the one at `since`, wherever that lies."""
        if self._answer is not None and self._answer.open:
            log.warning("answer %d was still open when %d began", self._answer.number, number)
            self._finish(self._answer, self._at(self._answer), "done")
        if clock is None:
            self._wish = Wish(number, path, since)
            return
        first = clock.sample(since)
        if self._watch.on and (began := self._watch.began) is not None and began < first:
            # They cut in before the panel was done: their answer begins there.
            first, since = began, clock.at(began)
        self._watch.end()
        answer = OpenAnswer(number, SampleClock(since, RATE), first, first, Hearing(Vad(), self._patience))
        self._recorder.open(number, path)
        self._transcriber.open(number, answer.clock, path)
        self._answer = answer
        self._advance(answer)

    def end(self, at: float) -> None:
        """End the turn at `at`, as soon as the sound of that moment has come in."""
        if self._wish is not None:
            # No sound ever came in: an empty answer all the same.
            wish, self._wish = self._wish, None
            self.open(wish.number, wish.path, wish.since, SampleClock(wish.since, RATE))
        self.unwatch()
        answer = self._answer
        if answer is None or not answer.open:
            return
        answer.last = answer.first + answer.clock.sample(at)
        answer.done_at = at
        self._advance(answer)

    def reopen(self, now: float) -> None:
        """Take the end of the last turn back: its recording goes on where it stopped."""
        answer = self._answer
        if answer is None or answer.open:
            return
        answer.open, answer.last = True, None
        self._blank(answer, self._ring.end)
        self._watch.end()
        self._recorder.reopen()
        self._transcriber.reopen(answer.number)
        answer.hearing.reopen(now - answer.clock.anchor)
        if not answer.hearing.speaking:
            self._transcriber.speculate(answer.number, answer.hearing.tail())
        self._advance(answer)

    def pause(self, paused: bool) -> None:
        """Hear silence instead of the microphone, without counting it; or hear again."""
        self._paused = paused
        if paused:
            self._watch.give_up()

    def watch(self) -> None:
        """The panel has the floor: nothing that is heard is the answer, unless it is an interruption."""
        self._watch.begin()

    def unwatch(self) -> None:
        """The panel has said what it had to say: an open answer goes on."""
        answer = self._answer
        if self._watch.on and answer is not None and answer.open:
            self._catch_up(answer, self._ring.end)
        self._watch.end()

    def set_patience(self, patience: Patience) -> None:
        """Change how long a silence may last, in this answer and the next ones."""
        self._patience = patience
        if self._answer is not None:
            self._answer.hearing.set_patience(patience)

    def tick(self, now: float) -> None:
        """End what cannot end by sound, when none comes in any more."""
        answer = self._answer
        if self._watch.on and now - self._heard_at >= GONE:
            self._watch.give_up()
        if answer is None or not answer.open:
            return
        if answer.last is not None and now - answer.done_at >= LATE:
            self._finish(answer, answer.done_at, "done")
        elif now - self._heard_at >= GONE and now - answer.clock.anchor >= self._patience.limit:
            self._finish(answer, now, "time")

    def close(self, now: float) -> None:
        """End an open answer: what was heard of it is kept."""
        self._watch.give_up()
        answer = self._answer
        if answer is not None and answer.open:
            self._finish(answer, now, "done")

    def _wait(self, answer: OpenAnswer) -> None:
        """Let an open answer stand while the panel speaks, but not for longer than the ring remembers."""
        if self._ring.end - answer.next > WAITS:
            self._catch_up(answer, self._ring.end - DECIDED)

    def _catch_up(self, answer: OpenAnswer, until: int) -> None:
        """Give an open answer silence for the panel's words, and what the candidate said over them."""
        silent = self._blank(answer, until)
        answer.hearing.stand_still(silent / RATE)
        self._advance(answer, until)

    def _blank(self, answer: OpenAnswer, until: int) -> int:
        """Silence what was heard since the panel has the floor, up to an interruption; return how much."""
        if not self._watch.on:
            return 0
        began = self._watch.began
        first, last = max(answer.next, self._watch.since), until if began is None else min(until, began)
        self._ring.blank(first, last)
        return max(0, last - first)

    def _advance(self, answer: OpenAnswer, until: int | None = None) -> None:
        """Take what is new for the answer out of the ring."""
        first, samples = self._ring.since(answer.next)
        if first < answer.next:
            return
        self._fill(answer, first - answer.next)
        if until is not None:
            samples = samples[: max(0, until - answer.next)]
        if answer.last is not None:
            samples = samples[: max(0, answer.last - answer.next)]
        for start in range(0, len(samples), FRAME):
            self._take(answer, samples[start : start + FRAME])
            self._weigh(answer)
            if reason := answer.hearing.over():
                self._finish(answer, self._at(answer), reason)
                return
        if answer.last is not None and answer.next >= answer.last:
            self._finish(answer, answer.done_at, "done")

    def _weigh(self, answer: OpenAnswer) -> None:
        """Judge a silence by the words so far, or have words made of speech that goes on."""
        hearing = answer.hearing
        if hearing.quiet:
            text = self._transcriber.text(answer.number)
            hearing.consider(text)
            if text and hearing.foresees():
                self._post(EndForeseen(answer.number, text))
            if hearing.asks():
                self._post(PatienceAsked(answer.number, self._at(answer)))
        elif hearing.speaking and answer.next - answer.previewed >= PREVIEW * RATE:
            answer.previewed = answer.next
            if tail := hearing.tail():
                self._transcriber.preview(answer.number, tail)

    def _at(self, answer: OpenAnswer) -> float:
        return answer.clock.at(answer.next - answer.first)

    def _fill(self, answer: OpenAnswer, missing: int) -> None:
        """Write silence for sound that is no longer here, so that the recording's clock stays true."""
        if not missing:
            return
        self._post(FramesDropped(self._at(answer), missing / RATE))
        for start in range(0, missing, PIECE):
            self._take(answer, np.zeros(min(PIECE, missing - start), np.int16))

    def _take(self, answer: OpenAnswer, samples: Samples) -> None:
        self._recorder.write(samples)
        answer.next += len(samples)
        for found in answer.hearing.push(samples):
            self._follow(answer, found)

    def _follow(self, answer: OpenAnswer, found: SpeechStarted | SpeechEnded | Window) -> None:
        match found:
            case SpeechStarted(at):
                self._post(replace(found, at=answer.clock.anchor + at))
                self._transcriber.discard(answer.number)
            case SpeechEnded(at):
                self._post(replace(found, at=answer.clock.anchor + at))
                self._transcriber.speculate(answer.number, answer.hearing.tail())
            case window:
                self._transcriber.commit(answer.number, window)

    def _finish(self, answer: OpenAnswer, at: float, reason: EndReason) -> None:
        answer.open = False
        self._recorder.finish()
        self._post(TurnEnded(answer.number, at, reason))
        turn = Turn(answer.number, answer.hearing.stretches(), at, reason)
        self._transcriber.finish(turn, answer.hearing.tail())
