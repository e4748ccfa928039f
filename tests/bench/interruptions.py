"""How soon the panel falls silent for somebody who cuts in, and how often for a cough, over a virtual sound card.

python tests/bench/interruptions.py [--words 40] [--others 60] [--model tiny.en] [--echo DB] [--seed 1]

While a long line sounds, synthetic voices that nothing was tuned with begin to speak into the microphone, or cough,
type, hum or agree. Both sides of the card are recorded, so every figure is the card's own. With --echo the speaker's
monitor is mixed into the microphone at so many dB. The last line is one JSON object, in milliseconds.
"""

from __future__ import annotations

import argparse
import json
import queue
import sys
import tempfile
import time
from collections import defaultdict
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

HERE = Path(__file__).resolve()
sys.path[:0] = [str(HERE.parents[2]), str(HERE.parents[1]), str(HERE.parents[2] / "training" / "turns")]

import played_back  # noqa: E402 - beside, not below
from overheard import ASSENTS, OPENINGS, Made, noises, words  # noqa: E402
from synthesise import REPORT, Speakers  # noqa: E402
from virtual_card import virtual_card, write_wav  # noqa: E402

from audio import events as heard  # noqa: E402
from desktop.paths import Paths  # noqa: E402
from desktop.settings import Settings  # noqa: E402
from desktop.studio import Studio  # noqa: E402

if TYPE_CHECKING:
    from numpy.typing import NDArray

RATE = 16000
LINE = (
    "You said that the larger model won because of its size, and I would like to understand how you know that it "
    "was the size and not the budget that went into tuning it, since every one of the smaller models was trained "
    "with the settings that had been found for the large one and nobody went back to see whether those were any good."
)


@dataclass(frozen=True, slots=True)
class Seen:
    """What the card's recording shows of one sound; seconds, None where it did not happen."""

    kind: str
    silent_after: float | None
    back_after: float | None
    verdict: str


def seen(made: Made, left: NDArray[np.int16], right: NDArray[np.int16], fed: int, verdict: str) -> Seen:
    """Measure one recording."""
    return Seen(made.kind, *played_back.silence_after(left, right, fed), verdict)


class Bench:
    """A studio whose panel speaks one line again and again."""

    def __init__(self, card: Any, folder: Path, model: str) -> None:
        self.card, self.folder = card, folder
        names = ("sessions", "dictations", "questions", "models", "config", "state")
        self.events: queue.SimpleQueue[object] = queue.SimpleQueue()
        self.studio = Studio(
            Paths(*(folder / name for name in names)), Settings(speech_model=model), self.events.put
        )
        self.line = 0
        self.wait(heard.SpeechModelLoaded)

    def wait(self, *kinds: type, seconds: float = 30.0) -> object:
        """Return the first event of one of these kinds."""
        deadline = time.monotonic() + seconds
        while (left := deadline - time.monotonic()) > 0:
            try:
                event = self.events.get(timeout=left)
            except queue.Empty:
                return None
            if isinstance(event, kinds):
                return event
        return None

    def play(self, made: Made, path: Path, after: float) -> Seen:
        """Let the panel speak and this sound come in `after` seconds."""
        from audio.speaking.voices import Voice

        listener, speaker = self.studio._listener, self.studio._speaker
        assert listener is not None
        listener.watch()
        record = self.card.record()
        self.line += 1
        speaker.say(self.line, LINE, Voice("hibari", "heart", 1.0, 0.0), self.folder / "line.wav")
        self.wait(heard.PlayoutStarted)
        record.wait_more(after)
        fed = round(record.seconds * RATE)
        self.card.feed(path)
        until = time.monotonic() + len(made.sound) / RATE + 2.6
        verdict = "none"
        while (left := until - time.monotonic()) > 0:
            event = self.wait(heard.Interrupted, heard.InterruptionOver, seconds=left)
            if isinstance(event, heard.Interrupted):
                verdict = "taken"
                speaker.stop()
            elif event is not None and verdict == "none":
                verdict = "over"
        left_side, right_side = record.stop()
        speaker.stop()
        listener.unwatch()
        self.wait(heard.PlayoutEnded, seconds=2.0)
        return seen(made, left_side, right_side, fed, verdict)


def main() -> None:
    """Play every sound and print what became of it."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--words", type=int, default=40)
    parser.add_argument("--others", type=int, default=60)
    parser.add_argument("--model", default="tiny.en")
    parser.add_argument("--echo", type=float)
    parser.add_argument("--seed", type=int, default=1)
    asked = parser.parse_args()
    random = np.random.default_rng(asked.seed + 1000)
    speakers = Speakers()
    texts = list(OPENINGS)
    random.shuffle(texts)
    half = asked.others // 2
    sounds = [
        *words(speakers, REPORT, [texts[n % len(texts)] for n in range(asked.words)], random),
        *words(speakers, REPORT, [ASSENTS[n % len(ASSENTS)] for n in range(half)], random),
        *noises(random, asked.others - half),
    ]
    results: list[Seen] = []
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        card = stack.enter_context(virtual_card())
        if asked.echo is not None:
            volume = f"{asked.echo:.1f}dB"
            card.control(
                "load-module", "module-loopback", "source=speaker.monitor", "sink=micfeed", "latency_msec=40"
            )
            card.control("set-sink-input-volume", "0", volume)
        bench = Bench(card, folder, asked.model)
        for number, made in enumerate(sounds):
            path = write_wav(folder / f"{number}.wav", made.sound * 20000)
            results.append(bench.play(made, path, float(random.uniform(0.8, 2.0))))
            print(number, results[-1], flush=True)
        bench.studio.close()
    report(asked, results)


def report(asked: argparse.Namespace, results: list[Seen]) -> None:
    """Print the figures."""
    kinds = defaultdict(list)
    for result in results:
        kinds[result.kind].append(result)
    said = [result.silent_after for result in kinds.pop("words", []) if result.verdict == "taken"]
    when = [1000 * each for each in said if each is not None]
    print(f"words: {len(when)} of {asked.words} stopped the panel, median {np.median(when):.0f} ms, "
          f"95 % {np.percentile(when, 95):.0f} ms, within 250 ms {np.mean(np.array(when) <= 250):.2f}")  # fmt: skip
    others = [result for found in kinds.values() for result in found]
    held = [result for result in others if result.silent_after is not None]
    stopped = [result for result in others if result.verdict == "taken"]
    back = [result.back_after for result in held if result.back_after is not None]
    for kind, found in sorted(kinds.items()):
        fell = sum(result.silent_after is not None for result in found)
        print(
            f"{kind:16} {len(found):3}: fell silent {fell}, stopped {sum(r.verdict == 'taken' for r in found)}"
        )
    found = {
        "words": asked.words, "stopped": len(when), "silent_ms_median": round(float(np.median(when))),
        "silent_ms_p95": round(float(np.percentile(when, 95))),
        "within_250_ms": round(float(np.mean(np.array(when) <= 250)), 3),
        "others": len(others), "fell_silent": len(held), "stopped_for_good": len(stopped),
        "back_s_median": round(float(np.median(back)), 2) if back else None,
        "back_s_longest": round(float(np.max(back)), 2) if back else None,
        "model": asked.model, "echo_db": asked.echo,
    }  # fmt: skip
    print(json.dumps(found))


if __name__ == "__main__":
    main()
