"""Decides what the panel does about what the candidate said or asked for."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Literal

from interviewer.examiner import ladder
from interviewer.examiner.examiner import Brief
from interviewer.round import clarifying, coverage, cutting_in, script, spoken
from interviewer.round.commands import Examine, Finish
from interviewer.round.course import Course, Standing, in_a_hurry, next_step
from interviewer.round.record import Record

if TYPE_CHECKING:
    from interviewer.events import AnswerGiven, Help, LineSpoken, QuestionProposed
    from interviewer.round.commands import Command, Say
    from interviewer.round.course import Deeper
    from interviewer.round.lines import Lines
    from interviewer.round.plan import PlannedPart
    from interviewer.round.terms import Terms

_LADDER = ("challenge", "follow_up", "anchor")
_CALM = ("warm_up", "neutral")
_ASKS = (*_LADDER, *_CALM, "question", "invitation")
# More facts than a file holds: whoever asks on is answering the question with questions.
MOST_CLARIFIED = 8


class Interview:
    """Told what was heard, it returns what to say or to find out; all it knows can be taken back to `course`."""

    def __init__(self, terms: Terms, lines: Lines) -> None:
        self._terms = terms
        self._lines = lines
        self._requests = 0
        self.record = Record()
        self.course = Course()

    @property
    def part(self) -> PlannedPart:
        """The part that is on."""
        return self._terms.plan.parts[self.course.part]

    def opening(self) -> list[Say]:
        """Greet, then ask the first thing."""
        if self._terms.plan.warm_up:
            return self._speak(self._lines.opening(), self._warm_up())
        return self._speak(self._lines.opening(), self._lines.question(self.part.name))

    def heard(self, line: LineSpoken, at: float) -> None:
        """Take a line that the round waited for; `at` is the round's time when it began."""
        if line.kind in _ASKS:
            put = self.course.put or (line.number if line.kind == "question" else 0)
            self.course = replace(self.course, asked=line.number, asked_at=at, put=put)

    def helped(self, what: Help, number: int) -> list[Command]:
        """Help with the line that waits for answer `number`; who skips or disputes it ends that answer first."""
        match what:
            case "skip" | "dispute":
                if self.course.dropped or (what == "dispute" and self._asked.kind not in _LADDER):
                    return []
                self.course = replace(self.course, dropped=what)
                return [Finish(number)]
            case "repeat" | "rephrase" | "hint":
                return [] if self.course.dropped else [*self._speak(self._said_again(what))]

    def amid(self, question: str = "") -> list[Say]:
        """Say that there is time, or put a question, in the midst of an answer."""
        if question:
            return [self._lines.interruption(question)]
        return [self._lines.remark(script.patience(), self._asked.speaker)]

    def cuts_in(self, lasted: float) -> str:
        """Return why the panel cuts in on an answer that has lasted so many seconds, or nothing."""
        if self._asked.kind not in _ASKS or self._asked.kind in (*_CALM, "invitation"):
            return ""
        opening = self.part.first_answer_seconds if self.course.asked == self.course.put else None
        return cutting_in.why(self._terms.pressure, lasted, opening, self.course.cut_ins)

    def cut_in(self, number: int) -> list[Command]:
        """End an answer that goes on for too long."""
        self.course = replace(self.course, cut_ins=self.course.cut_ins + 1, cut_in=True)
        return [Finish(number)]

    def interjected(self, answer: AnswerGiven) -> list[Say]:
        """Take what was said over a line while others were still to come; a question is answered before them."""
        self.record.take(answer)
        self.record.set_aside(answer.number)
        if spoken.request(answer.text) in ("repeat", "rephrase") and self.record.last_line:
            return [self._lines.repeat(self.record.last_line)]
        asks = clarifying.questions_in(answer.text)
        if not asks or self.course.clarified >= MOST_CLARIFIED:
            return []
        self.course = replace(self.course, clarified=self.course.clarified + 1)
        return [self._lines.clarification(asks, self.part.name, answer.number)]

    def answered(self, answer: AnswerGiven, at: float) -> list[Command]:
        """Decide what follows an answer that ended at the round's time `at`."""
        commands = self._answered(answer, at)
        if not self.course.cut_in:
            return commands
        self.course = replace(self.course, cut_in=False)
        words = cutting_in.phrase(self._terms.seed, answer.number)
        return [self._lines.remark(words, self._asked.speaker), *commands]

    def _answered(self, answer: AnswerGiven, at: float) -> list[Command]:
        self.record.take(answer)
        dropped, self.course = self.course.dropped, replace(self.course, dropped="")
        if dropped:
            return self._drop(dropped, answer.number, at)
        wish = spoken.request(answer.text)
        if wish == "skip" or (wish == "dispute" and self._asked.kind in _LADDER):
            return self._drop(wish, answer.number, at)
        if self._begs_off(answer.text):
            wish = "repeat"
        if wish in ("repeat", "rephrase"):
            self.record.set_aside(answer.number)
            return [*self._speak(self._said_again(wish))]
        return self._silent_or_said(answer, at)

    def proposed(self, found: QuestionProposed, asked_for: Brief) -> list[Say]:
        """Put the question an examiner found."""
        last = self.record.last_examined
        about = last.number if last else 0
        if asked_for.kind == "challenge":
            say = self._lines.challenge(found, self._asked.speaker, about)
        else:
            say = self._lines.deeper(asked_for.kind, found, self._asked.speaker, about)
        return self._speak(replace(say, rung=asked_for.rung))

    def _silent_or_said(self, answer: AnswerGiven, at: float) -> list[Command]:
        asked, course, said = self._asked, self.course, bool(answer.text.split())
        if asked.kind == "invitation":
            self.record.set_aside(answer.number)
            replies = [self._lines.reply(answer.number)] if said else []
            return [*self._speak(*replies, self._lines.closing("finished"))]
        if not said and not course.asked_again:
            self.record.set_aside(answer.number)
            self.course = replace(course, asked_again=True)
            return [*self._speak(self._lines.rephrase(asked, self.part.name, gently=True))]
        self.course = course = replace(course, asked_again=False)
        if asked.kind in _CALM:
            self.record.set_aside(answer.number)
            return self._go_on(at)
        asks = clarifying.questions_in(answer.text) if asked.number == course.put else ()
        if asks and course.clarified < MOST_CLARIFIED:
            self.record.set_aside(answer.number)
            self.course = replace(course, clarified=course.clarified + 1)
            return [*self._speak(self._lines.clarification(asks, self.part.name, answer.number))]
        if asked.number != course.put:
            course = course.timed(at - course.asked_at)
        self.course = replace(course, examined=True)
        return self._go_on(at, self._deeper() if said and asked.kind in _LADDER else "")

    def _begs_off(self, text: str) -> bool:
        """Whether somebody who cut in on the panel hands the word back."""
        last = self.record.last_line
        return last is not None and last.interrupted and spoken.hands_back(text)

    def _drop(self, what: Literal["skip", "dispute"], number: int, at: float) -> list[Command]:
        """Leave a question, or take back a quote; what was said to it is kept and never examined."""
        asked = self._asked
        self.record.set_aside(number)
        ended = ("skipped" if what == "skip" else "disputed") if asked.kind in _LADDER else ""
        struck = (asked.quote,) if what == "dispute" and asked.quote else ()
        self.course = replace(
            self.course, asked_again=False, let_go=ended, struck=(*self.course.struck, *struck)
        )
        again = self._lines.without_quote(asked, self.record.turns) if struck else None
        if again is not None:
            return [*self._speak(again)]
        words = script.skipped() if what == "skip" else script.taken_back()
        return [*self._speak(self._lines.remark(words, asked.speaker)), *self._go_on(at)]

    def _deeper(self) -> Deeper:
        """Ask the ladder of whys where it stands; what ends it is kept for the next line."""
        planted = self._asked.validity in ("invalid", "false_premise")
        stands = ladder.standing(self.record.examined(self.course.struck), planted)
        reason = stands.reason if stands.action == "let_go" else ""
        if stands.action != "let_go":
            self.course = replace(self.course, rung=stands.rung)
            return "follow_up" if stands.action == "climb" else "anchor"
        self.course = replace(self.course, let_go=reason or "planted")
        return ""

    def _go_on(self, at: float, deeper: Deeper = "") -> list[Command]:
        now = self._standing(at, deeper)
        step = next_step(self.course, self._terms.plan, now)
        if deeper and step != deeper:
            self.course = replace(self.course, let_go="time")
        match step:
            case "follow_up" | "anchor" | "challenge":
                return [self._examine(step, now)]
            case "stock":
                index = self.course.stock_used
                self.course = replace(self.course, stock_used=index + 1)
                return [*self._speak(self._lines.stock(self._stock()[index], self._asked.speaker))]
            case "bridge":
                self.course = self.course.bridged()
                lead = self._lines.bridge(self._terms.plan.seconds - at)
                follows = (
                    self._neutral() if self._terms.plan.warm_up else self._lines.question(self.part.name)
                )
                return [*self._speak(lead, follows)]
            case _:
                return [*self._speak(*self._plainly(step))]

    def _plainly(self, step: str) -> list[Say]:
        """Say what a step says that needs no examiner and leads nowhere else."""
        match step:
            case "warm_up":
                return [self._warm_up()]
            case "neutral":
                return [self._neutral()]
            case "question":
                lead = [self._lines.remark(script.warm_up_over())] if self.course.part == 0 else []
                return [*lead, self._lines.question(self.part.name)]
            case "invitation":
                self.course = replace(self.course, invited=True)
                return [self._lines.invitation()]
            case _:
                return [self._lines.closing("finished")]

    def _warm_up(self) -> Say:
        index = self.course.warmed
        self.course = replace(self.course, warmed=index + 1)
        return self._lines.warm_up(index)

    def _neutral(self) -> Say:
        index = self.course.calmed
        self.course = replace(self.course, calmed=index + 1)
        return self._lines.neutral(index)

    def _said_again(self, what: Literal["repeat", "rephrase", "hint"]) -> Say:
        match what:
            case "repeat":
                return self._lines.repeat(self.record.last_line or self._asked)
            case "rephrase":
                return self._lines.rephrase(self._asked, self.part.name)
            case "hint":
                used = self.course.hints_used
                self.course = replace(self.course, hints_used=used + 1)
                return self._lines.hint(self._asked, self.part.name, used)

    def _examine(self, kind: Literal["challenge", "follow_up", "anchor"], now: Standing) -> Examine:
        self._requests += 1
        terms, course = self._terms, self.course
        return Examine(
            Brief(
                request=self._requests,
                kind=kind,
                part=self.part.name,
                question=terms.question,
                turns=self.record.examined(course.struck),
                moves_used=self.record.moves,
                pressure=terms.pressure,
                seed=terms.seed,
                rung=0 if kind == "challenge" else course.rung,
                let_go=course.let_go,
                wanted=self._wanted(),
                in_a_hurry=in_a_hurry(course, terms.plan, now),
                covered=tuple(sorted(self.record.covered)),
                disputed=course.struck,
                seconds_left=terms.plan.seconds - now.elapsed,
                part_seconds_left=self.part.ends - now.elapsed,
                parts_left=len(terms.plan.parts) - 1 - course.part,
                focus=terms.focus,
                slides=self.record.slides,
            )
        )

    def _standing(self, at: float, deeper: Deeper = "") -> Standing:
        stock = len(self._stock()) - self.course.stock_used
        left = len(self._terms.plan.parts) - 1 - self.course.part
        last, asked = self.record.last_examined, self.record.challenges
        fresh = coverage.fresh(self.part.name, left, self.record.moves, last.text if last else "", asked)
        return Standing(at, stock, len(self._wanted()), fresh, deeper)

    def _stock(self) -> tuple[str, ...]:
        return (*self.record.drill, *self._terms.question.follow_ups)

    def _wanted(self) -> tuple[str, ...]:
        return coverage.wanted(self.part.name, self.record.covered)

    def _speak(self, first: Say, *others: Say) -> list[Say]:
        """Let the first of these lines say what ended the ladder before it."""
        ended, self.course = self.course.let_go, replace(self.course, let_go="")
        return [replace(first, let_go=ended), *others]

    @property
    def _asked(self) -> LineSpoken:
        return self.record.line(self.course.asked)
