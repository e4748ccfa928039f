"""Whole rounds with candidates made of written speech: no sound, no window, a clock of their own."""

from __future__ import annotations

import json
import random
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from interviewer import journal
from interviewer.events import (
    AnswerGiven,
    HelpAsked,
    LineSpoken,
    QuestionProposed,
    RoundClosed,
    RoundOpened,
    RoundPaused,
    RoundResumed,
    Stretch,
)
from interviewer.examiner.guard import refusal
from interviewer.question import reader
from interviewer.question.rubric import TWELVE
from interviewer.round import script
from interviewer.round.commands import Close, Examine, Finish, Listen, Say, Withdraw
from interviewer.round.panel import panel
from interviewer.round.restoring import restore
from interviewer.round.round import Round
from interviewer.transcript import CANDIDATE, Turn

if TYPE_CHECKING:
    from interviewer.events import RoundEvent, RoundKind
    from interviewer.examiner.examiner import Examiner
    from interviewer.question.question import Question

ROOT = Path(__file__).parent.parent
Manner = Literal["terse", "rambling", "evasive", "honest", "confused"]
MANNERS: tuple[Manner, ...] = ("terse", "rambling", "evasive", "honest", "confused")
ASKED_BY_EXAMINER = ("challenge", "follow_up", "anchor")
ASKING = (*ASKED_BY_EXAMINER, "question", "warm_up", "neutral", "invitation")
# Aloud: 150 words a minute, and what a breath before a line or a thought before an answer takes.
WORDS_A_SECOND = 2.5
BREATH = 1.0
THOUGHT = (1.5, 6.0)
# More than any round of an hour needs; a round that is not over by then is stuck.
MOST_STEPS = 2000
OFF_TOPIC = (
    "Um.",
    "I don't know.",
    "Hm, hard to say, really.",
    "Sorry, I lost the thread. Let me think. Something with the loss, I suppose.",
    "Is that about the first model or the second? I think it was the second one, mostly.",
    "Yes.",
    "No idea, we never looked at that, and I would have to guess.",
    "The the thing is, it depends.",
)
REQUESTS = (
    "Sorry, could you repeat the question?",
    "I don't understand the question.",
    "I didn't say that.",
    "Can we skip this one, please?",
    "",
)
CHAT = (
    "I get up early, run a little, then I read what the night's experiments did, and most days we meet at ten.",
    "With four colleagues. One writes the data pipeline, two train, and I keep the evaluation honest.",
    "A friend dragged me into a reading group in my second year, and I stayed for the arguments.",
    "An editor, a terminal, far too many browser tabs, and the dashboard with the loss curves.",
)


@cache
def rows(kind: str) -> tuple[dict[str, str], ...]:
    files = sorted((ROOT / "training" / "speech").glob(f"*-{kind}.jsonl"))
    return tuple(json.loads(line) for file in files for line in file.read_text(encoding="utf-8").splitlines())


@cache
def questions() -> tuple[Question, ...]:
    return tuple(reader.read_file(path) for path in sorted((ROOT / "assets" / "questions").glob("*.md")))


