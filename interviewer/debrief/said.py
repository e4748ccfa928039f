"""What the candidate said in a round, as evidence: which answers count, and where in its recording each word lies."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from interviewer.debrief.exchanges import last_versions, sound_name
from interviewer.events import AnswerGiven, AnswerReopened, LineSpoken
from interviewer.examiner.quoting import words_of
from interviewer.round import script, spoken
from interviewer.round.record import Record

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from interviewer.events import RoundEvent, Word
    from interviewer.transcript import Turn

# What is answered calmly, or asked of the panel, claims nothing.
_CALM = ("warm_up", "neutral", "invitation")
# Lines by which the panel shows that it took a turn for a request, not for an answer.
_SERVED = ("clarification", "reply", "repeat", "rephrase")
_DROPPED = ("skipped", "disputed")
# Playing begins a little before the word: its onset is known to some 0.1 s.
LEAD = 0.25


@dataclass(frozen=True, slots=True)
class Said:
    """Words of the candidate that can be played again."""

    text: str
    """Verbatim."""
    answer: int
    at: float
    """Of the first word, or of the answer where word times are not known; on the session's clock."""
    clip: str
    """The recording it lies in, without its ending; nothing where there is none."""
    offset: float
    """Seconds into the recording from which to play."""


class Talk:
    """A round's answers, each in its last version, and those of them that are evidence."""

    def __init__(self, events: Sequence[RoundEvent]) -> None:
        self.answers = {answer.number: answer for answer in last_versions(events)}
        self.lines = [event for event in events if isinstance(event, LineSpoken)]
        self._struck: list[str] = []
        record = self._record(events)
        self.aside = frozenset(self._aside(events))
        """Answers that are held against nobody: calm questions, requests, what was skipped or disputed."""
        for number in self.aside:
            record.set_aside(number)
        self.turns: tuple[Turn, ...] = record.examined(self._struck)
        """Every line, and the answers that count; words that were struck are dots."""

    @property
    def words(self) -> Mapping[int, Sequence[Word]]:
        """The timed words of each answer."""
        return {number: answer.words for number, answer in self.answers.items()}

    def said(self, text: str, number: int, at: float | None = None) -> Said:
        """Find words of an answer in its recording; `at` is their time where it is known already."""
        answer = self.answers[number]
        start = self._found(text, answer) if at is None else at
        offset = max(0.0, start - answer.opened - LEAD) if answer.audio else 0.0
        return Said(text, number, start, sound_name(answer.audio), offset)

    def whole(self, number: int) -> Said:
        """Return a whole answer."""
        return self.said(self.answers[number].text, number, began(self.answers[number]))

    def _record(self, events: Sequence[RoundEvent]) -> Record:
        record = Record()
        for event in events:
            if isinstance(event, LineSpoken):
                record.hear(event)
            elif isinstance(event, AnswerGiven) and self.answers.get(event.number) is event:
                record.take(event)
        return record

    def _aside(self, events: Sequence[RoundEvent]) -> list[int]:
        lines = {line.number: line for line in self.lines}
        found, waiting = [], None
        for event in events:
            if isinstance(event, AnswerReopened):
                waiting = None
            elif isinstance(event, AnswerGiven) and self.answers.get(event.number) is event:
                asked = lines.get(event.after)
                if (asked and asked.kind in _CALM) or _asks(event.text, asked):
                    found.append(event.number)
                waiting = event
            elif isinstance(event, LineSpoken) and waiting is not None:
                if _is_dropped(event) or (event.kind in _SERVED and waiting.text.strip()):
                    found.append(waiting.number)
                if event.let_go == "disputed" and (asked := lines.get(waiting.after)) and asked.quote:
                    self._struck.append(asked.quote)
                waiting = None
        return found

    @staticmethod
    def _found(text: str, answer: AnswerGiven) -> float:
        sought = words_of(text)
        heard = [(word, one.start) for one in answer.words for word in words_of(one.text)]
        for first in range(len(heard) - len(sought) + 1 if sought else 0):
            if [word for word, _ in heard[first : first + len(sought)]] == sought:
                return heard[first][1]
        return began(answer)


def began(answer: AnswerGiven) -> float:
    """Return the first voiced sample of an answer, or when it was opened."""
    return min((stretch.start for stretch in answer.stretches), default=answer.opened)


def _asks(text: str, asked: LineSpoken | None) -> bool:
    """Whether a turn does nothing but ask something of the panel, or hand the word back after cutting in."""
    return spoken.request(text) is not None or bool(asked and asked.interrupted and spoken.hands_back(text))


def _is_dropped(line: LineSpoken) -> bool:
    """Whether a line leaves the question before it."""
    return line.let_go in _DROPPED or line.text in (script.skipped(), script.taken_back())
