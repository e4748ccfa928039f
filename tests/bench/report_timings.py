"""Onset delays and pauses in the report against what was really fed and played, through the whole program.

python tests/bench/report_timings.py [--answers 15] [--noise -66]

The real window under Xvfb, a private virtual sound card, a live round in hold mode. Synthetic voices answer; each
answer is sentences with silences of known length between them, over the noise of a room. Both sides of the card are
recorded on one sample count: the truth of an onset is the first sample of the answer's speech minus the last of the
panel's line, of a pause the samples that were put between two sentences. The last line is one JSON object, in ms.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

import numpy as np

HERE = Path(__file__).resolve()
sys.path[:0] = [str(HERE.parents[2]), str(HERE.parents[1]), str(HERE.parents[1] / "journeys")]
sys.path.append(str(HERE.parents[2] / "training" / "turns"))

from at_the_desk import Folder, kill, opened, wait_for_report  # noqa: E402
from conftest import QUESTION, environment  # noqa: E402
from screen import Screen  # noqa: E402
from synthesise import REPORT, Speakers  # noqa: E402
from synthetic_room import as_samples, noise  # noqa: E402
from virtual_card import find, virtual_card, write_wav  # noqa: E402

from audio import sound_file  # noqa: E402

RATE = 16000
EDGE = 200  # |int16|, -44 dBFS: a sentence is what lies between the first and the last sample above it
PLAYED = 33  # |int16|, -60 dBFS: what of a played line can be heard
LEVEL = 12000  # |int16| of the loudest sample of a sentence
SHORTEST, LONGEST = (
    0.35,
    2.5,
)  # seconds of a pause: longer than a consonant's closure, shorter than a lost thread
BEFORE = (0.4, 3.0)  # seconds from the end of the panel's line to the beginning of the answer, about


@dataclass
class Spoken:
    """An answer as it is fed."""

    samples: np.ndarray
    first: int
    """Its first sample of speech."""
    pauses: list[tuple[int, int]]
    """From the last sample of a sentence to the first of the next."""


def answers(count: int, decibels: float) -> list[Spoken]:
    """Speak `count` answers of three sentences."""
    rows = [
        json.loads(line)["text"]
        for name in "nos"
        for line in (HERE.parents[2] / f"training/speech/{name}-answers.jsonl")
        .read_text("utf-8")
        .splitlines()
    ]
    sentences = [each for row in rows for each in row.split(". ") if 5 <= len(each.split()) <= 14]
    random = np.random.default_rng(3)
    chosen = [sentences[at] for at in random.permutation(len(sentences))[: 3 * count]]
    speakers, made = Speakers(), []
    for number in range(count):
        voice = REPORT[number % len(REPORT)]
        parts = []
        for text in chosen[3 * number : 3 * number + 3]:
            sound = as_samples(speakers.say(text, voice, number) * 2 * LEVEL)
            loud = np.flatnonzero(np.abs(sound.astype(int)) > EDGE)
            parts.append(sound[loud[0] : loud[-1] + 1])
        made.append(put_together(parts, random, decibels))
    return made


def put_together(parts: list[np.ndarray], random: np.random.Generator, decibels: float) -> Spoken:
    """Put silences between sentences, and the noise of a room over all."""
    lead = RATE // 5
    pieces, pauses, at = [np.zeros(lead, np.int16)], [], lead
    for number, part in enumerate(parts):
        if number:
            gap = round(random.uniform(SHORTEST, LONGEST) * RATE)
            pauses.append((at, at + gap))
            pieces.append(np.zeros(gap, np.int16))
            at += gap
        pieces.append(part)
        at += part.size
    pieces.append(np.zeros(RATE // 5, np.int16))
    sound = np.concatenate(pieces).astype(float)
    sound = sound + noise(sound.size, decibels, int(random.integers(1 << 30)))
    return Spoken(as_samples(sound), lead, pauses)


def held(made: list[Spoken], folder: Path) -> tuple[Path, np.ndarray, np.ndarray]:
    """Hold the round in the real window; return its session and both sides of the card."""
    home = environment(folder / "home")
    questions = Path(home["XDG_DATA_HOME"]) / "viva" / "questions"
    questions.mkdir(parents=True)
    (questions / "serving.md").write_text(QUESTION)
    config = Path(home["XDG_CONFIG_HOME"]) / "viva"
    config.mkdir(parents=True)
    (config / "settings.json").write_text(
        json.dumps({"question": "serving", "patience": "hold", "minutes": 15, "pressure": "calm"})
    )
    random = np.random.default_rng(4)
    with ExitStack() as stack:
        screen, card = Screen(), stack.enter_context(virtual_card())
        stack.callback(screen.close)
        child = opened({**home, **screen.environment, "PULSE_SERVER": card.server})
        stack.callback(kill, child)
        journal = Folder(Path(home["XDG_DATA_HOME"]) / "viva" / "sessions")
        truth = card.record()
        screen.window("Viva")
        screen.press("ctrl+Return")
        journal.wait_for("LineSpoken", kind="question")
        for number, spoken in enumerate(made, 1):
            truth.wait_more(float(random.uniform(*BEFORE)))
            path = write_wav(folder / f"{number}.wav", spoken.samples)
            card.feed(path)
            truth.wait_more(spoken.samples.size / RATE + 0.5)
            screen.press("space")
            given = journal.wait_for("AnswerGiven", number=number)
            journal.wait_for("LineSpoken", number=given["after"] + 1)
            print(f"answer {number} of {len(made)}", flush=True)
        screen.press("Escape")
        screen.window("End this round")
        screen.press("Tab")
        screen.press("Return")
        journal.wait_for("RoundClosed", reason="ended")
        wait_for_report(journal.path)
        left, right = truth.stop()
        return journal.path, left, right


def compared(made: list[Spoken], session: Path, left: np.ndarray, right: np.ndarray) -> dict[str, object]:
    """Compare what the report says with what was played and fed."""
    report = json.loads((session / "report.json").read_text("utf-8"))
    onsets, lengths, edges, missed, more = [], [], [], 0, 0
    for exchange in report["exchanges"]:
        for answer in exchange["answers"]:
            if not answer["number"] <= len(made):
                continue
            spoken = made[answer["number"] - 1]
            line = sound_file.read(session / f"{exchange['line']['audio']}.wav")
            at = find(line, left)
            last = at + int(np.flatnonzero(np.abs(left[at : at + line.size].astype(int)) > PLAYED)[-1])
            fed = find(spoken.samples, right)
            onsets.append(answer["timings"]["onset_delay"] - (fed + spoken.first - last) / RATE)
            # The report's clock against the card's: by the answer's first sample.
            shift = answer["start"] - (fed + spoken.first) / RATE
            found = [(one["start"] - shift, one["end"] - shift) for one in answer["timings"]["pauses"]]
            for begins, ends in [((fed + a) / RATE, (fed + b) / RATE) for a, b in spoken.pauses]:
                near = [one for one in found if one[0] < ends and begins < one[1]]
                if not near:
                    missed += 1
                    continue
                best = max(near, key=lambda one: min(one[1], ends) - max(one[0], begins))
                found.remove(best)
                lengths.append((best[1] - best[0]) - (ends - begins))
                edges += [best[0] - begins, best[1] - ends]
            more += len(found)
    return {
        "answers": len(onsets),
        **spread("onset_error", onsets),
        **spread("pause_error", lengths),
        **spread("pause_edge_error", edges),
        "pauses": len(lengths) + missed,
        "pauses_missed": missed,
        "pauses_within_sentences": more,
    }


def spread(name: str, errors: list[float]) -> dict[str, float]:
    """Return the median error, the median and 95 % of its size, in ms."""
    found = 1000 * np.array(errors)
    return {
        f"{name}_ms_median": round(float(np.median(found)), 1),
        f"{name}_ms_abs_median": round(float(np.median(np.abs(found))), 1),
        f"{name}_ms_abs_p95": round(float(np.percentile(np.abs(found), 95)), 1),
    }


def main() -> None:
    """Hold the round and compare."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--answers", type=int, default=15)
    parser.add_argument("--noise", type=float, default=-66.0, help="of the room, in dBFS")
    asked = parser.parse_args()
    made = answers(asked.answers, asked.noise)
    with tempfile.TemporaryDirectory() as folder:
        found = compared(made, *held(made, Path(folder)))
    for name, value in found.items():
        print(f"{name:28} {value}")
    print(json.dumps({"noise_dbfs": asked.noise, **found}))


if __name__ == "__main__":
    main()
