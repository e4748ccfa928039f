"""End of speech to final text against transcribing it all at the end; word errors, CPU, memory.

python tests/bench/listening.py FILE.wav … [--reference FILE.txt … | --reference MANIFEST.jsonl]
    [--model tiny.en|base|DIR] [--device cpu|cuda] [--modes pressure …] [--no-plain5] [--keep MINUTES]

Each file is spoken to the live path on a virtual clock. Every piece of work takes as long as it really took,
the listener's own too: its wall time, but no more than its CPU seconds, because on a loaded machine waiting for
a core is not its own doing; plain faster-whisper is timed in the same way. It is heard in the brisk, the patient
and the hold setting (there the key comes 0.7 s after the end). To leave cut-offs to turns.py, the setting begins
0.5 s before the true end.
Plain faster-whisper hears the same file in the same run. The last line is one JSON object.
"""

from __future__ import annotations

import argparse
import json
import tempfile
import time
from dataclasses import dataclass, field, replace
from itertools import chain, pairwise
from pathlib import Path
from typing import Any

import numpy as np
from platformdirs import user_data_path
from spoken import RATE, Computed, Told, fair, speak, true_end
from word_errors import errors, interval

from audio import sound_file
from audio.listening import models
from audio.listening.endpoint import PATIENT, PRESSURE
from audio.listening.filler_pass import heard_again, pieces
from audio.listening.whisper import THREADS, Whisper

KEY = 0.7
MODES = {"pressure": (PRESSURE, None), "patient": (PATIENT, None), "hold": (PRESSURE, KEY)}
LONG = 120.0


@dataclass
class Row:
    """One file: what the live path and plain faster-whisper made of it."""

    name: str
    seconds: float
    end: float
    told: dict[str, Told]
    plain_text: dict[int, str] = field(default_factory=dict)
    plain_wall: dict[int, float] = field(default_factory=dict)
    plain_cpu: dict[int, float] = field(default_factory=dict)
    filler_cpu: float = 0.0

    @property
    def wait(self) -> float:
        return self.told["pressure"].decided - self.end

    @property
    def final(self) -> float:
        return self.told["pressure"].ready - self.end

    @property
    def naive(self) -> float:
        return self.wait + fair(self.plain_wall[1], self.plain_cpu[1])


def run(args: argparse.Namespace) -> tuple[list[Row], Whisper]:
    from faster_whisper import WhisperModel

    model = models.find(args.model, user_data_path("viva", appauthor=False) / "models", offline=True)
    whisper = Whisper(model, args.device)
    numbers = "float16" if whisper.device == "cuda" else "int8"
    theirs = WhisperModel(str(model.folder), device=whisper.device, compute_type=numbers, cpu_threads=THREADS)
    warm = np.zeros(RATE, np.float32)
    whisper.transcribe(warm)
    list(theirs.transcribe(warm, language="en")[0])
    computed = Computed(whisper)
    rows = []
    with tempfile.TemporaryDirectory() as folder:
        for path in args.files:
            samples = sound_file.read(path)
            end = true_end(samples)
            computed.forget()
            row = Row(path.name, len(samples) / RATE, end, {})
            for mode in args.modes:
                patience, key = MODES[mode]
                row.told[mode] = speak(samples, end, patience, key, computed, Path(folder))
            for beam in (1,) if args.no_plain5 else (1, 5):
                hear_plainly(row, theirs, samples, beam)
            row.filler_cpu = filler_cpu(whisper, row, samples, Path(folder))
            rows.append(row)
            show(row)
    return rows, whisper


def hear_plainly(row: Row, theirs: Any, samples: np.ndarray, beam: int) -> None:
    sound = samples.astype(np.float32) / np.float32(32768)
    wall, cpu = time.perf_counter(), time.process_time()
    segments, _ = theirs.transcribe(sound, language="en", beam_size=beam)
    row.plain_text[beam] = " ".join(segment.text for segment in segments)
    row.plain_wall[beam] = time.perf_counter() - wall
    row.plain_cpu[beam] = time.process_time() - cpu


def filler_cpu(whisper: Whisper, row: Row, samples: np.ndarray, folder: Path) -> float:
    utterance = row.told["pressure"].utterance
    assert utterance is not None
    sound_file.write_wav(folder / "whole.wav", samples, RATE)
    began = time.process_time()
    for piece in pieces(utterance.stretches):
        heard_again(whisper, replace(utterance, audio=folder / "whole.wav"), piece)
    return time.process_time() - began


def show(row: Row) -> None:
    told = row.told["pressure"]
    assert told.spent is not None
    print(
        f"{row.name:24} {row.seconds:7.1f} {row.wait:6.2f} {row.final:6.2f} {row.naive:7.2f} "
        f"{row.final / row.naive:6.3f}  "
        + " ".join(f"{1000 * (each.ready - each.decided):6.0f}" for each in row.told.values())
        + f"  {told.spent.committed:6.2f} {told.spent.interim:6.2f} {row.filler_cpu:6.2f} {row.plain_cpu[1]:6.2f}",
        flush=True,
    )