class Candidate:
    """Says something to every line, in one manner; the same seed says the same."""

    def __init__(self, manner: Manner, question: Question, seed: int) -> None:
        self.manner = manner
        self._question = question
        self._chance = random.Random(f"{manner}:{seed}")
        self._clarified = 0

    def helps(self, line: LineSpoken) -> str:
        """Return the key the candidate presses before answering, if any."""
        if self.manner != "confused" or line.kind == "closing" or self._chance.random() > 0.15:
            return ""
        return self._chance.choice(("repeat", "rephrase", "hint", "skip", "dispute"))

    def breaks_off(self) -> str:
        """Return what was said before a question was skipped."""
        return self._chance.choice(("", "", "Well, what I", "Hm, no, that is not"))

    def says(self, line: LineSpoken, part: str, opening: bool) -> str:
        """Return what the candidate says to the line that was put last; `opening` when it puts a part."""
        chance = self._chance
        if line.kind in ("warm_up", "neutral"):
            return chance.choice(CHAT)
        if line.kind == "invitation":
            return chance.choice(
                ("What would I work on in the first month?", "Nothing from me, thank you.", "")
            )
        if opening and self._clarified < {"confused": 4, "honest": 2}.get(self.manner, 0):
            self._clarified += 1
            if self._question.clarifying:
                return chance.choice(self._question.clarifying).split("?")[0] + "?"
        if self.manner == "confused" and chance.random() < 0.25:
            return chance.choice(REQUESTS)
        return self._talk(part) if opening else self._reply(line)

    def _talk(self, part: str) -> str:
        texts = [row["text"] for row in rows("answers") if row["part"] == part]
        count = {"terse": 0, "rambling": 4, "evasive": 1, "honest": 2, "confused": 1}[self.manner]
        chosen = self._chance.sample(texts, max(1, count))
        return " ".join(chosen) if count else _sentences(chosen[0], 2)

    def _reply(self, line: LineSpoken) -> str:
        chance, replies = self._chance, rows("replies")
        match self.manner:
            case "terse":
                row = chance.choice(replies)
                return chance.choice((_sentences(row["reply"], 1), chance.choice(OFF_TOPIC)))
            case "rambling":
                return " ".join((chance.choice(replies)["reply"], chance.choice(rows("answers"))["text"]))
            case "evasive":
                return chance.choice([row["reply"] for row in replies if row["stance"] == "deflect"])
            case "honest":
                return chance.choice([row["reply"] for row in replies if row["stance"] != "deflect"])
            case "confused":
                return chance.choice((chance.choice(OFF_TOPIC), chance.choice(replies)["reply"]))


def _sentences(text: str, count: int) -> str:
    return ". ".join(text.split(". ")[:count])


@dataclass
class Played:
    """A round that was played, and what was seen of it."""

    question: Question
    events: list[RoundEvent] = field(default_factory=list)
    steps: int = 0
    crashes: int = 0

    @property
    def lines(self) -> list[LineSpoken]:
        return [event for event in self.events if isinstance(event, LineSpoken)]

    @property
    def finished(self) -> bool:
        return isinstance(self.events[-1], RoundClosed) and self.events[-1].reason == "finished"

    @property
    def minutes(self) -> float:
        """Of the round, without the time the program was away."""
        away = 0.0
        for event in self.events:
            away += event.at if isinstance(event, RoundResumed) else 0.0
            away -= event.at if isinstance(event, RoundPaused) else 0.0
        return (self.events[-1].at - self.events[0].at - away) / 60  # type: ignore[union-attr]

    def missed_dimensions(self) -> set[str]:
        asked = {line.dimension for line in self.lines if line.kind in ASKED_BY_EXAMINER}
        return {dimension.id for dimension in TWELVE} - asked

    def missed_stock(self) -> list[str]:
        said = {line.text for line in self.lines if line.kind == "question"}
        return [text for text in self.question.follow_ups if script.stock(text) not in said]

    def refused(self) -> list[tuple[str, str]]:
        """Return each of the examiner's questions that the guard would have held back where it was said."""
        turns: list[Turn] = []
        found = []
        for event in self.events:
            if isinstance(event, AnswerGiven):
                turns.append(Turn(event.number, CANDIDATE, "answer", event.text))
            elif isinstance(event, LineSpoken):
                if event.kind in ASKED_BY_EXAMINER and (
                    why := refusal(event.text, event.quote, turns, self.question)
                ):
                    found.append((why, event.text))
                turns.append(Turn(event.number, event.speaker, event.kind, event.text))
        return found

    def repeated(self) -> list[str]:
        asked = [line.text for line in self.lines if line.kind in ASKING]
        return sorted({text for text in asked if asked.count(text) > 1})


