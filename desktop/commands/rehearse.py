"""`viva rehearse`: one whole round with no screen and no microphone; the recordings answer."""

from __future__ import annotations

import argparse
import math
import re
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, get_args

from audio import events as heard
from audio import sound_file
from desktop import secrets
from desktop.commands.questions import open_bank
from desktop.commands.talk import add_talk_options, talk_order
from desktop.commands.tools import Tools, say, show, show_json
from desktop.errors import DesktopError
from desktop.paths import assets
from desktop.wiring import FileRound, Order
from interviewer import events as journaled
from interviewer.debrief.document import document
from interviewer.debrief.export import write_reports
from interviewer.events import Pressure, RoundKind
from interviewer.examiner.reach import reach
from interviewer.question.rubric import TWELVE
from interviewer.round.panel import NAMES
from interviewer.round.plan import TALK_SHARE
from interviewer.slides.keeping import keep
from interviewer.talk_events import TalkInterrupted

if TYPE_CHECKING:
    from collections.abc import Sequence

    from desktop.fed_talk import TalkOrder

    Commands = argparse._SubParsersAction[argparse.ArgumentParser]  # noqa: SLF001 - argparse names no public type

SAMPLE_QUESTION = "research-engineer-efficient-inference"
"""The bundled question that the sample answers are about; also the one where none is named."""
MINUTES = 30.0
NOT_YET = ("material",)
"""Options of the contract whose rooms are not built yet: asking for them is answered, not ignored."""


def add(commands: Commands) -> None:
    """Add the command's options."""
    parser = commands.add_parser("rehearse", help="a whole round with no screen and no microphone")
    parser.add_argument(
        "--question", metavar="Q", help="a question's name or file (default: efficient inference)"
    )
    parser.add_argument(
        "--answers", metavar="WAV", nargs="+", type=Path, default=[], help="one turn each, in order"
    )
    parser.add_argument(
        "--sample", action="store_true", help="answers of ours, spoken now by a synthetic voice"
    )
    parser.add_argument("--round", dest="kind", choices=get_args(RoundKind), help="default: discussion")
    parser.add_argument(
        "--minutes",
        type=float,
        metavar="N",
        help="default: 30, or as many as the plan's talk needs with its defence",
    )
    parser.add_argument(
        "--panel", metavar="NAMES", default=",".join(NAMES), help="names with commas between them"
    )
    parser.add_argument("--pressure", choices=get_args(Pressure), default="probing", help="the panel's tone")
    parser.add_argument(
        "--warm-up", action="store_true", help="calm questions first, each answered by one recording"
    )
    parser.add_argument(
        "--focus",
        choices=[one.id for one in TWELVE],
        default="",
        metavar="DIMENSION",
        help="the dimension of the rubric to practise",
    )
    parser.add_argument("--seed", type=int, default=0, metavar="N", help="same seed, same round")
    parser.add_argument("--offline", action="store_true", help="no network at all, embedded examiner")
    parser.add_argument("--out", metavar="DIR", type=Path, help="where the session folder is made")
    parser.add_argument("--json", action="store_true", help="one JSON document on stdout")
    parser.add_argument(
        "--model-url", metavar="URL", help="an OpenAI-compatible endpoint that asks the questions"
    )
    parser.add_argument("--model", metavar="NAME")
    parser.add_argument("--model-timeout", type=float, default=2.5, metavar="S", help="for a whole question")
    parser.add_argument("--speech-model", default="auto", metavar="NAME|DIR")
    parser.add_argument("--device", choices=("auto", "cpu", "cuda"), default="auto")
    add_talk_options(parser)
    parser.add_argument("--material", metavar="FILE", nargs="+")
    parser.set_defaults(run=run)


def run(args: argparse.Namespace, tools: Tools) -> int:
    """Run the round and say where the debrief is."""
    _refuse(args)
    order = _order(args, tools)
    if args.model_url:
        reach(args.model_url)
    with tempfile.TemporaryDirectory(prefix="viva-") as scratch:
        round_ = FileRound(order, tools.paths, args.out or tools.paths.sessions, _Narrator())
        try:
            recordings = [*args.answers]
            if args.sample:
                recordings += _sample(round_, Path(scratch))
            folder = round_.run(recordings)
        finally:
            round_.close()
    if args.slides and args.slides.suffix.casefold() != ".json":
        keep(args.slides, folder)
    write_reports(folder)
    if args.json:
        show_json(document(folder))
    else:
        say("")
        show(f"The debrief: {folder / 'report.html'}")
    return 0


