"""Watches what the listening side holds while it listens for hours of virtual time.

python tests/bench/memory.py FILE.wav … [--minutes 180]

By itself it uses a recogniser that says one word a second, so that hours of listening take minutes;
listening.py watches the real one.
"""

from __future__ import annotations

import argparse
import gc
import json
import os
import tempfile
from itertools import cycle
from pathlib import Path
from typing import TYPE_CHECKING

from audio import sound_file
from audio.clock import ManualClock, SampleClock
from audio.events import FramesDropped, Word
from audio.listening.ear import Ear
from audio.listening.endpoint import Patience
from audio.listening.recorder import Recorder
from audio.listening.source import Block

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy as np

    from audio.listening.whisper import Recogniser

RATE, BLOCK = 16000, 512
SETTLED = 10.0  # minutes after which nothing should grow any more
ANSWER = 5.0  # minutes


class OneWordASecond:
    """Takes no time."""

    name, digest, device = "one word a second", "", "cpu"

    def transcribe(self, samples: np.ndarray, prompt: str = "") -> list[Word]:
        return [Word("word", float(at), at + 0.5, 0.9) for at in range(len(samples) // RATE)]

    def transcribe_all(self, sounds: Sequence[np.ndarray], prompt: str = "") -> list[list[Word]]:
        return [self.transcribe(sound) for sound in sounds]

    def sketch(self, samples: np.ndarray, prompt: str = "") -> list[Word]:
        return self.transcribe(samples)


def resident() -> float:
    """Return what this process holds in memory now, in MB."""
    pages = int(Path("/proc/self/statm").read_text("ascii").split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / 1e6


def growth(recogniser: Recogniser, sounds: Sequence[np.ndarray], minutes: float) -> float | None:
    """Return how many MB were added after minute 10 of answers of 5 minutes each, joined from `sounds`."""
    if minutes <= SETTLED or not Path("/proc/self/statm").exists():
        return None
    from spoken import Computed, TimedTranscriber

    clock, posted, computed = ManualClock(), [], Computed(recogniser)
    words = TimedTranscriber(computed, clock)
    dropped = 0
    ear = Ear(words, Recorder(posted.append, threaded=False), posted.append, Patience(None, float("inf")))
    stream, at, number, begun, early = SampleClock(0.0, RATE), 0, 0, -1e9, None
    with tempfile.TemporaryDirectory() as folder:
        recording = Path(folder) / "turn.wav"
        for sound in cycle(sounds):
            if at >= minutes * 60 * RATE:
                break
            for start in range(0, len(sound) - BLOCK, BLOCK):
                now = (at + BLOCK) / RATE
                if now - begun >= ANSWER * 60:
                    number, begun = number + 1, now
                    ear.end(at / RATE)
                    recording.unlink(missing_ok=True)
                    ear.open(number, recording, at / RATE, stream)
                clock.move_to(now)
                words.advance()
                ear.hear(Block(at, sound[start : start + BLOCK]), stream, now)
                at += BLOCK
            dropped += sum(isinstance(event, FramesDropped) for event in posted)
            posted.clear()
            words.posted.clear()
            computed.forget()
            if early is None and at >= SETTLED * 60 * RATE:
                gc.collect()
                early = resident()
    gc.collect()
    assert not dropped, "frames were dropped"
    return resident() - (early or resident())


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("files", nargs="+", type=Path, metavar="FILE.wav")
    parser.add_argument("--minutes", type=float, default=180.0)
    args = parser.parse_args()
    grown = growth(OneWordASecond(), [sound_file.read(path) for path in args.files], args.minutes)
    print(json.dumps({"minutes": args.minutes, "rss_growth_mb": grown, "rss_mb": resident()}))


if __name__ == "__main__":
    main()
