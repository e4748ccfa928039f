"""A stream of sound, an ear that hears it, and a transcriber that keeps what it was given."""

from __future__ import annotations

import numpy as np

from audio.clock import SampleClock
from audio.listening.ear import Ear
from audio.listening.endpoint import PATIENT, Patience
from audio.listening.recorder import Recorder
from audio.listening.source import Block

RATE = 16000
BLOCK = 512
BEGAN = 50.0
# Judges nothing: silence alone decides.
STEADY = Patience(silence=3.0, finished=3.0, asks=None)


def silence(seconds, seed=0):
    return np.random.default_rng(seed).normal(0, 15, round(seconds * RATE)).astype(np.int16)


class Words:
    """Stands in for the transcriber and keeps what it was given; the test says which words are known."""

    def __init__(self):
        self.given = []
        self.known = None

    def preview(self, *given):
        self.given.append(("preview", *given))

    def speculate(self, *given):
        self.given.append(("speculate", *given))

    def discard(self, *given):
        self.given.append(("discard", *given))

    def text(self, answer):
        return self.known

    def open(self, *given):
        self.given.append(("open", *given))

    def commit(self, *given):
        self.given.append(("commit", *given))

    def finish(self, *given):
        self.given.append(("finish", *given))

    def reopen(self, *given):
        self.given.append(("reopen", *given))

    def last(self, what):
        return [given for given in self.given if given[0] == what][-1]


class Room:
    """A stream of sound, the ear that hears it, and all that came of it."""

    def __init__(self, patience=PATIENT):
        self.posted = []
        self.words = Words()
        self.recorder = Recorder(self.posted.append, threaded=False)
        self.ear = Ear(self.words, self.recorder, self.posted.append, patience)
        self.clock = SampleClock(BEGAN, RATE)
        self.sound = np.zeros(0, np.int16)
        self.heard = 0

    @property
    def now(self):
        return self.clock.at(self.heard)

    def say(self, *parts):
        self.sound = np.concatenate([self.sound, *parts])
        while self.heard + BLOCK <= len(self.sound):
            block = Block(self.heard, self.sound[self.heard : self.heard + BLOCK])
            self.heard += BLOCK
            self.ear.hear(block, self.clock, self.now)

    def lose(self, seconds):
        """Let sound pass that never arrives."""
        self.sound = np.concatenate([self.sound[: self.heard], np.zeros(round(seconds * RATE), np.int16)])
        self.heard = len(self.sound)

    def open(self, path, since):
        self.ear.open(1, path, since, self.clock)

    def between(self, start, end):
        return self.sound[self.clock.sample(start) : self.clock.sample(end)]

    def events(self, kind):
        return [event for event in self.posted if isinstance(event, kind)]
