"""Makes what may be heard while the panel speaks: words meant for it, and coughs, clicks, hums and words of assent.

Every sound is synthetic: the voices of synthesise.py, and noises shaped after what is known of their sources.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np
from synthesise import RATE, Speakers, Voice, trimmed

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from numpy.typing import NDArray

# How people begin when they cut in; the rest of what they say makes no difference to its first tenths of a second.
OPENINGS = (
    "Sorry, can I stop you there?",
    "Wait, that is not what I said.",
    "Can I just clarify something first?",
    "Could you repeat the first part?",
    "Hold on, which baseline do you mean?",
    "Actually, we did measure that.",
    "No, the test set was never touched.",
    "But that assumes the budgets were matched.",
    "Let me answer that right away.",
    "I think there is a misunderstanding.",
    "Excuse me, I did not get the question.",
    "Before you go on, the number was four.",
    "If I may, that was a different run.",
    "So the reason is quite simple.",
    "That is exactly what we tested.",
    "One moment, please.",
    "Just to be sure, are you asking about cost?",
    "Well, we did three seeds for each.",
    "You mean the second table?",
    "Please, let me finish the thought.",
    "My claim was about latency only.",
    "Maybe I should say how we tuned it.",
    "Not quite, it was the other way round.",
    "May I interrupt you for a second?",
    "What do you mean by robust?",
    "How much time do we have left?",
    "The data came from two hospitals.",
    "We never claimed that.",
    "It depends on the batch size.",
    "Stop, I already said that.",
    "Pardon, which figure?",
    "There are two answers to this.",
    "Good point, and I was going to mention it.",
    "As I said, the seeds were fixed.",
    "In fact the ablation shows the opposite.",
    "Do you mean the validation set?",
    "Is this about the first experiment?",
    "Fair, but look at the variance.",
    "Quick question about the setting.",
    "Exactly, and that is why we repeated it.",
    "Under those conditions it fails, yes.",
    "For the record, I was the first author.",
    "Hm, I would put it differently.",
    "Oh, I meant the smaller model.",
    "Thanks, but let me correct that.",
    "They were run by a colleague.",
    "Those were my numbers.",
    "Give me a second to think about it.",
    "Look, the loss did not move at all.",
    "Your premise is wrong there.",
)
ASSENT = ("Mm-hmm.", "Mm.", "Mhm.", "Uh-huh.", "Hmm.", "Mm-mm.", "Hm.")
WORDS_OF_ASSENT = ("Yeah.", "Right.", "Okay.", "Yes.", "Sure.", "I see.", "Ah.", "Oh.", "Got it.")
ASSENTS = (*ASSENT, *WORDS_OF_ASSENT)


@dataclass(frozen=True, slots=True)
class Made:
    """A sound that begins with its first sample; `floor` is whether it is meant to take the floor."""

    kind: str
    sound: NDArray[np.float64]
    floor: bool


def words(
    speakers: Speakers, voices: Sequence[Voice], texts: Sequence[str], random: np.random.Generator
) -> Iterator[Made]:
    """Speak each text in the next voice, a little higher or lower, faster or slower each time."""
    for number, text in enumerate(texts):
        kind = "assent" if text in ASSENT else "word of assent" if text in WORDS_OF_ASSENT else "words"
        voice = voices[number % len(voices)]
        voice = replace(
            voice,
            pitch=voice.pitch * random.uniform(0.94, 1.06),
            rate=voice.rate * random.uniform(0.85, 1.15),
        )
        yield Made(kind, speakers.say(text, voice, number), kind == "words")


def noises(random: np.random.Generator, count: int) -> Iterator[Made]:
    """Make `count` noises, each kind in turn."""
    makers: tuple[Callable[[np.random.Generator], NDArray[np.float64]], ...] = (
        cough, keyboard, hum, throat, breath, knock, cough, keyboard, rustle, sniff, cough, hum,
    )  # fmt: skip
    for number in range(count):
        make = makers[number % len(makers)]
        sound = make(random)
        yield Made(make.__name__, trimmed(sound / np.abs(sound).max() * 0.5), floor=False)


def cough(random: np.random.Generator) -> NDArray[np.float64]:
    """One to three coughs: a burst as the glottis opens, breath, and often a voiced end (Korpas 1996)."""
    pieces = []
    for _ in range(int(random.integers(1, 4))):
        burst = _noise(random, 0.03 + 0.04 * random.random(), 250, random.uniform(2500, 6000))
        burst *= _fall(len(burst), random.uniform(2, 4))
        flow = _noise(random, random.uniform(0.1, 0.25), 300, random.uniform(1500, 3500))
        flow *= _fall(len(flow), 2.5) * random.uniform(0.2, 0.5)
        voiced = np.zeros(0)
        if random.random() < 0.6:
            voiced = _buzz(random, random.uniform(0.05, 0.15), random.uniform(140, 380))
            voiced = voiced * _fall(len(voiced), 2) * random.uniform(0.1, 0.4)
        pieces += [burst, flow, voiced, np.zeros(round(random.uniform(0.05, 0.3) * RATE))]
    return np.concatenate(pieces)


def hum(random: np.random.Generator) -> NDArray[np.float64]:
    """A voice behind closed lips, once or twice, rising or falling: "mm", "mm-hm"."""
    pieces, pitch = [], random.uniform(85, 260)
    for _ in range(int(random.integers(1, 3))):
        count = round(random.uniform(0.12, 0.4) * RATE)
        glide = pitch * 2 ** (np.linspace(0, random.uniform(-4, 5), count) / 12)
        phase = np.cumsum(glide) / RATE
        sound = np.zeros(count)
        nose, second = random.uniform(200, 320), random.uniform(900, 1300)
        for harmonic in range(1, int(3000 / pitch)):
            hertz = harmonic * pitch
            loud = 1 / (1 + ((hertz - nose) / 120) ** 2) + random.uniform(0.01, 0.08) / (
                1 + ((hertz - second) / 200) ** 2
            )
            sound += loud * np.sin(2 * np.pi * harmonic * phase + random.uniform(0, 6))
        breathy = 0.02 * random.normal(size=count)
        pieces += [
            (sound / np.abs(sound).max() + breathy) * _rise_and_fall(count) ** random.uniform(0.2, 0.8)
        ]
        pieces += [0.02 * random.normal(size=round(random.uniform(0.0, 0.12) * RATE))]
    return np.concatenate(pieces)


def throat(random: np.random.Generator) -> NDArray[np.float64]:
    """A throat being cleared: noise and a low creak that beats some twenty times a second."""
    length = random.uniform(0.25, 0.6)
    noise = _noise(random, length, 150, random.uniform(900, 2500))
    creak = _buzz(random, length, random.uniform(60, 110))[: len(noise)]
    beat = 1 + 0.9 * np.sin(2 * np.pi * random.uniform(16, 32) * np.arange(len(noise)) / RATE)
    return (
        (noise + random.uniform(0.1, 0.6) * np.resize(creak, len(noise))) * beat * _rise_and_fall(len(noise))
    )


def keyboard(random: np.random.Generator) -> NDArray[np.float64]:
    """Keys pressed and let go, four to nine a second."""
    whole = np.zeros(round(random.uniform(0.4, 1.6) * RATE))
    at = 0
    while at < len(whole):
        for later, loud in ((0, 1.0), (round(random.uniform(0.05, 0.11) * RATE), random.uniform(0.3, 0.8))):
            key = _click(random, random.uniform(900, 5000), random.uniform(0.002, 0.01))
            click = loud * _mixed(key, 0.4 * _click(random, random.uniform(150, 500), 0.01))
            place = at + later
            if place + len(click) < len(whole):
                whole[place : place + len(click)] += click * random.uniform(0.5, 1.0)
        at += round(random.uniform(0.1, 0.25) * RATE)
    return whole


def knock(random: np.random.Generator) -> NDArray[np.float64]:
    """A cup put down, a table or a chair touched."""
    pieces = []
    for _ in range(int(random.integers(1, 4))):
        thud = _click(random, random.uniform(80, 400), random.uniform(0.02, 0.06))
        thud = _mixed(thud, 0.5 * _click(random, random.uniform(1000, 4000), 0.004))
        pieces += [thud, np.zeros(round(random.uniform(0.05, 0.4) * RATE))]
    return np.concatenate(pieces)


def breath(random: np.random.Generator) -> NDArray[np.float64]:
    """Breath drawn or let go near the microphone."""
    sound = _noise(random, random.uniform(0.2, 0.7), 300, random.uniform(1500, 5000))
    return sound * _rise_and_fall(len(sound))


def sniff(random: np.random.Generator) -> NDArray[np.float64]:
    """Air drawn in by the nose, once or twice."""
    pieces = []
    for _ in range(int(random.integers(1, 3))):
        sound = _noise(random, random.uniform(0.1, 0.3), 700, random.uniform(3000, 7000))
        pieces += [sound * _rise_and_fall(len(sound)), np.zeros(round(random.uniform(0.05, 0.3) * RATE))]
    return np.concatenate(pieces)


def rustle(random: np.random.Generator) -> NDArray[np.float64]:
    """Paper or a sleeve: short scratches of hiss."""
    whole = np.zeros(round(random.uniform(0.3, 1.2) * RATE))
    for _ in range(int(random.integers(5, 40))):
        piece = _noise(random, random.uniform(0.005, 0.06), 800, 7500) * random.uniform(0.1, 1.0)
        place = int(random.integers(0, max(1, len(whole) - len(piece))))
        whole[place : place + len(piece)] += piece * np.hanning(len(piece))
    return whole


def _noise(random: np.random.Generator, seconds: float, low: float, high: float) -> NDArray[np.float64]:
    """Return noise between two frequencies in Hz, falling off softly beyond them."""
    count = max(32, round(seconds * RATE))
    spectrum = np.fft.rfft(random.normal(size=count))
    hertz = np.fft.rfftfreq(count, 1 / RATE) + 1.0
    shape = 1 / (1 + (low / hertz) ** 4) / (1 + (hertz / high) ** 4)
    sound = np.fft.irfft(spectrum * np.sqrt(shape), count)
    return np.asarray(sound / np.abs(sound).max())


def _buzz(random: np.random.Generator, seconds: float, pitch: float) -> NDArray[np.float64]:
    """Return a voiced sound with unsteady pitch and three formants."""
    count = round(seconds * RATE)
    period = pitch * (1 + 0.03 * np.cumsum(random.normal(size=count)) / np.sqrt(np.arange(1, count + 1)))
    phase = np.cumsum(period) / RATE
    sound = np.zeros(count)
    formants = random.uniform((350, 900, 2200), (800, 1800, 3000))
    for harmonic in range(1, int(4000 / pitch)):
        loud = sum(1 / (1 + ((harmonic * pitch - formant) / 150) ** 2) for formant in formants)
        sound += (0.05 + loud) * np.sin(2 * np.pi * harmonic * phase) / harmonic**0.5
    return np.asarray(sound / (np.abs(sound).max() + 1e-9))


def _click(random: np.random.Generator, hertz: float, decay: float) -> NDArray[np.float64]:
    """Return a damped resonance that was struck."""
    times = np.arange(round(6 * decay * RATE)) / RATE
    ring = np.sin(2 * np.pi * hertz * times + random.uniform(0, 6))
    return np.asarray((ring + 0.5 * random.normal(size=len(times))) * np.exp(-times / decay))


def _mixed(one: NDArray[np.float64], other: NDArray[np.float64]) -> NDArray[np.float64]:
    whole = np.zeros(max(len(one), len(other)))
    whole[: len(one)] += one
    whole[: len(other)] += other
    return whole


def _fall(count: int, steep: float) -> NDArray[np.float64]:
    return np.asarray(np.minimum(1.0, np.arange(count) / 24) * np.exp(-steep * np.arange(count) / count))


def _rise_and_fall(count: int) -> NDArray[np.float64]:
    return np.asarray(np.hanning(count + 2)[1:-1])
