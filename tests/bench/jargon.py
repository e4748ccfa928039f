"""Recall of terms with and without a list of them, and what the list does to speech without any.

    python tests/bench/jargon.py [--plain FILE.flac … --reference FILE.txt …] [--model NAME] [--voices held-out|tuning]

Sentences of our own (jargon_sentences.jsonl) are spoken by synthetic voices. The list holds the terms of the
answer and as many distractors as make 50, shuffled. The last line is one JSON object.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
import tempfile
import time
from pathlib import Path

import numpy as np

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))
sys.path.insert(0, str(Path(__file__).resolve().parent))

from spoken_sets import HELD_OUT, RATE, TUNING, answers, rows

from audio import sound_file
from audio.listening import jargon, models
from audio.listening.expecting import Expecting
from audio.listening.whisper import Whisper
from audio.listening.whole_file import transcribe_file

LISTED = 50


def key(text: str) -> str:
    return re.sub(r"[\W_]", "", text.casefold())


def found(term: str, text: str) -> bool:
    """Whether a term stands in a text as whole words; case, hyphens and spaces inside it do not matter."""
    words = [key(word) for word in re.split(r"[\s-]+", text)]
    wanted = key(term)
    for at in range(len(words)):
        joined = ""
        for word in words[at : at + 6]:
            joined += word
            if joined in (wanted, f"{wanted}s"):
                return True
    return False


def errors(reference: str, text: str) -> tuple[int, int]:
    """Word errors and words of the reference."""
    spell = lambda one: re.sub(r"[^a-z0-9' ]", " ", one.lower().replace("mister", "mr")).split()  # noqa: E731
    wanted, got = spell(reference), spell(text)
    row = list(range(len(got) + 1))
    for at, word in enumerate(wanted, 1):
        before, row[0] = row[0], at
        for column, other in enumerate(got, 1):
            before, row[column] = (
                row[column],
                min(row[column] + 1, row[column - 1] + 1, before + (word != other)),
            )
    return row[-1], len(wanted)


def heard(recogniser, samples) -> str:
    sound = samples.astype(np.float32) / np.float32(32768)
    return " ".join(segment.text for segment in transcribe_file(recogniser, sound))


def listed(need: list[str], every: list[str], seed: int) -> list[str]:
    rng = np.random.default_rng(seed)
    others = [term for term in every if term not in need]
    rng.shuffle(others)
    terms = need + others[: max(0, LISTED - len(need))]
    rng.shuffle(terms)
    return list(jargon.gathered(terms))


def recall(whisper, voices, sentences, every):
    table = {}
    for name, voice in voices.items():
        hits = {"plain": 0, "listed": 0}
        cpu = {"plain": 0.0, "listed": 0.0}
        missed, total, loops = [], 0, 0
        for number, answer in enumerate(answers(sentences, voice, 3)):
            need = list(dict.fromkeys(term for row in answer.rows for term in row["terms"]))
            said = [term for row in answer.rows for term in row["terms"]]
            total += len(said)
            for kind, terms in (("plain", []), ("listed", listed(need, every, number))):
                began = time.process_time()
                text = heard(Expecting(whisper, terms), answer.samples)
                cpu[kind] += time.process_time() - began
                got = [term for term in said if found(term, text)]
                hits[kind] += len(got)
                if terms:
                    missed += [term for term in said if term not in got]
                    loops += len(text.split()) > 1.5 * len(
                        " ".join(row["text"] for row in answer.rows).split()
                    )
        table[name] = {
            "terms": total,
            "plain": round(hits["plain"] / total, 3),
            "listed": round(hits["listed"] / total, 3),
            "cpu_ratio": round(cpu["listed"] / cpu["plain"], 2),
            "loops": loops,
            "missed": missed,
        }
        print(
            f"{name:28} n={total:3} plain {table[name]['plain']:.3f}  listed {table[name]['listed']:.3f}  "
            f"cpu x{table[name]['cpu_ratio']:.2f}  loops {loops}  missed {' '.join(missed)}",
            flush=True,
        )
    return table


def plain_change(whisper, files, references, every):
    """Word error rate of speech without jargon, with and without the list."""
    wrong, words = {"plain": 0, "listed": 0}, 0
    for number, (file, reference) in enumerate(zip(files, references, strict=True)):
        samples = sound_file.read(Path(file))
        text = Path(reference).read_text(encoding="utf-8")
        for kind, terms in (("plain", []), ("listed", listed([], every, number))):
            wrong[kind] += errors(text, heard(Expecting(whisper, terms), samples))[0]
        words += errors(text, "")[1]
    return words, wrong


def invented(whisper, every):
    """Words written for what is no speech."""
    at = np.arange(20 * RATE) / RATE
    rng = np.random.default_rng(3)
    taps = np.zeros(len(at))
    for start in rng.integers(0, len(at) - 800, 60):
        taps[start : start + 800] += 0.3 * rng.normal(0, 1, 800) * np.exp(-np.arange(800) / 120)
    sounds = {
        "silence": np.zeros(len(at)),
        "noise": rng.normal(0, 0.03, len(at)),
        "hum": 0.1 * np.sin(2 * np.pi * 50 * at) + 0.03 * np.sin(2 * np.pi * 150 * at),
        "keyboard": taps,
        "music": sum(
            0.06 * np.sin(2 * np.pi * f * at) * (1 + np.sin(4 * np.pi * at)) for f in (220, 277.2, 329.6)
        ),
    }
    expecting = Expecting(whisper, listed([], every, 0))
    return {kind: len(heard(expecting, sound * 32767).split()) for kind, sound in sounds.items()}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--plain", nargs="+", default=[], metavar="FILE")
    parser.add_argument("--reference", nargs="+", default=[], metavar="TXT")
    parser.add_argument("--model", default="tiny.en")
    parser.add_argument("--device", choices=("auto", "cpu", "cuda"), default="cpu")
    parser.add_argument("--voices", choices=("held-out", "tuning"), default="held-out")
    args = parser.parse_args()
    sentences = rows("jargon_sentences.jsonl")
    every = list(dict.fromkeys(term for row in sentences for term in row["terms"]))
    half = len(sentences) // 2
    tuning = args.voices == "tuning"
    with tempfile.TemporaryDirectory() as store:
        whisper = Whisper(models.find(args.model, Path(store), offline=True), args.device)
        chosen = sentences[:half] if tuning else sentences[half:]
        table = recall(whisper, TUNING if tuning else HELD_OUT, chosen, every)
        words, wrong = plain_change(whisper, args.plain, args.reference, every)
        nothing = invented(whisper, every)
    hits = sum(one["listed"] * one["terms"] for one in table.values())
    bare = sum(one["plain"] * one["terms"] for one in table.values())
    total = sum(one["terms"] for one in table.values())
    result = {
        "model": args.model,
        "voices": args.voices,
        "terms": total,
        "recall_plain": round(bare / total, 3),
        "recall_listed": round(hits / total, 3),
        "recall_by_voice": {name: one["listed"] for name, one in table.items()},
        "cpu_ratio": {name: one["cpu_ratio"] for name, one in table.items()},
        "loops": sum(one["loops"] for one in table.values()),
        "plain_words": words,
        "plain_wer": round(wrong["plain"] / words, 4) if words else None,
        "plain_wer_listed": round(wrong["listed"] / words, 4) if words else None,
        "words_in_no_speech": nothing,
    }
    print(
        f"speech without jargon: {words} words, errors {wrong['plain']} plain, {wrong['listed']} with the list"
    )
    print(f"words written for no speech: {nothing}")
    print(json.dumps(result))


if __name__ == "__main__":
    main()
