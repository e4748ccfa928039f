"""How well a talk's report tells what happened: slide and section times, what was left out, and recovery.

    python tests/bench/talk.py [--talks quantisation,retrieval] [--seeds 1,2,3] [--whole] [--keep DIR] [--voice hibari]

A talk may be two in a row: `retrieval+quantisation`, which with `--whole` takes some nine minutes.
Synthetic talks, so that the truth is known; heard by tiny.en as a round fed from files hears them.
Each talk is judged twice: with a plan that names its slides, and by its words alone.
"""

from __future__ import annotations

import argparse
import json
import pickle
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT), str(ROOT / "tests")]

import synthetic_talk  # noqa: E402 - the paths above come first

from audio.clock import ManualClock  # noqa: E402
from audio.events import Utterance  # noqa: E402
from audio.listening import models  # noqa: E402
from audio.listening.expecting import Expecting  # noqa: E402
from audio.listening.playback import Playback  # noqa: E402
from audio.listening.whisper import Whisper  # noqa: E402
from audio.speaking.voices import NAMES, Voice  # noqa: E402
from desktop import glossary, translation  # noqa: E402
from desktop.fed_talk import FedTalk, TalkOrder  # noqa: E402
from interviewer.rehearsal.coming_in import given  # noqa: E402
from interviewer.rehearsal.slide_words import read_list  # noqa: E402
from interviewer.rehearsal.talk_plan import read_plan  # noqa: E402
from interviewer.rehearsal.talk_report import talk_report  # noqa: E402


def heard(talk, order, whisper, folder):
    """Hear a talk as a round fed from files does; return its utterance."""
    came = []
    recogniser = Expecting(whisper, glossary.terms(folder / "none", order.words))
    playback = Playback(recogniser, came.append, ManualClock())
    playback.answer(1, talk.samples, folder / "001.wav", 0.0)
    return next(event for event in came if isinstance(event, Utterance))


def reported(order, utterance):
    """Report on it."""
    _, happened = FedTalk(order, whole_onsite=False, interrupter="Lin").take(1, 0.0, last=True)
    return talk_report([order.planned(0.0), *happened, translation.spoken_answer(utterance, 1)])


def ordered(talk, folder, *, ranges):
    paths = talk.write(folder, ranges=ranges)
    plan = read_plan(paths["plan.md"].read_text(), len(talk.slides))
    slides = read_list(paths["slides.json"].read_bytes())
    times = tuple(talk.slide_times)
    came = given([one.at for one in talk.interruptions], 1)
    if not ranges:
        # By words alone: nobody said which slide was shown when.
        return TalkOrder(paths["talk.wav"], slides, (), plan, came)
    return TalkOrder(paths["talk.wav"], slides, times, plan, came)


def judged(talk, found, by_words):
    """Compare what was found with what was spoken."""
    section = [
        abs(one.start - begins) if one.start is not None else 999.0
        for one, begins in list(zip(found.sections, talk.starts, strict=True))[1:]
    ]
    if not by_words:
        section = [
            abs(one.start - at) if one.start is not None else 999.0
            for one, at in list(zip(found.sections, talk.slide_times, strict=True))[1:]
        ]
    slide = [
        abs(one.start - at)
        for one, at in zip(found.slides, talk.slide_times, strict=True)
        if one.start is not None
    ]
    missed = {point for one in found.slides for point in one.unspoken_points}
    recovery = []
    returned = 0
    for truth, one in zip(talk.interruptions, found.interruptions, strict=True):
        recovery.append(999.0 if one.recovery_seconds is None else abs(one.recovery_seconds - truth.recovery))
        returned += one.point_returned == truth.returned
    return {
        "section": section,
        "slide": slide,
        "omitted": len(talk.omitted),
        "found": len(missed & set(talk.omitted)),
        "false": sorted(missed - set(talk.omitted)),
        "overlooked": sorted(set(talk.omitted) - missed),
        "recovery": recovery,
        "returned": returned,
    }