def _refuse(args: argparse.Namespace) -> None:
    for name in NOT_YET:
        if getattr(args, name):
            raise DesktopError(
                f"--{name.replace('_', '-')} is not there yet in this version; run the round without it."
            )
    if not (args.talk or args.answers or args.sample):
        raise DesktopError("A round needs recordings: give --answers A.wav B.wav, --talk T.wav or --sample.")
    if args.offline and args.model_url:
        raise DesktopError("--offline allows no model server: leave out --model-url, or leave out --offline.")
    if args.model_url and not args.model:
        raise DesktopError("--model-url needs --model NAME, the model to ask there.")
    if args.talk and args.kind == "discussion":
        raise DesktopError("--talk opens a presentation: leave out --round discussion, or leave out --talk.")
    if args.minutes is not None and not 1 <= args.minutes <= 240:
        raise DesktopError("--minutes takes 1 to 240.")
    for file in [*([args.talk] if args.talk else []), *args.answers]:
        # Read before the round begins: a bad file must not cost the answers before it.
        sound_file.read(file)


def _order(args: argparse.Namespace, tools: Tools) -> Order:
    bank = open_bank(tools)
    wanted = args.question or SAMPLE_QUESTION
    talk = talk_order(args)
    for missed in talk.plan.not_understood if talk and talk.plan else ():
        say(missed.sentence)
    return Order(
        question=bank.find(wanted),
        question_text=bank.text(wanted),
        kind=args.kind or ("presentation" if args.talk else "discussion"),
        minutes=args.minutes or _minutes(talk),
        pressure=args.pressure,
        panel=tuple(name.strip() for name in args.panel.split(",") if name.strip()),
        seed=args.seed,
        warm_up=args.warm_up,
        focus=args.focus,
        sealed=args.offline,
        model_url=args.model_url or "",
        model=args.model or "",
        model_timeout=args.model_timeout,
        api_key=secrets.api_key(args.model_url) if args.model_url else "",
        speech_model=args.speech_model,
        speech_device=args.device,
        talk=talk,
    )


def _minutes(talk: TalkOrder | None) -> float:
    """Return how long the round is where nobody said: a planned talk takes its usual share of it."""
    if talk is None or talk.plan is None:
        return MINUTES
    return min(240.0, max(1.0, float(math.ceil(talk.plan.seconds / TALK_SHARE / 60.0))))


def _sample(round_: FileRound, folder: Path) -> Sequence[Path]:
    """Speak our sample answers now, so that no audio lies among the sources."""
    text = (assets() / "sample" / "answers.md").read_text(encoding="utf-8")
    spoken = [" ".join(part.split()) for part in re.split(r"^---$", text, flags=re.MULTILINE) if part.strip()]
    say(f"A synthetic voice speaks {len(spoken)} answers…")
    return [round_.speak(answer, folder / f"{number:03d}.wav") for number, answer in enumerate(spoken, 1)]


class _Narrator:
    """Tells on stderr how the round goes on."""

    def __call__(self, event: object) -> None:
        match event:
            case heard.SpeechModelLoaded(name, _, device):
                say(f"Speech model {name}, on {device}.")
            case heard.VoiceFellBack(_, _, sentence) | heard.VoiceFailed(_, sentence):
                say(sentence)
            case heard.TurnEnded(answer, _, _):
                say(f"  … listening to answer {answer}")
            case journaled.LineSpoken(speaker=speaker, text=text):
                say(f"\n{speaker}: {text}")
            case TalkInterrupted(speaker=speaker, text=text):
                say(f"  … {speaker} comes in: {text}")
            case journaled.AnswerGiven(text=text):
                say(f"\nYou: {text or '(no words)'}")
            case journaled.QuestionProposed(fallback=fallback) if fallback:
                say(fallback)
