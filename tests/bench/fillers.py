"""Fillers found by the second pass, against what synthetic voices were told to say and one human transcript.

    python tests/bench/fillers.py [FILE.flac --human N] [--model NAME] [--voices held-out|tuning]

The truth is poor: synthetic "um"s are clean and well apart, and a human transcript of fillers exists only where
the caller has one (`--human N`: how many it holds). The last line is one JSON object.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))
sys.path.insert(0, str(Path(__file__).resolve().parent))

from spoken_sets import HELD_OUT, TUNING, answers, rows

from audio import sound_file
from audio.clock import ManualClock
from audio.events import FillersCounted, Utterance
from audio.listening import models
from audio.listening.filler_pass import FillerPass
from audio.listening.fillers import HESITATIONS
from audio.listening.playback import Playback
from audio.listening.whisper import Whisper


def bare(text: str) -> str:
    return "".join(letter for letter in text.casefold() if letter.isalpha())


def counted(whisper, samples, folder: Path, number: int):
    """Both passes over one answer: fillers of each, and the CPU seconds of each."""
    posted = []
    began = time.process_time()
    Playback(whisper, posted.append, ManualClock()).answer(
        number, samples, folder / f"{number}.wav", since=0.0
    )
    middle = time.process_time()
    (given,) = [event for event in posted if isinstance(event, Utterance)]
    second = FillerPass(lambda job: job(whisper), posted.append)
    second.add(given)
    second.begin()
    spent = time.process_time() - middle
    found = [event.fillers for event in posted if isinstance(event, FillersCounted)]
    plain = sum(bare(word.text) in HESITATIONS for word in given.words)
    return plain, found[0] if found else None, middle - began, spent


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("files", nargs="*", metavar="FILE")
    parser.add_argument(
        "--human", nargs="*", type=int, default=[], help="fillers in the human transcript of each"
    )
    parser.add_argument("--model", default="tiny.en")
    parser.add_argument("--voices", choices=("held-out", "tuning"), default="held-out")
    args = parser.parse_args()
    tuning = args.voices == "tuning"
    sentences = rows("filler_sentences.jsonl")
    half = len(sentences) // 2
    chosen = sentences[:half] if tuning else sentences[half:]
    table, first, extra = {}, 0.0, 0.0
    with tempfile.TemporaryDirectory() as folder:
        whisper = Whisper(models.find(args.model, Path(folder) / "store", offline=True), "cpu")
        number = 0
        for name, voice in (TUNING if tuning else HELD_OUT).items():
            truth = plain = found = over = 0
            for answer in answers(chosen, voice, 1):
                number += 1
                said = answer.rows[0]["fillers"]
                bare_count, fillers, one, two = counted(whisper, answer.samples, Path(folder), number)
                count = fillers.at_least if fillers else 0
                truth, plain = truth + said, plain + min(said, bare_count)
                found, over = found + min(said, count), over + max(0, count - said)
                first, extra = first + one, extra + two
            table[name] = {"said": truth, "plain": plain, "found": found, "too_many": over}
            print(
                f"{name:28} said {truth}  plain pass {plain}  second pass {found}  too many {over}",
                flush=True,
            )
        recordings = {}
        for at, file in enumerate(args.files):
            number += 1
            samples = sound_file.read(Path(file))
            bare_count, fillers, one, two = counted(whisper, samples, Path(folder), number)
            first, extra = first + one, extra + two
            human = args.human[at] if at < len(args.human) else None
            count = fillers.at_least if fillers else 0
            recordings[Path(file).name] = {"human": human, "plain": bare_count, "second": count}
            print(f"{Path(file).name:28} human {human}  plain {bare_count}  second {count}", flush=True)
    said = sum(one["said"] for one in table.values())
    result = {
        "model": args.model,
        "voices": args.voices,
        "said": said,
        "recall_plain": round(sum(one["plain"] for one in table.values()) / said, 3),
        "recall": round(sum(one["found"] for one in table.values()) / said, 3),
        "too_many": sum(one["too_many"] for one in table.values()),
        "by_voice": table,
        "recordings": recordings,
        "filler_cpu_ratio": round(extra / first, 2),
    }
    print(json.dumps(result))


if __name__ == "__main__":
    main()
