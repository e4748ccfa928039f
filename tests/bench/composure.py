"""Whether composure's intervals hold what they say, on rounds whose speaker and planted change are known.

python tests/bench/composure.py --rounds 1000
python tests/bench/composure.py --rounds 400 --world heavy
python tests/bench/composure.py --recovery
"""

from __future__ import annotations

import argparse
import collections
import math
import sys
from dataclasses import replace
from pathlib import Path

import numpy as np

sys.path[:0] = [str(Path(__file__).parents[2]), str(Path(__file__).parents[1])]

from simulated_speaker import CALM, SHAKEN, Nature, Speaker, a_round  # noqa: E402

from interviewer.debrief import composure as subject  # noqa: E402
from interviewer.debrief.baseline import baseline  # noqa: E402
from interviewer.debrief.measured import measured  # noqa: E402
from interviewer.debrief.measures import BY_ID, COMPARED  # noqa: E402
from interviewer.debrief.recovery import recovery  # noqa: E402
from interviewer.events import AnswerGiven  # noqa: E402
from interviewer.examiner.stance import Stance  # noqa: E402

WORLDS = {
    "plain": Nature(),
    "heavy": Nature(heavy=3.0),
    "lasting": Nature(lasting=0.8),
    "drifting": Nature(drifting=2.0),
    "steady": Nature(drifting=0.0, lasting=0.0),
    "clumped": Nature(clumped=0.5),
    "uneasy": Nature(uneasy=1.6),
}
BOOTSTRAP = 400


def truths(nature: Nature) -> dict[str, float]:
    """Return the planted change of each measure: known where it was drawn, else from 600 turns of either manner."""
    means: list[dict[str, float]] = []
    for manner in (CALM, SHAKEN):
        speaker = Speaker(np.random.default_rng(99), nature)
        lengths = np.random.default_rng(98).uniform(15.0, 60.0, 600)
        sums: dict[str, list[float]] = collections.defaultdict(lambda: [0.0, 0.0])
        for length in lengths.tolist():
            speaker.events = []
            speaker.asked("challenge")
            speaker.answers_for(length, manner)
            answer = next(event for event in speaker.events if isinstance(event, AnswerGiven))
            one = measured(answer, speaker.events)
            assert one is not None
            for reading in one.readings:
                measure = BY_ID[reading.measure]
                counted = reading.count is not None
                weight = reading.exposure if counted else 1.0
                value = math.log(reading.value) if measure.scale == "ratio" else reading.value
                sums[reading.measure][0] += weight * value
                sums[reading.measure][1] += weight
        means.append({name: total / weight for name, (total, weight) in sums.items()})
    calm, shaken = means
    found = {}
    for measure in COMPARED:
        was, now = calm[measure.id], shaken[measure.id]
        found[measure.id] = math.log(now / was) if measure.scale == "rate" else now - was
    found["onset"] = found["content"] = math.log(SHAKEN.onset / CALM.onset)
    found["fillers"] = math.log(SHAKEN.fillers / CALM.fillers)
    found["restarts"] = math.log(SHAKEN.restarts / CALM.restarts)
    found["pitch"] = SHAKEN.pitch - CALM.pitch
    found["pitch_spread"] = 0.0
    found["loudness"] = SHAKEN.loudness - CALM.loudness
    return found


def spoken(change: subject.Change, end: float | None, *, high: bool) -> float:
    """Return an end of an interval on the scale it was made on."""
    if end is None:
        return math.inf if high else -math.inf
    if BY_ID[change.measure].scale == "difference":
        return end
    return math.log(end) if end > 0 else -math.inf


def holds(change: subject.Change, truth: float, low: float | None, high: float | None) -> bool:
    return spoken(change, low, high=False) - 1e-9 <= truth <= spoken(change, high, high=True) + 1e-9


class Tally:
    """Counts what held and what was called clear, by measure."""

    def __init__(self) -> None:
        self.seen: dict[tuple[str, str], list[float]] = collections.defaultdict(list)

    def add(self, name: str, measure: str, value: float) -> None:
        self.seen[measure, name].append(value)

    def mean(self, name: str, measure: str) -> float:
        values = self.seen[measure, name]
        return float(np.mean(values)) if values else math.nan


def unasked(challenge: str, reply: str) -> Stance:
    """Stand in for the trained judgement, which has no interval and takes half of a round's time."""
    return Stance("hold", 1.0, "direct", 1.0)


def one_round(seed: int, planted: bool, nature: Nature, truth: dict[str, float], tally: Tally) -> None:
    found = subject.composure(a_round(seed, SHAKEN if planted else replace(CALM), nature))
    if found.missing:
        tally.add("missing", "all", 1.0)
        return
    tally.add("missing", "all", 0.0)
    by_measure: dict[str, list[subject.Change]] = collections.defaultdict(list)
    for shift in found.shifts:
        for change in shift.changes:
            by_measure[change.measure].append(change)
    for measure, changes in by_measure.items():
        true = truth[measure] if planted else 0.0
        alone = [holds(one, true, one.low_alone, one.high_alone) for one in changes]
        tally.add("alone", measure, float(np.mean(alone)))
        tally.add("together", measure, float(all(holds(one, true, one.low, one.high) for one in changes)))
        clear = [one.verdict == "clear change" for one in changes]
        tally.add("any clear", measure, float(any(clear)))
        tally.add("clear", measure, float(np.mean(clear)))
    for one in found.whole:
        true = truth[one.measure] if planted else 0.0
        tally.add("whole", one.measure, float(holds(one, true, one.low, one.high)))
        tally.add("whole clear", one.measure, float(one.verdict == "clear change"))


