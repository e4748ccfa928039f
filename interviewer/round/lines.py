"""Makes the lines of the panel: numbered, in the right mouth, with what they are about."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Literal

from interviewer.examiner.guard import refusal
from interviewer.examiner.moves import move_of
from interviewer.examiner.phrasing import in_other_words
from interviewer.round import clarifying, script
from interviewer.round.commands import Say
from interviewer.round.plan import part_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from interviewer.events import CloseReason, LineKind, LineSpoken, QuestionProposed, RoundKind
    from interviewer.question.question import Question
    from interviewer.round.panel import Panel
    from interviewer.round.plan import PartName, Plan
    from interviewer.transcript import Turn


class Lines:
    """Turns what is to be said into numbered Say commands; numbers only ever go up."""

    def __init__(self, question: Question, kind: RoundKind, plan: Plan, panel: Panel, seed: int) -> None:
        self._question = question
        self._kind: RoundKind = kind
        self._plan = plan
        self._panel = panel
        self._seed = seed
        self._numbered = 0

    def opening(self) -> Say:
        """Greet."""
        return self._chair("opening", script.opening(self._panel, self._kind, self._plan))

    def question(self, part: PartName) -> Say:
        """Put a part's question."""
        of = part_of(self._question, self._kind, part)
        return self._chair("question", script.question(self._question, of, part))

    def bridge(self, seconds_left: float) -> Say:
        """Lead over to the next part."""
        return self._chair("bridge", script.bridge(seconds_left))

    def warm_up(self, index: int) -> Say:
        """Ask something calm before the round."""
        return self._chair("warm_up", script.calm(self._seed, index))

    def neutral(self, index: int) -> Say:
        """Ask something calm in the round, of the same kind as in the warm-up."""
        return self._chair("neutral", script.calm(self._seed, index, later=True))

    def remark(self, text: str, speaker: str = "") -> Say:
        """Say something that asks nothing; the chair does, where nobody is named."""
        return self._say(speaker or self._panel.chair.name, "aside", text)

    def interruption(self, text: str) -> Say:
        """Come in on a talk with a question; somebody else than the chair, where there is anybody."""
        return self._say(
            self._panel.asker("", self._panel.chair.name, self._seed, self._numbered).name,
            "interruption",
            text,
        )

    def clarification(self, asked: tuple[str, ...], part: PartName, about: int) -> Say:
        """Answer what the candidate asked first, from the question's facts."""
        now = script.present(self._kind, part, self._plan)
        told = clarifying.facts(asked, self._question.clarifying, now)
        return replace(self._chair("clarification", script.told(told)), about=about)

    def invitation(self) -> Say:
        """Hand the last word to the candidate."""
        return self._chair("invitation", script.invitation())

    def reply(self, about: int) -> Say:
        """Answer the candidate's own question."""
        return replace(self._chair("reply", script.reply()), about=about)

    def stock(self, text: str, before: str) -> Say:
        """Put a follow-up question that was there beforehand; someone else than the asker `before` does."""
        speaker = self._panel.asker("", before, self._seed, self._numbered).name
        return self._say(speaker, "question", script.stock(text))

    def challenge(self, proposed: QuestionProposed, before: str, about: int) -> Say:
        """Put the examiner's challenge in the mouth of whoever owns its dimension."""
        speaker = self._panel.asker(proposed.dimension, before, self._seed, proposed.request).name
        return self._proposed("challenge", speaker, proposed, about)

    def deeper(
        self, kind: Literal["follow_up", "anchor"], proposed: QuestionProposed, speaker: str, about: int
    ) -> Say:
        """Put the examiner's why, or its easier question, in the mouth of whoever asked the challenge."""
        return self._proposed(kind, speaker, proposed, about)

    def without_quote(self, line: LineSpoken, turns: Sequence[Turn]) -> Say | None:
        """Ask a disputed challenge again without its quote, or nothing where that cannot be or was asked."""
        move = move_of(line.move)
        if line.kind != "challenge" or not line.quote or move is None:
            return None
        text = script.struck(move.plain)
        asked = any(move.plain in turn.text for turn in turns if not turn.is_answer)
        if asked or refusal(text, "", turns, self._question):
            return None
        say = self._say(line.speaker, "challenge", text, "", line.about, line.move)
        return replace(say, engine=line.engine, dimension=line.dimension)

    def closing(self, reason: CloseReason) -> Say:
        """Say the last words."""
        return self._chair("closing", script.closing(reason))

    def repeat(self, line: LineSpoken) -> Say:
        """Say a line once more, word for word."""
        return self._again(line, "repeat", line.text)

    def rephrase(self, line: LineSpoken, part: PartName, gently: bool = False) -> Say:
        """Say a line in other words; its quote stays."""
        of = part_of(self._question, self._kind, part)
        # What stands on a slide was not said, and the other ways to ask say "you said".
        quote = line.quote if line.slide is None else ""
        if line.kind in ("warm_up", "neutral", "invitation"):
            text = f"Let me ask once more. {line.text}"
        elif line.kind == "question" and line.text == script.question(self._question, of, part):
            text = script.question_again(self._question, of, part)
        else:
            text = in_other_words(line.text, quote, line.move, line.kind)
        again = self._again(line, "rephrase", script.gently(text) if gently else text)
        return again if line.slide is None else replace(again, quote="", slide=None)

    def hint(self, line: LineSpoken, part: PartName, used: int) -> Say:
        """Read the next hint of the part while a line waits for its answer."""
        of = part_of(self._question, self._kind, part)
        hints = of.hints if of and line.kind not in ("warm_up", "neutral", "invitation") else ()
        return self._say(line.speaker, "hint", script.hint(hints[used] if used < len(hints) else None))

    def anew(self, say: Say) -> Say:
        """Say under a new number what nobody heard."""
        self._numbered += 1
        return replace(say, number=self._numbered)

    def _chair(self, kind: LineKind, text: str) -> Say:
        return self._say(self._panel.chair.name, kind, text)

    def _again(self, line: LineSpoken, kind: LineKind, text: str) -> Say:
        say = self._say(line.speaker, kind, text, line.quote, line.about, line.move, line.engine)
        return replace(say, validity=line.validity, rung=line.rung, slide=line.slide)

    def _proposed(self, kind: LineKind, speaker: str, proposed: QuestionProposed, about: int) -> Say:
        say = self._say(speaker, kind, proposed.text, proposed.quote, about, proposed.move, proposed.engine)
        return replace(
            say,
            dimension=proposed.dimension,
            validity=proposed.validity,
            rung=proposed.rung,
            slide=proposed.slide,
        )

    def _say(
        self,
        speaker: str,
        kind: LineKind,
        text: str,
        quote: str = "",
        about: int | None = None,
        move: str = "",
        engine: str = "",
    ) -> Say:
        self._numbered += 1
        return Say(self._numbered, speaker, kind, text, quote, about, move, engine)
