"""From the end of an answer to the first sample of the panel's next line, stage by stage, over a virtual sound card.

python tests/bench/exchange.py [--exchanges 30] [--patience patient|pressure|hold] [--server SECONDS] [--model tiny.en]
    [--words 45] [--interrupt-every 3] [--resume-every 0]

A synthetic voice answers a live round (microphone, recogniser, examiner, voice and speaker are the program's own);
its answers are our own written speech. With --server a loopback model server asks, which takes so many seconds.
The stages are those the program writes into its journal. Both sides of the card are recorded: every line is looked for
and transcribed. The candidate cuts in on each Nth line (more of that: tests/bench/interruptions.py), and with
--resume-every goes on just after the end of each Nth answer was decided. The last line is one JSON object, in ms.
"""

from __future__ import annotations

import argparse
import json
import queue
import random
import sys
import tempfile
import time
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

HERE = Path(__file__).resolve()
sys.path[:0] = [str(HERE.parents[2]), str(HERE.parents[1]), str(HERE.parents[2] / "training" / "turns")]

import played_back  # noqa: E402 - beside, not below
from loopback_model import LoopbackModel  # noqa: E402
from overheard import OPENINGS, words  # noqa: E402
from synthesise import REPORT, Speakers  # noqa: E402
from virtual_card import virtual_card, write_wav  # noqa: E402

from audio import events as heard  # noqa: E402
from audio import sound_file  # noqa: E402
from audio.listening import models  # noqa: E402
from audio.listening.whisper import Whisper  # noqa: E402
from audio.speaking.renderer import Renderer  # noqa: E402
from audio.speaking.voices import Voice  # noqa: E402
from desktop.paths import Paths, assets  # noqa: E402
from desktop.settings import Settings  # noqa: E402
from desktop.studio import Studio  # noqa: E402
from desktop.wiring import Order  # noqa: E402
from interviewer.events import AnswerReopened, CandidateCutIn, ExchangeTimed, LineSpoken  # noqa: E402
from interviewer.question import reader  # noqa: E402
from interviewer.store import SessionFolder  # noqa: E402

if TYPE_CHECKING:
    from desktop.conductor import Conductor

RATE = 16000
THOUGHT = 0.9  # seconds from the panel's last sample to the answer's first
KEY = 0.6  # in hold mode the key comes so long after the last sample
EDGE = 0.02  # seconds of silence kept before the first audible sample of a line (renderer.EDGE_SECONDS)
LIMIT = 60.0  # seconds for one exchange
INTO = 0.9  # seconds a line has sounded when the candidate is about to cut in: in its first sentence
RESUMED = 0.25  # seconds after the decision within which an answer goes on
REPLY = "ANGLE: 1\nQUESTION: What did you measure that shows it, and against what?"


def spoken_answers(count: int, longest: int, folder: Path) -> list[Path]:
    """Speak `count` of our own answers, of each as many sentences as fit into so many words."""
    rows = [
        json.loads(line)
        for name in ("n", "o", "s")
        for line in (HERE.parents[2] / f"training/speech/{name}-answers.jsonl")
        .read_text("utf-8")
        .splitlines()
    ]
    random.Random(4).shuffle(rows)
    renderer, made = Renderer(), []
    for number, row in enumerate(rows[:count]):
        words = row["text"].split()[:longest]
        text = " ".join(words).rpartition(".")[0] or " ".join(words)
        clip = renderer.render(f"{text}.", Voice("hibari", "heart", 1.0, -2.0))
        made.append(folder / f"{number}.wav")
        sound_file.write_wav(made[-1], sound_file.resample(clip.samples, clip.rate, RATE), RATE)
    renderer.close()
    return made


def spoken_openings(folder: Path) -> list[Path]:
    """Speak what somebody says who cuts in, each in another voice."""
    speakers, random_ = Speakers(), np.random.default_rng(9)
    texts = OPENINGS[:12]
    return [
        write_wav(folder / f"opening-{number}.wav", made.sound * 20000)
        for number, made in enumerate(words(speakers, REPORT, texts, random_))
    ]


