"""A round that was played, as its journal tells it."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from interviewer.events import (
    AnswerGiven,
    AnswerReopened,
    HelpAsked,
    LineSpoken,
    QuestionProposed,
    RoundClosed,
    RoundOpened,
    RoundPaused,
    RoundResumed,
    Stretch,
    Word,
)
from interviewer.store import SessionFolder

if TYPE_CHECKING:
    from pathlib import Path

    from interviewer.events import RoundEvent

FIRST = (
    "I work on low precision inference. Our four bit model is just as good as the original, "
    "and the cost per token fell by forty per cent."
)
SECOND = (
    "Just as good was measured on one benchmark, over five thousand prompts. I have one run, so no interval."
)
QUESTION = (
    "# Make it cheaper\n\n## Part 1 — Research discussion\n\n- a\n\n"
    "### What This Part Should Cover\n\n- **Bytes** — first\n"
)


def words(text: str, start: float, end: float) -> tuple[Word, ...]:
    pieces = text.split()
    each = (end - start) / max(1, len(pieces))
    return tuple(
        Word(piece, start + at * each, start + (at + 1) * each, 0.9) for at, piece in enumerate(pieces)
    )


def answer(
    number: int, after: int, said: str, spoken: tuple[tuple[float, float], ...], **more: object
) -> AnswerGiven:
    start, end = spoken[0][0], spoken[-1][1]
    values: dict[str, object] = {
        "number": number,
        "after": after,
        "text": said,
        "words": words(said, start, end),
        "stretches": tuple(Stretch(*one) for one in spoken),
        "opened": start - 0.5,
        "ended": end + 1.0,
        "reason": "done",
        "audio": f"audio/{number:03d}",
        "typed": False,
    }
    return AnswerGiven(**(values | more))  # type: ignore[arg-type]


def line(number: int, kind: str, text: str, start: float, end: float, **more: object) -> LineSpoken:
    values: dict[str, object] = {
        "number": number,
        "speaker": ("Ines Vale", "Tomas Reed", "Priya Nair")[number % 3],
        "kind": kind,
        "text": text,
        "quote": "",
        "about": None,
        "move": "",
        "engine": "script",
        "start": start,
        "end": end,
        "audio": f"panel/{number:03d}",
        "interrupted": False,
    }
    return LineSpoken(**(values | more))  # type: ignore[arg-type]


CHALLENGE = (
    'You said "just as good as the original". Measured on what, and how large a loss could you have missed?'
)
WHY = "What would you have to see to believe the opposite?"


def events() -> list[RoundEvent]:
    return [
        RoundOpened(
            0.0, "Make it cheaper", "discussion", 30.0, "probing", 7, ("Ines Vale", "Tomas Reed"), "openai"
        ),
        line(1, "opening", "Good morning. Where would you like to begin?", 0.5, 4.0),
        answer(1, 1, "I work on", ((5.0, 6.0),)),
        AnswerReopened(1, 7.0),
        answer(1, 1, FIRST, ((5.2, 9.0), (10.5, 14.0), (14.4, 19.2))),
        QuestionProposed(
            1,
            21.0,
            CHALLENGE,
            "just as good as the original",
            "belief",
            "intellectual_honesty",
            "embedded",
            "The model server did not answer within 2.5 seconds.",
        ),
        line(
            2,
            "challenge",
            CHALLENGE,
            21.5,
            27.0,
            quote="just as good as the original",
            about=1,
            move="belief",
            engine="embedded",
        ),
        HelpAsked(27.5, "hint"),
        RoundPaused(28.0, "The candidate paused the round."),
        RoundResumed(32.0),
        answer(2, 2, SECOND, ((33.8, 41.0),)),
        line(3, "follow_up", WHY, 43.0, 46.0, about=2, move="falsify", engine="openai"),
        answer(
            3,
            3,
            "A second family of models.",
            ((50.0, 50.1),),
            words=(),
            stretches=(),
            typed=True,
            reason="typed",
            audio="",
        ),
        line(
            4,
            "challenge",
            'You said "it never fails". When does it?',
            60.0,
            63.0,
            quote="it never fails",
            about=2,
            engine="openai",
        ),
        answer(4, 4, "", ((64.0, 65.0),), words=(), stretches=()),
        line(5, "closing", "Thank you, that is all.", 70.0, 72.0),
        RoundClosed(72.5, "finished"),
    ]


def play(root: Path, played: list[RoundEvent] | None = None, question: str = QUESTION) -> SessionFolder:
    folder = SessionFolder.create(
        root,
        datetime.fromisoformat("2026-03-04T15:06:07+01:00"),
        title="Make it cheaper",
        question_text=question,
        settings={},
        seed=7,
        engines={"examiner": "openai", "speech": "tiny"},
    )
    for event in events() if played is None else played:
        folder.append(event)
    folder.close()
    return folder
