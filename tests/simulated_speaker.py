"""A round's journal spoken by a speaker whose calm is known and whose change under challenge was planted."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

import numpy as np

from interviewer.events import (
    AnswerGiven,
    FillersHeard,
    LineSpoken,
    RoundClosed,
    RoundOpened,
    Stretch,
    VoiceHeard,
    VoiceWindow,
    Word,
)

if TYPE_CHECKING:
    from interviewer.events import RoundEvent

# Words by syllables, hedges left out: what the counter makes of each is exact.
WORDS = (
    ["we", "ran", "this", "on", "one", "large", "set", "with", "cost"],
    ["model", "training", "better", "testing", "under", "metric"],
    ["different", "baselines", "another", "example", "error", "rates"][:1]
    + ["accurate", "however", "ablation"][:2],
)
SYLLABLES = (1, 2, 3)
SHARES = (0.55, 0.32, 0.13)


@dataclass(frozen=True)
class Manner:
    """How somebody speaks; spreads are standard deviations from turn to turn (`_turn`) and within a turn."""

    onset: float = 0.7
    """Median onset delay in seconds."""
    onset_spread: float = 0.45
    """Of its logarithm."""
    stretch: float = 2.3
    """Mean seconds of speech between pauses."""
    pause: float = 0.42
    """Median seconds of a pause beyond the floor of 0.25 s, log-normal."""
    pause_spread: float = 0.7
    pause_turn: float = 0.2
    """Of the logarithm of a turn's pauses."""
    rate: float = 4.6
    """Syllables a second."""
    rate_turn: float = 0.22
    rate_spread: float = 0.7
    """From stretch to stretch."""
    fillers: float = 4.0
    """A minute of speech, Poisson."""
    hedges: float = 2.0
    """Per 100 words."""
    restarts: float = 1.5
    pitch: float = 14.0
    pitch_turn: float = 0.5
    pitch_spread: float = 1.3
    """Of the medians of single seconds."""
    pitch_within: float = 2.0
    loudness: float = -26.0
    loudness_turn: float = 0.9
    loudness_spread: float = 2.2


@dataclass(frozen=True)
class Nature:
    """How far the world is from what the intervals assume."""

    heavy: float = 0.0
    """Degrees of freedom of Student's t for onsets and single seconds; 0 for the normal."""
    lasting: float = 0.4
    """Correlation of one second's voice with the next one's."""
    drifting: float = 1.0
    """Times the spread from turn to turn."""
    clumped: float = 0.0
    """Variance of a turn's own rate of fillers, with mean 1 (gamma); 0 for Poisson."""
    uneasy: float = 1.0
    """Times every spread under challenge, while the means stay."""


CALM = Manner()
# What is planted: slower to begin, more and longer pauses, slower speech, more fillers, a higher and louder voice.
SHAKEN = replace(
    CALM,
    onset=1.6,
    stretch=1.7,
    pause=0.75,
    rate=4.0,
    fillers=9.0,
    hedges=5.0,
    restarts=4.0,
    pitch=15.8,
    loudness=-23.5,
)


