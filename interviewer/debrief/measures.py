"""What can be measured of how an answer was spoken, with what each measure cannot see."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Scale = Literal["ratio", "difference", "rate", "shown"]
"""How a change is told: a ratio of times, a difference in the unit, a ratio of counts, or not at all."""


@dataclass(frozen=True, slots=True)
class Measure:
    """One measure, in words that any room can show."""

    id: str
    name: str
    unit: str
    scale: Scale
    computed: str
    blind: str


MEASURES = (
    Measure(
        "onset",
        "Onset delay",
        "s",
        "ratio",
        "First voiced sample of the answer minus the last played sample of the line, on the sample clock; compared as "
        "logarithms, from 0.1 s up. An answer that began before the line ended is counted as talking over instead.",
        "Thinking hard and being rattled look alike; a breath or click may pass for speech; what a headset adds "
        "between the sample played and the ear is inside it, the same in every answer.",
    ),
    Measure(
        "content",
        "Time to the first content word",
        "s",
        "ratio",
        "From the line's last sample to the first word that is neither a filler nor a marker such as “so” or “you "
        "know”; compared as logarithms.",
        "Word times of the recogniser are off by about 0.1 s, and it leaves fillers out; a preamble of whole "
        "sentences counts as content.",
    ),
    Measure(
        "articulation",
        "Articulation rate",
        "syllables/s",
        "difference",
        "Syllables of the transcript over seconds of speech, pauses left out. Syllables are counted by spelling: "
        "99 % of the words as in CMUdict, 0.6 % too few in all, 1.7 % standard deviation over 25 words.",
        "Words the recogniser dropped or invented, and fillers, which take time and have no syllables here.",
    ),
    Measure(
        "pace",
        "Pace",
        "words/min",
        "difference",
        "Words over the time from the first to the last voiced sample, pauses included.",
        "Long words make it slow; it mixes pauses and articulation, which stand apart above and below.",
    ),
    Measure(
        "pause_ratio",
        "Share of pauses",
        "%",
        "difference",
        "Seconds of pauses of 0.25 s and more, over the time from the first to the last voiced sample.",
        "A pause for effect counts like one for want of words; a pause filled with “um” is speech.",
    ),
    Measure(
        "long_pauses",
        "Long pauses",
        "a minute",
        "rate",
        "Pauses of 1 s and more, a minute of the answer; the interval is that of a ratio of Poisson counts.",
        "As the share of pauses; few in any answer, so only large changes can be told.",
    ),
    Measure(
        "fillers",
        "Fillers",
        "a minute",
        "rate",
        "“Um”, “uh” and their like, at least so many a minute of speech; exact Poisson intervals.",
        "The recogniser misses some and misses them unevenly; “like” and “you know” are not counted.",
    ),
    Measure(
        "hedges",
        "Hedges",
        "per 100 words",
        "rate",
        "“Maybe”, “I think”, “sort of” and some forty others from a list, per 100 words.",
        "An honest “roughly” counts like an evasive one: fewer is not better.",
    ),
    Measure(
        "restarts",
        "Restarts",
        "per 100 words",
        "rate",
        "Repeated words and phrases and words cut off, per 100 words.",
        "Of low trust: the recogniser smooths many of them away.",
    ),
    Measure(
        "pitch",
        "Pitch",
        "semitones",
        "difference",
        "Median pitch of the voiced parts, in semitones above 55 Hz, against that of the calm answers.",
        "Says nothing about a feeling: it rises with loudness, questions, lists and the time of day.",
    ),
    Measure(
        "pitch_spread",
        "Liveliness of pitch",
        "semitones",
        "ratio",
        "Standard deviation of the pitch within 1 s of speech and between the seconds, in semitones.",
        "Creaky voice and wrong octaves widen it; what is said shapes it as much as how.",
    ),
    Measure(
        "loudness",
        "Loudness",
        "dB",
        "difference",
        "Median level of the speech, against that of the calm answers.",
        "The distance to the microphone and an automatic gain control move it; compare within one round only.",
    ),
    Measure(
        "talk_over",
        "Talking over",
        "s",
        "shown",
        "Seconds in which the candidate's speech and a line of the panel sounded at once.",
        "Needs headphones or a good echo cancellation; a murmur of assent may be in it.",
    ),
    Measure(
        "words",
        "Directness",
        "words",
        "shown",
        "Words of the answer, and whether it meets the challenge directly, late or never, as a trained model judges.",
        "The model was right three times in four on writers it did not know; a long answer may be a good one.",
    ),
)
BY_ID = {measure.id: measure for measure in MEASURES}
COMPARED = tuple(measure for measure in MEASURES if measure.scale != "shown")
