"""The talk's options of `viva rehearse`: slides, their times, the plan and the interruptions; read before it begins."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from audio import sound_file
from audio.listening.vad import RATE
from desktop.errors import DesktopError
from desktop.fed_talk import TalkOrder
from interviewer.rehearsal import coming_in
from interviewer.rehearsal.slide_times import read_slide_times
from interviewer.rehearsal.slide_words import read_list, slide_texts
from interviewer.rehearsal.talk_plan import read_plan
from interviewer.slides.opening import read_deck

if TYPE_CHECKING:
    import argparse

    from interviewer.talk_events import SlideText

OPTIONS = ("slides", "slide_times", "plan", "interrupt_at")
# A plan or a list of times is a page of text; more is another file that was named by mistake.
MOST_BYTES = 4_000_000


def add_talk_options(parser: argparse.ArgumentParser) -> None:
    """Add the recording of a talk and what belongs to it."""
    parser.add_argument("--talk", metavar="WAV", type=Path, help="the talk that opens a presentation round")
    parser.add_argument(
        "--slides", metavar="FILE", type=Path, help="its slides: a PDF, or a JSON list of their texts"
    )
    parser.add_argument(
        "--slide-times", metavar="JSON", type=Path, help="a list of the second at which each slide appears"
    )
    parser.add_argument("--plan", metavar="MD", type=Path, help="lines such as “- 2:00 Problem”")
    parser.add_argument(
        "--interrupt-at", metavar="SECONDS", help="when the panel comes in on the talk, such as 95,240"
    )


def talk_order(args: argparse.Namespace) -> TalkOrder | None:
    """Read everything that belongs to the talk; None without one. Raises with one sentence."""
    if args.talk is None:
        _refuse_alone(args)
        return None
    seconds = len(sound_file.read(args.talk, RATE)) / RATE
    slides = _slides(args.slides) if args.slides else ()
    count = len(slides) if args.slides else None
    times = read_slide_times(_content(args.slide_times, "slide times"), count) if args.slide_times else ()
    plan = None
    if args.plan:
        plan = read_plan(_content(args.plan, "plan").decode("utf-8", "replace"), count)
    came = coming_in.read_seconds(args.interrupt_at) if args.interrupt_at else ()
    _within("--slide-times", times, seconds)
    _within("--interrupt-at", came, seconds)
    return TalkOrder(args.talk, slides, times, plan, coming_in.given(came, args.seed))


def _refuse_alone(args: argparse.Namespace) -> None:
    for name in OPTIONS:
        if getattr(args, name):
            raise DesktopError(
                f"--{name.replace('_', '-')} belongs to a talk: give its recording with --talk T.wav."
            )


def _within(option: str, moments: tuple[float, ...], seconds: float) -> None:
    late = [at for at in moments if at >= seconds]
    if late:
        raise DesktopError(f"{option} names {late[0]:g} s, and the talk's recording ends at {seconds:.1f} s.")


def _slides(path: Path) -> tuple[SlideText, ...]:
    if path.suffix.casefold() == ".json":
        return read_list(_content(path, "slides"))
    return slide_texts(read_deck(path).slides)


def _content(path: Path, what: str) -> bytes:
    try:
        if not path.is_file():
            raise DesktopError(f"There is no file {path} with the {what}; check its name.")
        with path.open("rb") as file:
            content = file.read(MOST_BYTES + 1)
    except OSError as error:
        reason = (error.strerror or "the disk refused it").lower()
        raise DesktopError(f"The {what} in {path} cannot be read ({reason}).") from error
    if len(content) > MOST_BYTES:
        raise DesktopError(f"{path} is too large for the {what}; choose another file.")
    return content
