"""Cut-offs in thinking pauses, delay at true ends, and how true the edges are.

python tests/bench/turns.py FILE.wav … --truth FILE.jsonl [--model tiny.en] [--per-file]

Each file is heard by the live path on a virtual clock, in patient and pressure mode; a text is there when its
computing is over (wall time, but no more than its CPU seconds). The last line is one JSON object; patient mode
stands in the plain keys.
"""

from __future__ import annotations

import argparse
import json
import tempfile
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path

import numpy as np
from platformdirs import user_data_path
from spoken import Computed, TimedTranscriber, padded

from audio import sound_file
from audio.clock import ManualClock, SampleClock
from audio.events import PatienceAsked, SpeechEnded, SpeechStarted, TurnEnded
from audio.listening import models
from audio.listening.ear import Ear
from audio.listening.endpoint import HOLD, PATIENT, PRESSURE, Patience
from audio.listening.recorder import Recorder
from audio.listening.source import Block
from audio.listening.whisper import Whisper

RATE, BLOCK = 16000, 512
BACK = 0.1  # before a segment a turn that was cut off is taken back
NEAR = 0.3  # an edge further off belongs to something else
LONG, SHORT = 0.6, 0.25  # a thinking pause; a pause at all
MODES = {"patient": PATIENT, "pressure": PRESSURE}


@dataclass
class Heard:
    """What came of one file in one mode."""

    cuts: list[bool] = field(default_factory=list)
    delay: float | None = None
    asked: list[float] = field(default_factory=list)
    stretches: list[tuple[float, float]] = field(default_factory=list)


def hear(
    samples: np.ndarray, segments: list[list], patience: Patience, computed: Computed, folder: Path
) -> Heard:
    """Let one file be heard as a turn; a turn that was cut off is taken back when its speaker goes on."""
    clock, posted, heard = ManualClock(), [], Heard()
    words = TimedTranscriber(computed, clock)
    ear = Ear(words, Recorder(posted.append, threaded=False), posted.append, patience)
    stream = SampleClock(0.0, RATE)
    (folder / "turn.wav").unlink(missing_ok=True)
    ear.open(1, folder / "turn.wav", 0.0, stream)
    cut: set[int] = set()
    open_again = 0.0
    for start in range(0, len(samples) - BLOCK, BLOCK):
        now = (start + BLOCK) / RATE
        clock.move_to(now)
        words.advance()
        if open_again and now >= open_again:
            ear.reopen(now)
            open_again = 0.0
        before = len(posted)
        ear.hear(Block(start, samples[start : start + BLOCK]), stream, now)
        for event in posted[before:]:
            if isinstance(event, TurnEnded):
                gap = next((k for k, each in enumerate(segments[1:]) if event.at < each[0]), None)
                if gap is None:
                    heard.delay = event.at - segments[-1][1]
                else:
                    cut.add(gap)
                    open_again = max(now + BLOCK / RATE, segments[gap + 1][0] - BACK)
        if heard.delay is not None:
            break
    heard.cuts = [gap in cut for gap in range(len(segments) - 1)]
    heard.asked = [event.at for event in posted if isinstance(event, PatienceAsked)]
    starts = [event.at for event in posted if isinstance(event, SpeechStarted)]
    ends = [event.at for event in posted if isinstance(event, SpeechEnded)]
    heard.stretches = list(zip(starts, ends, strict=False))
    return heard


def fixed(rows: list[tuple[list, Heard]], wanted: float) -> tuple[float, float, float]:
    """Return the share of pauses a fixed silence cuts at a median delay, that delay, and the silence."""
    best = (0.0, float("inf"), 0.0)
    for silence in np.arange(0.1, 6.0, 0.01):
        cuts = gaps = 0
        delays = []
        for segments, heard in rows:
            for (_, end, _), (start, _, _) in pairwise(segments):
                ended = [each for _, each in heard.stretches if abs(each - end) < NEAR]
                gaps += 1
                cuts += (min(ended, default=end) + silence) < start
            last = [each for _, each in heard.stretches if abs(each - segments[-1][1]) < NEAR]
            delays.append(max(last, default=segments[-1][1]) + silence + BLOCK / RATE / 2 - segments[-1][1])
        median = float(np.median(delays))
        if abs(median - wanted) < abs(best[1] - wanted):
            best = (cuts / max(1, gaps), median, float(silence))
    return best


