"""A whole long file: `viva transcribe` against faster-whisper's batched pipeline, in turns, in one run.

python tests/bench/throughput.py FILE.wav [--model tiny.en|base] [--device cpu|cuda] [--times 2] [--batches 8 16]

Both decode the file, find its speech and put it into words with beam 5; ours always has word times, theirs is timed
with and without. The last line is one JSON object: seconds, and how many times faster than speech.
"""

from __future__ import annotations

import argparse
import json
import time
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING

from platformdirs import user_data_path

from audio.listening import models
from audio.listening.whisper import THREADS, Whisper
from desktop.transcription import transcribe

if TYPE_CHECKING:
    from collections.abc import Callable


def main() -> None:
    """Time each way as often as asked, one after the other, and print the medians."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("file", type=Path)
    parser.add_argument("--model", default="tiny.en")
    parser.add_argument("--device", choices=("auto", "cpu", "cuda"), default="cpu")
    parser.add_argument("--times", type=int, default=2)
    parser.add_argument("--batches", type=int, nargs="+", default=[8, 16])
    asked = parser.parse_args()
    seconds = 0.0
    taken: dict[str, list[float]] = {}
    for name, way in (ways := list(everything(asked))) * asked.times:
        began = time.perf_counter()
        words, seconds = way()
        taken.setdefault(name, []).append(time.perf_counter() - began)
        print(
            f"{name:40} {taken[name][-1]:8.1f} s {seconds / taken[name][-1]:7.1f} x {words:7} words",
            flush=True,
        )
    assert ways
    print(
        json.dumps(
            {
                "model": asked.model,
                "audio_s": round(seconds, 1),
                "seconds": {name: [round(one, 1) for one in each] for name, each in taken.items()},
                "times_real_time": {name: round(seconds / median(each), 1) for name, each in taken.items()},
            }
        )
    )


def everything(asked: argparse.Namespace) -> list[tuple[str, Callable[[], tuple[int, float]]]]:
    """Return each way by its name: it returns how many words it found in how many seconds of sound."""
    from faster_whisper import BatchedInferencePipeline, WhisperModel

    model = models.find(asked.model, user_data_path("viva", appauthor=False) / "models", offline=True)
    whisper = Whisper(model, asked.device)
    numbers = "float16" if whisper.device == "cuda" else "int8"
    theirs = BatchedInferencePipeline(
        WhisperModel(str(model.folder), device=whisper.device, compute_type=numbers, cpu_threads=THREADS)
    )

    def ours() -> tuple[int, float]:
        found = transcribe(asked.file, whisper)
        assert found is not None
        return sum(len(segment.words) for segment in found.segments), found.duration

    def batched(size: int, times: bool) -> Callable[[], tuple[int, float]]:
        def run() -> tuple[int, float]:
            segments, info = theirs.transcribe(
                str(asked.file), language="en", batch_size=size, word_timestamps=times
            )
            return sum(len(segment.text.split()) for segment in segments), info.duration

        return run

    found = [("viva transcribe", ours)]
    for size in asked.batches:
        found += [
            (f"batched {size}", batched(size, times=False)),
            (f"batched {size} with word times", batched(size, times=True)),
        ]
    return found


if __name__ == "__main__":
    main()