class Simulation:
    """Carries a round's commands out with a simulated candidate; it may crash between any two events."""

    def __init__(
        self,
        examiner: Examiner,
        question: Question,
        manner: Manner,
        seed: int,
        kind: RoundKind = "onsite",
        minutes: float = 60.0,
        crash: float = 0.0,
    ) -> None:
        self._examiner = examiner
        self._candidate = Candidate(manner, question, seed)
        self._chance = random.Random(f"simulation:{seed}")
        self._crash = crash
        # Its own chance, so that a crash changes nothing else.
        self._misfortune = random.Random(f"crash:{seed}")
        self._now = 0.0
        self._helped = 0
        self._journal = b""
        self.played = Played(question)
        seated = panel()
        self._opened = RoundOpened(
            0.0, question.title, kind, minutes, "probing", seed, seated.names, examiner.name, warm_up=True
        )
        self._round = Round(question, kind, minutes, "probing", seated, seed, warm_up=True)
        self._todo: list[object] = []

    def run(self) -> Played:
        self._happened(self._opened)
        while self._todo:
            self.played.steps += 1
            if self.played.steps > MOST_STEPS:
                raise AssertionError(f"stuck in {self._round.phase} with {self._todo}")
            if self._misfortune.random() < self._crash:
                self._crashed()
            command = self._todo.pop(0)
            if isinstance(command, Withdraw):
                continue
            event = self._result(command)
            if event is not None:
                self._happened(event)
        return self.played

    def _happened(self, event: RoundEvent) -> None:
        self.played.events.append(event)
        self._journal += journal.encode(event)
        self._todo += self._round.apply(event)

    def _crashed(self) -> None:
        """Lose everything but the journal, and half a line of what was being written."""
        self.played.crashes += 1
        torn = (
            self._journal
            + journal.encode(HelpAsked(self._now, "repeat"))[: self._misfortune.randrange(1, 40)]
        )
        restored = restore(journal.read(torn).events, self.played.question)
        before = self._round.pending
        assert restored.pending == before, (restored.pending, before)
        self._round = restored.round
        self._now = max(self._now, restored.last) + 30.0
        journaled, pending = restored.go_on(self._now)
        self.played.events += journaled
        self._journal += journal.write(journaled)
        self._todo = list(pending)

    def _result(self, command: object) -> RoundEvent | None:
        match command:
            case Say():
                return self._say(command)
            case Listen():
                return self._listen(command)
            case Finish(number):
                return self._answer(number, self._round.last_line, self._candidate.breaks_off())
            case Examine(brief):
                made = self._examiner.propose(brief)
                return QuestionProposed(
                    brief.request, self._now, made.text, made.quote, made.move, made.dimension, made.engine,
                    made.fallback, made.validity, made.rung, made.let_go,
                )  # fmt: skip
            case Close(reason):
                return RoundClosed(self._now, reason)
        raise AssertionError(command)

    def _say(self, say: Say) -> LineSpoken:
        start, self._now = self._now, self._now + BREATH + len(say.text.split()) / WORDS_A_SECOND
        return LineSpoken(
            say.number, say.speaker, say.kind, say.text, say.quote, say.about, say.move, say.engine,
            start, self._now, "", False, say.dimension, say.validity, say.rung, say.let_go,
        )  # fmt: skip

    def _listen(self, listen: Listen) -> RoundEvent | None:
        if Finish(listen.number) in self._todo:
            return None
        line = next(one for one in self.played.lines if one.number == listen.after)
        wish = self._candidate.helps(line) if self._helped != listen.number else ""
        if wish:
            self._helped = listen.number
            commands = self._round.apply(asked := HelpAsked(self._now, wish))  # type: ignore[arg-type]
            self.played.events.append(asked)
            self._journal += journal.encode(asked)
            self._todo += commands or [listen]
            return None
        put = [one.number for one in self.played.lines if one.kind == "question"]
        stock = {script.stock(text) for text in self.played.question.follow_ups}
        opening = line.number in put and line.text not in stock
        return self._answer(listen.number, line, self._candidate.says(line, self._round.part, opening))

    def _answer(self, number: int, line: LineSpoken | None, text: str) -> AnswerGiven:
        assert line is not None
        start, began = self._now, self._now + self._chance.uniform(*THOUGHT)
        self._now = began + len(text.split()) / WORDS_A_SECOND
        stretches = (Stretch(began, self._now),) if text else ()
        return AnswerGiven(
            number,
            line.number,
            text,
            (),
            stretches,
            start,
            self._now,
            "silence",
            f"audio/{number:03d}",
            False,
        )