def interim_delays(told: Told) -> list[float]:
    """Return how long after its end each word first stood on the screen."""
    assert told.utterance is not None
    shown = [(at, len(f"{each.committed} {each.tentative}".split())) for at, each in told.interim]
    return [
        next((at for at, count in shown if count > number), told.ready) - word.end
        for number, word in enumerate(told.utterance.words)
    ]


def flickers(told: Told) -> int:
    """Return how often committed text was not simply carried on."""
    texts = [event.committed for _, event in told.interim]
    return sum(not later.startswith(earlier) for earlier, later in pairwise(texts))


def references(args: argparse.Namespace) -> dict[str, str]:
    """Return the reference of each file that has one, by its name."""
    found: dict[str, str] = {}
    for given in args.reference:
        if given.suffix == ".jsonl":
            rows = [json.loads(line) for line in given.read_text("utf-8").splitlines() if line.strip()]
            found |= {Path(row["file"]).name: row["reference"] for row in rows if row.get("reference")}
    texts = [given for given in args.reference if given.suffix != ".jsonl"]
    if texts and len(texts) != len(args.files):
        raise SystemExit("give one reference text for each file, in their order, or a manifest")
    return found | {file.name: text.read_text("utf-8") for file, text in zip(args.files, texts, strict=False)}


def word_error(rows: list[Row], known: dict[str, str]) -> dict[str, Any]:
    rows = [row for row in rows if row.name in known]
    if not rows:
        return {"wer": None, "wer_plain_beam5": None}
    ours = [errors(known[row.name], getattr(row.told["pressure"].utterance, "text", "")) for row in rows]
    found: dict[str, Any] = {"referenced_words": sum(len(each) for each in ours)}
    found["wer"] = float(np.concatenate(ours).mean())
    found["wer_interval"] = interval(ours)
    found["wer_plain_beam5"] = None
    for beam in rows[0].plain_text:
        theirs = [errors(known[row.name], row.plain_text[beam]) for row in rows]
        found[f"wer_plain_beam{beam}"] = float(np.concatenate(theirs).mean())
        found[f"wer_minus_plain_beam{beam}_interval"] = interval(
            [a - b for a, b in zip(ours, theirs, strict=True)]
        )
    return found


def summary(rows: list[Row], whisper: Whisper, known: dict[str, str], growth: float) -> dict[str, Any]:
    long = [row for row in rows if row.seconds >= LONG] or rows
    afters = {
        mode: [1000 * (r.told[mode].ready - r.told[mode].decided) for r in rows] for mode in rows[0].told
    }
    delays = [delay for row in rows for delay in interim_delays(row.told["pressure"])]
    cpu = sum(row.plain_cpu[1] for row in rows)
    spent = [row.told["pressure"].spent for row in rows]
    return {
        "model": whisper.name,
        "device": whisper.device,
        "files": len(rows),
        "long_files": sum(row.seconds >= LONG for row in rows),
        "audio_s": round(sum(row.seconds for row in rows), 1),
        "endpoint_wait_s": float(np.median([row.wait for row in long])),
        "final_text_s": float(np.median([row.final for row in long])),
        "naive_final_text_s": float(np.median([row.naive for row in long])),
        "ratio_to_naive": float(np.median([row.final / row.naive for row in long])),
        "text_after_turn_end_ms_p95": float(np.percentile(list(chain(*afters.values())), 95)),
        **{
            f"text_after_turn_end_ms_p95_{mode}": float(np.percentile(afters[mode], 95))
            for mode in rows[0].told
        },
        "text_within_50_ms": float(np.mean([each <= 50 for each in list(chain(*afters.values()))])),
        "cpu_ratio": sum(each.committed for each in spent if each) / cpu,
        "interim_cpu_ratio": sum(each.interim for each in spent if each) / cpu,
        "filler_cpu_ratio": sum(row.filler_cpu for row in rows) / cpu,
        "interim_delay_s_median": float(np.median(delays)) if delays else None,
        "interim_delay_s_p95": float(np.percentile(delays, 95)) if delays else None,
        "flickers": sum(flickers(row.told["pressure"]) for row in rows),
        **word_error(rows, known),
        "rss_growth_mb": growth,
    }


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("files", nargs="+", type=Path, metavar="FILE.wav")
    parser.add_argument("--reference", nargs="+", type=Path, default=[], metavar="FILE")
    parser.add_argument("--model", default="tiny.en")
    parser.add_argument("--device", choices=("auto", "cpu", "cuda"), default="cpu")
    parser.add_argument("--no-plain5", action="store_true", help="leave out plain beam 5")
    parser.add_argument("--modes", nargs="+", choices=tuple(MODES), default=list(MODES))
    parser.add_argument(
        "--keep", type=float, default=15.0, help="virtual minutes over which memory is watched"
    )
    args = parser.parse_args()
    print(f"{'file':24} {'s':>7} {'wait':>6} {'final':>6} {'naive':>7} {'ratio':>6}  "
          f"{'ms after':>20}  {'CPU':>6} {'interim':>6} {'filler':>6} {'naive':>6}")  # fmt: skip
    rows, whisper = run(args)
    from memory import growth

    grown = growth(whisper, [sound_file.read(path) for path in args.files], args.keep)
    print(json.dumps(summary(rows, whisper, references(args), grown)))


if __name__ == "__main__":
    main()
