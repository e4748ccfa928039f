"""The why-ladders of a round: how deep each challenge was asked, what each reply brought, and what ended it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from interviewer.debrief.exchanges import sound_name
from interviewer.examiner import ladder
from interviewer.examiner.ladder import DEEPEST
from interviewer.examiner.reading import read

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from interviewer.debrief.said import Said, Talk
    from interviewer.events import LineSpoken
    from interviewer.transcript import Turn

Brought = Literal["substantial", "partial", "thin", "silent"]
RUNGS = DEEPEST + 1
_DEEPER = ("follow_up", "anchor")
# Lines that leave a ladder standing: the same question again, help with it, a word of patience.
_BESIDE = ("repeat", "rephrase", "hint", "clarification", "aside")
_PLANTED = ("invalid", "false_premise")
# What was skipped or disputed is held against nobody.
_DROPPED = ("skipped", "disputed")


@dataclass(frozen=True, slots=True)
class Rung:
    """One question of a ladder and what was answered."""

    line: int
    asked: str
    at: float
    clip: str
    easier: bool
    """Whether it was an easier question, after two empty replies."""
    reply: Said | None
    brought: Brought


@dataclass(frozen=True, slots=True)
class Ladder:
    """A challenge with the whys that followed it."""

    speaker: str
    quote: str
    """The candidate's words that it challenged, where it quoted any."""
    rungs: tuple[Rung, ...]
    ended: str
    """Why it was let go; nothing where the round ended first."""

    @property
    def whys(self) -> int:
        """How many whys were asked."""
        return sum(not rung.easier for rung in self.rungs[1:])

    @property
    def survived(self) -> int:
        """How many of the whys were answered with more than nothing."""
        return sum(not rung.easier and rung.brought in ("substantial", "partial") for rung in self.rungs[1:])


def ladders(talk: Talk) -> tuple[Ladder, ...]:
    """Return the ladders of all challenges that may be climbed on and were not dropped."""
    return tuple(_ladders(talk))


def _ladders(talk: Talk) -> Iterator[Ladder]:
    lines = talk.lines
    for at, line in enumerate(lines):
        if line.kind != "challenge" or line.validity in _PLANTED:
            continue
        asked, ended = [[line]], ""
        for later in lines[at + 1 :]:
            ended = ended or later.let_go
            if later.kind in _DEEPER:
                asked.append([later])
            elif later.kind in _BESIDE and not later.let_go:
                asked[-1].append(later)
            else:
                break
        rungs = tuple(_rung(talk, same) for same in asked)
        # A reply that was taken for a request, or one taken out by hand, is none.
        if ended not in _DROPPED and any(rung.reply for rung in rungs):
            yield Ladder(line.speaker, line.quote, rungs, ended or _reason(talk, rungs))


def _rung(talk: Talk, same: Sequence[LineSpoken]) -> Rung:
    asked, numbers = same[0], {line.number for line in same}
    replies = [
        answer
        for number, answer in talk.answers.items()
        if answer.after in numbers and answer.text.strip() and number not in talk.aside
    ]
    text = " ".join(answer.text for answer in replies)
    return Rung(
        line=asked.number,
        asked=asked.text,
        at=asked.start,
        clip=sound_name(asked.audio),
        easier=asked.kind == "anchor",
        reply=talk.whole(replies[0].number) if replies else None,
        brought=read(asked.text, text).thinness if replies else "silent",
    )


def _reason(talk: Talk, rungs: Sequence[Rung]) -> str:
    """Find what the panel would have let go for, in a journal that does not say; nothing where it would go on."""
    first, last = rungs[0].line, max((rung.reply.answer for rung in rungs if rung.reply), default=0)
    within: list[Turn] = []
    for turn in talk.turns:
        if within or (not turn.is_answer and turn.number == first):
            within.append(turn)
        if within and turn.is_answer and turn.number == last:
            break
    found = ladder.standing(within)
    return found.reason if found.action == "let_go" else ""