def main():
    options = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    options.add_argument("--talks", default="quantisation,retrieval")
    options.add_argument("--seeds", default="1,2,3")
    options.add_argument("--sections", type=int, default=None)
    options.add_argument("--whole", action="store_true", help="every point in both ways: four minutes a talk")
    options.add_argument("--keep", type=Path, help="keep sentences and transcripts here between runs")
    options.add_argument("--voice", choices=tuple(NAMES), default="hibari")
    args = options.parse_args()
    whisper = None
    speak = synthetic_talk.Speaker(Voice(args.voice, NAMES[args.voice][0]), args.keep)
    rows = []
    for name in args.talks.split(","):
        for seed in map(int, args.seeds.split(",")):
            talk = synthetic_talk.make(name, seed, speak, sections=args.sections, whole=args.whole)
            with tempfile.TemporaryDirectory() as scratch:
                folder = Path(scratch)
                kept = (
                    args.keep
                    and args.keep / f"{args.voice}-{name}-{seed}-{args.sections}-{args.whole}.pickle"
                )
                order = ordered(talk, folder, ranges=True)
                if kept and kept.exists():
                    utterance = pickle.loads(kept.read_bytes())
                else:
                    whisper = whisper or Whisper(models.find("tiny.en", folder, offline=True), "cpu")
                    utterance = heard(talk, order, whisper, folder)
                    if kept:
                        kept.write_bytes(pickle.dumps(utterance))
                for by_words in (False, True):
                    found = reported(
                        order if not by_words else ordered(talk, folder, ranges=False), utterance
                    )
                    rows.append(
                        (name, seed, talk.seconds, by_words, judged(talk, found, by_words), found, talk)
                    )
    speak.close()
    show(rows)


def show(rows):
    for name, seed, seconds, by_words, one, found, talk in rows:
        kind = "words " if by_words else "slides"
        print(
            f"{name:12} {seed} {seconds:5.0f} s {kind} sections {worst(one['section'])} slides {worst(one['slide'])} "
            f"omitted {one['found']}/{one['omitted']} false {len(one['false'])} "
            f"recovery {' '.join(f'{error:.2f}' for error in one['recovery'])} "
            f"returned {one['returned']}/{len(one['recovery'])}"
        )
        for text in one["false"]:
            print("      false:", text)
        for text in one["overlooked"]:
            print("      overlooked:", text)
        for truth, seen, error in zip(talk.interruptions, found.interruptions, one["recovery"], strict=True):
            if error > 1.0 or seen.point_returned != truth.returned:
                print("     ", truth, "\n     ", seen)
        if by_words and max(one["section"]) > 0.5:
            print(
                "      sections",
                [round(s.start or -1, 1) for s in found.sections],
                [round(s, 1) for s in talk.starts],
            )
    summary = {}
    for by_words in (False, True):
        some = [row[4] for row in rows if row[3] == by_words]
        sections = [error for one in some for error in one["section"]]
        recovery = [error for one in some for error in one["recovery"]]
        summary["by_words" if by_words else "by_slides"] = {
            "talks": len(some),
            "sections": len(sections),
            "sections_within_half_second": sum(error <= 0.5 for error in sections),
            "section_error_max": round(max(sections), 3),
            "slide_error_max": round(max((e for one in some for e in one["slide"]), default=0.0), 3),
            "omissions": sum(one["omitted"] for one in some),
            "omissions_found": sum(one["found"] for one in some),
            "false_omissions": sum(len(one["false"]) for one in some),
            "most_false_in_a_talk": max(len(one["false"]) for one in some),
            "recoveries": len(recovery),
            "recoveries_within_a_second": sum(error <= 1.0 for error in recovery),
            "recovery_error_max": round(max(recovery), 3),
            "points_returned_right": sum(one["returned"] for one in some),
        }
    print(json.dumps(summary))


def worst(errors):
    return f"{max(errors):.2f}" if errors else "-"


if __name__ == "__main__":
    main()