@dataclass
class Speaker:
    """Speaks turns one after the other, on one clock."""

    draw: np.random.Generator
    nature: Nature = field(default_factory=Nature)
    now: float = 0.0
    lines: int = 0
    answers: int = 0
    returned: float = 0.0
    """When, in seconds of the last answer, the last of its manner before the calm one was over."""
    events: list[RoundEvent] = field(default_factory=list)

    def asked(self, kind: str, seconds: float = 5.0) -> None:
        """Let the panel say a line."""
        self.lines += 1
        start, self.now = self.now, self.now + seconds
        values = (self.lines, "Ines Vale", kind, "And why is that?", "", None, "", "script", start, self.now)
        self.events.append(LineSpoken(*values, "panel/001", False))  # type: ignore[arg-type]

    def answers_for(
        self, seconds: float, manner: Manner, after: float = 0.0, calm: Manner | None = None
    ) -> None:
        """Speak for about so many seconds; from `after` seconds on in the `calm` manner again."""
        opened = self.now
        spreads = self.nature.uneasy if manner is not CALM else 1.0
        start = self.now + manner.onset * float(np.exp(manner.onset_spread * spreads * self._one()))
        turn = self._turn(spreads)
        stretches, words, counts = [], [], np.zeros(3)
        at = start
        lasts = self._lasts()
        while at < start + seconds:
            now = calm if calm is not None and at - start >= after else manner
            stretch = max(0.3, float(self.draw.gamma(2.0, now.stretch / 2.0)))
            if calm is not None and now is manner and at + stretch - start > after:
                stretch = max(0.3, start + after - at)
            rate = now.rate + spreads * (now.rate_turn * turn[1] + now.rate_spread * self._one())
            made = self._words(at, stretch, max(1.5, rate), now.hedges)
            words += made
            counts += (
                self.draw.poisson(now.fillers * lasts * stretch / 60.0),
                self.draw.poisson(now.restarts * len(made) / 100.0),
                0,
            )
            stretches.append(Stretch(at, at + stretch))
            pause = 0.25 + now.pause * float(
                np.exp(spreads * (now.pause_turn * turn[0] + now.pause_spread * self.draw.standard_normal()))
            )
            at += stretch + min(pause, 8.0)
            if now is manner:
                self.returned = at - start
        self._given(opened, stretches, words, counts, manner, turn, spreads)

    def _given(self, opened, stretches, words, counts, manner, turn, spreads):
        self.answers += 1
        end = stretches[-1].end
        self.now = end + 2.0
        text = " ".join(word.text for word in words)
        number, ended = self.answers, self.now - 0.5
        said = (tuple(words), tuple(stretches), opened, ended, "done", f"audio/{number:03d}", False)
        self.events += [
            AnswerGiven(number, self.lines, text, *said),
            FillersHeard(number, ended, int(counts[0]), 0.0, 0.0, (), int(counts[1])),
            VoiceHeard(number, ended, self._voice(stretches, manner, turn, spreads)),
        ]

    def _voice(self, stretches, manner, turn, spreads):
        places = [
            (start, min(start + 1.0, s.end))
            for s in stretches
            for start in np.arange(s.start, s.end - 0.3, 1.0).tolist()
        ]
        pitch, loud = self._series(len(places)), self._series(len(places))
        within = np.exp(0.25 * self.draw.standard_normal(len(places)))
        return tuple(
            VoiceWindow(
                start,
                end,
                0.5 * (end - start),
                manner.pitch + spreads * (manner.pitch_turn * turn[2] + manner.pitch_spread * p),
                manner.pitch_within * w * spreads,
                manner.loudness + spreads * (manner.loudness_turn * turn[3] + manner.loudness_spread * q),
            )
            for (start, end), p, q, w in zip(
                places, pitch.tolist(), loud.tolist(), within.tolist(), strict=True
            )
        )

    def _words(self, at, seconds, rate, hedges):
        budget, made = rate * seconds, []
        while budget > 0.5:
            if self.draw.random() < hedges / 100.0:
                text, size = "maybe", 2
            else:
                kind = int(self.draw.choice(3, p=SHARES)) if budget >= 3 else 0
                text, size = str(WORDS[kind][int(self.draw.integers(len(WORDS[kind])))]), SYLLABLES[kind]
            made.append((text, size))
            budget -= size
        whole = sum(size for _, size in made) or 1
        words = []
        for text, size in made:
            lasts = seconds * size / whole
            words.append(Word(text, at, at + lasts, 0.9))
            at += lasts
        return words

    def _turn(self, spreads):
        return self.nature.drifting * self.draw.standard_normal(4)

    def _lasts(self):
        clumped = self.nature.clumped
        return float(self.draw.gamma(1.0 / clumped, clumped)) if clumped else 1.0

    def _one(self):
        heavy = self.nature.heavy
        if not heavy:
            return float(self.draw.standard_normal())
        return float(self.draw.standard_t(heavy)) / (heavy / (heavy - 2.0)) ** 0.5

    def _series(self, count):
        """A series with standard deviation 1 whose neighbours are alike."""
        fresh = np.array([self._one() for _ in range(count)])
        kept = self.nature.lasting
        for at in range(1, count):
            fresh[at] = kept * fresh[at - 1] + (1 - kept**2) ** 0.5 * fresh[at]
        return fresh


def a_round(
    seed: int,
    shaken: Manner = CALM,
    nature: Nature | None = None,
    challenges: int = 0,
    calm_turns: int = 0,
) -> list[RoundEvent]:
    """Make the journal of a round: calm questions, then challenges of which each is followed up up to three times."""
    draw = np.random.default_rng(seed)
    speaker = Speaker(draw, nature or Nature())
    speaker.events.append(
        RoundOpened(0.0, "Any", "discussion", 30.0, "probing", seed, ("Ines Vale",), "embedded", True)
    )
    calm = calm_turns or int(draw.integers(3, 6))
    each = float(draw.uniform(80.0, 125.0)) / calm
    for at in range(calm):
        speaker.asked("warm_up" if at < calm - 1 else "neutral")
        speaker.answers_for(each, CALM)
    for _ in range(challenges or int(draw.integers(6, 13))):
        speaker.asked("challenge")
        speaker.answers_for(float(draw.uniform(15.0, 60.0)), shaken)
        for _ in range(int(draw.integers(0, 4))):
            speaker.asked("follow_up")
            speaker.answers_for(float(draw.uniform(10.0, 40.0)), shaken)
    speaker.events.append(RoundClosed(speaker.now, "finished"))
    return speaker.events