class Room:
    """A live round and the hands of its candidate, on one thread."""

    def __init__(self, card: Any, studio: Studio, events: queue.SimpleQueue[object]) -> None:
        self._card, self._studio, self._events = card, studio, events
        self.conductor: Conductor | None = None
        self.record = card.record()
        self.resumed: list[tuple[int, int]] = []
        """From which to which sample of the recording somebody spoke on."""
        self.cut_in: list[int] = []
        """The samples of the recording at which somebody was about to cut in."""

    def wait(self, kind: type, seconds: float = LIMIT) -> bool:
        """Hand on events until one of this kind came."""
        deadline = time.monotonic() + seconds
        while (left := deadline - time.monotonic()) > 0:
            try:
                event = self._events.get(timeout=min(left, 0.05))
            except queue.Empty:
                continue
            if self.conductor is not None:
                self.conductor.on_event(event)
            if isinstance(event, kind):
                return True
        return False

    def until_listening(self) -> bool:
        """Hear the panel out."""
        deadline = time.monotonic() + LIMIT
        while self.conductor is not None and time.monotonic() < deadline:
            if self.conductor.view().phase == "listening":
                return True
            self.wait(heard.PlayoutEnded, 0.05)
        return False

    def answer(self, path: Path, key: bool, more: Path | None) -> bool:
        """Speak an answer, and `more` of it once its end was decided; return whether the panel's line was heard."""
        self.wait(type(None), THOUGHT)
        self._say(path, key)
        if more is not None:
            self.wait(heard.TurnEnded)
            self.wait(type(None), random.random() * RESUMED)
            begins = round(self.record.seconds * RATE)
            self._say(more, key)
            right = np.abs(self.record.sides()[1][begins:].astype(np.int32))
            spoken = np.flatnonzero(right > 33)
            self.resumed.append((begins + int(spoken[0]), begins + int(spoken[-1])))
            # The panel may have been heard already: then it was cut short, and listens.
            if self.conductor is not None and self.conductor.view().phase == "listening":
                self.wait(heard.TurnEnded)
        return self.wait(heard.PlayoutStarted)

    def cuts_in(self, path: Path) -> None:
        """Speak over the line that has just begun."""
        self.wait(type(None), INTO)
        if self.conductor is not None and self.conductor.view().phase == "speaking":
            self.cut_in.append(round(self.record.seconds * RATE))
            self._say(path, key=False)

    def _say(self, path: Path, key: bool) -> None:
        self._card.feed(path)
        self.wait(type(None), len(sound_file.read(path)) / RATE + (KEY if key else 0.0))
        if key and self.conductor is not None:
            self.conductor.done()