def intervals(rounds: int, nature: Nature) -> None:
    subject.judge = unasked
    truth = truths(nature)
    print("planted:", {name: round(value, 3) for name, value in truth.items()})
    names = {
        False: ("alone", "together", "any clear", "whole", "whole clear"),
        True: ("alone", "together", "clear", "whole", "whole clear"),
    }
    for planted in (False, True):
        tally = Tally()
        for seed in range(rounds):
            one_round(10_000 + seed, planted, nature, truth, tally)
        print(f"\n{'planted' if planted else 'nothing changed'}, {rounds} rounds")
        print("| measure | " + " | ".join(names[planted]) + " |")
        for measure in COMPARED:
            row = " | ".join(f"{tally.mean(name, measure.id):.3f}" for name in names[planted])
            print(f"| {measure.id} | {row} |")
        sys.stdout.flush()


def plain_bootstrap(rounds: int) -> None:
    """Show what a percentile bootstrap of the difference of medians would have covered, on the same rounds."""
    draw = np.random.default_rng(5)
    held: dict[str, list[bool]] = collections.defaultdict(list)
    for seed in range(rounds):
        events = a_round(10_000 + seed, CALM)
        every = [one for e in events if isinstance(e, AnswerGiven) and (one := measured(e, events))]
        calm = baseline(every, events)
        rest = every[len(calm.turns) :]
        under = rest[: 1 + int(draw.integers(0, 4))]
        for name, take in (
            ("onset, turns", lambda ones: [math.log(one.reading("onset").value) for one in ones]),
            ("pitch, turns", lambda ones: [one.reading("pitch").value for one in ones]),
            (
                "share of pauses, 10 s windows",
                lambda ones: [w.pause_ratio for one in ones for w in one.sounding.windows()],
            ),
            (
                "articulation, 10 s windows",
                lambda ones: [
                    w.articulation for one in ones for w in one.sounding.windows() if w.articulation
                ],
            ),
        ):
            was, now = np.array(take(calm.turns)), np.array(take(under))
            if len(now) < 2 or len(was) < 2:
                continue
            a = np.median(was[draw.integers(0, len(was), (BOOTSTRAP, len(was)))], axis=1)
            b = np.median(now[draw.integers(0, len(now), (BOOTSTRAP, len(now)))], axis=1)
            low, high = np.quantile(b - a, (0.025, 0.975))
            held[name].append(bool(low <= 0.0 <= high))
    for name, values in held.items():
        print(f"| {name} | {np.mean(values):.3f} | {len(values)} |")


def recoveries(rounds: int) -> None:
    strong = replace(SHAKEN, stretch=1.2, pause=1.1, rate=3.4)
    for name, manner in (("calm throughout", CALM), ("planted", SHAKEN), ("strong", strong)):
        for after in (0.0,) if manner is CALM else (8.0, 15.0, 25.0, 99.0):
            endings: collections.Counter[str] = collections.Counter()
            errors = []
            for seed in range(rounds):
                speaker = Speaker(np.random.default_rng(seed))
                for _ in range(4):
                    speaker.asked("warm_up")
                    speaker.answers_for(25.0, CALM)
                speaker.asked("challenge")
                speaker.answers_for(50.0, manner, after, None if manner is CALM else CALM)
                answers = [event for event in speaker.events if isinstance(event, AnswerGiven)]
                every = [one for answer in answers if (one := measured(answer, speaker.events))]
                found = recovery(every[-1].sounding, baseline(every, speaker.events))
                endings[found.ending] += 1
                if found.ending == "recovered" and found.seconds is not None:
                    errors.append(found.seconds - speaker.returned)
            shares = {ending: round(count / rounds, 2) for ending, count in endings.most_common()}
            told = ""
            if errors and after < 99.0 and manner is not CALM:
                told = f"median error {np.median(errors):+.1f} s, median absolute {np.median(np.abs(errors)):.1f} s"
            print(f"| {name} | {after:.0f} s | {shares} | {told} |")
            sys.stdout.flush()


def main() -> None:
    ask = argparse.ArgumentParser(description=__doc__)
    ask.add_argument("--rounds", type=int, default=1000)
    ask.add_argument("--world", choices=sorted(WORLDS), default="plain")
    ask.add_argument("--recovery", action="store_true")
    ask.add_argument("--bootstrap", action="store_true")
    wanted = ask.parse_args()
    if wanted.recovery:
        recoveries(wanted.rounds)
    elif wanted.bootstrap:
        plain_bootstrap(wanted.rounds)
    else:
        intervals(wanted.rounds, WORLDS[wanted.world])


if __name__ == "__main__":
    main()