def edges(rows: list[tuple[list, Heard]]) -> dict[str, float]:
    """Return how far onsets and pauses are off."""
    onsets, pauses, found, all_pauses = [], [], 0, 0
    for segments, heard in rows:
        onsets += [
            min((abs(start - each[0]) for start, _ in heard.stretches), default=1.0) for each in segments
        ]
        gaps = [(one[1], two[0]) for one, two in pairwise(heard.stretches)]
        for (_, end, _), (start, _, _) in pairwise(segments):
            if start - end < SHORT:
                continue
            all_pauses += 1
            near = [gap for gap in gaps if abs(gap[0] - end) < NEAR and abs(gap[1] - start) < NEAR]
            if near:
                found += 1
                pauses.append(min(abs((gap[1] - gap[0]) - (start - end)) for gap in near))
    return {
        "onsets": len(onsets),
        "onset_error_ms_median": round(1000 * float(np.median(onsets)), 1),
        "onset_error_ms_p90": round(1000 * float(np.percentile(onsets, 90)), 1),
        "pauses": all_pauses,
        "pause_recall": round(found / max(1, all_pauses), 4),
        "pause_error_ms_median": round(1000 * float(np.median(pauses)), 1) if pauses else 0.0,
    }


def summary(rows: list[tuple[list, Heard]]) -> dict[str, float]:
    """Return the keys of one mode."""
    cuts = [cut for _, heard in rows for cut in heard.cuts]
    long = [
        cut
        for segments, heard in rows
        for (one, two), cut in zip(pairwise(segments), heard.cuts, strict=True)
        if two[0] - one[1] >= LONG
    ]
    delays = [heard.delay for _, heard in rows if heard.delay is not None]
    median = float(np.median(delays))
    share, at, silence = fixed(rows, median)
    return {
        "gaps": len(cuts),
        "cut_off_rate": round(float(np.mean(cuts)) if cuts else 0.0, 4),
        "thinking_pauses": len(long),
        "thinking_cut_off_rate": round(float(np.mean(long)) if long else 0.0, 4),
        "ends": len(delays),
        "not_ended": len(rows) - len(delays),
        "delay_s_median": round(median, 3),
        "delay_s_p90": round(float(np.percentile(delays, 90)), 3),
        "asked_after_true_end": round(
            float(np.mean([any(at > each[-1][1] for at in heard.asked) for each, heard in rows])), 4
        ),
        "fixed_silence_cut_off_rate": round(share, 4),
        "fixed_silence_delay_s_median": round(at, 3),
        "fixed_silence_s": round(silence, 2),
    }


def held(rows: list[tuple[list, Heard]]) -> int:
    """Return in how many files silence ended a turn in hold mode."""
    return sum(heard.delay is not None or any(heard.cuts) for _, heard in rows)


def main() -> None:
    """Hear all files in all modes."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("files", type=Path, nargs="+")
    parser.add_argument("--truth", type=Path, required=True)
    parser.add_argument("--model", default="tiny.en")
    parser.add_argument("--device", choices=["auto", "cpu", "cuda"], default="cpu")
    parser.add_argument("--per-file", action="store_true")
    asked = parser.parse_args()
    truth = {
        Path(row["file"]).name: row["segments"]
        for row in map(json.loads, asked.truth.read_text(encoding="utf-8").splitlines())
        if row.get("segments")
    }
    files = [file for file in asked.files if file.name in truth]
    if not files:
        parser.error("no file has a row with segments in the truth")
    model = models.find(asked.model, user_data_path("viva") / "models", offline=True)
    computed = Computed(Whisper(model, asked.device))
    heard: dict[str, list[tuple[list, Heard]]] = {mode: [] for mode in ("hold", *MODES)}
    with tempfile.TemporaryDirectory() as folder:
        for file in files:
            segments = truth[file.name]
            samples = padded(sound_file.read(file, RATE))
            for mode, patience in {"hold": HOLD, **MODES}.items():
                heard[mode].append((segments, hear(samples, segments, patience, computed, Path(folder))))
                if asked.per_file and mode != "hold":
                    print(file.name, mode, heard[mode][-1][1].cuts, heard[mode][-1][1].delay, flush=True)
            computed.forget()
    report(heard, edges(heard["hold"]))


def report(heard: dict[str, list[tuple[list, Heard]]], found: dict[str, float]) -> None:
    """Print a table for each mode, and the line for programs."""
    printed: dict[str, float] = {"files": len(heard["hold"]), "hold_ended_by_silence": held(heard["hold"])}
    for mode in MODES:
        keys = summary(heard[mode])
        print(f"\n{mode}")
        for key, value in keys.items():
            print(f"  {key:34}{value:>10}")
        printed |= {key if mode == "patient" else f"{mode}_{key}": value for key, value in keys.items()}
    print("\nedges")
    for key, value in found.items():
        print(f"  {key:34}{value:>10}")
    print(json.dumps({**printed, **found}))


if __name__ == "__main__":
    main()