def main() -> None:
    """Hold the round and print what its journal says."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--exchanges", type=int, default=30)
    parser.add_argument("--patience", choices=("patient", "pressure", "hold"), default="patient")
    parser.add_argument("--server", type=float, metavar="SECONDS")
    parser.add_argument("--model", default="tiny.en")
    parser.add_argument("--words", type=int, default=45, help="of the longest answer")
    parser.add_argument("--interrupt-every", type=int, default=3)
    parser.add_argument("--resume-every", type=int, default=0)
    asked = parser.parse_args()
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        card = stack.enter_context(virtual_card())
        url = ""
        if asked.server is not None:
            url = stack.enter_context(LoopbackModel(REPLY, delay=asked.server)).base_url
        timed, more = held(asked, card, folder, url)
    report(asked, timed, more)


def held(
    asked: argparse.Namespace, card: Any, folder: Path, url: str
) -> tuple[list[ExchangeTimed], dict[str, object]]:
    """Hold the round; return the stages of its exchanges, and what the recording of the speaker tells."""
    answers, openings = spoken_answers(asked.exchanges, asked.words, folder), spoken_openings(folder)
    paths = Paths(
        *(folder / name for name in ("sessions", "dictations", "questions", "models", "config", "state"))
    )
    events: queue.SimpleQueue[object] = queue.SimpleQueue()
    studio = Studio(paths, Settings(speech_model=asked.model), events.put)
    room = Room(card, studio, events)
    room.wait(heard.SpeechModelLoaded)
    path = sorted((assets() / "questions").glob("*.md"))[0]
    order = Order(
        reader.read_file(path), path.read_text("utf-8"), minutes=60.0, seed=5, sealed=not url, model_url=url,
        model="loopback-1" if url else "",
    )  # fmt: skip
    room.conductor = studio.begin(order, asked.patience)
    for number, answer in enumerate(answers):
        more = answers[number - 1] if due(number, asked.resume_every) else None
        if not room.until_listening() or not room.answer(answer, asked.patience == "hold", more):
            print(f"exchange {number} stood still", flush=True)
            break
        if due(number, asked.interrupt_every):
            room.cuts_in(openings[number // asked.interrupt_every % len(openings)])
    room.until_listening()
    session = studio.session
    assert session is not None
    studio.close()
    events = SessionFolder.open(session).events()
    timed = [event for event in events if isinstance(event, ExchangeTimed)]
    return timed, listened(asked, room, session, events)


def due(number: int, every: int) -> bool:
    """Whether it is the turn of what happens every so often."""
    return bool(every) and number % every == every - 1


def listened(asked: argparse.Namespace, room: Room, session: Path, events: Any) -> dict[str, object]:
    """Look for every line in the recording of the speaker."""
    left, right = room.record.stop()
    silences = [played_back.silence_after(left, right, fed)[0] for fed in room.cut_in]
    # Who happens to begin between two of the panel's words or lines has nothing to stop.
    fell = [1000 * each for each in silences if each is not None and each > 0]
    lines = [event for event in events if isinstance(event, LineSpoken) and event.audio]
    found = played_back.heard([line for line in lines if not line.interrupted], session, left)
    cut = sum(line.end - line.start for line in lines if line.interrupted)
    played, direct, words = played_back.word_error(
        found, left, Whisper(models.find(asked.model, session, True), "cpu")
    )
    over = [played_back.overlap(left, *each) for each in room.resumed]
    return {
        "lines": len(found), "cut_short": len(lines) - len(found),
        "with_lost_pieces": sum(each.pieces_lost > 0 for each in found), "clipped": sum(each.clipped for each in found),
        "stray_s": round(max(0.0, played_back.strays(found, left) - cut), 2),
        "word_error_played": round(played, 4), "word_error_direct": round(direct, 4), "words": words,
        "spoken_wer_excess": round(played - direct, 4), "interruptions": len(silences), "fell_silent": len(fell),
        "begun_in_a_pause": sum(each is not None and each <= 0 for each in silences),
        "interruption_to_silence_ms_median": round(float(np.median(fell))) if fell else None,
        "interruption_to_silence_ms_p95": round(float(np.percentile(fell, 95))) if fell else None,
        "resumed": len(over), "spoken_over": sum(seconds > 0.05 for seconds in over),
        "spoken_over_s": [round(seconds, 2) for seconds in over if seconds > 0.05],
        "reopened": sum(isinstance(event, AnswerReopened) for event in events),
        "cut_in": sum(isinstance(event, CandidateCutIn) for event in events),
    }  # fmt: skip


def report(asked: argparse.Namespace, timed: list[ExchangeTimed], more: dict[str, object]) -> None:
    """Print each stage's median and 95 %."""
    stages = {
        "stopped_to_decided": [each.decided - each.stopped for each in timed],
        "decided_to_worded": [each.worded - each.decided for each in timed],
        "worded_to_found": [each.found - each.worded for each in timed],
        "found_to_sounded": [each.sounded - each.found for each in timed],
        "decision_to_sound": [each.sounded + EDGE - each.decided for each in timed],
        "stopped_to_sounded": [each.sounded - each.stopped for each in timed],
    }
    found: dict[str, object] = {"n": len(timed), "foreseen": sum(each.foreseen for each in timed)}
    for name, values in stages.items():
        middle, most = (round(1000 * float(np.percentile(values, share))) for share in (50, 95))
        print(f"{name:22} median {middle:6} ms   95 % {most:6} ms")
        found |= {f"{name}_ms_median": middle, f"{name}_ms_p95": most}
    for name, value in more.items():
        print(f"{name:22} {value}")
    how = {"patience": asked.patience, "server_s": asked.server, "model": asked.model}
    print(json.dumps({**how, **found, **more}))


if __name__ == "__main__":
    main()
