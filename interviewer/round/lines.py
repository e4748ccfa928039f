"""Makes the lines of the panel: numbered, in the right mouth, with what they are about."""

from __future__ import annotations

from typing import TYPE_CHECKING

from interviewer.examiner.phrasing import in_other_words
from interviewer.round import script
from interviewer.round.commands import Say
from interviewer.round.plan import part_of

if TYPE_CHECKING:
    from interviewer.events import CloseReason, LineKind, LineSpoken, QuestionProposed, RoundKind
    from interviewer.question.question import Question
    from interviewer.round.panel import Panel
    from interviewer.round.plan import PartName, Plan


class Lines:
    """Turns what is to be said into numbered Say commands; numbers only ever go up."""

    def __init__(self, question: Question, kind: RoundKind, plan: Plan, panel: Panel, seed: int) -> None:
        self._question = question
        self._kind: RoundKind = kind
        self._plan = plan
        self._panel = panel
        self._seed = seed
        self._numbered = 0

    def opening(self) -> list[Say]:
        """Greet, then put the first question."""
        return [
            self._chair("opening", script.opening(self._panel, self._kind, self._plan)),
            self._put(self._plan.parts[0].name),
        ]

    def bridge(self, to: PartName, seconds_left: float) -> list[Say]:
        """Lead over to the next part, then put its question."""
        return [self._chair("bridge", script.bridge(seconds_left)), self._put(to)]

    def stock(self, index: int, before: str) -> Say:
        """Put one of the file's own follow-up questions; someone else than the asker `before` does."""
        speaker = self._panel.asker("", before, self._seed, self._numbered).name
        return self._say(speaker, "question", script.stock(self._question.follow_ups[index]))

    def challenge(self, proposed: QuestionProposed, before: str, about: int) -> Say:
        """Put the examiner's challenge in the mouth of whoever owns its dimension."""
        speaker = self._panel.asker(proposed.dimension, before, self._seed, proposed.request).name
        return self._proposed("challenge", speaker, proposed, about)

    def follow_up(self, proposed: QuestionProposed, speaker: str, about: int) -> Say:
        """Put the examiner's why in the mouth of whoever asked the challenge."""
        return self._proposed("follow_up", speaker, proposed, about)

    def closing(self, reason: CloseReason) -> Say:
        """Say the last words."""
        return self._chair("closing", script.closing(reason))

    def repeat(self, line: LineSpoken) -> Say:
        """Say a line once more, word for word."""
        return self._again(line, "repeat", line.text)

    def rephrase(self, line: LineSpoken, part: PartName, gently: bool = False) -> Say:
        """Say a line in other words; its quote stays."""
        of = part_of(self._question, self._kind, part)
        if line.kind == "question" and line.text == script.question(self._question, of, part):
            text = script.question_again(self._question, of, part)
        else:
            text = in_other_words(line.text, line.quote, line.move, line.kind)
        return self._again(line, "rephrase", script.gently(text) if gently else text)

    def hint(self, line: LineSpoken, part: PartName, used: int) -> Say:
        """Read the next hint of the part while a line waits for its answer."""
        of = part_of(self._question, self._kind, part)
        hints = of.hints if of else ()
        return self._say(line.speaker, "hint", script.hint(hints[used] if used < len(hints) else None))

    def _put(self, part: PartName) -> Say:
        of = part_of(self._question, self._kind, part)
        return self._chair("question", script.question(self._question, of, part))

    def _chair(self, kind: LineKind, text: str) -> Say:
        return self._say(self._panel.chair.name, kind, text)

    def _again(self, line: LineSpoken, kind: LineKind, text: str) -> Say:
        return self._say(line.speaker, kind, text, line.quote, line.about, line.move, line.engine)

    def _proposed(self, kind: LineKind, speaker: str, proposed: QuestionProposed, about: int) -> Say:
        return self._say(speaker, kind, proposed.text, proposed.quote, about, proposed.move, proposed.engine)

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
