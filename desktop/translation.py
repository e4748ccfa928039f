"""Puts what was heard into the round's own words: the sound side and the interviewer are strangers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from audio.events import FillersCounted
from audio.measured import VoiceMeasured
from interviewer.events import (
    AnswerGiven,
    FillersHeard,
    LineSpoken,
    Stretch,
    VoiceHeard,
    VoiceWindow,
    Word,
)
from interviewer.talk_events import TalkEvent

if TYPE_CHECKING:
    from pathlib import Path

    from audio.events import Utterance
    from interviewer.round.commands import Say

Noted = FillersCounted | VoiceMeasured | TalkEvent
"""What is written down and leads to nothing."""


def name_in_folder(path: Path | None) -> str:
    """Name a sound the way the journal does: its folder and stem, so that its format may change later."""
    return f"{path.parent.name}/{path.stem}" if path else ""


def spoken_answer(utterance: Utterance, after: int) -> AnswerGiven:
    """Translate an utterance."""
    return AnswerGiven(
        number=utterance.answer,
        after=after,
        text=utterance.text,
        words=tuple(Word(w.text, w.start, w.end, w.probability) for w in utterance.words),
        stretches=tuple(Stretch(s.start, s.end) for s in utterance.stretches),
        opened=utterance.opened,
        ended=utterance.ended,
        reason=utterance.reason,
        audio=name_in_folder(utterance.audio),
        typed=False,
    )


def fillers_heard(counted: FillersCounted) -> FillersHeard:
    """Translate the count of an answer's fillers."""
    found = counted.fillers
    return FillersHeard(
        number=counted.answer,
        ended=counted.ended,
        at_least=found.at_least,
        low=found.low,
        high=found.high,
        words=tuple(Word(w.text, w.start, w.end, w.probability) for w in found.words),
        restarts=found.restarts,
    )


def voice_heard(measured: VoiceMeasured) -> VoiceHeard:
    """Translate what was measured of an answer's voice."""
    return VoiceHeard(
        number=measured.answer,
        ended=measured.ended,
        windows=tuple(
            VoiceWindow(w.start, w.end, w.voiced, w.pitch, w.spread, w.loudness) for w in measured.windows
        ),
    )


def typed_answer(number: int, after: int, text: str, opened: float, ended: float, audio: Path) -> AnswerGiven:
    """Make an answer of typed text; the recording made meanwhile stays with it."""
    return AnswerGiven(
        number=number,
        after=after,
        text=text,
        words=(),
        stretches=(),
        opened=opened,
        ended=ended,
        reason="typed",
        audio=name_in_folder(audio),
        typed=True,
    )


def foreseen_answer(number: int, after: int, text: str, opened: float, ended: float) -> AnswerGiven:
    """Make an answer that is not given yet, to see what would follow."""
    return AnswerGiven(number, after, text, (), (), opened, ended, "silence", "", typed=False)


def wordless_answer(number: int, after: int, opened: float, ended: float, audio: Path | None) -> AnswerGiven:
    """Make an answer of a recording that could not be put into words."""
    return AnswerGiven(
        number=number,
        after=after,
        text="",
        words=(),
        stretches=(),
        opened=opened,
        ended=ended,
        reason="done",
        audio=name_in_folder(audio),
        typed=False,
    )


def spoken_line(say: Say, start: float, end: float, path: Path, *, interrupted: bool) -> LineSpoken:
    """Translate the end of a line; a line that was only shown has no sound."""
    return LineSpoken(
        number=say.number,
        speaker=say.speaker,
        kind=say.kind,
        text=say.text,
        quote=say.quote,
        about=say.about,
        move=say.move,
        engine=say.engine,
        start=start,
        end=end,
        audio=name_in_folder(path) if path.exists() else "",
        interrupted=interrupted,
        dimension=say.dimension,
        validity=say.validity,
        rung=say.rung,
        let_go=say.let_go,
        slide=say.slide,
    )


def noted(found: Noted) -> FillersHeard | VoiceHeard | TalkEvent:
    """Translate what only has to be noted; what happens in a talk is in the round's words already."""
    match found:
        case VoiceMeasured():
            return voice_heard(found)
        case FillersCounted():
            return fillers_heard(found)
        case _:
            return found
